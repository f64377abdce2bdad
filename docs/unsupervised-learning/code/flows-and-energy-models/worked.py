"""The worked examples: two coupling layers, three energies, one Langevin step."""

from math import exp, log, pi, sqrt

import numpy as np

X = (1.0, 2.0)


def forward(x1: float, x2: float) -> dict[str, float]:
    """Layer 1 keeps x1, layer 2 keeps the new x2."""
    s1, t1 = x1 * log(2), -3 * x1
    z2 = x2 * exp(s1) + t1
    s2, t2 = 0.5 * z2, -z2
    z1 = x1 * exp(s2) + t2
    base = -log(2 * pi) - 0.5 * (z1**2 + z2**2)
    return {
        "s1": s1, "scale 1": exp(s1), "t1": t1, "z2": z2, "s2": s2,
        "scale 2": exp(s2), "t2": t2, "z1": z1, "log det": s1 + s2,
        "half the squares": 0.5 * (z1**2 + z2**2), "log 2 pi": log(2 * pi),
        "log p(z)": base, "log p(x)": base + s1 + s2, "p(x)": exp(base + s1 + s2),
    }  # fmt: skip


def inverse(z1: float, z2: float) -> tuple[float, float]:
    """Undo layer 2, then layer 1."""
    x1 = (z1 + z2) * exp(-0.5 * z2)
    x2 = (z2 + 3 * x1) * exp(-x1 * log(2))
    return x1, x2


def jacobian(x1: float, x2: float, h: float = 1e-6) -> np.ndarray:
    """Outputs in rows, inputs in columns, by central differences."""
    columns = []
    for d1, d2 in ((h, 0.0), (0.0, h)):
        up, down = forward(x1 + d1, x2 + d2), forward(x1 - d1, x2 - d2)
        columns.append([(up[name] - down[name]) / (2 * h) for name in ("z1", "z2")])
    return np.array(columns).T


def energies(E: np.ndarray) -> tuple[float, np.ndarray]:
    """Partition function and probabilities of a few states."""
    weights = np.exp(-E)
    return weights.sum(), weights / weights.sum()


def main() -> None:
    """Print and assert all numbers of the page."""
    n = forward(*X)
    for name, value in n.items():
        print(f"{name}: {value:.4f}")
    assert np.allclose(inverse(n["z1"], n["z2"]), X)
    det = np.linalg.det(jacobian(*X))
    print(f"determinant by finite differences: {det:.4f}")
    assert abs(log(det) - n["log det"]) < 1e-8

    E = np.array([0.0, 1.0, 2.0])
    Z, p = energies(E)
    print("weights:", [f"{w:.4f}" for w in np.exp(-E)])
    print(f"Z: {Z:.4f}")
    print("probabilities:", [f"{v:.4f}" for v in p])
    gradient = np.array([0.0, 0.0, 1.0]) - p  # d(-log p of state 3)/dE
    print("gradient:", [f"{v:.4f}" for v in gradient])
    E = E - gradient
    print("new energies:", [f"{v:.4f}" for v in E])
    print("new probabilities:", [f"{v:.4f}" for v in energies(E)[1]])

    x, eta, eps = 0.5, 0.1, -1.0
    slope = 4 * x * (x**2 - 1)
    print(f"slope: {slope:.4f}")
    print(f"downhill: {-eta * slope:.4f}")
    print(f"noise: {sqrt(2 * eta) * eps:.4f}")
    print(f"new x: {x - eta * slope + sqrt(2 * eta) * eps:.4f}")


if __name__ == "__main__":
    main()
