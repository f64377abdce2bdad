"""The card at the top of a page: idea, place on the road, needs, unlocks, state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from roadmap.model import Page, Site
from roadmap.render.html import attributes, block, external, facts, link, listing, text
from roadmap.render.review import reviewed
from roadmap.strings import Strings
from roadmap.text import formulas

SHOWN_NEEDS = 2
SHOWN_UNLOCKS = 3
NOTATION = "prerequisites/notation"


@dataclass(frozen=True)
class EditLinks:
    """Addresses of the page's source editor and of a new report about the page."""

    edit: str
    report: str

    @classmethod
    def of(cls, repository: str | None, page: Page) -> "EditLinks | None":
        """The links for a page of the repository at this web address; None without one."""
        if not repository:
            return None
        # The form .github/ISSUE_TEMPLATE/page.yml, its first field filled in.
        form = urlencode({"template": "page.yml", "title": f"{page.path}: ", "page": page.source})
        return cls(f"{repository}/edit/main/{page.source}", f"{repository}/issues/new?{form}")


def card(site: Site, page: Page, missing: Sequence[str], edit: EditLinks | None) -> str:
    """The page card; empty for kinds that have none.

    `missing` names the parts of the page contract that the page does not have yet.
    """
    say = site.strings
    if page.meta.kind in ("home", "stage"):
        return ""
    parts = [
        _head(site, page),
        f'<p class="card-idea">{text(page.meta.description)}</p>',
        _outline(say, missing),
        _edges(site, page),
        _foot(site, page, edit),
    ]
    body = f'<aside class="card" aria-label="{say.html("card.label")}">{"".join(parts)}</aside>'
    return block("page-card", body)


def _head(site: Site, page: Page) -> str:
    stated = facts(site.strings, page)
    where = _place(site, page)
    if not where and not stated:
        return ""
    return f'<div class="card-head">{where}{listing(stated, css="card-facts")}</div>'


def _place(site: Site, page: Page) -> str:
    stage = site.stage_of(page)
    if stage is None or page not in stage.pages:
        return ""
    step, steps = stage.pages.index(page) + 1, len(stage.pages)
    title = stage.index.meta.title
    if page.meta.kind != "topic":
        whole = link(page, stage.index, title)
        where = site.strings.html("card.place", stage=whole, step=step, steps=steps)
        return f'<p class="card-place">{where}</p>'
    short = link(page, stage.index, title.partition(":")[0])
    where = site.strings.html("card.step", stage=short, step=step, steps=steps)
    return f'<p class="card-place">{where} {_line(step, steps)}</p>'


def _line(step: int, steps: int) -> str:
    """The road as a row of dots, walked up to the current one (decoration: text says it)."""
    gap = 10
    here, end = gap * step - gap // 2, gap * steps - gap // 2
    return (
        f'<svg class="card-line" viewBox="0 0 {gap * steps} {gap}" width="{gap * steps}"'
        f' height="{gap}" aria-hidden="true" focusable="false">'
        f'<path class="ahead" d="M5 5H{end}"/><path class="walked" d="M5 5H{here}"/>'
        f'<circle cx="{here}" cy="5" r="4"/></svg>'
    )


def _outline(say: Strings, missing: Sequence[str]) -> str:
    if not missing:
        return ""
    parts = ", ".join(say.html(f"part.{name}") for name in missing)
    return (
        f'<p class="card-outline"><strong>{say.html("card.outline")}</strong>'
        f" {say.html('card.to_come', parts=parts)}</p>"
    )


def _edges(site: Site, page: Page) -> str:
    needs = [
        f"{link(page, site.pages[need.page])} <span>{text(need.why)}</span>"
        for need in page.meta.needs
        if need.page in site.pages
    ]
    unlocks = [link(page, other) for other in site.unlocks(page)]
    say = site.strings
    columns = [
        f'<div class="{css}"><p class="card-label">{label}</p>{_folded(say, items, shown)}</div>'
        for css, label, items, shown in (
            ("card-needs", say.html("card.needs"), needs, SHOWN_NEEDS),
            ("card-unlocks", say.html("card.unlocks"), unlocks, SHOWN_UNLOCKS),
        )
        if items
    ]
    return f'<div class="card-edges">{"".join(columns)}</div>' if columns else ""


def _folded(say: Strings, items: Sequence[str], shown: int) -> str:
    """A list whose tail is folded, unless the tail is a single item."""
    if len(items) <= shown + 1:
        return listing(items)
    rest = items[shown:]
    more = say.html("card.more", number=len(rest))
    return f"{listing(items[:shown])}<details><summary>{more}</summary>{listing(rest)}</details>"


def _foot(site: Site, page: Page, edit: EditLinks | None) -> str:
    say = site.strings
    parts = []
    if page.meta.reviewed:
        parts.append(f"<span>{reviewed(say, page, date.today())}</span>")
    notation = site.pages.get(NOTATION)
    if notation is not None and page.path != NOTATION and any(formulas(page.body)):
        parts.append(link(page, notation))
    if edit is not None:
        parts += [
            external(edit.edit, say("card.edit")),
            external(edit.report, say("card.report")),
        ]
    if page.meta.hours:
        parts.append(_marks(say, page))
    return f'<div class="card-foot">{"".join(parts)}</div>' if parts else ""


def _marks(say: Strings, page: Page) -> str:
    """The buttons with which a learner marks the page; a script shows and runs them."""
    buttons = "".join(
        f'<button type="button" value="{state}" aria-pressed="false">'
        f"{say.html(f'mark.{state}')}</button>"
        for state in ("learning", "done", "skip")
    )
    was = attributes({"data-was": " ".join(page.former) or None})
    return (
        f'<page-marks role="group" aria-label="{say.html("card.progress")}"'
        f' data-page="{text(page.path)}"{was} hidden>{buttons}</page-marks>'
    )
