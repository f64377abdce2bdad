"""Parts derived from the road: stage overviews, map, totals, next steps, career paths."""

from collections.abc import Mapping, Sequence

from roadmap.contract import PARTS, missing
from roadmap.graph import before
from roadmap.model import Page, Site, Stage
from roadmap.render.html import (
    block,
    facts,
    href,
    link,
    listing,
    text,
    tracked,
)


def label(stage: Stage) -> tuple[str, str]:
    """A stage title as its short name and the rest: `Part 1`, `Convolutional networks`."""
    short, _, rest = stage.index.meta.title.partition(":")
    return short.strip(), rest.strip()


def is_road(stage: Stage) -> bool:
    """Whether the stage is walked step by step (it holds topics), not looked things up in."""
    return any(page.meta.kind == "topic" for page in stage.pages)


def stage_overview(site: Site, stage: Stage, missing_by_page: Mapping[str, Sequence[str]]) -> str:
    """The pages of a stage in order, with time, needs and state; the totals are their sums.

    `missing_by_page` has an entry for each page whose kind has a contract.
    """
    items = [_step(site, stage, page, missing_by_page.get(page.path)) for page in stage.pages]
    say = site.strings
    total = [say("count.pages", number=len(stage.pages))]
    if stage.hours:
        total.append(say.hours(stage.hours))
    outlines = sum(bool(missing_by_page.get(page.path)) for page in stage.pages)
    if outlines:
        total.append(say("count.outlines", number=outlines))
    body = (
        f'<p class="stage-total">{text(" · ".join(total))}</p>{listing(items, "ol", "stage-pages")}'
    )
    return block("stage-list", body)


def _step(site: Site, stage: Stage, page: Page, missing: Sequence[str] | None) -> str:
    say = site.strings
    stated = " · ".join(facts(say, page)) or say.html("road.reference")
    meta = [f"<span>{stated}</span>"]
    if missing is not None:
        css = "state-outline" if missing else "state-complete"
        state = say.html("road.outline" if missing else "road.complete")
        meta.append(f'<span class="{css}">{state}</span>')
    needs = ", ".join(
        link(stage.index, site.pages[need.page])
        for need in page.meta.needs
        if need.page in site.pages
    )
    if needs:
        meta.append(f"<span>{say.html('road.needs', pages=needs)}</span>")
    return (
        f"<h2>{tracked(stage.index, page)}</h2>"
        f"<p>{text(page.meta.description)}</p>"
        f'<p class="stage-meta">{"".join(meta)}</p>'
    )


def road_map(site: Site, page: Page) -> str:
    """Every page of the site as a link, stage by stage in the order of the road."""
    stages = [
        stage
        for stage in site.stages
        if stage.pages and not all(p.meta.kind == "guide" for p in stage.pages)
    ]
    body = "".join(_map_stage(site, page, stage) for stage in stages)
    show = site.strings.html("road.show_needs")
    switch = f'<label class="map-switch"><input type="checkbox"> {show}</label>'
    return block("road-map", f'{switch}{_legend(site)}<ol class="map">{body}</ol>')


def _legend(site: Site) -> str:
    """What the signs at marked pages mean; beside each page stands the word for screen readers."""
    say = site.strings.html
    marks = "".join(
        f'<span data-state="{state}">{say(f"progress.{state}")}</span> '
        for state in ("learning", "done", "skip")
    )
    ready = f'<span class="is-ready">{say("map.ready")}</span>'
    return f'<p class="map-legend" aria-hidden="true">{marks}{ready}</p>'


def _map_stage(site: Site, page: Page, stage: Stage) -> str:
    short, rest = label(stage)
    size = site.strings("count.pages", number=len(stage.pages))
    time = f" · {site.strings.hours(stage.hours)}" if stage.hours else ""
    name = f"<small>{text(short)}</small> {text(rest)}" if rest else text(short)
    pages = "".join(f"<li>{_map_page(site, page, item)}</li>" for item in stage.pages)
    kind = "map-road" if is_road(stage) else "map-side"
    return (
        f'<li class="{kind}"><div class="map-head">'
        f'<h3><a href="{href(page, stage.index)}">{name}</a></h3>'
        f"<p>{text(stage.index.meta.description)}</p>"
        f'<p class="map-size">{text(size + time)}</p></div>'
        f'<ol class="map-pages">{pages}</ol></li>'
    )


def _map_page(site: Site, page: Page, item: Page) -> str:
    """A page on the map, with links to what it needs: the edges of the graph, shown on demand."""
    needs = [site.pages[need.page] for need in item.meta.needs if need.page in site.pages]
    walked = {"data-needs": " ".join(n.path for n in needs)} if item.meta.hours else {}
    after = ", ".join(tracked(page, need) for need in needs)
    shown = site.strings.html("road.after", pages=after)
    edges = f'<span class="map-needs">{shown}</span>' if needs else ""
    return tracked(page, item, **walked) + edges


def totals(site: Site) -> str:
    """What the site holds, counted; what there is none of is left out."""
    time = sum(page.meta.hours or 0 for page in site.pages.values())
    outlines = [bool(missing(p)) for p in site.pages.values() if p.meta.kind in PARTS]
    say = site.strings
    numbers = (
        (say("totals.topics"), sum(1 for _ in site.of("topic"))),
        (say("totals.projects"), sum(1 for _ in site.of("project"))),
        (say("totals.complete"), outlines.count(False)),
        (say("totals.outlines"), outlines.count(True)),
        (say("totals.hours"), time),
        (say("totals.records"), len(site.records)),
    )
    items = "".join(
        f"<div><dt>{text(name)}</dt><dd>{say.number(number)}</dd></div>"
        for name, number in numbers
        if number
    )
    return block("site-totals", f'<dl class="totals">{items}</dl>')


def next_steps(site: Site, page: Page) -> str:
    """What the page unlocks and why, the projects that use it, and the next page."""
    say = site.strings
    unlocked = site.unlocks(page)
    topics = [p for p in unlocked if p.meta.kind != "project"]
    projects = [p for p in unlocked if p.meta.kind == "project"]
    parts = [
        f'<p class="next-label">{heading}</p>'
        + listing(f"{link(page, p)} <span>{_reason(p, page)}</span>" for p in pages)
        for heading, pages in (
            (say.html("road.unlocks"), topics),
            (say.html("road.use"), projects),
        )
        if pages
    ]
    following = _following(site, page)
    if following is not None:
        parts.append(
            f'<p class="next-page"><span>{say.html("road.next")}</span> {link(page, following)}</p>'
        )
    return block("next-steps", "".join(parts)) if parts else ""


def _reason(page: Page, need: Page) -> str:
    return text(next((n.why for n in page.meta.needs if n.page == need.path), ""))


def _following(site: Site, page: Page) -> Page | None:
    """The page after this one; past the end of a stage, the first page of the next stage."""
    road = [p for stage in site.stages for p in stage.pages]
    if page not in road[:-1]:
        return None
    return road[road.index(page) + 1]


def career_path(site: Site, page: Page) -> str:
    """All pages a role builds on, by stage, with study time per stage and in all."""
    say = site.strings
    paths = {other.path for other in before(site, page)}
    rows, total, number = [], 0.0, 0
    for stage in site.stages:
        pages = [p for p in stage.pages if p.path in paths]
        if not pages:
            continue
        time = sum(p.meta.hours or 0 for p in pages)
        total, number = total + time, number + len(pages)
        short, rest = label(stage)
        title = f"{short}: {rest}" if rest else short
        rows.append(
            f"<h3>{link(page, stage.index, title)}</h3>"
            f'<p class="stage-meta"><span>{say.html("count.pages", number=len(pages))} · '
            f"{text(say.hours(time))}</span></p>"
            + listing((tracked(page, p) for p in pages), "ol", "map-pages")
        )
    if not rows:
        return ""
    summary = f"{say('count.pages', number=number)} · {say.hours(total)}"
    body = f'<p class="stage-total">{text(summary)}</p>{listing(rows, "ol", "career-stages")}'
    return block("career-path", body)
