"""Stacks of 3 x 3 convolutions: what they see, what they cost, what they can do."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


# --8<-- [start:stack]
def conv(X: np.ndarray, K: np.ndarray) -> np.ndarray:
    """Valid cross-correlation of one map (H, W) with one kernel."""
    return np.einsum("ijuv,uv->ij", sliding_window_view(X, K.shape), K)


def compose(K1: np.ndarray, K2: np.ndarray) -> np.ndarray:
    """The one kernel that does what K1 and then K2 do without a ReLU between."""
    size = len(K1) + len(K2) - 1
    K = np.zeros((size, size))
    for (u, v), weight in np.ndenumerate(K2):
        K[u : u + len(K1), v : v + len(K1)] += weight * K1  # K1 at each tap of K2
    return K


def receptive_field(kernels: list[int]) -> int:
    """Pixels along one axis that a stack with stride 1 sees."""
    return 1 + sum(k - 1 for k in kernels)


def weights(kernels: list[int], channels: int) -> int:
    """Weights of a stack with as many channels out as in, without biases."""
    return sum(k * k * channels**2 for k in kernels)


def relu(Z: np.ndarray) -> np.ndarray:
    """Negative entries become 0."""
    return np.maximum(Z, 0)


# --8<-- [end:stack]

K1 = np.array([[0, 1, 0], [1, -2, 1], [0, 1, 0]])
K2 = np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]])
X = np.array(
    [
        [1, 2, 3, 3, 0],
        [0, 3, 3, 0, 1],
        [3, 1, 1, 3, 1],
        [1, 2, 2, 0, 0],
        [3, 3, 3, 2, 3],
    ]
)


def main() -> None:
    """Print and assert the worked example and the counts."""
    K = compose(K1, K2)
    print("composed kernel:", K.astype(int).tolist())
    inner = conv(X, K1)
    print("first convolution:", inner.astype(int).tolist())
    print("two convolutions:", int(conv(inner, K2).item()))
    print("one 5 x 5 convolution:", int(conv(X, K).item()))
    assert np.array_equal(conv(inner, K2), conv(X, K))
    print("after ReLU:", relu(inner).astype(int).tolist())
    print("with ReLU between:", int(conv(relu(inner), K2).item()))
    minus = conv(relu(conv(-X, K1)), K2)
    print("with ReLU, input -X:", int(minus.item()))

    for kernels in ([5], [3, 3], [7], [3, 3, 3], [11], [3] * 5):
        view = receptive_field(kernels)
        one, many = weights(kernels, 1), weights(kernels, 256)
        print(f"{kernels}: sees {view}, {one} C^2, with 256 channels {many:,}")
    saved = 1 - weights([3, 3, 3], 1) / weights([7], 1)
    print(f"three 3 x 3 against one 7 x 7: {saved:.0%} fewer weights")
    print(f"ln 1000 = {np.log(1000):.4f}")
    for channels, s in ((32, 0.01), (512, 0.1)):
        factor = s * np.sqrt(9 * channels / 2)
        print(f"{channels} channels, s = {s}: signal times {factor:.2f} per layer")

    field, jump = 1, 1
    for repeats in (2, 2, 3, 3, 3):
        field += repeats * 2 * jump
        field, jump = field + jump, jump * 2
    print(f"receptive field of VGG-16 after the last pooling: {field}, step {jump}")


if __name__ == "__main__":
    main()
