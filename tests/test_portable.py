"""The copy for a disk: links, search, mathematics, quizzes and marks work when opened as files."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import ROOT
from roadmap import portable
from roadmap.cli import main

WEB = ROOT / "scripts/web"


@pytest.fixture(scope="module")
def unpacked(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("disk with a space")
    archive = place / "roadmap.zip"
    assert main(["zip", str(site_dir), str(archive)]) == 0
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(place)
    return place / portable.FOLDER


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="../lstm/#gates">', '<a href="../lstm/index.html#gates">'),
        ('<a class="x" href="..">', '<a class="x" href="../index.html">'),
        ('<a href="./?q=a">', '<a href="./index.html?q=a">'),
        ('<a href="code/x/y.py">', '<a href="code/x/y.py">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="https://example.org/a/">', '<a href="https://example.org/a/">'),
        ('<a href="//example.org/a/">', '<a href="//example.org/a/">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
    ],
)
def test_links_to_folders_name_their_index(link: str, expected: str) -> None:
    shown = portable.page(f"<html><head></head><body>{link}</body></html>", "a/index.html")
    assert expected in shown


def test_every_internal_link_of_the_copy_leads_to_a_file(unpacked: Path) -> None:
    broken = []
    for file in unpacked.rglob("*.html"):
        html = file.read_text("utf-8")
        for target in re.findall(r'(?:href|src)="([^"#?]+)', html):
            if not re.match(r"[a-z]+:|//", target) and not (file.parent / target).is_file():
                broken.append(f"{file.relative_to(unpacked)}: {target}")
    assert broken == []


def test_it_works_from_the_disk(unpacked: Path, browser: Browser) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.goto((unpacked / "index.html").as_uri())
    page.get_by_role("searchbox").first.fill("long short-term memory")
    page.locator(".search-found a").filter(has_text="LSTM").first.click()
    page.wait_for_url("**/lstm/index.html*")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px KaTeX_Main'))")
    assert page.locator(".katex").count() > 50
    option = page.locator('quiz-question .quiz-option[data-correct="true"]').first
    option.get_by_role("button").click()
    assert "Right" in option.locator(".quiz-feedback").inner_text()
    page.get_by_role("button", name="Done").first.click()
    page.goto((unpacked / "index.html").as_uri())
    page.wait_for_function("JSON.stringify(localStorage).includes('lstm')")
    page.close()
    assert wrong == []


def test_what_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zip", str(tmp_path), str(tmp_path / "a.zip")]) == 2
    assert "run `make build`" in capsys.readouterr().err
    (tmp_path / "index.html").write_text("")
    with pytest.raises(portable.PortableError, match="make setup"):
        portable.write(tmp_path, tmp_path, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()
