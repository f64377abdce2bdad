"""What a reader finds on a built page, whatever built it: headings, links, figures, formulas.

Headings are compared with their ids, links by where they lead, the rest by number.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath


@dataclass(eq=False)
class Content(HTMLParser):
    """The content of the page's `article`."""

    url: str = ""
    headings: list[tuple[str, str, str]] = field(default_factory=list)  # tag, id, text
    links: list[str] = field(default_factory=list)  # addresses as seen from the root
    figures: int = 0
    formulas: int = 0
    questions: int = 0
    tables: int = 0
    code: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.open: tuple[str, str] | None = None
        self.words: list[str] = []
        self.skipped = 0
        self.outline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        names = given.get("class", "").split()
        self.depth += tag == "article"
        if not self.depth:
            return
        if re.fullmatch("h[1-6]", tag):
            self.open, self.words = (tag, given.get("id", "")), []
        if tag == "a" and "headerlink" in names:
            self.skipped += 1
        elif tag == "details":
            self.outline = "toc-inline" in names  # of our templates, which stay behind
        elif tag == "a" and given.get("href") and not self.outline:
            self.links.append(self._seen(given["href"]))
        self.figures += tag == "figure"
        self.formulas += "katex" in names
        self.questions += tag == "quiz-question"
        self.tables += tag == "table" and "highlighttable" not in names
        self.code += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.depth -= 1
        if tag == "details":
            self.outline = False
        if tag == "a" and self.skipped:
            self.skipped -= 1
        if self.open and tag == self.open[0]:
            self.headings.append((*self.open, " ".join("".join(self.words).split())))
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open and not self.skipped:
            self.words.append(data)

    def _seen(self, href: str) -> str:
        if ":" in href.split("/")[0]:
            return href
        path, mark, fragment = href.partition("#")
        whole = normpath(f"/{self.url}/{path}") if path else normpath(f"/{self.url}")
        return f"{whole}{mark}{fragment}".replace("/index.html", "")


def read(site: Path) -> dict[str, Content]:
    """Address -> content of every page of a built site."""
    found: dict[str, Content] = {}
    for file in sorted(site.rglob("index.html")):
        url = file.parent.relative_to(site).as_posix().removeprefix(".")
        content = Content(url)
        content.feed(file.read_text(encoding="utf-8"))
        found[url] = content
    return found


def differences(one: dict[str, Content], other: dict[str, Content]) -> list[str]:
    """What differs, a line each."""
    lines = [f"only in the first: {url}" for url in sorted(one.keys() - other.keys())]
    lines += [f"only in the second: {url}" for url in sorted(other.keys() - one.keys())]
    for url in sorted(one.keys() & other.keys()):
        for name in ("headings", "links", "figures", "formulas", "questions", "tables", "code"):
            first, second = getattr(one[url], name), getattr(other[url], name)
            if first == second:
                continue
            if isinstance(first, list):
                missing = [item for item in first if item not in second]
                added = [item for item in second if item not in first]
                lines.append(f"{url}: {name}: missing {missing[:4]}, added {added[:4]}")
            else:
                lines.append(f"{url}: {name}: {first} and {second}")
    return lines
