"""Exercise 1: standard deviations and limits of two layers."""

import numpy as np
from scratch import fans, glorot_std, he_std, show

for name, shape in (
    ("dense 300 to 100", (300, 100)),
    ("5x5, 32 to 64", (5, 5, 32, 64)),
):
    fan_in, fan_out = fans(shape)
    print(f"{name}: fan-in {fan_in}, fan-out {fan_out}")
    show("  Glorot normal, std", glorot_std(shape))
    show("  Glorot uniform, limit", np.sqrt(3) * glorot_std(shape))
    show("  He normal, std", he_std(shape))
    show("  He uniform, limit", np.sqrt(3) * he_std(shape))
show("PyTorch default, limit", 1 / np.sqrt(300))
show("PyTorch default, std", 1 / np.sqrt(900))
