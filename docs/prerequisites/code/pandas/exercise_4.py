"""Exercise 4: what dropping does to a mean, and where a fill does harm."""

import numpy as np

print("mean and deviation of 10,000 prices around 100, deviation 20")
for title, hidden_above in (("at random", None), ("mostly the high ones", 100.0)):
    rng = np.random.default_rng(2)
    price = rng.normal(100, 20, 10_000)
    chance = 0.4 if hidden_above is None else np.where(price > hidden_above, 0.7, 0.1)
    gone = rng.random(price.size) < chance
    kept = price[~gone]
    filled = np.where(gone, np.median(kept), price)
    print(f"hidden {title}: {gone.mean():.0%}")
    print(f"  all      {price.mean():6.1f} {price.std():5.1f}")
    print(f"  dropped  {kept.mean():6.1f} {kept.std():5.1f}")
    print(f"  filled   {filled.mean():6.1f} {filled.std():5.1f}")
