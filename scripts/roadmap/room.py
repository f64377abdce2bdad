"""How much room a section takes before a browser lays it out, which it does near the window.

The scroll bar goes by that, and so does a program that asks where links are that nobody has seen.
"""

import math
import re
import xml.etree.ElementTree as etree
from collections import defaultdict
from collections.abc import Sequence

# Heights in px in a window of 412 px: a linear fit to the sections of all topics.
HEIGHTS = {
    "section": 180,
    "letter": 0.4,
    "li": 19,
    "h3": 99,
    "tr": 123,
    "code": 57,
    "line": 21,
    "formula": 169,
    "figure": 109,
    "square": 430,  # a figure as high as wide
    "quiz-question": 440,
    "details": 58,
    "block": 30,  # of HTML from data
}
SPARE = 1.2  # most sections are not higher than their room
REM = 20  # px: Material's root size in such a window
STEP = 5  # rem: sections then share their styles
_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"<(?:p|dt|dd|h\d|tr)\b")


def of_section(section: etree.Element, blocks: Sequence[object]) -> int:
    """The room of a section in rem; `blocks` is the HTML that Python-Markdown put aside."""
    seen: dict[str, float] = defaultdict(float, section=1)
    left = [section]
    while left:
        element = left.pop()
        words = "".join([element.text or "", *(child.tail or "" for child in element)])
        if element.tag not in ("td", "th"):
            seen["letter"] += len(_STASHED.sub("", words))
        for number in _STASHED.findall(words):
            for name, more in _of_block(str(blocks[int(number)])).items():
                seen[name] += more
        for child in element:
            seen[child.tag] += 1
            if child.tag not in ("details", "quiz-question"):
                left.append(child)
    height = sum(HEIGHTS.get(name, 0) * number for name, number in seen.items())
    return STEP * math.ceil(SPARE * height / REM / STEP)


def _of_block(html: str) -> dict[str, float]:
    if html.startswith("<details"):
        return {"details": 1}
    if "<pre" in html:
        return {"code": 1, "line": html.count("\n")}
    if "math-display" in html:
        return {"formula": 1}
    if 'class="katex"' in html:
        return {}
    if box := _BOX.search(html):
        return {"figure": 1, "square": float(box[2]) / float(box[1])}
    return {"letter": len(_TAG.sub("", html)), "block": len(_BLOCK.findall(html))}
