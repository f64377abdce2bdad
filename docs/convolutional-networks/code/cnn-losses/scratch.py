"""Losses for images in NumPy: values and gradients, and a worked example."""

import numpy as np

Array = np.ndarray


def sigmoid(z: Array) -> Array:
    """Probability of the positive class."""
    return 1 / (1 + np.exp(-z))


# --8<-- [start:classes]
def cross_entropy(Z: Array, Y: Array, smooth: float = 0) -> tuple[float, Array]:
    """Mean over images or pixels. Z, Y: (..., K); Y is one-hot, softened by smooth."""
    Y = (1 - smooth) * Y + smooth / Y.shape[-1]
    Z = Z - Z.max(axis=-1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=-1, keepdims=True))
    count = log_p[..., 0].size  # images, or images times pixels
    return float(-(Y * log_p).sum() / count), (np.exp(log_p) - Y) / count


def focal(z: Array, y: Array, gamma: float = 2, alpha: float = 0.5) -> tuple:
    """Focal loss per example and its slope by the logit; y is 0 or 1."""
    sign = 2 * y - 1
    p = sigmoid(sign * z)  # probability of the right class
    a = np.where(y == 1, alpha, 1 - alpha)
    loss = -a * (1 - p) ** gamma * np.log(p)
    slope = a * sign * (1 - p) ** gamma * (gamma * p * np.log(p) - (1 - p))
    return loss, slope


# --8<-- [end:classes]


# --8<-- [start:masks]
def dice(z: Array, g: Array, epsilon: float = 1) -> tuple[float, Array]:
    """Soft Dice loss of one mask and its gradient by the logits."""
    p = sigmoid(z)
    top, bottom = 2 * (p * g).sum() + epsilon, p.sum() + g.sum() + epsilon
    by_p = -(2 * g * bottom - top) / bottom**2
    return float(1 - top / bottom), by_p * p * (1 - p)


def iou(z: Array, g: Array, epsilon: float = 1) -> float:
    """Soft IoU loss of one mask."""
    p = sigmoid(z)
    both = (p * g).sum()
    return float(1 - (both + epsilon) / (p.sum() + g.sum() - both + epsilon))


# --8<-- [end:masks]


# --8<-- [start:numbers]
def smooth_l1(prediction: Array, target: Array, beta: float = 1) -> tuple[Array, Array]:
    """Quadratic up to beta, linear beyond; loss and slope per number."""
    e = prediction - target
    near = np.abs(e) < beta
    loss = np.where(near, e**2 / (2 * beta), np.abs(e) - beta / 2)
    return loss, np.where(near, e / beta, np.sign(e))


def triplet(anchor: Array, same: Array, other: Array, margin: float) -> float:
    """The other class shall be farther away than the same class, by a margin."""
    gap = ((anchor - same) ** 2).sum() - ((anchor - other) ** 2).sum()
    return float(max(0, gap + margin))


# --8<-- [end:numbers]


def show(title: str, *values: float | Array) -> None:
    """Print numbers with four decimals."""
    flat = np.concatenate([np.ravel(v) for v in values]) + 0.0
    print(f"{title}:", " ".join(f"{v:.4f}" for v in flat))


P = np.array([[0.9, 0.6], [0.2, 0.1]])
MASK = np.array([[1, 1], [1, 0]])


def main() -> None:
    """Print the worked example."""
    Z, Y = np.array([[2.0, 1, -1]]), np.eye(3)[[0]]
    plain, D = cross_entropy(Z, Y)
    show("probabilities", D + Y)
    show("cross-entropy, gradient", plain, D)
    value, D = cross_entropy(Z, Y, smooth=0.1)
    show("label smoothing 0.1, gradient", value, D)
    targets = np.array([0.9 + 0.1 / 3, 0.1 / 3, 0.1 / 3])
    show("smoothed targets, their entropy", targets, -(targets @ np.log(targets)))
    pixels = np.array([[2.0, 0], [0, 1]]).reshape(1, 1, 2, 2)  # (N, H, W, K)
    labels = np.eye(2)[[[[0, 0]]]]
    show("two pixels, mean", cross_entropy(pixels, labels)[0])

    for p in (0.9, 0.1):
        z = np.log(p / (1 - p))
        loss, slope = focal(np.array(z), np.array(1), 2, 1)
        share = loss / -np.log(p)
        show(f"p {p}: cross-entropy, focal, factor", -np.log(p), loss, share)
        show("   slopes", p - 1, slope)
    easy, hard = 1000 * -np.log(0.9), 10 * -np.log(0.1)
    total = easy + hard
    show("1000 easy and 10 hard, cross-entropy", easy, hard, total, easy / total)
    easy, hard = 0.01 * easy, 0.81 * hard
    show("1000 easy and 10 hard, focal", easy, hard, easy / (easy + hard))
    steps, h = np.linspace(-4, 4, 17), 1e-6
    for y in (0, 1):
        label = np.full(17, y)
        up, down = focal(steps + h, label)[0], focal(steps - h, label)[0]
        assert np.allclose((up - down) / (2 * h), focal(steps, label)[1], atol=1e-8)

    z = np.log(P / (1 - P))
    both = (P * MASK).sum()
    show("overlap, sums", both, P.sum(), MASK.sum())
    show("parts of Dice and IoU", 2 * both, P.sum() + 3, P.sum() + 3 - both)
    show("Dice loss, epsilon 0", dice(z, MASK, 0)[0])
    show("IoU loss, epsilon 0", iou(z, MASK, 0))
    show("Dice gradient by logits", dice(z, MASK, 0)[1])
    empty = np.zeros((2, 2))
    show("sum for the empty mask", 4 * 0.1 + 1)
    show(
        "empty mask, all p 0.1, epsilon 1",
        dice(np.full((2, 2), np.log(1 / 9)), empty)[0],
    )
    show("logits -6, mask of ones, slope", dice(np.full(4, -6.0), np.ones(4), 0)[1][0])

    loss, slope = smooth_l1(np.array([0.5, -3.0]), np.zeros(2))
    show("smooth L1 and slopes", loss, slope)
    a, s, o = np.array([1.0, 0]), np.array([0.8, 0.6]), np.array([0.6, 0.8])
    show("triplet, margin 0.2 and 0.5", triplet(a, s, o, 0.2), triplet(a, s, o, 0.5))
    cosines = np.array([0.8, 0.6])
    with_margin = np.cos(np.arccos(0.8) + 0.5)
    show("ArcFace cosine with margin", with_margin)
    for title, first in (("without", 0.8), ("with", with_margin)):
        logits = 10 * np.array([[first, cosines[1]]])
        show(f"   loss {title} margin", cross_entropy(logits, np.array([[1.0, 0]]))[0])
    s1, s2 = np.log(np.array([4.0, 0.25]))
    show("uncertainty weights", 0.5 * np.exp(-s1), 0.5 * np.exp(-s2))
    total = 0.5 * (np.exp(-s1) * 4 + s1 + np.exp(-s2) * 0.25 + s2)
    show("uncertainty total at its minimum", total)


if __name__ == "__main__":
    main()
