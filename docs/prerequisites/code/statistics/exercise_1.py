"""Spread, correlation and an accuracy interval for small numbers."""

from math import sqrt

import numpy as np
from scratch import accuracy_interval, correlation, show, standard_error, variance

if __name__ == "__main__":
    x, y = np.array([3.0, 5, 7, 9]), np.array([1.0, 2, 2, 5])
    show("(a) mean, variances", x.mean(), variance(x, False), variance(x))
    show("    sd, standard error", sqrt(variance(x)), standard_error(x))
    show("(b) correlation", correlation(x, y))
    a, low, high = accuracy_interval(180, 200)
    show("(c) accuracy, interval", a, low, high)
    show("    standard error", (high - a) / 1.96)
