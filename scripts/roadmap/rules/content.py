"""Rules for the text of pages: sections, terms, links, quizzes, exercises, formulas, markup."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from markdown.extensions.toc import slugify, unique

from roadmap import contract, expand, include, mathematics, quiz, render, text
from roadmap.load import split_front_matter
from roadmap.model import Finding, Page, Site
from roadmap.registry import at, rule
from roadmap.schema import nearest

_COMMENT = re.compile(r"^\s*<!--\s*roadmap:(.*?)-->\s*$")
_MARKUP = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w:-]*|[!?])(?P<attributes>[^<>]*)>?"
    r"|(?P<list>\{:?\s*(?:[.#][\w-]+|[\w:-]+\s*=)[^{}]*\})"
)
_ATTRIBUTES = {"markdown", "open", "title", "lang"}
_TABLE_RULE = re.compile(r"^\|[ :|-]+$")
_WITH_HEADINGS = ("catalogue", "glossary", "link-health", "map", "projects", "stage")
_SCHEMES = ("", "ref", "http", "https", "mailto")
_TAGS = {"details", "summary", "br", "kbd", "sub", "sup", "abbr", "span"}
_EXERCISE = re.compile(r"^Exercise (\d+) \((apply|extend|explore)\): \S")


@rule("T01", "Sections stand in the order of the page kind's contract")
def section_order(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        parts = contract.PARTS.get(page.meta.kind, ())
        last, last_title = -1, ""
        for number, title in text.headings(page.body):
            rank = next((i for i, part in enumerate(parts) if part.matches(title)), None)
            if rank is None:
                continue
            if rank < last:
                message = f"section out of order: `{title}` after `{last_title}`"
                yield at(page, number, "T01", message, "follow docs/_templates")
            last, last_title = max(rank, last), title


@rule("T02", "Headings start at level 2 and skip no level; none appears twice on its level")
def heading_levels(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        level = 1
        seen: set[str] = set()
        for number, line in enumerate(text.prose(page.body)):
            match = text.HEADING.match(line)
            if not match:
                continue
            new, title = len(match.group(1)), match.group(2)
            if new == 1:
                message = f"title typed into the body: `{title}`"
                yield at(page, number, "T02", message, "the title comes from the front matter")
            elif new > level + 1:
                message = f"heading skips a level: `{title}`"
                yield at(page, number, "T02", message, f"use {'#' * (level + 1)}")
            if new == 2 and title in seen:
                yield at(page, number, "T02", f"heading twice: `{title}`", "rename one of them")
            seen.add(title if new == 2 else "")
            level = new


@rule("T03", "Every term a learner searches for is on its page")
def coverage(site: Site) -> Iterator[Finding]:
    for path, terms in site.coverage.items():
        page = site.pages.get(path)
        if page is None:
            continue
        shown = plain(f"{page.meta.title}\n{page.body}{_derived(site, page)}")
        for term in terms:
            if plain(term) not in shown:
                yield Finding(
                    page.source,
                    1,
                    "T03",
                    f"term not on the page: `{term}`",
                    "explain it there (docs/_data/coverage.yml lists the terms)",
                )


def _derived(site: Site, page: Page) -> str:
    """Names that derived parts put on the page."""
    if page.meta.kind == "tool":
        records = [r for r in site.records.values() if getattr(r, "category", "") == page.slug]
    elif page.meta.kind == "catalogue":
        records = list(site.records.values())
    else:
        return ""
    return "".join(f"\n{r.title} {getattr(r, 'authors', '')}" for r in records)


def plain(source: str) -> str:
    """Lower-case words without markup, for finding a term in a text."""
    source = re.sub(r"[*_`$\\]", "", source.lower())
    return " ".join(re.split(r"[\s\-\u2013\u2011]+", source))


@rule("T04", "Only known markers stand on a page")
def markers(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for number, line in enumerate(page.body.split("\n")):
            if not _COMMENT.match(line):
                continue
            match = expand.MARKER.match(line)
            name = match.group(1) if match else line.strip()
            if name not in render.MARKERS:
                message = f"unknown marker: `{name}`{nearest(name, render.MARKERS)}"
                yield at(page, number, "T04", message, f"markers: {', '.join(render.MARKERS)}")


@rule("T05", "A page holds no HTML but the few tags that Markdown lacks, and no attribute lists")
def markup(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if page.meta.kind == "home":
            continue
        shown = _without_code_and_formulas(page.body)
        for match in _MARKUP.finditer(shown):
            wrong = _wrong_markup(match)
            if wrong:
                line = shown[: match.start()].count("\n")
                yield at(page, line, "T05", wrong, "write Markdown instead")


def _wrong_markup(match: re.Match[str]) -> str:
    """What is wrong with a tag or an attribute list, or nothing."""
    if match.group("list"):
        return f"attribute list: `{match.group()[:40]}`"
    close, tag, attributes = match.group("close"), match.group("tag"), match.group("attributes")
    known = not tag or tag.lower() in _TAGS  # `<!`, `<?` and the like are no tags
    if not tag or not known:
        return f"tag not allowed: `{' '.join(match.group().split())[:40]}`"
    if not match.group().endswith(">"):
        return f"tag is never closed: `<{tag}`"
    names = re.findall(r"([^\s=\"'/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?", attributes)
    foreign = [name for name in names if name.lower() not in _ATTRIBUTES]
    if foreign:
        return f"attribute not allowed: `<{tag}{' '.join(attributes.split())}>`"
    if tag == "details" and not close and 'markdown="1"' not in attributes:
        return '`<details>` without `markdown="1"`: its text would stay raw'
    return ""


def _without_code_and_formulas(body: str) -> str:
    """The body with code, comments and formulas blanked; lines are kept."""
    lines = [text.DOLLAR.sub(" ", text.without_inline_code(line)) for line in text.prose(body)]
    shown = "\n".join(lines)
    return re.sub(r"\$\$.*?\$\$", lambda m: "\n" * m.group().count("\n"), shown, flags=re.S)


@rule("T06", "Code fences are closed")
def fences(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        fence, start = "", 0
        for number, line in enumerate(page.body.split("\n")):
            mark = text.FENCE.match(line)
            if not mark:
                continue
            if not fence:
                fence, start = mark.group(1), number
            elif mark.group(1).startswith(fence) and line.strip() == mark.group(1):
                fence = ""
        if fence:
            yield at(page, start, "T06", "code fence is never closed", f"close it with {fence}")


@rule("T07", "The headers of a table have words; a formula alone is read out poorly")
def table_headers(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        lines = text.prose(page.body)
        for number, (line, below) in enumerate(pairwise(lines)):
            if not line.startswith("|") or not _TABLE_RULE.match(below):
                continue
            for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")):
                if cell.strip() and not text.DOLLAR.sub("", cell).strip():
                    message = f"table header without words: `{cell.strip()}`"
                    yield at(page, number, "T07", message, "name it: `rate $\\eta$`")


@rule("T09", "Headings are written with `#`, not underlined")
def underlined(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for number, (line, below) in enumerate(pairwise(text.prose(page.body))):
            if re.match(r"^(=+|-{2,})\s*$", below) and line.strip() and not line.startswith("|"):
                message = f"underlined heading: `{line.strip()[:40]}`"
                fix = "write `## ` before it; leave a blank line above a rule"
                yield at(page, number, "T09", message, fix)


@rule("T10", "The rows of a table have as many cells as its head")
def table_rows(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        cells = 0
        lines = [text.without_inline_code(x).replace("\\|", "  ") for x in text.prose(page.body)]
        for number, line in enumerate(lines):
            if not line.startswith("|"):
                cells = 0
                continue
            found = len(text.DOLLAR.sub(" ", line).strip().strip("|").split("|"))
            below = lines[number + 1] if number + 1 < len(lines) else ""
            if _TABLE_RULE.match(below):
                cells = found
            elif cells and found != cells:
                message = f"row of {found} cells in a table of {cells}"
                yield at(page, number, "T10", message, "add or join cells; write `\\|` for a bar")


@rule("T08", "A page holds no text of its template")
def written(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        template = site.docs / "_templates" / f"{page.meta.kind}.md"
        if not template.is_file():
            continue
        blank = text.read(template)
        parts = split_front_matter(blank)
        given = set(_own_lines(parts[1] if parts else ""))
        fix = "write your own text in its place"
        if f"\ndescription: {page.meta.description}\n" in blank:
            message = "description of the template"
            yield Finding(page.source, page.line("description"), "T08", message, fix)
        for number, line in enumerate(text.prose(page.body)):
            if line in given:
                yield at(page, number, "T08", f"text of the template: `{line.strip()}`", fix)


def _own_lines(body: str) -> Iterator[str]:
    """Lines of a template that a finished page replaces: no headings, markers and table heads."""
    lines = text.prose(body)
    for line, below in pairwise([*lines, ""]):
        is_frame = re.match(r"#|<|\s*$|\[|!|\| ?-", line) or _TABLE_RULE.match(below)
        if " " in line.strip() and not is_frame:
            yield line


@rule("L01", "An internal link leads to a page or file of the site")
def internal_links(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        folder = PurePosixPath(page.source).parent
        lines = text.prose(page.body)
        for link in text.links(page.body):
            target = link.target.split("#")[0]
            line = lines[link.line]
            if not target or ":" in target or include.code_link(line) or include.FIGURE.match(line):
                continue  # C01 and I01 tell of an include
            path = normpath(str(folder / target))
            if target.startswith("/"):
                message = f"absolute link: `{link.target}`"
                yield at(page, link.line, "L01", message, "write it relative to this page")
            elif not (site.root / path).is_file() or not path.startswith("docs/"):
                known = [p.source for p in site.pages.values()]
                message = f"no such file: `{link.target}`{nearest(path, known)}"
                yield at(page, link.line, "L01", message, "correct the path")


@rule("L02", "Links have text; images say what they show; only safe schemes are used")
def link_texts(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for link in text.links(page.body):
            if link.image and len(link.text.strip()) < 15:
                message = f"image without a description: `{link.target}`"
                yield at(page, link.line, "L02", message, "say in the [] what the picture shows")
            elif not re.sub(r"\$[^$]*\$|[*_`\s]", "", link.text):
                message = f"link without words: `{link.target}`"
                yield at(page, link.line, "L02", message, "a formula alone is no link text")
            scheme = _scheme(link.target)
            if scheme not in _SCHEMES:
                message = f"scheme not allowed: `{link.target}`"
                yield at(page, link.line, "L02", message, "use `ref:ID`")
        # What our pattern does not take for a link may be one to the builder.
        rest = text.LINK.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text.shown(page.body))
        for match in re.finditer(r"\]\(\s*<?([^\s>]+)", rest):
            if _scheme(match.group(1)) not in _SCHEMES:
                number = rest.count("\n", 0, match.start(1))
                message = f"scheme not allowed: `{match.group(1)}`"
                yield at(page, number, "L02", message, "use `ref:ID`")
        for number, line in enumerate(text.prose(page.body)):
            defined = re.match(r"^ {0,3}\[[^\]]+\]:\s*<?(\S+)", text.without_inline_code(line))
            automatic = re.findall(r"<([a-zA-Z][\w+.-]*:[^\s>]*)>", text.without_inline_code(line))
            for target in [*automatic, *([defined.group(1)] if defined else [])]:
                if _scheme(target) not in _SCHEMES:
                    message = f"scheme not allowed: `{target}`"
                    yield at(page, number, "L02", message, "use `ref:ID`")


def _scheme(target: str) -> str:
    """The scheme of an address as a browser reads it, empty for a path."""
    plain = re.sub(r"[\x00-\x20]", "", unquote(html.unescape(target))).lower()
    match = re.match(r"[^/?#]*?:", plain)
    return match.group()[:-1] if match else ""


@rule("L03", "A link to a heading names one that is there")
def anchors(site: Site) -> Iterator[Finding]:
    by_source = {page.source: page for page in site.pages.values()}
    ids = {source: _ids(page.body) for source, page in by_source.items()}
    for page in site.pages.values():
        folder = PurePosixPath(page.source).parent
        for link in text.links(page.body):
            target, mark, fragment = link.target.partition("#")
            path = normpath(str(folder / target)) if target else page.source
            if not mark or path not in ids or ids[path] is None or "code/" in target:
                continue
            known = ids[path] or set()
            if fragment not in known:
                message = f"no such heading: `#{fragment}`{nearest(fragment, known)}"
                yield at(page, link.line, "L03", message, "correct what follows the `#`")


def _ids(body: str) -> set[str] | None:
    """The ids of the headings of a page; None when a marker adds some, or one holds a formula."""
    markers = map(expand.MARKER.match, body.split("\n"))
    if any(marker and marker.group(1) in _WITH_HEADINGS for marker in markers):
        return None
    found: set[str] = set()
    for heading in filter(None, map(text.HEADING.match, text.prose(body))):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.group(2))
        if "$" in shown:
            return None
        unique(slugify(re.sub(r"[*_`]", "", shown), "-"), found)
    return found


@rule("Q06", "Questions are numbered 1, 2, 3 in their section and test an objective of the page")
def question_numbers(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        objectives = _objectives(page)
        for start, body in text.sections(page.body).values():
            for expected, question in enumerate(_questions(body), 1):
                where = start + question.line
                if question.number != expected:
                    message = f"question {question.number} stands at place {expected}"
                    yield at(page, where, "Q06", message, "number the questions in order")
                if page.meta.kind == "topic" and not 1 <= question.objective <= objectives:
                    message = f"question {question.number} tests objective {question.objective}"
                    yield at(page, where, "Q06", message, f"the page has {objectives} objectives")


@rule(
    "Q01",
    "Quiz blocks are complete: header, 3 options or more, one right, each explained (Q01-Q05)",
)
def questions_complete(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        _, findings = quiz.parse(page.body.split("\n"), page.body_line)
        for finding in findings:
            yield replace(finding, path=page.source)


def _questions(section: str) -> list[quiz.Question]:
    return quiz.parse(section.split("\n"), 1)[0]


def _objectives(page: Page) -> int:
    found = next(
        (
            body
            for head, (_, body) in text.sections(page.body).items()
            if head.startswith("Objectives")
        ),
        "",
    )
    return len(re.findall(r"^(?:\d+\.|-) ", found, re.M))


@rule("E01", "An exercise has a number, a level, a title, a hint and a solution")
def exercises(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for head, (start, body) in text.sections(page.body).items():
            if not head.startswith("Exercises"):
                continue
            for expected, (title, (line, content)) in enumerate(text.sections(body, 3).items(), 1):
                where = start + 1 + line
                match = _EXERCISE.match(title)
                if not match or int(match.group(1)) != expected:
                    yield at(
                        page,
                        where,
                        "E01",
                        f"exercise heading not understood: `{title}`",
                        f"write `### Exercise {expected} (apply|extend|explore): title`",
                    )
                for part in ("Hint", "Solution"):
                    if f"<summary>{part}</summary>" not in content:
                        message = f"exercise {expected} has no {part.lower()}"
                        fix = f'add `<details markdown="1"><summary>{part}</summary>`'
                        yield at(page, where, "E01", message, fix)


@rule("M01", "Every formula can be typeset")
def formulas(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for formula in text.formulas(page.body):
            if "\\color{" in formula.tex:
                yield at(page, formula.line, "M01", "`\\color` spreads", "use `\\textcolor`")
                continue
            try:
                mathematics.render(formula.tex, formula.display)
            except mathematics.FormulaError as error:
                shown = " ".join(formula.tex.split())[:50]
                yield at(page, formula.line, "M01", f"formula `{shown}`: {error}", "mend the TeX")
