"""The Content-Security-Policy: what a page may load, and what it refuses in a browser."""

import re
from pathlib import Path

import pytest

from conftest import Pages
from roadmap.policy import (
    policy,
    secure,
    with_style_attributes,
    without_style_attributes,
)

PAGE = "<!doctype html><html><head><title>A</title></head><body>{}</body></html>"


def test_the_policy_is_the_first_thing_in_the_head() -> None:
    html = secure(PAGE.format("<p>Text</p>"))
    assert '<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\';' in html
    assert "unsafe" not in html


def test_an_inline_script_is_allowed_by_its_hash_and_data_is_none() -> None:
    rule = policy(PAGE.format("<script>go()</script><script type='application/json'>{}</script>"))
    assert re.search(r"script-src 'self' 'sha256-[\w+/]{43}='(;|$)", rule)
    assert rule.count("sha256") == 1


def test_style_attributes_become_classes() -> None:
    html = without_style_attributes(
        PAGE.format(
            '<i class="a" style="top:1em;">x</i><b style="top:1em;">y</b><code>style="a"</code>'
        )
    )
    assert '<i class="a as0">x</i><b class="as0">y</b><code>style="a"</code>' in html
    assert "<style>.as0{top:1em!important}</style></head>" in html


def test_style_attributes_come_back() -> None:
    html = PAGE.format('<i class="a" style="top:1em">x</i><b style="top:1em;left:0">y</b>')
    back = with_style_attributes(without_style_attributes(html))
    assert back.partition("<body>")[2] == html.partition("<body>")[2]


def test_a_style_that_is_no_declaration_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot become a rule"):
        without_style_attributes(PAGE.format('<i style="a:b}body{c:d">x</i>'))


def test_no_built_page_has_a_style_attribute_or_an_inline_handler(site_dir: Path) -> None:
    for file in site_dir.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue  # a redirect
        assert "Content-Security-Policy" in html, file
        assert not re.search(r"<[a-z][^<>]*\s(style|on[a-z]+)=", html), file


def test_a_script_put_into_the_page_does_not_run(open_page: Pages) -> None:
    page = open_page("neural-networks/backpropagation/")
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.hostile = true';
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="hostile=true">');
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.hostile") is None
    assert any("Content Security Policy" in error for error in open_page.errors)


def test_the_new_classes_meet_none_of_highlighted_code() -> None:
    from pygments.token import STANDARD_TYPES

    styled = "".join(f'<i style="top: {n}em">x</i>' for n in range(300))
    made = set(re.findall(r"\.(\w+)\{", secure(f"<html><head></head><body>{styled}</body></html>")))
    assert len(made) == 300
    assert made.isdisjoint(STANDARD_TYPES.values())
