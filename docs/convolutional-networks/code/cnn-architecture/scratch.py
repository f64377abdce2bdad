"""A small convolutional network in NumPy: forward, backward, a worked example."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Array = np.ndarray


# --8<-- [start:network]
def conv(X: Array, W: Array, b: Array, pad: int) -> tuple[Array, Array]:
    """Convolution (N, C_in, H, W) -> (N, C_out, H', W'), and the patches it read."""
    X = np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    patches = sliding_window_view(X, W.shape[2:], axis=(2, 3))  # (N, C, H', W', k, k)
    Z = np.einsum("nchwuv,ocuv->nohw", patches, W)
    return Z + b[:, None, None], patches


def pool(A: Array) -> tuple[Array, Array]:
    """Max pooling 2 x 2 with stride 2, and the place of each winner in its window."""
    N, C, H, W = A.shape
    windows = A.reshape(N, C, H // 2, 2, W // 2, 2).swapaxes(3, 4)
    windows = windows.reshape(N, C, H // 2, W // 2, 4)
    winner = windows.argmax(axis=-1)[..., None]  # (N, C, H/2, W/2, 1)
    return np.take_along_axis(windows, winner, -1)[..., 0], winner


def unpool(D: Array, winner: Array) -> Array:
    """Gradients (N, C, h, w) go to the winners: (N, C, 2h, 2w)."""
    N, C, h, w = D.shape
    windows = np.zeros((N, C, h, w, 4))
    np.put_along_axis(windows, winner, D[..., None], -1)
    return windows.reshape(N, C, h, w, 2, 2).swapaxes(3, 4).reshape(N, C, 2 * h, 2 * w)


def forward(params: list[Array], X: Array, pad: int = 1) -> tuple[Array, list]:
    """Blocks of convolution, ReLU and pooling, then a dense head: logits (N, K)."""
    *blocks, V, c = params
    caches, A = [], X
    for W, b in zip(blocks[::2], blocks[1::2], strict=True):
        Z, patches = conv(A, W, b, pad)
        A, winner = pool(np.maximum(Z, 0))
        caches.append((W, patches, Z > 0, winner))
    flat = A.reshape(len(A), -1)  # (N, C h w)
    return flat @ V + c, [*caches, (V, flat, A.shape)]


def backward(D: Array, caches: list, pad: int = 1) -> list[Array]:
    """Gradients of all parameters from D = dL/dlogits, in the order of params."""
    V, flat, shape = caches[-1]
    grads = [flat.T @ D, D.sum(axis=0)]
    D = (D @ V.T).reshape(shape)
    for W, patches, active, winner in reversed(caches[:-1]):
        D = unpool(D, winner) * active  # through pooling and ReLU
        dW = np.einsum("nohw,nchwuv->ocuv", D, patches)
        grads = [dW, D.sum(axis=(0, 2, 3)), *grads]
        turned = W[:, :, ::-1, ::-1].swapaxes(0, 1)  # (C_in, C_out, k, k)
        D, _ = conv(D, turned, np.zeros(1), W.shape[2] - 1 - pad)
    return grads


# --8<-- [end:network]


def loss(logits: Array, y: Array) -> tuple[float, Array]:
    """Mean cross-entropy and its gradient (N, K)."""
    Z = logits - logits.max(axis=1, keepdims=True)
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    D = P.copy()
    D[rows, y] -= 1
    return float(-np.log(P[rows, y]).mean()), D / len(y)


# --8<-- [start:field]
def field(layers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Receptive field and jump after each layer (kernel, stride)."""
    r, jump, rows = 1, 1, []
    for kernel, stride in layers:
        r, jump = r + (kernel - 1) * jump, jump * stride
        rows.append((r, jump))
    return rows


# --8<-- [end:field]

IMAGE = np.array([[0, 1, 2, 0], [1, 3, 1, 0], [0, 2, 1, 1], [1, 0, 0, 2.0]])
KERNEL = np.array([[1, 0, -1], [0, 1, 0], [-1, 0, 1.0]])


def text(values: Array) -> str:
    """Numbers with four decimals."""
    return " ".join(f"{v:.4f}" for v in np.ravel(values) + 0.0)


def main() -> None:
    """Print and assert the worked example and the receptive fields."""
    W, b = KERNEL[None, None], np.array([-1.0])
    V, c = np.array([[0.2, -0.1]]), np.array([0.0, 0.2])
    X, y = IMAGE[None, None], np.array([1])
    Z, _ = conv(X, W, b, 0)
    A, winner = pool(np.maximum(Z, 0))
    print("pre-activations:", Z[0, 0].astype(int).tolist())
    print("after ReLU and pooling:", int(A.item()), "at place", int(winner.item()))
    params = [W, b, V, c]
    logits, caches = forward(params, X, pad=0)
    value, D = loss(logits, y)
    print("logits:", text(logits), "| probabilities:", text(D + np.array([[0, 1]])))
    print(f"loss {value:.4f} | gradient of the logits:", text(D))
    dW, db, dV, dc = backward(D, caches, pad=0)
    print("gradient of the dense weights:", text(dV))
    print("gradient of the pooled value:", text(D @ V.T))
    print("gradient of the kernel:", text(dW))
    moved = [p - 0.1 * g for p, g in zip(params, [dW, db, dV, dc], strict=True)]
    after, _ = loss(forward(moved, X, pad=0)[0], y)
    print(f"loss after one step with 0.1: {after:.4f}")

    convolution, pooling = (3, 1), (2, 2)
    stack = [convolution, convolution, pooling] * 2 + [convolution]
    print("receptive field, jump:", *field(stack))
    print("five convolutions alone:", field([convolution] * 5)[-1][0])
    print("ten convolutions alone:", field([convolution] * 10)[-1][0])
    vgg = [part for n in (2, 2, 3, 3, 3) for part in [convolution] * n + [pooling]]
    print("last pooling of VGG-16:", field(vgg)[-1][0])
    print("digits network:", *field([convolution, pooling] * 2))
    print("network for 32 x 32:", *field([convolution, pooling] * 2 + [convolution]))


if __name__ == "__main__":
    main()
