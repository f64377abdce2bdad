"""Solution of exercise 3: reverse-mode automatic differentiation on scalars."""

from __future__ import annotations

import math

import numpy as np
import scratch

# --8<-- [start:engine]
Edges = tuple[tuple["Value", float], ...]  # parent, local slope


class Value:
    """A number that remembers how it was made."""

    def __init__(self, data: float, edges: Edges = ()) -> None:
        self.data = data
        self.grad = 0.0  # dL/d(self), filled in by backward()
        self.edges = edges

    def __add__(self, other: Value | float) -> Value:
        other = lift(other)
        edges = ((self, 1.0), (other, 1.0))
        return Value(self.data + other.data, edges)

    def __mul__(self, other: Value | float) -> Value:
        other = lift(other)
        edges = ((self, other.data), (other, self.data))
        return Value(self.data * other.data, edges)

    def __neg__(self) -> Value:
        return self * -1.0

    def sigmoid(self) -> Value:
        s = 1.0 / (1.0 + math.exp(-self.data))
        return Value(s, ((self, s * (1.0 - s)),))

    def log(self) -> Value:
        edges = ((self, 1.0 / self.data),)
        return Value(math.log(self.data), edges)

    def backward(self) -> None:
        """Fill in .grad for all that this value depends on."""
        order: list[Value] = []
        seen: set[int] = set()

        def visit(node: Value) -> None:
            if id(node) not in seen:
                seen.add(id(node))
                for parent, _ in node.edges:
                    visit(parent)
                order.append(node)  # parents come before children

        visit(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0  # dL/dL
        for node in reversed(order):
            for parent, local in node.edges:
                parent.grad += node.grad * local  # paths add up


def lift(x: Value | float) -> Value:
    """Wrap a plain number."""
    return x if isinstance(x, Value) else Value(x)


# --8<-- [end:engine]


def main() -> None:
    """Rebuild the worked example from Values and compare every gradient."""
    a = Value(3.0)
    (a * a + a).backward()
    print(f"d(a*a + a)/da at 3: {a.grad:.4f}")
    assert a.grad == 7.0

    layers, x, y = scratch.worked_network()
    theta = [[[Value(v) for v in row] for row in np.atleast_2d(m)] for pair in layers
             for m in pair]  # fmt: skip
    w1, (b1,), w2, (b2,) = theta
    units = range(2)
    z = [w1[0][k] * x[0, 0] + w1[1][k] * x[0, 1] + b1[k] for k in units]
    a1 = [z[k].sigmoid() for k in units]
    p = (w2[0][0] * a1[0] + w2[1][0] * a1[1] + b2[0]).sigmoid()
    loss = -p.log()  # y = 1
    loss.backward()
    print(f"loss {loss.data:.4f}, dL/dP {p.grad:.4f}")
    grads = scratch.backward(layers, scratch.forward(layers, x), y)
    flat = [m for pair in grads for m in pair]
    for name, values, exact in zip(["W1", "b1", "W2", "b2"], theta, flat, strict=True):
        found = np.array([[v.grad for v in row] for row in values])
        scratch.show(f"dL/d{name}", found)
        assert np.allclose(found, np.atleast_2d(exact))


if __name__ == "__main__":
    main()
