"""The same ideas in PyTorch tensors, checked against NumPy."""

import numpy as np
import silent
import torch
from scratch import W, X, b, layer_loops
from torch.testing import assert_close


# --8<-- [start:torch]
def same_in_torch() -> None:
    """Strides, broadcasting, reductions and the layer; `axis` is called `dim`."""
    x = torch.from_numpy(X.copy())  # shares memory with the array it came from
    print(x.dtype, tuple(x.shape), "strides in entries:", x.stride(), x.T.stride())
    print("stretched row:", x[0].expand(2, 3).stride())
    scaled = (x - x.mean(dim=0)) / x.std(dim=0, correction=0)
    assert_close(scaled, torch.from_numpy((X - X.mean(axis=0)) / X.std(axis=0)))
    z = x @ torch.from_numpy(W) + torch.from_numpy(b)
    assert_close(z, torch.from_numpy(layer_loops(X, W, b)))
    print("Z:", z.tolist())
    try:
        x.T.view(6)  # view() never copies, and no strides would do here
    except RuntimeError:
        print("x.T.view(6) raises; reshape copies:", x.T.reshape(6).tolist())
    g = torch.Generator().manual_seed(7)
    first = torch.randn(3, generator=g)
    assert torch.equal(first, torch.randn(3, generator=g.manual_seed(7)))


# --8<-- [end:torch]


def bug_in_torch() -> None:
    """Autograd follows the stretched error exactly as silent.py does by hand."""
    inputs, y, _, _ = silent.data(0)
    for target in (y, y[:, None]):
        w = torch.zeros(10, 1, dtype=torch.float64, requires_grad=True)
        bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
        error = torch.from_numpy(inputs) @ w + bias - torch.from_numpy(target)
        (error**2).mean().backward()
        e = error.detach().numpy()
        slope = 2 * e.sum(axis=1, keepdims=True) / e.size
        assert np.allclose(w.grad.numpy(), inputs.T @ slope)
        assert np.isclose(bias.grad.item(), slope.sum())
    print("autograd agrees with silent.py for both shapes")


if __name__ == "__main__":
    same_in_torch()
    bug_in_torch()
