"""One layer in two notations: examples in rows, and examples in columns."""

from __future__ import annotations

import numpy as np

Array = np.ndarray

X = np.array([[1.0, 2.0, -1.0], [0.0, 1.0, 3.0]])  # (N, d_in) = (2, 3)
W = np.array([[0.5, -1.0], [1.0, 0.2], [-0.5, 0.4]])  # (d_in, d_out) = (3, 2)
b = np.array([0.1, -0.2])  # (d_out,)
DELTA = np.array([[0.1, -0.2], [0.3, 0.4]])  # dL/dZ, (N, d_out)


# --8<-- [start:convert]
def rows(x: Array, w: Array, b: Array, delta: Array) -> dict[str, Array]:
    """Our notation: one example in each row."""
    return {
        "Z": x @ w + b,  # (N, d_out)
        "dW": x.T @ delta,  # (d_in, d_out)
        "db": delta.sum(axis=0),  # (d_out,)
        "dX": delta @ w.T,  # (N, d_in)
    }


def columns(x: Array, w: Array, b: Array, delta: Array) -> dict[str, Array]:
    """The other notation: one example in each column, w (d_out, d_in)."""
    return {
        "Z": w @ x + b,  # (d_out, N); b is (d_out, 1)
        "dW": delta @ x.T,  # (d_out, d_in)
        "db": delta.sum(axis=1, keepdims=True),  # (d_out, 1)
        "dX": w.T @ delta,  # (d_in, N)
    }


def convert(result: dict[str, Array]) -> dict[str, Array]:
    """From columns to rows: transpose everything, and flatten the bias."""
    turned = {name: value.T for name, value in result.items()}
    return turned | {"db": turned["db"].ravel()}


# --8<-- [end:convert]


def show(name: str, value: Array) -> None:
    """Print a name, a shape and the entries, row by row."""
    text = " | ".join(" ".join(f"{v:.2f}" for v in row) for row in np.atleast_2d(value))
    print(f"{name:<4}{value.shape!s:<8}{text}")


def main() -> None:
    """Print both results and assert that they are the same."""
    ours = rows(X, W, b, DELTA)
    theirs = columns(X.T, W.T, b[:, None], DELTA.T)
    print("examples in rows")
    for name, value in ours.items():
        show(name, value)
    print("examples in columns")
    for name, value in theirs.items():
        show(name, value)
    turned = convert(theirs)
    assert all(np.allclose(ours[name], turned[name]) for name in ours)
    print("columns, converted, equal rows: True")
    jacobian = W.T  # of z = x W + b: (d_out, d_in)
    assert np.allclose(DELTA @ jacobian, ours["dX"])
    print("delta times the Jacobian equals dX: True")


if __name__ == "__main__":
    main()
