"""Exercise 4: the valley along the axes, and turned by 45 degrees."""

import numpy as np
import scratch

TURN = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)
RATES = 10 ** np.arange(-3, 1.01, 0.1)  # 41 rates


def best(name: str, turn: np.ndarray) -> float:
    """Loss after 100 steps from (1, 0.5) with the best of 41 rates."""
    matrix = turn @ np.diag([1.0, 100.0]) @ turn.T
    losses = []
    for rate in RATES:
        w, s = turn @ np.array([1.0, 0.5]), {}
        for _ in range(100):
            w = scratch.OPTIMIZERS[name](w, matrix @ w, s, rate)
        losses.append(0.5 * w @ matrix @ w)
    return np.nan_to_num(losses, nan=np.inf).min()


def text(loss: float) -> str:
    """One digit, and a floor: below it only rounding is left."""
    return "below 1e-12" if loss < 1e-12 else f"{loss:.0e}"


if __name__ == "__main__":
    np.seterr(all="ignore")
    print("loss after 100 steps    along the axes   turned")
    for name in ("SGD", "momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam"):
        straight, turned = best(name, np.eye(2)), best(name, TURN)
        print(f"{name:<24}{text(straight):<17}{text(turned)}")
        if name in ("SGD", "momentum", "Nesterov"):
            assert np.isclose(straight, turned, rtol=1e-3)
