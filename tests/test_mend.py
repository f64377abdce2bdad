"""`roadmap check --fix` puts right what needs no person, and loses nothing."""

from pathlib import Path

import pytest

import tiny
from roadmap.fix import mend, plain, record_keys, refs, sorted_records
from roadmap.new import filled

FIRST = "docs/part/first.md"
RESOURCES = "docs/_data/resources.yml"
TWO = "- id: b\n  url: u\n# About a.\n- id: a\n  note: >-\n    two\n\n    lines\n"


def changed(tree: dict[str, str | bytes], path: str, old: str, new: str) -> None:
    text = tree[path]
    assert isinstance(text, str)
    assert old in text
    tree[path] = text.replace(old, new, 1)


CASES = {
    "F05": (FIRST, "kind: topic\nlevel: beginner\n", "level: beginner\nkind: topic\n"),
    "T02": (FIRST, "\n## Objectives", "\n# First page\n\n## Objectives"),
    "Q06": (FIRST, "**Question 1**", "**Question 7**"),
    "E01": (FIRST, "### Exercise 1 (", "### Exercise 4 ("),
    "R07": (FIRST, "(ref:some-paper)", "(https://example.org/paper)"),
    "D05": (RESOURCES, "  url: https://example.org/course\n  authors: Ada\n",
            "  authors: Ada\n  url: https://example.org/course\n"),
    "N02": ("docs/part/.pages", "  - other.md\n", ""),
    "N04": ("docs/part/.pages", "  - other.md\n", "  - other.md\n  - other.md\n"),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_a_mechanical_fault_is_mended(code: str, tmp_path: Path) -> None:
    tree: dict[str, str | bytes] = dict(tiny.files())
    path, good, bad = CASES[code]
    changed(tree, path, good, bad)
    root = tiny.write(tmp_path, tree)
    assert {finding.code for finding in tiny.findings(root)} >= {code}
    assert [(m.path, m.code) for m in mend(root)] == [(path, code)]
    assert tiny.findings(root) == []
    assert (root / path).read_text() == tiny.files()[path]


def test_a_good_site_is_left_alone(tmp_path: Path) -> None:
    root = tiny.write(tmp_path, dict(tiny.files()))
    assert mend(root) == []


def test_bytes_become_plain_text() -> None:
    assert plain(b"\xef\xbb\xbfa\r\nb\rc") == b"a\nb\nc\n"


def test_what_is_no_utf8_is_left_to_a_person(tmp_path: Path) -> None:
    root = tiny.write(tmp_path, dict(tiny.files()) | {FIRST: b"caf\xe9\r\n"})
    mend(root)
    assert (root / FIRST).read_bytes() == b"caf\xe9\r\n"


def test_addresses_become_refs_wherever_their_links_break() -> None:
    body = (
        "```\n[a](https://example.org/p)\n```\n"
        "`[b](https://example.org/p)` [of two\nlines](https://example.org/p) and "
        '[c](https://example.org/p "Said"), ![d](https://example.org/p) [e](https://example.org/q)\n'
    )
    expected = body.replace("lines](https://example.org/p)", "lines](ref:paper)")
    expected = expected.replace("[c](https://example.org/p", "[c](ref:paper")
    assert refs(body, {"https://example.org/p": "paper"}) == expected


def test_sorting_keeps_comments_and_texts_of_several_lines() -> None:
    parts = sorted_records(f"# Head.\n{TWO}")
    assert parts.startswith("# Head.\n# About a.\n- id: a\n  note: >-\n    two\n\n    lines\n")
    assert parts.endswith("- id: b\n  url: u\n")


def test_keys_of_a_record_move_with_their_lines() -> None:
    source = "- note: >-\n    two\n    lines\n  id: a\n"
    assert record_keys(source, ["id", "note"]) == "- id: a\n  note: >-\n    two\n    lines\n"


def test_a_template_is_filled() -> None:
    head = "---\ntitle: Name\nreviewed: 2020-01-01\n---\n\n"
    template = f"{head}<!-- Hint:\nread. -->\n\n[x](code/page-name/a.py)\n"
    made = filled(template, "drop-out", "Dropout: why")
    assert "title: 'Dropout: why'" in made
    assert "2020-01-01" not in made
    assert made.endswith("---\n\n[x](code/drop-out/a.py)\n")
