"""Exercise 4: shortcuts over depth, with and without a scaled branch."""

import numpy as np

WIDTH, SEEDS = 64, 10


def ratio(depth: int, branch: float) -> np.ndarray:
    """|dL/dA| below over above, for blocks a + branch * ReLU(a U) V."""
    found = []
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        a = rng.normal(size=(64, WIDTH))  # (N, d)
        saved = []
        for _ in range(depth):
            u = rng.normal(0, (2 / WIDTH) ** 0.5, (WIDTH, WIDTH))  # He
            v = rng.normal(0, (1 / WIDTH) ** 0.5, (WIDTH, WIDTH))
            z = a @ u
            saved.append((u, v, z > 0))
            a = a + branch * np.maximum(z, 0) @ v
        da = rng.normal(size=a.shape)  # random dL/dA at the top
        top = np.linalg.norm(da)
        for u, v, active in saved[::-1]:
            da = da + branch * (da @ v.T * active) @ u.T
        found.append(np.linalg.norm(da) / top)
    return np.array(found)


for depth in (10, 30, 100):
    plain = ratio(depth, 1.0)
    scaled = ratio(depth, 1 / depth**0.5)
    print(
        f"depth {depth:>3}: branch 1 {np.exp(np.log(plain).mean()):.0e} "
        f"(square root of 2^depth: {2 ** (depth / 2):.0e}), "
        f"branch 1/sqrt(depth) {scaled.min():.1f} to {scaled.max():.1f}"
    )
    assert 1 < scaled.min() < scaled.max() < 3
print(f"square root of e: {np.sqrt(np.e):.2f}")
