"""A pipeline of two stages: what DVC runs again, and what it does not."""

import json
import shutil
from pathlib import Path

from versions import dvc as run_dvc
from versions import workspace

PROJECT = Path(__file__).parent / "project"


def repro(why: str) -> None:
    """`dvc repro`, reduced to the lines that tell what was done."""
    print(why)
    for line in run_dvc("repro").splitlines():
        if line.startswith(("Running stage", "Stage '")):
            print("   ", line)
    result = json.loads(Path("metrics.json").read_text())
    print(f"    -> {result['rows']} rows, w = {result['w']}")


def demonstrate() -> None:
    """Six calls of `dvc repro`, with changes in between."""
    with workspace():
        for file in PROJECT.iterdir():
            shutil.copy(file, ".")
        # --8<-- [start:changes]
        raw, params = Path("raw.csv"), Path("params.yaml")
        raw.write_text("x,y\n1,2.1\n2,3.9\n3,\n4,8.2\n")
        run_dvc("add", "raw.csv")
        repro("1. first time")
        repro("2. nothing changed")
        params.write_text("ridge: 5.0\n")
        repro("3. a setting of the second stage")
        params.write_text("ridge: 0.0\n")
        repro("4. the setting of before")
        raw.write_text(raw.read_text() + "5,\n")
        repro("5. a raw row that the first stage drops")
        raw.write_text(raw.read_text() + "6,11.8\n")
        repro("6. a raw row that counts")
        # --8<-- [end:changes]
        assert json.loads(Path("metrics.json").read_text())["rows"] == 4


if __name__ == "__main__":
    demonstrate()
