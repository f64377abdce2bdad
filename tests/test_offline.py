"""The site without a connection, in Chromium: kept after a visit, one version at a time."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser import served
from conftest import press_slash
from roadmap import worker

READY = "navigator.serviceWorker.ready.then(r => r.active.state)"


@pytest.fixture
def copy(site_dir: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test may change, with few pages kept."""
    site = tmp_path / "site"
    skipped = shutil.ignore_patterns("code", "figures", "*.svg", "llms*", "projects", "tools")
    shutil.copytree(site_dir, site, ignore=skipped)
    write(site)
    return site


def write(site: Path) -> None:
    """Write the worker of the site as it is now."""
    (site / "sw.js").write_text(worker.script(worker.files(site)), encoding="utf-8")


@pytest.fixture
def page(copy: Path, browser: Browser) -> Iterator[Any]:
    """A page of the copy whose worker is at work."""
    with served(copy) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("")
        page.evaluate(READY)
        page.reload()
        yield page
        context.close()


def test_pages_and_search_work_without_a_connection_after_the_first_visit(page: Any) -> None:
    page.context.set_offline(True)
    page.goto("transformers/gpt/")
    assert page.locator("h1").inner_text().startswith("GPT")
    assert page.locator(".katex").first.is_visible()
    press_slash(page)
    page.keyboard.type("lstm")
    page.locator(".search-found li a").first.click()
    page.wait_for_url("**/recurrent-networks/lstm/")
    page.goto("no/such/page/")
    assert "not on the road" in page.locator("h1").inner_text()
    page.goto("llms.txt")
    assert "files to download are not" in page.locator("article").inner_text()


def test_the_copy_is_not_fetched_while_a_page_loads(copy: Path, browser: Browser) -> None:
    with served(copy) as address:
        context = browser.new_context()
        page = context.new_page()
        page.clock.install()
        page.goto(address, wait_until="load")
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0
        page.clock.run_for(5000)
        assert page.evaluate(READY)
        context.close()


def test_a_new_version_waits_until_the_reader_takes_it(page: Any, copy: Path) -> None:
    home = copy / "index.html"
    home.write_text(
        home.read_text(encoding="utf-8").replace("A free course in", "A new course in"), "utf-8"
    )
    write(copy)
    page.reload()
    offer = page.locator(".new-version")
    offer.wait_for()
    assert "A free course in" in page.locator("article").inner_text()
    with page.expect_navigation():
        offer.get_by_role("button").click()
    page.get_by_text("A new course in").wait_for()
    assert page.locator(".new-version").count() == 0


def test_a_tab_in_which_the_new_version_was_not_taken_can_still_load_it(
    page: Any, copy: Path
) -> None:
    other = page.context.new_page()
    other.goto("transformers/gpt/")
    home = copy / "index.html"
    home.write_text(home.read_text("utf-8").replace("A free course in", "A new course in"), "utf-8")
    write(copy)
    page.reload()
    offer = page.locator(".new-version").get_by_role("button")
    left = other.locator(".new-version").get_by_role("button")
    left.wait_for()
    with page.expect_navigation():
        offer.click()
    page.get_by_text("A new course in").wait_for()
    with other.expect_navigation(timeout=5000):
        left.click()


def test_a_file_of_another_version_is_not_kept(page: Any, copy: Path) -> None:
    new = worker.files(copy)
    old = (copy / "index.html").read_bytes()
    (copy / "index.html").write_bytes(old + b"<!-- new -->")
    (copy / "sw.js").write_text(worker.script(worker.files(copy)), encoding="utf-8")
    (copy / "index.html").write_bytes(old)  # the host still sends what it had
    state = """navigator.serviceWorker.getRegistration().then(r => new Promise(done => {
      r.onupdatefound = () => r.installing.onstatechange = e => done(e.target.state);
      r.update();
    }))"""
    assert page.evaluate(state) == "redundant"
    assert new["index.html"] in str(
        page.evaluate("caches.open('roadmap').then(c => c.keys()).then(all => all.map(r => r.url))")
    )
    page.context.set_offline(True)
    page.reload()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("transformers/gpt", "GPT"),
        ("transformers/gpt?q=lstm#masked", "GPT"),
        ("transformers/%67pt/", "GPT"),
        ("transformers/%", "not on the road"),
        ("a/%E0%A4%A/b", "not on the road"),
        ("constructor", "not on the road"),
    ],
)
def test_odd_addresses_are_answered_without_a_connection(
    page: Any, address: str, title: str
) -> None:
    page.context.set_offline(True)
    page.goto(address)
    assert title in page.locator("h1").inner_text()
    assert title != "GPT" or "pt/" in page.url  # relative links need the slash


def test_a_version_is_kept_whole_or_not_at_all(copy: Path, browser: Browser) -> None:
    kept = worker.files(copy) | {"gone/index.html": "0"}
    (copy / "sw.js").write_text(worker.script(kept), encoding="utf-8")
    with served(copy) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("")
        state = """new Promise(done => navigator.serviceWorker.register("sw.js").then(r =>
          r.installing ? r.installing.onstatechange = e => done(e.target.state) : done("none")))"""
        assert page.evaluate(state) == "redundant"
        page.reload()
        assert page.locator("h1").is_visible()
        context.close()


def test_the_worker_lists_what_pages_need_and_no_downloads(site_dir: Path) -> None:
    text = (site_dir / "sw.js").read_text(encoding="utf-8")
    kept = json.loads(text.partition("const FILES = ")[2].partition(";\n")[0])
    assert {"index.html", "404.html", "search.json", "transformers/gpt/index.html"} <= set(kept)
    assert not [path for path in kept if path.endswith((".py", ".out", ".md")) or path == "sw.js"]
