"""Rules for the prerequisite graph."""

from collections.abc import Iterator

from roadmap import graph
from roadmap.model import Finding, Site
from roadmap.registry import rule
from roadmap.schema import nearest


@rule("G01", "A prerequisite is a page of the site, named once, and not the page itself")
def known(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        seen: set[str] = set()
        for index, need in enumerate(page.meta.needs):
            line = page.line("needs", index, "page")
            if need.page not in site.pages:
                yield Finding(
                    page.source,
                    line,
                    "G01",
                    f"unknown page: `{need.page}`{nearest(need.page, site.pages)}",
                    "name a page as folder/page",
                )
            elif need.page in seen or need.page == page.path:
                message = f"needs itself or names a page twice: `{need.page}`"
                yield Finding(page.source, line, "G01", message, "remove the line")
            seen.add(need.page)


@rule("G02", "Prerequisites make no cycle")
def acyclic(site: Site) -> Iterator[Finding]:
    for cycle in graph.cycles(site):
        page = site.pages[cycle[0]]
        shown = " -> ".join(cycle)
        yield Finding(
            page.source, page.line("needs"), "G02", f"prerequisite cycle: {shown}", "cut one edge"
        )


@rule("G03", "A prerequisite comes earlier on the road")
def backward(site: Site) -> Iterator[Finding]:
    order = {path: number for number, path in enumerate(site.pages)}
    for page in site.pages.values():
        for index, need in enumerate(page.meta.needs):
            if order.get(need.page, -1) > order[page.path]:
                yield Finding(
                    page.source,
                    page.line("needs", index, "page"),
                    "G03",
                    f"prerequisite comes later on the road: `{need.page}`",
                    "drop the edge, or change the order in `.pages`",
                )
