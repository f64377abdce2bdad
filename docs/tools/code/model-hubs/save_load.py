"""save_pretrained and from_pretrained with a tiny model, a checksum, offline mode."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import tempfile
from pathlib import Path

import torch

os.environ["HF_HUB_OFFLINE"] = "1"  # read when the packages are imported
from transformers import (
    AutoModelForSequenceClassification,
    BertConfig,
)
from transformers.utils import logging

logging.disable_progress_bar()


def make_model() -> torch.nn.Module:
    """A classifier of two small layers with random weights."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=30,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=16,
        num_labels=3,
    )
    return AutoModelForSequenceClassification.from_config(config).eval()


# --8<-- [start:checksum]
def sha256(file: Path) -> str:
    """The checksum of a file, read in pieces: weights may be larger than memory."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def header(file: Path) -> dict[str, dict]:
    """Names, types and shapes in a safetensors file, without reading the weights."""
    with file.open("rb") as stream:
        (size,) = struct.unpack("<Q", stream.read(8))
        return json.loads(stream.read(size))
    # --8<-- [end:checksum]


def main() -> None:
    """Save, look into the folder, load, and notice a changed byte."""
    model = make_model()
    ids = torch.tensor([[1, 5, 9, 2]])  # (1, 4)
    with tempfile.TemporaryDirectory() as place:
        # --8<-- [start:roundtrip]
        folder = Path(place) / "my-model"
        model.save_pretrained(folder)
        again = AutoModelForSequenceClassification.from_pretrained(folder)
        # --8<-- [end:roundtrip]
        with torch.no_grad():
            torch.testing.assert_close(model(ids).logits, again.eval()(ids).logits)
        for name, tensor in model.state_dict().items():
            assert torch.equal(tensor, again.state_dict()[name])  # bit for bit
        print("files:", *sorted(file.name for file in folder.iterdir()))
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        print("class to load:", *config["architectures"])

        weights = folder / "model.safetensors"
        tensors = header(weights)
        tensors.pop("__metadata__", None)
        last = tensors["classifier.weight"]
        print(f"tensors: {len(tensors)}, all {last['dtype']}: ", end="")
        print(all(t["dtype"] == last["dtype"] for t in tensors.values()))
        print("classifier.weight:", last["shape"])

        # --8<-- [start:verify]
        expected = sha256(weights)  # write this down when you choose the model
        content = bytearray(weights.read_bytes())
        content[-1] ^= 1  # one bit of one weight
        weights.write_bytes(content)
        print("changed by one bit, still loads:", end=" ")
        AutoModelForSequenceClassification.from_pretrained(folder)
        print("yes; checksum equal:", sha256(weights) == expected)
        # --8<-- [end:verify]

        # --8<-- [start:offline]
        try:
            AutoModelForSequenceClassification.from_pretrained(
                "owner/not-in-the-cache",
                revision="0123456789abcdef0123456789abcdef01234567",  # pinned
                use_safetensors=True,  # never a pickle
                cache_dir=place,
            )
        except OSError:
            print("offline, not in the cache: OSError at once")
        # --8<-- [end:offline]


if __name__ == "__main__":
    main()
