"""Notebooks of the projects, made from their starters, so that there is one source of the code.

A notebook has to stand alone: its first cell writes kit.py, which a starter imports, and the
lines that look for kit.py in the repository are left out. Needs the package jupytext.
"""

import re
from pathlib import Path
from textwrap import dedent

from roadmap.include import REGION

KIT = "kit.py"
PATH_LINE = re.compile(r"^sys\.path\.append\(.*\n", re.M)
INSTALL = "%pip install --quiet numpy scikit-learn torch"
DOCSTRING = re.compile(r'\A"""(.*?)"""\n', re.S)


def starters(root: Path) -> list[Path]:
    """The starters that have a notebook: those built on the shared kit."""
    found = sorted(root.glob("docs/projects/code/*/starter.py"))
    return [file for file in found if re.search(r"^import kit\b", file.read_text("utf-8"), re.M)]


def notebook(starter: str, kit: str, name: str) -> str:
    """The text of the notebook of a starter, given the sources of both files."""
    import jupytext
    from nbformat.v4 import new_code_cell, new_markdown_cell

    found = DOCSTRING.match(starter)
    about = found.group(1).strip() if found else name
    title, _, usage = about.partition("\n")
    title = title.rstrip(".")
    cells = [
        new_markdown_cell(f"# {title}\n\nMade from `starter.py`; change that file, not this one."),
        new_code_cell(INSTALL),
        new_code_cell(f"%%writefile {KIT}\n{kit.rstrip()}"),
    ]
    if usage.strip():
        cells.insert(1, new_markdown_cell(f"As a script:\n\n```\n{dedent(usage).strip()}\n```"))
    source = PATH_LINE.sub("", starter[found.end() if found else 0 :])
    cells += [new_code_cell(part) for part in _parts(source)]
    for number, cell in enumerate(cells):
        cell["id"] = f"{name}-{number}"[-64:]  # the same at every run
    book = jupytext.reads("", "py:percent")
    book["cells"] = cells
    book.metadata["kernelspec"] = {
        "display_name": "Python 3", "language": "python", "name": "python3",
    }  # fmt: skip
    text: str = jupytext.writes(book, "ipynb")
    return text.rstrip("\n") + "\n"


def _parts(source: str) -> list[str]:
    """The code in pieces: one per region, one for what lies between, imports apart."""
    parts: list[list[str]] = [[]]
    for line in source.split("\n"):
        if REGION.match(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return [text for part in parts if (text := "\n".join(part).strip("\n"))]


def build(root: Path, check: bool = False) -> list[Path]:
    """Write the notebooks that changed and give their paths; with `check` write nothing."""
    changed = []
    for file in starters(root):
        kit = (file.parent.parent / KIT).read_text("utf-8")
        text = notebook(file.read_text("utf-8"), kit, file.parent.name)
        target = file.with_suffix(".ipynb")
        if not target.is_file() or target.read_text("utf-8") != text:
            changed.append(target)
            if not check:
                target.write_text(text, encoding="utf-8", newline="\n")
    return changed
