"""Solution of exercise 1: size and data for a budget at 20 tokens per parameter."""

from math import sqrt

BUDGET = 1e21
n = sqrt(BUDGET / (6 * 20))
d = 20 * n
assert abs(6 * n * d / BUDGET - 1) < 1e-12
print(f"N = {n:.2e}, D = {d:.2e}, days at 1e14 per second: {BUDGET / 1e14 / 86400:.0f}")
print(f"four times the budget: N = {sqrt(4 * BUDGET / 120):.2e}")
