"""Exercise 2: paths through the grid, counted and confirmed by a linear stack."""

from math import comb

import torch

torch.set_num_threads(1)


def corner_gradient(depth: int, steps: int, a: float, b: float) -> float:
    """d(top, last step) / d(bottom, first step), h = b * below + a * before."""
    first = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    below = [torch.zeros(1, dtype=torch.float64) for _ in range(steps)]
    for layer in range(depth):
        h, row = torch.zeros(1, dtype=torch.float64), []
        for t in range(steps):
            h = b * below[t] + a * h
            if layer == 0 and t == 0:
                h = h + first
            row.append(h)
        below = row
    below[-1].sum().backward()
    assert first.grad is not None
    return first.grad.item()


if __name__ == "__main__":
    for depth, steps in ((2, 2), (3, 4), (8, 10)):
        paths = comb(depth + steps - 2, depth - 1)
        for a, b in ((0.5, 0.5), (0.8, 0.5)):
            found = corner_gradient(depth, steps, a, b)
            assert abs(found - paths * a ** (steps - 1) * b ** (depth - 1)) < 1e-12
            print(
                f"D = {depth}, T = {steps}: {paths} paths, a = {a}, b = {b}: "
                f"one path {a ** (steps - 1) * b ** (depth - 1):.6f}, all {found:.4f}"
            )
