"""Perplexity, parameters, sampling and the cache of the GPT page."""

import numpy as np

Array = np.ndarray


def softmax(z: Array) -> Array:
    """Probabilities of logits z (K,)."""
    e = np.exp(z - z.max())
    return e / e.sum()


def text(values: Array) -> str:
    """Four decimals each."""
    return " ".join(f"{v:.4f}" for v in values)


def main() -> None:
    """Print and assert the numbers of the page."""
    p = np.array([0.5, 0.25, 0.8])
    loss = float(-np.log(p).mean())
    print(f"text {p.prod():.4f}, loss {loss:.4f}, perplexity {np.exp(loss):.4f}")

    layers, d, vocabulary, positions = 12, 768, 50_257, 1024
    layer = 12 * d * d + 13 * d  # weights; biases and two normalizations
    total = (vocabulary + positions) * d + layers * layer + 2 * d
    print(f"layer {layer}, GPT-2 small {total}")
    assert total == 124_439_808
    print(f"12 L d^2 for GPT-3: {12 * 96 * 12_288**2 / 1e9:.1f} billion")

    z = np.array([2.0, 1.0, 0.0, -1.0])
    for tau in (0.5, 1.0, 2.0):
        print(f"temperature {tau}:", text(softmax(z / tau)))
    p = softmax(z)
    print("top-2:", text(p[:2] / p[:2].sum()))
    print("running sums:", text(p.cumsum()))
    assert p[:2].sum() < 0.9 < p[:3].sum()

    print(f"cache: {2 * layers * positions * d * 2} bytes for {positions} tokens")


if __name__ == "__main__":
    main()
