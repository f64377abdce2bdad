"""Exercise 1: measures of a 2 x 2 table, and the area under five scores."""

import numpy as np
from scratch import auc, measures, show

show("TP 30, FN 20, FP 10, TN 140", measures(30, 20, 10, 140))
y, score = np.array([1, 1, 0, 0, 0]), np.array([0.8, 0.35, 0.6, 0.3, 0.1])
print(f"area under five scores {auc(y, score):.4f}")
assert np.isclose(auc(y, score), 5 / 6)
assert np.isclose(measures(30, 20, 10, 140)["F1"], 2 / 3)
