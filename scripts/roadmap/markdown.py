"""Python-Markdown extension: typesets mathematics, folds quizzes, lets tables scroll."""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from roadmap import mathematics, quiz, room, text
from roadmap.load import strings_of
from roadmap.strings import ENGLISH, Strings

_PLAIN_TOKEN = re.compile(r'<span class="[nopw]">([^<]*)</span>')
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


class QuizPreprocessor(Preprocessor):
    """Replaces quiz blocks by HTML before any other block is read."""

    def __init__(self, md: Markdown, say: Strings) -> None:
        super().__init__(md)
        self.say = say

    def run(self, lines: list[str]) -> list[str]:
        return quiz.expand(self.say, "\n".join(lines)).split("\n")


class FormulaPreprocessor(Preprocessor):
    """Keeps `<` in formulas from being read as HTML."""

    def run(self, lines: list[str]) -> list[str]:
        return text.escape_formulas(lines)


class MathTreeprocessor(Treeprocessor):
    """Replaces what arithmatex marked by typeset mathematics."""

    def __init__(self, md: Markdown, say: Strings) -> None:
        super().__init__(md)
        self.say = say

    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            for index, child in enumerate(parent):
                if "arithmatex" in child.get("class", "") and child.text:
                    parent[index] = self._typeset(child)

    def _typeset(self, element: etree.Element) -> etree.Element:
        source = str(element.text).strip()
        for entity, sign in _ENTITIES.items():  # arithmatex 13 escapes them, 12 does not
            source = source.replace(entity, sign)
        display = source.startswith("\\[")
        tex = source[2:-2].strip()
        rendered = mathematics.boxed(self.say, tex) if display else mathematics.render(tex)
        result = etree.Element("div" if display else "span", {"class": "arithmatex"})
        result.text = self.md.htmlStash.store(rendered)
        result.tail = element.tail
        return result


class TableTreeprocessor(Treeprocessor):
    """Puts each table into a labelled box of its own that scrolls and takes the keyboard focus."""

    def __init__(self, md: Markdown, say: Strings) -> None:
        super().__init__(md)
        self.say = say

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    parent[index] = self._boxed(child)

    def _boxed(self, table: etree.Element) -> etree.Element:
        names = [self._named(cell) for cell in table.iter("th")]
        box = etree.Element(
            "div",
            {
                "class": "table-scroll",
                "tabindex": "0",
                "role": "group",
                "aria-label": self.say("block.table", names=", ".join(filter(None, names))),
            },
        )
        box.tail, table.tail = table.tail, None
        box.append(table)
        return box

    def _named(self, cell: etree.Element) -> str:
        """The text of a header cell; an empty one is no header."""
        name = re.sub(r"\\[()]|[\x02\x03]", "", "".join(cell.itertext())).strip()
        if not name:
            cell.tag = "td"
        return name


class SectionTreeprocessor(Treeprocessor):
    """Puts each heading of the second level and what follows it into a section.

    A browser lays out a section when it comes near the window: see site.css.
    """

    def run(self, root: etree.Element) -> None:
        into = root
        for child in list(root):
            if child.tag == "h2":
                into = etree.SubElement(root, "section", {"class": "part"})
            if into is not root:
                root.remove(child)
                into.append(child)
        for section in root.iterfind("section[@class='part']"):
            section.set(
                "style", f"--room:{room.of_section(section, self.md.htmlStash.rawHtmlBlocks)}"
            )


class CodePostprocessor(Postprocessor):
    """Frees code of the marks of names, signs and spaces, which have no color of their own."""

    def run(self, text: str) -> str:
        return _PLAIN_TOKEN.sub(r"\1", text)


class RoadmapExtension(Extension):
    """Registers the processors: quiz before fences; tables while formulas are text; then these."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"language": [ENGLISH, "Language of the words that are put into pages"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (name fixed by Python-Markdown)
        say = strings_of(str(self.getConfig("language")))
        md.block_level_elements.append("quiz-question")
        md.preprocessors.register(QuizPreprocessor(md, say), "roadmap-quiz", 40)
        md.preprocessors.register(FormulaPreprocessor(md), "roadmap-formula", 35)
        md.treeprocessors.register(MathTreeprocessor(md, say), "roadmap-math", 5)
        md.postprocessors.register(CodePostprocessor(md), "roadmap-code", 5)
        md.treeprocessors.register(TableTreeprocessor(md, say), "roadmap-table", 6)
        md.treeprocessors.register(SectionTreeprocessor(md), "roadmap-section", 4)


def makeExtension(**kwargs: Any) -> RoadmapExtension:  # noqa: N802 (name fixed by Python-Markdown)
    """Entry point that Python-Markdown looks for."""
    return RoadmapExtension(**kwargs)
