"""Weights of three kinds of layer; a dense and a convolutional network under shifts."""

import numpy as np
from sklearn.datasets import load_digits

Array = np.ndarray


def canvas(digits: Array, down: int = 0, right: int = 0) -> Array:
    """Place 8 x 8 digits in a 16 x 16 image, moved from the middle: (N, 16, 16)."""
    images = np.zeros((len(digits), 16, 16))
    images[:, 4 + down : 12 + down, 4 + right : 12 + right] = digits
    return images


def dense_features(x: Array, w: Array, b: Array) -> tuple[Array, Array]:
    """Hidden units (N, 64), and what each of them read (N, 64, 256)."""
    flat = x.reshape(len(x), -1)
    read = np.broadcast_to(flat[:, None], (len(x), w.shape[1], flat.shape[1]))
    return np.maximum(flat @ w + b, 0), read


def conv_features(x: Array, w: Array, b: Array) -> tuple[Array, Array]:
    """Largest response of each 5 x 5 kernel (N, 64), and its patch (N, 64, 25)."""
    padded = np.pad(x, ((0, 0), (4, 4), (4, 4)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (5, 5), axis=(1, 2))
    patches = windows.reshape(len(x), -1, 25)  # (N, 400, 25)
    maps = patches @ w  # (N, 400, 64)
    best = maps.argmax(axis=1)  # (N, 64)
    n = np.arange(len(x))[:, None]
    return np.maximum(maps.max(axis=1) + b, 0), patches[n, best]


def train(features, inputs: int, x: Array, y: Array, seed: int, epochs: int) -> list:
    """Adam on softmax cross-entropy; features, then a dense layer to 10 classes."""
    rng = np.random.default_rng(seed)
    params = [
        rng.normal(size=(inputs, 64)) * np.sqrt(2 / inputs),
        np.zeros(64),
        rng.normal(size=(64, 10)) * np.sqrt(1 / 64),
        np.zeros(10),
    ]
    first, second = ([np.zeros_like(p) for p in params] for _ in range(2))
    step = 0
    for _ in range(epochs):
        for batch in rng.permutation(len(x)).reshape(-1, 50):
            w, b, v, c = params
            h, read = features(x[batch], w, b)
            z = h @ v + c
            p = np.exp(z - z.max(axis=1, keepdims=True))
            d = p / p.sum(axis=1, keepdims=True)
            d[np.arange(len(batch)), y[batch]] -= 1
            d /= len(batch)
            dh = d @ v.T * (h > 0)
            grads = [np.einsum("nk,nki->ik", dh, read), dh.sum(0), h.T @ d, d.sum(0)]
            step += 1
            for q, g, m, s in zip(params, grads, first, second, strict=True):
                m += 0.1 * (g - m)
                s += 0.001 * (g**2 - s)
                q -= 0.003 * m / (1 - 0.9**step) / (np.sqrt(s / (1 - 0.999**step)) + 1e-8)
    return params


def main() -> None:
    import time
    data = load_digits()
    digits, y = data.images / 16, data.target
    order = np.random.default_rng(0).permutation(len(y))
    tr, te = order[:1200], order[1200:]
    for title, f, inputs in (("dense", dense_features, 256), ("conv", conv_features, 25)):
        for epochs in (10,20,30):
            t=time.time()
            ps=train(f, inputs, canvas(digits[tr]), y[tr], 0, epochs)
            out=[]
            for s in range(4):
                h,_=f(canvas(digits[te],0,s),ps[0],ps[1])
                out.append(float(((h@ps[2]+ps[3]).argmax(1)==y[te]).mean()))
            print(title,epochs,np.round(out,3),sum(p.size for p in ps),round(time.time()-t,1))


if __name__ == "__main__":
    main()
