"""Mathematics at build time: KaTeX (installed by npm) runs here, so no page needs a script."""

import atexit
import hashlib
import re
from functools import cache
from pathlib import Path

from py_mini_racer import JSEvalException, MiniRacer

from roadmap.kept import Kept
from roadmap.strings import Strings

ROOT = Path(__file__).resolve().parents[2]
KATEX = ROOT / "scripts" / "web" / "node_modules" / "katex" / "dist" / "katex.min.js"
cache_file = Kept(ROOT / ".cache" / "formulas.sqlite3")
_CALL = "(tex, display) => katex.renderToString(tex, {displayMode: display, strict: 'error'})"
_ANNOTATION = re.compile(r"<annotation[^>]*>.*?</annotation>", re.S)
_WRAPPING = re.compile(r' xmlns="[^"]*"|<semantics>(?:<mrow>)?|(?:</mrow>)?</semantics>')
_STYLE = re.compile(r'style="[^"]*"')
_LENGTH = re.compile(r"-?\d+\.\d+")
_SIGN = re.compile(
    r'<span class="katex">.*?<span class="katex-html" aria-hidden="true">'
    r'<span class="katex-base"><span class="katex-strut"[^>]*></span>'
    r'(<span class="mord(?: mathnormal| mathbf)?"[^>]*>(?:[^<]|[\d.]+)</span>)</span></span></span>'
)
# Classes for which KaTeX's style sheet has no rule: the program spaces what they name.
UNSTYLED = frozenset(["mord", "mbin", "mrel", "mopen", "mclose", "mpunct", "minner", "mtight"])
_SPAN = re.compile(r"(</?span[^>]*>)")
_CLASSES = re.compile(r'class="([^"]*)"')


class FormulaError(ValueError):
    """A formula that KaTeX cannot typeset; the message says why."""


@cache
def _katex() -> str:
    if not KATEX.is_file():
        raise FileNotFoundError(
            f"{KATEX.relative_to(ROOT)} is missing: run `make serve` or any other target once"
        )
    return KATEX.read_text(encoding="utf-8")


@cache
def _engine() -> MiniRacer:
    engine = MiniRacer()
    atexit.register(engine.close)  # left to the end of the process, it can wait forever
    engine.eval(_katex())
    engine.eval(f"var render = {_CALL}")
    return engine


@cache
def render(tex: str, display: bool = False) -> str:
    """HTML of a formula: MathML for screen readers, spans for the eye. Raises FormulaError.

    Kept on disk, since most formulas never change.
    """
    key = hashlib.sha256(f"{_version()}{display:d}{tex}".encode("utf-8", "replace")).digest()
    kept = cache_file.get(key)
    if kept is not None:
        return kept
    try:
        typeset = str(_engine().call("render", tex, display))
    except JSEvalException as error:
        message = str(error).split("KaTeX parse error: ")[-1].split("\n")[0]
        raise FormulaError(message) from None
    result = _short(typeset, display)
    cache_file.put(key, result)
    return result


@cache
def _version() -> str:
    """Changes with KaTeX and with this file."""
    return hashlib.sha256(_katex().encode() + Path(__file__).read_bytes()).hexdigest()


def _short(typeset: str, display: bool) -> str:
    """KaTeX's HTML without the TeX annotation and spans that show nothing, with rounded lengths.

    A single letter or number needs no MathML: it is read as it is.
    """
    result = _WRAPPING.sub("", _ANNOTATION.sub("", typeset))
    result = _STYLE.sub(lambda style: _LENGTH.sub(_rounded, style[0]), result)
    sign = None if display else _SIGN.fullmatch(result)
    return f'<span class="katex">{sign[1]}</span>' if sign else _bare(result)


def _bare(html: str) -> str:
    """Without the spans that have no style, of their own or from one or two levels above."""
    left: list[str] = []
    around: list[list[str]] = []  # the classes of each open span; none: it is left out
    for part in _SPAN.split(html):
        kept = True
        if part == "</span>":
            kept = bool(around.pop())
        elif part.startswith("<span"):
            classes = _CLASSES.search(part)
            names = classes[1].split() if classes else ["-"]
            outer = [names for names in around if names][-2:]
            laid_out = any("vlist" in names or "mfrac" in names for names in outer)
            kept = laid_out or "style=" in part or not UNSTYLED.issuperset(names)
            around.append(names if kept else [])
        if kept:
            left.append(part)
    return "".join(left)


def _rounded(length: re.Match[str]) -> str:
    """Two decimals of an em are a tenth of a pixel, and fewer styles that differ."""
    short = f"{float(length[0]):.2f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", short)


def boxed(say: Strings, tex: str) -> str:
    """A display formula in a box that scrolls, with a name. Raises FormulaError."""
    name = say.html("block.formula")
    box = f'<div class="math-display" tabindex="0" role="group" aria-label="{name}">'
    return f"{box}{render(tex, display=True)}</div>"
