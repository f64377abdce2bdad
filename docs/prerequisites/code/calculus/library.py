"""PyTorch's automatic differentiation, checked against scratch.py."""

import numpy as np
import scratch
import torch
from torch.func import jacrev
from torch.testing import assert_close

FLOAT = torch.float64


# --8<-- [start:torch]
def slopes_of_the_neuron() -> torch.Tensor:
    """backward() fills .grad: dL/dw and dL/db of the worked example."""
    theta = torch.tensor([0.5, -1.0], dtype=FLOAT, requires_grad=True)
    a = torch.sigmoid(theta[0] * 2 + theta[1])
    loss = (a - 1) ** 2
    loss.backward()
    return theta.grad  # (2,), the shape of theta


def jacobians() -> None:
    """jacrev builds a whole Jacobian; backward() only needs one row of it."""
    z = torch.tensor([2.0, 3.0, 5.0], dtype=FLOAT).log()
    S = jacrev(lambda v: torch.softmax(v, dim=0))(z)  # (3, 3)
    assert_close(S, torch.tensor(scratch.softmax_jacobian(np.array([0.2, 0.3, 0.5]))))

    z.requires_grad_()
    p = torch.softmax(z, dim=0)
    p.backward(torch.tensor([-5.0, 0, 0], dtype=FLOAT))  # the row dL/dp
    assert_close(z.grad, torch.tensor([-0.8, 0.3, 0.5], dtype=FLOAT))
    print("dL/dz     ", [f"{v:.4f}" for v in z.grad.tolist()])


# --8<-- [end:torch]


def check_by_small_steps() -> None:
    """gradcheck compares backward() with central differences."""
    x = torch.tensor([2.0, 1.0], dtype=FLOAT, requires_grad=True)
    print("gradcheck ", torch.autograd.gradcheck(scratch.bowl, (x,)))
    (g,) = torch.autograd.grad(scratch.bowl(x), x)
    assert_close(g, torch.tensor([5.0, 6.0], dtype=FLOAT))


def traps() -> None:
    """The numbers behind the table of failures."""
    x = torch.tensor(3.0, requires_grad=True)
    for _ in range(2):
        (x**2).backward()
    print(f"x^2 at 3, backward twice: {x.grad.item():.0f}")
    x = torch.tensor(3.0, requires_grad=True)
    y = torch.tensor(x.item() ** 2)  # leaves the graph
    print("result knows its path:", y.requires_grad)
    u, v = torch.zeros(2, requires_grad=True)
    g = torch.autograd.grad(u**2 - v**2, (u, v))
    print("saddle at 0, gradient:", [s.item() + 0.0 for s in g])


if __name__ == "__main__":
    g = slopes_of_the_neuron()
    assert_close(g, torch.tensor([-0.5, -0.25], dtype=FLOAT))
    print("dL/dw, db ", [f"{v:.4f}" for v in g.tolist()])
    jacobians()
    check_by_small_steps()
    traps()
