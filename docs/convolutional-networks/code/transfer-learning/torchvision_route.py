"""Fine-tune a ResNet-50 of torchvision; needs torchvision and a download."""

from __future__ import annotations

import sys

import torch
from torch import nn


# --8<-- [start:route]
def build(classes: int) -> tuple[nn.Module, nn.Module]:
    """A ResNet-50 with a new head, and the preprocessing of its weights."""
    from torchvision.models import ResNet50_Weights, resnet50

    weights = ResNet50_Weights.IMAGENET1K_V2
    net = resnet50(weights=weights)  # downloads about 98 MB at the first call
    net.fc = nn.Linear(net.fc.in_features, classes)  # 2048 features
    return net, weights.transforms()  # resize, crop, scale, normalize


def head_only(net: nn.Module) -> torch.optim.Optimizer:
    """Phase 1: everything frozen but the head."""
    net.requires_grad_(False)
    net.fc.requires_grad_(True)
    net.eval()  # batch norm keeps its statistics; again after each net.train()
    return torch.optim.AdamW(net.fc.parameters(), lr=1e-3)


def last_stage(net: nn.Module) -> torch.optim.Optimizer:
    """Phase 2: the last stage too, at a rate 10 times smaller."""
    net.layer4.requires_grad_(True)
    groups = [
        {"params": net.layer4.parameters(), "lr": 1e-4},
        {"params": net.fc.parameters(), "lr": 1e-3},
    ]
    return torch.optim.AdamW(groups)


# --8<-- [end:route]


if __name__ == "__main__":
    if "--run" in sys.argv:
        network, transforms = build(2)
        head_only(network)
        print(transforms)
    else:
        print("pass --run to download the weights")
