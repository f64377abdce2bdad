"""The same functions in PyTorch, checked against scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.nn import functional

# --8<-- [start:modules]
MODULES = {
    "sigmoid": nn.Sigmoid(),
    "tanh": nn.Tanh(),
    "ReLU": nn.ReLU(),
    "Leaky ReLU": nn.LeakyReLU(0.01),
    "PReLU": nn.PReLU(init=0.25),  # learns its slope
    "GELU": nn.GELU(),  # the exact form
    "SiLU": nn.SiLU(),
}


def same_as_scratch(name: str) -> bool:
    """Compare values and derivatives with the NumPy version."""
    f, df = scratch.ACTIVATIONS[name]
    z = torch.linspace(-6, 6, 25, dtype=torch.float64)
    z.requires_grad_()
    a = MODULES[name].double()(z)
    (slope,) = torch.autograd.grad(a.sum(), z)
    points = z.detach().numpy()
    same = torch.testing.assert_close
    same(a.detach(), torch.from_numpy(f(points)))
    same(slope, torch.from_numpy(df(points)))
    return True


def classify() -> tuple[float, torch.Tensor]:
    """Worked example; cross_entropy takes logits."""
    logits = torch.tensor([[1.0, 2.0, -1.0]])  # (N, K)
    logits.requires_grad_()
    loss = functional.cross_entropy(logits, torch.tensor([0]))
    loss.backward()
    return loss.item(), logits.grad


# --8<-- [end:modules]


def traps() -> None:
    """Numbers behind the table of failures."""
    z = torch.zeros(1, requires_grad=True)
    functional.relu(z).sum().backward()
    print(f"ReLU derivative at 0      {z.grad.item():.4f}")
    logits, label = torch.tensor([[1000.0, 0.0]]), torch.tensor([1])
    print(f"log(softmax) at 1000, 0   {torch.softmax(logits, 1)[0, 1].log().item()}")
    stable = functional.cross_entropy(logits, label).item()
    print(f"cross_entropy at 1000, 0  {stable:.4f}")
    for k in (3, 10):
        best = torch.eye(k)[:1]  # a perfect softmax output, passed as logits
        loss = functional.cross_entropy(best, torch.tensor([0])).item()
        assert np.isclose(loss, -np.log(np.e / (np.e + k - 1)))
        print(f"softmax twice, {k:>2} classes  {loss:.4f}")
    dead = nn.Linear(2, 1)
    nn.init.constant_(dead.bias, -100.0)
    x = torch.tensor([[1.0, 2.0], [2.0, -0.5]])
    functional.relu(dead(x)).sum().backward()
    print(f"gradient of a dead unit   {dead.weight.grad.abs().sum().item():.4f}")


if __name__ == "__main__":
    for name in MODULES:
        print(f"{name:<11}agrees: {same_as_scratch(name)}")
    loss, grad = classify()
    expected = scratch.cross_entropy(np.array([[1.0, 2.0, -1.0]]), np.array([0]))
    assert np.isclose(loss, expected[0])
    assert np.allclose(grad, expected[1])
    print(f"loss {loss:.4f}, gradient " + " ".join(f"{g:.4f}" for g in grad[0]))
    traps()
