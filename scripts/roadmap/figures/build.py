"""Write the figures of the pages, or say which files are not what they should be.

Every `docs/<folder>/code/<page>/figures.py` (and `docs/code/home/figures.py`) has
functions `figure_<name>() -> Figure`; each becomes the file
`docs/<folder>/figures/<page>/<name>.svg`, underscores turned to hyphens.
"""

import importlib
import importlib.util
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from roadmap.figures.canvas import Figure
from roadmap.outputs import needs_torch

PREFIX = "figure_"
LAST_PLACE = Decimal("0.01")  # of a coordinate, see `numbers.num`
TAG = re.compile(r"(<[^>]*>)")
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)")
# Small matrices: more threads than one only wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Stale(NamedTuple):
    """A figure file that is not what its code draws; paths are relative to the root."""

    source: Path
    svg: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.svg.as_posix()}: {self.reason} (drawn by `{self.source.as_posix()}`)"


class FigureError(Exception):
    """A figures.py that cannot be run; the message names file, function and cause."""


def sources(root: Path, only: str | None = None, torch: bool | None = None) -> list[Path]:
    """List the figures.py files under root/docs, those whose path holds `only`.

    `torch` restricts to those that need PyTorch, or to those that do not.
    """
    found = sorted(root.glob("docs/**/code/*/figures.py"))
    named = [p for p in found if only is None or only in p.relative_to(root).as_posix()]
    return [p for p in named if torch is None or needs_torch(p) == torch]


def target(source: Path) -> Path:
    """Give the folder that the figures of a figures.py are written to."""
    page = source.parent
    return page.parent.parent / "figures" / page.name


def draw(source: Path) -> dict[str, str]:
    """Run one figures.py and give {file name: SVG text} of its functions."""
    torch = sys.modules.get("torch")
    if torch:  # what one page sets is not for the next
        torch.set_default_dtype(torch.float32)
    with _as_module(source) as names:
        drawn: dict[str, str] = {}
        for name, function in names.items():
            if not (name.startswith(PREFIX) and callable(function)):
                continue
            if function.__module__ != _module_name(source):
                continue
            try:
                figure = function()
                if not isinstance(figure, Figure):
                    raise TypeError("does not return a Figure")
                text = figure.svg()
            except Exception as error:
                raise FigureError(f"{source}: {name}: {error}") from error
            drawn[name.removeprefix(PREFIX).replace("_", "-") + ".svg"] = text
    return drawn


def build(
    root: Path, check: bool = False, only: str | None = None, torch: bool | None = None
) -> list[Stale]:
    """Write every figure and give those that changed; with `check` write nothing.

    A reason is `missing`, `out of date` or `orphan` (a file that no function draws;
    without `check` it is deleted). `only` and `torch` restrict the sources.
    Raises FigureError, after all others are drawn, when a figures.py fails.
    """
    stale: list[Stale] = []
    errors: list[str] = []
    for source in sources(root, only, torch):
        try:
            drawn = draw(source)
        except FigureError as error:
            errors.append(str(error))
            continue
        for svg, reason in _differences(target(source), drawn):
            stale.append(Stale(source.relative_to(root), svg.relative_to(root), reason))
            if check:
                continue
            if reason == "orphan":
                svg.unlink()
            else:
                svg.parent.mkdir(parents=True, exist_ok=True)
                svg.write_bytes(drawn[svg.name].encode())
    if only is None:
        stale += orphans(root)
    if errors:
        raise FigureError("\n".join(errors))
    return stale


def _differences(folder: Path, drawn: dict[str, str]) -> Iterator[tuple[Path, str]]:
    for name, text in sorted(drawn.items()):
        svg = folder / name
        if not svg.exists():
            yield svg, "missing"
        elif not same(svg.read_text(encoding="utf-8"), text):
            yield svg, "out of date"
    for svg in sorted(folder.glob("*.svg")):
        if svg.name not in drawn:
            yield svg, "orphan"


def same(kept: str, drawn: str) -> bool:
    """Whether two SVG texts show the same: coordinates may differ in their last place.

    Processors differ in the last bit of an exponential or a matrix product, and a
    coordinate half-way between two values is then written as the other one. What is
    read, the text between the tags, has to be equal.
    """
    if kept == drawn:
        return True
    left, right = TAG.split(kept), TAG.split(drawn)
    if len(left) != len(right) or left[::2] != right[::2]:
        return False
    return all(_same_tag(a, b) for a, b in zip(left[1::2], right[1::2], strict=True))


def _same_tag(kept: str, drawn: str) -> bool:
    left, right = NUMBER.split(kept), NUMBER.split(drawn)
    if len(left) != len(right) or left[::2] != right[::2]:
        return False
    pairs = zip(left[1::2], right[1::2], strict=True)
    return all(abs(Decimal(a) - Decimal(b)) <= LAST_PLACE for a, b in pairs)


def orphans(root: Path) -> list[Stale]:
    """Find figures whose figures.py does not exist; never deletes."""
    stale: list[Stale] = []
    for svg in sorted(root.glob("docs/**/figures/*/*.svg")):
        page = svg.parent
        source = page.parent.parent / "code" / page.name / "figures.py"
        if not source.exists():
            stale.append(Stale(source.relative_to(root), svg.relative_to(root), "orphan"))
    return stale


def _module_name(source: Path) -> str:
    return f"_figures_of_{source.parent.name}".replace("-", "_")


@contextmanager
def _as_module(source: Path) -> Iterator[dict[str, object]]:
    """Load a figures.py with its folder first on the path; forget its siblings after."""
    folder = source.parent.resolve()
    siblings = {path.stem for path in folder.glob("*.py")}
    kept = {name: sys.modules.pop(name) for name in siblings if name in sys.modules}
    name = _module_name(source)
    spec = importlib.util.spec_from_file_location(name, source)
    if spec is None or spec.loader is None:
        raise FigureError(f"{source}: cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(folder))
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.modules[name] = module
    importlib.invalidate_caches()
    try:
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise FigureError(f"{source}: {error}") from error
        yield vars(module)
    finally:
        sys.dont_write_bytecode = bytecode
        sys.path.remove(str(folder))
        for gone in {name, *siblings}:
            sys.modules.pop(gone, None)
        sys.modules.update(kept)
