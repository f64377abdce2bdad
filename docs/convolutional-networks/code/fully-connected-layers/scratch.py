"""Heads of a CNN: flatten and dense, global average pooling, convolution, CAM."""

from itertools import pairwise

import numpy as np


# --8<-- [start:heads]
def flatten(A: np.ndarray) -> np.ndarray:
    """(N, C, H, W) -> (N, C * H * W): channel by channel, row by row."""
    return A.reshape(len(A), -1)


def flatten_head(A: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Dense layer on the flattened maps: W (C * H * W, K)."""
    return flatten(A) @ W + b  # (N, K)


def pooled_head(A: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Dense layer on one mean per channel: W (C, K)."""
    return A.mean(axis=(2, 3)) @ W + b  # (N, K)


def dense_as_convolution(
    A: np.ndarray, W: np.ndarray, b: np.ndarray, size: tuple[int, int]
) -> np.ndarray:
    """The same dense weights as K filters of (C, h, w), slid over larger maps."""
    C, (h, w) = A.shape[1], size
    filters = W.T.reshape(-1, C, h, w)  # (K, C, h, w)
    patches = np.lib.stride_tricks.sliding_window_view(A, (h, w), axis=(2, 3))
    scores = np.einsum("ncijuv,kcuv->nkij", patches, filters)
    return scores + b[:, None, None]  # (N, K, H - h + 1, W - w + 1)


def class_activation_map(A: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Evidence for every class at every place: (N, K, H, W)."""
    return np.einsum("nchw,ck->nkhw", A, W)


# --8<-- [end:heads]


# --8<-- [start:counts]
def dense_parameters(*sizes: int) -> list[int]:
    """Weights and biases of each dense layer in a chain of sizes."""
    return [a * b + b for a, b in pairwise(sizes)]


def conv_parameters(*layers: tuple[int, int, int]) -> int:
    """Sum over (kernel size, channels in per filter, filters)."""
    return sum(c_out * (k * k * c_in + 1) for k, c_in, c_out in layers)


ALEXNET = [(11, 3, 96), (5, 48, 256), (3, 256, 384), (3, 192, 384), (3, 192, 256)]
WIDTHS = [3, 64, 64, 128, 128, 256, 256, 256, *[512] * 6]
VGG16 = [(3, a, b) for a, b in pairwise(WIDTHS)]
# --8<-- [end:counts]

A = np.array([[[1, 0], [2, 1]], [[0, 3], [1, 0]]], dtype=float)[None]  # (1, 2, 2, 2)
W = np.array([[2, -1, 0.5], [1, 2, -1]])  # (C, K)
B = np.array([0.5, 0, 1])


def main() -> None:
    """Print and assert the numbers of the page."""
    print("flat:", flatten(A)[0].astype(int).tolist())
    print("means:", A.mean(axis=(2, 3))[0].tolist())
    scores = pooled_head(A, W, B)
    print("scores:", scores[0].tolist())
    cam = class_activation_map(A, W)
    for k in range(3):
        print(
            f"map of class {k + 1}: {cam[0, k].tolist()}, mean {cam[0, k].mean():.2f}"
        )
    assert np.allclose(cam.mean(axis=(2, 3)) + B, scores)
    copies = np.repeat(W, 4, axis=0) / 4  # the pooled head as a flatten head
    assert np.allclose(flatten_head(A, copies, B), scores)
    dS = np.array([[1.0, 0, -1]])  # dL/dscores
    back = np.repeat(dS @ W.T / 4, 4, axis=1).reshape(A.shape)
    print("gradient of each cell, by channel:", back[0, :, 0, 0].tolist())

    for name, convolutions, sizes in (
        ("AlexNet", ALEXNET, (9216, 4096, 4096, 1000)),
        ("VGG-16", VGG16, (25088, 4096, 4096, 1000)),
    ):
        head, body = dense_parameters(*sizes), conv_parameters(*convolutions)
        total = body + sum(head)
        print(
            f"{name}: convolutions {body:,}; head", " + ".join(f"{n:,}" for n in head)
        )
        print(
            f"  head {sum(head):,} of {total:,}, {100 * sum(head) / total:.0f}%;",
            end="",
        )
        print(f" first dense layer {100 * head[0] / total:.0f}%")
    for sizes in ((25088, 1000), (512, 1000), (8, 3), (16 * 25, 10), (16, 10)):
        print("->".join(map(str, sizes)), f"{dense_parameters(*sizes)[0]:,}")
    print(f"123,642,856 / 513,000 = {123_642_856 / 513_000:.0f}")
    assert sum(dense_parameters(25088, 4096, 4096, 1000)) == 123_642_856

    rng = np.random.default_rng(0)
    maps, weights = rng.normal(size=(2, 3, 6, 7)), rng.normal(size=(48, 5))
    bias = rng.normal(size=5)
    slid = dense_as_convolution(maps, weights, bias, (4, 4))
    fixed = flatten_head(maps[:, :, :4, :4], weights, bias)
    moved = flatten_head(maps[:, :, 2:6, 3:7], weights, bias)
    assert np.allclose(slid[:, :, 0, 0], fixed)
    assert np.allclose(slid[:, :, 2, 3], moved)  # every window gets the dense scores
    print("dense head as 4 x 4 convolution on 6 x 7 maps:", slid.shape)


if __name__ == "__main__":
    main()
