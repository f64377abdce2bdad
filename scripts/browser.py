"""Starts a Chromium for the browser tests and the pictures of a preview."""

import os
import shutil
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
