"""Slopes by small steps, chain rule, Jacobians and gradient descent, in NumPy."""

from collections.abc import Callable

import numpy as np

Array = np.ndarray


# --8<-- [start:slopes]
def gradient(f: Callable[[Array], float], x: Array, h: float = 1e-5) -> Array:
    """Central differences: one partial derivative per input, (d,) -> (d,)."""
    steps = np.eye(len(x)) * h  # row j moves input j alone
    return np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps])


def jacobian(f: Callable[[Array], Array], x: Array, h: float = 1e-5) -> Array:
    """The same for m outputs: rows are outputs, columns inputs, (m, d)."""
    steps = np.eye(len(x)) * h
    return np.stack([(f(x + s) - f(x - s)) / (2 * h) for s in steps], axis=1)


# --8<-- [end:slopes]


# --8<-- [start:softmax]
def softmax(z: Array) -> Array:
    """(K,) -> (K,), positive with sum 1."""
    e = np.exp(z - z.max())
    return e / e.sum()


def softmax_jacobian(p: Array) -> Array:
    """Entry (k, j) is p_k ([k = j] - p_j): (K,) -> (K, K)."""
    return np.diag(p) - np.outer(p, p)


def backward(row: Array, jacobians: list[Array]) -> Array:
    """Carry the slopes of the loss, (m,), from the last step to the first."""
    for J in reversed(jacobians):
        row = row @ J  # (m,) @ (m, d) -> (d,)
    return row


# --8<-- [end:softmax]


# --8<-- [start:descend]
def descend(grad: Callable[[Array], Array], x: Array, rate: float, n: int) -> Array:
    """n steps against the gradient; returns all n + 1 places, (n + 1, d)."""
    path = [x]
    for _ in range(n):
        path.append(path[-1] - rate * grad(path[-1]))
    return np.array(path)


# --8<-- [end:descend]


def sigmoid(z: float) -> float:
    """1 / (1 + exp(-z)) for a moderate z."""
    return 1 / (1 + np.exp(-z))


def bowl(x: Array) -> float:
    """f(u, v) = u^2 + u v + 2 v^2, the function of the worked example."""
    return x[0] ** 2 + x[0] * x[1] + 2 * x[1] ** 2


def bowl_gradient(x: Array) -> Array:
    """(2u + v, u + 4v)."""
    return np.array([2 * x[0] + x[1], x[0] + 4 * x[1]])


def three_outputs(x: Array) -> Array:
    """(2,) -> (3,): product, sum, square of the second."""
    return np.array([x[0] * x[1], x[0] + x[1], x[1] ** 2])


def show(name: str, *values: float | Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    flat = np.round(np.concatenate([np.ravel(v) for v in values]), 4) + 0.0
    print(f"{name:<24}" + " ".join(f"{v:.4f}" for v in flat))


def worked_gradient() -> None:
    """Partial derivatives, a slope in one direction, one step of descent."""
    start, rate = np.array([2.0, 1.0]), 0.1
    g = bowl_gradient(start)
    assert np.allclose(g, gradient(bowl, start))
    show("f, df/du, df/dv", bowl(start), g)
    show("norm of the gradient", np.linalg.norm(g))
    for r in ([1, 0], [0.6, 0.8], [-0.8, 0.6]):
        ahead = bowl(start + 0.01 * np.array(r)) - bowl(start)
        show(f"slope along {r}", g @ r)
        print(f"  change over 0.01       {ahead:.5f}")
    new = descend(bowl_gradient, start, rate, 1)[-1]
    show("after one step", new, bowl(new))
    show("u^2, u v, 2 v^2", new[0] ** 2, new[0] * new[1], 2 * new[1] ** 2)
    show("predicted, measured", -rate * g @ g, bowl(new) - bowl(start))
    assert np.allclose(new, [1.5, 0.4])


def worked_chain() -> None:
    """A neuron with one input: z = wx + b, a = sigmoid(z), L = (a - y)^2."""

    def loss(theta: Array) -> float:
        return (sigmoid(theta[0] * 2 + theta[1]) - 1) ** 2

    theta = np.array([0.5, -1.0])  # w, b
    a = sigmoid(theta[0] * 2 + theta[1])
    local = np.array([2 * (a - 1), a * (1 - a)])  # dL/da, da/dz
    delta = local.prod()  # dL/dz
    g = delta * np.array([2.0, 1.0])  # dz/dw = x, dz/db = 1
    show("a, L", a, loss(theta))
    show("dL/da, da/dz, dL/dz", local, delta)
    show("dL/dw, dL/db", g)
    assert np.allclose(g, gradient(loss, theta))
    new = theta - g
    z = new[0] * 2 + new[1]
    show("w, b, z, a, L after", new, z, sigmoid(z), loss(new))


def worked_jacobian() -> None:
    """Jacobians of a small function and of softmax, and a row through softmax."""
    J = jacobian(three_outputs, np.array([2.0, 3.0]))
    assert np.allclose(J, [[3, 2], [1, 1], [0, 6]])
    print("Jacobian at (2, 3)     ", np.rint(J).astype(int).tolist())
    z = np.log([2.0, 3.0, 5.0])
    p = softmax(z)
    S = softmax_jacobian(p)
    show("z = ln 2, ln 3, ln 5", z)
    show("p", p)
    for row in S:
        show("row of the Jacobian", row)
    assert np.allclose(S, jacobian(softmax, z))
    slopes = np.array([-1 / p[0], 0, 0])  # of L = -ln p_1
    show("dL/dp", slopes)
    show("dL/dz", backward(slopes, [S]))
    assert np.allclose(slopes @ S, p - [1, 0, 0])


def worked_rates() -> None:
    """The parabola (3w - 12)^2 with a small and a large learning rate."""

    def slope(w: Array) -> Array:
        return 18 * (w - 4)

    for rate in (0.01, 1 / 18, 0.1, 0.12):
        path = descend(slope, np.array([1.0]), rate, 10)[:, 0]
        print(f"rate {rate:.4f}, factor {1 - 18 * rate:.4f}")
        show("  w after 1, 2, 10", path[[1, 2, 10]])
        show("  loss after 10", 9 * (path[10] - 4) ** 2)


def main() -> None:
    """Print and assert the numbers of the page."""
    for h in (1, 0.1, 0.01):
        show(f"slope of x^2 at 3, {h}", ((3 + h) ** 2 - 9) / h)
    worked_gradient()
    worked_chain()
    worked_jacobian()
    worked_rates()


if __name__ == "__main__":
    main()
