"""Exercise 2: the best of 20 equal settings on 100 validation images."""

import numpy as np
import scratch

sigma = np.sqrt(0.9 * 0.1 / 100)
print(f"formula    {0.9 + sigma * scratch.expected_maximum(20):.3f}")
rng = np.random.default_rng(0)
alone = rng.binomial(100, 0.9, (20_000, 20)).max(axis=1) / 100
print(f"independent errors {alone.mean():.3f}")
# half of the errors come from about 5 images that all settings get wrong
hard = rng.binomial(100, 0.05, (20_000, 1))
own = rng.binomial(100 - np.repeat(hard, 20, axis=1), 1 - 0.9 / 0.95)
shared = 1 - (hard + own).min(axis=1) / 100
print(f"shared hard images {shared.mean():.3f}")
