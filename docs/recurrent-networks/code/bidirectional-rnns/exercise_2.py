"""Exercise 2: how many inputs each candidate for a summary vector has read."""

import torch
from torch import nn

torch.set_num_threads(1)

if __name__ == "__main__":
    torch.manual_seed(0)
    steps, h = 12, 8
    lstm = nn.LSTM(3, h, bidirectional=True)
    x = torch.randn(steps, 1, 3, requires_grad=True)
    out, (h_n, _) = lstm(x)  # (T, 1, 2h), (2, 1, h)
    candidates = {
        "out[-1], forward half": out[-1, 0, :h],
        "out[-1], backward half": out[-1, 0, h:],
        "out[0], backward half": out[0, 0, h:],
        "h_n[-2]": h_n[-2, 0],
        "h_n[-1]": h_n[-1, 0],
        "mean of out over time": out.mean(dim=0)[0],
    }
    for name, vector in candidates.items():
        (grad,) = torch.autograd.grad(vector.sum(), x, retain_graph=True)
        used = int((grad.abs().sum(dim=(1, 2)) > 0).sum())
        print(f"{name}: {used} of {steps} inputs")
    assert torch.equal(h_n[-1, 0], out[0, 0, h:])
