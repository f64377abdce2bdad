"""torch.nn.init against the rules of scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:init]
def initialize(module: nn.Module) -> None:
    """He for every layer with weights, zero biases; use: model.apply(initialize)."""
    if isinstance(module, nn.Linear | nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def build() -> nn.Sequential:
    """Digits classifier; its last layer has no ReLU, so it gets Glorot."""
    model = nn.Sequential(
        nn.Linear(64, 128),
        nn.ReLU(),
        nn.Linear(128, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )
    model.apply(initialize)
    nn.init.xavier_normal_(model[-1].weight)
    return model


# --8<-- [end:init]


def same_draws() -> None:
    """Each function equals our rule times the same random numbers."""
    shape = (784, 128)  # ours: (d_in, d_out)
    root3 = np.sqrt(3)
    rules = {
        "xavier_normal_": scratch.glorot_std(shape),
        "xavier_uniform_": root3 * scratch.glorot_std(shape),
        "kaiming_normal_": scratch.he_std(shape),
        "kaiming_uniform_": root3 * scratch.he_std(shape),
    }
    for name, size in rules.items():
        options = {"nonlinearity": "relu"} if name.startswith("kaiming") else {}
        weight = torch.empty(128, 784)  # PyTorch: (d_out, d_in)
        torch.manual_seed(0)
        getattr(nn.init, name)(weight, **options)
        torch.manual_seed(0)
        if "normal" in name:
            expected = torch.empty(128, 784).normal_(0, size)
        else:
            expected = torch.empty(128, 784).uniform_(-size, size)
        torch.testing.assert_close(weight, expected)
        print(f"{name:<17} equals our rule: {size:.4f}")


def defaults() -> None:
    """What nn.Linear and nn.Conv2d do when you do nothing."""
    torch.manual_seed(0)
    linear = nn.Linear(784, 128)
    limit = 1 / np.sqrt(784)
    assert linear.weight.abs().max() <= limit
    assert abs(linear.weight.std().item() * np.sqrt(3) / limit - 1) < 0.01
    ratio = scratch.he_std((784, 128)) / (limit / np.sqrt(3))
    print(
        f"default of nn.Linear(784, 128): limit {limit:.4f}, std {limit / 3**0.5:.4f}"
    )
    print(f"He is larger by {ratio:.2f}")
    conv = nn.Conv2d(64, 128, 3)
    nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
    expected = scratch.he_std((3, 3, 64, 128))
    assert abs(conv.weight.std().item() / expected - 1) < 0.01
    print(f"kernel 3x3, 64 to 128: He {expected:.4f} with fan-in 576")
    swapped = torch.empty(784, 128)  # a weight stored as (d_in, d_out)
    nn.init.kaiming_normal_(swapped, nonlinearity="relu")
    print(f"He on a matrix stored the other way round: {np.sqrt(2 / 128):.4f}")
    assert abs(swapped.std().item() / np.sqrt(2 / 128) - 1) < 0.01
    for name in ("linear", "tanh", "relu"):
        print(f"calculate_gain({name!r}) = {nn.init.calculate_gain(name):.4f}")


if __name__ == "__main__":
    same_draws()
    defaults()
    model = build()
    assert not any(p.any() for n, p in model.named_parameters() if n.endswith("bias"))
    assert abs(model[2].weight.std().item() / np.sqrt(2 / 128) - 1) < 0.03
    print("all biases of the model are zero")
