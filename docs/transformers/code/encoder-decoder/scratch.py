"""Encoder-decoder in NumPy: one full step by hand, masked loss, greedy and beam."""

from __future__ import annotations

import numpy as np

Array = np.ndarray
SOURCE = np.array([[1.0, 0], [0, 1], [1, 1]])  # four, and, twenty: (S, d)
TARGET = np.array([[0.0, 0], [1, 0], [0, 1]])  # <s> (also </s>), 2, 4: (V, d)
WEIGHTS = {
    "W_x": np.array([[0.0, 1], [1, 1]]),  # encoder (d, h)
    "W_h": np.array([[0.0, 1], [0, 1]]),  # encoder (h, h)
    "U_y": np.array([[-0.5, 0], [1, 1]]),  # decoder (d, h)
    "U_s": np.array([[0.0, -1], [1, 0]]),  # decoder (h, h)
    "W_o": np.array([[-2.0, 2, -2], [2, -2, -2]]),  # output (h, V)
}


# --8<-- [start:model]
def softmax(z: Array) -> Array:
    """Softmax over the last axis."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def encode(x: Array, w: dict[str, Array]) -> Array:
    """All encoder states (S, h) of a source x (S, d); the last one is the context."""
    h, states = np.zeros(w["W_h"].shape[0]), []
    for row in x:
        h = np.tanh(row @ w["W_x"] + h @ w["W_h"])  # (h,)
        states.append(h)
    return np.array(states)


def step(y: Array, s: Array, w: dict[str, Array]) -> tuple[Array, Array]:
    """New decoder state (h,) and probabilities (V,) after reading y (d,)."""
    s = np.tanh(y @ w["U_y"] + s @ w["U_s"])
    return s, softmax(s @ w["W_o"])


def greedy(x: Array, w: dict[str, Array], limit: int = 10) -> list[int]:
    """Write tokens until token 0, the end; every token is the next input."""
    s, token, out = encode(x, w)[-1], 0, []
    while len(out) < limit:
        s, p = step(TARGET[token], s, w)
        token = int(p.argmax())
        out.append(token)
        if token == 0:
            break
    return out


def masked_loss(p: Array, target: Array, mask: Array) -> float:
    """Mean of -ln p over real tokens; p (N, T, V), target and mask (N, T)."""
    n, t = np.indices(target.shape)
    return float(-(mask * np.log(p[n, t, target])).sum() / mask.sum())


# --8<-- [end:model]

CHOICES = {
    "": {"A": 0.6, "B": 0.4},
    "A": {"x": 0.4, "y": 0.35, "z": 0.25},
    "B": {"x": 0.9, "y": 0.1},
}


def search(width: int) -> tuple[str, float]:
    """Beam search over two steps of CHOICES; width 1 is greedy search."""
    beams = {"": 1.0}
    for _ in range(2):
        longer = {
            text + token: p * q
            for text, p in beams.items()
            for token, q in CHOICES[text].items()
        }
        best = sorted(longer, key=lambda text: longer[text], reverse=True)[:width]
        beams = {text: longer[text] for text in best}
    return max(beams.items(), key=lambda item: item[1])


def main() -> None:
    """Print and assert the worked example."""
    states = encode(SOURCE, WEIGHTS)
    for t, h in enumerate(states, 1):
        print(f"h_{t}", " ".join(f"{v:.4f}" for v in h))
    before = SOURCE[1] @ WEIGHTS["W_x"] + states[0] @ WEIGHTS["W_h"]
    print("before the tanh of h_2", " ".join(f"{v:.4f}" for v in before))
    s, right = states[-1], [1, 2, 0]  # 2, 4, </s>
    probabilities = []
    for token, answer in zip([0, 1, 2], right, strict=True):  # the shifted target
        s, p = step(TARGET[token], s, WEIGHTS)
        print("s", " ".join(f"{v:.4f}" for v in s), end="  p ")
        print(" ".join(f"{v:.4f}" for v in p), f" -ln p {-np.log(p[answer]):.4f}")
        probabilities.append(p)
    loss = masked_loss(np.array([probabilities]), np.array([right]), np.ones((1, 3)))
    print(f"loss {loss:.4f}, greedy writes {greedy(SOURCE, WEIGHTS)}")
    assert greedy(SOURCE, WEIGHTS) == right

    p = np.array([0.5, 0.25, 0.8, 0.01])  # of the right token; the last is padding
    losses, mask = -np.log(p), np.array([1, 1, 1, 0])
    print("token losses", " ".join(f"{v:.4f}" for v in losses))
    print(f"masked {losses @ mask / mask.sum():.4f}, unmasked {losses.mean():.4f}")
    for width in (1, 2):
        found, q = search(width)
        print(f"beam of {width}: {found} with probability {q:.2f}")


if __name__ == "__main__":
    main()
