"""Exercise 1: counts of the two networks, by machine."""

import scratch

if __name__ == "__main__":
    assert scratch.table([30, 16, 8, 1]) == 641
    first = scratch.parameters([30, 16, 8, 1])[0]
    print(f"  first layer {first / 641:.0%}, float32 {4 * 641:,} bytes")
    assert scratch.table([20, 50, 50, 6]) == 3906
