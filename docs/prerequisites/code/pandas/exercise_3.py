"""Exercise 3: a category that training never saw."""

import numpy as np
from scratch import to_array

train_plans = ["basic", "pro"]
new = {"plan": ["pro", "team"], "monthly": [22.0, None]}
x = to_array(new, train_plans, fill=14.0, mu=17.0, sd=7.6811)
for row in x:
    print(" ".join(f"{v:7.4f}" for v in row))
assert x.shape == (2, 4)
assert not x[1, :2].any()

with_other = ["basic", "pro", "other"]
known = [p if p in with_other else "other" for p in new["plan"]]
x = to_array(dict(new, plan=known), with_other, fill=14.0, mu=17.0, sd=7.6811)
print("with a column for the rest:", x.shape, x[1, :3].astype(int).tolist())
assert np.isclose(x[0, 3], 5 / 7.6811)
