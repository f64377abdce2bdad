"""BERT base: masked positions, the masked loss and the parameter count."""

import numpy as np


def main() -> None:
    """Print and assert the numbers of the page."""
    chosen = 0.15 * 512
    print(f"chosen {chosen:.1f}: {0.8 * chosen:.1f} masked, ", end="")
    print(f"{0.1 * chosen:.1f} random, {0.1 * chosen:.1f} kept")

    loss = float(-np.log([0.5, 0.1]).mean())
    print(f"loss of two masked positions: {loss:.4f}")
    assert abs(loss - 1.4979) < 5e-5

    vocabulary, positions, segments, d, wide = 30_522, 512, 2, 768, 3072
    embeddings = (vocabulary + positions + segments) * d + 2 * d  # with LayerNorm
    layer = 4 * (d * d + d) + 2 * d * wide + wide + d + 4 * d
    pooler = d * d + d
    print(f"embeddings {embeddings}, layer {layer}, pooler {pooler}")
    print(f"BERT base {embeddings + 12 * layer + pooler}")
    print(f"head for three classes {3 * d + 3}")
    assert embeddings + 12 * layer + pooler == 109_482_240


if __name__ == "__main__":
    main()
