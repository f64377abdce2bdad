"""Write the curves of two runs for TensorBoard, and read the files back."""

import os
import tempfile
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch.utils.tensorboard import SummaryWriter
from train import SETTINGS, train


# --8<-- [start:write]
def run(folder: Path, rate: float) -> None:
    """One training run, logged into a folder of its own."""
    settings = SETTINGS | {"rate": rate}
    with SummaryWriter(folder / f"rate-{rate}") as writer:
        writer.add_text("settings", str(settings))

        def log(epoch: int, scores: dict[str, float]) -> None:
            for name, value in scores.items():
                writer.add_scalar(name, value, epoch)

        W1, _ = train(settings, log)
        writer.add_histogram("weights/W1", W1, settings["epochs"])


# --8<-- [end:write]


# --8<-- [start:read]
def read(folder: Path) -> None:
    """Print what is in the event file of one run."""
    events = EventAccumulator(str(folder))
    events.Reload()
    tags = events.Tags()
    print(folder.name)
    print("  curves:", ", ".join(sorted(tags["scalars"])))
    print("  histograms:", ", ".join(tags["histograms"]))
    points = events.Scalars("accuracy/validation")
    best = max(points, key=lambda point: point.value)
    print(f"  {len(points)} points, best {best.value:.4f} in epoch {best.step}")
    for tag in ("loss/train", "loss/validation"):
        first, last = events.Scalars(tag)[0], events.Scalars(tag)[-1]
        print(f"  {tag}: {first.value:.4f} to {last.value:.4f}")


# --8<-- [end:read]

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for rate in (0.2, 1.0):
            run(Path(name), rate)
        for folder in sorted(Path(name).iterdir()):
            read(folder)
        assert len(os.listdir(name)) == 2
