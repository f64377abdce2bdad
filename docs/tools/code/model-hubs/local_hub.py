"""torch.hub with a repository on your own disk: no download, no account."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch

# --8<-- [start:hubconf]
HUBCONF = '''
dependencies = ["torch"]  # packages that must be installed

import torch


def digits(hidden: int = 32, weights: str | None = None) -> torch.nn.Module:
    """A network of two layers for 64 pixels and 10 classes."""
    model = torch.nn.Sequential(
        torch.nn.Linear(64, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, 10)
    )
    if weights:
        model.load_state_dict(torch.load(weights, weights_only=True))
    return model.eval()
'''
# --8<-- [end:hubconf]


def main() -> None:
    """Write the repository, load from it, ask for a name it does not have."""
    with tempfile.TemporaryDirectory() as name:
        repository = Path(name) / "repository"
        repository.mkdir()
        (repository / "hubconf.py").write_text(HUBCONF, encoding="utf-8")
        torch.hub.set_dir(str(Path(name) / "cache"))

        # --8<-- [start:hub]
        folder = str(repository)
        model = torch.hub.load(folder, "digits", source="local", hidden=16)
        # --8<-- [end:hub]
        file = Path(name) / "weights.pt"
        torch.save(model.state_dict(), file)
        again = torch.hub.load(
            folder, "digits", source="local", hidden=16, weights=str(file)
        )
        x = torch.ones(2, 64)
        assert torch.equal(model(x), again(x))
        print("loaded twice, same answers, shape", tuple(again(x).shape))
        print("the code of hubconf.py ran here:", type(model).__name__)
        try:
            torch.hub.load(folder, "letters", source="local")
        except RuntimeError as error:
            print("unknown name:", error)


if __name__ == "__main__":
    main()
