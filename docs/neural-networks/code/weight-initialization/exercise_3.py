"""Exercise 3: let the data set the scale, layer by layer."""

import math

import numpy as np

Array = np.ndarray
WIDTH, DEPTH = 256, 20


def gelu(z: Array) -> Array:
    """z times the probability that a standard normal lies below z."""
    return z * 0.5 * (1 + np.vectorize(math.erf)(z / 2**0.5))


def fitted(f: object, seed: int) -> tuple[Array, Array]:
    """Factors on 1/sqrt(d) found from one batch, and sizes on another batch."""
    rng = np.random.default_rng(seed)
    a, new = rng.normal(size=(2, 128, WIDTH))  # (N, d) each
    gains, sizes = [], []
    for _ in range(DEPTH):
        w = rng.normal(0, WIDTH**-0.5, (WIDTH, WIDTH))
        gain = 1 / np.sqrt((f(a @ w) ** 2).mean())
        for _ in range(20):  # f is not homogeneous: repeat until the size is 1
            gain /= np.sqrt((f(a @ w * gain) ** 2).mean())
        a, new = f(a @ w * gain), f(new @ w * gain)
        gains.append(gain)
        sizes.append(np.sqrt((new**2).mean()))
    return np.array(gains), np.array(sizes)


for name, f in (("ReLU", lambda z: np.maximum(z, 0)), ("GELU", gelu)):
    gains, sizes = fitted(f, seed=0)
    print(
        f"{name}: mean factor {gains.mean():.2f}, "
        f"size on new data {sizes.min():.2f} to {sizes.max():.2f}"
    )
    assert np.allclose(sizes, 1, atol=0.1)
print(f"He: {np.sqrt(2):.2f}")
