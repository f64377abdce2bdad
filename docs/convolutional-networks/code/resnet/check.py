"""ResNets: parameters and multiply-adds from blocks per stage, and toy gradients."""

import numpy as np

FAMILY = {
    "ResNet-18": ((2, 2, 2, 2), False),
    "ResNet-34": ((3, 4, 6, 3), False),
    "ResNet-50": ((3, 4, 6, 3), True),
    "ResNet-101": ((3, 4, 23, 3), True),
    "ResNet-152": ((3, 8, 36, 3), True),
}


def conv(c_in: int, c_out: int, k: int, size: int) -> np.ndarray:
    """Parameters (with batch normalization) and multiply-adds; size of the output."""
    weights = c_in * c_out * k * k
    return np.array([weights + 2 * c_out, weights * size * size])


def network(stages: tuple[int, ...], bottleneck: bool, classes: int) -> np.ndarray:
    """Count a ResNet at 224 x 224; the 3 x 3 convolution of a block has its stride."""
    total, c, size = conv(3, 64, 7, 112), 64, 56
    for stage, blocks in enumerate(stages):
        width = 64 * 2**stage
        out = 4 * width if bottleneck else width
        for b in range(blocks):
            small = size // 2 if stage and b == 0 else size
            if bottleneck:
                total += conv(c, width, 1, size) + conv(width, width, 3, small)
                total += conv(width, out, 1, small)
            else:
                total += conv(c, width, 3, small) + conv(width, width, 3, small)
            if c != out:
                total += conv(c, out, 1, small)  # projection on the shortcut
            c, size = out, small
    return total + np.array([classes * (c + 1), classes * c])


def first_gradient(shortcut: bool, depth: int = 56, width: int = 64) -> float:
    """Norm of dL/dW of layer 1; L adds all outputs of an example, mean over 32."""
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(depth, width, width)) / np.sqrt(width)
    scale = 1 / depth if shortcut else 1.0
    x = rng.normal(size=(32, width))
    inputs, slopes = [], []
    for w in weights:
        z = x @ w
        inputs.append(x)
        slopes.append(z > 0)
        x = shortcut * x + scale * np.maximum(z, 0)
    d = np.full_like(x, 1 / len(x))  # dL/dx at the last layer
    for x, slope, w in zip(inputs[::-1], slopes[::-1], weights[::-1], strict=True):
        inside = scale * d * slope
        grad = x.T @ inside
        d = shortcut * d + inside @ w.T
    return float(np.linalg.norm(grad))


def main() -> None:
    """Print and assert the numbers of the page."""
    print(f"bottleneck {256 * 64 + 64 * 64 * 9 + 64 * 256:,},", end=" ")
    print(f"two 3 x 3 {2 * 256 * 256 * 9:,}")
    for name, (stages, bottleneck) in FAMILY.items():
        params, work = network(stages, bottleneck, 1000)
        print(f"{name}: {params:,} parameters, {work / 1e9:.2f} billion multiply-adds")
    params = network((3, 4, 6, 3), True, 2)[0]
    print(f"ResNet-50 for two classes {params:,}, per photo of 400 {params / 400:,.0f}")
    print(f"0.1^56 = {0.1**56:.0e}, 1.1^56 = {1.1**56:.1f}")
    for title, shortcut in (("plain", False), ("with shortcuts", True)):
        print(f"gradient norm of layer 1, {title}: {first_gradient(shortcut):.1e}")


if __name__ == "__main__":
    main()
