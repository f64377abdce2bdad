"""Mathematics at build time: KaTeX (installed by npm) runs here, so no page needs a script."""

import atexit
import hashlib
from functools import cache
from pathlib import Path

from py_mini_racer import JSEvalException, MiniRacer

from roadmap import compact
from roadmap.kept import Kept
from roadmap.strings import Strings

ROOT = Path(__file__).resolve().parents[2]
KATEX = ROOT / "scripts" / "web" / "node_modules" / "katex" / "dist" / "katex.min.js"
cache_file = Kept(ROOT / ".cache" / "formulas.sqlite3")
_CALL = "(tex, display) => katex.renderToString(tex, {displayMode: display, strict: 'error'})"


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
    result = compact.formula(typeset(tex, display), display)
    cache_file.put(key, result)
    return result


def typeset(tex: str, display: bool = False) -> str:
    """HTML of a formula as KaTeX writes it. Raises FormulaError."""
    try:
        return str(_engine().call("render", tex, display))
    except JSEvalException as error:
        message = str(error).split("KaTeX parse error: ")[-1].split("\n")[0]
        raise FormulaError(message) from None


@cache
def _version() -> str:
    """Changes with KaTeX and with the files that write formulas."""
    files = [Path(file).read_bytes() for file in (__file__, compact.__file__)]
    return hashlib.sha256(b"".join([_katex().encode(), *files])).hexdigest()


def boxed(say: Strings, tex: str) -> str:
    """A display formula in a box that scrolls, with a name. Raises FormulaError."""
    name = say.html("block.formula")
    box = f'<div class="math-display" tabindex="0" role="group" aria-label="{name}">'
    return f"{box}{render(tex, display=True)}</div>"
