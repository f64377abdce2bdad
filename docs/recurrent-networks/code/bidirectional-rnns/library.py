"""Bidirectional layers in PyTorch: packing, shapes, last states, sizes."""

import numpy as np
import scratch
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.set_num_threads(1)


# --8<-- [start:packed]
def run_packed(layer: nn.RNNBase, x: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """Outputs (T, N, 2h), zero on the padding, and both last states (N, 2h)."""
    packed = pack_padded_sequence(x, lengths, enforce_sorted=False)  # lengths on CPU
    out, last = layer(packed)
    h_n = last[0] if isinstance(last, tuple) else last  # LSTM: (h_n, c_n)
    out, _ = pad_packed_sequence(out, total_length=len(x))
    return out, torch.cat([h_n[-2], h_n[-1]], dim=1)  # forward, backward


# --8<-- [end:packed]


def load(layer: nn.RNN, params: scratch.Layer, suffix: str) -> None:
    """Copy one direction in the row convention; the suffix "_reverse" is backward."""
    w_x, w_h, b = (torch.from_numpy(p) for p in params)
    with torch.no_grad():
        getattr(layer, f"weight_ih_l0{suffix}").copy_(w_x.T)
        getattr(layer, f"weight_hh_l0{suffix}").copy_(w_h.T)
        getattr(layer, f"bias_ih_l0{suffix}").copy_(b)
        getattr(layer, f"bias_hh_l0{suffix}").zero_()


def main() -> None:
    """Check the scratch code against nn.RNN; print shapes, pitfalls and sizes."""
    # --8<-- [start:agree]
    rng = np.random.default_rng(1)
    steps, n, d, h = 5, 3, 2, 4
    x, lengths = rng.normal(size=(steps, n, d)), np.array([5, 2, 4])
    shapes = ((d, h), (h, h), (h,))
    ahead, behind = (tuple(rng.normal(size=s) * 0.5 for s in shapes) for _ in range(2))
    weight = rng.normal(size=(steps, n, 2 * h))

    rnn = nn.RNN(d, h, bidirectional=True, dtype=torch.float64)
    load(rnn, ahead, "")
    load(rnn, behind, "_reverse")
    x_torch = torch.from_numpy(x).requires_grad_()
    out, last = run_packed(rnn, x_torch, torch.from_numpy(lengths))
    (out * torch.from_numpy(weight)).sum().backward()

    expected = scratch.forward(x, lengths, ahead, behind)
    one, two, d_x = scratch.backward(weight, x, lengths, ahead, behind)
    assert np.allclose(out.detach().numpy(), expected)
    assert np.allclose(rnn.weight_hh_l0.grad.numpy().T, one[1])
    assert np.allclose(rnn.weight_hh_l0_reverse.grad.numpy().T, two[1])
    assert np.allclose(x_torch.grad.numpy(), d_x)
    # --8<-- [end:agree]
    print("packed, lengths 5, 2, 4: outputs and gradients agree with nn.RNN")
    assert torch.allclose(last[:, :h], out[lengths - 1, range(n), :h])
    assert torch.allclose(last[:, h:], out[0, :, h:])
    print("last states: forward at the last real step, backward at step 1")

    plain, _ = rnn(x_torch)
    for i, length in enumerate(lengths):
        gap = (plain - out)[:length, i].abs()
        print(
            f"length {length}, not packed: forward off by {gap[:, :h].max():.2f}, "
            f"backward by {gap[:, h:].max():.2f}"
        )

    tiny = nn.RNN(1, 1, bidirectional=True, dtype=torch.float64)
    load(tiny, scratch.UNIT, "")
    load(tiny, scratch.UNIT, "_reverse")
    x_torch = torch.from_numpy(scratch.X).requires_grad_()
    both, _ = tiny(x_torch)
    (0.5 * (both[1].sum() - scratch.TARGET) ** 2).backward()
    print("worked example, autograd dL/dx:", scratch.row(x_torch.grad.numpy()))

    bilstm = nn.LSTM(100, 128, bidirectional=True)
    out, (h_n, _) = bilstm(torch.zeros(20, 16, 100))
    print("out, h_n of a BiLSTM:", tuple(out.shape), tuple(h_n.shape))
    for name, layer in (
        ("LSTM(100, 128)", nn.LSTM(100, 128)),
        ("BiLSTM(100, 128)", bilstm),
        ("BiLSTM(100, 64)", nn.LSTM(100, 64, bidirectional=True)),
        ("BiLSTM(100, 128), 2 layers", nn.LSTM(100, 128, 2, bidirectional=True)),
        ("BiLSTM(50, 32)", nn.LSTM(50, 32, bidirectional=True)),
    ):
        print(f"{name}: {sum(p.numel() for p in layer.parameters()):,} parameters")


if __name__ == "__main__":
    main()
