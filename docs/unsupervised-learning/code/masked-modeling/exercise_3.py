"""Exercise 3: the loss on hidden patches only, or everywhere."""

import numpy as np
import scratch
from nets import TRAIN, data
from sweep import left

for name, everywhere in (("hidden only", False), ("everywhere", True)):
    errors = []
    for seed in range(2):
        X, _ = data(seed)
        net = scratch.pretrain(X[:TRAIN], 8, seed, 300, everywhere=everywhere)
        errors.append(left(net, X, 8))
    print(f"loss {name}: error left on hidden patches {np.mean(errors):.0f}%")
