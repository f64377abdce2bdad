"""Exact match from token accuracy, if errors are independent."""

for p in (0.90, 0.97, 0.99):
    print(f"{p:.2f} per token:", " ".join(f"{p**t:.2f}" for t in (3, 7, 13)))
assert round(0.97**13, 2) == 0.67
