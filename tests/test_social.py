"""Pictures for shared links: one a page, of the size that networks show, with the whole title."""

import dataclasses
import io

import pytest
from PIL import Image

from conftest import ROOT
from roadmap import social
from roadmap.load import load

SITE, _ = load(ROOT)
FONTS = {size: social.font(ROOT, size, 700) for size in (84, 68, 54)}
WIDTH = social.SIZE[0] - 2 * social.MARGIN


@pytest.mark.parametrize("title", sorted({page.meta.title for page in SITE.pages.values()}))
def test_every_title_stands_whole_on_its_picture(title: str) -> None:
    lines = social.fitted(title, FONTS, WIDTH)
    assert " ".join(line for line, _ in lines) == title
    assert all(font.getlength(line) <= WIDTH for line, font in lines)


def test_a_longer_title_takes_a_smaller_font_and_at_most_three_lines() -> None:
    short, long = (social.fitted("word " * n, FONTS, WIDTH) for n in (3, 20))
    assert short[0][1].size > long[0][1].size
    assert len(social.fitted("word " * 100, FONTS, WIDTH)) == social.LINES


def test_every_page_has_a_picture_of_its_own() -> None:
    assert len({social.name(page) for page in SITE.pages.values()}) == len(SITE.pages)


def test_pictures_have_the_size_that_is_shown_uncut_and_are_small() -> None:
    by_length = sorted(SITE.pages.items(), key=lambda item: len(item[1].meta.title))
    longest = {page.meta.kind: path for path, page in by_length}  # the most to draw
    shown = dataclasses.replace(SITE, pages={path: SITE.pages[path] for path in longest.values()})
    made = dict(social.cards(shown, "Deep Learning Roadmap"))
    assert len(made) == len(longest) > 4
    for name, content in made.items():
        assert Image.open(io.BytesIO(content)).size == social.SIZE, name
        assert len(content) < 40_000, name
