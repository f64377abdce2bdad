"""The documents: rules, prerequisites, coverage, code and its output, figures, hours, quizzes."""

from collections import Counter
from pathlib import Path

import pytest

from conftest import ROOT
from roadmap import contract, graph, outputs, quiz
from roadmap.figures.build import Stale, build, orphans, sources
from roadmap.load import load
from roadmap.model import Page, Site
from roadmap.rules import check

SITE, LOADING = load(ROOT)
# Stages without outlines.
COMPLETE = (
    "convolutional-networks",
    "prerequisites",
    "neural-networks",
    "recurrent-networks",
    "transformers",
    "unsupervised-learning",
)
EXEMPLARS = (
    "prerequisites/linear-algebra",
    "neural-networks/activation-functions",
    "neural-networks/backpropagation",
    "convolutional-networks/convolution",
    "recurrent-networks/lstm",
    "transformers/multi-head-self-attention",
    "unsupervised-learning/autoencoders",
    "projects/mnist-classification",
    "tools/deployment",
)
PLAIN, TORCH = (outputs.scripts(ROOT / "docs", torch) for torch in (False, True))


def name(file: Path) -> str:
    return file.relative_to(ROOT / "docs").as_posix()


def compare(file: Path) -> None:
    """The file runs and prints what is recorded beside it."""
    code, printed, error = outputs.run(file)
    assert code == 0, error
    assert printed == file.with_suffix(".out").read_text(encoding="utf-8")


@pytest.fixture
def site() -> Site:
    return SITE


def test_no_rule_is_broken(site: Site) -> None:
    assert [str(finding) for finding in check(site, LOADING)] == []


def test_pages_of_the_road_are_all_there(site: Site) -> None:
    assert len(site.stages) == 12
    assert {page.folder for page in site.of("topic")} == {s.folder for s in site.stages[1:7]}
    assert len(list(site.of("topic"))) >= 71
    assert len(list(site.of("project"))) == 16
    assert len(list(site.of("tool"))) == 8
    assert set(site.coverage) <= set(site.pages)


def test_prerequisites_lead_from_every_topic_back_to_a_page_without_any(site: Site) -> None:
    for page in site.of("topic", "project"):
        rests_on = graph.before(site, page)
        assert page not in rests_on
        assert not page.meta.needs or any(not other.meta.needs for other in rests_on)


def test_every_topic_and_project_has_its_place_in_the_graph(site: Site) -> None:
    alone = [
        page.path for page in site.of("topic") if not page.meta.needs and not site.unlocks(page)
    ]
    assert alone == []


def test_hours_of_a_stage_are_the_sum_over_its_pages(site: Site) -> None:
    for stage in site.stages:
        assert stage.hours == sum(page.meta.hours or 0 for page in stage.pages)
    assert all(page.meta.hours for page in site.of("topic", "project", "tool", "discussion"))


@pytest.mark.parametrize("path", EXEMPLARS)
def test_exemplars_give_every_part_of_the_contract(path: str, site: Site) -> None:
    assert contract.missing(site.pages[path]) == ()


@pytest.mark.parametrize("folder", COMPLETE)
def test_complete_stages_give_every_part_of_the_contract(folder: str, site: Site) -> None:
    pages = [page for page in site.of("topic") if page.folder == folder]
    assert len(pages) >= 9
    assert {page.path: contract.missing(page) for page in pages} == dict.fromkeys(
        (page.path for page in pages), ()
    )


@pytest.mark.parametrize(
    ("kind", "least"), [("project", 16), ("tool", 8), ("career", 6), ("discussion", 2)]
)
def test_other_kinds_give_every_part_of_the_contract(kind: str, least: int, site: Site) -> None:
    pages = list(site.of(kind))
    assert len(pages) >= least
    assert {page.path: contract.missing(page) for page in pages} == dict.fromkeys(
        (page.path for page in pages), ()
    )


def test_templates_name_every_exemplar(site: Site) -> None:
    templates = "".join(f.read_text("utf-8") for f in (site.docs / "_templates").glob("*.md"))
    assert [path for path in EXEMPLARS if f"docs/{path}.md" not in templates] == []


@pytest.mark.parametrize("file", PLAIN, ids=name)
def test_code_prints_what_is_recorded(file: Path) -> None:
    compare(file)


@pytest.mark.torch
@pytest.mark.parametrize("file", TORCH, ids=name)
def test_pytorch_code_prints_what_is_recorded(file: Path) -> None:
    compare(file)


DRAWN, DRAWN_BY_TORCH = (sources(ROOT, torch=torch) for torch in (False, True))


def redrawn(file: Path) -> list[Stale]:
    """The figures of one figures.py that are not what it draws."""
    return build(ROOT, check=True, only=file.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("file", DRAWN, ids=name)
def test_figures_are_up_to_date_with_their_code(file: Path) -> None:
    assert redrawn(file) == []


@pytest.mark.torch
@pytest.mark.parametrize("file", DRAWN_BY_TORCH, ids=name)
def test_figures_of_pytorch_runs_are_up_to_date(file: Path) -> None:
    assert redrawn(file) == []


def test_every_figure_is_drawn_by_code() -> None:
    assert build(ROOT, check=True, only="no page") == []
    assert orphans(ROOT) == []


@pytest.mark.parametrize("shared", ["task.py", "summary.py"])
def test_files_that_several_pages_bring_along_are_the_same(shared: str) -> None:
    copies = list((ROOT / "docs").glob(f"*/code/*/{shared}"))
    assert len(copies) > 1
    assert len({copy.read_bytes() for copy in copies}) == 1


def questions(pages: list[Page]) -> list[quiz.Question]:
    return [q for page in pages for q in quiz.parse(page.body.split("\n"), 1)[0]]


def test_quizzes_cannot_be_guessed_by_length_or_position(site: Site) -> None:
    asked = questions(list(site.of("topic", "project", "tool")))
    longest = [
        max(q.options, key=lambda option: len(option.text)).correct for q in asked if q.options
    ]
    places = Counter([o.correct for o in q.options].index(True) for q in asked)
    assert len(asked) >= 50
    assert sum(longest) / len(asked) <= 0.35
    assert max(places.values()) / len(asked) <= 0.4
