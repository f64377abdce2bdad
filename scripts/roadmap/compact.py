"""Typeset formulas with fewer elements and bytes that look as KaTeX draws them.

KaTeX gives each line its height with a strut at its start. So what lies on the line need not be as
high as it looks, and most of the tables in which KaTeX stacks scripts can go.
"""

import re
from collections import Counter
from functools import cache

_ANNOTATION = re.compile(r"<annotation[^>]*>.*?</annotation>", re.S)
_WRAPPING = re.compile(r' xmlns="[^"]*"|<semantics>(?:<mrow>)?|(?:</mrow>)?</semantics>')
_STYLE = re.compile(r'style="[^"]*"')
_LENGTH = re.compile(r"(?<!font-size:)(?<![\d.])-?\d+\.\d+")
_SIGN = re.compile(
    r'<span class="katex">.*?<span class="katex-html" aria-hidden="true">'
    r'<span class="katex-base"><span class="katex-strut"[^>]*></span>'
    r'(<span class="mord(?: mathnormal| mathbf)?"[^>]*>(?:[^<]|[\d.]+)</span>)</span></span></span>'
)
# Classes for which KaTeX's style sheet has no rule: the program spaces what they name.
UNSTYLED = frozenset(["mord", "mbin", "mrel", "mopen", "mclose", "mpunct", "minner", "mtight"])
_SPAN = re.compile(r"(</?span[^>]*>)")
# A script alone above or below its base, as KaTeX stacks one: in a table with one row.
_EM = r"(-?[\d.]+)em;"
_SCRIPT = re.compile(
    r'<span class="msupsub"><span class="vlist-t"><span class="vlist-r"><span class="vlist">'
    rf'<span style="top:{_EM}(?:margin-left:{_EM})?(?:margin-right:{_EM})?">'
    rf'<span class="pstrut" style="height:{_EM}"></span>'
    r'<span class="katex-sizing reset-size(\d+) size(\d+) mtight">(.*)</span>'
    r"</span></span></span></span></span>"
)
# The line has its height from KaTeX's strut: what else would make it as high is left out.
_DEPTH = re.compile(
    r'<span class="vlist-s">.</span></span><span class="vlist-r">'
    r'<span class="vlist" style="[^"]*"><span></span></span></span>'
)
_HEIGHT = re.compile(r'(<span class="vlist") style="height:[^"]*"')
# A row hangs on a strut, which site.css draws; 3em unless the row tells another height.
_ROW = re.compile(
    rf'<span((?: class="[^"]*")? style="top:){_EM}([^"]*)">'
    rf'<span class="pstrut" style="height:{_EM}"></span>'
)
_STRUT = 3
_NO_MARGIN = re.compile(r"margin-(?:left|right):0em;")
_SPACED = re.compile(
    r'<span class="mspace" style="margin-right:([^"]*);"></span>([^<]+)'
    r'<span class="mspace" style="margin-right:\1;"></span>'
)
_SHAPE = re.compile(r'<path d="([^"]{200,})"/>')
_BODY = re.compile(r"<body\b[^>]*>")
_SHAPES = '<svg width="0" height="0" class="shapes" aria-hidden="true"><defs>{}</defs></svg>'
_NAMED_SHAPE = re.compile(r'<path id="(katex-\d+)" d="([^"]*)"/>')
# In a cell of a table of MathML both are so anyway.
_CELL = re.compile(r'<mstyle scriptlevel="0" displaystyle="false">(.*?)</mstyle>(?=</mtd>)')
_ONE_SIGN = re.compile(r'<span class="mord (mathnormal|mathbf) mtight">([^<]*)</span>')
_SIZES = (0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488)
_CLASSES = re.compile(r'class="([^"]*)"')


def formula(html: str, display: bool) -> str:
    """KaTeX's HTML without the TeX annotation and spans that show nothing, with rounded lengths.

    A single letter or number needs no MathML: it is read as it is.
    """
    result = _CELL.sub(r"\1", _WRAPPING.sub("", _ANNOTATION.sub("", html)))
    result = _DEPTH.sub("</span>", result).replace("vlist-t vlist-t2", "vlist-t")
    result = _ROW.sub(_row, _single_scripts(_HEIGHT.sub(r"\1", result)))
    result = _STYLE.sub(lambda style: _rounded(style[0]), result)
    sign = None if display else _SIGN.fullmatch(result)
    if sign:
        return f'<span class="katex">{sign[1]}</span>'
    return _SPACED.sub(r'<span style="margin:0 \1">\2</span>', _bare(result))


def _single_scripts(html: str) -> str:
    """With a script alone above or below its base moved there, without the table around it."""
    if "msupsub" not in html:
        return html
    left: list[str] = []
    opened: list[int] = []
    for part in _SPAN.split(html):
        left.append(part)
        if part == "</span>":
            start = opened.pop()
            if left[start] == '<span class="msupsub">':
                left[start:] = [_moved("".join(left[start:]))]
        elif part.startswith("<span"):
            opened.append(len(left) - 1)
    return "".join(left)


def _moved(script: str) -> str:
    found = _SCRIPT.fullmatch(script)
    if not found or not _one_element(content := found[7]):
        return script
    top, before, after, strut, around, size, _ = found.groups()
    scale = _SIZES[int(size) - 1] / _SIZES[int(around) - 1]
    shifts = {"top": float(top) + float(strut), "margin-left": before, "margin-right": after}
    moved = "".join(f"{name}:{float(em or 0) / scale:.4f}em;" for name, em in shifts.items())
    smaller = f"{scale:.4g}".lstrip("0")
    style = f'style="position:relative;font-size:{smaller}em;{moved}"'
    if sign := _ONE_SIGN.fullmatch(content):
        return f'<span class="{sign[1]}" {style}>{sign[2]}</span>'
    return f"<span {style}>{content}</span>"


def _row(match: re.Match[str]) -> str:
    start, top, style, strut = match[1], float(match[2]), match[3], float(match[4])
    higher = max(strut, _STRUT)
    own = f"--strut:{higher:.4f}em;" if higher > _STRUT else ""
    return f'<span{start}{top + strut - higher:.4f}em;{style}{own}">'


def _one_element(html: str) -> bool:
    """Whether each closing tag has its opening one: the content of one element, not of two."""
    depth = 0
    for part in _SPAN.findall(html):
        depth += -1 if part == "</span>" else 1
        if depth < 0:
            return False
    return True


def _bare(html: str) -> str:
    """Without the spans that have no style."""
    left: list[str] = []
    around: list[bool] = []  # for each open span: whether it is kept
    for part in _SPAN.split(html):
        kept = True
        if part == "</span>":
            kept = around.pop()
        elif part.startswith("<span"):
            kept = _styled(part)
            around.append(kept)
        if kept:
            left.append(part)
    return "".join(left)


# Tags and styles are few, and each stands in many formulas.
@cache
def _styled(tag: str) -> bool:
    classes = _CLASSES.search(tag)
    return "style=" in tag or not (classes and UNSTYLED.issuperset(classes[1].split()))


@cache
def _rounded(style: str) -> str:
    """Two decimals of an em are a tenth of a pixel, and fewer styles that differ."""
    return _NO_MARGIN.sub("", _LENGTH.sub(_length, style))


def _length(length: re.Match[str]) -> str:
    short = f"{float(length[0]):.2f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", short)


def shared_shapes(html: str) -> str:
    """The page with each long outline (of a root, an arrow) that it draws often at its start.

    Not where it is first drawn: browsers draw no copy of what is folded away.
    """
    counts = Counter(_SHAPE.findall(html))
    names = {shape: f"katex-{n}" for n, shape in enumerate(counts) if counts[shape] > 1}
    if not names:
        return html
    shapes = "".join(f'<path id="{name}" d="{shape}"/>' for shape, name in names.items())
    html = _SHAPE.sub(lambda m: _use(names[m[1]]) if m[1] in names else m[0], html)
    return _BODY.sub(lambda body: body[0] + _SHAPES.format(shapes), html, count=1)


def own_shapes(html: str) -> str:
    """The page as it was before: for what takes parts of a page."""
    for name, shape in _NAMED_SHAPE.findall(html):
        html = html.replace(_use(name), f'<path d="{shape}"/>')
    return html


def _use(name: str) -> str:
    return f'<use href="#{name}"/>'
