"""A trial in PyTorch: a setting in, a score out, equal to network.py."""

import network
import numpy as np
import torch
from torch import nn

SETTING = {"rate": 0.1, "batch": 32, "width": 16, "depth": 2}


# --8<-- [start:trial]
def build(setting: dict) -> nn.Sequential:
    """A network whose depth and width come from the setting."""
    layers, size = [], 64
    for _ in range(setting["depth"]):
        layers += [nn.Linear(size, setting["width"]), nn.ReLU()]
        size = setting["width"]
    return nn.Sequential(*layers, nn.Linear(size, 10)).double()


def train(setting: dict, seed: int, epochs: int) -> nn.Sequential:
    """The same start and the same batches as the NumPy trial."""
    rng, model = np.random.default_rng(seed), build(setting)
    for layer in model:
        if isinstance(layer, nn.Linear):
            n, m = layer.weight.shape  # PyTorch stores (out, in)
            w = torch.from_numpy(rng.normal(0, (2 / m) ** 0.5, (m, n)).T)
            layer.weight.data = w.contiguous()
            nn.init.zeros_(layer.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=setting["rate"])
    x, y = (torch.from_numpy(part) for part in network.DATA["train"])
    for _ in range(epochs):
        order = torch.from_numpy(rng.permutation(len(x)))
        for rows in order.split(setting["batch"]):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()
    return model


# --8<-- [end:trial]

if __name__ == "__main__":
    model = train(SETTING, 0, 3)
    *_, layers = network.trial(SETTING, 0, 3)
    x, y = network.DATA["valid"]
    logits = model(torch.from_numpy(x)).detach()
    torch.testing.assert_close(logits, torch.from_numpy(network.forward(layers, x)[-1]))
    mine = network.accuracy(layers, "valid")
    theirs = (logits.argmax(1).numpy() == y).mean()
    print(f"validation accuracy: NumPy {mine:.3f}, PyTorch {theirs:.3f}")
