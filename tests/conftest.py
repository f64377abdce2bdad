"""Shared fixtures: the repository, the built site, a server for it and a browser.

The site is built once a run, strictly, and shared by the xdist workers. No test may skip for
want of a browser: it fails. Run as a script, this file says whether a browser is there.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser import NoBrowserError, launch, served

ROOT = Path(__file__).resolve().parents[1]
# Not laid out until the reader comes near: boxes in them would overlap.
LATER = ".part, quiz-question, .site-footer, .map > li, .resources > li"
# Waits for a frame. A browser without windows now and then draws none any more: then go on.
FRAME = """const frame = () => Promise.race([
  new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))),
  new Promise((late) => setTimeout(late, 500)),
]);"""


def press_slash(page: Page) -> None:
    """Go to the search by its key, which does nothing before its part of the script runs."""
    page.evaluate("customElements.whenDefined('site-search').then(() => true)")
    page.keyboard.press("/")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The built site: `$ROADMAP_SITE` when set, else a strict build made once a run."""
    if built := os.environ.get("ROADMAP_SITE"):
        return Path(built).resolve()
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    site, log = shared / "site", shared / "site.log"
    with FileLock(shared / "site.lock"):
        if not log.exists():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", site]
            quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
            build = subprocess.run(
                command,
                cwd=ROOT,
                env=os.environ | quiet,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
            log.write_text(f"{build.returncode}\n{build.stdout}", encoding="utf-8")
    status, _, output = log.read_text(encoding="utf-8").partition("\n")
    if status != "0":
        pytest.fail(f"`mkdocs build --strict` failed:\n{output}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def base_url(site_dir: Path) -> Iterator[str]:
    """The address of the built site, with a slash at its end."""
    with served(site_dir) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        try:
            chromium = launch(playwright)
        except NoBrowserError as error:
            pytest.fail("\n  ".join(error.args), pytrace=False)
        yield chromium
        chromium.close()


class Pages:
    """Opens pages of the site, each in a context of its own.

    `foreign` collects requests to other hosts (they are aborted), `errors` what the console and
    uncaught exceptions say. The fixture fails a test that leaves something in `foreign`.
    """

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser, self.base_url = browser, base_url
        self.contexts: list[BrowserContext] = []
        self.foreign: list[str] = []
        self.errors: list[str] = []

    def __call__(self, path: str = "", **options: Any) -> Page:
        """Open `path` of the site; `options` are those of Playwright's `new_context`."""
        options = {"service_workers": "block", "base_url": self.base_url, **options}
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        # A pattern, not a function: the browser's driver then asks here about foreign ones only.
        context.route(re.compile(f"^(?!{re.escape(self.base_url)})"), self._abort)
        context.on("weberror", lambda e: self.errors.append(f"{e.page.url}: {e.error}"))
        context.on("console", self._listen)
        page = context.new_page()
        page.goto(path)
        return page

    def _abort(self, route: Any) -> None:
        self.foreign.append(route.request.url)
        route.abort()

    def _listen(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"{message.page.url}: {message.text}")


@pytest.fixture
def open_page(browser: Browser, base_url: str) -> Iterator[Pages]:
    """Open pages of the built site: `page = open_page("transformers/", viewport=...)`."""
    pages = Pages(browser, base_url)
    yield pages
    for context in pages.contexts:
        context.close()
    assert not pages.foreign, f"requests to other hosts: {pages.foreign}"


@pytest.fixture(scope="session")
def web() -> Iterator[Any]:
    """The local web of faults (tests/links), on loopback addresses."""
    from web import Web  # its folder is on the path when a test of it was collected

    running = Web().start()
    yield running
    running.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser; let those of the local web reach all of loopback."""
    for item in items:
        if "web" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.0/8"]))
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn a skipped browser test into a failed one."""
    report = yield
    if report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: a browser test may not be skipped"
    return report


if __name__ == "__main__":
    with sync_playwright() as driver:
        try:
            print(f"Chromium {launch(driver).version}")
        except NoBrowserError as missing:
            sys.exit("\n  ".join(missing.args))
