"""Rules for the navigation: every page listed once, every entry a page, nothing too deep."""

from collections.abc import Iterator

from roadmap.model import Finding, Site
from roadmap.registry import rule
from roadmap.schema import nearest


@rule("N02", "Every page is listed in the `.pages` file of its folder")
def listed(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        entries = [entry for entry, _ in site.nav.get(page.folder, ())]
        if f"{page.slug}.md" not in entries:
            yield Finding(
                page.source,
                1,
                "N02",
                "page is listed nowhere",
                f"add `- {page.slug}.md` to docs/{page.folder}/.pages".replace("//", "/"),
            )


@rule("N03", "Every entry of a `.pages` file exists")
def known(site: Site) -> Iterator[Finding]:
    for folder, entries in site.nav.items():
        base = site.docs / folder
        names = [path.name for path in base.iterdir() if not path.name.startswith((".", "_"))]
        for entry, line in entries:
            if not (base / entry).exists():
                yield Finding(
                    f"docs/{folder}/.pages".replace("//", "/"),
                    line,
                    "N03",
                    f"unknown page: `{entry}`{nearest(entry, names)}",
                    "correct the name or remove the line",
                )


@rule("N04", "A `.pages` file lists an entry once")
def once(site: Site) -> Iterator[Finding]:
    for folder, entries in site.nav.items():
        seen: set[str] = set()
        for entry, line in entries:
            if entry in seen:
                name = f"docs/{folder}/.pages".replace("//", "/")
                yield Finding(name, line, "N04", f"listed twice: `{entry}`", "keep one line")
            seen.add(entry)


@rule("N05", "Pages lie in a folder of the road, not deeper")
def depth(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if page.path.count("/") > 1:
            fix = "move the page up: docs/<folder>/<page>.md"
            yield Finding(page.source, 1, "N05", "page lies too deep", fix)


@rule("N06", "A folder of pages is part of the road and has an overview")
def folders(site: Site) -> Iterator[Finding]:
    top = {entry for entry, _ in site.nav.get("", ())}
    for folder in sorted({page.folder for page in site.pages.values() if page.folder}):
        if folder.split("/")[0] not in top:
            message = f"folder is listed nowhere: `{folder}`"
            yield Finding(f"docs/{folder}", 1, "N06", message, "add it to docs/.pages")
        if f"{folder}/index" not in site.pages:
            message = f"folder has no overview: `{folder}`"
            yield Finding(f"docs/{folder}", 1, "N06", message, f"add docs/{folder}/index.md")
