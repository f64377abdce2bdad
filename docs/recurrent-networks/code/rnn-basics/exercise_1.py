"""Exercise 1: a third step by hand, and the parameters of two models."""

import numpy as np
from scratch import B_Y, W_H, W_X, W_Y, B, X, readout, rnn, row


def main() -> None:
    """Print and check step 3 of the sequence a b a, then the counts."""
    _, h_2 = rnn(X[:, :1], W_X, W_H, B)  # (1, 2)
    z_3 = W_X[0] + h_2[0] @ W_H + B
    h_3 = np.tanh(z_3)
    y_3 = readout(h_3[None, None, :], W_Y, B_Y)
    states, last = rnn(np.concatenate([X[:, :1], X[:1, :1]]), W_X, W_H, B)
    assert states.shape == (3, 1, 2)
    assert np.allclose(last[0], h_3)
    print("h_2 W_h:", row(h_2 @ W_H), "  z_3:", row(z_3))
    print("h_3:", row(h_3), "  y_3:", row(y_3))

    d, h, k = 40, 64, 10
    layer, out = d * h + h * h + h, h * k + k
    print(f"recurrent layer {layer:,}, readout {out:,}, together {layer + out:,}")
    print(
        f"dense layer on 30 slots: {30 * d * h + h:,}; on 60 slots: {60 * d * h + h:,}"
    )


if __name__ == "__main__":
    main()
