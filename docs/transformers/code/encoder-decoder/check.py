"""Masked cross-entropy of a padded target, and greedy against beam search by hand."""

import numpy as np

STEPS = {
    "": {"A": 0.6, "B": 0.4},
    "A": {"x": 0.4, "y": 0.35},
    "B": {"x": 0.9, "y": 0.1},
}


def search(width: int) -> tuple[str, float]:
    """Beam search over two steps; width 1 is greedy search."""
    beams = {"": 1.0}
    for _ in range(2):
        longer = {
            text + token: p * q
            for text, p in beams.items()
            for token, q in STEPS[text].items()
        }
        best = sorted(longer, key=lambda text: longer[text], reverse=True)[:width]
        beams = {text: longer[text] for text in best}
    return max(beams.items(), key=lambda item: item[1])


def main() -> None:
    """Print and assert the numbers of the page."""
    losses = -np.log([0.5, 0.25, 0.8, 0.01])  # the last target token is padding
    mask = np.array([1, 1, 1, 0])
    masked, plain = float(losses @ mask / mask.sum()), float(losses.mean())
    print("token losses:", " ".join(f"{v:.4f}" for v in losses))
    print(f"masked mean {masked:.4f}, mean with padding {plain:.4f}")
    assert abs(masked - 0.7675) < 5e-5
    assert abs(plain - 1.7269) < 5e-5
    for width in (1, 2):
        text, p = search(width)
        print(f"beam of {width}: {text} with probability {p:.2f}")
    assert abs(search(1)[1] - 0.24) < 1e-9
    assert abs(search(2)[1] - 0.36) < 1e-9


if __name__ == "__main__":
    main()
