"""Exercise 4: a zigzag from two units per layer, and how fragile it is."""

import numpy as np
import scratch

Array = np.ndarray


# --8<-- [start:zigzag]
def zigzag(layers: int, slope: float = 2.0) -> list:
    """Weights of a network that applies t(x) = 2 min(x, 1 - x) again and again."""
    first = (np.ones((1, 2)), np.array([0.0, -0.5]))  # ReLU(x), ReLU(x - 1/2)
    mix = np.array([[slope], [-2 * slope]])  # t = 2 ReLU(x) - 4 ReLU(x - 1/2)
    inner = (mix @ first[0], first[1])  # t of one layer feeds the next
    return [first, *[inner] * (layers - 1), (mix, np.zeros(1))]


def one_layer(layers: int) -> list:
    """The same curve from one hidden layer: one unit per piece."""
    s = 2**layers  # number of pieces, and their slope
    changes = np.array([s, *[-2 * s, 2 * s] * (s // 2)])[:s, None]
    return [(np.ones((1, s)), -np.arange(s) / s), (changes, np.zeros(1))]


def pieces(y: Array) -> int:
    """Number of straight pieces of a curve given on an even grid."""
    return 1 + int((np.abs(np.diff(y, 2)) > 1e-9).sum())


# --8<-- [end:zigzag]


if __name__ == "__main__":
    x = np.linspace(0, 1, 2**10 + 1)[:, None]  # corners lie on grid points
    print("layers  units  parameters  pieces   one layer: units  parameters")
    for layers in (1, 2, 3, 5, 8):
        params = zigzag(layers)
        sizes = [1, *[2] * layers, 1]
        y = scratch.forward(x, params)[-1]
        found, wide = pieces(y[:, 0]), one_layer(layers)
        assert found == 2**layers
        assert np.allclose(scratch.forward(x, wide)[-1], y)
        units = len(wide[0][1])
        print(
            f"{layers:>6} {2 * layers:>6} {sum(scratch.parameters(sizes)):>11}", end=""
        )
        print(f"{found:>8}{units:>20}{sum(scratch.parameters([1, units, 1])):>12}")
    print("largest change of the output when the slope 2 becomes 1.99")
    for layers in (1, 2, 3, 5, 8):
        true, bent = (scratch.forward(x, zigzag(layers, s))[-1] for s in (2.0, 1.99))
        print(f"{layers:>6} {np.abs(true - bent).max():.3f}")
