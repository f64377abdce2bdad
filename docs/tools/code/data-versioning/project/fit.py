"""Stage 2: fit y = w x by least squares with a penalty, and write the result."""

import csv
import json
import sys
from pathlib import Path

penalty = float(sys.argv[1])
with Path("clean.csv").open(newline="") as file:
    points = [(float(x), float(y)) for x, y in list(csv.reader(file))[1:]]
w = sum(x * y for x, y in points) / (sum(x * x for x, _ in points) + penalty)
Path("metrics.json").write_text(json.dumps({"rows": len(points), "w": round(w, 4)}))
