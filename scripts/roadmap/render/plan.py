"""Paths with their hours, the placement, and what keeps a learner's progress: all computed."""

from itertools import groupby
from math import ceil

from roadmap import paths, placement, quiz
from roadmap.model import Page, Path, Site
from roadmap.render.html import block, count, hours, link, listing, text, tracked

PACES = (5, 10)  # hours a week


def path_list(site: Site, page: Page) -> str:
    """Each named path: for whom, hours per stage and in all, weeks at some paces, its pages."""
    jumps = listing(
        (f'<a href="#{path.id}">{text(path.title)}</a>' for path in site.paths.values()),
        css="jumps",
    )
    body = "".join(_path(site, page, path) for path in site.paths.values())
    return block("road-plan", jumps + body, search=True)


def _path(site: Site, page: Page, path: Path) -> str:
    held = paths.pages(site, path)
    stages = [(site.pages[f"{f}/index"], list(g)) for f, g in groupby(held, lambda p: p.folder)]
    rows = "".join(
        _row(link(page, index), [p.meta.hours or 0 for p in inside]) for index, inside in stages
    )
    total = _row("In all", [p.meta.hours or 0 for p in held], tag="tfoot")
    heads = "".join(f'<th scope="col">Weeks at {pace} h</th>' for pace in PACES)
    lists = "".join(
        f"<h3>{text(index.meta.title)}</h3>{listing((_item(page, p) for p in inside), 'ol')}"
        for index, inside in stages
    )
    return (
        f'<section class="path" id="{path.id}" aria-labelledby="{path.id}-title">'
        f'<h2 id="{path.id}-title">{text(path.title)}</h2><p>{text(path.whom)}</p>'
        '<div class="table-scroll" tabindex="0" role="group" '
        f'aria-label="Hours of the path: {text(path.title)}"><table class="pace"><thead><tr>'
        '<th scope="col">Stage</th><th scope="col">Pages</th><th scope="col">Hours</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody>{total}</table></div>"
        f"<details><summary>{text(count(len(held), 'page'))} of this path</summary>"
        f'<div class="path-pages">{lists}</div></details></section>'
    )


def _row(name: str, times: list[float], tag: str = "") -> str:
    time = sum(times)
    weeks = "".join(f"<td>{ceil(time / pace)}</td>" for pace in PACES)
    row = f'<tr><th scope="row">{name}</th><td>{len(times)}</td><td>{time:g}</td>{weeks}</tr>'
    return f"<{tag}>{row}</{tag}>" if tag else row


def _item(page: Page, target: Page) -> str:
    time = target.meta.hours or 0
    return f"{tracked(page, target, **{'data-hours': f'{time:g}'})} <span>{hours(time)}</span>"


def placement_test(site: Site, page: Page) -> str:
    """The questions of the placement, each saying which page it stands for (Markdown)."""
    parts = []
    for number, (asked, _) in enumerate(site.placement, start=1):
        target, question = site.pages.get(asked.page), placement.find(site, asked)
        if target is None or question is None:
            continue  # rule R12 tells
        borrowed = quiz.Question(0, 0, number, 0, question.text, question.options)
        parts.append(quiz.render(borrowed, note=f"stands for {tracked(page, target)}"))
    end = block("placement-result", '<p role="status"></p>')
    return "\n".join([*parts, "", end, ""])


def progress_file(site: Site, page: Page) -> str:
    """Saves, loads and clears the learner's progress; the script puts the controls in."""
    note = "This needs JavaScript, because progress is kept in your browser and nowhere else."
    return block("progress-file", f"<noscript><p>{note}</p></noscript>")


def onward(site: Site, page: Page) -> str:
    """Where to go on: the script fills it from the learner's marks and the map's graph."""
    return block("road-next", "")
