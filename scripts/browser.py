"""Starts a Chromium and serves a built site: for browser tests, previews and Lighthouse."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Error, Playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


class NoBrowserError(Exception):
    """No Chromium could be started; the message lists what was tried."""


def find() -> str | None:
    """The path of `$CHROMIUM` or of a browser on the PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def launch(playwright: Playwright) -> Browser:
    """Start `$CHROMIUM`, a browser on the PATH, Playwright's own, or an installed Chrome."""
    found = find()
    choices: list[dict[str, Any]] = (
        [{"executable_path": found}] if found else [{}, {"channel": "chrome"}]
    )
    problems = []
    for choice in choices:
        try:
            return playwright.chromium.launch(args=BROWSER_ARGS, **choice)
        except Error as error:
            problems.append(f"{choice or 'Playwright'}: {error.message.splitlines()[0]}")
    raise NoBrowserError("no Chromium for the browser tests (run `make setup`)", *problems)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    """Says nothing when a browser that is closed leaves an answer unread."""

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
