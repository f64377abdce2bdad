"""The words of the interface: looked up, filled in, counted, and none of them left in the code."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

import pseudo
import tiny
from browser import served
from conftest import ROOT, Pages
from roadmap import editions, strings, uses
from roadmap.links.verdicts import MEANING
from roadmap.load import load, strings_of
from roadmap.model import Paper, Resource
from roadmap.render import catalogue, links
from roadmap.render.html import record_link
from roadmap.strings import Strings

SAY = strings_of("en")
SITE, _ = load(ROOT)
CONTENT = ["Check yourself"]  # a heading by which the code finds a section


def speaking(language: str, **texts: strings.Text) -> Strings:
    return Strings(language, {f"a.{key}": text for key, text in texts.items()})


def test_values_are_put_in_and_numbers_are_written_as_the_language_does() -> None:
    say = speaking("de", size="{n} von {name}")
    assert say("a.size", n=12345.5, name="X") == "12.345,5 von X"
    assert speaking("en", size="{n}")("a.size", n=12345.5) == "12,345.5"


def test_only_the_words_are_escaped_in_html() -> None:
    say = speaking("en", needs="Needs <{page}> & more")
    assert say.html("a.needs", page="<b>x</b>") == "Needs &lt;<b>x</b>&gt; &amp; more"


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "a"),
        ("en", 0, "d"),
        ("ru", 1, "a"),
        ("ru", 3, "b"),
        ("ru", 5, "c"),
        ("ru", 1.5, "d"),
    ],
)
def test_a_plural_form_is_chosen_as_the_language_does(
    language: str, number: float, expected: str
) -> None:
    say = speaking(language, page={"one": "a", "few": "b", "many": "c", "other": "d"})
    assert say("a.page", number=number) == expected


def test_dates_and_rounded_numbers() -> None:
    say = Strings("hi", {"format.day": "d MMMM y"})
    assert say.day(date(2026, 1, 31)) == "31 जनवरी 2026"
    assert SAY.day(date(2026, 1, 31)) == "31 January 2026"
    assert SAY.number(0.12345, 3) == "0.123"
    assert SAY.number(1234, grouped=False) == "1234"


@pytest.mark.parametrize("text", ["{}", "{0}", "{a!r}", "{a:d}", "{a", "a}", "{a.b}"])
def test_braces_hold_a_name_and_nothing_else(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the message is Python's for unmatched braces)
        strings.placeholders(text)


def test_uses_are_read_from_python_templates_and_scripts() -> None:
    python = 'say("a.b", x=1)\nsite.strings.html("a.c" if y else "a.d")\nopen("a.e")\n'
    assert [(u.key, u.line, set(u.values)) for u in uses.of_python(python, "")] == [
        ("a.b", 1, {"x"}), ("a.c", 2, set()), ("a.d", 2, set()),
    ]  # fmt: skip
    template = '{{ strings.a.b }}\n{{ config.extra.strings.a.c | replace("{x}", y) }}'
    assert [(u.key, u.line, set(u.values)) for u in uses.of_template(template, "")] == [
        ("a.b", 1, set()), ("a.c", 2, {"x"}),
    ]  # fmt: skip
    script = (
        'import { fill, quiz as say } from "./strings.js";\nfill(say.b, { x, y: this.z });\nsay.c'
    )
    assert [(u.key, u.line, set(u.values)) for u in uses.of_script(script, "")] == [
        ("quiz.b", 2, {"x", "y"}), ("quiz.c", 3, set()),
    ]  # fmt: skip


def test_scripts_get_their_groups_and_no_others() -> None:
    made = strings.script(SAY)
    groups = dict(re.findall(r"export const (\w+) = (\{.*\});", made))
    assert set(groups) == set(strings.SCRIPTS)
    assert json.loads(groups["quiz"])["again"] == "Start again"
    imported = re.compile(r"import \{[^}]*\bas say\b")
    scripts = (ROOT / "docs/assets/js").glob("*.js")
    using = {file.stem for file in scripts if imported.search(file.read_text(encoding="utf-8"))}
    assert using == set(strings.SCRIPTS)


def test_verdicts_mean_on_the_page_what_they_mean_in_the_report() -> None:
    shown = SAY.group("verdict_meaning")
    assert {name: shown[name] for name in MEANING if name != "skipped"} == {
        name: says for name, says in MEANING.items() if name != "skipped"
    }


def test_a_title_in_another_language_says_so() -> None:
    hindi = [r for r in SITE.records.values() if isinstance(r, Resource) and r.language == "hi"]
    assert len(hindi) > 10
    told = [record for record in hindi if record.status in links.TOLD]
    assert told
    for title_language, lang in (("en", ""), (None, ' lang="hi"')):
        titled = {r.id: r.model_copy(update={"title_language": title_language}) for r in hindi}
        site = replace(SITE, records=SITE.records | titled)
        whole = catalogue.catalogue(site) + links.link_health(site)
        for record in titled.values():
            assert record_link(site, record) in whole
            assert f'"{lang}>' in record_link(site, record)
        assert all(f"<b{lang}>{record.title}</b>" in whole for record in told)
    paper = next(record for record in SITE.records.values() if isinstance(record, Paper))
    assert "lang=" not in record_link(SITE, paper)


def test_a_translated_file_is_checked_like_the_english_one(tmp_path: Path) -> None:
    tree = dict(tiny.files())
    words = yaml.safe_load(tree["docs/_data/strings/en.yml"])
    made = yaml.safe_dump(pseudo.pseudo(words), allow_unicode=True, sort_keys=False)
    tree["docs/_data/strings/de.yml"] = made
    assert tiny.findings(tiny.write(tmp_path, tree)) == []
    assert load(tmp_path, "de")[0].strings("card.needs") == "[Ñééđš]"


def test_one_language_needs_no_switch() -> None:
    one = {"name": "English", "link": "https://example.org", "lang": "en"}
    other = {"name": "हिन्दी", "link": "https://example.org/hi/", "lang": "hi"}
    page = next(SITE.of("topic"))
    assert editions.read([]) == ([], [])
    assert editions.read([one]) == ([], [])
    found, wrong = editions.read([one, other])
    assert not wrong
    assert editions.of(found, page) == [
        {"name": "English", "lang": "en", "href": f"https://example.org/{page.url}"},
        {"name": "हिन्दी", "lang": "hi", "href": f"https://example.org/hi/{page.url}"},
    ]
    found, wrong = editions.read([one, other | {"link": "javascript:x"}])
    assert not found
    assert "wrong value for `link`" in str(wrong[0])


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site in the pseudo-language, built."""
    root = pseudo.write(tmp_path_factory.mktemp("translated"))
    environment = os.environ | {
        "PYTHONPATH": str(root / "scripts"),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "SITE_URL": "https://example.org",  # without the slash, as people write it
        "GITHUB_REPOSITORY": "example/road",
    }
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return root / "site"


def test_no_word_of_the_interface_is_left_in_english(translated: Path) -> None:
    left = {}
    for file in translated.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        if file.parent.name == "rules":  # what rules demand is for contributors, in English
            html = re.sub(r"<tbody>.*?</tbody>", "", html, flags=re.DOTALL)
        found = [text for text in pseudo.plain(html) if text not in CONTENT]
        if found:
            left[file.relative_to(translated).as_posix()] = found
    assert left == {}
    assert len(list(translated.rglob("*.html"))) > 20


def test_a_site_without_a_history_tells_no_days_of_change(translated: Path) -> None:
    tags = {
        element.tag.partition("}")[2] for element in etree.parse(translated / "sitemap.xml").iter()
    }
    assert tags == {"urlset", "url", "loc"}
    feed = etree.parse(translated / "feed.xml")
    assert feed.findtext("channel/link") == "https://example.org/"
    assert feed.findall("channel/item") == []


def test_a_published_page_names_its_address_and_picture(translated: Path) -> None:
    site = "https://example.org/"
    places = {
        element.text for element in etree.parse(translated / "sitemap.xml").iter() if element.text
    }
    pages = [file for file in translated.rglob("index.html") if "rules" not in file.parts]
    assert len(pages) > 15
    for file in pages:
        html = file.read_text(encoding="utf-8")
        address = site + file.parent.relative_to(translated).as_posix().removeprefix(".") + "/"
        address = address.replace("org//", "org/")
        described = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', html))
        assert re.findall(r'<link rel="canonical" href="([^"]*)">', html) == [address]
        assert described["url"] == address
        assert described["title"]
        assert described["description"]
        picture = translated / described["image"].removeprefix(site)
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert address in places


@pytest.mark.parametrize(
    ("file", "parts"),
    [
        ("index.html", ["[Show what each page needs]", "[hours of study]"]),
        (
            "part/first/index.html",
            ["[Right.]", "[objective 1]", "[Unlocks]", "[Pages changed last]", "[Outline.]"],
        ),
        ("part/other/index.html", ["[Table of contents]", "[30 minutes]", "[Skip to content]"]),
        ("projects/digits/index.html", ["[Take care.]", "[seeds 0 to 2]", "[open in Colab]"]),
        ("tools/serving/index.html", ["[Stale, ", "[Superseded]"]),
        ("resources/resources/index.html", ["[Show all]", "[free in part]", "[new address]"]),
        ("404.html", ["[This page is not on the road]", "[Menu]"]),
        ("search.json", ["[overview]"]),
        ("llms.txt", ["[The text of all pages"]),
        ("feed.xml", ["[Pages changed last]"]),
    ],
)
def test_words_stand_where_they_belong(file: str, parts: list[str], translated: Path) -> None:
    shown = (translated / file).read_text(encoding="utf-8")
    told = [pseudo.disguised(part) for part in parts]  # an accent twice is the same accent
    assert [part for part in told if part not in shown] in (
        [],
        ["[Ŧáƀŀé óƒ čóñŧéñŧš]"],
        ["[Řéṽíéŵéđ"],
    )


def test_the_switch_names_the_same_page_in_each_language(translated: Path) -> None:
    shown = (translated / "part/first/index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in shown
    assert re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', shown) == [
        ("en", "https://example.org/en/part/first/"), ("de", "https://example.org/part/first/"),
    ]  # fmt: skip
    assert (
        '<a href="https://example.org/en/part/first/" hreflang="en" lang="en">Éñǧŀíšħ</a>' in shown
    )
    assert 'lang="de" aria-current="true"' in shown
    assert '<a href="https://example.org/r-hindi" lang="hi">' in (
        translated / "resources/resources/index.html"
    ).read_text(encoding="utf-8")


def test_the_english_site_shows_no_switch(site_dir: Path) -> None:
    shown = (site_dir / "index.html").read_text(encoding="utf-8")
    assert "hreflang" not in shown
    assert SAY("frame.languages") not in shown


@pytest.fixture
def visit(translated: Path, browser: Browser) -> Iterator[Pages]:
    """Open pages of the translated site."""
    with served(translated) as address:
        pages = Pages(browser, address)
        yield pages
        for context in pages.contexts:
            context.close()
    assert not pages.foreign


def search(page: Tab) -> None:
    page.locator("site-search input").fill(pseudo.disguised("first"))
    page.locator(".search-found li").first.wait_for()
    page.locator("site-search input").fill("0000")
    page.get_by_text("[Ñóŧħíñǧ").wait_for()


def search_offline(page: Tab) -> None:
    page.context.route("**/search.json", lambda route: route.abort())
    page.locator("site-search input").fill("1")
    page.get_by_text("[Ŧħé šéářčħ").wait_for()


def answer(page: Tab) -> None:
    page.locator('.quiz-option[data-correct="false"] button').first.click()
    page.locator("page-marks button").nth(1).click()
    page.locator("scheme-switch button").click()
    page.locator(".highlight .copy").first.click()
    assert page.locator(".quiz-score button").is_visible()


def walk(page: Tab) -> None:
    page.evaluate("""localStorage.setItem("roadmap.progress", JSON.stringify({version: 2, pages: {
        "part/first": {state: "done", at: "2026-01-31T10:00:00Z"},
        "projects/digits": {state: "learning", at: "2026-01-31T10:00:00Z"}}}))""")
    page.reload()
    assert page.locator(".is-ready .unseen").count() > 0
    assert page.locator("road-next li").count() > 1
    assert "[" in page.locator(".map-size").first.inner_text()


def place(page: Tab) -> None:
    page.locator('.quiz-option[data-correct="true"] button').first.click()
    page.locator('.quiz-option[data-correct="false"] button').last.click()
    page.locator("placement-result button").click()
    assert page.locator("placement-result div p").last.inner_text()


def pace(page: Tab) -> None:
    assert page.locator(".pace-form label").count() == 2
    # The months of the dates come from the browser.
    page.evaluate("document.querySelectorAll('.pace td:last-child').forEach((d) => d.remove())")


def keep(page: Tab) -> None:
    said = page.locator("progress-file [role=status]")
    with page.expect_download():
        page.locator("progress-file button").click()
    told = {said.inner_text()}
    for text in (
        "no json", "{}", '{"version": 99, "pages": {}}', "x" * 1_000_001,
        '{"version": 2, "pages": {"part/first": {"state": "done", "at": ""}, "?": 1}}',
    ):  # fmt: skip
        file = {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
        before = said.text_content()
        page.locator("progress-file input").set_input_files([file])
        page.wait_for_function("t => document.querySelector('progress-file [role=status]')"
                               ".textContent !== t", arg=before)  # fmt: skip
        told.add(said.inner_text())
        assert [text for text in told if pseudo.plain(text)] == []
    assert len(told) == 6


def narrow(page: Tab) -> None:
    assert "[" in page.locator("resource-filter [role=status]").inner_text()
    page.locator("resource-filter select[name=kind]").select_option("book")
    page.wait_for_url("**kind=book*")


NEW_VERSION = """Object.defineProperty(navigator, "serviceWorker", {value: {
  controller: {}, addEventListener() {},
  register: async () => ({waiting: {postMessage() {}}, addEventListener() {}}),
}})"""


def update(page: Tab) -> None:
    page.add_init_script(NEW_VERSION)
    page.reload()
    page.locator(".new-version").wait_for()


@pytest.mark.parametrize(
    ("path", "act"),
    [
        ("", search), ("", search_offline), ("part/first/", answer), ("", walk),
        ("plan/placement/", place), ("plan/paths/", pace), ("plan/progress/", keep),
        ("resources/resources/", narrow), ("", update),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_scripts_say_nothing_in_english(
    path: str, act: Callable[[Tab], None], visit: Pages
) -> None:
    page = visit(path)
    act(page)
    found = [text for text in pseudo.plain(page.content()) if text not in CONTENT]
    assert found == []
    assert [error for error in visit.errors if "ERR_FAILED" not in error] == []
