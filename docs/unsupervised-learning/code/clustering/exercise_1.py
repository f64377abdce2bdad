"""Exercise 1: two resting places of k-means on four corners."""

import numpy as np
import scratch

X = np.array([[0, 0], [0, 1], [4, 0], [4, 1.0]])
good = scratch.kmeans(X, np.array([[0, 0], [4, 0.0]]))
bad = scratch.kmeans(X, np.array([[2, 0], [2, 1.0]]))
for name, (C, labels, costs) in (("left and right", good), ("below and above", bad)):
    s = scratch.silhouette(X, labels).mean()
    line = f"cost {costs[-1]:.0f}, silhouette {s:.4f}"
    print(f"{name}: centers {C.tolist()}, {line}")
ari = scratch.adjusted_rand(good[1], bad[1])
print(f"adjusted Rand index of the two: {ari:.2f}")
assert np.isclose(ari, -0.5)
