"""What a visit costs in bytes, as a host sends them: text packed with gzip, fonts as they are."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import HostHandler, served
from conftest import ROOT
from roadmap.load import load

SITE, _ = load(ROOT)
FIRST = 150_000
NEXT = 50_000
HEAVY = 5
# Their own text is heavier than a next page should be; what they may weigh is not to grow.
LONG = {
    "prerequisites/linear-algebra": 58_000,
    "unsupervised-learning/diffusion-models": 53_000,
    "unsupervised-learning/variational-autoencoders": 50_300,
}
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


def test_a_first_visit_and_the_next_page_are_light(
    site_dir: Path, browser: Browser, sent: list[tuple[str, int]]
) -> None:
    topics = [page.url for page in SITE.pages.values() if page.meta.kind == "topic"]
    heavy = sorted(topics, key=lambda url: packed(site_dir, url))[-HEAVY:]
    with served(site_dir, HostHandler) as address:
        for url in heavy:
            context = browser.new_context(service_workers="block", base_url=address, **PHONE)
            page = context.new_page()
            sent.clear()
            page.goto(url, wait_until="networkidle")
            first = dict(sent)
            assert sum(first.values()) <= FIRST, (url, first)
            assert len(first) > 4, "page, style, script and fonts"
            assert "/search.json" not in first
            page.locator("a[rel=next]").click()
            page.wait_for_load_state("networkidle")
            later = sent[len(first) :]
            assert later, "the next page came from the server"
            assert not {path for path, _ in later} & {path for path in first if "assets" in path}
            context.close()


def test_the_text_of_a_topic_is_light(site_dir: Path) -> None:
    sizes = {
        page.path: packed(site_dir, page.url)
        for page in SITE.pages.values()
        if page.meta.kind == "topic"
    }
    too_heavy = {path: size for path, size in sizes.items() if size > LONG.get(path, NEXT)}
    assert too_heavy == {}
    assert all(sizes[path] > NEXT for path in LONG), "no exception that is not needed"


def test_styles_and_scripts_of_every_page_are_light(site_dir: Path) -> None:
    assert len(gzip.compress((site_dir / "assets/css/all.css").read_bytes())) <= 14_000
    assert len(gzip.compress((site_dir / "assets/js/site.js").read_bytes())) <= 7_000
