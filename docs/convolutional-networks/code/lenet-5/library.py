"""The PyTorch model and the NumPy functions give the same distances."""

import numpy as np
import scratch
import torch
from model import LeNet5, codes


# --8<-- [start:agree]
def parameters(net: LeNet5) -> dict:
    """Weights of the PyTorch model in the shapes of scratch.py."""
    array = {name: value.numpy() for name, value in net.state_dict().items()}

    def pair(name: str) -> tuple[np.ndarray, np.ndarray]:
        return array[f"{name}.weight"], array[f"{name}.bias"]

    found = {name: pair(name) for name in ("C1", "C5")}
    for name in ("S2", "S4"):
        w, b = pair(f"{name}.1")
        found[name] = w.reshape(-1), b
    kernels = [pair(f"C3.{k}") for k in range(16)]
    found["C3"] = [W for W, _ in kernels], np.concatenate([b for _, b in kernels])
    W, b = pair("F6")
    found["F6"] = W.T, b  # PyTorch stores (84, 120)
    found["codes"] = array["codes"]
    return found


# --8<-- [end:agree]


def main() -> None:
    """Compare on random images."""
    torch.manual_seed(0)
    net = LeNet5(codes())
    X = torch.randn(4, 1, 32, 32)  # (N, 1, H, W)
    with torch.no_grad():
        theirs = net(X)
    ours = scratch.lenet5(X.numpy(), parameters(net))
    np.testing.assert_allclose(ours, theirs.numpy(), rtol=1e-5)
    print("distances:", ours.shape, "agree with PyTorch")
    print("images of MNIST size without padding:", end=" ")
    try:
        net(torch.zeros(1, 1, 28, 28))
    except RuntimeError as error:
        print(str(error).split(". ")[-1])


if __name__ == "__main__":
    main()
