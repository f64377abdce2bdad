"""Random steps against gradient steps, with the same budget of loss evaluations."""

import numpy as np

BUDGET, SEEDS = 300, range(5)
SIZES = (0.01, 0.03, 0.1, 0.3)


def problem(d: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A linear model of d weights that should become w_true (of length 1)."""
    w_true = rng.normal(size=d)
    return rng.normal(size=(4 * d, d)), w_true / np.linalg.norm(w_true)


def random_steps(d: int, size: float, seed: int) -> float:
    """Try a random direction, keep it if the loss falls; share of loss left."""
    rng = np.random.default_rng(seed)
    X, w_true = problem(d, rng)
    w, best = np.zeros(d), np.mean((X @ w_true) ** 2)
    start = best
    for _ in range(BUDGET):
        step = rng.normal(size=d)
        trial = w + size * step / np.linalg.norm(step)
        loss = np.mean((X @ (trial - w_true)) ** 2)
        if loss < best:
            w, best = trial, loss
    return best / start


def gradient_steps(d: int, rate: float, seed: int) -> float:
    """BUDGET / 3 gradient steps: a gradient counts as three evaluations."""
    X, w_true = problem(d, np.random.default_rng(seed))
    w = np.zeros(d)
    for _ in range(BUDGET // 3):
        w -= rate * 2 / len(X) * X.T @ (X @ (w - w_true))
    return float(np.mean((X @ (w - w_true)) ** 2) / np.mean((X @ w_true) ** 2))


def main() -> None:
    """Each method with its best step size of four, five seeds."""
    print("weights  method    step    mean  (min to max) of the loss left")
    for d in (2, 10, 100, 1000):
        for name, run in (("random", random_steps), ("gradient", gradient_steps)):
            table = {s: [run(d, s, seed) for seed in SEEDS] for s in SIZES}
            size = min(table, key=lambda s: np.mean(table[s]))
            left = np.array(table[size])
            low, high = left.min(), left.max()
            print(f"{d:>7}  {name:<8}  {size:<4}  {left.mean():6.1%}", end="  ")
            print(f"({low:.1%} to {high:.1%})")


if __name__ == "__main__":
    main()
