"""The pictures of a pull request: which pages a change touches, and what the summary says."""

from pathlib import Path

import pytest

import tiny
from preview import listing, touched
from roadmap.load import load
from roadmap.model import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return load(tiny.write(tmp_path, dict(tiny.files())))[0]


@pytest.mark.parametrize(
    ("changed", "pages"),
    [
        (["docs/part/first.md"], ["part/first"]),
        (["docs/part/code/other/scratch.py"], ["part/other"]),
        (["docs/part/figures/first/line.svg", "docs/part/first.md"], ["part/first"]),
        (["docs/index.md"], ["index"]),
        (["docs/assets/css/site.css"], ["index"]),
        (["docs/_data/papers.yml", "docs/part/other.md"], ["part/other"]),
        (["scripts/hooks.py", "README.md"], []),
        (["docs/part/gone.md"], []),
    ],
)
def test_pages_that_show_a_change(changed: list[str], pages: list[str], site: Site) -> None:
    assert [page.path for page in touched(site, changed)] == pages


def test_a_title_of_a_stranger_stays_text(tmp_path: Path) -> None:
    tree = dict(tiny.files())
    tree["docs/part/first.md"] = tree["docs/part/first.md"].replace(
        "title: First page", "title: '`<img src=x> [a](b)'"
    )
    site, _ = load(tiny.write(tmp_path, tree))
    shown = listing([site.pages["part/first"]])
    assert "- `<img src=x> [a](b)` (`docs/part/first.md`)\n" in shown
