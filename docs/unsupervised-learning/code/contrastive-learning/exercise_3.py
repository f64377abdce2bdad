"""Exercise 3: which augmentation does the work?"""

import numpy as np
import torch
from nets import TRAIN, data, probe
from train import simclr

torch.set_num_threads(1)
for name, move, noise in (("none", 0, 0), ("noise", 0, 1), ("moves", 1, 0)):
    scores, ends = [], []
    for seed in range(2):
        X, y = data(seed)
        encoder, end = simclr(X[:TRAIN], seed, steps=100, move=move, noise=noise)
        scores.append(probe(encoder(X).relu(), y, 5))
        ends.append(end)
    line = f"{np.mean(scores):.0f}% ({min(scores):.0f} to {max(scores):.0f})"
    print(f"{name}: loss {np.mean(ends):.1f}, 50 labels {line}")
