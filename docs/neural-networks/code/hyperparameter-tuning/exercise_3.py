"""Exercise 3: how early can successive halving judge?"""

import numpy as np
import search

_, curves, _, _ = search.pool()
top = set(np.argsort(-curves[:, -1], kind="stable")[:15])  # best 5% after 9 epochs
for epoch in (1, 3, 6):
    order = np.argsort(-curves[:, epoch - 1], kind="stable")
    kept = len(top & set(order[:100]))
    both = curves[:, epoch - 1], curves[:, -1]
    ranks = [c.argsort(kind="stable").argsort() for c in both]
    tenths = np.floor(10 * np.corrcoef(*ranks)[0, 1]) / 10
    print(
        f"epoch {epoch}: rank correlation above {tenths:.1f}, "
        f"{kept} of the best 15 in the first third"
    )
