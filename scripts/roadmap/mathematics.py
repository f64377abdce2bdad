"""Mathematics at build time: KaTeX (installed by npm) runs here, so no page needs a script."""

import html
import re
from functools import cache
from pathlib import Path

from py_mini_racer import JSEvalException, MiniRacer

ROOT = Path(__file__).resolve().parents[2]
KATEX = ROOT / "scripts" / "web" / "node_modules" / "katex" / "dist" / "katex.min.js"
_CALL = "(tex, display) => katex.renderToString(tex, {displayMode: display, strict: 'error'})"
_ANNOTATION = re.compile(r"<annotation[^>]*>.*?</annotation>", re.S)


class FormulaError(ValueError):
    """A formula that KaTeX cannot typeset; the message says why."""


@cache
def _engine() -> MiniRacer:
    if not KATEX.is_file():
        raise FileNotFoundError(
            f"{KATEX.relative_to(ROOT)} is missing: run `make serve` or any other target once"
        )
    engine = MiniRacer()
    engine.eval(KATEX.read_text(encoding="utf-8"))
    engine.eval(f"var render = {_CALL}")
    return engine


@cache
def render(tex: str, display: bool = False) -> str:
    """HTML of a formula: MathML for screen readers and search, spans for the eye.

    The visual half is hidden from the search index, the TeX annotation is dropped: otherwise every
    formula would be indexed three times. Raises FormulaError.
    """
    try:
        result = str(_engine().call("render", tex, display))
    except JSEvalException as error:
        message = str(error).split("KaTeX parse error: ")[-1].split("\n")[0]
        raise FormulaError(message) from None
    result = _ANNOTATION.sub("", result)
    visual = '<span class="katex-html" aria-hidden="true">'
    head, _, tail = result.partition(visual)
    closing = "</span>" * (2 if display else 1)
    tail = tail.removesuffix(closing)
    wrapped = f"<katex-visual data-search-exclude>{visual}{tail}</katex-visual>"
    result = f"{head}{wrapped}{closing}"
    if not display:
        return result
    label = html.escape(_label(tex), quote=True)
    return (
        f'<div class="math-display" tabindex="0" role="group" aria-label="{label}">{result}</div>'
    )


def _label(tex: str) -> str:
    """A short name for the scrollable box of a display formula."""
    first = re.sub(r"\s+", " ", tex)
    return f"Formula: {first[:60]}"
