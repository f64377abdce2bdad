"""The MNIST project: what its starter does that the others do not. See test_projects.py."""

import gzip
import hashlib
import importlib.util
import struct
import sys
from pathlib import Path
from types import ModuleType

import pytest

from conftest import ROOT
from roadmap.load import load

CODE = ROOT / "docs/projects/code/mnist-classification"


@pytest.fixture
def starter(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The starter as a module."""
    spec = importlib.util.spec_from_file_location("mnist_starter", CODE / "starter.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec.loader.exec_module(module)
    return module


def idx(magic: int, count: int) -> bytes:
    """A file in MNIST's format: images or labels."""
    size = (28, 28) if magic == 2051 else ()
    values = bytes(i % 10 for i in range(count * (784 if size else 1)))
    return gzip.compress(struct.pack(f">{2 + len(size)}I", magic, count, *size) + values, mtime=0)


def test_files_that_are_there_are_checked_and_read(
    starter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_CACHE", str(tmp_path))
    (tmp_path / "mnist").mkdir()
    files = {}
    for name, (_, magic, count) in starter.FILES.items():
        content = idx(magic, count // 1000)
        (tmp_path / "mnist" / name).write_bytes(content)
        files[name] = (hashlib.md5(content).hexdigest(), magic, count // 1000)
    monkeypatch.setattr(starter, "FILES", files)
    data = starter.real()
    assert [len(part.y) for part in data] == [60, 0, 10]  # 50,000 of 60 images are all of them
    assert data.train.x.shape == (60, 784)
    assert data.train.x.dtype == "float32"
    assert 0 < data.train.x.max() <= 9 / 255
    (tmp_path / "mnist" / name).write_bytes(b"another file")
    with pytest.raises(starter.kit.DataError, match="Delete it"):
        starter.real()


def test_header_of_a_data_file_is_checked(starter: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "labels.gz"
    file.write_bytes(idx(2051, 3))
    assert starter.read_idx(file, 2051, 3).shape == (3, 784)
    for magic, count in ((2049, 3), (2051, 4)):
        with pytest.raises(starter.kit.DataError, match="header"):
            starter.read_idx(file, magic, count)


def test_mirror_is_that_of_the_catalogue() -> None:
    mirror = load(ROOT)[0].records["mnist"].mirror  # type: ignore[union-attr]
    assert f'MIRROR = "{mirror}"' in (CODE / "starter.py").read_text(encoding="utf-8")


def test_the_network_beats_the_mean_images_and_no_more(starter: ModuleType) -> None:
    run = load(ROOT)[0].runs["projects/mnist-classification"]
    reached = run.starter["test accuracy"].mean
    assert reached > run.baselines["Nearest mean image"]["test accuracy"] + 0.02
    assert reached < run.baselines["3 nearest neighbors"]["test accuracy"]
