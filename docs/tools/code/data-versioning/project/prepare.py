"""Stage 1: drop the rows of raw.csv that lack a value."""

import csv
from pathlib import Path

with Path("raw.csv").open(newline="") as file:
    header, *rows = csv.reader(file)
with Path("clean.csv").open("w", newline="") as file:
    csv.writer(file).writerows([header, *(row for row in rows if all(row))])
