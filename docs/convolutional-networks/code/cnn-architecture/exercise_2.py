"""Three stacks that see at least 40 pixels, with their parameters and work."""

from itertools import pairwise

from scratch import field

conv, pool, wide = (3, 1), (2, 2), (41, 1)


def parameters(channels: list[int], kernel: int) -> int:
    """Weights and biases of convolutions that lead through these channels."""
    pairs = pairwise(channels)
    return sum(a * b * kernel**2 + b for a, b in pairs)


def work(channels: list[int], kernel: int, sizes: list[int]) -> str:
    """Multiply-adds of convolutions whose maps have these sizes, in millions."""
    pairs = zip(pairwise(channels), sizes, strict=True)
    return f"{sum(a * b * (kernel * n) ** 2 for (a, b), n in pairs) / 1e6:.0f} million"


def main() -> None:
    """Compare one wide kernel, many small ones, and small ones with pooling."""
    print("field, parameters, multiply-adds on 64 x 64")
    print("one 41 x 41:", field([wide])[-1][0], end=" ")
    print(f"{parameters([3, 32], 41):,}", work([3, 32], 41, [64]))
    count = 0
    while field([conv] * count or [(1, 1)])[-1][0] < 40:
        count += 1
    deep = [3] + [32] * count
    print(count, "of 3 x 3:", field([conv] * count)[-1][0], end=" ")
    print(f"{parameters(deep, 3):,}", work(deep, 3, [64] * count))
    stack = [conv, pool] * 3 + [conv, conv]
    chosen = [3, 16, 32, 64, 64, 64]
    print("five of 3 x 3, three poolings:", field(stack)[-1][0], end=" ")
    print(f"{parameters(chosen, 3):,}", work(chosen, 3, [64, 32, 16, 8, 8]))
    print("four of 3 x 3, three poolings:", field(stack[:-1])[-1][0])


if __name__ == "__main__":
    main()
