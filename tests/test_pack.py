"""The files that pages load, joined: what is kept, what is linked, and what stays as it was."""

import re
from pathlib import Path

import pytest

from conftest import ROOT
from roadmap.pack import SHEET, PackError, linked, pack, shared, sheets, trimmed, words

WEB = ROOT / "scripts/web"
PAGE = """<html>
  <head>
    <link rel="stylesheet" href="{up}assets/stylesheets/theme.css">
    <link rel="stylesheet" href="{up}assets/css/own.css">
    {extra}
  </head>
  <body class="used"><article>
<pre>
    kept
</pre></article>
    <script src="{up}assets/js/site.js" type="module"></script>
  </body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages, a redirect, a theme and scripts."""
    files = {
        "index.html": PAGE.format(up="", extra=""),
        "a/b/index.html": PAGE.format(
            up="../../", extra='<link rel="stylesheet" href="../../assets/css/some.css">'
        ),
        "404.html": PAGE.format(up="/base/", extra=""),
        "old/index.html": "<html><head></head><body>moved</body></html>",
        "assets/stylesheets/theme.css": ".used{color:red}.unused{color:blue}"
        ".made-by-script{background:url('../img/x.svg')}",
        "assets/javascripts/theme.js": "alert(1)",
        "assets/css/own.css": ".mine{color:green}.icon{background:url(../img/y.svg)}",
        "assets/css/some.css": ".some{color:black}",
        "assets/js/site.js": 'import "./one.js";\nexport * from "./two.js";\n',
        "assets/js/one.js": 'document.body.className = "made-by-script";',
        "assets/js/two.js": 'export const a = 1; export const later = () => import("./late.js");',
        "assets/js/late.js": "export default 3;",
        "assets/js/other.js": 'import { a } from "./site.js"; console.log(a);',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_pages_link_one_sheet_with_what_they_use(site: Path) -> None:
    pack(site, WEB)
    css = (site / SHEET).read_text()
    assert ".used" in css
    assert ".made-by-script" in css
    assert ".unused" not in css
    assert ".mine" in css, "our own rules stay, used or not"
    assert set(re.findall(r"url\(([^)]+)\)", css)) == {"../img/x.svg", "../img/y.svg"}
    assert sheets((site / "index.html").read_text()) == [SHEET]
    assert sheets((site / "a/b/index.html").read_text()) == [SHEET, "assets/css/some.css"]
    assert f'href="../../{SHEET}"' in (site / "a/b/index.html").read_text()
    assert f'href="/base/{SHEET}"' in (site / "404.html").read_text()
    assert (site / "old/index.html").read_text().endswith("<body>moved</body></html>")
    assert {file.name for file in site.rglob("*.css")} == {"all.css", "some.css"}
    assert not (site / "assets/javascripts").exists()


def test_scripts_become_one_and_those_of_some_pages_share_it(site: Path) -> None:
    pack(site, WEB)
    assert {file.name for file in (site / "assets/js").iterdir()} == {
        "site.js", "late.js", "other.js",
    }  # fmt: skip
    script = (site / "assets/js/site.js").read_text()
    assert "made-by-script" in script
    assert 'import("./late.js")' in script
    assert 'from"./site.js"' in (site / "assets/js/other.js").read_text()


def test_what_cannot_be_joined_leaves_the_pages_as_they_were(site: Path, tmp_path: Path) -> None:
    before = (site / "index.html").read_text()
    with pytest.raises(PackError, match="make setup"):
        pack(site, tmp_path)
    (site / "assets/js/one.js").write_text("const = 1;")
    with pytest.raises(PackError, match="esbuild failed"):
        pack(site, WEB)
    assert (site / "assets/css/own.css").exists()
    (site / "assets/css/own.css").unlink()
    with pytest.raises(PackError, match=r"assets/css/own\.css is missing; run `make setup`"):
        pack(site, WEB)
    assert (site / "index.html").read_text() == before


def test_sheets_of_some_pages_are_left_alone() -> None:
    assert shared([["a", "b"], [], ["b", "c"]]) == ["b"]
    assert shared([[]]) == []
    html = (
        '\n<link rel="stylesheet" href="assets/x.css">\n<link rel="stylesheet" href="assets/y.css">'
    )
    assert sheets(linked(html, ["assets/y.css"])) == ["assets/x.css", SHEET]


def test_only_the_frame_loses_its_indentation() -> None:
    page = "<head>\n    <title>\n  <article>\n    <pre>\n  a\n</pre></article>\n   <footer>"
    assert trimmed(page) == "<head>\n<title>\n<article>\n    <pre>\n  a\n</pre></article>\n<footer>"
    assert trimmed("  no\n  article") == "  no\n  article"


def test_names_come_from_tags_of_pages_and_from_all_of_a_script() -> None:
    assert words(['<html><p class="x-y" data-z="w">text</p>']) == {
        "html", "p", "class", "x-y", "data-z", "w",
    }  # fmt: skip
    assert words(['add("late")']) == {"add", "late"}
