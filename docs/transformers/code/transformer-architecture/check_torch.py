"""PyTorch's transformer layers have the parameter counts of the page."""

from torch import nn


def count(module: nn.Module) -> int:
    """Number of parameters."""
    return sum(p.numel() for p in module.parameters())


def main() -> None:
    """Print and assert the numbers of the page."""
    encoder = count(nn.TransformerEncoderLayer(512, 8, 2048, batch_first=True))
    decoder = count(nn.TransformerDecoderLayer(512, 8, 2048, batch_first=True))
    print(f"encoder layer {encoder}, decoder layer {decoder}")
    assert (encoder, decoder) == (3_152_384, 4_204_032)


if __name__ == "__main__":
    main()
