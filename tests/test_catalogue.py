"""The catalogue as a learner narrows it; and the resources that every topic page gives."""

import pytest

from conftest import ROOT
from roadmap.load import load
from roadmap.model import Paper, Resource
from roadmap.render import filters

SITE, _ = load(ROOT)
LIST = "resources/resources/"
SHOWN = "resource-catalogue .resources > li:visible"


def record(kind: str, length: str) -> Resource:
    known = next(r for r in SITE.records.values() if isinstance(r, Resource))
    return known.model_copy(update={"kind": kind, "length": length})


@pytest.mark.parametrize(
    ("kind", "length", "expected"),
    [
        ("article", "One long article", "hour"),
        ("course", "About 3 hours", "day"),
        ("playlist", "84 videos, about 52 hours", "long"),
        ("book", "Full textbook", "long"),
        ("video", "1 hour", "hour"),
        ("docs", "Reference", "open"),
        ("course", "5 courses, about 1,270 hours", "long"),
    ],
)
def test_length_in_words_becomes_a_band(kind: str, length: str, expected: str) -> None:
    assert filters.band(record(kind, length)) == expected


def test_stages_are_those_of_the_pages_that_use_a_record() -> None:
    used = [p.folder for p in SITE.of("topic") if any(u.id == "adam" for u in p.meta.resources)]
    assert used
    assert set(used) <= set(filters.stages(SITE, SITE.records["adam"]))


def test_form_counts_what_each_choice_finds() -> None:
    records = [r for r in SITE.records.values() if isinstance(r, Resource | Paper)]
    shown = filters.form(SITE, records)
    books = sum(isinstance(r, Resource) and r.kind == "book" for r in records)
    assert f'<option value="book">Books ({books})</option>' in shown
    assert '<option value="klingon"' not in shown


def test_every_topic_gives_something_that_is_free() -> None:
    lacking = []
    for page in SITE.of("topic"):
        records = [SITE.records[use.id] for use in page.meta.resources]
        if not any(r.cost == "free" if isinstance(r, Resource) else True for r in records):
            lacking.append(page.path)
    assert lacking == []


def test_choices_narrow_the_list_and_stand_in_the_address(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(LIST)
    everything = page.locator(SHOWN).count()
    page.get_by_label("Language").select_option("hi")
    hindi = sum(isinstance(r, Resource) and r.language == "hi" for r in SITE.records.values())
    assert page.locator(SHOWN).count() == hindi > 0
    status = page.get_by_role("status").filter(has_text="records").inner_text()
    assert status == f"{hindi} of {everything} records."
    assert page.url.endswith("?language=hi")
    page.get_by_label("Words").fill("mathematics")
    assert page.locator(SHOWN).count() < hindi
    page.reload()
    assert page.get_by_label("Words").input_value() == "mathematics"
    assert 0 < page.locator(SHOWN).count() < hindi
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("!location.search")
    assert page.locator(SHOWN).count() == everything


def test_order_can_be_changed_and_taken_back(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(LIST + "?kind=book&sort=title")
    titles = page.locator(f"{SHOWN} .resource-title").all_text_contents()
    assert titles == sorted(titles, key=str.casefold)
    page.get_by_label("Order").select_option("")
    assert page.locator(f"{SHOWN} .resource-title").all_text_contents() != titles


def test_hostile_address_is_ignored(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(LIST + "?kind=<img src=x onerror=alert(1)>&sort=__proto__&cost=gold")
    assert page.locator(SHOWN).count() == page.locator("resource-catalogue .resources > li").count()
    assert page.locator("img[src=x]").count() == 0


def test_without_javascript_the_whole_list_is_there_and_no_form(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(LIST, java_script_enabled=False)
    assert page.locator(SHOWN).count() > 400
    assert not page.locator("resource-filter").is_visible()


def test_books_begin_with_the_free_ones() -> None:
    from roadmap.render.catalogue import catalogue

    shown = catalogue(SITE).partition('<ul class="resources">')[2]
    books = shown.partition("Books</h2>")[2].partition("</ul>")[0]
    costs = [part.partition('"')[0] for part in books.split('data-cost="')[1:]]
    paid = [cost != "free" for cost in costs]
    assert paid == sorted(paid)
    assert False in paid
