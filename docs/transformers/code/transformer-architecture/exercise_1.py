"""Parameters of a small transformer from the formulas of costs.py."""

from costs import parameters

encoder, decoder = parameters(256, 1024)
print(f"encoder layer {encoder:,}, decoder layer {decoder:,}")
print(f"three of each and a table of 8,000: {3 * (encoder + decoder) + 8000 * 256:,}")
