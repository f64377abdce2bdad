"""Weight initialization in NumPy: rules, signal size per layer, symmetry."""

import numpy as np

Array = np.ndarray
WIDTH, DEPTH, SEEDS = 256, 20, 5


# --8<-- [start:rules]
def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """Fan-in and fan-out; a kernel has the shape (height, width, c_in, c_out)."""
    area = int(np.prod(shape[:-2]))  # 1 for a dense layer
    return area * shape[-2], area * shape[-1]


def glorot_std(shape: tuple[int, ...]) -> float:
    """Standard deviation for tanh, sigmoid and linear layers."""
    fan_in, fan_out = fans(shape)
    return float(np.sqrt(2 / (fan_in + fan_out)))


def he_std(shape: tuple[int, ...]) -> float:
    """Standard deviation for ReLU layers."""
    return float(np.sqrt(2 / fans(shape)[0]))


def draw(rng: np.random.Generator, shape: tuple, std: float, uniform: bool) -> Array:
    """Random weights with a given standard deviation, normal or uniform."""
    limit = np.sqrt(3) * std  # a uniform variable on [-r, r] has variance r^2 / 3
    return rng.uniform(-limit, limit, shape) if uniform else rng.normal(0, std, shape)


# --8<-- [end:rules]


# --8<-- [start:signal]
def signal(relu: bool, std: float, seed: int, depth: int = DEPTH) -> Array:
    """Root mean square of the activations of each layer; inputs of size 1."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=(128, WIDTH))  # (N, d)
    sizes = []
    for _ in range(depth):
        z = a @ rng.normal(0, std, (WIDTH, WIDTH))  # biases are 0
        a = np.maximum(z, 0) if relu else np.tanh(z)
        sizes.append(np.sqrt((a * a).mean()))
    return np.array(sizes)


# --8<-- [end:signal]


def signals(relu: bool, std: float) -> Array:
    """Sizes for all seeds, shape (SEEDS, DEPTH)."""
    return np.array([signal(relu, std, seed) for seed in range(SEEDS)])


# --8<-- [start:symmetry]
def train_pair(w1: Array, w2: Array, steps: int, rate: float = 0.5) -> list[Array]:
    """Two tanh units on one example; their weight columns after every step."""
    x, y = np.array([[1.0, 2.0]]), 1.0  # (1, 2)
    history = [w1]
    for _ in range(steps):
        a = np.tanh(x @ w1)  # (1, 2)
        d_out = a @ w2 - y  # (1, 1), loss (y_hat - y)^2 / 2
        d_z = (d_out @ w2.T) * (1 - a * a)  # (1, 2)
        w2 = w2 - rate * a.T @ d_out
        w1 = w1 - rate * x.T @ d_z
        history.append(w1)
    return history


# --8<-- [end:symmetry]


def show(label: str, values: Array | float) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v + 0.0:7.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<28}{body}")


def worked() -> None:
    """Standard deviations and limits of two layers."""
    for name, shape in (
        ("dense 784 to 128", (784, 128)),
        ("kernel 3x3, 64 to 128", (3, 3, 64, 128)),
    ):
        fan_in, fan_out = fans(shape)
        print(f"{name}: fan-in {fan_in}, fan-out {fan_out}")
        show("  Glorot normal, std", glorot_std(shape))
        show("  Glorot uniform, limit", np.sqrt(3) * glorot_std(shape))
        show("  He normal, std", he_std(shape))
        show("  He uniform, limit", np.sqrt(3) * he_std(shape))
    rng = np.random.default_rng(0)
    for uniform in (False, True):
        w = draw(rng, (784, 128), he_std((784, 128)), uniform)
        assert abs(w.std() / he_std((784, 128)) - 1) < 0.02


def one_layer() -> None:
    """The variance rule on one layer: prediction and measurement."""
    print("\none layer, 256 inputs of size 1, standard deviation 0.1")
    rng = np.random.default_rng(0)
    x = rng.normal(size=(4000, WIDTH))
    z = x @ rng.normal(0, 0.1, (WIDTH, WIDTH))
    predicted = WIDTH * 0.1**2
    kept = (np.maximum(z, 0) ** 2).mean() / (z * z).mean()
    print(f"variance of z: predicted {predicted:.2f}, measured {z.var():.2f}")
    print(f"share of the mean square after ReLU: {kept:.2f}")
    assert abs(z.var() / predicted - 1) < 0.05
    assert abs(kept - 0.5) < 0.01


def depth_table() -> None:
    """Signal size in layers 1, 5, 10 and 20, mean over seeds."""
    print(f"\nRMS of the activations in layers 1, 5, 10, 20, mean of {SEEDS} seeds")
    runs = {
        "ReLU, 0.01": (True, 0.01),
        "ReLU, Glorot": (True, (1 / WIDTH) ** 0.5),
        "ReLU, He": (True, (2 / WIDTH) ** 0.5),
        "ReLU, 0.12": (True, 0.12),
        "tanh, 0.01": (False, 0.01),
        "tanh, Glorot": (False, (1 / WIDTH) ** 0.5),
        "tanh, gain 5/3": (False, 5 / 3 / WIDTH**0.5),
        "tanh, 0.5": (False, 0.5),
    }
    for name, (relu, std) in runs.items():
        sizes = signals(relu, std).mean(axis=0)
        body = " ".join(f"{sizes[k]:9.2g}" for k in (0, 4, 9, 19))
        print(f"{name:<15} std {std:.4f} {body}")
    for name, std in (
        ("Glorot", 1 / WIDTH**0.5),
        ("gain 5/3", 5 / 3 / WIDTH**0.5),
        ("0.5", 0.5),
    ):
        size = signals(False, std)[:, -1]  # root mean square of a
        slope = 1 - (size**2).mean()
        print(f"tanh, {name}: mean slope 1 - a^2 in layer 20: {slope:.2f}")
    last = signals(True, (2 / WIDTH) ** 0.5)[:, -1]
    print(f"ReLU, He, layer 20: {last.min():.1f} to {last.max():.1f}")


def symmetry() -> None:
    """Equal weights stay equal; different weights do not."""
    print("\ntwo tanh units, x = (1, 2), target 1")
    equal = train_pair(np.full((2, 2), 0.5), np.full((2, 1), 0.5), 20)
    gradient = (equal[0] - equal[1]) / 0.5
    a = np.tanh(1.5)
    show("activation of both", a)
    show("error of the output", a - 1)
    show("slope 1 - a^2", 1 - a * a)
    show("gradient of unit 1", gradient[:, 0])
    show("gradient of unit 2", gradient[:, 1])
    show("unit 1 after 20 steps", equal[-1][:, 0])
    show("unit 2 after 20 steps", equal[-1][:, 1])
    assert all(np.array_equal(w[:, 0], w[:, 1]) for w in equal)
    start = np.array([[0.5, 0.4], [0.5, -0.3]])
    other = train_pair(start, np.array([[0.5], [0.3]]), 20)
    show("different start: unit 1", other[-1][:, 0])
    show("different start: unit 2", other[-1][:, 1])
    zero = train_pair(np.zeros((2, 2)), np.zeros((2, 1)), 20)
    show("zero start: both units", zero[-1])
    assert not zero[-1].any()


if __name__ == "__main__":
    worked()
    one_layer()
    depth_table()
    symmetry()
