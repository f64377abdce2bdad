"""Writes the books below a built site, and the links to them into its pages."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from roadmap import worker
from roadmap.books import FOLDER, linked, write
from roadmap.books.bind import book
from roadmap.books.cover import cover
from roadmap.books.epub import epub
from roadmap.books.model import Book, BookError
from roadmap.books.paper import pdf
from roadmap.model import Site, Stage
from roadmap.published import changes
from roadmap.strings import Strings

Written = tuple[Path, int, str]  # file, bytes, what went wrong


class NotBuiltError(Exception):
    """There is no built site."""


def fill(site: Site, stages: Sequence[Stage], built: Path) -> Iterator[Written]:
    """Write the books of the stages; a problem concerns the named file only.

    Overviews link what was written, and the service worker learns of the changed pages. Raises
    NotBuiltError.
    """
    if not (built / "index.html").is_file():
        raise NotBuiltError(f"there is no built site in {built}; run `make build`")
    changed = changes(site.root)
    with ExitStack() as stack:
        printer = _Printer(stack, built)
        for stage in stages:
            files = {kind: built / FOLDER / f"{stage.folder}.{kind}" for kind in ("epub", "pdf")}
            for file in files.values():
                file.unlink(missing_ok=True)
            try:
                made = book(site, stage, built, changed)
            except (BookError, ValueError) as error:
                yield from ((file, 0, _line(error)) for file in files.values())
                _link(site.strings, built, stage, files)
                continue
            yield _made(files["epub"], lambda made=made: epub(made, cover(made, site.root)))
            yield _made(files["pdf"], lambda made=made: printer.pdf(made))
            _link(site.strings, built, stage, files)
    kept = worker.script(worker.files(built))
    (built / "sw.js").write_text(kept, encoding="utf-8", newline="\n")


def _made(file: Path, content: Any) -> Written:
    """Every error is of this book alone: what a browser can throw is not one class."""
    try:
        write(file, content())
    except Exception as error:
        return file, 0, _line(error)
    return file, file.stat().st_size, ""


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0] or type(error).__name__


def _link(say: Strings, built: Path, stage: Stage, files: dict[str, Path]) -> None:
    overview = built / stage.index.url / "index.html"
    if overview.is_file():
        html = overview.read_text(encoding="utf-8")
        there = [file for file in files.values() if file.is_file()]
        overview.write_text(linked(html, there, say), encoding="utf-8", newline="\n")


class _Printer:
    """A browser and a server for the built site, started by the first book that needs them."""

    def __init__(self, stack: ExitStack, built: Path) -> None:
        self.stack, self.built = stack, built
        self.browser: Any = None
        self.address = ""

    def pdf(self, made: Book) -> bytes:
        if self.browser is None:
            from playwright.sync_api import sync_playwright

            from browser import launch, served

            playwright = self.stack.enter_context(sync_playwright())
            self.browser = launch(playwright)
            self.stack.callback(self.browser.close)
            self.address = self.stack.enter_context(served(self.built))
        return pdf(made, self.browser, self.address)
