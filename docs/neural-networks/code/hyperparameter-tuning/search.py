"""300 recorded trials; random search, Bayesian optimization and halving replayed."""

from functools import cache

import network
import numpy as np
import scratch

Array = np.ndarray
TRIALS = 300
BUDGETS = (4, 8, 16, 32, 64)


# --8<-- [start:pool]
@cache
def pool() -> tuple[Array, Array, Array, Array]:
    """Points (300, 4), validation curves (300, 9), fresh scores, right answers."""
    points = np.random.default_rng(1).random((TRIALS, 4))
    curves, right = np.empty((TRIALS, network.EPOCHS)), []
    x = np.concatenate([network.DATA["valid"][0], network.DATA["fresh"][0]])
    y = np.concatenate([network.DATA["valid"][1], network.DATA["fresh"][1]])
    np.seterr(all="ignore")  # some settings diverge, as in real life
    for i, u in enumerate(points):
        for epoch, layers in enumerate(network.trial(scratch.decode(u), seed=i)):
            curves[i, epoch] = network.accuracy(layers, "valid")
        right.append(network.forward(layers, x)[-1].argmax(1) == y)
    answers = np.array(right)  # (300, 797)
    return points, curves, answers[:, 200:].mean(1), answers


def random_search(n: int, repeats: int = 2000) -> Array:
    """Winners (repeats,) of n trials drawn from the pool."""
    rng, score = np.random.default_rng(2), pool()[1][:, -1]
    drawn = np.array([rng.choice(TRIALS, n, replace=False) for _ in range(repeats)])
    return drawn[np.arange(repeats), score[drawn].argmax(1)]


def bayesian(repeats: int = 60) -> Array:
    """Winners (repeats, 5 budgets); four random trials, then the model."""
    points, curves, _, _ = pool()
    score, winners = curves[:, -1], []
    for repeat in range(repeats):
        rng = np.random.default_rng(repeat)
        seen = list(rng.choice(TRIALS, 4, replace=False))
        while len(seen) < BUDGETS[-1]:
            rest = np.setdiff1d(np.arange(TRIALS), seen)
            pick = scratch.suggest(points[seen], score[seen], points[rest])
            seen.append(rest[pick])
        winners.append([seen[int(score[seen[:n]].argmax())] for n in BUDGETS])
    return np.array(winners)


def halved(repeats: int = 2000) -> Array:
    """Winners of successive halving from 27 drawn trials."""
    rng, curves = np.random.default_rng(3), pool()[1]
    drawn = [rng.choice(TRIALS, 27, replace=False) for _ in range(repeats)]
    return np.array([d[scratch.halving(curves[d])] for d in drawn])


# --8<-- [end:pool]


# --8<-- [start:curse]
def curse(n: int, size: int, repeats: int = 2000) -> tuple[float, float]:
    """Score of the best of n on `size` images, and on all the others."""
    rng, answers = np.random.default_rng(4), pool()[3]
    reported, fresh = [], []
    for _ in range(repeats):
        images = rng.permutation(answers.shape[1])  # a new split each time
        tried = answers[rng.choice(TRIALS, n, replace=False)]
        scores = tried[:, images[:size]].mean(1)
        reported.append(scores.max())
        fresh.append(tried[scores.argmax(), images[size:]].mean())
    return float(np.mean(reported)), float(np.mean(fresh))


# --8<-- [end:curse]


# --8<-- [start:final]
def final_test() -> None:
    """Best three of 60 trials, five seeds each, then the test set once."""
    points, curves, _, _ = pool()
    finalists = np.argsort(-curves[:60, -1], kind="stable")[:3]
    means = []
    for rank, i in enumerate(finalists, 1):
        setting, scores = scratch.decode(points[i]), []
        for seed in range(1000, 1005):
            *_, layers = network.trial(setting, seed)
            scores.append(network.accuracy(layers, "valid"))
        means.append(np.mean(scores))
        print(
            f"finalist {rank}: rate {setting['rate']:.2f}, batch {setting['batch']}, "
            f"width {setting['width']}, depth {setting['depth']}: search "
            f"{100 * curves[i, -1]:.1f}, five new seeds {100 * means[-1]:.1f}"
        )
    best, scores = int(np.argmax(means)), []
    for seed in range(2000, 2005):
        *_, layers = network.trial(scratch.decode(points[finalists[best]]), seed)
        scores.append(100 * network.accuracy(layers, "test"))
    print(
        f"test set, once, finalist {best + 1}: {np.mean(scores):.1f} "
        f"({min(scores):.1f} to {max(scores):.1f})"
    )


# --8<-- [end:final]


def one_knob(steps: int = 4) -> tuple[Array, Array, Array, Array, Array]:
    """Six rates tried and their scores; the model as it was after four."""
    line = np.linspace(0, 1, 71)[:, None]  # position of log10 of the rate

    def score(u: float) -> float:
        setting = {"rate": 10 ** (-3 + 3.5 * u), "batch": 16, "width": 64, "depth": 1}
        *_, layers = network.trial(setting, 0)
        return network.accuracy(layers, "valid")

    tried = [0.1, 0.95]
    scores = [score(u) for u in tried]
    for _ in range(steps):
        pick = scratch.suggest(np.array(tried)[:, None], np.array(scores), line)
        tried.append(float(line[pick, 0]))
        scores.append(score(tried[-1]))
    y = -np.log(1.005 - np.array(scores[:4]))
    scaled = (y - y.mean()) / y.std()
    mean, std = scratch.posterior(np.array(tried[:4])[:, None], scaled, line)
    return np.array(tried), np.array(scores), scaled, mean, std


def spread(label: str, winners: Array, digits: int = 1) -> None:
    """Mean, 5th and 95th percentile of the winner's score on fresh images."""
    f = 100 * pool()[2][winners]
    low, high = np.percentile(f, (5, 95))
    print(f"{label:<26}{f.mean():5.{digits}f}  ({low:.{digits}f} to {high:.{digits}f})")


if __name__ == "__main__":
    score = pool()[1][:, -1]
    print(f"300 trials: median about {10 * np.median(score):.0f}0%,", end=" ")
    print(f"best {score.max():.1%}, share above 90%: {(score > 0.9).mean():.0%}")
    print("\nFresh accuracy of the winner in %, mean (5th to 95th percentile)")
    model = bayesian()
    for column, n in enumerate(BUDGETS):
        if n >= 16:  # fewer trials win with settings at the edge of stability
            spread(f"random, {n} trials", random_search(n))
            spread(f"Bayesian, {n} trials", model[:, column])
    print("\n63 epochs of training")
    spread("random, 7 full trials", random_search(7), 0)
    spread("halving from 27", halved())
    print("243 epochs of training")
    spread("random, 27 full trials", random_search(27))
    print("\nBest of n trials: reported score, fresh score, optimism in points")
    for size in (50, 200):
        one = np.subtract(*curse(1, size))
        print(f"{size:>3} images, n = 1: less than 0.2 points: {abs(one) < 0.002}")
        for n in (10, 60):
            a, b = curse(n, size)
            print(
                f"{size:>3} images, n = {n:<3} {100 * a:5.1f} {100 * b:5.1f} "
                f"{100 * (a - b):5.1f}"
            )
    print("\nOne knob: rates tried by the model, validation accuracy")
    tried, scores, _, _, _ = one_knob()
    for u, s in zip(tried, scores, strict=True):
        print(f"rate {10 ** (-3 + 3.5 * u):.3f}  {s:.3f}")
    print()
    final_test()
