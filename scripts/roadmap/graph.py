"""The prerequisite graph: cycles, order, what a page rests on."""

from roadmap.model import Page, Site


def cycles(site: Site) -> list[list[str]]:
    """Each cycle of the `needs` edges once, as the paths along it."""
    found: list[list[str]] = []
    state: dict[str, int] = {}
    trail: list[str] = []

    def visit(path: str) -> None:
        state[path] = 1
        trail.append(path)
        for need in site.pages[path].meta.needs:
            if need.page not in site.pages:
                continue
            if state.get(need.page) == 1:
                found.append([*trail[trail.index(need.page) :], need.page])
            elif need.page not in state:
                visit(need.page)
        trail.pop()
        state[path] = 2

    for path in site.pages:
        if path not in state:
            visit(path)
    return found


def before(site: Site, page: Page) -> list[Page]:
    """Every page that `page` rests on, directly or through others, in road order."""
    seen: set[str] = set()
    queue = [need.page for need in page.meta.needs]
    while queue:
        path = queue.pop()
        if path in seen or path not in site.pages or path == page.path:
            continue
        seen.add(path)
        queue += [need.page for need in site.pages[path].meta.needs]
    return [other for other in site.pages.values() if other.path in seen]
