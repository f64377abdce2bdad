"""The same steps in PyTorch, checked against scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn

# --8<-- [start:library]
ETA, LAM = 0.1, 0.4


def step(optimizer: type, w: list, g: list, **options: float) -> np.ndarray:
    """One step of an optimizer on weights w whose gradient is g."""
    weight = nn.Parameter(torch.tensor(w, dtype=torch.float64))
    weight.grad = torch.tensor(g, dtype=torch.float64)
    optimizer([weight], **options).step()
    return weight.detach().numpy()


def parameter_groups(model: nn.Module) -> list[dict]:
    """Decay for weight matrices only: biases have one axis."""
    matrices = [p for p in model.parameters() if p.ndim > 1]
    vectors = [p for p in model.parameters() if p.ndim <= 1]
    return [
        {"params": matrices, "weight_decay": 0.01},
        {"params": vectors, "weight_decay": 0.0},
    ]


def shrink(weight: nn.Parameter, amount: float) -> None:
    """The L1 part of a step, after optimizer.step()."""
    with torch.no_grad():
        weight.copy_(weight.sign() * (weight.abs() - amount).clamp(min=0))


# --8<-- [end:library]


def main() -> None:
    """Compare every mechanism."""
    w, g = [0.8, -0.05], [0.5, -0.3]
    arrays = np.array(w), np.array(g)
    sgd = step(torch.optim.SGD, w, g, lr=ETA, weight_decay=LAM)
    assert np.allclose(sgd, scratch.l2_step(*arrays, ETA, LAM))
    print("SGD(weight_decay=0.4)   agrees with l2_step")
    weight = nn.Parameter(torch.from_numpy(step(torch.optim.SGD, w, g, lr=ETA)))
    shrink(weight, ETA * LAM)
    assert np.allclose(weight.detach(), scratch.l1_step(*arrays, ETA, LAM))
    print("SGD, then shrink        agrees with l1_step")
    w, g = [1.0, 1.0], [2.0, 0.02]
    arrays = np.array(w), [np.array(g)]
    for optimizer, name in ((torch.optim.Adam, "l2"), (torch.optim.AdamW, "decay")):
        ours = scratch.adam(*arrays, 0.01, **{name: 0.1})
        theirs = step(optimizer, w, g, lr=0.01, weight_decay=0.1)
        assert np.allclose(ours, theirs)
        body = " ".join(f"{v:.4f}" for v in theirs)
        print(f"{optimizer.__name__ + '(weight_decay=0.1)':<24}{body}")

    torch.manual_seed(0)
    layer, ones = nn.Dropout(0.4), torch.ones(100_000)
    out = layer(ones)
    assert torch.allclose(out[out > 0], torch.tensor(1 / 0.6))
    print(f"nn.Dropout(0.4): values {out.unique()[0]:.4f} and {out.unique()[1]:.4f},")
    print(f"  mean {out.mean():.2f} in training,", end=" ")
    print(f"after eval() unchanged: {torch.equal(layer.eval()(ones), ones)}")
    sizes = [len(g["params"]) for g in parameter_groups(nn.Linear(64, 10))]
    print(f"nn.Linear: {sizes[0]} tensor with decay, {sizes[1]} without")


if __name__ == "__main__":
    main()
