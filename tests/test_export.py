"""The rehearsal of a move: the export, built by Zensical, holds what the MkDocs build holds."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import tiny
from conftest import ROOT
from roadmap.cli import main
from roadmap.export import configuration, document
from roadmap.load import load
from roadmap.model import Site
from sitediff import Content, differences, read


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Content]:
    """The pages of the exported site as Zensical builds them."""
    folder = tmp_path_factory.mktemp("export")
    assert main(["--root", str(ROOT), "export", str(folder)]) == 0
    zensical = Path(sys.executable).with_name("zensical")
    built = subprocess.run(
        [zensical, "build", "--config-file", "mkdocs.yml"],
        cwd=folder, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    assert "No issues found" in built.stdout + built.stderr
    return read(folder / "site")


def test_another_builder_shows_the_same(moved: dict[str, Content], site_dir: Path) -> None:
    here = read(site_dir)
    assert len(here) > 100
    assert sum(page.formulas for page in here.values()) > 1000
    assert differences(here, moved) == []


def test_a_difference_is_told() -> None:
    one, other = Content("a/c"), Content("a/c")
    one.feed('<article><h2 id="x">X</h2><a href="../b/">b</a><figure></figure></article>')
    other.feed('<article><h2 id="y">X</h2><a href="../../b/">b</a></article>')
    told = "\n".join(differences({"a": one, "gone": Content()}, {"a": other, "new": Content()}))
    for part in ("only in the first: gone", "only in the second: new", "('h2', 'x', 'X')",
                 "links: missing ['/a/b'], added ['/b']",
                 "figures: 1 and 0"):  # fmt: skip
        assert part in told


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return load(tiny.write(tmp_path, dict(tiny.files())))[0]


def test_derived_links_go_from_file_to_file(site: Site) -> None:
    text = document(site, site.pages["part/other"])
    assert 'href="first.md"' in text
    assert 'href="../first/"' not in text
    assert yaml.safe_load(text.split("---")[1])["title"] == "Other page"


def test_the_navigation_is_written_out(site: Site) -> None:
    settings = configuration({"theme": {"custom_dir": "x"}, "hooks": [], "plugins": []}, site)
    assert settings == {
        "theme": {},
        "nav": [
            {"Home page": "index.md"},
            {"A part": [{"A part": "part/index.md"}, {"First page": "part/first.md"},
                        {"Other page": "part/other.md"}]},
        ],
    }  # fmt: skip


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tiny.write(tmp_path / "site", dict(tiny.files()))
    (root / "mkdocs.yml").write_text("theme: {}\n")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    assert main(["--root", str(root), "export", str(tmp_path / "full")]) == 1
    assert "the folder is not empty" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_broken_site_is_not_exported(tmp_path: Path) -> None:
    tree = dict(tiny.files()) | {"docs/part/first.md": "no front matter\n"}
    root = tiny.write(tmp_path / "site", tree)
    assert main(["--root", str(root), "export", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
