"""Rules that tie pages to the files beside them: code, recorded output, figures, worked numbers."""

import ast
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path

from roadmap import include, text
from roadmap.model import Finding, Page, Site
from roadmap.registry import at, rule

_NUMBER = re.compile(r"(?<![\w.])[-\u2212]?\d+\.\d+(?:e[-+]?\d+)?")
_MAX_SCRATCH = 60


@rule("C01", "An include names a file and a region that exist")
def includes(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for number, line in enumerate(text.prose(page.body)):
            link = include.code_link(line)
            if link:
                try:
                    include.read_code(folder(site, page), link)
                except include.IncludeError as error:
                    yield at(
                        page, number, "C01", str(error), "correct the link or restore the file"
                    )


@rule("C02", "A code file belongs to a page and is used")
def used(site: Site) -> Iterator[Finding]:
    for page_folder, files in code_files(site).items():
        where = page_folder.relative_to(site.docs)
        path = f"{where.parent.parent.as_posix()}/{where.name}".removeprefix("./")
        page = site.pages.get(path) or site.pages.get("index" if where.name == "home" else "")
        for file in files:
            name = file.relative_to(site.root).as_posix()
            if page is None:
                message = f"no page `docs/{path}.md` for this code"
                yield Finding(name, 1, "C02", message, "rename the folder after its page")
            elif file.name != "figures.py" and not _mentioned(page, file, files):
                message = f"code is used neither by {page.source} nor by its other code"
                yield Finding(name, 1, "C02", message, "include it or remove it")


def _mentioned(page: Page, file: Path, files: list[Path]) -> bool:
    if f"/{file.name}" in page.body:
        return True
    pattern = re.compile(rf"^\s*(?:from|import) {re.escape(file.stem)}\b", re.M)
    return any(pattern.search(text.read(other)) for other in files if other != file)


@rule("C03", "A code file has its recorded output beside it; an output has its code")
def recorded(site: Site) -> Iterator[Finding]:
    for page_folder, files in code_files(site).items():
        for file in files:
            if file.name != "figures.py" and not file.with_suffix(".out").is_file():
                name = file.relative_to(site.root).as_posix()
                yield Finding(name, 1, "C03", "no recorded output", "run `roadmap outputs --write`")
        for output in sorted(page_folder.glob("*.out")):
            if not output.with_suffix(".py").is_file():
                name = output.relative_to(site.root).as_posix()
                yield Finding(name, 1, "C03", "recorded output without code", "remove it")


@rule("C04", "Python on a page comes from a tested file, never retyped")
def not_retyped(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if page.meta.kind == "guide":
            continue
        fence = ""
        for number, line in enumerate(page.body.split("\n")):
            mark = text.FENCE.match(line)
            if mark and not fence:
                fence = mark.group(1)
                if re.match(r"\s*[`~]{3,}\s*\{?\s*\.?(?:python|py)\b", line):
                    fix = "move it to code/<page>/ and write `[Code: title](code/<page>/file.py)`"
                    yield at(page, number, "C04", "Python typed into the page", fix)
            elif mark and mark.group(1).startswith(fence) and line.strip() == mark.group(1):
                fence = ""


@rule("C05", "Code parses, and what is shown of `scratch.py` has at most 60 lines")
def parses(site: Site) -> Iterator[Finding]:
    for files in code_files(site).values():
        for file in files:
            try:
                ast.parse(file.read_bytes())
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                name = file.relative_to(site.root).as_posix()
                line = getattr(error, "lineno", None) or 1
                reason = getattr(error, "msg", None) or str(error) or "nested too deeply"
                yield Finding(name, line, "C05", f"does not parse: {reason}", "mend the code")
    for page in site.of("topic"):
        shown = 0
        for number, line in enumerate(text.prose(page.body)):
            link = include.code_link(line)
            if link and link.target.endswith("/scratch.py"):
                try:
                    shown += include.read_code(folder(site, page), link).count("\n") + 1
                except include.IncludeError:
                    continue  # C01 reports it
                if shown > _MAX_SCRATCH:
                    message = f"{shown} lines of scratch.py are shown"
                    fix = f"show at most {_MAX_SCRATCH}: include the regions that matter"
                    yield at(page, number, "C05", message, fix)
                    break


@rule("I01", "A figure that a page shows exists; a figure file is shown")
def figures(site: Site) -> Iterator[Finding]:
    shown: set[Path] = set()
    for page in site.pages.values():
        for number, line in enumerate(text.prose(page.body)):
            figure = include.FIGURE.match(line)
            if not figure:
                continue
            file = (folder(site, page) / figure.group(2)).resolve()
            shown.add(file)
            if not file.is_file():
                message = f"figure not found: `{figure.group(2)}`"
                fix = "draw it in code/<page>/figures.py and run `roadmap figures`"
                yield at(page, number, "I01", message, fix)
    for file in sorted(site.docs.rglob("figures/**/*.svg")):
        if file.resolve() not in shown:
            name = file.relative_to(site.root).as_posix()
            yield Finding(name, 1, "I01", "figure is shown on no page", "show it or remove it")


@rule("W01", "Every decimal number of a worked example is printed by the page's code")
def worked_numbers(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        computed: set[Decimal] | None = None
        for head, (start, body) in text.sections(page.body, 3).items():
            if not head.startswith("Worked example"):
                continue
            if computed is None:
                computed = _computed(folder(site, page) / "code" / page.slug)
            end = re.search(r"^## ", body, re.M)
            lines = text.prose(body[: end.start()] if end else body)
            for number, line in enumerate(lines):
                for match in _NUMBER.finditer(line):
                    value = Decimal(match.group().replace("\u2212", "-"))
                    if not any(rounds_to(exact, value) for exact in computed):
                        message = f"number is printed by no code of the page: {match.group()}"
                        fix = f"print it in code/{page.slug}/*.py, or mend the text"
                        yield at(page, start + 1 + number, "W01", message, fix)


def _computed(code: Path) -> set[Decimal]:
    """Numbers in the recorded outputs, and the inputs typed into the code itself."""
    files = [*code.glob("*.out"), *code.glob("*.py")]
    found = [_NUMBER.findall(text.read(file)) for file in files]
    whole = [re.findall(r"(?<![\w.])-?\d+(?![\w.])", text.read(f)) for f in files]
    return {
        Decimal(number.replace("\u2212", "-")) for numbers in (*found, *whole) for number in numbers
    }


def rounds_to(exact: Decimal, value: Decimal) -> bool:
    """Whether `value` is `exact`, or `exact` rounded to the places of `value`; signs may differ."""
    exact, value = abs(exact), abs(value)
    places = Decimal(1).scaleb(int(value.as_tuple().exponent))
    if exact.is_zero() or exact.adjusted() > 20:
        return exact == value
    return value in {exact.quantize(places, mode) for mode in (ROUND_HALF_EVEN, ROUND_HALF_UP)}


def folder(site: Site, page: Page) -> Path:
    """The folder that holds the page."""
    return (site.root / page.source).parent


def code_files(site: Site) -> dict[Path, list[Path]]:
    """Folder of code -> its Python files, for every docs/**/code/<page>/."""
    found: dict[Path, list[Path]] = {}
    for file in sorted(site.docs.rglob("*.py")):
        parts = file.relative_to(site.docs).parts
        if len(parts) >= 3 and parts[-3] == "code" and not file.name.startswith("_"):
            found.setdefault(file.parent, []).append(file)
    return found
