"""The same network in PyTorch, with the weights of scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn


# --8<-- [start:model]
def build(layers: scratch.Layers) -> nn.Sequential:
    """Linear, ReLU, Linear; the model returns logits."""
    model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2)).double()
    linear = [m for m in model if isinstance(m, nn.Linear)]
    with torch.no_grad():
        for module, (w, b) in zip(linear, layers, strict=True):
            module.weight.copy_(torch.tensor(w.T))  # stored as (out, in)
            module.bias.copy_(torch.tensor(b))
    return model


def predict(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """Probabilities (N, K): evaluation mode, no graph recorded."""
    model.eval()
    with torch.no_grad():
        return torch.softmax(model(x), dim=1)  # along the classes


# --8<-- [end:model]


def main() -> None:
    """Compare with scratch.py and show what the two modes change."""
    x_np, layers = scratch.worked_network()
    x, model = torch.tensor(x_np), build(layers)
    logits = model(x)
    expected = scratch.forward(x_np, layers)[0][-1]
    torch.testing.assert_close(logits.detach(), torch.tensor(expected))
    p = predict(model, x)
    torch.testing.assert_close(p, torch.tensor(scratch.softmax(expected)))
    print("logits and probabilities agree with scratch.py")
    print("shape of the first weight of nn.Linear(784, 128):", end=" ")
    print(tuple(nn.Linear(784, 128).weight.shape))
    loss = nn.functional.cross_entropy(logits, torch.tensor([0, 1]))
    print(f"mean loss from the logits {loss.item():.4f}")
    with torch.no_grad():
        print(f"graph recorded: {logits.requires_grad}, {model(x).requires_grad}")

    torch.manual_seed(0)
    drop = nn.Sequential(nn.Linear(2, 50), nn.Dropout(0.5), nn.Linear(50, 2)).double()
    same = [bool(torch.equal(drop(x), drop(x)))]
    drop.eval()
    same.append(bool(torch.equal(drop(x), drop(x))))
    print(f"two calls agree with dropout: train {same[0]}, eval {same[1]}")
    twice = torch.softmax(p, dim=1).numpy()
    print("softmax twice:", " ".join(f"{v:.4f}" for v in twice.ravel()))
    assert np.allclose(twice.sum(axis=1), 1)


if __name__ == "__main__":
    main()
