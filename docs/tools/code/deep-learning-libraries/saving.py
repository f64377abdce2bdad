"""Three ways to store weights, and what a pickle file can do to you."""

from __future__ import annotations

import pickle
import struct
import tempfile
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn


class Trap:
    """An object whose pickle calls a function when it is read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("  !! code from the file runs",)


def main() -> None:
    """Save, load, and open a file that somebody prepared."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        # --8<-- [start:weights]
        torch.save(model.state_dict(), folder / "model.pt")  # a pickle inside a zip
        state = torch.load(folder / "model.pt", weights_only=True)

        save_file(model.state_dict(), folder / "model.safetensors")  # numbers only
        same = load_file(folder / "model.safetensors")

        copy = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
        copy.load_state_dict(same)  # the class comes from your code, not from the file
        # --8<-- [end:weights]
        x = torch.randn(5, 64)
        assert torch.equal(copy(x), model(x))
        assert all(torch.equal(state[key], same[key]) for key in state)
        print("model.pt and model.safetensors hold the same", len(same), "tensors")

        raw = (folder / "model.safetensors").read_bytes()
        (size,) = struct.unpack("<Q", raw[:8])
        print(f"safetensors: 8 bytes, header of {size} bytes of JSON, then ", end="")
        print(f"{len(raw) - 8 - size} bytes of numbers")

        # --8<-- [start:trap]
        torch.save({"weight": torch.zeros(2), "extra": Trap()}, folder / "gift.pt")
        print("weights_only=False:")
        torch.load(folder / "gift.pt", weights_only=False)  # never with a stranger
        print("weights_only=True:")
        try:
            torch.load(folder / "gift.pt", weights_only=True)  # default since 2.6
        except pickle.UnpicklingError:
            print("  refused")
        # --8<-- [end:trap]


if __name__ == "__main__":
    main()
