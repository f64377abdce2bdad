"""Exercise 2: five limits for clipping by the norm."""

import explosion
import numpy as np

if __name__ == "__main__":
    print("limit    error on new sequences, 3 seeds    clipped updates")
    for limit in (0.01, 0.1, 1.0, 10.0, 1000.0):
        explosion.MODES["test"] = ("norm", limit, explosion.RATE)
        runs = [explosion.train("test", seed) for seed in range(3)]
        tests = [r[2] for r in runs]
        if limit == 1000.0:
            assert not any(t < 0.5 for t in tests)
            print(f"{limit:<8g} above 0.5 or nan, 3 of 3")
            continue
        share = sum((r[1] > limit).mean() for r in runs) / 3
        late = np.array([r[0][100:] for r in runs])  # loss on the last 100 batches
        if limit == 10.0:  # chaotic: its digits depend on the last bit of the inputs
            assert 0.4 < np.median(late) < 0.7
            assert late.max(axis=1).min() > 5.0
            assert 0.45 < share < 0.65
            print(f"{limit:<8g} unsteady, loss jumps above 5                half")
            continue
        if limit > 0.01:
            assert late.max() < 0.5  # no jumps
        print(f"{limit:<8g} {min(tests):.2f} .. {max(tests):.2f}{share:>32.0%}")
