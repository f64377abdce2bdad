"""PyTorch computes the same states, the same loss, and skips the same padding."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence


# --8<-- [start:library]
def recurrent(w_x: np.ndarray, w_h: np.ndarray) -> nn.RNN:
    """nn.RNN with our weights, which PyTorch stores transposed."""
    rnn = nn.RNN(*w_x.shape, batch_first=True, bias=False)
    with torch.no_grad():
        rnn.weight_ih_l0.copy_(torch.tensor(w_x.T))
        rnn.weight_hh_l0.copy_(torch.tensor(w_h.T))
    return rnn


def loss(x: torch.Tensor, lengths: list[int], y: torch.Tensor) -> torch.Tensor:
    """Masked loss of padded sources x (N, S, d) and targets y (N, T); -1 is padding."""
    w = scratch.WEIGHTS
    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    _, context = recurrent(w["W_x"], w["W_h"])(packed)  # (1, N, h), last REAL step
    shifted = F.pad(y[:, :-1], (1, 0), value=0).clamp(min=0)  # starts with <s> = 0
    inputs = torch.tensor(scratch.TARGET)[shifted]  # (N, T, d)
    states, _ = recurrent(w["U_y"], w["U_s"])(inputs, context)
    logits = states @ torch.tensor(w["W_o"])  # (N, T, V)
    return F.cross_entropy(logits.flatten(0, 1), y.flatten(), ignore_index=-1)


# --8<-- [end:library]


def main() -> None:
    """Two sources of lengths 3 and 2, two targets of lengths 3 and 2."""
    torch.set_default_dtype(torch.float64)
    x = np.stack([scratch.SOURCE, scratch.SOURCE])
    x[1, 2] = 0  # padding
    y = np.array([[1, 2, 0], [1, 0, -1]])
    p = np.full((2, 3, 3), 1 / 3)
    for i, (size, steps) in enumerate([(3, 3), (2, 2)]):
        s = scratch.encode(x[i, :size], scratch.WEIGHTS)[-1]
        for t in range(steps):
            token = 0 if t == 0 else y[i, t - 1]
            s, p[i, t] = scratch.step(scratch.TARGET[token], s, scratch.WEIGHTS)
    ours = scratch.masked_loss(p, y, (y >= 0).astype(float))
    theirs = loss(torch.tensor(x), [3, 2], torch.tensor(y))
    torch.testing.assert_close(theirs, torch.tensor(ours), rtol=0, atol=1e-5)
    print(f"masked loss of the batch {ours:.4f}, equal to PyTorch within 1e-5")
    states = recurrent(scratch.WEIGHTS["W_x"], scratch.WEIGHTS["W_h"])(torch.tensor(x))[
        0
    ].detach()
    wrong, right = states[1, -1].numpy(), states[1, 1].numpy()
    print("state at the last word ", " ".join(f"{v:.4f}" for v in right))
    print("state after the padding", " ".join(f"{v:.4f}" for v in wrong))


if __name__ == "__main__":
    main()
