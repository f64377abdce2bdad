"""Exercise 4: the scale that lets the gradient reach layer 1."""

from scratch import gradient_by_layer

GAINS = (0.5, 1.0, 1.41, 2.0, 4.0)
print("gain        " + " ".join(f"{g:>8}" for g in GAINS))
reached = {}
for name in ("sigmoid", "tanh", "ReLU", "GELU", "SiLU"):
    sizes = [gradient_by_layer(name, gain)[0] for gain in GAINS]
    print(f"{name:<12}" + " ".join(f"{s:8.0e}" for s in sizes))
    pairs = zip(GAINS, sizes, strict=True)
    reached[name] = [g for g, s in pairs if 0.1 < s < 10]
    print(f"{'':12}between 0.1 and 10 at gain {reached[name]}")
assert reached["sigmoid"] == []
assert reached["ReLU"] == [1.41]

print("sigmoid, larger gains")
for gain in (8.0, 12.0, 16.0):
    size = gradient_by_layer("sigmoid", gain)[0]
    print(f"{gain:4.0f} {size:8.0e}")
    assert (0.1 < size < 10) == (gain == 12.0)
