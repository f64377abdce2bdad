"""Exercise 3: a channel with a very negative bias, under ReLU and Leaky ReLU."""

import torch
from sklearn.datasets import load_digits
from torch import nn


def main() -> None:
    """Train 5 steps; does the bias of channel 0 come back?"""
    images, labels = load_digits(return_X_y=True)
    X = torch.tensor(images[:300]).reshape(-1, 1, 8, 8) / 16
    y = torch.tensor(labels[:300])
    for name, act in (("ReLU", nn.ReLU()), ("Leaky ReLU, 0.1", nn.LeakyReLU(0.1))):
        torch.manual_seed(0)
        conv = nn.Conv2d(1, 4, 3).double()
        conv.bias.data[0] = -10.0
        model = nn.Sequential(
            conv, act, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 10).double()
        )
        optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
        for _ in range(5):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(X), y).backward()
            optimizer.step()
        print(f"{name}: bias of the channel moved: {bool(conv.bias[0] != -10.0)}")


if __name__ == "__main__":
    main()
