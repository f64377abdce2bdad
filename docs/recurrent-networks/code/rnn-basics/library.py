"""The same layer in PyTorch: transposed weights, two biases, parameter counts."""

import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:load]
def load(layer: nn.RNN, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray) -> None:
    """Copy parameters in the row convention into nn.RNN."""
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.from_numpy(w_x.T))  # (h, d)
        layer.weight_hh_l0.copy_(torch.from_numpy(w_h.T))  # (h, h)
        layer.bias_ih_l0.copy_(torch.from_numpy(b))  # (h,)
        layer.bias_hh_l0.zero_()  # or any split whose sum is b


# --8<-- [end:load]


def main() -> None:
    """Check the scratch code against nn.RNN and print the facts the page uses."""
    # --8<-- [start:agree]
    layer = nn.RNN(input_size=2, hidden_size=2, dtype=torch.float64)
    load(layer, scratch.W_X, scratch.W_H, scratch.B)
    out, h_n = layer(torch.from_numpy(scratch.X))  # (T, N, h), (layers, N, h)
    states, last = scratch.rnn(scratch.X, scratch.W_X, scratch.W_H, scratch.B)
    assert np.allclose(out.detach().numpy(), states)
    assert np.allclose(h_n[0].detach().numpy(), last)

    with torch.no_grad():  # move half of b into the other vector
        half = layer.bias_ih_l0 / 2
        layer.bias_ih_l0.copy_(half)
        layer.bias_hh_l0.copy_(half)
    again, _ = layer(torch.from_numpy(scratch.X))
    torch.testing.assert_close(again, out)  # only the sum acts
    # --8<-- [end:agree]
    print("states of the worked example agree with nn.RNN")
    again.sum().backward()
    torch.testing.assert_close(layer.bias_ih_l0.grad, layer.bias_hh_l0.grad)
    print("both biases: same outputs for any split, same gradient")

    for d, h in ((2, 2), (100, 128), (64, 32)):
        count = sum(p.numel() for p in nn.RNN(d, h).parameters())
        assert count == d * h + h * h + 2 * h
        print(f"d = {d}, h = {h}: nn.RNN {count:,}, with one bias {count - h:,}")

    # --8<-- [start:axes]
    batch = torch.zeros(5, 7, 3)  # (N, T, d): 5 sequences of 7 steps
    out, h_n = nn.RNN(3, 4, batch_first=True)(batch)
    assert out.shape == (5, 7, 4)
    assert h_n.shape == (1, 5, 4)  # the layer axis stays first, also here
    _, wrong = nn.RNN(3, 4)(batch)  # read as T = 5, N = 7
    assert wrong.shape == (1, 7, 4)  # no error: 7 "sequences"
    # --8<-- [end:axes]
    print("batch_first=True: out", tuple(out.shape), "h_n", tuple(h_n.shape))


if __name__ == "__main__":
    main()
