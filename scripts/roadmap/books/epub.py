"""A book as EPUB 3: mathematics as MathML, figures as SVG, nothing from elsewhere, no script.

The bytes depend on the pages only, so that a book changes when its pages do.
"""

import copy
import io
import re
import xml.etree.ElementTree as etree
import zipfile
from html import escape
from pathlib import Path
from uuid import UUID, uuid5

from roadmap.books.mathml import core, signs
from roadmap.books.model import (
    LICENCE,
    RIGHTS,
    XHTML,
    Book,
    Chapter,
    as_of,
    imprint,
    text,
    written,
)
from roadmap.published import TEXT_LICENCE

STYLE = Path(__file__).with_suffix(".css")
FAMILY = UUID("8b5d4f0e-3c57-4a39-9f0c-6f1f6a0e2d41")  # of all books of the road
FIXED = (1980, 1, 1, 0, 0, 0)
OPS = "http://www.idpf.org/2007/ops"
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
FEATURES = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "MathML"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "Formulas are MathML, figures are described, headings and links follow the contents.",
    ),
)

_VARIABLE = re.compile(r"var\(--[\w-]+, ([^()]*)\)")


def epub(book: Book, cover: bytes) -> bytes:
    """The file; `cover` is a PNG."""
    pages = {"cover.xhtml": _cover(book), "title.xhtml": _title(book)}
    pages |= {f"{chapter.id}.xhtml": _chapter(book, chapter) for chapter in book.chapters}
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(book, pages),
        "EPUB/nav.xhtml": _nav(book),
        "EPUB/style.css": STYLE.read_text(encoding="utf-8"),
    } | {f"EPUB/{name}": page for name, page in pages.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        first = zipfile.ZipInfo("mimetype", FIXED)
        archive.writestr(first, "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            info = zipfile.ZipInfo(name, FIXED)
            archive.writestr(info, content.encode(), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("EPUB/cover.png", FIXED), cover)
    return stream.getvalue()


def _page(book: Book, title: str, body: str, kind: str) -> str:
    language = book.say.language
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{OPS}" lang="{language}" xml:lang="{language}">\n'
        f'<head><title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>\n'
        f'<body epub:type="{kind}">{body}</body>\n</html>\n'
    )


def _cover(book: Book) -> str:
    alt = escape(book.say("book.cover_alt", series=book.series, title=book.title))
    title = book.say("book.cover")
    return _page(book, title, f'<p class="cover"><img src="cover.png" alt="{alt}"/></p>', "cover")


def _title(book: Book) -> str:
    home = f'<p><a href="{book.address}">{book.address}</a></p>' if book.address else ""
    body = (
        f'<p class="series">{escape(book.series)}</p><h1>{escape(book.title)}</h1>'
        f"<p>{escape(book.about)}</p><p>{as_of(book)}</p>{home}<p>{imprint(book)}</p>"
    )
    return _page(book, book.title, f'<section class="title-page">{body}</section>', "frontmatter")


def _chapter(book: Book, chapter: Chapter) -> str:
    body = copy.deepcopy(chapter.body)
    for parent in list(body.iter()):
        for child in list(parent):
            if child.tag == "katex-visual":
                parent.remove(child)
    signs(body)
    for element in list(body.iter()):
        if element.tag == "math":
            core(element)
        if "-" in element.tag:  # an element of our own
            element.tag = "div"
        for name, value in element.attrib.items():
            element.set(name, _VARIABLE.sub(r"\1", value))
    return _page(book, chapter.title, written(body), "bodymatter chapter")


def _nav(book: Book) -> str:
    items = []
    for chapter in book.chapters:
        inner = "".join(
            f'<li><a href="{chapter.id}.xhtml#{heading.get("id")}">{escape(text(heading))}</a></li>'
            for heading in chapter.headings()
        )
        below = f"<ol>{inner}</ol>" if inner else ""
        items.append(f'<li><a href="{chapter.id}.xhtml">{escape(chapter.title)}</a>{below}</li>')
    contents = book.say.html("book.contents")
    nav = f'<nav epub:type="toc" id="toc"><h1>{contents}</h1><ol>{"".join(items)}</ol></nav>'
    marks = (
        '<nav epub:type="landmarks" hidden="hidden"><ol>'
        f'<li><a epub:type="cover" href="cover.xhtml">{book.say.html("book.cover")}</a></li>'
        f'<li><a epub:type="toc" href="nav.xhtml">{contents}</a></li>'
        f'<li><a epub:type="bodymatter" href="{book.chapters[0].id}.xhtml">'
        f"{book.say.html('book.text')}</a></li>"
        "</ol></nav>"
    )
    return _page(book, book.say("book.contents"), nav + marks, "frontmatter")


def _package(book: Book, pages: dict[str, str]) -> str:
    package = etree.Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": book.say.language,
        },
    )
    metadata = etree.SubElement(
        package, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    )
    for name, value, given in (
        ("identifier", uuid5(FAMILY, book.id).urn, {"id": "id"}),
        ("title", f"{book.series} – {book.title}", {}),
        ("language", book.say.language, {}),
        ("creator", RIGHTS, {}),
        ("description", book.about, {}),
        ("rights", f"{LICENCE}, {TEXT_LICENCE}", {}),
    ):
        etree.SubElement(metadata, f"dc:{name}", given).text = value
    told = [("dcterms:modified", f"{book.changed.isoformat()}T00:00:00Z")]
    told += [(f"schema:{name}", value) for name, value in FEATURES]
    for name, value in told:
        etree.SubElement(metadata, "meta", {"property": name}).text = value
    series = etree.SubElement(metadata, "meta", {"property": "belongs-to-collection", "id": "all"})
    series.text = book.series
    kind = etree.SubElement(metadata, "meta", {"refines": "#all", "property": "collection-type"})
    kind.text = "series"
    manifest = etree.SubElement(package, "manifest")
    spine = etree.SubElement(package, "spine")
    _item(manifest, "nav.xhtml", "application/xhtml+xml", "nav")
    _item(manifest, "style.css", "text/css")
    _item(manifest, "cover.png", "image/png", "cover-image")
    for name, page in pages.items():
        found = [kind for kind in ("mathml", "svg") if f"<{kind.removesuffix('ml')}" in page]
        _item(manifest, name, "application/xhtml+xml", " ".join(found))
        etree.SubElement(spine, "itemref", {"idref": name.removesuffix(".xhtml")})
        if name == "title.xhtml":
            etree.SubElement(spine, "itemref", {"idref": "nav"})
    etree.indent(package)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written(package)}\n'


def _item(manifest: etree.Element, name: str, kind: str, properties: str = "") -> None:
    given = {"id": name.removesuffix(".xhtml"), "href": name, "media-type": kind}
    etree.SubElement(manifest, "item", given | ({"properties": properties} if properties else {}))
