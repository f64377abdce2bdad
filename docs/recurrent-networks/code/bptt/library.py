"""The same in PyTorch: autograd, two bias vectors, and windows with detach."""

import numpy as np
import scratch
import torch
import truncation
from torch import nn

torch.set_num_threads(1)


def load(rnn: nn.RNN, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray) -> None:
    """Copy parameters in the row convention; PyTorch stores transposes."""
    with torch.no_grad():
        rnn.weight_ih_l0.copy_(torch.from_numpy(w_x.T))  # (h, d)
        rnn.weight_hh_l0.copy_(torch.from_numpy(w_h.T))  # (h, h)
        rnn.bias_ih_l0.copy_(torch.from_numpy(b))  # (h,)
        rnn.bias_hh_l0.zero_()  # only the sum of both acts


def main() -> None:
    """Compare with the scratch code."""
    # --8<-- [start:agree]
    loss, _, grads = scratch.worked_example()
    rnn = nn.RNN(1, 2, dtype=torch.float64)  # tanh is the default
    load(rnn, scratch.W_X, scratch.W_H, scratch.B)
    out, _ = rnn(torch.from_numpy(scratch.X))  # (T, N, h)
    errors = out - torch.from_numpy(scratch.TARGETS)
    loss_torch = 0.5 * (errors**2).sum()
    loss_torch.backward()
    assert np.isclose(loss_torch.item(), loss)
    assert np.allclose(rnn.weight_ih_l0.grad.numpy().T, grads["w_x"])
    assert np.allclose(rnn.weight_hh_l0.grad.numpy().T, grads["w_h"])
    assert np.allclose(rnn.bias_ih_l0.grad.numpy(), grads["b"])
    assert np.allclose(rnn.bias_hh_l0.grad.numpy(), grads["b"])  # the same again
    # --8<-- [end:agree]
    print(f"worked example by autograd: loss {loss_torch.item():.4f}")
    print("  dL/dw_h:", scratch.row(rnn.weight_hh_l0.grad.numpy().T))

    # --8<-- [start:detach]
    rng = np.random.default_rng(0)
    x, weight = rng.normal(size=(12, 3, 2)), rng.normal(size=(12, 3, 4))
    params = [0.5 * rng.normal(size=s) for s in ((2, 4), (4, 4), (4,))]
    rnn = nn.RNN(2, 4, dtype=torch.float64)
    load(rnn, *params)
    h = torch.zeros(1, 3, 4, dtype=torch.float64)  # (layers, N, h)
    for s in range(0, 12, 4):  # windows of k = 4 steps
        out, h = rnn(torch.from_numpy(x[s : s + 4]), h)
        (out * torch.from_numpy(weight[s : s + 4])).sum().backward()
        h = h.detach()  # keep the value, cut the gradient
    # --8<-- [end:detach]
    states = scratch.forward(x, np.zeros((3, 4)), *params)
    cut = truncation.truncated(weight, x, states, params[1], 4)
    assert np.allclose(rnn.weight_ih_l0.grad.numpy().T, cut["w_x"])
    assert np.allclose(rnn.weight_hh_l0.grad.numpy().T, cut["w_h"])
    assert np.allclose(rnn.bias_ih_l0.grad.numpy(), cut["b"])
    full = scratch.backward(weight, x, states, params[1])
    assert not np.allclose(cut["w_h"], full["w_h"], atol=0.1)
    print("three windows with detach: equal to the truncated gradient of the page")

    h = torch.zeros(1, 3, 4, dtype=torch.float64)
    try:
        for s in range(0, 12, 4):
            out, h = rnn(torch.from_numpy(x[s : s + 4]), h)
            out.sum().backward()
    except RuntimeError as error:
        print("without detach:", str(error).split(" (")[0])


if __name__ == "__main__":
    main()
