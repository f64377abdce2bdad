"""Each stage of the road as a book, from the built site: an EPUB and a PDF.

Here: where the files are and how pages link them, which needs none of what making them does.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from roadmap.strings import Strings

FOLDER = "books"

_LINE = re.compile(r'<p class="stage-books">.*?</p>')
_TOTAL = re.compile(r'<p class="stage-total">.*?</p>')


def write(file: Path, content: bytes) -> None:
    """Write a book, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(content)
    part.replace(file)


def linked(html: str, files: Iterable[Path], say: Strings) -> str:
    """The built overview of a stage with links to its books, in the place of earlier ones."""
    links = " · ".join(
        f'<a href="../{FOLDER}/{file.name}" download>{file.suffix[1:].upper()}</a>'
        f" ({file.stat().st_size / 1e6:.1f} MB)"
        for file in files
    )
    line = f'<p class="stage-books">{say.html("book.links")} {links}</p>' if links else ""
    return _TOTAL.sub(lambda total: total[0] + line, unlinked(html), count=1)


def unlinked(html: str) -> str:
    """The page without links to books, for copies that do not have them."""
    return _LINE.sub("", html)
