"""Exercise 1: one more feature map, forward and backward."""

import numpy as np
from scratch import elu, leaky_relu, line, relu


def main() -> None:
    """Print values and gradients."""
    Z, G = np.array([[-2, 1], [0.5, -0.5]]), np.array([[3.0, -1], [2, 4]])
    for name, (A, slope) in {
        "ReLU": relu(Z), "Leaky ReLU, 0.1": leaky_relu(Z, 0.1), "ELU": elu(Z),
    }.items():  # fmt: skip
        print(f"{name}: {line(A)} | dL/dZ {line(G * slope)}")


if __name__ == "__main__":
    main()
