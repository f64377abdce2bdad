"""A learner's marks in Chromium: kept, shared between tabs, merged, and never lost."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Pages
from roadmap.load import load

SITE, _ = load(ROOT)
KEY = "roadmap.progress"
FIRST, SECOND = "prerequisites/linear-algebra", "prerequisites/calculus"
OLD, NEW = "2026-01-01T10:00:00.000Z", "2026-02-01T10:00:00.000Z"


def store(page: Any, pages: object, version: int = 2) -> None:
    """Put marks into the browser and load the page again."""
    text = json.dumps({"version": version, "pages": pages})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()


def marks(page: Any) -> dict[str, Any]:
    """What the browser holds."""
    kept: dict[str, Any] = json.loads(page.evaluate(f"localStorage['{KEY}']"))["pages"]
    return kept


def choose(page: Any, text: str | bytes) -> str:
    """Load a progress file; what the page says about it."""
    data = text.encode() if isinstance(text, str) else text
    upload = {"name": "progress.json", "mimeType": "application/json", "buffer": data}
    status = page.locator("progress-file [role=status]")
    page.locator("progress-file input").set_input_files(upload)
    status.filter(has_text=re.compile(".")).wait_for()
    return str(status.inner_text())


def test_marks_by_keyboard_show_on_the_map_with_what_comes_next(open_page: Pages) -> None:
    page = open_page(f"{FIRST}/")
    page.get_by_role("button", name="Done", exact=True).focus()
    page.keyboard.press("Space")
    page.goto(f"{SECOND}/")
    page.get_by_role("button", name="Learning").press("Enter")
    page.goto("./../../")
    first = page.locator(f".map-pages > li > a[data-page='{FIRST}']")
    assert first.get_attribute("data-state") == "done"
    assert "(done)" in str(first.text_content())
    assert "1 of" in str(page.locator(".map-size").first.text_content())
    shown = [line for line in page.locator("road-next").inner_text().split("\n") if line]
    assert shown[:2] == ["Continue", SITE.pages[SECOND].meta.title]
    ready = page.locator("a.is-ready").evaluate_all("all => all.map(a => a.dataset.page)")
    done = {FIRST}
    expected = [
        p.path
        for p in SITE.pages.values()
        if p.meta.hours and p.path not in (FIRST, SECOND)
        if {need.page for need in p.meta.needs} <= done
    ]
    assert ready == expected


def test_the_map_shows_what_each_page_needs_without_javascript(open_page: Pages) -> None:
    page = open_page("", java_script_enabled=False)
    needs = page.locator(".map-needs").first
    page.locator(".map-pages li").first.scroll_into_view_if_needed()
    page.locator(".map-pages a").first.wait_for()
    assert not needs.is_visible()
    page.get_by_label("Show what each page needs").check()
    page.locator(".map-pages li").first.scroll_into_view_if_needed()
    needs.wait_for()
    assert needs.get_by_role("link").count() > 0


def test_the_signs_of_the_map_are_explained_where_there_are_any(open_page: Pages) -> None:
    legend = open_page().locator(".map-legend")
    assert legend.is_visible()
    sign = "span => getComputedStyle(span, '::after').content.match(/(\\S)\" \\/|$/)[1]"
    shown = {span.inner_text(): span.evaluate(sign) for span in legend.locator("span").all()}
    assert shown == {"learning": "◐", "done": "✓", "skipped": "⤼", "ready to learn": "→"}
    assert not open_page(java_script_enabled=False).locator(".map-legend").is_visible()


def test_a_stage_of_which_all_is_learned_is_behind_you_whole(open_page: Pages) -> None:
    page = open_page("")
    every = {p.path: {"state": "done", "at": OLD} for p in SITE.pages.values() if p.meta.hours}
    store(page, every)
    assert page.locator("a.is-ready").count() == 0
    told = re.findall(r"(\d+) of (\d+) behind you", str(page.locator(".map").text_content()))
    assert told
    assert all(done == of for done, of in told), told
    assert sum(int(done) for done, _ in told) == len(every)


def test_two_tabs_agree(open_page: Pages) -> None:
    page = open_page(f"{FIRST}/")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("button", name="Skip").click()
    other.locator("button[value=skip][aria-pressed=true]").wait_for()


def test_a_file_carries_marks_to_another_browser_and_merges(open_page: Pages) -> None:
    here = open_page("plan/progress/")
    store(here, {FIRST: {"state": "done", "at": OLD}, SECOND: {"state": "learning", "at": NEW}})
    with here.expect_download() as saved:
        here.get_by_role("button", name="Save progress").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    there = open_page("plan/progress/")
    store(there, {SECOND: {"state": "done", "at": OLD}, "a/gone": {"state": "done", "at": OLD}})
    assert "2 marks changed" in choose(there, text)
    assert {page: mark["state"] for page, mark in marks(there).items()} == {
        FIRST: "done",
        SECOND: "learning",
        "a/gone": "done",
    }
    assert "0 marks changed" in choose(there, text)


def test_a_file_may_come_from_windows(open_page: Pages) -> None:
    page = open_page("plan/progress/")
    text = json.dumps({"version": 1, "pages": {FIRST: "done", "no page": "done"}}, indent=2)
    said = choose(page, "\ufeff" + text.replace("\n", "\r\n"))
    assert "1 mark changed" in said
    assert "1 entry was no mark of a page" in said
    assert set(marks(page)) == {FIRST}


def test_a_file_that_would_outgrow_the_store_is_refused(open_page: Pages) -> None:
    page = open_page("plan/progress/")
    store(page, {FIRST: {"state": "done", "at": OLD}})
    many = json.dumps({"version": 1, "pages": {f"a/{n}": "done" for n in range(40_000)}})
    assert len(many) < 1_000_000
    assert "too large" in choose(page, many)
    page.reload()
    assert "1 done" in page.locator("progress-file").inner_text()


def test_a_file_that_cannot_be_opened_is_refused(open_page: Pages) -> None:
    page = open_page("plan/progress/")
    page.evaluate(
        "() => (Blob.prototype.text = () => Promise.reject(new DOMException('NotReadableError')))"
    )
    assert "cannot be read. Nothing was changed." in choose(page, "{}")
    assert open_page.errors == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\x00\xff not json", "damaged"),
        ("[1, 2]", "not a progress file"),
        ('{"version": "2", "pages": {}}', "not a progress file"),
        ('{"version": 2, "pages": []}', "not a progress file"),
        ('{"version": 99, "pages": {}}', "newer version"),
        (" " * 1_000_001, "too large"),
    ],
)
def test_a_file_that_is_none_is_refused(text: str | bytes, said: str, open_page: Pages) -> None:
    page = open_page("plan/progress/")
    store(page, {FIRST: {"state": "done", "at": OLD}})
    shown = choose(page, text)
    assert said in shown
    assert "Nothing was changed." in shown
    assert marks(page) == {FIRST: {"state": "done", "at": OLD}}
    assert open_page.errors == []


def test_hostile_entries_of_a_file_are_left_out_and_run_nothing(open_page: Pages) -> None:
    page = open_page("plan/progress/")
    hostile = {
        "__proto__": {"state": "done", "at": OLD},
        "<img src=x onerror=alert(1)>/a": {"state": "done", "at": OLD},
        "a/b": {"state": "<script>", "at": OLD},
        "a/c": {"state": "done", "at": "9999-01-01T00:00:00Z"},
        "a/d": None,
        FIRST: "done",
    }
    text = json.dumps({"version": 2, "pages": hostile})
    assert "4 entries" in choose(page, text)
    assert set(marks(page)) == {"a/c", FIRST}
    assert marks(page)["a/c"]["at"] < "9999"
    assert open_page.errors == []


def test_what_a_newer_version_stored_is_left_alone(open_page: Pages) -> None:
    page = open_page(f"{FIRST}/")
    store(page, {"x": 1}, version=3)
    page.get_by_role("button", name="Done", exact=True).click()
    assert page.locator("button[value=done][aria-pressed=true]").count() == 1
    assert marks(page) == {"x": 1}
    page.goto("./../../plan/progress/")
    assert "newer version" in page.locator("progress-file [role=status]").inner_text()


def test_marks_work_without_storage(open_page: Pages) -> None:
    page = open_page()
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() {throw new Error('off')}})"
    )
    page.goto(f"{FIRST}/")
    page.get_by_role("button", name="Done", exact=True).click()
    assert page.locator("button[value=done][aria-pressed=true]").count() == 1
    assert open_page.errors == []


def test_marks_last_as_long_as_the_page_where_storage_is_full(open_page: Pages) -> None:
    page = open_page(f"{FIRST}/")
    store(page, {SECOND: {"state": "done", "at": OLD}})
    page.evaluate(
        """() => {
          globalThis.full = Storage.prototype.setItem;
          Storage.prototype.setItem = () => { throw new DOMException("QuotaExceededError"); };
        }"""
    )
    page.get_by_role("button", name="Done", exact=True).click()
    assert page.locator("button[value=done][aria-pressed=true]").count() == 1
    assert set(marks(page)) == {SECOND}
    page.evaluate("() => { Storage.prototype.setItem = full; }")
    page.get_by_role("button", name="Skip").click()
    assert set(marks(page)) == {FIRST, SECOND}
    assert open_page.errors == []


def test_marks_cleared_in_another_tab_do_not_come_back(open_page: Pages) -> None:
    page = open_page(f"{FIRST}/")
    page.get_by_role("button", name="Done", exact=True).click()
    other = page.context.new_page()
    other.goto(page.url)
    other.evaluate("localStorage.clear()")
    page.locator("button[value=done][aria-pressed=false]").wait_for()
    page.goto(f"{SECOND}/")
    page.get_by_role("button", name="Learning").click()
    assert set(marks(page)) == {SECOND}


def test_what_is_left_out_of_a_store_is_told(open_page: Pages) -> None:
    page = open_page("plan/progress/")
    store(page, {FIRST: {"state": "done", "at": OLD}, SECOND: {"state": "done"}})
    said = page.locator("progress-file").inner_text()
    assert "1 done" in said
    assert "1 entry was no mark of a page" in said


def test_a_damaged_store_is_told_of(open_page: Pages) -> None:
    page = open_page("plan/progress/")
    page.evaluate(f"localStorage['{KEY}'] = '{{'")
    page.reload()
    said = page.locator("progress-file [role=status]").inner_text()
    assert "kept in this browser are damaged" in said
    assert "file" not in said


def test_the_progress_page_lists_and_counts_what_is_marked(open_page: Pages) -> None:
    page = open_page("plan/progress/")
    done, learning = {"state": "done", "at": OLD}, {"state": "learning", "at": OLD}
    store(page, {FIRST: done, SECOND: learning, "a/gone": done})
    here = page.locator("progress-file")
    assert "Marks: 1 done, 1 being learned, 0 skipped." in here.inner_text()
    titles = [SITE.pages[name].meta.title for name in (FIRST, SECOND)]
    shown = here.locator("li:visible")
    told = [" ".join(text.split()) for text in shown.all_inner_texts()]
    assert told == [f"{titles[0]} (done)", f"{titles[1]} (learning)"]
    shown.first.get_by_role("link").click()
    assert page.locator("page-marks [aria-pressed=true]").inner_text() == "Done"


def test_renamed_and_split_pages_keep_their_marks(open_page: Pages) -> None:
    page = open_page(f"{FIRST}/")
    store(
        page, {"old/name": {"state": "done", "at": OLD}, "old/part": {"state": "skip", "at": NEW}}
    )
    page.evaluate(
        """() => {
          const link = document.createElement('a');
          Object.assign(link.dataset, {page: 'new/name', was: 'old/name'});
          const part = document.createElement('a');
          Object.assign(part.dataset, {page: 'new/part', was: 'old/name old/part'});
          document.querySelector('article').append(link, part);
        }"""
    )
    page.get_by_role("button", name="Done", exact=True).click()
    state = "page => document.querySelector(`a[data-page='${page}']`).dataset.state"
    assert page.evaluate(state, "new/name") == "done"
    assert page.evaluate(state, "new/part") == "skip"
    assert set(marks(page)) == {"old/name", "old/part", FIRST}


def test_a_pace_gives_finish_dates_that_follow_from_the_hours_left(open_page: Pages) -> None:
    page = open_page("plan/paths/", locale="en")
    store(page, {FIRST: {"state": "done", "at": OLD}})
    page.get_by_label("Hours a week").fill("7")
    page.get_by_label("First day").fill("2026-12-01")
    path = page.locator("#complete")
    total, left = path.locator("tfoot td").all_inner_texts()[1], path.locator("tfoot td").nth(-2)
    hours = SITE.pages[FIRST].meta.hours or 0
    assert float(left.inner_text()) == float(total) - hours
    first_row = path.locator("tbody tr").first
    days = -(-float(first_row.locator("td").nth(-2).inner_text()) // 1)
    expected = page.evaluate(
        "days => new Date(Date.UTC(2026, 11, 1 + days)).toLocaleDateString('en',"
        "{year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC'})",
        days,
    )
    assert first_row.locator("td").last.inner_text() == expected
    page.reload()
    assert page.get_by_label("Hours a week").input_value() == "7"


@pytest.mark.parametrize(
    ("field", "bad", "good"),
    [
        ("Hours a week", "0", "2.5"),
        ("Hours a week", "1e9", "80"),
        ("Hours a week", "", "1"),
        ("First day", "", "9999-12-31"),
        ("First day", "275760-09-13", "2027-01-01"),
    ],
)
def test_no_date_is_shown_without_a_pace_and_a_first_day(
    field: str, bad: str, good: str, open_page: Pages
) -> None:
    page = open_page("plan/paths/", locale="en")
    dates = page.locator(".pace tbody tr td:last-child, .pace tfoot td:last-child")
    assert all(re.search(r"\d{4}$", date) for date in dates.all_inner_texts())
    page.get_by_label(field).fill(bad)
    assert set(dates.all_inner_texts()) == {""}
    page.get_by_label(field).fill(good)
    assert all(re.search(r"\d{4}$", date) for date in dates.all_inner_texts())
    page.get_by_label(field).press("Enter")
    assert page.locator(":invalid").count() == 0


def test_the_placement_marks_what_may_be_skipped_and_keeps_earlier_marks(open_page: Pages) -> None:
    page = open_page("plan/placement/")
    store(page, {FIRST: {"state": "done", "at": OLD}})
    for question in page.locator("quiz-question").all():
        question.locator('.quiz-option[data-correct="true"] button').click()
    page.get_by_role("button", name="Mark these pages").click()
    states = {name: mark["state"] for name, mark in marks(page).items()}
    assert states.pop(FIRST) == "done"
    assert len(states) == 14
    assert set(states.values()) == {"skip"}


def test_a_missed_page_that_is_marked_already_is_not_where_to_start(open_page: Pages) -> None:
    page = open_page("plan/placement/")
    store(page, {FIRST: {"state": "done", "at": OLD}})
    questions = page.locator("quiz-question")
    for question in questions.all():
        question.locator('.quiz-option[data-correct="false"] button').first.click()
    result = page.locator("placement-result")
    first, second = (questions.nth(n).locator("[data-page]").text_content() for n in (0, 1))
    assert result.locator("p").first.inner_text().endswith(f"Start with {second}.")
    assert first != second
    assert not result.get_by_role("button").count()
