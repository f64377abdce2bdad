"""Good contributions pass untouched; whatever bytes arrive become findings, never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tiny
from roadmap.fix import mend
from test_rules import FIRST, PAPERS, RESOURCES, TOOL, Tree, both, edit, put

NEW_PAGE = both(
    put("docs/part/third.md", tiny.topic("Third page").replace("/first/", "/third/")),
    edit("docs/part/.pages", "  - other.md\n", "  - other.md\n  - third.md\n"),
    put("docs/part/code/third/scratch.py", tiny.CODE),
    put("docs/part/code/third/scratch.out", "3.0 1.3333333333333333\n"),
    put("docs/part/figures/third/line.svg", "<svg/>\n"),
)
RECORD = """\
- id: a-book
  title: A book
  url: https://example.org/book
  authors: Ada
  kind: book
  why: It is clear.
  where: Chapter 2.
  checked: 2026-01-31
"""
PAPER = tiny.PAPERS.replace("some-paper", "a-paper").replace("/paper", "/a-paper")

TOOL_PAGE = """\
---
title: Serving
description: A page about tools that serve a model, for the tests of contributions.
kind: tool
level: beginner
hours: 2
resources:
  - id: some-tool
    where: Its first page.
reviewed: 2026-01-31
---

## Compare

<!-- roadmap: tools -->
"""
NEED = "needs:\n  - page: part/first\n    why: Sums.\nresources:"
QUESTION = """\
**Question 2** (objective 2). Sum of 1 and 1?

- [ ] 1
    - One.
- [x] 2
    - Two.
- [ ] 3
    - Three.

"""
FOLDED = '<details markdown="1"><summary>{}</summary>\n\nSo.\n\n</details>\n\n'
EXERCISE = f"### Exercise 2 (explore): more\n\nGo.\n\n{FOLDED}{FOLDED}".format("Hint", "Solution")


def text(words: str) -> Callable[[Tree], None]:
    """The page with other words in place of a sentence."""
    return edit(FIRST, "Multiply.", words)


GOOD: dict[str, Callable[[Tree], None]] = {
    "a page": NEW_PAGE,
    "a page that needs another": both(
        NEW_PAGE,
        edit("docs/part/third.md", "resources:", NEED),
    ),
    "a resource of eight lines": edit(RESOURCES, "- id: some-course", f"{RECORD}- id: some-course"),
    "a paper on a page": both(
        edit(PAPERS, "- id: some-paper", f"{PAPER}- id: some-paper"),
        text("See [Ada](ref:a-paper)."),
    ),
    "a tool": both(
        edit("docs/.pages", "  - part\n", "  - part\n  - tools\n"),
        put("docs/tools/.pages", "nav:\n  - index.md\n  - serving.md\n"),
        put("docs/tools/index.md", tiny.STAGE.replace("A part", "The tools")),
        put("docs/tools/serving.md", TOOL_PAGE),
        put("docs/_data/tools.yml", TOOL.format("serving", "")),
    ),
    "what became of a resource": edit(
        RESOURCES, "status: ok", "status: closed\n  note: Its site went in 2025."
    ),
    "a former path": edit(FIRST, "01-31\n", "01-31\naliases:\n  - part/zero\n"),
    "a fifth option": edit(FIRST, "- [ ] 4\n", "- [ ] 5\n    - Too many.\n- [ ] 4\n"),
    "a second question": edit(FIRST, "## Exercises", f"{QUESTION}## Exercises"),
    "an exercise": edit(FIRST, "## Learn more", f"{EXERCISE}## Learn more"),
    "recorded output": text("[Output: what it prints](code/first/scratch.out)"),
    "a shell command": text("```sh\nmake check  # <all> of it\n```"),
    "a table with a bar in a cell": text("| a | b |\n| --- | --- |\n| `x \\| y` | $\\|v\\|$ |"),
    "display mathematics": text("$$\na < b,\\quad c > d\n$$"),
    "letters of other languages": text("Poincaré, Łukasz, हिन्दी, 深度学习: α ≤ β – “so”."),
    "a link to a heading": text("See [there](other.md#intuition) and [here](#the-problem)."),
    "less than and more than": text("If 3 < 4 and 5 > 2, then `a<b>` stays code."),
    "a folded note": text(FOLDED.format("Why")),
    "keys and indices": text("Press <kbd>Tab</kbd>: x<sub>1</sub>."),
    "an image of the page's own": text("![A line that goes on rising](figures/first/line.svg)"),
    "a definition list and a footnote": text("Term\n:   What it is.[^1]\n\n[^1]: Said once."),
    "braces in words": text("A set {1, 2} and a dictionary `{'a': 1}`."),
    "data beside the code": both(
        put("docs/part/code/first/data.json", "{}\n"),
        text("[Code: the data](code/first/data.json)"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_contribution_passes_untouched(kind: str, tmp_path: Path) -> None:
    tree: Tree = dict(tiny.files())
    GOOD[kind](tree)
    root = tiny.write(tmp_path, tree)
    assert [str(finding) for finding in tiny.findings(root)] == []
    assert mend(root) == []


FUZZ = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PIECES = (
    "---\n", "\n", "\n\n", "`", "```", "$", "$$", "<", ">", "[", "]", "](", ")", "![", "|",
    "| --- |\n", "- ", "- id: ", "- [x] ", "- [ ] ", "    - ", "<!-- roadmap: ", " -->",
    "<details>", "</details>", "\\", "{", "}", ": ", "&a ", "*a", "!!python/object:os.system ",
    "\x00", "\u202e", "\ud7ff", "é", "\r", "# ", "~~~", "**Question 1** (objective 1). ",
    "### Exercise 1 (apply): ", "[Code: x](code/first/scratch.py#y)",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map("".join)


def places(root: Path) -> list[tuple[str, int]]:
    return [(finding.path, finding.line) for finding in tiny.findings(root)]


def spliced(source: str, at: float, length: int, piece: str) -> str:
    """The source with some of it replaced."""
    start = int(at * len(source))
    return source[:start] + piece + source[start + length :]


@pytest.mark.parametrize("name", [FIRST, RESOURCES, PAPERS, "docs/part/.pages",
                                  "docs/_data/coverage.yml", "docs/part/code/first/scratch.py",
                                  "docs/part/figures/first/line.svg"])  # fmt: skip
@FUZZ
@given(at=st.floats(0, 1), length=st.integers(0, 60), piece=TEXT)
def test_a_damaged_file_is_a_finding_with_a_place(
    name: str, at: float, length: int, piece: str, tmp_path: Path
) -> None:
    tree: Tree = dict(tiny.files())
    tree[name] = spliced(str(tree[name]), at, length, piece).encode("utf-8", "surrogatepass")
    for path, line in places(tiny.write(tmp_path, tree)):
        assert path.startswith("docs/")
        assert line >= 1


@pytest.mark.parametrize("name", [FIRST, RESOURCES, "docs/part/code/first/scratch.py",
                                  "docs/part/code/first/scratch.out"])  # fmt: skip
@FUZZ
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_finding_with_a_place(name: str, data: bytes, tmp_path: Path) -> None:
    tree: Tree = dict(tiny.files()) | {name: data}
    assert all(line >= 1 for _, line in places(tiny.write(tmp_path, tree)))


@FUZZ
@given(at=st.floats(0, 1), length=st.integers(0, 60), piece=TEXT)
def test_mending_damaged_pages_loses_no_word(
    at: float, length: int, piece: str, tmp_path: Path
) -> None:
    tree: Tree = dict(tiny.files())
    before = spliced(str(tree[FIRST]), at, length, piece).replace("\r", "").replace("\ufeff", "")
    root = tiny.write(tmp_path, tree | {FIRST: before.encode("utf-8", "surrogatepass")})
    mend(root)
    after = (root / FIRST).read_bytes().decode("utf-8", "surrogatepass")
    assert len(after) >= len(before) - len("# First page\n") - 40


def test_many_brackets_take_no_time_to_refuse(tmp_path: Path) -> None:
    for mark in ("[", "`", "$", "<", "(", "!["):
        tree: Tree = dict(tiny.files())
        text(mark * 4000)(tree)
        tiny.findings(tiny.write(tmp_path, tree))
