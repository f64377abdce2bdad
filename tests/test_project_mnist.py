"""The MNIST project: its starter trains, fails clearly, and the page quotes what was recorded."""

import gzip
import hashlib
import importlib.util
import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from xml.etree import ElementTree

import pytest

from conftest import ROOT
from roadmap import text
from roadmap.load import load
from roadmap.outputs import OFFLINE

CODE = ROOT / "docs/projects/code/mnist-classification"
RECORD = json.loads((CODE / "record.json").read_text(encoding="utf-8"))
PICTURES = ("curve.svg", "confusion.svg", "mistakes.svg")


def run(cache: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the starter with the network shut and `cache` as the place of downloads."""
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "no_proxy": "*"}
    return subprocess.run(
        [sys.executable, str(OFFLINE), "starter.py", *map(str, arguments)],
        cwd=CODE,
        env={**os.environ, **quiet, "ROADMAP_CACHE": str(cache)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder and the printed summary of one run with the default settings."""
    out = tmp_path_factory.mktemp("mnist") / "new" / "folder"
    before = sorted(CODE.iterdir())
    done = run(out, "--data", "bundled", "--seed", 0, "--out", out)
    assert done.returncode == 0, done.stderr
    assert sorted(CODE.iterdir()) == before
    assert "[##############################] epoch 60" in done.stderr
    return out, done.stdout


def metrics(folder: Path) -> dict:
    return json.loads((folder / "metrics.json").read_text(encoding="utf-8"))


def test_starter_reaches_the_recorded_figure(trained: tuple[Path, str]) -> None:
    found = metrics(trained[0])
    assert found["test"]["accuracy"] == pytest.approx(RECORD["starter"]["test"]["mean"], abs=0.02)
    assert found["valid"]["accuracy"] == pytest.approx(RECORD["starter"]["valid"]["mean"], abs=0.02)
    assert found["test"]["accuracy"] > RECORD["baselines"]["Nearest mean image"]["test"] + 0.02
    losses = [epoch["train"]["loss"] for epoch in found["history"]]
    assert len(losses) == 60
    assert losses[-1] < 0.05 * losses[0]


def test_starter_saves_metrics_and_pictures(trained: tuple[Path, str]) -> None:
    out, printed = trained
    assert sorted(file.name for file in out.iterdir()) == sorted(("metrics.json", *PICTURES))
    assert sum(map(sum, metrics(out)["confusion"])) == 382
    assert f"test  accuracy {100 * metrics(out)['test']['accuracy']:.1f}%" in printed
    for name in PICTURES:
        shapes = list(ElementTree.parse(out / name).iter())
        assert len(shapes) > 6, name


def test_same_seed_gives_the_same_files_and_another_seed_does_not(tmp_path: Path) -> None:
    short = ("--epochs", 2, "--out")
    done = [
        run(tmp_path, "--seed", seed, *short, tmp_path / str(i)) for i, seed in enumerate("779")
    ]
    assert [d.returncode for d in done] == [0, 0, 0]
    assert done[0].stdout == done[1].stdout
    for name in ("metrics.json", *PICTURES):
        first, same, other = ((tmp_path / f"{i}" / name).read_bytes() for i in range(3))
        assert first == same
        assert first != other


def test_real_data_without_network_says_what_to_do_and_writes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path / "cache", "--data", "real", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: cannot download train-images-idx3-ubyte.gz")
    assert "--data bundled" in done.stderr
    assert str(tmp_path / "cache") in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("arguments", [("--epochs", "0"), ("--data", "mnist"), ("--seed", "x")])
def test_wrong_arguments_are_explained(arguments: tuple[str, str], tmp_path: Path) -> None:
    done = run(tmp_path, *arguments, "--out", tmp_path)
    assert done.returncode == 2
    assert "usage:" in done.stderr
    assert "Traceback" not in done.stderr


def test_out_that_is_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = run(tmp_path, "--epochs", 1, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


# Downloads, against a server of this machine that holds small files in MNIST's format.


def idx(magic: int, count: int) -> bytes:
    size = (28, 28) if magic == 2051 else ()
    values = bytes(i % 10 for i in range(count * (784 if size else 1)))
    return gzip.compress(struct.pack(f">{2 + len(size)}I", magic, count, *size) + values, mtime=0)


class Mirror(BaseHTTPRequestHandler):
    """Serves `files`, with ranges; ends the connection after `cut` bytes when that is set."""

    files: dict[str, bytes]
    asked: list[str]
    cut = 0

    def do_GET(self) -> None:
        """Answer with the rest of the file that the range asks for."""
        wanted = self.headers.get("Range", "")
        self.asked.append(f"{self.path} {wanted}".strip())
        start = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
        body = self.files[self.path[1:]][start:]
        self.send_response(206 if start and body else 416 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.cut] if self.cut else body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The starter as a module, pointed at a local mirror with small files."""
    spec = importlib.util.spec_from_file_location("mnist_starter", CODE / "starter.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec.loader.exec_module(module)
    counts = {name: (magic, count // 1000) for name, (_, magic, count) in module.FILES.items()}
    Mirror.files = {name: idx(*facts) for name, facts in counts.items()}
    Mirror.asked, Mirror.cut = [], 0
    sums = {name: hashlib.md5(content).hexdigest() for name, content in Mirror.files.items()}
    monkeypatch.setattr(module, "FILES", {n: (sums[n], *facts) for n, facts in counts.items()})
    monkeypatch.setenv("ROADMAP_CACHE", str(tmp_path))
    monkeypatch.setenv("no_proxy", "*")
    with HTTPServer(("127.0.0.1", 0), Mirror) as server:
        monkeypatch.setattr(module, "MIRROR", f"http://127.0.0.1:{server.server_port}/")
        Thread(target=server.serve_forever, daemon=True).start()
        yield module
        server.shutdown()


def test_real_data_is_downloaded_once_and_read(starter: ModuleType, tmp_path: Path) -> None:
    data = starter.real()
    assert [len(part.y) for part in data] == [60, 0, 10]  # 50,000 of 60 images are all of them
    assert data.train.x.shape == (60, 784)
    assert data.train.x.dtype == "float32"
    assert 0 < data.train.x.max() <= 9 / 255
    starter.real()
    assert len(Mirror.asked) == 4
    assert sorted(file.name for file in (tmp_path / "mnist").iterdir()) == sorted(starter.FILES)


def test_broken_download_goes_on_where_it_stopped(starter: ModuleType, tmp_path: Path) -> None:
    name = next(iter(starter.FILES))
    target, part = tmp_path / name, tmp_path / f"{name}.part"
    Mirror.cut = 20
    with pytest.raises(starter.DataError, match="too early"):
        starter.fetch(name, tmp_path)
    assert part.stat().st_size == 20
    assert not target.exists()
    Mirror.cut = 0
    assert starter.fetch(name, tmp_path).read_bytes() == Mirror.files[name]
    assert Mirror.asked == [f"/{name}", f"/{name} bytes=20-"]
    assert not part.exists()


def test_wrong_content_is_never_kept(starter: ModuleType, tmp_path: Path) -> None:
    name = next(iter(starter.FILES))
    good, Mirror.files[name] = Mirror.files[name], b"<html>not found</html>"
    with pytest.raises(starter.DataError, match="checksum"):
        starter.fetch(name, tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / f"{name}.part").write_bytes(good + b"more than there is")
    with pytest.raises(starter.DataError, match="416"):
        starter.fetch(name, tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / name).write_bytes(b"another file")
    with pytest.raises(starter.DataError, match="Delete it"):
        starter.fetch(name, tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / f"{name}.part").write_bytes(good)  # complete, but not yet renamed
    assert starter.fetch(name, tmp_path).read_bytes() == good


def test_header_of_a_data_file_is_checked(starter: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "labels.gz"
    file.write_bytes(idx(2051, 3))
    assert starter.read_idx(file, 2051, 3).shape == (3, 784)
    for magic, count in ((2049, 3), (2051, 4)):
        with pytest.raises(starter.DataError, match="header"):
            starter.read_idx(file, magic, count)


# The page and its record.


def test_mirror_is_that_of_the_catalogue() -> None:
    mirror = load(ROOT)[0].records["mnist"].mirror  # type: ignore[union-attr]
    assert f'MIRROR = "{mirror}"' in (CODE / "starter.py").read_text(encoding="utf-8")


def test_record_says_how_it_was_made() -> None:
    assert {"command", "each_run", "seeds", "date", "hardware", "versions"} <= set(RECORD)
    assert len(RECORD["seeds"]) == len(RECORD["starter"]["test"]["values"]) == 5
    values = RECORD["starter"]["test"]["values"]
    assert RECORD["starter"]["test"]["mean"] == pytest.approx(sum(values) / 5, abs=1e-4)


def test_page_quotes_the_record() -> None:
    page = load(ROOT)[0].pages["projects/mnist-classification"]
    found = [body for head, (_, body) in text.sections(page.body).items() if head[:4] == "Base"]
    rows = re.findall(r"^\| (.+? \| .+?%.*? \| [\d.]+%.*?) \|", "\n".join(found), re.M)
    printed = (CODE / "record.out").read_text(encoding="utf-8").splitlines()
    assert rows == [line for line in printed if " | " in line]
    assert len(rows) == 5
    assert RECORD["date"] in found[0]
    assert RECORD["each_run"].split(" --data")[0] in found[0]
