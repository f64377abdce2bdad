"""Every rule: the good site passes; one change breaks it; the finding says where and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

import tiny
from roadmap.registry import LOADING, rules

Tree = dict[str, str | bytes]
FIRST, OTHER = "docs/part/first.md", "docs/part/other.md"
SCRATCH = "docs/part/code/first/scratch.py"
RESOURCES, PAPERS = "docs/_data/resources.yml", "docs/_data/papers.yml"
GLOSSARY = "docs/_data/glossary.yml"
STRINGS = "docs/_data/strings/en.yml"
HINDI = "docs/_data/strings/hi.yml"


def edit(path: str, old: str, new: str) -> Callable[[Tree], None]:
    """Replace the first `old` in a file by `new`."""

    def change(tree: Tree) -> None:
        text = tree[path]
        assert isinstance(text, str)
        assert old in text, f"{old!r} is not in {path}"
        tree[path] = text.replace(old, new, 1)

    return change


def put(path: str, content: str | bytes) -> Callable[[Tree], None]:
    """Write a whole file."""
    return lambda tree: tree.update({path: content})


def drop(path: str) -> Callable[[Tree], None]:
    """Remove a file."""

    def change(tree: Tree) -> None:
        del tree[path]

    return change


def append(path: str, content: str) -> Callable[[Tree], None]:
    """Write at the end of a file."""

    def change(tree: Tree) -> None:
        tree[path] = str(tree[path]) + content

    return change


def english(start: str) -> str:
    """The place of the first line of the English words that starts so."""
    lines = tiny.ENGLISH.read_text(encoding="utf-8").split("\n")
    return f"{STRINGS}:{next(n for n, line in enumerate(lines, 1) if line.startswith(start))}"


NEED = "needs:\n  - page: {}\n    why: A reason.\nresources:"
TOOL = """\
- id: some-tool
  name: Some tool
  category: {}
  homepage: https://example.org/tool
  licence: MIT
  state: active
  best_for: A test.
  successors: [{}]
  in_source: false
  sources: [its site]
  checked: 2026-01-31
"""

LINE = "docs/part/figures/first/line.svg"
CODE_OF_ONE_LINE = "print()\n"
TEMPLATE = put("docs/_templates/topic.md", "---\ntitle: x\n---\n\nText of the template.\n")


PROJECT = """---
title: Digits
description: Read digits and say how well, with a starter that runs and is recorded.
kind: project
level: beginner
hours: 2
---

## The brief

Read digits.
"""


def both(*changes: Callable[[Tree], None]) -> Callable[[Tree], None]:
    """One change after the other."""
    return lambda tree: [change(tree) for change in changes].clear()


# code, change, path and line of the finding, part of its message
BAD: list[tuple[str, Callable[[Tree], None], str, str]] = [
    ("F01", put(FIRST, "No front matter\n"), f"{FIRST}:1", "front matter missing"),
    ("F01", edit(FIRST, "title: First page", "title: [First"), f"{FIRST}:3", "not valid YAML"),
    ("F01", edit(FIRST, "title:", "kind: topic\ntitle:"), f"{FIRST}:5", "twice: `kind`"),
    ("F01", put(FIRST, b"---\ntitle: \xff\n---\n"), f"{FIRST}:2", "not UTF-8"),
    ("F01", put(FIRST, "\ufeff" + tiny.topic()), f"{FIRST}:1", "byte-order mark"),
    ("F01", put(FIRST, tiny.topic().replace("\n", "\r\n")), f"{FIRST}:1", "CR line ends"),
    ("F01", put(FIRST, "---\n---\nText\n"), f"{FIRST}:1", "front matter"),
    ("F02", edit(FIRST, "level:", "levle: x\nlevel:"), f"{FIRST}:5", "did you mean `level`?"),
    ("F03", edit(FIRST, "title: First page\n", ""), f"{FIRST}:2", "missing key: `title`"),
    ("F04", edit(FIRST, "hours: 2", "hours: 2.3"), f"{FIRST}:6", "wrong value for `hours`: 2.3"),
    ("F04", edit(FIRST, "level: beginner", "level: easy"), f"{FIRST}:5", "`level`: 'easy'"),
    ("F04", edit(FIRST, "reviewed: 2026-01-31", "reviewed: soon"), f"{FIRST}:10", "`reviewed`"),
    (
        "F05",
        edit(FIRST, "level: beginner\nhours: 2\n", "hours: 2\nlevel: beginner\n"),
        f"{FIRST}:5",
        "`hours` stands where `level` belongs",
    ),
    ("F06", edit(FIRST, "hours: 2\n", ""), f"{FIRST}:4", "key missing for kind `topic`: `hours`"),
    ("F07", edit(OTHER, "title: Other page", "title: First page"), f"{OTHER}:2", "title is also"),
    ("F08", edit(FIRST, "2026-01-31", "2999-01-31"), f"{FIRST}:10", "reviewed in the future"),
    (
        "F09",
        edit(FIRST, "2026-01-31\n", "2026-01-31\naliases: [part/other]\n"),
        f"{FIRST}:11",
        "alias is a page",
    ),
    (
        "F13",
        edit(FIRST, "2026-01-31\n", "2026-01-31\nsplit_from: [part/first]\n"),
        f"{FIRST}:11",
        "no other page",
    ),
    (
        "R11",
        put(
            "docs/_data/paths.yml", "- id: a\n  title: A way\n  whom: You.\n  goals: [part/frist]\n"
        ),
        "docs/_data/paths.yml:1",
        "did you mean `part/first`?",
    ),
    (
        "R12",
        put("docs/_data/placement.yml", "- page: part/first\n  question: 9\n"),
        "docs/_data/placement.yml:1",
        "no question 9",
    ),
    ("F01", edit(FIRST, "kind: topic", "kind: &a topic\nlevel: *a"), f"{FIRST}:5", "alias `*a`"),
    ("F01", edit(FIRST, "Multiply.", "x" * 20_000), f"{FIRST}:1", "longest line"),
    (
        "F10",
        put("docs/part/code/first/a:b.py", "print()\n"),
        "docs/part/code/first/a:b.py:1",
        "not",
    ),
    ("F10", put("docs/part/code/first/nul.out", "\n"), "docs/part/code/first/nul.out:1", "not all"),
    ("F10", put("docs/part/Figures/x.svg", "<svg/>"), "docs/part/Figures/x.svg:1", "`Figures/`"),
    (
        "F10",
        put("docs/part/code/first/Scratch.py", CODE_OF_ONE_LINE),
        "docs/part/code/first/scratch.py:1",
        "differs from `docs/part/code/first/Scratch.py` by case",
    ),
    ("F11", edit(FIRST, "Multiply.", "Multi\u202eply."), f"{FIRST}:63", "U+202E"),
    ("F11", edit(FIRST, "Multiply.", "Multi\x00ply."), f"{FIRST}:63", "U+0000"),
    ("F11", edit(RESOURCES, "  why", "  # \u200b\n  why"), f"{RESOURCES}:10", "U+200B"),
    ("F11", edit(FIRST, "Multiply.", "<<<<<<< HEAD\nMultiply."), f"{FIRST}:63", "merge conflict"),
    ("F11", put(SCRATCH, b"# caf\xe9\n"), f"{SCRATCH}:1", "not UTF-8"),
    ("F12", put("docs/part/photo.png", b"\x89PNG"), "docs/part/photo.png:1", "no place here"),
    ("F12", put("docs/part/figures/first/p.png", b"x"), "docs/part/figures/first/p.png:1", "place"),
    ("F12", put("docs/part/run.sh", "rm\n"), "docs/part/run.sh:1", "no place here"),
    (
        "F12",
        put("docs/part/code/first/data.csv", "1,2\n" * 100_000),
        "docs/part/code/first/data.csv:1",
        "400,000 bytes",
    ),
    (
        "F10",
        put("docs/part/Näme.md", tiny.topic("Name page")),
        "docs/part/Näme.md:1",
        "not allowed",
    ),
    ("F10", put("docs/part/con.md", tiny.topic("Con page")), "docs/part/con.md:1", "not allowed"),
    ("N01", put("docs/part/.pages", "order: []\n"), "docs/part/.pages:1", "not just a `nav:` list"),
    ("N02", edit("docs/part/.pages", "  - other.md\n", ""), f"{OTHER}:1", "listed nowhere"),
    (
        "N03",
        edit("docs/part/.pages", "first.md", "frist.md"),
        "docs/part/.pages:3",
        "`frist.md` (did you mean `first.md`?)",
    ),
    ("N04", append("docs/part/.pages", "  - other.md\n"), "docs/part/.pages:5", "listed twice"),
    ("N05", put("docs/part/deep/x.md", tiny.topic("Deep")), "docs/part/deep/x.md:1", "too deep"),
    ("N06", put("docs/lost/x.md", tiny.topic("Lost")), "docs/lost:1", "no overview"),
    (
        "G01",
        edit(OTHER, "page: part/first", "page: part/frist"),
        f"{OTHER}:8",
        "`part/frist` (did you mean `part/first`?)",
    ),
    (
        "G02",
        edit(FIRST, "resources:", NEED.format("part/other")),
        f"{FIRST}:7",
        "cycle: part/first",
    ),
    ("G03", edit(FIRST, "resources:", NEED.format("part/other")), f"{FIRST}:8", "comes later"),
    ("D01", put(RESOURCES, "id: x\n"), f"{RESOURCES}:1", "not a list"),
    ("D01", put(PAPERS, "- id: [x\n"), f"{PAPERS}:2", "not valid YAML"),
    ("D01", drop(PAPERS), f"{PAPERS}:1", "file missing"),
    ("D02", edit(PAPERS, "  venue:", "  venu: x\n  venue:"), f"{PAPERS}:5", "unknown key: `venu`"),
    ("D03", edit(PAPERS, "  year: 1999\n", ""), f"{PAPERS}:1", "missing key: `year`"),
    (
        "D04",
        edit(RESOURCES, "https://example.org/course", "javascript:alert(1)"),
        f"{RESOURCES}:3",
        "wrong value for `url`",
    ),
    (
        "D05",
        edit(PAPERS, "  year: 1999\n  venue: A journal\n", "  venue: A journal\n  year: 1999\n"),
        f"{PAPERS}:4",
        "key out of order",
    ),
    ("D06", edit(PAPERS, "id: some-paper", "id: some-course"), f"{PAPERS}:1", "id used twice"),
    (
        "D08",
        both(
            put("docs/projects/digits.md", PROJECT),
            put("docs/projects/code/digits/metrics.json", "{}\n"),
        ),
        "docs/projects/code/digits/metrics.json:1",
        "Field required: `command`",
    ),
    ("D07", put("docs/_data/health.jsonl", "{\n"), "docs/_data/health.jsonl:1", "not JSON"),
    (
        "R01",
        edit(FIRST, "id: some-course", "id: some-curse"),
        f"{FIRST}:8",
        "unknown resource: `some-curse` (did you mean `some-course`?)",
    ),
    (
        "R02",
        edit(FIRST, "ref:some-paper", "ref:some-papper"),
        f"{FIRST}:20",
        "unknown catalogue id",
    ),
    ("R03", append(RESOURCES, "  alternatives: [gone]\n"), f"{RESOURCES}:1", "`gone`"),
    (
        "R03",
        put("docs/_data/tools.yml", TOOL.format("part", "")),
        "docs/_data/tools.yml:1",
        "`part`",
    ),
    ("R03", put("docs/_data/coverage.yml", "part/x: [y]\n"), "docs/_data/coverage.yml:1", "part/x"),
    ("R03", put("docs/_data/wordings.yml", "part/x: [y]\n"), "docs/_data/wordings.yml:1", "part/x"),
    ("D04", put("docs/_data/wordings.yml", "part/first: y\n"), "docs/_data/wordings.yml:1", "list"),
    ("R04", edit(PAPERS, "org/paper", "org/course"), f"{PAPERS}:1", "is also that of"),
    (
        "R05",
        append(
            RESOURCES, tiny.RESOURCES.replace("some-course", "a-course").replace("org/", "com/")
        ),
        f"{RESOURCES}:14",
        "out of order: `a-course`",
    ),
    ("R06", edit(RESOURCES, "status: ok", "status: closed"), f"{RESOURCES}:1", "no note on what"),
    (
        "R07",
        edit(FIRST, "ref:some-paper", "https://example.com/"),
        f"{FIRST}:20",
        "typed into a page",
    ),
    (
        "R08",
        append(PAPERS, tiny.PAPERS.replace("some-paper", "unused").replace("org/", "com/")),
        f"{PAPERS}:9",
        "used by no page: `unused`",
    ),
    ("T01", edit(FIRST, "## Intuition", "## Exercises"), f"{FIRST}:26", "section out of order"),
    ("T02", edit(FIRST, "## The problem", "# The problem"), f"{FIRST}:18", "title typed into"),
    ("T02", edit(FIRST, "### Worked", "##### Worked"), f"{FIRST}:34", "skips a level"),
    ("T02", edit(FIRST, "## Intuition", "## The problem"), f"{FIRST}:22", "heading twice"),
    ("T03", edit("docs/_data/coverage.yml", "Product", "Quotient"), f"{FIRST}:1", "`Quotient`"),
    (
        "T04",
        edit(FIRST, "roadmap: resources", "roadmap: resource"),
        f"{FIRST}:75",
        "unknown marker",
    ),
    ("T05", edit(FIRST, "Compute it.", "<script>x()</script>"), f"{FIRST}:59", "tag not allowed"),
    (
        "T05",
        edit(FIRST, "Compute it.", '<br onclick="x()">'),
        f"{FIRST}:59",
        "attribute not allowed",
    ),
    ("T05", edit(FIRST, '<details markdown="1">', "<details>"), f"{FIRST}:61", "would stay raw"),
    ("T06", append(FIRST, "\n```text\nopen\n"), f"{FIRST}:77", "never closed"),
    (
        "T07",
        edit(FIRST, "Compute it.", "| a | $n$ |\n| --- | --- |\n| 1 | 2 |"),
        f"{FIRST}:59",
        "without words: `$n$`",
    ),
    ("L01", edit(FIRST, "(other.md)", "(othr.md)"), f"{FIRST}:20", "no such file: `othr.md`"),
    ("L01", edit(FIRST, "(other.md)", "(/part/other/)"), f"{FIRST}:20", "absolute link"),
    ("L02", edit(FIRST, "A line that rises from left to right", ""), f"{FIRST}:24", "description"),
    ("L02", edit(FIRST, "[the other page]", "[$x$]"), f"{FIRST}:20", "link without words"),
    ("L02", edit(FIRST, "(other.md)", "(javascript:x)"), f"{FIRST}:20", "scheme not allowed"),
    ("Q01", edit(FIRST, "(objective 1). What", "What"), f"{FIRST}:46", "header not understood"),
    ("Q02", edit(FIRST, "- [ ] 4\n    - That is $2 \\times 2$.\n", ""), f"{FIRST}:46", "2 options"),
    ("Q03", edit(FIRST, "- [x] 3", "- [ ] 3"), f"{FIRST}:46", "0 right options"),
    ("Q03", edit(FIRST, "- [ ] 4", "- [x] 4"), f"{FIRST}:46", "2 right options"),
    (
        "Q04",
        edit(FIRST, "    - One and a half, twice.\n", ""),
        f"{FIRST}:50",
        "without explanation",
    ),
    ("Q05", edit(FIRST, "- [ ] 4", "- [ ] 2"), f"{FIRST}:46", "read the same"),
    ("Q06", edit(FIRST, "**Question 1**", "**Question 2**"), f"{FIRST}:46", "stands at place 1"),
    ("Q06", edit(FIRST, "(objective 1)", "(objective 9)"), f"{FIRST}:46", "objective 9"),
    ("E01", edit(FIRST, "(apply)", "(easy)"), f"{FIRST}:57", "not understood"),
    (
        "E01",
        edit(FIRST, "<summary>Hint</summary>", "<summary>Tip</summary>"),
        f"{FIRST}:57",
        "hint",
    ),
    (
        "T08",
        both(TEMPLATE, edit(FIRST, "Multiply.", "Text of the template.")),
        f"{FIRST}:63",
        "text of the template: `Text of the template.`",
    ),
    ("T05", edit(FIRST, "Multiply.", "<img\nsrc=x onerror=alert(1)>"), f"{FIRST}:63", "`<img"),
    ("T05", edit(FIRST, "Multiply.", "<svg/onload=alert(1)>"), f"{FIRST}:63", "not allowed"),
    ("T05", edit(FIRST, "Multiply.", "<span onclick=x"), f"{FIRST}:63", "never closed"),
    ("T05", edit(FIRST, "Multiply.", '<kbd ONCLICK="x">a</kbd>'), f"{FIRST}:63", "attribute"),
    ("T05", edit(FIRST, "Multiply.", "<!DOCTYPE html>"), f"{FIRST}:63", "not allowed"),
    ("T05", edit(FIRST, "Multiply.", "<x:script>"), f"{FIRST}:63", "not allowed"),
    ("T05", edit(FIRST, "Multiply.", '*a*{: onclick="x" }'), f"{FIRST}:63", "attribute list"),
    ("T05", edit(FIRST, "Multiply.", "a { .b style=x }"), f"{FIRST}:63", "attribute list"),
    ("T09", edit(FIRST, "Multiply.", "Multiply\n===="), f"{FIRST}:63", "underlined"),
    ("T09", edit(FIRST, "Multiply.", "Multiply\n---"), f"{FIRST}:63", "underlined"),
    (
        "T10",
        edit(FIRST, "Multiply.", "| a | b |\n| --- | --- |\n| 1 | 2 | 3 |"),
        f"{FIRST}:65",
        "row of 3 cells in a table of 2",
    ),
    ("L02", edit(FIRST, "(other.md)", "(javascript:alert(1))"), f"{FIRST}:20", "not allowed"),
    ("L02", edit(FIRST, "(other.md)", "(java&#115;cript:x)"), f"{FIRST}:20", "not allowed"),
    ("L02", edit(FIRST, "(other.md)", "(JAVASCRIPT%3Ax)"), f"{FIRST}:20", "not allowed"),
    ("L02", edit(FIRST, "(other.md)", "(data:text/html,x)"), f"{FIRST}:20", "not allowed"),
    ("L01", edit(FIRST, "Multiply.", "[a\nb](othr.md)"), f"{FIRST}:64", "no such file"),
    ("L02", edit(FIRST, "Multiply.", "[a\nb](javascript:x)"), f"{FIRST}:64", "not allowed"),
    ("L02", edit(FIRST, "Multiply.", "[a](data:((b)c))"), f"{FIRST}:63", "not allowed"),
    ("L02", edit(FIRST, "Multiply.", "[a](javascript:x 'b')"), f"{FIRST}:63", "not allowed"),
    ("L02", edit(FIRST, "Multiply.", "[a]: vbscript:x"), f"{FIRST}:63", "not allowed"),
    ("L02", edit(FIRST, "Multiply.", "<javascript:x>"), f"{FIRST}:63", "not allowed"),
    ("L03", edit(FIRST, "(other.md)", "(other.md#intuitoin)"), f"{FIRST}:20", "`intuition`"),
    ("L03", edit(FIRST, "(other.md)", "(#the-end)"), f"{FIRST}:20", "no such heading"),
    ("M01", edit(FIRST, "$a = 1$", "$\\frac{a$"), f"{FIRST}:28", "formula `\\frac{a`"),
    ("M01", edit(FIRST, "a + b = 3", "\\color{red} a"), f"{FIRST}:30", "use `\\textcolor`"),
    ("C01", drop(SCRATCH), f"{FIRST}:40", "file not found"),
    ("C01", edit(FIRST, "#product", "#quotient"), f"{FIRST}:40", "no region `quotient`"),
    (
        "C02",
        put("docs/part/code/first/x.py", "print()\n"),
        "docs/part/code/first/x.py:1",
        "neither",
    ),
    ("C02", put("docs/part/code/gone/x.py", "print()\n"), "docs/part/code/gone/x.py:1", "no page"),
    ("C03", drop("docs/part/code/first/scratch.out"), f"{SCRATCH}:1", "no recorded output"),
    ("C04", append(FIRST, "\n```python\nprint()\n```\n"), f"{FIRST}:77", "Python typed into"),
    ("C05", put(SCRATCH, "def f(:\n"), f"{SCRATCH}:1", "does not parse"),
    (
        "C05",
        edit(SCRATCH, "product = 1.5 * 2\n", "product = 1.5 * 2\n" * 61),
        f"{FIRST}:40",
        "61 lines of scratch.py",
    ),
    ("I03", put(LINE, "<svg><script>x</script></svg>"), f"{LINE}:1", "`<script`"),
    ("I03", put(LINE, "<svg\nonload='x'/>"), f"{LINE}:1", "not allowed"),
    ("I03", put(LINE, "<svg><image href='x'/></svg>"), f"{LINE}:1", "not allowed"),
    ("I03", put(LINE, "<svg><use href='https://x.org/a'/></svg>"), f"{LINE}:1", "`<use"),
    ("I03", put(LINE, "<svg><style>*{}</style></svg>"), f"{LINE}:1", "`<style"),
    (
        "C01",
        edit(FIRST, "(code/first/scratch.py#p", "(code/../../../x#p"),
        f"{FIRST}:40",
        "elsewhere",
    ),
    ("C05", put(SCRATCH, b"a = '\x00'\n"), f"{SCRATCH}:1", "does not parse"),
    ("C05", put(SCRATCH, "(" * 5000), f"{SCRATCH}:1", "does not parse"),
    (
        "R04",
        edit(PAPERS, "https://example.org/paper", "http://www.example.org/course/"),
        f"{PAPERS}:1",
        "is also that of",
    ),
    ("R09", edit(PAPERS, "checked: 2026-01-31", "checked: 2999-01-31"), f"{PAPERS}:1", "future"),
    (
        "R10",
        edit(PAPERS, "//example.org/paper", "//me:x@example.org/p"),
        f"{PAPERS}:1",
        "user name",
    ),
    ("R10", edit(PAPERS, "//example.org/paper", "//127.0.0.1/paper"), f"{PAPERS}:1", "not public"),
    ("R10", edit(PAPERS, "org/paper", "org/paper?utm_source=x"), f"{PAPERS}:1", "tracks"),
    ("I01", drop("docs/part/figures/first/line.svg"), f"{FIRST}:24", "figure not found"),
    (
        "I01",
        put("docs/part/figures/first/x.svg", "<svg/>"),
        "docs/part/figures/first/x.svg:1",
        "shown on no page",
    ),
    ("D02", edit(GLOSSARY, "  page:", "  pages: x\n  page:"), f"{GLOSSARY}:5", "`pages`"),
    ("D06", edit(GLOSSARY, "id: sum", "id: product"), f"{GLOSSARY}:6", "id used twice: `product`"),
    (
        "V01",
        edit(GLOSSARY, "part/first", "part/frist"),
        f"{GLOSSARY}:1",
        "`part/frist` (did you mean `part/first`?)",
    ),
    ("V01", edit(GLOSSARY, "the-problem", "a-problem"), f"{GLOSSARY}:6", "no heading `#a-problem`"),
    ("V01", append(GLOSSARY, "  within: [prat]\n"), f"{GLOSSARY}:6", "(did you mean `part`?)"),
    ("V02", edit(GLOSSARY, "term: sum", "term: Prod"), f"{GLOSSARY}:6", "also in `product`"),
    (
        "V03",
        edit(GLOSSARY, "What an", "What (let us be clear)" + " and so on" * 18 + " an"),
        f"{GLOSSARY}:6",
        "has 221 characters",
    ),
    ("V03", edit(GLOSSARY, "gives.", "gives. Often."), f"{GLOSSARY}:1", "not one sentence"),
    ("V03", edit(GLOSSARY, "gives.", "gives"), f"{GLOSSARY}:1", "not one sentence"),
    ("V04", edit(GLOSSARY, "What a ", "A product is what a "), f"{GLOSSARY}:1", "by repeating it"),
    ("V05", edit(GLOSSARY, "id: product", "id: z"), f"{GLOSSARY}:6", "`sum` after `z`"),
    ("V06", edit(GLOSSARY, "term: sum", "term: quotient"), f"{GLOSSARY}:6", "`quotient` stands"),
    ("D01", drop(STRINGS), f"{STRINGS}:1", "file missing"),
    ("D01", put("docs/_data/strings/xx.yml", "a: {}\n"), "docs/_data/strings/xx.yml:1", "`xx`"),
    ("D01", put(STRINGS, "- a\n"), f"{STRINGS}:1", "not a mapping"),
    ("D04", put(STRINGS, "card: Needs\n"), f"{STRINGS}:1", "not a group of texts: `card`"),
    ("D04", put(STRINGS, "card:\n  needs: 3\n"), f"{STRINGS}:2", "`card.needs` is no text"),
    ("D04", put(STRINGS, "card:\n  needs: '{} a'\n"), f"{STRINGS}:2", "not just a name in braces"),
    ("D04", put(STRINGS, "card:\n  needs: 'a }'\n"), f"{STRINGS}:2", "cannot be filled in"),
    (
        "D04",
        put(STRINGS, "time:\n  hours: { one: a, few: b, other: c }\n"),
        f"{STRINGS}:2",
        "one, other",
    ),
    (
        "S01",
        edit(STRINGS, "  needs: Needs\n", ""),
        english("  reviewed_long_ago:"),
        "missing text: `card.needs`, used in scripts/roadmap/render/card.py:",
    ),
    ("S01", put(HINDI, "card:\n  needs: पहले\n"), f"{HINDI}:2", "in English: Unlocks"),
    (
        "S01",
        edit(STRINGS, "  again: Start again\n", ""),
        english("  score_so_far:"),
        "assets/js/quiz.js:",
    ),
    (
        "S01",
        edit(STRINGS, "  menu: Menu\n", ""),
        english("  made_with:"),
        "overrides/partials/header.html:",
    ),
    (
        "S01",
        edit(STRINGS, "  mixed: mixed\n", ""),
        english("  advanced: advanced"),
        "`level_in_text.mixed`",
    ),
    (
        "S02",
        edit(STRINGS, "  needs: Needs\n", "  neds: Needs\n"),
        english("  needs: Needs"),
        "nothing uses: `card.neds` (did you mean `card.needs`?)",
    ),
    (
        "S02",
        edit(STRINGS, "  needs: Needs\n", "  needs: Needs\n  x: y\n"),
        english("  unlocks: Unlocks"),
        "`card.x`",
    ),
    (
        "S03",
        edit(STRINGS, "and {number} more", "and {numbre} more"),
        english("  more:"),
        "asks for {numbre}, which the code does not give (did you mean `number`?)",
    ),
    (
        "S03",
        edit(STRINGS, "and {number} more", "and more"),
        english("  more:"),
        "leaves out {number}",
    ),
    (
        "S03",
        edit(STRINGS, "Nothing found for “{query}”.", "No."),
        english("  nothing: Nothing found"),
        "leaves out {query}",
    ),
    (
        "S03",
        edit(STRINGS, "needs: Needs\n", "needs: { one: Need, other: Needs }\n"),
        english("  needs: Needs"),
        "gives no {number} to choose by",
    ),
    (
        "W01",
        edit(FIRST, "is 1.33", "is 1.34"),
        f"{FIRST}:36",
        "printed by no code of the page: 1.34",
    ),
]


def test_the_good_site_breaks_no_rule(tmp_path: Path) -> None:
    assert tiny.findings(tiny.write(tmp_path, dict(tiny.files()))) == []


PLACEMENT = """## Already know this?

**Question 1** (objective 2). What is the sum of 1 and 2?

- [ ] 2
    - The product.
- [x] 3
    - One and two.
- [ ] 12
    - The digits side by side.

"""


def test_every_section_numbers_its_own_questions(tmp_path: Path) -> None:
    site: Tree = dict(tiny.files())
    edit(FIRST, "## Objectives", f"{PLACEMENT}## Objectives")(site)
    assert tiny.findings(tiny.write(tmp_path, site)) == []


@pytest.mark.parametrize(
    ("code", "change", "place", "part"),
    BAD,
    ids=[f"{number}-{case[0]}" for number, case in enumerate(BAD)],
)
def test_a_broken_rule_is_found(
    code: str, change: Callable[[Tree], None], place: str, part: str, tmp_path: Path
) -> None:
    tree: Tree = dict(tiny.files())
    change(tree)
    found = tiny.findings(tiny.write(tmp_path, tree))
    shown = "\n".join(map(str, found))
    match = [f for f in found if f.code == code and f"{f.path}:{f.line}" == place]
    assert any(part in finding.message + finding.fix for finding in match), shown


def test_every_rule_has_a_case_that_breaks_it() -> None:
    assert {code for code, *_ in BAD} >= set(rules()) | set(LOADING)


def test_all_problems_are_reported_in_one_run(tmp_path: Path) -> None:
    tree: Tree = dict(tiny.files())
    changes = {code: change for code, change, *_ in reversed(BAD)}
    together = ("N04", "R06", "T04", "L02", "Q05", "C03", "I03", "D05")
    for code in together:
        changes[code](tree)
    codes = {finding.code for finding in tiny.findings(tiny.write(tmp_path, tree))}
    assert codes >= set(together)
