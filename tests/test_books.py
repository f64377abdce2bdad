"""Books of the parts: EPUBs that are whole and valid, PDFs with contents, links where books are."""

import io
import posixpath
import re
import xml.etree.ElementTree as etree
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from conftest import ROOT
from roadmap import books, portable, worker
from roadmap.books import bind, shelf
from roadmap.books.cover import cover
from roadmap.books.epub import epub
from roadmap.books.mathml import core, letter, signs
from roadmap.books.model import MATHML, SVG, XHTML, Book, BookError
from roadmap.books.pages import chapter
from roadmap.books.paper import beginnings, document, pdf
from roadmap.cli import main
from roadmap.load import load

SITE, _ = load(ROOT)
STAGES = {stage.folder: stage for stage in bind.stages(SITE)}
CHANGED = {page.source: date(2026, 3, 4) for page in SITE.pages.values()}
SOME = ("recurrent-networks", "projects", "tools")
OPF = "{http://www.idpf.org/2007/opf}"
HTML, DRAWN, MATH = f"{{{XHTML}}}", f"{{{SVG}}}", f"{{{MATHML}}}"
GRU = SITE.pages["recurrent-networks/gru"]
INSIDE = {"recurrent-networks/lstm": "lstm", "recurrent-networks": "overview"}


@pytest.fixture(scope="module")
def bound(site_dir: Path) -> Callable[[str], Book]:
    """The book of a stage by its folder."""
    return cache(lambda name: bind.book(SITE, STAGES[name], site_dir, CHANGED))


@pytest.fixture(scope="module")
def opened(bound: Callable[[str], Book]) -> Callable[[str], dict[str, bytes]]:
    """Path in the EPUB of a stage -> content."""

    def read(name: str) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(epub(bound(name), b"PNG"))) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}

    return cache(read)


def pages_of(files: dict[str, bytes]) -> dict[str, etree.Element]:
    return {
        name.removeprefix("EPUB/"): etree.fromstring(content)
        for name, content in files.items()
        if name.endswith(".xhtml")
    }


def test_the_parts_of_the_road_have_books() -> None:
    assert set(STAGES) >= {page.folder for page in SITE.of("topic", "project", "tool")}
    assert "contributing" not in STAGES


def test_the_type_stands_first_and_the_same_pages_give_the_same_bytes(
    bound: Callable[[str], Book], site_dir: Path
) -> None:
    first = bound("discussion")
    again = bind.book(SITE, STAGES["discussion"], site_dir, CHANGED)
    content = epub(first, cover(first, ROOT))
    assert content == epub(again, cover(again, ROOT))
    assert content[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("name", SOME)
def test_the_manifest_lists_every_file_and_what_it_holds(
    name: str, opened: Callable[[str], dict[str, bytes]]
) -> None:
    files = opened(name)
    package = etree.fromstring(files["EPUB/package.opf"])
    items = {item.get("href"): item for item in package.iter(f"{OPF}item")}
    inside = {path.removeprefix("EPUB/") for path in files if path.startswith("EPUB/")}
    assert set(items) == inside - {"package.opf"}
    read = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert sorted(f"{place}.xhtml" for place in read) == sorted(pages_of(files))
    for path, page in pages_of(files).items():
        told = items[path].get("properties", "").split()
        assert ("mathml" in told) == (page.find(f".//{MATH}math") is not None), path
        assert ("svg" in told) == (page.find(f".//{DRAWN}svg") is not None), path
    modified = package.find(f".//{OPF}meta[@property='dcterms:modified']")
    assert modified is not None
    assert modified.text == "2026-03-04T00:00:00Z"


@pytest.mark.parametrize("name", SOME)
def test_links_inside_a_book_lead_somewhere(
    name: str, opened: Callable[[str], dict[str, bytes]]
) -> None:
    pages = pages_of(opened(name))
    ids = {path: [e.get("id") for e in page.iter() if e.get("id")] for path, page in pages.items()}
    assert [path for path, found in ids.items() if len(set(found)) < len(found)] == []
    broken, inner = [], 0
    for path, page in pages.items():
        for link in page.iter(f"{HTML}a"):
            href = link.get("href", "")
            if re.match(r"https?:", href):
                continue
            inner += 1
            file, _, anchor = href.partition("#")
            if file not in pages or (anchor and anchor not in ids[file]):
                broken.append(f"{path}: {href}")
    assert broken == []
    assert inner > 50


def counted(elements: Iterable[etree.Element]) -> Counter[str]:
    found: Counter[str] = Counter()
    for element in elements:
        tag = str(element.tag).rpartition("}")[2]
        if tag in ("math", "figure", "pre", "table", "h1"):
            found[tag] += 1
        if tag in ("h2", "h3") and element.get("id"):
            found[tag] += 1
        if element.get("class") == "quiz-text":
            found["question"] += 1
        if tag == "summary" and "".join(element.itertext()).startswith("Solution"):
            found["solution"] += 1
    return found


@pytest.mark.parametrize("name", SOME)
def test_a_book_has_all_that_its_pages_have(
    name: str, opened: Callable[[str], dict[str, bytes]], site_dir: Path
) -> None:
    stage = STAGES[name]
    parts = {
        "math": r'<span class="katex">',
        "figure": r"<figure[ >]",
        "pre": r"<pre[ >]",
        "table": r"<table[ >]",
        "h1": r"<h1[ >]",
        "h2": r"<h2 id=",
        "h3": r"<h3 id=",
        "question": r"<quiz-question",
        "solution": r"<summary>Solution",
    }
    expected: Counter[str] = Counter()
    for page in (stage.index, *stage.pages):
        html = (site_dir / page.url / "index.html").read_text("utf-8")
        article = html.partition("<article")[2].partition("</article>")[0]
        expected.update({kind: len(re.findall(tag, article)) for kind, tag in parts.items()})
    own = ("cover.xhtml", "title.xhtml", "nav.xhtml", "glossary.xhtml")
    chapters = [page for path, page in pages_of(opened(name)).items() if path not in own]
    assert counted(e for page in chapters for e in page.iter()) == +expected


@pytest.mark.parametrize("name", SOME)
def test_a_book_loads_nothing_and_keeps_nothing_of_the_screen(
    name: str, opened: Callable[[str], dict[str, bytes]]
) -> None:
    files = opened(name)
    assert b"url(" not in files["EPUB/style.css"]
    assert b"@import" not in files["EPUB/style.css"]
    for path, page in pages_of(files).items():
        for element in page.iter():
            tag = str(element.tag).rpartition("}")[2]
            assert tag not in ("script", "button", "input", "form", "iframe"), path
            assert "-" not in tag, path
            loaded = [element.get("src", "")] + ([element.get("href", "")] if tag == "link" else [])
            assert not any(":" in address for address in loaded), path
            for key, value in element.attrib.items():
                assert not key.startswith(("on", "data-")), path
                assert "var(" not in value, path


@pytest.mark.parametrize(
    ("character", "style", "expected"),
    [
        ("x", "BOLD", "𝐱"),
        ("W", "BOLD", "𝐖"),
        ("1", "BOLD", "𝟏"),
        ("σ", "BOLD", "𝛔"),
        ("θ", "BOLD ITALIC", "𝜽"),
        ("R", "DOUBLE-STRUCK", "ℝ"),
        ("A", "DOUBLE-STRUCK", "𝔸"),
        ("L", "SCRIPT", "ℒ"),
        ("N", "SCRIPT", "𝒩"),
        ("+", "BOLD", "+"),
    ],
)
def test_letters_of_formulas_are_letters_of_unicode(
    character: str, style: str, expected: str
) -> None:
    assert letter(character, style) == expected


def test_single_signs_become_mathml() -> None:
    body = etree.fromstring(
        '<p><span class="katex"><span class="mord mathnormal">x</span></span> and '
        '<span class="katex"><span class="mord mathbf">W</span></span>, '
        '<span class="katex"><span class="mord">10</span></span>'
        '<span class="katex"><span class="mord">∞</span></span></p>'
    )
    signs(body)
    found = [math[0] for math in body.iter("math")]
    assert [(e.tag, e.text) for e in found] == [("mi", "x"), ("mi", "𝐖"), ("mn", "10"), ("mi", "∞")]
    assert found[3].get("mathvariant") == "normal"
    assert "".join(body.itertext()) == "x and 𝐖, 10∞"


def test_mathml_is_what_readers_draw() -> None:
    math = etree.fromstring(
        '<math><semantics><mrow><mi mathvariant="bold">h</mi><mi mathvariant="normal">d</mi>'
        '<mo mathvariant="normal">!</mo><msub><mi>x</mi><mi>max</mi><mo>\u2061</mo></msub>'
        '<mtable columnalign="right left" columnspacing="0em"><mtr><mtd/><mtd/></mtr></mtable>'
        "</mrow></semantics></math>"
    )
    core(math)
    assert [mi.text for mi in math.iter("mi")] == ["𝐡", "d", "x", "max"]
    assert [e.tag for e in math.iter() if e.get("mathvariant")] == ["mi"]
    sub = math.find(".//msub")
    assert sub is not None
    assert len(sub) == 2
    assert math.find("semantics") is None
    sides = [cell.get("style", "").partition(";")[0] for cell in math.iter("mtd")]
    assert sides == ["text-align: right", "text-align: left"]


def one(body: str, address: str = "") -> str:
    html = f"<html><head></head><body><article><h1>GRU</h1>{body}</article></body></html>"
    found = etree.tostring(chapter(html, GRU, INSIDE, address).body, encoding="unicode")
    return re.sub(r'^<section id="gru"><h1>GRU</h1>|</section>$', "", found)


@pytest.mark.parametrize(
    ("href", "inside", "published"),
    [
        ("../lstm/", "lstm.xhtml#lstm", None),
        ("../lstm/#gates", "lstm.xhtml#lstm--gates", None),
        ("..", "overview.xhtml#overview", None),
        ("#exercises", "gru.xhtml#gru--exercises", None),
        ("https://example.com/a", "https://example.com/a", None),
        ("../../tools/", None, "https://example.org/road/tools/"),
        ("../../tools/#x", None, "https://example.org/road/tools/#x"),
        ("../code/gru/scratch.py", None, "https://example.org/road/recurrent-networks/code/gru/scratch.py"),
        ("../..", None, "https://example.org/road/"),
    ],
)  # fmt: skip
def test_links_lead_into_the_book_or_to_the_published_site(
    href: str, inside: str | None, published: str | None
) -> None:
    link = f'<p>a <a href="{href}">b</a> c</p>'
    plain = f'<p>a <a href="{inside}">b</a> c</p>' if inside else "<p>a b c</p>"
    assert one(link) == plain
    known = one(link, "https://example.org/road/")
    assert known == f'<p>a <a href="{inside or published}">b</a> c</p>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2>', '<h2 id="gru--a">A</h2>'),
        ("<p>x<button>Done</button>y</p>", "<p>xy</p>"),
        ("<p hidden>note</p>", ""),
        ("<h2>Listed</h2>", '<p class="entry">Listed</p>'),
        ('<a class="term" href="../../resources/glossary/#loss">l</a>',
         '<a class="term" href="glossary.xhtml#glossary--loss">l</a>'),
        ("<details><summary>Solution</summary>4</details>",
         "<details><summary>Solution</summary>4</details>"),
        ('<div class="card-needs"><ul/><details><summary>and 2 more</summary><ol/></details></div>',
         '<div class="card-needs"><ul /><ol /></div>'),
        ('<p><a class="code-download" href="x.py">Download</a></p>', ""),
    ],
)  # fmt: skip
def test_what_a_page_becomes_in_a_book(html: str, expected: str) -> None:
    assert one(html.replace("<ul/>", "<ul></ul>").replace("<ol/>", "<ol></ol>")) == expected


def test_a_question_gives_its_choices_before_the_answers() -> None:
    quiz = (
        "<quiz-question><fieldset><legend>Question 1</legend><div class='quiz-text'>Why?</div>"
        "<div class='quiz-options'>"
        "<details class='quiz-option'><summary><span class='quiz-label'>Yes</span></summary>"
        "<div class='quiz-feedback'>Right.</div></details>"
        "<details class='quiz-option'><summary><span class='quiz-label'>No</span></summary>"
        "<div class='quiz-feedback'>Not this one.</div></details>"
        "</div></fieldset></quiz-question>"
    )
    found = etree.fromstring(one(quiz))
    told = "|".join(text.strip() for text in found.itertext() if text.strip())
    assert told == "Question 1|Why?|Yes|No|Answer|Right.|Not this one."


def test_a_page_without_article_or_heading_is_named() -> None:
    for html in ("<p>Nothing</p>", "<html><head></head><article><p>x</p></article>"):
        with pytest.raises(BookError, match=GRU.source):
            chapter(html, GRU, {}, "")


def test_a_printed_book_has_contents_with_pages_text_and_no_empty_leaf(
    bound: Callable[[str], Book], browser: Browser, base_url: str
) -> None:
    whole = bound("recurrent-networks")
    book = replace(
        whole, chapters=tuple(c for c in whole.chapters if c.id in ("overview", "gru", "glossary"))
    )
    printed = pdf(book, browser, base_url)
    reader = PdfReader(io.BytesIO(printed))
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) > 8
    assert [number for number, text in enumerate(texts, 1) if len(text.split()) < 8] == []
    heads = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    assert heads == ["Contents", *(c.title for c in book.chapters)]
    starts = beginnings(printed)
    for start, bit in zip(starts, book.chapters, strict=True):
        assert bit.title in texts[start - 1]
        assert re.search(rf"\b{start}\b", texts[1])
    whole_text = " ".join(" ".join(texts).split())
    assert "Exercise 1" in whole_text
    assert whole_text.count("Solution") == document(book).count("<summary>Solution")
    assert "tanh" in whole_text
    inner = {
        note.get_object().get("/Dest") for page in reader.pages for note in page.get("/Annots", [])
    } - {None}
    assert {f"/{chapter.id}" for chapter in book.chapters} <= inner
    assert any(str(target).startswith("/glossary--") for target in inner)
    assert inner <= {f"/{name.removeprefix('/')}" for name in reader.named_destinations}


def test_links_stand_where_books_are_and_only_there(tmp_path: Path) -> None:
    html = '<p class="stage-total">4 pages</p><ol></ol>'
    file = tmp_path / "books" / "tools.epub"
    books.write(file, b"x" * 1_250_000)
    shown = books.linked(html, [file], SITE.strings)
    assert '<a href="../books/tools.epub" download>EPUB</a> (1.2 MB)' in shown
    assert books.linked(shown, [file], SITE.strings) == shown
    assert books.linked(shown, [], SITE.strings) == html
    assert "stage-books" not in portable.page(f"<head></head>{shown}", "tools/index.html")
    assert worker.files(tmp_path) == {}


def test_the_zip_leaves_the_books_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books.write(tmp_path / "books" / "tools.pdf", b"x")
    (tmp_path / "index.html").write_text("<head></head>")
    (tmp_path / "search.json").write_text('{"pages": []}')
    monkeypatch.setattr(portable, "bundle", lambda *_: "")
    assert set(portable.files(tmp_path, tmp_path)) == {
        "index.html",
        portable.BUNDLE,
        portable.DATA,
    }


def test_a_failed_book_is_named_and_leaves_the_others(
    site_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for page in (
        SITE.pages["index"],
        *(p for p in SITE.pages.values() if p.folder == "discussion"),
    ):
        target = tmp_path / page.url / "index.html"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((site_dir / page.url / "index.html").read_bytes())
    chosen = [STAGES["careers"], STAGES["discussion"]]  # the first is not in this site
    monkeypatch.setattr(bind, "stages", lambda _: iter(chosen))

    class Broken:
        def __init__(self, *_: object) -> None:
            pass

        def pdf(self, _: Book) -> bytes:
            raise RuntimeError("no browser\nmore")

    monkeypatch.setattr(shelf, "_Printer", Broken)
    assert main(["books", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.err.count("run `make build`") == 2
    assert "careers.epub: docs/careers/index.md" in told.err
    assert "discussion.pdf: no browser\n" in told.err
    assert [file.name for file in (tmp_path / "books").iterdir()] == ["discussion.epub"]
    overview = (tmp_path / "discussion/index.html").read_text("utf-8")
    assert overview.count("discussion.epub") == 1
    assert "discussion.pdf" not in overview
    assert "discussion/index.html" in (tmp_path / "sw.js").read_text("utf-8")


def test_what_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["books", str(tmp_path)]) == 2
    assert "run `make build`" in capsys.readouterr().err
    assert main(["books", str(tmp_path), "part-9"]) == 2
    assert "`part-9`; there are prerequisites, " in capsys.readouterr().err


def test_pages_of_a_site_without_books_name_none(site_dir: Path) -> None:
    for stage in STAGES.values():
        html = (site_dir / stage.index.url / "index.html").read_text("utf-8")
        assert "stage-books" not in html
        assert posixpath.join("..", books.FOLDER) not in html
        assert '<p class="stage-total">' in html  # the place of the links
