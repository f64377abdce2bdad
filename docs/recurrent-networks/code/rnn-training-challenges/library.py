"""The same in PyTorch: clipping, orthogonal start, keep bias, gradient norms."""

import cells
import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:start]
def good_start(rnn: nn.RNNBase, keep_bias: float = 0.0) -> None:
    """Orthogonal w_h for nn.RNN; open forget (LSTM) or update (GRU) gates."""
    h = rnn.hidden_size
    with torch.no_grad():
        for name, p in rnn.named_parameters():
            if isinstance(rnn, nn.RNN) and name.startswith("weight_hh"):
                nn.init.orthogonal_(p)
            elif not isinstance(rnn, nn.RNN) and name.startswith("bias_ih"):
                p[h : 2 * h] = keep_bias  # the second block of both
            elif not isinstance(rnn, nn.RNN) and name.startswith("bias_hh"):
                p[h : 2 * h] = 0.0  # the two biases add up


# --8<-- [end:start]


# --8<-- [start:step]
def training_step(
    model: nn.Module, loss: torch.Tensor, optimizer: torch.optim.Optimizer
) -> float:
    """One update with clipping; return the norm before it, to be logged."""
    optimizer.zero_grad()
    loss.backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    optimizer.step()
    return norm.item()


# --8<-- [end:step]


def main() -> None:
    """Check that PyTorch and the NumPy code agree."""
    # Clipping: the same rule on the same gradients.
    rng = np.random.default_rng(0)
    grads = [rng.normal(size=s) for s in ((3, 4), (4,))]
    for limit in (0.5, 100.0):
        params = [nn.Parameter(torch.zeros(g.shape, dtype=torch.double)) for g in grads]
        for p, g in zip(params, grads, strict=True):
            p.grad = torch.from_numpy(g.copy())
        ours, norm = scratch.clip_norm(grads, limit)
        theirs = nn.utils.clip_grad_norm_(params, limit)
        assert np.isclose(theirs.item(), norm)
        for p, g in zip(params, ours, strict=True):
            assert np.allclose(p.grad.numpy(), g, rtol=1e-5)  # torch adds 1e-6
    for p, g in zip(params, grads, strict=True):
        p.grad = torch.from_numpy(g.copy())
    nn.utils.clip_grad_value_(params, 0.5)
    for p, g in zip(params, scratch.clip_value(grads, 0.5), strict=True):
        assert np.allclose(p.grad.numpy(), g)
    print("clip_grad_norm_ and clip_grad_value_ agree with the scratch code")

    # All three cells: last state and gradients of the inputs.
    kinds = {"RNN": nn.RNN, "GRU": nn.GRU, "LSTM": nn.LSTM}
    for kind, layer in kinds.items():
        w_x, w_h, b = cells.start(kind, 3, 5, rng)
        rnn = layer(3, 5, dtype=torch.double)
        with torch.no_grad():
            rnn.weight_ih_l0.copy_(torch.from_numpy(w_x.T))
            rnn.weight_hh_l0.copy_(torch.from_numpy(w_h.T))
            rnn.bias_ih_l0.copy_(torch.from_numpy(b))
            rnn.bias_hh_l0.zero_()
        x, d_h = rng.normal(size=(7, 2, 3)), rng.normal(size=(2, 5))
        x_torch = torch.from_numpy(x).requires_grad_()
        out, _ = rnn(x_torch)
        (out[-1] * torch.from_numpy(d_h)).sum().backward()
        h, cache = cells.forward(kind, x, w_x, w_h, b)
        (d_wx, d_wh, d_b), d_x = cells.backward(kind, d_h, x, w_x, w_h, cache)
        assert np.allclose(out[-1].detach().numpy(), h)
        assert np.allclose(x_torch.grad.numpy(), d_x)
        assert np.allclose(rnn.weight_ih_l0.grad.numpy().T, d_wx)
        assert np.allclose(rnn.weight_hh_l0.grad.numpy().T, d_wh)
        assert np.allclose(rnn.bias_ih_l0.grad.numpy(), d_b)
    print("RNN, GRU and LSTM: states and gradients agree")

    torch.manual_seed(0)
    rnn = nn.RNN(8, 32)
    good_start(rnn)
    w = rnn.weight_hh_l0.detach().numpy()
    s = np.linalg.svd(w, compute_uv=False)
    print(f"after good_start: singular values {s.min():.2f} to {s.max():.2f}")
    for layer in (nn.GRU, nn.LSTM):
        gated = layer(8, 32)
        good_start(gated, 3.0)
        total = (gated.bias_ih_l0 + gated.bias_hh_l0)[32:64]
        assert torch.allclose(total, torch.full((32,), 3.0))
    print(f"gates start near sigmoid(3) = {cells.sigmoid(np.array(3.0)):.4f}")

    model = nn.RNN(8, 32)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    out, _ = model(torch.randn(20, 4, 8))
    norm = training_step(model, 100 * out.square().sum(), optimizer)
    after = torch.sqrt(sum(p.grad.square().sum() for p in model.parameters()))
    assert norm > 100
    assert abs(after.item() - 1.0) < 1e-3
    print(f"norm after clipping: {after.item():.2f}")


if __name__ == "__main__":
    main()
