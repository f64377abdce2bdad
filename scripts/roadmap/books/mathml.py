"""MathML as readers of books draw it: MathML Core has no `mathvariant` but for upright letters."""

import unicodedata
import xml.etree.ElementTree as etree

from roadmap.books.model import MATHML

STYLES = {
    "bold": "BOLD",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
}
SCRIPTS = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
APPLIED = "\u2061"  # the invisible operator after `max`, which KaTeX also puts into scripts


def core(math: etree.Element) -> None:
    """Turn a formula of KaTeX into MathML Core, in place."""
    semantics = math.find("semantics")
    if semantics is not None:
        math[:] = list(semantics)
    for element in math.iter():
        variant = element.get("mathvariant")
        if variant in STYLES:
            element.text = "".join(letter(c, STYLES[variant]) for c in element.text or "")
        single = element.tag == "mi" and len(element.text or "") == 1
        if variant and not (variant == "normal" and single):
            del element.attrib["mathvariant"]
        if element.tag in SCRIPTS:
            element[:] = [child for child in element if child.text != APPLIED]
        if element.tag == "mtable":
            _columns(element)


def signs(body: etree.Element) -> None:
    """Turn formulas of one letter or number, which pages hold as text, into MathML, in place."""
    for formula in body.iter("span"):
        if formula.get("class") != "katex" or len(formula) != 1:
            continue
        sign = formula[0]
        kind = set(sign.get("class", "").split())
        if "mord" not in kind:
            continue
        text = sign.text or ""
        math = etree.Element("math", {"xmlns": MATHML})
        element = etree.SubElement(math, "mn" if text[:1].isdigit() else "mi")
        element.text = letter(text, "BOLD") if "mathbf" in kind else text
        if element.tag == "mi" and not kind & {"mathnormal", "mathbf"}:
            element.set("mathvariant", "normal")
        math.tail = sign.tail
        formula[:] = [math]


def letter(character: str, style: str) -> str:
    """The mathematical letter of a style, such as 𝐀 or ℝ; the character itself if there is none."""
    name = unicodedata.name(character, "").replace("LETTER ", "")
    name = name.removeprefix("LATIN ").removeprefix("GREEK ")
    for wanted in (f"MATHEMATICAL {style} {name}", f"{style} {name}"):
        try:
            return unicodedata.lookup(wanted)
        except KeyError:
            continue
    return character


def _columns(table: etree.Element) -> None:
    """Alignment and gaps of columns, which MathML Core leaves to style sheets."""
    align = table.get("columnalign", "center").split()
    gaps = ["0em", *table.get("columnspacing", "0.8em").split()]
    for row in table.findall("mtr"):
        for index, cell in enumerate(row.findall("mtd")):
            side = align[min(index, len(align) - 1)]
            gap = gaps[min(index, len(gaps) - 1)]
            cell.set("style", f"text-align: {side}; padding: 0.5ex 0 0.5ex {gap}")
