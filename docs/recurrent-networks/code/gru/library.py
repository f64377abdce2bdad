"""The same GRU in PyTorch: its form of the reset gate, its blocks, its two biases."""

import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:load]
def load(
    gru: nn.GRU, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray, c: np.ndarray
) -> None:
    """Copy parameters in the row convention into a PyTorch layer."""
    with torch.no_grad():
        gru.weight_ih_l0.copy_(torch.from_numpy(w_x.T))  # (3h, d): rows r, z, n
        gru.weight_hh_l0.copy_(torch.from_numpy(w_h.T))  # (3h, h)
        gru.bias_ih_l0.copy_(torch.from_numpy(b))  # (3h,)
        gru.bias_hh_l0.copy_(torch.from_numpy(c))  # (3h,), not redundant here


# --8<-- [end:load]


# --8<-- [start:bias]
def set_update_bias(gru: nn.GRU, value: float) -> None:
    """Let every update gate start near sigmoid(value), so that units keep."""
    h = gru.hidden_size
    with torch.no_grad():
        for name, p in gru.named_parameters():
            if name.startswith("bias"):
                p[h : 2 * h] = value if "ih" in name else 0.0  # second block


# --8<-- [end:bias]


def paper_gru(x: torch.Tensor, params: list[torch.Tensor]) -> torch.Tensor:
    """The paper's form, written with autograd tensors: H of the last step."""
    w_x, w_h, b = params
    k = w_h.shape[0]
    h = torch.zeros(x.shape[1], k, dtype=x.dtype)
    for x_t in x:
        z = x_t @ w_x + b
        r = torch.sigmoid(z[:, :k] + h @ w_h[:, :k])
        u = torch.sigmoid(z[:, k : 2 * k] + h @ w_h[:, k : 2 * k])
        g = torch.tanh(z[:, 2 * k :] + (r * h) @ w_h[:, 2 * k :])
        h = u * h + (1.0 - u) * g
    return h


def main() -> None:
    """Check the scratch code against autograd and nn.GRU; print the page's facts."""
    # --8<-- [start:agree]
    steps, n, d, h = 6, 3, 2, 4
    rng = np.random.default_rng(1)
    x = rng.normal(size=(steps, n, d))  # (T, N, d): batch_first=False
    shapes = ((d, 3 * h), (h, 3 * h), (3 * h,), (3 * h,))
    params = [rng.normal(size=s) * 0.5 for s in shapes]
    weight = rng.normal(size=(steps, n, h))  # L = weighted sum

    gru = nn.GRU(input_size=d, hidden_size=h, dtype=torch.float64)
    load(gru, *params)
    x_torch = torch.from_numpy(x).requires_grad_()
    out, h_last = gru(x_torch)  # (T, N, h), (1, N, h): one state, no cell
    (out * torch.from_numpy(weight)).sum().backward()

    hs, cache = scratch.forward(x, *params, after=True)
    grads = scratch.backward(weight, x, *params[:2], cache, after=True)
    assert np.allclose(out.detach().numpy(), hs)
    assert np.allclose(h_last[0].detach().numpy(), hs[-1])
    assert np.allclose(gru.weight_ih_l0.grad.numpy(), grads["w_x"].T)
    assert np.allclose(gru.weight_hh_l0.grad.numpy(), grads["w_h"].T)
    assert np.allclose(gru.bias_ih_l0.grad.numpy(), grads["b"])
    assert np.allclose(gru.bias_hh_l0.grad.numpy(), grads["c"])
    assert np.allclose(x_torch.grad.numpy(), grads["x"])
    # --8<-- [end:agree]
    assert not np.allclose(grads["b"], grads["c"])  # unlike the LSTM's two biases
    print("reset after the product: outputs and all gradients agree with nn.GRU")

    # The paper's form with the same numbers is another function.
    paper, _ = scratch.forward(x, *params, after=False)
    gap = np.abs(paper - hs).max()
    print(f"same weights in the paper's form: largest difference {gap:.2f}")
    assert gap > 0.1

    # The worked example, by autograd in the paper's form and by nn.GRU.
    loss, _, _, grads = scratch.worked_example()
    leaves = [
        torch.tensor(p, requires_grad=True)
        for p in (scratch.W_X, scratch.W_H, scratch.B)
    ]
    error = paper_gru(torch.from_numpy(scratch.X), leaves)[0, 0] - scratch.TARGET
    (0.5 * error**2).backward()
    for leaf, name in zip(leaves, ("w_x", "w_h", "b"), strict=True):
        assert np.allclose(leaf.grad.numpy(), grads[name])
    assert np.isclose(0.5 * error.item() ** 2, loss)
    tiny = nn.GRU(1, 1, dtype=torch.float64)
    load(tiny, scratch.W_X, scratch.W_H, scratch.B, scratch.C)
    error = tiny(torch.from_numpy(scratch.X))[0][-1, 0, 0] - scratch.TARGET
    (0.5 * error**2).backward()
    assert np.allclose(tiny.weight_hh_l0.grad.numpy().T, grads["w_h"])
    print("worked example, autograd dL/db:", scratch.row(leaves[2].grad.numpy()))

    # Parameters of a layer with d = 100 inputs and h = 128 units.
    d, h = 100, 128
    for name, layer, blocks in (
        ("RNN", nn.RNN(d, h), 1),
        ("GRU", nn.GRU(d, h), 3),
        ("LSTM", nn.LSTM(d, h), 4),
    ):
        count = sum(p.numel() for p in layer.parameters())
        assert count == blocks * (d * h + h * h + 2 * h)
        one = count - blocks * h
        print(f"{name:<4} {count:>7,} parameters, {one:>7,} with one bias")
    quiz = sum(p.numel() for p in nn.GRU(64, 32).parameters())
    print(f"GRU 64 to 32: {quiz:,}")
    assert quiz == 3 * (64 * 32 + 32**2 + 2 * 32)

    torch.manual_seed(0)
    gru = nn.GRU(2, 8)
    set_update_bias(gru, 3.0)
    assert torch.all(gru.bias_ih_l0[8:16] + gru.bias_hh_l0[8:16] == 3.0)
    print(f"update gate after set_update_bias: {scratch.sigmoid(np.array(3.0)):.4f}")


if __name__ == "__main__":
    main()
