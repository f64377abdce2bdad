"""`roadmap new`: a page or a record in its place, or a message and nothing written."""

import shutil
from pathlib import Path

import pytest

import tiny
from conftest import ROOT
from roadmap.cli import main

RECORD = ["--title", "A book: part 1", "--url", "https://example.org/book", "--authors", "Ada",
          "--kind", "book", "--why", "It is clear.", "--where", "Chapter 2."]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tiny.write(tmp_path, dict(tiny.files()))
    shutil.copytree(ROOT / "docs/_templates", tmp_path / "docs/_templates")
    return tmp_path


def new(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "new", *arguments])


def test_a_topic_is_placed_in_the_navigation(root: Path) -> None:
    assert new(root, "topic", "part/second", "--title", "Second page", "--after", "first") == 0
    nav = (root / "docs/part/.pages").read_text()
    assert nav == "nav:\n  - index.md\n  - first.md\n  - second.md\n  - other.md\n"


def test_what_is_left_to_write_is_found_line_by_line(root: Path) -> None:
    new(root, "topic", "part/second", "--title", "Second page")
    found = tiny.findings(root)
    assert {finding.path for finding in found} == {"docs/part/second.md"}
    assert {"T08", "G01", "R01", "C01", "I01"} <= {finding.code for finding in found}


@pytest.mark.parametrize("kind", ["project", "tool"])
def test_other_kinds_go_to_their_folder(kind: str, root: Path) -> None:
    shutil.copytree(root / "docs/part", root / f"docs/{kind}s")
    assert new(root, kind, "of-mine", "--title", "Of mine") == 0
    assert f"kind: {kind}\n" in (root / f"docs/{kind}s/of-mine.md").read_text()


def test_a_resource_of_eight_keys_breaks_no_rule(root: Path) -> None:
    assert new(root, "resource", "a-book", *RECORD) == 0
    text = (root / "docs/_data/resources.yml").read_text()
    assert text.startswith("- id: a-book\n  title: 'A book: part 1'\n")
    assert text.index("- id: some-course") == text.index("checked: ") + len("checked: 2026-01-31\n")
    assert tiny.findings(root) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["topic", "part/first", "--title", "Again"], "is there already: docs/part/first.md"),
        (["topic", "parts/second", "--title", "x"], "no such folder of the road: `parts`"),
        (["topic", "second", "--title", "x"], "write `folder/page-name`"),
        (["topic", "part/Se cond", "--title", "x"], "lowercase words"),
        (["topic", "../second", "--title", "x"], "no such folder"),
        (["topic", "part/second", "--title", "x", "--after", "fist"], "no such page in part"),
        (["resource", "some-course", *RECORD], "id used twice"),
        (["resource", "B ook", *RECORD], "wrong value for `id`"),
        (["resource", "b", *RECORD[:-6], "--kind", "boook", "--why", "x", "--where", "x"], "kind"),
        (
            ["resource", "b", *RECORD[:2], "--url", "https://example.org/course", *RECORD[4:]],
            "has a record already",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    arguments: list[str], message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert new(root, *arguments) == 2
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
