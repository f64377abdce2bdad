"""Near-duplicates by MinHash: estimate the overlap without comparing texts."""

from __future__ import annotations

from itertools import combinations
from zlib import crc32

import numpy as np

PRIME = 2**31 - 1


# --8<-- [start:minhash]
def shingles(text: str, k: int = 3) -> set[str]:
    """All runs of k words."""
    words = text.lower().split()
    return {" ".join(words[i : i + k]) for i in range(len(words) - k + 1)}


def jaccard(a: set[str], b: set[str]) -> float:
    """Size of the intersection over size of the union."""
    return len(a & b) / len(a | b)


def signature(items: set[str], hashes: int, seed: int = 0) -> np.ndarray:
    """The smallest value of each of `hashes` random hash functions."""
    rng = np.random.default_rng(seed)  # the same functions for every text
    a, b = rng.integers(1, PRIME, size=(2, hashes, 1))  # (hashes, 1) each
    x = np.array([crc32(s.encode()) % PRIME for s in sorted(items)])  # (items,)
    return ((a * x + b) % PRIME).min(axis=1)  # (hashes,)


def buckets(sign: np.ndarray, bands: int) -> set[bytes]:
    """Cut a signature into bands; texts that share one are candidates."""
    parts = np.split(sign, bands)  # bands arrays of r entries
    return {bytes([i]) + part.tobytes() for i, part in enumerate(parts)}


# --8<-- [end:minhash]

TEXTS = {
    "A": "the bridge over the river was closed on monday because of the storm and "
    "will open again when the wind is weaker says the city",
    "B": "the bridge over the river was closed on tuesday because of the storm and "
    "will open again when the wind is weaker says the city",
    "C": "a new library opens next to the river in the old harbor and the city "
    "invites all children to a party with music",
}

if __name__ == "__main__":
    sets = {name: shingles(text) for name, text in TEXTS.items()}
    signs = {name: signature(s, 128) for name, s in sets.items()}
    for one, two in combinations(TEXTS, 2):
        shared = bool(buckets(signs[one], 32) & buckets(signs[two], 32))
        print(
            f"{one} {two}: overlap {len(sets[one] & sets[two])} of "
            f"{len(sets[one] | sets[two])} = {jaccard(sets[one], sets[two]):.2f}, "
            f"estimate {np.mean(signs[one] == signs[two]):.2f}, candidates: {shared}"
        )
    for s in (0.2, 0.4, 0.6, 0.8):
        print(f"overlap {s}: candidate with probability {1 - (1 - s**4) ** 32:.2f}")
