"""Exercise 1: the step factor of one tanh unit."""

import numpy as np

if __name__ == "__main__":
    factor = 1.2 * (1 - 0.5**2)
    print(f"factor at h = 0.5: {factor:.4f}; after 50 steps: {factor**50:.4f}")
    print(f"factor at h = 0: 1.2000; after 50 steps: {1.2**50:,.0f}")
    h = np.sqrt(1 - 1 / 1.2)
    print(f"factor 1 at h = {h:.4f}")
    assert np.isclose(1.2 * (1 - h**2), 1.0)
    h = 0.5  # free running: where does the unit settle?
    for _ in range(1000):
        h = np.tanh(1.2 * h)
    print(f"free unit settles at h = {h:.4f}, factor {1.2 * (1 - h**2):.4f}")
