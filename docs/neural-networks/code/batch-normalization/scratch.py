"""Batch normalization in NumPy: both modes, running statistics, backward pass."""

import numpy as np

Array = np.ndarray


# --8<-- [start:layer]
class BatchNorm:
    """Normalizes each column of Z (..., N, d) with the statistics of the batch."""

    def __init__(self, shape: tuple[int, ...], momentum: float = 0.1) -> None:
        self.gamma, self.beta = np.ones(shape), np.zeros(shape)  # learned, (1, d)
        self.mean, self.var = np.zeros(shape), np.ones(shape)  # running, (1, d)
        self.momentum, self.eps = momentum, 1e-5

    def forward(self, z: Array, training: bool) -> Array:
        """Output, shape of z; training mode updates the running statistics."""
        if training:
            n = z.shape[-2]
            mean = z.mean(axis=-2, keepdims=True)
            var = z.var(axis=-2, keepdims=True)  # divided by N
            m = self.momentum
            self.mean = (1 - m) * self.mean + m * mean
            self.var = (1 - m) * self.var + m * var * n / max(n - 1, 1)  # N - 1
        else:
            mean, var = self.mean, self.var
        self.std = np.sqrt(var + self.eps)
        self.z_hat = (z - mean) / self.std
        return self.gamma * self.z_hat + self.beta

    def backward(self, g: Array) -> tuple[Array, Array, Array]:
        """From g = dL/dY (training mode): dL/dZ, dL/dgamma, dL/dbeta."""
        d_gamma = (g * self.z_hat).sum(axis=-2, keepdims=True)
        d_beta = g.sum(axis=-2, keepdims=True)
        n = g.shape[-2]
        dz = g - d_beta / n - self.z_hat * d_gamma / n
        return self.gamma / self.std * dz, d_gamma, d_beta


# --8<-- [end:layer]


def layer_norm(z: Array, eps: float = 1e-5) -> Array:
    """Each row of z (N, d) with its own mean and variance; no second mode."""
    mean = z.mean(axis=-1, keepdims=True)
    return (z - mean) / np.sqrt(z.var(axis=-1, keepdims=True) + eps)


def show(label: str, values: Array | float) -> None:
    """One line of numbers with four decimals, without negative zeros."""
    body = " ".join(f"{v + 0.0:7.4f}" for v in np.round(np.ravel(values), 4))
    print(f"{label:<28}{body}")


def column(*values: float) -> Array:
    """A batch of one feature, (N, 1)."""
    return np.array(values)[:, None]


def two_batches(first: Array, second: Array, z: float, momentum: float = 0.1) -> None:
    """Print a layer with gamma 2 and beta 1: two training batches, then inference."""
    layer = BatchNorm((1, 1), momentum)
    layer.gamma[:], layer.beta[:] = 2, 1
    for name, batch in (("first", first), ("second", second)):
        y = layer.forward(batch, training=True)
        show(f"{name} batch: mean", batch.mean())
        show("  variance by N", batch.var())
        show("  square root", np.sqrt(batch.var()))
        show("  variance by N - 1", batch.var(ddof=1))
        show("  z hat", layer.z_hat)
        show("  y", y)
        show("  running mean, variance", np.append(layer.mean, layer.var))
    show(f"inference, z = {z:g}: minus mean", z - layer.mean)
    show("  square root of variance", np.sqrt(layer.var + layer.eps))
    y = layer.forward(column(z), training=False)
    show("  z hat and y", np.append(layer.z_hat, y))


def forward_example() -> None:
    """Two training batches, then inference."""
    two_batches(column(2, 4, 6, 8), column(4, 8, 8, 12), 5.0)
    other = BatchNorm((1, 1))
    other.forward(column(200, 400, 600, 800) + 7, training=True)
    show("100 z + 7: z hat", other.z_hat)
    print(f"share of the start after 44 batches: {0.9**44:.2f}")
    show("alone in training mode", BatchNorm((1, 1)).forward(column(5), training=True))


def backward_example() -> None:
    """The gradient formula on the first batch, against differences."""
    z, g = column(2, 4, 6, 8), column(0.4, -0.2, 0.1, 0.5)
    layer = BatchNorm((1, 1))
    layer.gamma[:], layer.beta[:] = 2, 1
    layer.forward(z, training=True)
    dz, d_gamma, d_beta = layer.backward(g)
    show("dL/dbeta, dL/dgamma", np.append(d_beta, d_gamma))
    show("mean g, mean g z hat", np.append(d_beta, d_gamma) / 4)
    inner = g - d_beta / 4 - layer.z_hat * d_gamma / 4
    show("bracket", inner)
    show("gamma / sqrt", layer.gamma / layer.std)
    show("dL/dz", dz)
    show("without the statistics", layer.gamma / layer.std * g)
    assert abs(dz.sum()) < 1e-12
    assert abs((dz * layer.z_hat).sum()) < 1e-5  # not exact because of eps


def gradient_check() -> None:
    """Every gradient of a random layer against central differences."""
    rng = np.random.default_rng(0)
    z, g = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    layer = BatchNorm((1, 3))
    layer.gamma, layer.beta = rng.normal(size=(1, 3)), rng.normal(size=(1, 3))

    def loss() -> float:
        return float((layer.forward(z, training=True) * g).sum())

    loss()
    worst = 0.0
    for values, found in zip(
        (z, layer.gamma, layer.beta), layer.backward(g), strict=True
    ):
        for index in np.ndindex(values.shape):
            kept = values[index]
            values[index] = kept + 1e-5
            up = loss()
            values[index] = kept - 1e-5
            slope = (up - loss()) / 2e-5
            values[index] = kept
            worst = max(worst, abs(slope - found[index]))
    print(f"gradient check, 21 numbers: all within 1e-7: {worst < 1e-7}")
    assert worst < 1e-7


def layer_norm_example() -> None:
    """The same numbers normalized per row."""
    z = np.array([[2.0, 4.0, 9.0], [4.0, 8.0, 9.0]])
    show("layer norm, row 1", layer_norm(z)[0])
    show("layer norm, row 2", layer_norm(z)[1])
    assert np.allclose(
        layer_norm(z)[:1], layer_norm(z[:1])
    )  # the batch does not matter


if __name__ == "__main__":
    forward_example()
    backward_example()
    gradient_check()
    layer_norm_example()
