r"""Text of labels: plain text, with a little mathematics between `$` signs.

`"loss $L(w)$"`, `"$\mathbf{W}^{(1)}$"`, `"$x_1$"`: single letters lean, `_` and
`^` lower and raise the next character or `{group}`, `\mathbf{}` is bold upright,
`\text{}` is upright, `\hat{}` and `\bar{}` set an accent. Greek
letters and a few operators have their LaTeX names; spaces are kept.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from roadmap.figures.numbers import num

SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
    "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "omega": "ω", "Delta": "Δ", "Sigma": "Σ",
    "times": "×", "cdot": "·", "odot": "⊙", "oplus": "⊕", "partial": "∂",
    "nabla": "∇", "sum": "∑", "approx": "≈", "leq": "≤", "geq": "≥", "to": "→",
    "infty": "∞", "in": "∈", "dots": "…", "tanh": "tanh",
    "exp": "exp", "ln": "ln", "log": "log", "max": "max", "softmax": "softmax",
}  # fmt: skip
ACCENTS = {"hat": "\u0302", "bar": "\u0304"}
WORDS = {"tanh", "exp", "ln", "log", "max", "softmax"}
TOKEN = re.compile(
    r"\\(?P<styled>mathbf|text|mathrm|hat|bar)\{(?P<inner>[^{}]*)\}"
    r"|\\(?P<symbol>[A-Za-z]+)"
    r"|(?P<script>[_^])(?:\{(?P<group>(?:[^{}]|\{[^{}]*\})*)\}|(?P<single>[^\\{}]))"
    r"|(?P<letter>[A-Za-zα-ω])"
    r"|(?P<other>[^\\{}])"
)
#: operators that keep the space after their name
SPACED = set("×·⊙⊕≈≤≥→∈…∞")
WIDTHS = (("mwMW@%→…", 0.9), ("+=×⊙⊕≈≤≥<>∑∇", 0.72), ("iljtfrI.,:;'|!()[] ·", 0.34))


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; `level` is -1 lowered, 0, +1 raised."""

    text: str
    italic: bool = False
    bold: bool = False
    level: int = 0

    def width(self, size: float) -> float:
        """Estimate the width in user units at a font size."""
        scale = size * (0.72 if self.level else 1.0)
        em = sum(_em(c) for c in self.text)
        return em * scale * (1.08 if self.bold else 1.0)


def _em(character: str) -> float:
    if character in ACCENTS.values():
        return 0.0
    known = (width for group, width in WIDTHS if character in group)
    return next(known, 0.68 if character.isupper() else 0.57)


def parse(text: str) -> list[Run]:
    """Split a label into runs; an odd number of `$` is plain text."""
    parts = text.split("$")
    if len(parts) % 2 == 0:
        return [Run(text)]
    runs: list[Run] = []
    for index, part in enumerate(parts):
        if part:
            runs.extend(_math(part, 0) if index % 2 else [Run(part)])
    return runs or [Run("")]


def _math(source: str, level: int) -> list[Run]:
    runs: list[Run] = []
    position = 0
    while position < len(source):
        match = TOKEN.match(source, position)
        if match is None:
            raise ValueError(f"label: cannot read `{source[position:]}` in `{source}`")
        position = match.end()
        # As in TeX, a space ends a command; before a relation it is also the space of the relation.
        if _swallows_space(match) and re.match(r" (?! *[=<>+-])", source[position:]):
            position += 1
        runs.extend(_token(match, level))
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        style = (run.italic, run.bold, run.level)
        if last and (last.italic, last.bold, last.level) == style:
            merged[-1] = Run(last.text + run.text, *style)
        else:
            merged.append(run)
    return merged


def _swallows_space(match: re.Match[str]) -> bool:
    name = match["symbol"]
    return name is not None and not (name in WORDS or SYMBOLS.get(name) in SPACED)


def _token(match: re.Match[str], level: int) -> list[Run]:
    group = match.groupdict()
    if group["styled"]:
        style, inner = group["styled"], group["inner"]
        lean = style in ACCENTS and len(inner) == 1
        text = inner + ACCENTS.get(style, "")
        return [Run(text, italic=lean, bold=style == "mathbf", level=level)]
    if group["symbol"]:
        name = group["symbol"]
        if name not in SYMBOLS:
            raise ValueError(f"label: unknown symbol: `\\{name}`")
        lean = name not in WORDS and SYMBOLS[name].isalpha() and name[0].islower()
        return [Run(SYMBOLS[name], italic=lean, level=level)]
    if group["script"]:
        if level:
            raise ValueError("label: a script inside a script is not supported")
        inner = group["group"] if group["group"] is not None else group["single"]
        return _math(inner, 1 if group["script"] == "^" else -1)
    if group["letter"]:
        return [Run(group["letter"], italic=True, level=level)]
    return [Run(group["other"].replace("-", "\N{MINUS SIGN}"), level=level)]


def text_width(text: str, size: float) -> float:
    """Estimate how wide a label is, in user units, at a font size in user units."""
    return sum(run.width(size) for run in parse(text))


def markup(text: str, size: float) -> str:
    """Write a label as the escaped content of a `<text>` element."""
    out: list[str] = []
    offset = 0.0
    for run in parse(text):
        target = -run.level * (0.38 if run.level > 0 else 0.24) * size
        shift, offset = target - offset, target
        attributes = ""
        if abs(shift) > 1e-9:
            attributes += f' dy="{num(shift)}"'
        if run.level:
            attributes += f' font-size="{num(0.72 * size)}"'
        if run.italic:
            attributes += ' font-style="italic"'
        if run.bold:
            attributes += ' font-weight="700"'
        body = escape(run.text)
        out.append(f"<tspan{attributes}>{body}</tspan>" if attributes else body)
    return "".join(out)
