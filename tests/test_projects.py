"""The projects: starters train, fail clearly, and reach what was recorded; their kit keeps data."""

import hashlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from xml.etree import ElementTree

import pytest

from conftest import ROOT
from roadmap import notebooks
from roadmap.load import load
from roadmap.model import Run
from roadmap.outputs import OFFLINE, needs_torch
from roadmap.render.project import baseline, in_order, projects_index, starter

CODE = ROOT / "docs/projects/code"
STARTERS = notebooks.starters(ROOT)
NUMBER = re.compile(r"-?\d[\d,]*\.?\d*")


def folder(file: Path) -> str:
    return file.parent.name


def marked(files: list[Path]) -> list:
    """The files as parameters; those that need PyTorch run with `make test-torch`."""
    torch = [pytest.mark.torch]
    return [pytest.param(f, marks=torch if needs_torch(f) else [], id=folder(f)) for f in files]


def run(file: Path, cache: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a starter with the network shut and `cache` as the place of downloads."""
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "no_proxy": "*"}
    offline = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(cache / "hub"), "ROADMAP_CACHE": str(cache)}
    return subprocess.run(
        [sys.executable, str(OFFLINE), file.name, *map(str, arguments)],
        cwd=file.parent,
        env={**os.environ, **quiet, **offline, "HOME": str(cache)},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def near(value: float) -> object:
    """What a processor other than the recording one may find."""
    return pytest.approx(value, abs=0.03 if abs(value) <= 1 else 0.05 * abs(value))


@pytest.mark.parametrize("file", marked(STARTERS))
def test_starter_reaches_what_was_recorded(file: Path, tmp_path: Path) -> None:
    record = Run.model_validate_json((file.parent / "metrics.json").read_text("utf-8"))
    before = sorted(file.parent.iterdir())
    out = tmp_path / "new" / "folder"
    done = run(file, tmp_path, "--data", "bundled", "--seed", record.seeds[0], "--out", out)
    assert done.returncode == 0, done.stderr
    assert sorted(file.parent.iterdir()) == before
    assert "[##############################]" in done.stderr
    found = json.loads((out / "metrics.json").read_text("utf-8"))
    assert found["scores"] == {name: near(s.values[0]) for name, s in record.starter.items()}
    for name, scores in record.baselines.items():
        assert found["baselines"][name] == {key: near(value) for key, value in scores.items()}
    assert found["history"]
    said = (file.with_suffix(".out")).read_text("utf-8")
    assert NUMBER.sub("0", done.stdout) == NUMBER.sub("0", said)
    pictures = list(out.glob("*.svg"))
    assert len(pictures) >= 2
    for picture in pictures:
        assert len(list(ElementTree.parse(picture).iter())) > 4, picture.name


@pytest.mark.parametrize("file", marked(STARTERS))
def test_real_data_without_network_says_what_to_do(file: Path, tmp_path: Path) -> None:
    done = run(file, tmp_path / "cache", "--data", "real", "--out", tmp_path / "out")
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert "--data bundled" in done.stderr or "nstall" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("file", marked(STARTERS[:1]))
@pytest.mark.parametrize("arguments", [("--epochs", "0"), ("--data", "all"), ("--seed", "x")])
def test_wrong_arguments_are_explained(
    file: Path, arguments: tuple[str, str], tmp_path: Path
) -> None:
    done = run(file, tmp_path, *arguments, "--out", tmp_path)
    assert done.returncode == 2
    assert "usage:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("file", marked(STARTERS[:1]))
def test_out_that_is_a_file_is_explained_and_left(file: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = run(file, tmp_path, "--epochs", 1, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out").read_text("utf-8") == "mine"


@pytest.mark.parametrize("file", marked(STARTERS[:1]))
def test_same_seed_gives_the_same_files_and_another_seed_does_not(
    file: Path, tmp_path: Path
) -> None:
    done = [
        run(file, tmp_path, "--epochs", 2, "--seed", seed, "--out", tmp_path / str(i))
        for i, seed in enumerate("779")
    ]
    assert [d.returncode for d in done] == [0, 0, 0]
    first, same, other = ((tmp_path / f"{i}" / "metrics.json").read_bytes() for i in range(3))
    assert first == same
    assert first != other


# Records


def test_records_hold_together() -> None:
    runs = load(ROOT)[0].runs
    assert len(runs) == len(STARTERS)
    for path, found in runs.items():
        assert len(found.seeds) >= 3, path
        assert set(found.starter) == set(found.forms)
        assert len(found.baselines) >= 2
        for spread in found.starter.values():
            assert len(spread.values) == len(found.seeds)
            mean = sum(spread.values) / len(spread.values)
            assert spread.mean == pytest.approx(mean, abs=2e-4)


def test_damaged_record_is_a_finding_with_its_place(tmp_path: Path) -> None:
    page = (ROOT / "docs/projects/customer-churn.md").read_text("utf-8")
    (tmp_path / "docs/projects/code/customer-churn").mkdir(parents=True)
    (tmp_path / "docs/projects/customer-churn.md").write_text(page, encoding="utf-8")
    file = tmp_path / "docs/projects/code/customer-churn/metrics.json"
    for text, place in (("{", "JSON"), ('{"command": "x"}', "`seeds`"), ("", "JSON")):
        file.write_text(text, encoding="utf-8")
        found = [f for f in load(tmp_path)[1] if f.code == "D08"]
        assert len(found) == 1
        assert found[0].path == "docs/projects/code/customer-churn/metrics.json"
        assert place in found[0].message
        assert "record.py customer-churn" in found[0].fix


def test_baseline_table_shows_the_record() -> None:
    site, _ = load(ROOT)
    page = site.pages["projects/customer-churn"]
    found = site.runs[page.path]
    shown = baseline(site, page)
    score = next(iter(found.forms))
    assert f"{found.starter[score].mean:.3f} ± {found.starter[score].std:.3f}" in shown
    assert all(name in shown for name in found.baselines)
    assert found.date.isoformat() in shown
    assert f"torch {found.versions['torch']}" in shown
    assert baseline(site, site.pages["projects/index"]) == ""


def test_projects_follow_the_curriculum() -> None:
    site, _ = load(ROOT)
    place = {path: number for number, path in enumerate(site.pages)}
    last = [max(place[need.page] for need in p.meta.needs) for p in in_order(site)]
    assert len(last) == 16
    assert last == sorted(last)
    shown = projects_index(site, site.pages["projects/index"])
    assert shown.count("<tr>") == 17


def test_downloads_name_colab_only_with_a_repository_on_github() -> None:
    from dataclasses import replace

    site, _ = load(ROOT)
    page = site.pages["projects/customer-churn"]
    assert "colab" not in starter(site, page).lower()
    there = starter(replace(site, repository="https://github.com/someone/roadmap"), page)
    assert (
        "https://colab.research.google.com/github/someone/roadmap/blob/main/"
        "docs/projects/code/customer-churn/starter.ipynb" in there
    )
    assert "colab" not in starter(replace(site, repository="https://example.org/x"), page).lower()


# Notebooks


def test_notebooks_are_those_of_the_starters() -> None:
    assert notebooks.build(ROOT, check=True) == []


@pytest.mark.parametrize("file", STARTERS, ids=folder)
def test_notebook_is_code_that_stands_alone(file: Path) -> None:
    book = json.loads(file.with_suffix(".ipynb").read_text("utf-8"))
    cells = ["".join(c["source"]) for c in book["cells"] if c["cell_type"] == "code"]
    kit = next(c for c in cells if c.startswith("%%writefile kit.py\n"))
    assert kit.partition("\n")[2] == (CODE / "kit.py").read_text("utf-8").rstrip()
    code = "\n".join(c for c in cells if not c.startswith("%"))
    compile(code, file.name, "exec")
    assert "__file__" not in code
    assert code.rstrip().endswith("kit.main(PROJECT)")
    ids = [c["id"] for c in book["cells"]]
    assert len(ids) == len(set(ids))


# The kit


@pytest.fixture(scope="module")
def kit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kit", CODE / "kit.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Mirror(BaseHTTPRequestHandler):
    """Serves `content`, with ranges; ends the connection after `cut` bytes when that is set."""

    content = b""
    asked: list[str]
    cut = 0

    def do_GET(self) -> None:
        """Answer with the rest of the file that the range asks for."""
        wanted = self.headers.get("Range", "")
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
        body = self.content[start:]
        self.send_response(206 if start and body else 416 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.cut] if self.cut else body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a file on a server of this machine."""
    monkeypatch.setenv("no_proxy", "*")
    Mirror.content, Mirror.asked, Mirror.cut = bytes(range(256)) * 40, [], 0
    with HTTPServer(("127.0.0.1", 0), Mirror) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/data.bin"
        server.shutdown()


def facts() -> dict:
    return {"size": len(Mirror.content), "md5": hashlib.md5(Mirror.content).hexdigest()}


def test_file_is_downloaded_once(kit: ModuleType, mirror: str, tmp_path: Path) -> None:
    target = tmp_path / "new" / "data.bin"
    for _ in range(2):
        assert kit.fetch(mirror, target, **facts()).read_bytes() == Mirror.content
    assert Mirror.asked == [""]
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("checked", [True, False])
def test_broken_download_goes_on(
    kit: ModuleType, mirror: str, tmp_path: Path, checked: bool
) -> None:
    target = tmp_path / "data.bin"
    expected = facts() if checked else {}
    Mirror.cut = 1000
    with pytest.raises(kit.DataError, match="too early"):
        kit.fetch(mirror, target, **expected)
    assert not target.exists()
    Mirror.cut = 0
    assert kit.fetch(mirror, target, **expected).read_bytes() == Mirror.content
    assert Mirror.asked == ["", "bytes=1000-"]


def test_wrong_content_is_never_kept(kit: ModuleType, mirror: str, tmp_path: Path) -> None:
    target, expected = tmp_path / "data.bin", facts()
    good, Mirror.content = Mirror.content, b"<html>not found</html>"
    with pytest.raises(kit.DataError, match=r"22 bytes instead of 10,240"):
        kit.fetch(mirror, target, **expected)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(kit.DataError, match="checksum"):
        kit.fetch(mirror, target, md5=expected["md5"])
    assert list(tmp_path.iterdir()) == []
    target.with_name("data.bin.part").write_bytes(good + b"more than there is")
    with pytest.raises(kit.DataError, match="416"):
        kit.fetch(mirror, target, **expected)
    assert list(tmp_path.iterdir()) == []
    target.write_bytes(b"another file")
    with pytest.raises(kit.DataError, match="Delete it"):
        kit.fetch(mirror, target, **expected)
    assert target.read_bytes() == b"another file"


def test_complete_part_is_taken_without_asking(
    kit: ModuleType, mirror: str, tmp_path: Path
) -> None:
    target = tmp_path / "data.bin"
    target.with_name("data.bin.part").write_bytes(Mirror.content)
    assert kit.fetch(mirror, target, **facts()) == target
    assert Mirror.asked == []


def test_data_that_needs_a_login_is_explained(kit: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(kit.DataError, match=r"(?s)b\.csv is not there.*terms.*https://x\.test"):
        kit.by_hand(tmp_path, ["b.csv"], "https://x.test", "Its terms have to be accepted.")
    (tmp_path / "b.csv").write_text("1", encoding="utf-8")
    assert kit.by_hand(tmp_path, ["b.csv"], "", "") == [tmp_path / "b.csv"]


def archive(name: str, member: str) -> bytes:
    content = io.BytesIO()
    if name.endswith("zip"):
        with zipfile.ZipFile(content, "w") as file:
            file.writestr(member, "x")
    else:
        with tarfile.open(fileobj=content, mode="w:gz") as file:
            entry = tarfile.TarInfo(member)
            entry.size = 1
            file.addfile(entry, io.BytesIO(b"x"))
    return content.getvalue()


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_archive_is_unpacked_once_and_never_outside(
    kit: ModuleType, tmp_path: Path, name: str
) -> None:
    file, there = tmp_path / name, tmp_path / "in" / "data"
    file.write_bytes(archive(name, "texts/1.txt"))
    assert (kit.unpack(file, there) / "texts/1.txt").read_text("utf-8") == "x"
    file.unlink()
    assert kit.unpack(file, there) == there
    file.write_bytes(archive(name, "../../outside.txt"))
    other = tmp_path / "in" / "other"
    if name == "a.zip":  # zipfile takes the way out off the name
        assert (kit.unpack(file, other) / "outside.txt").is_file()
    else:
        with pytest.raises(kit.DataError, match="cannot be unpacked"):
            kit.unpack(file, other)
        assert not other.exists()
    assert not (tmp_path / "outside.txt").exists()
    assert not (tmp_path / "in" / "outside.txt").exists()


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_damaged_archive_leaves_nothing(kit: ModuleType, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(archive(name, "1.txt")[:-30])
    with pytest.raises(kit.DataError, match="cannot be unpacked"):
        kit.unpack(file, tmp_path / "data")
    assert list(tmp_path.iterdir()) == [file]


def test_pictures_are_valid_whatever_the_names(kit: ModuleType) -> None:
    hostile = "<b>&\"' ü"
    texts = [
        kit.curves([1, 2], {hostile: [0.0, 1.0], "b": [1.0, 1.0]}, hostile, hostile),
        kit.curves([1], {"one": [0.0]}, "", ""),
        kit.history_curves([{"epoch": 1, "loss": 2.0}], ["loss"], "loss"),
        kit.confusion([[3, 1], [0, 0]], [hostile, "b"]),
        kit.heat([[0.1, 2.0]], [hostile], ["a", hostile]),
        kit.bars({hostile: 0.0, "b": 3.0}),
        kit.images([[[0.0, 1.5], [0.3, 0.2]]] * 7, [hostile] * 7),
    ]
    for text in texts:
        words = "".join(ElementTree.fromstring(text).itertext())
        assert "<b>" in words or hostile not in text


def test_file_is_written_whole_or_not_at_all(kit: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "metrics.json"
    kit.write(file, "first")
    with pytest.raises(UnicodeEncodeError):
        kit.write(file, "broken \ud800")
    assert file.read_text("utf-8") == "first"
