"""Starts a Chromium and serves a built site: for browser tests, previews and measurements."""

import gzip
import io
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Error, Playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The same engine without windows of its own, which opens a page in half the time.
SHELL = "chromium-headless-shell"
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
# What hosts pack: the other files of a site are packed already.
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}


class NoBrowserError(Exception):
    """No Chromium could be started; the message lists what was tried."""


def find(windows: bool = False) -> str | None:
    """The path of `$CHROMIUM` or of a browser on the PATH; with `windows` one like a reader's."""
    names = (*BROWSERS, SHELL) if windows else (SHELL, *BROWSERS)
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def launch(playwright: Playwright, options: Sequence[str] = (), windows: bool = False) -> Browser:
    """Start `$CHROMIUM`, a browser on the PATH, Playwright's own, or an installed Chrome.

    `options` are further ones of its command line; `windows` is that of `find`.
    """
    found = find(windows)
    choices: list[dict[str, Any]] = (
        [{"executable_path": found}] if found else [{}, {"channel": "chrome"}]
    )
    problems = []
    for choice in choices:
        try:
            return playwright.chromium.launch(args=[*BROWSER_ARGS, *options], **choice)
        except Error as error:
            problems.append(f"{choice or 'Playwright'}: {error.message.splitlines()[0]}")
    raise NoBrowserError("no Chromium for the browser tests (run `make setup`)", *problems)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class HostHandler(QuietHandler):
    """Answers as hosts of static sites do: text packed with gzip, all fresh for ten minutes.

    A subclass with a list `sent` keeps (path, bytes of the body) of every answer in it.
    """

    sent: list[tuple[str, int]] | None = None

    def send_head(self) -> Any:
        """The headers; returns the body, packed when the browser takes it and it is text."""
        file = Path(self.translate_path(self.path))
        if file.is_dir() and self.path.partition("?")[0].endswith("/"):
            file /= "index.html"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and file.suffix in PACKED and file.is_file()):
            return super().send_head()
        body = packed(file, file.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Every answer may be kept for a while, so that a next page can use it again."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send the body and note its size."""
        body: bytes = source.read()
        if self.sent is not None:
            self.sent.append((self.path, len(body)))
        outputfile.write(body)


@cache
def packed(file: Path, changed: int) -> bytes:
    """A file packed with gzip, once for each time `changed` of its last change (ns)."""
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


class QuietServer(ThreadingHTTPServer):
    """Says nothing when a browser that is closed leaves an answer unread."""

    request_queue_size = 64  # a browser opens several connections at once

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of everything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """The address of a built site, with a slash at its end, while it is served."""
    of_site = partial(handler, directory=str(site))
    with QuietServer(("127.0.0.1", 0), of_site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
