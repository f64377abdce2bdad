"""Three checks before the first training run: one minute here saves an evening."""

import numpy as np
import starter


# --8<-- [start:checks]
def first_loss(data: starter.Data) -> float:
    """Loss before training. Ten equal guesses would cost log 10 = 2.30."""
    layers = starter.init([64, 64, 10], np.random.default_rng(0))
    p = starter.forward(layers, data.train.x)[-1]
    return starter.cross_entropy(p, data.train.y)


def gradient_error(part: starter.Part, step: float = 1e-6) -> float:
    """Largest difference between backward() and a difference quotient."""
    layers = starter.init([64, 5, 10], np.random.default_rng(0))
    x, y = part.x[:8], part.y[:8]
    worst = 0.0
    grads = starter.backward(layers, starter.forward(layers, x), y)
    for pair, slopes in zip(layers, grads, strict=True):
        for values, exact in zip(pair, slopes, strict=True):
            for place in np.ndindex(values.shape):
                losses = []
                for change in (step, -2 * step):
                    values[place] += change
                    p = starter.forward(layers, x)[-1]
                    losses.append(starter.cross_entropy(p, y))
                values[place] += step  # back to where it was
                slope = (losses[0] - losses[1]) / (2 * step)
                worst = max(worst, abs(slope - exact[place]))
    return worst


def overfit(part: starter.Part, epochs: int = 300) -> tuple[float, float]:
    """Loss and accuracy after learning ten images by heart."""
    ten = starter.Part(part.x[:10], part.y[:10])
    rng = np.random.default_rng(0)
    layers = starter.init([64, 64, 10], rng)
    for _ in range(epochs):
        layers = starter.train_epoch(layers, ten, rng)
    score = starter.score(layers, ten)
    return score["loss"], score["accuracy"]


# --8<-- [end:checks]


def main() -> None:
    """Run the three checks."""
    data = starter.bundled()
    loss = first_loss(data)
    print(f"loss before training: {loss:.2f}; log 10 = {np.log(10):.2f}")
    assert 2 < loss < 3
    error = gradient_error(data.train)
    print(f"gradient check: largest difference below 1e-8: {error < 1e-8}")
    assert error < 1e-8
    loss, accuracy = overfit(data.train)
    print(f"ten images: accuracy {accuracy:.0%}, loss {loss:.2f}")
    assert accuracy == 1


if __name__ == "__main__":
    main()
