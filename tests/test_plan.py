"""Paths, placement and the map's edges: computed from the pages, and every total the sum."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from conftest import ROOT
from roadmap import paths, placement
from roadmap.load import load
from roadmap.model import Asked, Path
from roadmap.render import plan, road
from roadmap.render.card import card
from tiny import files, findings, write

SITE, _ = load(ROOT)
HERE = SITE.pages["plan/paths"]


def test_a_path_holds_its_goals_and_all_they_rest_on() -> None:
    path = Path(id="x", title="X", whom="You.", goals=["neural-networks/layers"])
    held = [page.path for page in paths.pages(SITE, path)]
    assert held[-1] == "neural-networks/layers"
    assert "prerequisites/linear-algebra" in held
    for page in paths.pages(SITE, path):
        assert {need.page for need in page.meta.needs} <= set(held)


def test_the_complete_path_holds_every_topic_and_project() -> None:
    held = paths.pages(SITE, SITE.paths["complete"])
    assert {page.path for page in SITE.of("topic", "project")} <= {page.path for page in held}


def test_every_page_that_counts_on_a_path_or_the_map_can_be_marked() -> None:
    for page in SITE.pages.values():
        counts = f'data-page="{page.path}" data-needs=' in road.road_map(SITE, HERE)
        assert ("<page-marks" in card(SITE, page, [], None)) == counts, page.path
    for path in SITE.paths.values():
        assert all(page.meta.hours for page in paths.pages(SITE, path))


def test_the_refresher_holds_what_many_pages_need_and_no_more() -> None:
    path = SITE.paths["refresher"]
    assert path.most_needed
    for page in SITE.of("topic"):
        listed = page in paths.pages(SITE, path)
        assert listed == (len(SITE.unlocks(page)) >= path.most_needed)


@pytest.mark.parametrize("path", SITE.paths.values(), ids=str)
def test_every_total_of_a_path_is_the_sum_of_its_parts(path: Path) -> None:
    html = plan.path_list(SITE, HERE).partition(f'id="{path.id}"')[2].partition("</section>")[0]
    rows = re.findall(r'<th scope="row">.*?</th>((?:<td>[\d.]+</td>)+)', html)
    cells = [[Decimal(cell) for cell in re.findall(r"[\d.]+", row)] for row in rows]
    *stages, total = cells
    items = [Decimal(time) for time in re.findall(r'data-hours="([\d.]+)"', html)]
    assert total[:2] == [len(items), sum(items)]
    assert total == [sum(column) for column in zip(*stages, strict=True)]
    assert len(total) == 2 + len(plan.PACES)
    assert total[1] == sum(page.meta.hours or 0 for page in paths.pages(SITE, path))


def test_the_placement_asks_fifteen_questions_that_stand_for_pages() -> None:
    assert len(SITE.placement) == 15
    shown = plan.placement_test(SITE, SITE.pages["plan/placement"])
    assert shown.count("<quiz-question") == 15
    assert len(set(re.findall(r'stands for <a href="[^"]+" data-page="([^"]+)"', shown))) == 15


def test_a_borrowed_question_is_that_of_its_page() -> None:
    question = placement.find(SITE, Asked(page="prerequisites/calculus", question=3))
    assert question
    assert "### " not in question.text
    assert question.text in SITE.pages["prerequisites/calculus"].body
    assert placement.find(SITE, Asked(page="prerequisites/calculus", question=9)) is None
    assert placement.find(SITE, Asked(page="no/page", question=1)) is None


def test_the_map_shows_the_edges_of_the_graph() -> None:
    html = road.road_map(SITE, SITE.pages["index"])
    for page in SITE.of("topic"):
        edges = " ".join(need.page for need in page.meta.needs)
        assert f'data-page="{page.path}" data-needs="{edges}"' in html


def test_marks_of_a_former_page_count() -> None:
    page = SITE.pages["neural-networks/layers"]
    meta = page.meta.model_copy(update={"aliases": ["old/one"], "split_from": ["old/two"]})
    assert 'data-was="old/one old/two"' in road.tracked(HERE, replace(page, meta=meta))


FIRST = "reviewed: 2026-01-31\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("paths.yml", "- id: a\n  title: A\n  whom: You.\n  goals: [part/fist]\n", "part/first"),
        ("paths.yml", "- id: a\n  title: A\n  whom: You.\n", "goals"),
        ("paths.yml", "- id: a\n  title: A\n", "whom"),
        ("placement.yml", "- page: part/first\n  question: 7\n", "question 7"),
        ("placement.yml", "- page: part/fist\n  question: 1\n", "part/first"),
        ("placement.yml", "- page: part/first\n  question: 1\n" * 2, "twice"),
    ],
)
def test_a_bad_path_or_placement_is_named(tmp_path, name, text, expected) -> None:  # type: ignore[no-untyped-def]
    tree = files() | {f"docs/_data/{name}": text}
    found = findings(write(tmp_path, tree))
    assert any(expected in str(finding) and name in finding.path for finding in found), found
    assert len(found) == 1


@pytest.mark.parametrize(("origin", "bad"), [("part/other", 0), ("part/first", 1), ("no/page", 1)])
def test_a_page_is_split_off_from_another(tmp_path, origin: str, bad: int) -> None:  # type: ignore[no-untyped-def]
    tree = files()
    key = f"{FIRST}split_from:\n  - {origin}\n"
    tree["docs/part/first.md"] = tree["docs/part/first.md"].replace(FIRST, key)
    found = findings(write(tmp_path, tree))
    assert [finding.code for finding in found] == ["F13"] * bad
