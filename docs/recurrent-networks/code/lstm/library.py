"""The same LSTM in PyTorch: gate order, two biases, equal outputs and gradients."""

import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:load]
def load(lstm: nn.LSTM, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray) -> None:
    """Copy parameters in the row convention into a PyTorch layer."""
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.from_numpy(w_x.T))  # (4h, d): rows i, f, g, o
        lstm.weight_hh_l0.copy_(torch.from_numpy(w_h.T))  # (4h, h)
        lstm.bias_ih_l0.copy_(torch.from_numpy(b))  # (4h,)
        lstm.bias_hh_l0.zero_()  # only the sum acts


# --8<-- [end:load]


# --8<-- [start:bias]
def set_forget_bias(lstm: nn.LSTM, value: float) -> None:
    """Let every forget gate start near sigmoid(value)."""
    h = lstm.hidden_size
    with torch.no_grad():
        for name, p in lstm.named_parameters():
            if name.startswith("bias_ih"):
                p[h : 2 * h] = value  # second block of i, f, g, o
            elif name.startswith("bias_hh"):
                p[h : 2 * h] = 0.0  # or they add up


# --8<-- [end:bias]


def main() -> None:
    """Check the scratch code against nn.LSTM and print the facts the page uses."""
    # --8<-- [start:agree]
    steps, n, d, h = 6, 3, 2, 4
    rng = np.random.default_rng(1)
    x = rng.normal(size=(steps, n, d))  # (T, N, d): batch_first=False
    shapes = ((d, 4 * h), (h, 4 * h), (4 * h,))
    params = [rng.normal(size=s) * 0.5 for s in shapes]
    weight = rng.normal(size=(steps, n, h))  # L = weighted sum

    lstm = nn.LSTM(input_size=d, hidden_size=h, dtype=torch.float64)
    load(lstm, *params)
    x_torch = torch.from_numpy(x).requires_grad_()
    out, (h_last, c_last) = lstm(x_torch)  # (T, N, h), 2 x (1, N, h)
    (out * torch.from_numpy(weight)).sum().backward()

    hs, cache = scratch.forward(x, *params)
    grads = scratch.backward(weight, x, params[0], params[1], cache)
    assert np.allclose(out.detach().numpy(), hs)
    assert np.allclose(h_last[0].detach().numpy(), hs[-1])
    assert np.allclose(c_last[0].detach().numpy(), cache[-1][-1])
    assert np.allclose(lstm.weight_ih_l0.grad.numpy(), grads["w_x"].T)
    assert np.allclose(lstm.weight_hh_l0.grad.numpy(), grads["w_h"].T)
    assert np.allclose(lstm.bias_ih_l0.grad.numpy(), grads["b"])
    assert np.allclose(lstm.bias_hh_l0.grad.numpy(), grads["b"])  # the same again
    assert np.allclose(x_torch.grad.numpy(), grads["x"])
    # --8<-- [end:agree]
    print("outputs and all gradients agree with nn.LSTM")

    # The worked example, by autograd.
    loss, _, _, grads = scratch.worked_example()
    tiny = nn.LSTM(1, 1, dtype=torch.float64)
    load(tiny, scratch.W_X, scratch.W_H, scratch.B)
    out, _ = tiny(torch.from_numpy(scratch.X))
    loss_torch = 0.5 * (out[-1, 0, 0] - scratch.TARGET) ** 2
    loss_torch.backward()
    assert np.isclose(loss_torch.item(), loss)
    assert np.allclose(tiny.weight_ih_l0.grad.numpy().T, grads["w_x"])
    assert np.allclose(tiny.weight_hh_l0.grad.numpy().T, grads["w_h"])
    assert np.allclose(tiny.bias_ih_l0.grad.numpy(), grads["b"])
    print("worked example, autograd dL/db:", scratch.row(grads["b"]))

    # Parameters of a layer with d = 100 inputs and h = 128 units.
    d, h = 100, 128
    for name, layer, blocks in (
        ("RNN", nn.RNN(d, h), 1),
        ("GRU", nn.GRU(d, h), 3),
        ("LSTM", nn.LSTM(d, h), 4),
    ):
        count = sum(p.numel() for p in layer.parameters())
        assert count == blocks * (d * h + h * h + 2 * h)
        print(
            f"{name:<4} parameters: {count:>7,}, one bias only: {count - blocks * h:,}"
        )

    # The numbers of the quiz.
    assert np.isclose(0.5 * np.tanh(0.9 * 2.0 + 0.5 * -0.4), 0.4608, atol=5e-5)
    assert np.isclose(scratch.sigmoid(np.array(1.0)) ** 20, 0.0019, atol=5e-5)
    assert sum(p.numel() for p in nn.LSTM(64, 32).parameters()) == 12544

    # Forget bias of a fresh layer, before and after.
    torch.manual_seed(0)
    lstm = nn.LSTM(d, h, num_layers=2)
    bound = 1.0 / h**0.5
    assert max(p.abs().max().item() for p in lstm.parameters()) <= bound
    set_forget_bias(lstm, 1.0)
    total = lstm.bias_ih_l1 + lstm.bias_hh_l1
    assert torch.allclose(total[h : 2 * h], torch.ones(h))
    gate = torch.sigmoid(torch.tensor(1.0)).item()
    print(f"uniform range +-{bound:.4f}; forget gate after set_forget_bias: {gate:.4f}")


if __name__ == "__main__":
    main()
