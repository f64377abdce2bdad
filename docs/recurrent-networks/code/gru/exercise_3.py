"""Exercise 3: a GRU without its reset gate on the task of keeping a bit."""

import compare
import torch
from torch import Tensor

compare.BLOCKS["no reset"] = 2  # blocks g, u: `bias` still opens the second block


def run(cell: str, x: Tensor, params: list[Tensor]) -> Tensor:
    """Hidden states (T, S, N, h) of H = U H + (1 - U) G, with one gate."""
    w_x, w_h, b = params[:3]
    k = w_h.shape[1]
    h = torch.zeros(w_x.shape[0], x.shape[2], k)
    hs = []
    for z_x in x @ w_x + b:
        z = z_x + h @ w_h
        g, u = torch.tanh(z[..., :k]), torch.sigmoid(z[..., k:])
        h = g + u * (h - g)
        hs.append(h)
    return torch.stack(hs)


if __name__ == "__main__":
    compare.run = run  # train() now uses this cell
    for bias in (1.0, 3.0):
        solved, _ = compare.train("no reset", 10, bias, compare.keep_batch, 150)
        wins = int((solved < compare.NEVER).sum())
        print(
            f"no reset gate, 10 units, {compare.size('no reset', 2, 10)} parameters, "
            f"bias {bias:.0f}: {wins} of 10, half by {compare.coarse(solved)}"
        )
