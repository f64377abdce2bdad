"""Exercise 1: perplexities that may be compared, and one that may not."""

import numpy as np
from scratch import perplexity

# Probabilities of the ten words of a text under model A, with two rare words.
P = np.array([0.2, 0.4, 0.1, 0.001, 0.5, 0.25, 0.2, 0.002, 0.4, 0.5])

if __name__ == "__main__":
    print(f"all ten words: {perplexity(P):.2f}")
    merged = P.copy()
    merged[[3, 7]] = 0.1  # both became <unk>, which is frequent
    print(f"rare words as <unk>: {perplexity(merged):.2f}")
    common = np.delete(P, [3, 7])
    print(f"the eight common words, either way: {perplexity(common):.2f}")
    assert perplexity(merged) < perplexity(P)
