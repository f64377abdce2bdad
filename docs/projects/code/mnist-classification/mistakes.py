"""Four common mistakes, made on purpose: how each one shows."""

import numpy as np
import starter


def train(
    data: starter.Data, scale: float = 1, batch: int = 32, rate: float = 0.1
) -> tuple[list[float], list[float]]:
    """Training loss and validation accuracy after each of 60 epochs."""
    starter.BATCH, starter.LEARNING_RATE = batch, rate
    parts = [starter.Part(scale * part.x, part.y) for part in data]
    history = starter.train(starter.Data(*parts), 60, 0, 64)[1]
    loss = [entry["train"]["loss"] for entry in history]
    return loss, [entry["valid"]["accuracy"] for entry in history]


def show(symptom: str, seen: bool) -> None:
    """Print a symptom; fail when it was not seen."""
    assert seen, symptom
    print(symptom)


def main() -> None:
    """Make the mistakes one by one."""
    data = starter.bundled()

    _, valid = train(data, scale=16)
    seen = max(valid) > 0.6 and valid[-1] < 0.4
    show("pixels 0 to 16: valid accuracy above 60%, at the end below 40%", seen)
    loss, _ = train(data, scale=255)
    seen = max(abs(value - 2.3) for value in loss) < 0.02
    show("pixels 0 to 255: training loss within 0.02 of 2.30 in all epochs", seen)

    labels = np.random.default_rng(1).permutation(data.train.y)
    mixed = data._replace(train=starter.Part(data.train.x, labels))
    loss, valid = train(mixed)
    seen = max(valid) < 0.25 and loss[-1] < 2.2
    show("labels mixed: valid accuracy below 25%, training loss below 2.2", seen)

    # Without the mean, a gradient is `batch` times as long.
    _, valid = train(data, batch=8, rate=8 * 0.1)
    show("no mean, batch 8: valid accuracy above 90%", valid[-1] > 0.9)
    _, valid = train(data, batch=32, rate=32 * 0.1)
    show("no mean, batch 32: valid accuracy below 15%", max(valid) < 0.15)


if __name__ == "__main__":
    main()
