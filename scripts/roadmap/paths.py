"""Named ways along the road: which pages they hold, computed from the prerequisite graph."""

from roadmap.graph import before
from roadmap.model import Page, Path, Site

WALKED = ("topic", "project", "tool")


def goals(site: Site, path: Path) -> list[Page]:
    """The pages a path leads to, in road order; goals that do not exist are left to rule R11."""
    if path.most_needed is not None:
        return [page for page in site.of("topic") if len(site.unlocks(page)) >= path.most_needed]
    named = set(path.goals)
    return [
        page
        for page in site.of(*WALKED)
        if page.path in named or page.folder in named
    ]  # fmt: skip


def pages(site: Site, path: Path) -> list[Page]:
    """The pages of a path in road order: its goals, and all that they rest on."""
    ends = goals(site, path)
    if path.most_needed is not None:
        return ends
    held = {page.path for end in ends for page in (end, *before(site, end))}
    return [page for page in site.of(*WALKED) if page.path in held]
