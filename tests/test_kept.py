"""Texts kept from run to run: found again, shared, and never in the way when the file is bad."""

from pathlib import Path

import pytest

from roadmap.kept import Kept


def test_a_text_is_found_by_a_later_run(tmp_path: Path) -> None:
    file = tmp_path / "new" / "kept.sqlite3"
    Kept(file).put(b"a", "<b>α</b>")
    assert Kept(file).get(b"a") == "<b>α</b>"
    assert Kept(file).get(b"b") is None


def test_two_runs_share_a_file(tmp_path: Path) -> None:
    one, other = Kept(tmp_path / "kept"), Kept(tmp_path / "kept")
    one.put(b"a", "1")
    other.put(b"b", "2")
    assert (one.get(b"b"), other.get(b"a")) == ("2", "1")


@pytest.mark.parametrize("content", [b"no database", b"", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_no_error(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_bytes(content)
    kept = Kept(file)
    kept.put(b"a", "1")
    assert kept.get(b"a") in ("1", None)


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Kept(tmp_path / "file" / "kept")
    kept.put(b"a", "1")
    assert kept.get(b"a") is None
