"""GoogLeNet: cost of one Inception module and of the main path."""

# Inputs, 1x1, 3x3 reduction and output, 5x5 reduction and output, pool projection.
MODULES = {
    "3a": (192, 64, 96, 128, 16, 32, 32),
    "3b": (256, 128, 128, 192, 32, 96, 64),
    "4a": (480, 192, 96, 208, 16, 48, 64),
    "4b": (512, 160, 112, 224, 24, 64, 64),
    "4c": (512, 128, 128, 256, 24, 64, 64),
    "4d": (512, 112, 144, 288, 32, 64, 64),
    "4e": (528, 256, 160, 320, 32, 128, 128),
    "5a": (832, 256, 160, 320, 32, 128, 128),
    "5b": (832, 384, 192, 384, 48, 128, 128),
}
SIZES = {"3": 28, "4": 14, "5": 7}


def conv(c_in: int, c_out: int, k: int, size: int) -> tuple[int, int]:
    """Parameters (with biases) and multiply-adds of a convolution."""
    weights = c_in * c_out * k * k
    return weights + c_out, weights * size * size


def add(*costs: tuple[int, int]) -> tuple[int, int]:
    """Sum parameters and multiply-adds."""
    return sum(c[0] for c in costs), sum(c[1] for c in costs)


def branches(name: str) -> list[tuple[int, int]]:
    """Cost of the four branches of a module."""
    c, one, r3, o3, r5, o5, pool = MODULES[name]
    s = SIZES[name[0]]
    return [
        conv(c, one, 1, s),
        add(conv(c, r3, 1, s), conv(r3, o3, 3, s)),
        add(conv(c, r5, 1, s), conv(r5, o5, 5, s)),
        conv(c, pool, 1, s),
    ]


def show(title: str, cost: tuple[int, int]) -> None:
    """Print one line of costs."""
    print(f"{title}: {cost[0]:,} parameters, {cost[1] / 1e6:.1f} million multiply-adds")


def main() -> None:
    """Print and assert the counts of the page."""
    print(f"5 x 5 alone {conv(192, 32, 5, 28)[1]:,}, reduced", end=" ")
    print(f"{conv(192, 16, 1, 28)[1]:,} + {conv(16, 32, 5, 28)[1]:,}", end=" = ")
    print(f"{branches('3a')[2][1]:,}")
    for title, cost in zip(("1", "3", "5", "pool"), branches("3a"), strict=True):
        show(f"3a, branch {title}", cost)
    show("3a", add(*branches("3a")))
    naive = add(*(conv(192, o, k, 28) for o, k in ((64, 1), (128, 3), (32, 5))))
    show("3a without reductions (three branches)", naive)

    width = 192
    for c, one, _, o3, _, o5, pool in MODULES.values():
        assert c == width  # each module reads what the one before it gives
        width = one + o3 + o5 + pool
    stem = add(conv(3, 64, 7, 112), conv(64, 64, 1, 56), conv(64, 192, 3, 56))
    modules = add(*(b for name in MODULES for b in branches(name)))
    total = add(stem, modules, conv(width, 1000, 1, 1))
    show("GoogLeNet, main path", total)
    print(f"AlexNet / GoogLeNet {60_965_224 / total[0]:.1f}", end=", ")
    print(f"VGG-16 / GoogLeNet {138_357_544 / total[0]:.1f}")
    print("layers with weights along the path:", 3 + 2 * len(MODULES) + 1)
    assert total[0] == 6_998_552


if __name__ == "__main__":
    main()
