"""The derived parts: right content, sums that add up, nothing from data reaches the HTML raw."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import html5lib
import pytest
import yaml

from conftest import ROOT
from roadmap.figures.palette import PALETTE
from roadmap.load import strings_of
from roadmap.model import (
    Baseline,
    Dataset,
    FrontMatter,
    Kind,
    Need,
    Page,
    Paper,
    Record,
    Resource,
    Run,
    Site,
    Spread,
    Stage,
    Term,
    Tool,
    Use,
)
from roadmap.render import MARKERS, EditLinks, card
from roadmap.render.catalogue import catalogue, datasets, resources, tool_table
from roadmap.render.glossary import definitions, glossary, marked
from roadmap.render.html import external, href
from roadmap.render.project import baseline, projects_index
from roadmap.render.review import reviewed, waiting
from roadmap.render.road import career_path, next_steps, road_map, stage_overview, totals

HOSTILE = "</p><script>alert(1)</script>\n\n\"'&"
DAY = date(2026, 1, 31)
SAY = strings_of("en")


def make_page(
    path: str,
    kind: Kind = "topic",
    needs: tuple[str, ...] = (),
    uses: tuple[str, ...] = (),
    title: str = "",
    time: float | None = 2,
) -> Page:
    meta = FrontMatter(
        title=title or path.rpartition("/")[2].capitalize(),
        description=f"What {path} is about {HOSTILE}",
        kind=kind,
        level="beginner",
        hours=time,
        needs=[Need(page=need, why=f"Why {need} {HOSTILE}") for need in needs],
        resources=[Use(id=use, where=f"Chapter 1 {HOSTILE}") for use in uses],
        reviewed=DAY,
    )
    return Page(path, f"docs/{path}.md", meta, "", 1)


def make_site() -> Site:
    pages = [
        make_page("index", "home", time=None),
        make_page("a/index", "stage", title="Part 1: Lines", time=None),
        make_page("a/one", uses=("paper", "course")),
        make_page("a/two", needs=("a/one",), time=0.5),
        make_page("b/index", "stage", title="Part 2: Curves", time=None),
        make_page("b/three", needs=("a/two",), title=HOSTILE),
        make_page("b/four", needs=("a/one", "a/two", "b/three", "b/index"), time=4),
        make_page("projects/index", "stage", time=None),
        make_page("projects/digits", "project", needs=("a/two",), time=10),
        make_page("jobs/index", "stage", time=None),
        make_page("jobs/engineer", "career", needs=("b/three",)),
        make_page("lists/index", "stage", time=None),
        make_page("lists/all", "catalogue", time=None),
    ]
    records: list[Record] = [
        Paper(
            id="paper",
            title=f"Paper {HOSTILE}",
            authors="Ada",
            year=1999,
            venue="A journal",
            url="https://example.org/paper",
            about="introduced it",
            checked=DAY,
        ),
        Resource(
            id="course",
            title="Course",
            url="https://example.org/course",
            authors="Bo",
            kind="playlist",
            level="mixed",
            language="hi",
            cost="freemium",
            length="10 hours",
            why=f"It is short {HOSTILE}",
            where="Lecture 1.",
            status="closed",
            note="Closed in 2025.",
            alternatives=["paper"],
            checked=DAY,
        ),
        Tool(
            id="server",
            name=f"Server {HOSTILE}",
            category="deployment",
            homepage="https://example.org/server",
            licence="MIT",
            state="archived",
            newest="1.0",
            best_for="Old work",
            note="Archived in 2025.",
            successors=["course"],
            in_source=True,
            sources=["its README"],
            checked=DAY,
        ),
        Dataset(
            id="data",
            name="Data",
            url="https://example.org/data",
            size="10 MB",
            licence="CC0",
            status="ok",
            warning="Take care of people.",
            projects=["digits"],
            baseline=Baseline(value="0.9", source="A paper"),
            checked=DAY,
        ),
    ]
    by_path = {page.path: page for page in pages}
    stages = tuple(
        Stage(
            folder,
            by_path[f"{folder}/index"],
            tuple(p for p in pages if p.folder == folder and p.slug != "index"),
        )
        for folder in ("a", "b", "projects", "jobs", "lists")
    )
    known = {record.id: record for record in records}
    terms = [
        Term(
            id="line",
            term=f"line {HOSTILE}",
            also=[f"lines {HOSTILE}"],
            definition=f"The shortest way {HOSTILE}.",
            page="a/one",
            anchor="x",
        ),
        Term(id="zero", term="0", definition="Nothing.", page="a/gone"),
    ]
    glossary = {term.id: term for term in terms}
    run = Run(
        command=f"python starter.py {HOSTILE} --seed SEED",
        seeds=[0, 1, 2],
        date=DAY,
        hardware=f"2 CPU cores {HOSTILE}",
        seconds=1.5,
        versions={"numpy": HOSTILE},
        forms={f"AUC {HOSTILE}": "number", "accuracy": "percent"},
        baselines={f"Guess {HOSTILE}": {"accuracy": 0.5}},
        starter={"accuracy": Spread(mean=0.9, std=0.012, values=[0.89, 0.91])},
        first={},
    )
    runs = {"projects/digits": run}
    return Site(
        Path(), stages, by_path, known, {}, {}, {}, {}, glossary=glossary, runs=runs, strings=SAY
    )


SITE = make_site()
EDIT = EditLinks("https://example.org/edit", "https://example.org/report")


def words(html: str) -> str:
    """The text of an HTML fragment with single spaces."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return " ".join("".join(tree.itertext()).split())


RENDERED: dict[str, Callable[[], str]] = {
    "card": lambda: card(SITE, SITE.pages["b/four"], ["quiz"], EDIT),
    "hostile card": lambda: card(SITE, SITE.pages["b/three"], [], None),
    "resources": lambda: resources(SITE, SITE.pages["a/one"]),
    "next": lambda: next_steps(SITE, SITE.pages["a/two"]),
    "stage": lambda: stage_overview(SITE, SITE.stages[1], {"b/three": ("quiz",)}),
    "map": lambda: road_map(SITE, SITE.pages["index"]),
    "totals": lambda: totals(SITE),
    "tools": lambda: tool_table(SITE, "deployment", DAY),
    "catalogue": lambda: catalogue(SITE),
    "datasets": lambda: datasets(SITE, SITE.pages["projects/digits"]),
    "baseline": lambda: baseline(SITE, SITE.pages["projects/digits"]),
    "projects": lambda: projects_index(SITE, SITE.pages["projects/index"]),
    "glossary": lambda: glossary(SITE, SITE.pages["lists/all"]),
    "definitions": lambda: definitions(SITE.glossary.values()),
    "career": lambda: career_path(SITE, SITE.pages["jobs/engineer"]),
}


@pytest.mark.parametrize("name", RENDERED)
def test_html_is_valid_and_data_is_escaped(name: str) -> None:
    html = RENDERED[name]()
    assert html
    assert "\n" not in html, "a blank line would end the raw HTML block in Markdown"
    assert "<script" not in html
    assert "style=" not in html
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(html)


@pytest.mark.parametrize("name", MARKERS)
@pytest.mark.parametrize("path", SITE.pages)
def test_every_marker_renders_on_every_page(name: str, path: str) -> None:
    shown = MARKERS[name](SITE, SITE.pages[path])
    assert "\n" not in shown or name == "placement"  # questions are Markdown


@pytest.mark.parametrize(
    ("start", "target", "expected"),
    [
        ("index", "a/one", "a/one/"),
        ("a/one", "a/two", "../two/"),
        ("a/one", "b/index", "../../b/"),
        ("a/index", "a/one", "one/"),
        ("a/one", "index", "../../"),
        ("a/one", "a/one", "./"),
    ],
)
def test_addresses_between_pages_are_relative(start: str, target: str, expected: str) -> None:
    assert href(SITE.pages[start], SITE.pages[target]) == expected


def test_only_web_addresses_become_links() -> None:
    assert "href" not in external("javascript:alert(1)", "A label")
    assert "href" not in external("data:text/html,x", "A label")
    assert 'href="https://example.org/?a=1&amp;b"' in external("https://example.org/?a=1&b", "A")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.5, "30 minutes"), (1, "1 hour"), (4.5, "4.5 hours"), (1200, "1,200 hours")],
)
def test_hours_in_words(value: float, expected: str) -> None:
    assert SAY.hours(value) == expected


def test_card_says_where_the_page_stands() -> None:
    html = card(SITE, SITE.pages["b/four"], [], EDIT)
    shown = words(html)
    assert "Part 2 · step 2 of 2" in shown
    assert "Beginner" in shown
    assert "4 hours" in shown
    assert "Reviewed 31 January 2026" in shown
    assert "Edit this page" in shown
    assert "Outline" not in shown
    assert "<summary>and 2 more</summary>" in html
    assert 'data-page="b/four" hidden><button type="button" value="learning"' in html
    assert "data-search-exclude" in html


def test_card_of_a_page_with_formulas_leads_to_the_notation() -> None:
    notation = make_page("prerequisites/notation", "guide", time=None)
    site = replace(SITE, pages=SITE.pages | {notation.path: notation})
    plain, formula = SITE.pages["a/one"], replace(SITE.pages["a/one"], body="So $a = 1$.")
    shown = '<a href="../../prerequisites/notation/">Notation</a>'
    assert shown in card(site, formula, [], None)
    assert shown not in card(site, plain, [], None)
    assert shown not in card(SITE, formula, [], None)
    assert shown not in card(site, replace(notation, body="$a$"), [], None)


def test_card_of_an_outline_names_what_is_still_to_come() -> None:
    shown = words(card(SITE, SITE.pages["a/one"], ["quiz", "exercises"], None))
    assert "Outline." in shown
    assert "Still to come: a quiz, exercises with solutions." in shown
    assert "Edit this page" not in shown
    assert "UnlocksTwo" in shown


def test_home_and_stage_have_no_card() -> None:
    assert card(SITE, SITE.pages["index"], [], None) == ""
    assert card(SITE, SITE.pages["a/index"], [], None) == ""


def test_edit_links_need_a_repository() -> None:
    page = SITE.pages["a/one"]
    assert EditLinks.of(None, page) is None
    links = EditLinks.of("https://example.org/repo", page)
    assert links is not None
    assert links.edit.endswith("docs/a/one.md")


def test_stage_totals_are_the_sum_of_the_pages() -> None:
    html = stage_overview(SITE, SITE.stages[0], {"a/one": (), "a/two": ("quiz",)})
    shown = words(html)
    assert shown.startswith("2 pages · 2.5 hours · 1 still in outline")
    assert shown.count("Complete") == 1
    assert shown.count("Outline") == 1


def test_map_links_every_page_of_every_stage() -> None:
    html = road_map(SITE, SITE.pages["index"])
    links = set(re.findall(r'href="([^"]+)"', html))
    assert links == {page.url for page in SITE.pages.values() if page.url}


def test_site_totals_are_counted() -> None:
    assert words(totals(SITE)) == (
        "topics4projects1pages in outline6hours of study20.5dated sources and tools4"
    )


def test_resources_say_where_why_and_what_happened() -> None:
    shown = words(resources(SITE, SITE.pages["a/one"]))
    assert "Ada, 1999 · paper · A journal · record confirmed 31 January 2026" in shown
    assert "Where: Chapter 1" in shown
    assert "video series · mixed level · Hindi · free in part · 10 hours" in shown
    assert "Closed. Closed in 2025. Use instead: Paper" in shown
    assert ' lang="hi"' in resources(SITE, SITE.pages["a/one"])


def test_next_steps_give_reasons_projects_and_the_next_page() -> None:
    shown = words(next_steps(SITE, SITE.pages["a/two"]))
    assert "This page unlocks" in shown
    assert "Why a/two" in shown
    assert "Use it in a project" in shown
    assert "Digits" in shown
    assert "Next on the road </p>" in shown


def test_tools_show_state_in_words_and_what_to_use_instead() -> None:
    shown = words(tool_table(SITE, "deployment", DAY))
    assert "× Archived" in shown
    assert "Archived in 2025." in shown
    assert "Course" in shown
    assert tool_table(SITE, "no-such-category", DAY) == ""


def test_catalogue_has_an_anchor_per_record_and_names_its_pages() -> None:
    html = catalogue(SITE)
    assert 'id="paper"' in html
    assert 'id="course"' in html
    assert words(html).count("Used on One") == 2


def test_datasets_carry_warning_and_baseline() -> None:
    shown = words(datasets(SITE, SITE.pages["projects/digits"]))
    assert "Take care. Take care of people." in shown
    assert "Published result: 0.9 (A paper)" in shown
    assert datasets(SITE, SITE.pages["a/one"]) == ""


def test_the_glossary_is_grouped_by_letter_and_links_the_teaching_page() -> None:
    html = glossary(SITE, SITE.pages["lists/all"])
    shown = words(html)
    assert shown.startswith("0-9L0-90Nothing.L")
    assert '<dt id="line">' in html
    assert '<a href="../../a/one/#x">One</a>' in html


def test_a_marked_term_leads_to_its_entry_and_keeps_its_words() -> None:
    line = SITE.glossary["line"]
    html = marked(SITE.pages["a/one"], SITE.pages["lists/all"], line, "two\n*lines*")
    assert html == (
        '<a class="term" href="../../lists/all/#line" aria-describedby="term-line">two\n*lines*</a>'
    )


def test_career_path_is_everything_the_needs_build_on() -> None:
    shown = words(career_path(SITE, SITE.pages["jobs/engineer"]))
    assert shown.startswith("3 pages · 4.5 hours")
    assert "Part 1: Lines2 pages · 2.5 hours" in shown
    assert "Four" not in shown


def test_figures_take_their_colors_from_the_palette() -> None:
    css = (ROOT / "docs/assets/css/figures.css").read_text(encoding="utf-8")
    found = re.findall(r"--fig-([\w-]+): light-dark\((#\w+), (#\w+)\);", css)
    assert {name: (light, dark) for name, light, dark in found} == PALETTE


def test_own_styles_and_scripts_load_nothing_foreign() -> None:
    for file in [*ROOT.glob("docs/assets/css/*.css"), *ROOT.glob("docs/assets/js/*.js")]:
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|[\"'(]//", text), file.name


def test_a_report_opens_the_form_with_its_page_filled_in() -> None:
    edit = EditLinks.of("https://example.org/o/r", SITE.pages["a/one"])
    assert edit is not None
    place, _, query = edit.report.partition("?")
    given = dict(parse_qsl(query))
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / given["template"]).read_text())
    assert place == "https://example.org/o/r/issues/new"
    assert given["page"] == SITE.pages["a/one"].source
    assert "page" in [field.get("id") for field in form["body"]]


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 7, 30), "Reviewed 31 January 2026"),
        (date(2027, 1, 31), "Reviewed 31 January 2026"),
        (date(2027, 2, 1), "Reviewed 31 January 2026, more than a year ago"),
    ],
)
def test_an_old_review_says_so(today: date, shown: str) -> None:
    assert words(reviewed(SAY, SITE.pages["a/one"], today)) == shown


def test_pages_that_wait_for_a_review_are_listed() -> None:
    here = SITE.pages["a/one"]
    assert words(waiting(SITE, here, date(2026, 7, 30))).startswith("No page was reviewed")
    shown = words(waiting(SITE, here, date(2026, 7, 31)))
    old = [page for page in SITE.pages.values() if page.meta.reviewed == DAY]
    assert old
    assert shown.count("Reviewed 31 January 2026.") == len(old)


def test_a_tool_checked_long_ago_is_shown_as_stale() -> None:
    assert "Stale" not in tool_table(SITE, "deployment", DAY + timedelta(180))
    shown = words(tool_table(SITE, "deployment", DAY + timedelta(181)))
    assert "Stale, 181 days old. " + DAY.isoformat() + "its README" in shown
