"""Loss functions with their gradients, in NumPy only."""

import numpy as np

Array = np.ndarray


# --8<-- [start:regression]
def squared(error: Array) -> tuple[Array, Array]:
    """Loss e^2 and its slope, for error e = prediction - target."""
    return error**2, 2 * error


def absolute(error: Array) -> tuple[Array, Array]:
    """Loss |e| and its slope."""
    return np.abs(error), np.sign(error)


def huber(error: Array, delta: float = 1.0) -> tuple[Array, Array]:
    """Quadratic up to delta, then linear with the same slope."""
    size = np.abs(error)
    inside = size <= delta
    loss = np.where(inside, 0.5 * error**2, delta * (size - 0.5 * delta))
    return loss, np.clip(error, -delta, delta)


# --8<-- [end:regression]


# --8<-- [start:classification]
def softplus(z: Array) -> Array:
    """log(1 + exp(z)) without overflow."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def binary_cross_entropy(z: Array, y: Array) -> tuple[Array, Array]:
    """Loss per example from logits z (N,) and labels y in {0, 1}; dl/dz."""
    p = np.exp(-softplus(-z))  # sigmoid(z)
    return softplus(z) - z * y, p - y


def log_sum_exp(z: Array) -> Array:
    """log(sum_k exp(z_k)) of each row, (N, 1)."""
    top = z.max(axis=1, keepdims=True)
    return top + np.log(np.exp(z - top).sum(axis=1, keepdims=True))


def cross_entropy(z: Array, y: Array) -> tuple[Array, Array]:
    """Loss per example from logits (N, K), targets (N, K); dl/dZ.

    Rows of y sum to 1: one-hot, or smoothed labels.
    """
    log_p = z - log_sum_exp(z)  # (N, K)
    return -(y * log_p).sum(axis=1), np.exp(log_p) - y


def hinge(s: Array, y: Array) -> tuple[Array, Array]:
    """Loss per example from scores s (N,) and labels y = +-1; dl/ds."""
    margin = y * s
    return np.maximum(0, 1 - margin), np.where(margin < 1, -y, 0.0)


# --8<-- [end:classification]


def show(label: str, values: Array) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v + 0.0:8.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<20}{body}")


def worked_regression() -> None:
    """Three predictions, one of them far off."""
    prediction, y = np.array([2.5, 1.0, 4.0]), np.array([3.0, 0.0, 10.0])
    error = prediction - y
    print("Regression")
    show("predictions", prediction)
    show("errors", error)
    for name, loss in (("squared", squared), ("absolute", absolute), ("Huber", huber)):
        values, slopes = loss(error)
        show(name, values)
        show("  mean", values.mean())
        show("  gradient, mean", slopes / 3)
    share = squared(error)[0][2] / squared(error)[0].sum()
    show("share of the third", share)


def worked_classification() -> None:
    """Binary and three-class cross-entropy from logits, and hinge loss."""
    print("\nBinary cross-entropy, logit 0.8, label 0")
    z, y = np.array([0.8]), np.array([0.0])
    loss, slope = binary_cross_entropy(z, y)
    show("exp(-0.8)", np.exp(-z))
    show("1 + exp(-0.8)", 1 + np.exp(-z))
    show("p", slope + y)
    show("loss, slope", np.array([loss, slope]))

    print("\nCross-entropy, logits 2 1 0, second class true")
    z, y = np.array([[2.0, 1.0, 0.0]]), np.array([[0.0, 1.0, 0.0]])
    loss, gradient = cross_entropy(z, y)
    p = gradient + y
    e = np.exp(z - z.max())
    show("minus largest", z - z.max())
    show("exp", e)
    show("sum", e.sum())
    show("log of the sum", np.log(e.sum()))
    show("log-sum-exp", log_sum_exp(z))
    show("loss", loss)
    show("p", p)
    show("gradient", gradient)
    new = z - gradient
    show("logits after step", new)
    show("p after", cross_entropy(new, y)[1] + y)
    show("loss after", cross_entropy(new, y)[0])
    step = 1e-6 * np.eye(3)
    ends = [cross_entropy(z + sign * step, np.repeat(y, 3, 0))[0] for sign in (1, -1)]
    assert np.allclose((ends[0] - ends[1]) / 2e-6, gradient)
    assert np.isclose(gradient.sum(), 0)

    print("\nHinge loss, label 1, scores 2, 0.5 and -1")
    loss, slope = hinge(np.array([2.0, 0.5, -1.0]), np.ones(3))
    show("loss", loss)
    show("slope", slope)


def comparisons() -> None:
    """Price of a confident mistake, and the numbers of the table of failures."""
    print("\nProbability of the right class 0.9, 0.5, 0.1, 0.01")
    q = np.array([0.9, 0.5, 0.1, 0.01])
    show("cross-entropy", -np.log(q))
    show("squared (1 - p)^2", (1 - q) ** 2)
    p = 1 / (1 + np.exp(6.0))
    print("\nSigmoid at z = -6, label 1")
    show("p", p)
    show("slope, squared", 2 * (p - 1) * p * (1 - p))
    show("slope, BCE", p - 1)
    print("\nTen classes")
    show("loss of a uniform p", np.log(10))
    show("softmax twice, best", np.log(1 + 9 / np.e))
    y = np.full((1, 10), 0.01)
    y[0, 0] += 0.9  # smoothed with 0.1
    best = np.log(y)
    show("smoothed targets", y[0, :2])
    show("lowest loss", cross_entropy(best, y)[0])
    show("logit gap there", best[0, 0] - best[0, 1])
    assert np.allclose(cross_entropy(best, y)[1], 0)


if __name__ == "__main__":
    worked_regression()
    worked_classification()
    comparisons()
