"""Count, shape and compare dense networks, in NumPy only."""

import itertools

import numpy as np

Array = np.ndarray


# --8<-- [start:count]
def parameters(sizes: list[int]) -> list[int]:
    """Weights and biases of each dense layer; sizes = (d_0, ..., d_D)."""
    return [(a + 1) * b for a, b in itertools.pairwise(sizes)]


def multiply_adds(sizes: list[int]) -> int:
    """Multiply-adds of one example on its way forward, one per weight."""
    return sum(a * b for a, b in itertools.pairwise(sizes))


def same_size(budget: int, d_in: int, d_out: int, hidden: int) -> list[int]:
    """The widest network with equal hidden layers within a budget."""
    width = 1
    while sum(parameters([d_in, *[width + 1] * hidden, d_out])) <= budget:
        width += 1
    return [d_in, *[width] * hidden, d_out]


# --8<-- [end:count]


# --8<-- [start:forward]
def init(sizes: list[int], rng: np.random.Generator) -> list:
    """One (W, b) per layer; variance 2 / d_in, which suits ReLU."""
    return [
        (rng.normal(0, np.sqrt(2 / a), (a, b)), np.zeros(b))  # (a, b) and (b,)
        for a, b in itertools.pairwise(sizes)
    ]


def forward(x: Array, params: list) -> list[Array]:
    """A(0), ..., A(D): ReLU in hidden layers, nothing at the output."""
    layers = [x]  # (N, d_0)
    for number, (w, b) in enumerate(params, 1):
        z = layers[-1] @ w + b  # (N, d_l)
        hidden = number < len(params)
        layers.append(np.maximum(z, 0) if hidden else z)
    return layers


# --8<-- [end:forward]


def table(sizes: list[int]) -> int:
    """Print the layers of a network; return its number of parameters."""
    counts = parameters(sizes)
    print(" -> ".join(map(str, sizes)))
    for number, (a, b) in enumerate(itertools.pairwise(sizes), 1):
        weights, biases = a * b, b
        print(f"  layer {number}: W {(a, b)}  {weights:,} + {biases} = ", end="")
        print(f"{counts[number - 1]:,}")
        assert weights + biases == counts[number - 1]
    print(f"  total {sum(counts):,}, multiply-adds {multiply_adds(sizes):,}")
    return sum(counts)


def main() -> None:
    """The worked example and the counts of the page."""
    assert table([4, 5, 3]) == 43
    print(f"  float32: {4 * 43} bytes")
    assert table([784, 128, 10]) == 101_770
    share = parameters([784, 128, 10])[0] / 101_770
    print(f"  first layer: {100 * share:.1f}% of the parameters")

    print("\nShapes for a batch of 6")
    params = init([4, 5, 3], np.random.default_rng(0))
    layers = forward(np.ones((6, 4)), params)
    for number, a in enumerate(layers):
        print(f"  A({number}) {a.shape}")
    assert [a.shape for a in layers] == [(6, 4), (6, 5), (6, 3)]

    print("\nTwo hidden layers in the budget of 784 -> 128 -> 10")
    root = (-796 + np.sqrt(796**2 + 4 * (101_770 - 10))) / 2
    sizes = same_size(101_770, 784, 10, 2)
    print(f"  solution {root:.2f}, width {sizes[1]}, {sum(parameters(sizes)):,}")
    assert sizes[1] == int(root)

    print("\nDoubling the width of 64 -> h -> h -> 10")
    small, large = (parameters([64, width, width, 10]) for width in (32, 64))
    for width, counts in ((32, small), (64, large)):
        print(f"  h = {width}: {counts}, total {sum(counts):,}")
    print(f"  middle block times {large[1] / small[1]:.1f}, ", end="")
    print(f"total times {sum(large) / sum(small):.1f}")


if __name__ == "__main__":
    main()
