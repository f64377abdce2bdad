"""PyTorch activations: agreement, in-place memory, and where in-place fails."""

import numpy as np
import scratch
import torch
from torch import nn


# --8<-- [start:agree]
def compare() -> None:
    """Values and gradients of four functions on a batch of maps."""
    rng = np.random.default_rng(0)
    data, G = rng.normal(size=(2, 2, 4, 5, 5))  # two arrays (N, C, H, W)
    slopes = rng.uniform(0.1, 0.5, size=4)
    prelu = nn.PReLU(num_parameters=4).double()
    prelu.weight.data = torch.tensor(slopes)
    for layer, (A, slope) in (
        (nn.ReLU(), scratch.relu(data)),
        (nn.LeakyReLU(0.01), scratch.leaky_relu(data)),
        (nn.ELU(), scratch.elu(data)),
        (prelu, scratch.prelu(data, slopes)),
    ):
        Z = torch.tensor(data, requires_grad=True)
        theirs = layer(Z)
        theirs.backward(torch.tensor(G))
        torch.testing.assert_close(theirs.detach(), torch.tensor(A))
        torch.testing.assert_close(Z.grad, torch.tensor(G * slope))
    ours = torch.tensor(scratch.prelu_slope_gradient(G, data))
    torch.testing.assert_close(prelu.weight.grad, ours)


# --8<-- [end:agree]


# --8<-- [start:inplace]
def kept(activation: nn.Module) -> int:
    """Distinct buffers that autograd keeps for conv, batch norm, activation, conv."""
    stack = nn.Sequential(
        nn.Conv2d(8, 8, 3), nn.BatchNorm2d(8), activation, nn.Conv2d(8, 8, 3)
    )
    buffers = {}

    def note(x: torch.Tensor) -> torch.Tensor:
        if x.dim() == 4 and x.shape[0] == 4:  # feature maps, not weights
            buffers[x.data_ptr()] = x  # holding x keeps the address in use
        return x

    with torch.autograd.graph.saved_tensors_hooks(note, lambda x: x):
        stack(torch.zeros(4, 8, 16, 16))
    return len(buffers)


# --8<-- [end:inplace]


def main() -> None:
    """Run the comparison and the memory checks."""
    compare()
    print("ReLU, Leaky ReLU, ELU and PReLU equal PyTorch, values and gradients")
    X = torch.randn(4, 8, 16, 16)
    for flag in (False, True):
        same = nn.ReLU(inplace=flag)(X).data_ptr() == X.data_ptr()
        print(f"inplace={flag}: output uses the memory of the input: {same};", end=" ")
        print(f"feature maps kept: {kept(nn.ReLU(inplace=flag))}")
    print(f"SiLU: feature maps kept: {kept(nn.SiLU())}")
    Z = torch.randn(3, requires_grad=True)
    S = torch.sigmoid(Z)  # its backward pass needs S itself
    torch.relu_(S.sub_(0.5))
    try:
        S.sum().backward()
    except RuntimeError as error:
        print("RuntimeError:", str(error).split(": [")[0])
    print(f"nn.PReLU(64): {nn.PReLU(64).weight.numel()} parameters")


if __name__ == "__main__":
    main()
