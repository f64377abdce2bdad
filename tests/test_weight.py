"""What a visit costs in bytes, as a host sends them: text packed with gzip, fonts as they are."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import HostHandler, served
from conftest import FRAME, ROOT
from roadmap.load import load

SITE, _ = load(ROOT)
FIRST = 150_000
NEXT = 50_000
HEAVY = 5
PHONE = {"viewport": {"width": 412, "height": 823}, "is_mobile": True, "device_scale_factor": 2}


def packed(site: Path, path: str) -> int:
    """Bytes of a page's HTML, packed."""
    return len(gzip.compress((site / path / "index.html").read_bytes(), compresslevel=6))


@pytest.fixture
def sent() -> Iterator[list[tuple[str, int]]]:
    """Path and bytes of every answer of the server."""
    kept: list[tuple[str, int]] = []
    HostHandler.sent = kept
    yield kept
    HostHandler.sent = None


# As a reader does: sections are laid out, and fetch their fonts, when they come near.
READ = f"""async () => {{
  {FRAME}
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {{
    scrollTo(0, y);
    await frame();
  }}
}}"""


def test_a_first_visit_and_the_next_page_are_light(
    site_dir: Path, browser: Browser, sent: list[tuple[str, int]]
) -> None:
    topics = [page.url for page in SITE.pages.values() if page.meta.kind == "topic"]
    heavy = sorted(topics, key=lambda url: packed(site_dir, url))[-HEAVY:]
    with served(site_dir, HostHandler) as address:
        for url in [*heavy, "recurrent-networks/"]:
            context = browser.new_context(service_workers="block", base_url=address, **PHONE)
            page = context.new_page()
            sent.clear()
            page.goto(url, wait_until="networkidle")
            first = dict(sent)
            assert sum(first.values()) <= FIRST, (url, first)
            assert len(first) > 4, "page, style, script and fonts"
            assert "/search.json" not in first
            page.evaluate(READ)
            page.wait_for_load_state("networkidle")
            read = dict(sent)
            page.locator("a[rel=next]").click()
            page.wait_for_load_state("networkidle")
            later = dict(sent[len(read) :])
            assert later, "the next page came from the server"
            assert sum(later.values()) <= NEXT, (url, later)
            assert not {path for path in later if "assets" in path} & read.keys()
            context.close()


def test_the_text_of_a_topic_is_light(site_dir: Path) -> None:
    sizes = {
        page.path: packed(site_dir, page.url)
        for page in SITE.pages.values()
        if page.meta.kind == "topic"
    }
    assert {path: size for path, size in sizes.items() if size > NEXT} == {}


def test_styles_and_scripts_of_every_page_are_light(site_dir: Path) -> None:
    assert len(gzip.compress((site_dir / "assets/css/all.css").read_bytes())) <= 14_000
    assert len(gzip.compress((site_dir / "assets/js/site.js").read_bytes())) <= 7_000
