"""Majority of a bit and its two neighbors: one direction, two directions."""

import numpy as np

STEPS, UNITS = 20, 32


def states(x: np.ndarray, w_x: np.ndarray, w_h: np.ndarray) -> np.ndarray:
    """x (T, N, 1) to hidden states (T, N, h)."""
    h, out = np.zeros((x.shape[1], w_h.shape[0])), []
    for x_t in x:
        h = np.tanh(x_t @ w_x + h @ w_h)
        out.append(h)
    return np.stack(out)


# --8<-- [start:both]
def both_ways(x: np.ndarray, forward: tuple, backward: tuple) -> np.ndarray:
    """Two layers with their own weights; the second reads the time axis reversed."""
    ahead = states(x, *forward)  # (T, N, h)
    behind = states(x[::-1], *backward)[::-1]  # reversed back, so that steps match
    return np.concatenate([ahead, behind], axis=2)  # (T, N, 2h)


# --8<-- [end:both]


def main() -> None:
    """Fixed random recurrent weights, least-squares readout; print accuracies."""
    rng = np.random.default_rng(0)

    def weights() -> tuple[np.ndarray, np.ndarray]:
        w_h = rng.normal(size=(UNITS, UNITS))
        w_h *= 0.5 / np.abs(np.linalg.eigvals(w_h)).max()
        return rng.normal(size=(1, UNITS)) * 0.5, w_h

    one, two = weights(), weights()
    x = rng.choice([-1.0, 1.0], size=(STEPS, 2000, 1))
    label = np.sign(x[:-2] + x[1:-1] + x[2:])[:, :, 0]  # steps 2 to T - 1
    for name, h in (("forward", states(x, *one)), ("both", both_ways(x, one, two))):
        middle = h[1:-1]
        fit, test = middle[:, :1000], middle[:, 1000:]
        flat = fit.reshape(-1, fit.shape[2])
        readout = np.linalg.lstsq(flat, label[:, :1000].ravel(), rcond=None)[0]
        right = float(np.mean(np.sign(test @ readout) == label[:, 1000:]))
        print(f"{name}: {right:.0%}")

    # By hand: h = tanh(x + 0.5 h), inputs 1, 0, -1, both directions.
    x = np.array([1.0, 0.0, -1.0]).reshape(3, 1, 1)
    unit = (np.array([[1.0]]), np.array([[0.5]]))
    out = both_ways(x, unit, unit)[:, 0]
    for t, (a, b) in enumerate(out, start=1):
        print(f"step {t}: forward {a:.4f}, backward {b:.4f}")
    once = 4 * (100 * 128 + 128**2 + 128)
    print("BiLSTM, d = 100, h = 128:", 2 * once, "parameters, output width 256")


if __name__ == "__main__":
    main()
