"""The stream in PyTorch: nn.GRU with a carried state, nn.GRUCell, and NumPy agree."""

import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


# --8<-- [start:load]
def load(p: dict[str, np.ndarray]) -> nn.GRU:
    """Our row-convention weights in nn.GRU: one transpose each, same block order."""
    units = p["w_h"].shape[0]
    gru = nn.GRU(p["w_x"].shape[0], units, batch_first=True)
    with torch.no_grad():
        gru.weight_ih_l0.copy_(torch.tensor(p["w_x"].T))
        gru.weight_hh_l0.copy_(torch.tensor(p["w_h"].T))
        gru.bias_ih_l0.copy_(torch.tensor(p["b_x"]))
        gru.bias_hh_l0.copy_(torch.tensor(p["b_h"]))
    return gru


# --8<-- [end:load]


def main() -> None:
    """Compare whole sequence, stream and cell."""
    p = scratch.parameters(3, 5, 0)
    x = torch.tensor(np.random.default_rng(1).normal(size=(2, 60, 3)))
    gru = load(p)
    # --8<-- [start:stream]
    with torch.no_grad():
        full, last = gru(x)  # (2, 60, 5), (1, 2, 5)
        state, outputs = None, []
        for t in range(x.shape[1]):
            out, state = gru(x[:, t : t + 1], state)  # carry the state
            outputs.append(out)
    torch.testing.assert_close(torch.cat(outputs, dim=1), full)
    torch.testing.assert_close(state, last)
    # --8<-- [end:stream]
    print("nn.GRU, 60 calls of one step = one call of 60 steps")

    ours = scratch.whole(x.numpy(), p)
    torch.testing.assert_close(torch.tensor(ours), full)
    print("NumPy and nn.GRU agree on all states")

    cell = nn.GRUCell(3, 5)
    cell.load_state_dict(
        {k.removesuffix("_l0"): v for k, v in gru.state_dict().items()}
    )
    h = torch.zeros(2, 5)
    with torch.no_grad():
        for t in range(60):
            h = cell(x[:, t], h)
    torch.testing.assert_close(h, last[0])
    print("nn.GRUCell in a loop gives the same last state")

    both = nn.GRU(3, 5, batch_first=True, bidirectional=True)
    with torch.no_grad():
        same = torch.allclose(both(x)[0][:, :30], both(x[:, :30])[0])
    print(f"bidirectional: the first 30 outputs need only 30 inputs: {same}")


if __name__ == "__main__":
    main()
