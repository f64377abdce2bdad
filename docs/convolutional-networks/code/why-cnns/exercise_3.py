"""Exercise 3: shuffle the pixels of all images in the same way, then train again."""

import shifts
import torch
from sklearn.datasets import load_digits


def main() -> None:
    """Accuracy on centered, shuffled digits: three seeds, each with its own order."""
    images, labels = load_digits(return_X_y=True)
    y = torch.tensor(labels)
    for kind, make in (("MLP", shifts.mlp), ("CNN, global maximum", shifts.cnn_global)):
        right = []
        for seed in shifts.SEEDS:
            order = torch.randperm(64, generator=torch.Generator().manual_seed(seed))
            digits = torch.tensor(images)[:, order].reshape(-1, 8, 8) / 16
            model = shifts.train(make, digits[:1200], y[:1200], seed, False)
            with torch.no_grad():
                guess = model(shifts.canvas(digits[1200:], 0)).argmax(1)
            right.append(100 * (guess == y[1200:]).double().mean().item())
        print(f"shuffled, {kind}: {sum(right) / 3:.0f}", end=" ")
        print(f"({min(right):.0f}-{max(right):.0f})")


if __name__ == "__main__":
    main()
