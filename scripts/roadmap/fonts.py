"""Fonts in two files: what most pages need, and the rest, which browsers load when it occurs."""

import io
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_LETTERS = range(0x20, 0x7F)
# Found on at least a tenth of the pages with mathematics, or of the same kind as such a sign.
_SIGNS = "\u00a0±·×ˉ˙ΓΔΘΛΞΠΣΦΨΩ‖…′←→⇒⟹∂∇∈∏∑−∗∘∝∞∣∥∼≈≠≡≤≥≪≫⊙⊤⋅⋯⋮⌊⌋⟨⟩ℓ"
_GREEK = "αβγδεζηθικλμνξπρστυφχψωϵϕ"
TEXT = frozenset([*_LETTERS, *map(ord, "\u00a0§°±¶·×éü–—‘’“”…→−")])
FORMULAS = frozenset([*_LETTERS, *map(ord, _SIGNS + _GREEK)])


@dataclass(frozen=True)
class Part:
    """One file of a font: its name, WOFF2, the code points it is for, and whether others exist."""

    name: str
    content: bytes
    points: frozenset[int]
    alone: bool


def split(
    name: str,
    content: bytes,
    common: Iterable[int],
    axes: Mapping[str, tuple[float, float]] = MappingProxyType({}),
    without: Set[int] = frozenset(),
) -> list[Part]:
    """A font as one file with the common characters and, if there are others, one with those.

    `axes` limits what a variable font can vary, for example `{"wght": (400, 700)}`; characters
    `without` are those that another file has.
    """
    every = set(TTFont(io.BytesIO(content)).getBestCmap())
    points = every - without
    first = points & set(common)
    # Browsers take the last rule that fits: the rest may claim some common characters too.
    parts = {f"{name}-rest": points - first, name: first}
    return [
        Part(f"{title}.woff2", _only(content, wanted, axes), frozenset(wanted), wanted == every)
        for title, wanted in parts.items()
        if wanted
    ]


def _only(content: bytes, points: set[int], axes: Mapping[str, tuple[float, float]]) -> bytes:
    """The font with these characters only; the same input gives the same bytes."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    options = subset.Options(hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    if axes:
        font = instancer.instantiateVariableFont(_reread(font), dict(axes))
    font.flavor = "woff2"
    return _saved(font)


def _reread(font: TTFont) -> TTFont:
    """The instancer reads tables anew, which a font in the middle of a change cannot give."""
    font.flavor = None
    return TTFont(io.BytesIO(_saved(font)), recalcTimestamp=False)


def _saved(font: TTFont) -> bytes:
    stream = io.BytesIO()
    font.save(stream, reorderTables=False)
    return stream.getvalue()


def face(part: Part, folder: str, **descriptors: str) -> str:
    """The `@font-face` rule of a file in `folder`, with descriptors such as font_family."""
    rules = {key.replace("_", "-"): value for key, value in descriptors.items()}
    rules |= {"src": f'url({folder}/{part.name}) format("woff2")'}
    if not part.alone:
        gap = 24 if part.name.endswith("-rest.woff2") else 1
        rules |= {"unicode-range": ",".join(ranges(part.points, gap))}
    return f"@font-face{{{';'.join(f'{key}:{value}' for key, value in rules.items())}}}"


def ranges(points: Iterable[int], gap: int = 1) -> list[str]:
    """Code points as CSS has them: runs as `U+61-7A`, single ones as `U+B7`.

    Runs up to `gap` apart become one, which is shorter and means characters between them too.
    """
    found: list[tuple[int, int]] = []
    for point in sorted(points):
        if found and point <= found[-1][1] + gap:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return [f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in found]


def descriptors(rule: str) -> dict[str, str]:
    """The descriptors of an `@font-face` rule, without its source."""
    parts = re.findall(r"([\w-]+):([^;}]+)", rule)
    return {key: value for key, value in parts if key != "src"}
