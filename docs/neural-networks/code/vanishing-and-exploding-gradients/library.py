"""Gradient norms per layer and clipping in PyTorch, checked against scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:report]
def gradient_report(model: nn.Module) -> dict[str, float]:
    """Norm of the gradient of each weight matrix; call it after backward()."""
    return {
        name: parameter.grad.norm().item()
        for name, parameter in model.named_parameters()
        if parameter.grad is not None and parameter.ndim > 1
    }


def training_step(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: torch.Tensor,
    labels: torch.Tensor,
    limit: float = 1.0,
) -> float:
    """One step with clipping; the norm before clipping, worth logging."""
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(x), labels).backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), limit, error_if_nonfinite=True)
    optimizer.step()
    return norm.item()


# --8<-- [end:report]


def same_network(weights: list) -> nn.Sequential:
    """A ReLU network without biases and with the given weights (d_in, d_out)."""
    layers: list[nn.Module] = []
    for w in weights:
        linear = nn.Linear(*w.shape, bias=False, dtype=torch.float64)
        linear.weight.data = torch.from_numpy(w.T.copy())
        layers += [linear, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def main() -> None:
    """Compare norms per layer and clipping with the NumPy version."""
    x, labels, weights = scratch.make(scratch.GAINS["large"], seed=0)
    model = same_network(weights)
    inputs, targets = torch.from_numpy(x), torch.from_numpy(labels)
    nn.functional.cross_entropy(model(inputs), targets).backward()
    found = list(gradient_report(model).values())[:-1]  # hidden layers
    _, expected = scratch.norms("ReLU", x, labels, weights)
    assert np.allclose(found, expected, rtol=1e-8)
    print(f"norms of {len(found)} layers agree: {np.allclose(found, expected)}")

    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    before = training_step(model, optimizer, inputs, targets)
    after = torch.stack([p.grad.norm() for p in model.parameters()]).norm().item()
    print(f"norm before clipping above 100,000: {before > 1e5}, after: {after:.4f}")
    assert abs(after - 1) < 1e-5

    pair = [nn.Parameter(torch.zeros(2)), nn.Parameter(torch.zeros(1))]
    pair[0].grad, pair[1].grad = torch.tensor([3.0, 4.0]), torch.tensor([12.0])
    returned = nn.utils.clip_grad_norm_(pair, 5.0).item()
    clipped = torch.cat([p.grad for p in pair]).numpy()
    grads, norm = scratch.clip_by_norm([np.array([3.0, 4.0]), np.array([12.0])], 5.0)
    assert np.isclose(returned, norm)
    assert np.allclose(clipped, np.concatenate(grads), atol=1e-5)
    print(f"returned {returned:.4f}, clipped " + " ".join(f"{v:.4f}" for v in clipped))

    one = nn.Parameter(torch.zeros(2))
    one.grad = torch.tensor([float("nan"), 1.0])
    try:
        nn.utils.clip_grad_norm_([one], 1.0, error_if_nonfinite=True)
    except RuntimeError:
        print("a gradient of nan raises RuntimeError")


if __name__ == "__main__":
    main()
