"""bfloat16 autocast: which numbers have 16 bits, and what 16 bits cannot hold."""

import torch
from torch import nn


def main() -> None:
    """One step with autocast, then weights stored in 16 bits."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    x, y = torch.randn(12, 8), torch.randn(12, 1)

    # --8<-- [start:mixed]
    with torch.autocast("cpu", dtype=torch.bfloat16):  # "cuda" on a GPU
        output = model(x)  # matrix products in 16 bits
        loss = nn.functional.mse_loss(output.float(), y)
    loss.backward()  # outside of autocast
    optimizer.step()
    # --8<-- [end:mixed]
    weight = model[0].weight
    print(f"output {output.dtype}, weights {weight.dtype}, ", end="")
    print(f"gradients {weight.grad.dtype}")
    assert output.dtype == torch.bfloat16
    assert weight.dtype == weight.grad.dtype == torch.float32

    # --8<-- [start:small]
    for dtype in (torch.float32, torch.bfloat16):
        w = torch.tensor(1.0, dtype=dtype)
        for _ in range(100):
            w -= 0.001  # a hundred small updates
        print(f"1 - 100 x 0.001 in {dtype}: {w.item():.4f}")
    # --8<-- [end:small]
    assert w.item() == 1.0


if __name__ == "__main__":
    main()
