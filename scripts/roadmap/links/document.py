"""What an HTML page calls itself and which anchors it has, read leniently and in one pass."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

REFRESH = re.compile(r"\s*(\d+)\s*[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"]+)", re.I)
VOID_TEXT = ("script", "style", "template", "svg")


@dataclass(frozen=True)
class Document:
    """The parts of an HTML page that verdicts look at."""

    title: str = ""
    headings: str = ""
    text: str = ""
    anchors: frozenset[str] = field(default_factory=frozenset)
    scripts: int = 0
    refresh: str = ""

    @property
    def names(self) -> str:
        """What the page calls itself: its title and its main headings."""
        return f"{self.title} {self.headings}"

    @property
    def is_shell(self) -> bool:
        """Whether the page is all but empty until a script fills it."""
        return self.scripts > 0 and len(self.text) < 200


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.headings: list[str] = []
        self.text: list[str] = []
        self.anchors: set[str] = set()
        self.scripts = 0
        self.refresh = ""
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.anchors |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "script":
            self.scripts += 1
        if tag == "meta":
            self._meta(given)
        if tag in ("title", "h1", *VOID_TEXT):
            self.inside.append(tag)

    def _meta(self, given: dict[str, str]) -> None:
        if given.get("property") == "og:title":
            self.headings.append(given.get("content", ""))
        if given.get("http-equiv", "").lower() == "refresh":
            match = REFRESH.match(given.get("content", ""))
            if match and int(match.group(1)[:6]) <= 5:
                self.refresh = match.group(2).strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        where = self.inside[-1] if self.inside else ""
        if where == "title":
            self.title.append(data)
        elif where not in VOID_TEXT:
            self.text.append(data)
            if where == "h1":
                self.headings.append(data)


def read(html: str) -> Document:
    """The document; broken HTML gives what could be read."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # html.parser on nonsense declarations
        pass
    return Document(
        title=_squeeze(reader.title)[:300],
        headings=_squeeze(reader.headings)[:2000],
        text=_squeeze(reader.text),
        anchors=frozenset(reader.anchors),
        scripts=reader.scripts,
        refresh=reader.refresh,
    )


def _squeeze(parts: list[str]) -> str:
    return " ".join(" ".join(parts).split())
