"""A convolutional autoencoder and a VAE with 8 code numbers, against PCA."""

import os

import numpy as np
import torch
from data import digits, psnr
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)  # same digits on every CPU
CODE, STEPS = 8, 300
NUDGE = float(os.environ.get("NUDGE", "0"))


# --8<-- [start:net]
def encoder(out: int) -> nn.Sequential:
    """(N, 1, 8, 8) to (N, out): strided convolutions halve the map twice."""
    return nn.Sequential(
        nn.Conv2d(1, 12, 4, stride=2, padding=1), nn.LeakyReLU(0.2),  # (N, 12, 4, 4)
        nn.Conv2d(12, 24, 4, stride=2, padding=1), nn.LeakyReLU(0.2),  # (N, 24, 2, 2)
        nn.Flatten(), nn.Linear(96, out),
    )  # fmt: skip


def decoder() -> nn.Sequential:
    """(N, 8) to (N, 1, 8, 8): the same sizes backward."""
    return nn.Sequential(
        nn.Linear(CODE, 96), nn.ReLU(), nn.Unflatten(1, (24, 2, 2)),
        nn.ConvTranspose2d(24, 12, 4, stride=2, padding=1), nn.ReLU(),
        nn.ConvTranspose2d(12, 1, 4, stride=2, padding=1), nn.Sigmoid(),
    )  # fmt: skip


def train(seed: int, X: np.ndarray, beta: float) -> tuple[nn.Module, nn.Module]:
    """Squared error; with beta > 0 the code is a Gaussian and KL is added."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    E, D = encoder(2 * CODE), decoder()
    with torch.no_grad():
        E[0].weight += NUDGE
    optimizer = torch.optim.Adam([*E.parameters(), *D.parameters()], lr=5e-3)
    X = torch.tensor(X)
    for _ in range(STEPS):
        x = X[rng.integers(0, len(X), 32)]
        mean, log_var = E(x).chunk(2, 1)
        noise = torch.tensor(rng.normal(size=mean.shape))
        z = mean + noise * (log_var / 2).exp() if beta else mean
        kl = 0.5 * (mean**2 + log_var.exp() - 1 - log_var).sum(1).mean()
        loss = ((D(z) - x) ** 2).sum((1, 2, 3)).mean() + beta * kl
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return E, D


# --8<-- [end:net]


def nearest(A: np.ndarray, B: np.ndarray) -> float:
    """Root mean square distance per pixel of images A to the nearest image of B."""
    A, B = A.reshape(len(A), -1), B.reshape(len(B), -1)
    d = (A**2).sum(1)[:, None] + (B**2).sum(1) - 2 * A @ B.T
    return float(np.sqrt(d.min(1).clip(0) / A.shape[1]).mean())


def rows(name: str, images: np.ndarray) -> None:
    """Print eight images in steps of 0 to 9, for the figure."""
    steps = np.rint(9 * images[:8].clip(0, 1)).astype(int).reshape(8, 64)
    print(name, "/".join("".join(map(str, r)) for r in steps))


def main() -> None:
    """Reconstruct test digits; draw new ones from normal codes."""
    X, T = digits()
    mean = X.mean(0)
    print(f"mean image: PSNR {psnr(T, mean):.1f} dB")
    flat = (X - mean).reshape(len(X), -1)
    axes = np.linalg.svd(flat, full_matrices=False)[2][:CODE]
    back = mean + ((T - mean).reshape(len(T), -1) @ axes.T @ axes).reshape(T.shape)
    print(f"PCA, {CODE} numbers: PSNR {psnr(T, back):.1f} dB")
    codes = np.random.default_rng(9).normal(size=(500, CODE))
    print("distances: drawn to nearest training digit, test to nearest drawn digit")
    print(f"real: {nearest(T, X):.2f}, {nearest(T, X[:500]):.2f}")
    scale = (flat @ axes.T).std(0)
    drawn = mean + ((codes * scale) @ axes).reshape(-1, 1, 8, 8)
    print(f"PCA, fitted normal codes: {nearest(drawn, X):.2f}, {nearest(T, drawn):.2f}")
    rows("real", T)
    for name, beta in (("autoencoder", 0.0), ("VAE", 0.3)):
        quality, away = [], []  # away: standard normal codes, then fitted ones
        for seed in range(3):
            E, D = train(seed, X, beta)
            with torch.no_grad():
                copy = D(E(torch.tensor(T)).chunk(2, 1)[0]).numpy()
                Z = E(torch.tensor(X)).chunk(2, 1)[0].numpy()  # (1400, 8)
                fitted = Z.mean(0) + codes @ np.linalg.cholesky(np.cov(Z.T)).T
                drawn, better = (D(torch.tensor(c)).numpy() for c in (codes, fitted))
            quality.append(psnr(T, copy))
            away.append([(nearest(d, X), nearest(T, d)) for d in (drawn, better)])
            if seed == 0:
                rows(name, drawn)
        (near, cover), (near_fit, cover_fit) = np.mean(away, axis=0)
        print(f"{name}: PSNR {np.mean(quality):.1f} dB", end=", ")
        print(f"normal codes {near:.2f}, {cover:.2f}", end=", ")
        print(f"fitted codes {near_fit:.2f}, {cover_fit:.2f}")


if __name__ == "__main__":
    main()
