"""Exercise 4: what is left of the gain when the labels are clean?"""

import numpy as np
from experiment import data, train

SETTINGS = {"none": {}, "L2 0.003": {"l2": 0.003}, "L2 0.03": {"l2": 0.03}}
SETTINGS |= {"dropout 0.7": {"drop": 0.7}}

for noisy, size in ((30, 150), (0, 150)):
    print(f"{size} examples, {noisy} labels drawn at random")
    for name, setting in SETTINGS.items():
        runs = [train(data(s, size, noisy), s, **setting) for s in range(5)]
        right = 100 * np.array([run["test"][-1][1] for run in runs])
        print(
            f"  {name:<12}{right.mean():5.1f} +- {right.std(ddof=1):.1f}"
            f"  {right.min():.1f} to {right.max():.1f}"
        )
