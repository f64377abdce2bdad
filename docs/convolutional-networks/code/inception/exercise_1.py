"""Exercise 1: module 4a, channels in and out, and its 5x5 branch."""

import torch
from model import MODULES, Inception
from summary import summary


def main() -> None:
    """Print the branches of 4a on 480 channels of 14 x 14."""
    with torch.device("meta"):
        rows = summary(Inception(480, *MODULES["4a"]), (480, 14, 14))
    for row in rows:
        if row.parameters:
            print(
                f"{row.name:10} {row.shape[0]:4} channels {row.parameters:8,}", end=""
            )
            print(f" {row.multiply_adds:11,}")
    one, _, o3, _, o5, pool = MODULES["4a"]
    print(f"channels out: {one} + {o3} + {o5} + {pool} = {one + o3 + o5 + pool}")
    direct = 14 * 14 * 480 * 48 * 25
    five = sum(r.multiply_adds for r in rows if r.name.startswith("five"))
    print(f"5x5 directly {direct:,}, reduced {five:,}, ratio {direct / five:.1f}")


if __name__ == "__main__":
    main()
