"""The NumPy blocks against PyTorch: gradients by autograd, blocks of model.py."""

import numpy as np
import scratch
import torch
from model import basic


# --8<-- [start:agree]
def same_gradient() -> bool:
    """Gradient of the worked example by autograd."""
    x = torch.tensor(scratch.X, requires_grad=True)
    w1, w2 = torch.tensor(scratch.W1), torch.tensor(scratch.W2)
    y = x + torch.relu(x @ w1) @ w2
    (0.5 * (y - torch.tensor(scratch.TARGET)).square().sum()).backward()
    return torch.allclose(x.grad, torch.tensor([[0.175, 0.8875]], dtype=x.dtype))


def same_block(c_in: int, c_out: int, stride: int) -> bool:
    """Our basic block against the one of model.py, with the same weights."""
    torch.manual_seed(0)
    block = basic(c_in, c_out, stride)  # in training mode: statistics of the batch
    x = torch.randn(4, c_in, 8, 8)
    first, second = block.body[0][0].weight, block.body[2][0].weight
    projection = None if c_in == c_out else block.shortcut[0].weight.detach().numpy()
    ours = scratch.basic_block(
        x.numpy(), first.detach().numpy(), second.detach().numpy(), projection, stride
    )
    return np.allclose(ours, block(x).detach().numpy(), atol=1e-5)


# --8<-- [end:agree]


def main() -> None:
    """Check both, and start a block as the identity."""
    print("gradient of the worked example agrees:", same_gradient())
    print("block with identity shortcut agrees:", same_block(8, 8, 1))
    print("block with projection, stride 2, agrees:", same_block(8, 16, 2))
    assert same_gradient()
    assert same_block(8, 8, 1)
    assert same_block(8, 16, 2)
    # --8<-- [start:zero]
    block = basic(8, 8, stride=1)
    torch.nn.init.zeros_(block.body[2][1].weight)  # last normalization: scale 0
    x = torch.relu(torch.randn(4, 8, 8, 8))  # what comes out of a ReLU is not negative
    print("with last scale 0 the block copies its input:", torch.equal(block(x), x))
    # --8<-- [end:zero]
    try:
        x + basic(8, 16, stride=2).body(x)
    except RuntimeError as error:
        print("without a projection:", error)


if __name__ == "__main__":
    main()
