"""Exercise 1: two updates by hand, and OR from zeros."""

import numpy as np
from scratch import OR, POINTS, learn, show

w, b, eta = np.array([1.0, -2.0]), 0.5, 0.5
for x, y in ((np.array([2.0, 1.0]), 0), (np.array([-1.0, 1.0]), 1)):
    z = x @ w + b
    error = y - int(z > 0)
    w, b = w + eta * error * x, b + eta * error
    show("sum", z)
    show("w, b after", np.append(w, b))
    show("new sum", x @ w + b)
w_or, b_or, mistakes = learn(POINTS, OR, 20)
print("OR: mistakes per epoch", mistakes, "w", w_or.tolist(), "b", b_or)
print("sums", (POINTS @ w_or + b_or).tolist())
