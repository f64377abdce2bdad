"""Exercise 2: groups over two keys, on the iris flowers."""

from statistics import mean

from scratch import group_by
from sklearn.datasets import load_iris

data = load_iris()
species = [str(data.target_names[k]) for k in data.target]
width = ["wide" if w > 3 else "narrow" for w in data.data[:, 1]]  # sepals, in cm
flowers = {
    "key": list(zip(species, width, strict=True)),  # a pair is a key as well
    "petal": data.data[:, 2].tolist(),
}
sizes = group_by(flowers, "key", "petal", len)
means = group_by(flowers, "key", "petal", mean)
for key in sorted(sizes):
    print(f"{key[0]:<11}{key[1]:<7}{sizes[key]:>3} flowers, petal {means[key]:.2f} cm")
assert sum(sizes.values()) == 150
