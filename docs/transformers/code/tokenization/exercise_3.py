"""Solution of exercise 3: skip each merge with probability p while encoding."""

from collections import Counter

import numpy as np
from scratch import WORDS, join, train_bpe

_, rules = train_bpe(WORDS, 3)
rng = np.random.default_rng(0)
P, DRAWS = 0.3, 10_000


def encode_dropout(word: str) -> str:
    """Replay the merges, but leave each one out with probability P."""
    units = tuple(word)
    for pair in rules:
        if rng.random() >= P:
            units = join(units, pair)
    return " ".join(units)


counts = Counter(encode_dropout("sung") for _ in range(DRAWS))
expected = {"sun g": (1 - P) ** 2, "s un g": (1 - P) * P, "s u n g": P}
for cut, p in expected.items():
    print(f"{cut:8} expected {p:.2f}, drawn {counts[cut] / DRAWS:.2f}")
    assert abs(counts[cut] / DRAWS - p) < 0.02
