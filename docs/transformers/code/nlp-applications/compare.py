"""Two topic classifiers and two measures that disagree about the better one."""

import numpy as np
from scratch import accuracy, macro_f1
from sklearn.linear_model import LogisticRegression

SHARES = (0.86, 0.09, 0.05)  # sport, science, law
VOCABULARY, LENGTH = 60, 8
STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0)


# --8<-- [start:data]
def documents(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Word counts (n, V) and topics (n,); half of the words are shared by all."""
    y = rng.choice(3, size=n, p=SHARES)
    words = np.full((3, VOCABULARY), 1.0)
    for topic in range(3):
        words[topic, 10 * topic : 10 * topic + 10] = 3.0  # its own words, 3 times
    words /= words.sum(axis=1, keepdims=True)
    x = np.stack([rng.multinomial(LENGTH, words[topic]) for topic in y])
    return x, y


def fit(x: np.ndarray, y: np.ndarray, strength: float) -> LogisticRegression:
    """Class weights (1 / share) ** strength: 0 ignores the imbalance, 1 undoes it."""
    share = np.bincount(y, minlength=3) / len(y)
    weights = dict(enumerate((1 / share) ** strength))
    return LogisticRegression(C=0.3, class_weight=weights, max_iter=500).fit(x, y)


# --8<-- [end:data]


def main() -> None:
    """Accuracy and macro F1 over ten seeds, for five strengths of the weights."""
    scores = np.zeros((10, len(STRENGTHS) + 1, 2))
    for seed in range(10):
        rng = np.random.default_rng(seed)
        x, y = documents(1500, rng)
        new, truth = documents(3000, rng)
        guesses = [np.zeros(len(truth), int)]
        guesses += [fit(x, y, s).predict(new) for s in STRENGTHS]
        for k, guess in enumerate(guesses):
            pair = guess.tolist(), truth.tolist()
            scores[seed, k] = accuracy(*pair), macro_f1(*pair)
    names = ["always sport", *(f"weights ** {s}" for s in STRENGTHS)]
    print("mean of 10 seeds (lowest to highest), percent")
    for k, name in enumerate(names):
        cells = []
        for m in range(2):
            v = 100 * scores[:, k, m]
            cells.append(f"{v.mean():.0f} ({v.min():.0f} to {v.max():.0f})")
        print(f"{name:<16} accuracy {cells[0]:<14} macro F1 {cells[1]}")
    a, b = scores[:, 1], scores[:, 3]
    wins = ((a[:, 0] > b[:, 0]).sum(), (b[:, 1] > a[:, 1]).sum())
    print(f"0.0 beats 0.5 in accuracy: {wins[0]} of 10 seeds")
    print(f"0.5 beats 0.0 in macro F1: {wins[1]} of 10 seeds")


if __name__ == "__main__":
    main()
