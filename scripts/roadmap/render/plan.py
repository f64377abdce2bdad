"""Paths with their hours, the placement, and what keeps a learner's progress: all computed."""

from itertools import groupby

from roadmap import paths, placement, quiz
from roadmap.model import Page, Path, Site
from roadmap.render.html import block, link, listing, text, tracked
from roadmap.strings import Strings

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
    say = site.strings
    held = paths.pages(site, path)
    stages = [(site.pages[f"{f}/index"], list(g)) for f, g in groupby(held, lambda p: p.folder)]
    rows = "".join(_row(say, link(page, index), inside) for index, inside in stages)
    total = _row(say, say.html("path.all"), held, tag="tfoot")
    heads = "".join(f'<th scope="col">{say.html("path.weeks", number=pace)}</th>' for pace in PACES)
    lists = "".join(
        f"<h3>{text(index.meta.title)}</h3>{listing((_item(say, page, p) for p in inside), 'ol')}"
        for index, inside in stages
    )
    return (
        f'<section class="path" id="{path.id}" aria-labelledby="{path.id}-title">'
        f'<h2 id="{path.id}-title">{text(path.title)}</h2><p>{text(path.whom)}</p>'
        '<div class="table-scroll" tabindex="0" role="group" '
        f'aria-label="{say.html("path.table", title=text(path.title))}"><table class="pace">'
        f'<thead><tr><th scope="col">{say.html("path.stage")}</th>'
        f'<th scope="col">{say.html("path.pages")}</th>'
        f'<th scope="col">{say.html("path.hours")}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody>{total}</table></div>"
        f"<details><summary>{say.html('path.held', number=len(held))}</summary>"
        f'<div class="path-pages">{lists}</div></details></section>'
    )


def _row(say: Strings, name: str, held: list[Page], tag: str = "") -> str:
    time = sum(page.meta.hours or 0 for page in held)
    numbers = (len(held), time, *(time / pace for pace in PACES))
    cells = "".join(f"<td>{say.number(number, grouped=False)}</td>" for number in numbers)
    row = f'<tr><th scope="row">{name}</th>{cells}</tr>'
    return f"<{tag}>{row}</{tag}>" if tag else row


def _item(say: Strings, page: Page, target: Page) -> str:
    time = target.meta.hours or 0
    shown = tracked(page, target, **{"data-hours": f"{time:g}"})
    return f"{shown} <span>{text(say.hours(time))}</span>"


def placement_test(site: Site, page: Page) -> str:
    """The questions of the placement, each saying which page it stands for (Markdown)."""
    parts = []
    for number, (asked, _) in enumerate(site.placement, start=1):
        target, question = site.pages.get(asked.page), placement.find(site, asked)
        if target is None or question is None:
            continue  # rule R12 tells
        borrowed = quiz.Question(0, 0, number, 0, question.text, question.options)
        note = site.strings.html("question.stands_for", page=tracked(page, target))
        parts.append(quiz.render(site.strings, borrowed, note))
    end = block("placement-result", '<p role="status"></p>')
    return "\n".join([*parts, "", end, ""])


def progress_file(site: Site, page: Page) -> str:
    """Saves and loads the learner's progress; the script shows controls and the marked pages."""
    note = site.strings.html("path.needs_script")
    counted = (tracked(page, target) for target in site.pages.values() if target.meta.hours)
    marked = "".join(f"<li hidden>{link}</li>" for link in counted)
    return block("progress-file", f"<noscript><p>{note}</p></noscript><ul>{marked}</ul>")


def onward(site: Site, page: Page) -> str:
    """Where to go on: the script fills it from the learner's marks and the map's graph."""
    return block("road-next", "")
