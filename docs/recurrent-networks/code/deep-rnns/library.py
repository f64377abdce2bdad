"""Stacks in PyTorch: shapes per layer, parameter counts, residuals, dropout."""

import warnings

import numpy as np
import scratch
import torch
from torch import Tensor, nn

torch.set_num_threads(1)


# --8<-- [start:residual]
class ResidualStack(nn.Module):
    """Recurrent layers that add their input to their output, from the second on."""

    def __init__(
        self, cell: type[nn.Module], d: int, h: int, layers: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.layers = nn.ModuleList(cell(d if k == 0 else h, h) for k in range(layers))
        self.dropout = nn.Dropout(dropout)  # between layers, new mask for each step

    def forward(self, x: Tensor) -> Tensor:  # (T, N, d) to (T, N, h)
        s, _ = self.layers[0](x)
        for layer in self.layers[1:]:
            out, _ = layer(self.dropout(s))
            s = s + out  # both (T, N, h)
        return s


# --8<-- [end:residual]


def load(layer: nn.RNN, index: int, params: scratch.Layer) -> None:
    """Copy one layer in the row convention into nn.RNN."""
    w_x, w_h, b = (torch.from_numpy(p) for p in params)
    with torch.no_grad():
        getattr(layer, f"weight_ih_l{index}").copy_(w_x.T)
        getattr(layer, f"weight_hh_l{index}").copy_(w_h.T)
        getattr(layer, f"bias_ih_l{index}").copy_(b)
        getattr(layer, f"bias_hh_l{index}").zero_()


def main() -> None:
    """Check the scratch code, then print shapes, counts and where dropout acts."""
    # --8<-- [start:agree]
    rng = np.random.default_rng(1)
    steps, n, d, h, depth = 5, 3, 2, 4, 3
    x = rng.normal(size=(steps, n, d))
    layers = [
        tuple(rng.normal(size=s) * 0.5 for s in ((d if k == 0 else h, h), (h, h), (h,)))
        for k in range(depth)
    ]
    weight = rng.normal(size=(steps, n, h))  # L = weighted sum of the top states

    rnn = nn.RNN(d, h, num_layers=depth, dtype=torch.float64)
    for k, params in enumerate(layers):
        load(rnn, k, params)
    out, h_n = rnn(torch.from_numpy(x))  # (T, N, h), (D, N, h)
    (out * torch.from_numpy(weight)).sum().backward()

    cache = scratch.forward(x, layers, residual=False)
    grads, _ = scratch.backward(weight, layers, cache, residual=False)
    assert np.allclose(out.detach().numpy(), cache[-1][0])
    for k in range(depth):  # h_n: last step of every layer, the top one last
        assert np.allclose(h_n[k].detach().numpy(), cache[k][1][-1])
        found = getattr(rnn, f"weight_hh_l{k}").grad.numpy().T
        assert np.allclose(found, grads[k][1])
    # --8<-- [end:agree]
    print("plain stack: states and gradients agree with nn.RNN(num_layers=3)")

    stack = ResidualStack(nn.RNN, d, h, depth).double()
    for layer, params in zip(stack.layers, layers, strict=True):
        load(layer, 0, params)
    out = stack(torch.from_numpy(x))
    (out * torch.from_numpy(weight)).sum().backward()
    cache = scratch.forward(x, layers, residual=True)
    grads, _ = scratch.backward(weight, layers, cache, residual=True)
    assert np.allclose(out.detach().numpy(), cache[-1][0])
    for layer, found in zip(stack.layers, grads, strict=True):
        assert np.allclose(layer.weight_ih_l0.grad.numpy().T, found[0])
    print("residual stack: outputs and gradients agree")

    x, layers = scratch.tiny()
    rnn = nn.RNN(1, 1, num_layers=2, dtype=torch.float64)
    for k, params in enumerate(layers):
        load(rnn, k, params)
    (0.5 * (rnn(torch.from_numpy(x))[0][-1] - 1.0) ** 2).sum().backward()
    grads = scratch.worked(residual=False)[2]
    for k in (0, 1):
        for name, found in zip(("ih", "hh"), grads[k], strict=False):
            auto = getattr(rnn, f"weight_{name}_l{k}").grad.numpy()
            assert np.allclose(auto, found)
    print("worked example: autograd gives the same four weight gradients")

    lstm = nn.LSTM(100, 128, num_layers=3)
    for name in ("weight_ih_l0", "weight_ih_l1", "weight_ih_l2", "weight_hh_l2"):
        print(f"{name}: {tuple(getattr(lstm, name).shape)}")
    out, (h_n, c_n) = lstm(torch.zeros(20, 16, 100))
    print("out, h_n, c_n:", tuple(out.shape), tuple(h_n.shape), tuple(c_n.shape))
    assert torch.equal(out[-1], h_n[-1])
    for depth in (1, 2, 4):
        count = sum(p.numel() for p in nn.LSTM(100, 128, depth).parameters())
        first, more = 4 * (100 * 128 + 128**2 + 256), 4 * (2 * 128**2 + 256)
        assert count == first + (depth - 1) * more
        print(f"nn.LSTM(100, 128, {depth}): {count:,} parameters")
    print(f"each further layer: {more:,}")
    quiz = sum(p.numel() for p in nn.GRU(10, 20, 3).parameters())
    print(f"nn.GRU(10, 20, 3): {quiz:,}")
    wide = sum(p.numel() for p in nn.LSTM(100, 204).parameters())
    print(f"nn.LSTM(100, 204): {wide:,}")

    # Where dropout= acts: on what layer 2 reads, not on its output, not over time.
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        nn.LSTM(4, 4, num_layers=1, dropout=0.5)
    print("one layer with dropout warns:", len(caught) == 1)
    torch.manual_seed(0)
    lstm = nn.LSTM(4, 6, num_layers=2, dropout=0.5)
    x = torch.randn(5, 3, 4)
    (_, (a, _)), (_, (b, _)) = lstm(x), lstm(x)
    print("two calls, layer 1 equal:", torch.equal(a[0], b[0]))
    print("two calls, layer 2 equal:", torch.equal(a[1], b[1]))
    print("a zero in the output of layer 2:", bool((a[1] == 0).any()))
    print(f"kept at rate 0.8 in 20 steps: {0.8**20:.4f}")


if __name__ == "__main__":
    main()
