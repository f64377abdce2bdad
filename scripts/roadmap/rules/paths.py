"""Rules for the named paths and for the placement: both only point to what pages hold."""

from collections.abc import Iterator

from roadmap import placement
from roadmap.load import PATHS, PLACEMENT
from roadmap.model import Finding, Site
from roadmap.registry import rule
from roadmap.schema import nearest


@rule("R11", "A path leads to pages or folders that exist, or to the most needed pages")
def goals(site: Site) -> Iterator[Finding]:
    known = [*site.pages, *(stage.folder for stage in site.stages)]
    for path in site.paths.values():
        line = site.path_lines[path.id]
        if bool(path.goals) == bool(path.most_needed):
            message = f"path `{path.id}` needs either `goals` or `most_needed`"
            yield Finding(PATHS, line, "R11", message, "keep one of the two")
        for goal in path.goals:
            if goal not in known:
                message = f"unknown goal of path `{path.id}`: `{goal}`{nearest(goal, known)}"
                yield Finding(PATHS, line, "R11", message, "name a page or a folder of docs/")


@rule("R12", "The placement asks questions that pages hold, without links, one per page")
def questions(site: Site) -> Iterator[Finding]:
    seen: set[str] = set()
    for asked, line in site.placement:
        if asked.page in seen:
            message = f"asks twice about `{asked.page}`"
            yield Finding(PLACEMENT, line, "R12", message, "keep one question per page")
        seen.add(asked.page)
        question = placement.find(site, asked)
        if question is None:
            message = f"no question {asked.question} on page `{asked.page}`"
            fix = "name a page and the number of one of its questions"
            hint = nearest(asked.page, site.pages) if asked.page not in site.pages else ""
            yield Finding(PLACEMENT, line, "R12", message + hint, fix)
        elif placement.has_link(question):
            message = f"question {asked.question} of `{asked.page}` has a link"
            fix = "choose another: a relative address does not hold on the placement's page"
            yield Finding(PLACEMENT, line, "R12", message, fix)
