"""Mathematics at build time: KaTeX (installed by npm) runs here, so no page needs a script."""

import hashlib
import html
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
    engine.eval(_katex())
    engine.eval(f"var render = {_CALL}")
    return engine


def _typeset(tex: str, display: bool) -> str:
    """What KaTeX makes of a formula; kept on disk, since most formulas never change."""
    key = hashlib.sha256(f"{_version()}{display:d}{tex}".encode("utf-8", "replace")).digest()
    kept = cache_file.get(key)
    if kept is not None:
        return kept
    try:
        result = str(_engine().call("render", tex, display))
    except JSEvalException as error:
        message = str(error).split("KaTeX parse error: ")[-1].split("\n")[0]
        raise FormulaError(message) from None
    cache_file.put(key, result)
    return result


@cache
def _version() -> str:
    """Changes with KaTeX and with how it is called."""
    return hashlib.sha256(_katex().encode() + _CALL.encode()).hexdigest()


@cache
def render(tex: str, display: bool = False) -> str:
    """HTML of a formula: MathML for screen readers and search, spans for the eye.

    The visual half is hidden from the search index, the TeX annotation is dropped: otherwise every
    formula would be indexed three times. Raises FormulaError.
    """
    result = _ANNOTATION.sub("", _typeset(tex, display))
    visual = '<span class="katex-html" aria-hidden="true">'
    head, _, tail = result.partition(visual)
    closing = "</span>" * (2 if display else 1)
    tail = tail.removesuffix(closing)
    wrapped = f"<katex-visual data-search-exclude>{visual}{tail}</katex-visual>"
    return f"{head}{wrapped}{closing}"


def boxed(say: Strings, tex: str) -> str:
    """A display formula in a box that scrolls, with a short name. Raises FormulaError."""
    first = html.escape(re.sub(r"\s+", " ", tex)[:60])
    label = say.html("block.formula", tex=first)
    return (
        f'<div class="math-display" tabindex="0" role="group" aria-label="{label}">'
        f"{render(tex, display=True)}</div>"
    )
