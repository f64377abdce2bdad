"""Exercise 4: how large is the signal after 20 layers?"""

import numpy as np
from scratch import relu

DEPTH, WIDTH, EXAMPLES = 20, 100, 64


def rms_of_last_layer(gain: float, seed: int) -> float:
    """RMS activation of layer 20 over that of the input, weights gain/sqrt(d)."""
    rng = np.random.default_rng(seed)
    a = x = rng.normal(size=(EXAMPLES, WIDTH))  # (N, d)
    for _ in range(DEPTH):
        a = relu(a @ rng.normal(0, gain / WIDTH**0.5, (WIDTH, WIDTH)))
    return float(np.sqrt((a**2).mean() / (x**2).mean()))


print("gain   smallest   median    largest of 20 networks")
for gain in (0.5, 1.0, 2**0.5, 2.0):
    sizes = [rms_of_last_layer(gain, seed) for seed in range(20)]
    low, mid, high = min(sizes), float(np.median(sizes)), max(sizes)
    print(f"{gain:4.2f}   {low:8.1e}   {mid:8.1e}  {high:8.1e}")
    expected = (gain / 2**0.5) ** DEPTH
    assert 0.3 < mid / expected < 3
    print(f"       (gain / sqrt 2) to the 20th: {expected:.1e}")
