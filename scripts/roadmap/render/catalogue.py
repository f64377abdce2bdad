"""Parts derived from the catalogue: resource lists, tool tables, datasets, full lists."""

from collections.abc import Iterable
from datetime import date

from roadmap.model import Dataset, Page, Paper, Record, Resource, Site, Tool, Use
from roadmap.render import filters, links
from roadmap.render.html import attributes, block, external, link, listing, record_link, text
from roadmap.render.project import published
from roadmap.strings import Strings

# Kinds of resources in the order of the list, with the anchor of each; papers come last.
KINDS = {
    "course": "list-courses",
    "book": "list-books",
    "playlist": "list-video-series",
    "channel": "list-channels",
    "video": "list-videos",
    "article": "list-articles",
    "docs": "list-documentation",
    "site": "list-sites",
    "code": "list-code",
}
# State of a tool: the sign says the same as the word, for a quick look down the column.
SIGNS = {
    "active": "●",
    "low-activity": "◐",
    "maintenance": "◐",
    "dormant": "○",
    "archived": "×",
    "moved": "→",
    "service": "●",
    "retired": "×",
    "superseded": "→",
    "closed": "×",
}
FRESH = 180  # days after which a row says that it is stale


def resources(site: Site, page: Page) -> str:
    """The Learn more list of a page: what, where exactly, how long, and why this one."""
    items = [
        _use(site, use, site.records[use.id])
        for use in page.meta.resources
        if use.id in site.records
    ]
    return block("resource-list", listing(items, "ol", "resources")) if items else ""


def _use(site: Site, use: Use, record: Record) -> str:
    head = site.strings.html("resource.where")
    where = f'<p class="resource-where"><b>{head}</b> {text(use.where)}</p>'
    return _heading(site, record) + where + _why(site, record)


def _heading(site: Site, record: Record) -> str:
    return (
        f'<p class="resource-title">{record_link(site, record)}</p>'
        f'<p class="resource-facts">{_facts(site.strings, record)} · '
        f'<span class="link-health">{links.standing(site, record)}</span></p>'
    )


def _facts(say: Strings, record: Record) -> str:
    if isinstance(record, Paper):
        facts = [f"{record.authors}, {record.year}", say("kind.paper"), record.venue]
    elif isinstance(record, Resource):
        facts = [
            record.authors,
            say(f"kind.{record.kind}"),
            say("resource.level", level=say(f"level_in_text.{record.level}")),
            say(f"language.{record.language}"),
            say(f"cost.{record.cost}"),
            record.length or "",
        ]
    elif isinstance(record, Tool):
        facts = [say("kind.tool"), say(f"tool_state_in_text.{record.state}"), record.licence]
    else:
        facts = [say("kind.dataset"), record.size, record.licence]
    return " · ".join(text(fact) for fact in facts if fact)


def _why(site: Site, record: Record) -> str:
    if isinstance(record, Paper):
        reason = record.about
    elif isinstance(record, Resource):
        reason = record.why
    elif isinstance(record, Tool):
        reason = record.best_for
    else:
        reason = ""
    parts = [f"<p>{text(reason)}</p>" if reason else "", _news(site, record)]
    parts.append(links.detour(site, record, others=False))
    return "".join(parts)


def _news(site: Site, record: Record) -> str:
    """What happened to a record, and what to use instead."""
    if isinstance(record, Dataset):
        return ""
    status = record.status if isinstance(record, Resource) else "ok"
    say = site.strings
    others = _links(site, record.alternatives) if isinstance(record, Resource) else ""
    parts = []
    if status != "ok":
        parts.append(f"<b>{say.html(f'status.{status}')}</b>")
    if record.note:
        parts.append(text(record.note))
    if others:
        kept = status in ("ok", "dormant")
        parts.append(
            say.html("resource.see_also" if kept else "resource.use_instead", records=others)
        )
    css = "" if status == "ok" else ' class="resource-changed"'
    return f"<p{css}>{' '.join(parts)}</p>" if parts else ""


def _links(site: Site, ids: Iterable[str]) -> str:
    found = [site.records[key] for key in ids if key in site.records]
    return ", ".join(record_link(site, record) for record in found)


def catalogue(site: Site) -> str:
    """Every resource and paper, grouped by kind; each entry has its id as anchor."""
    say = site.strings
    groups = [
        (anchor, say(f"kinds.{kind}"), _of_kind(site, kind)) for kind, anchor in KINDS.items()
    ]
    papers = [record for record in site.records.values() if isinstance(record, Paper)]
    by_year: list[Record] = [*sorted(papers, key=lambda paper: (paper.year, paper.id))]
    groups.append(("list-papers-by-year", say("resource.papers"), by_year))
    groups = [group for group in groups if group[2]]
    if not groups:
        return ""
    jumps = (
        f'<a href="#{anchor}">{text(title)}</a> {say.number(len(records), grouped=False)}'
        for anchor, title, records in groups
    )
    body = "".join(_group(site, *group) for group in groups)
    form = filters.form(site, (record for *_, records in groups for record in records))
    return block("resource-catalogue", form + listing(jumps, css="jumps") + body, search=True)


def _of_kind(site: Site, kind: str) -> list[Record]:
    """The resources of a kind; books begin with the free ones."""
    found = (r for r in site.records.values() if isinstance(r, Resource) and r.kind == kind)
    return [*sorted(found, key=lambda record: kind == "book" and record.cost != "free")]


def _group(site: Site, anchor: str, title: str, records: Iterable[Record]) -> str:
    rows = "".join(
        f'<li id="{text(record.id)}"{attributes(filters.facets(site, record))}>'
        f"{_heading(site, record)}{_why(site, record)}{_used(site, record)}</li>"
        for record in records
    )
    return f'<h2 id="{anchor}">{text(title)}</h2><ul class="resources">{rows}</ul>'


def _used(site: Site, record: Record) -> str:
    home = next(site.of("catalogue"), None)
    if home is None:
        return ""
    pages = [link(home, page) for page in site.users.get(record.id, ())]
    if not pages:
        return ""
    # Not for the search index: it would find the list for the title of every page.
    shown = site.strings.html("resource.used_on", pages=", ".join(pages))
    used = f"<used-on data-search-exclude>{shown}</used-on>"
    return f'<p class="resource-used">{used}</p>'


def tool_table(site: Site, category: str, today: date) -> str:
    """The tools of one category side by side, then what changed for each."""
    tools = [
        record
        for record in site.records.values()
        if isinstance(record, Tool) and record.category == category
    ]
    if not tools:
        return ""
    say = site.strings
    columns = (
        say.html("tool.state"), say.html("tool.best_for"), say.html("tool.instead"),
        say.html("tool.newest"), say.html("tool.as_of"),
    )  # fmt: skip
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    rows = "".join(_tool_row(site, tool, today) for tool in tools)
    notes = listing(
        (f"<b>{text(tool.name)}</b>: {text(tool.note)}" for tool in tools if tool.note),
        css="tool-notes",
    )
    table = (
        '<div class="table-scroll" role="group" '
        f'aria-label="{say.html("tool.label")}" tabindex="0">'
        f'<table class="tools"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
    changed = f'<h3 class="tool-changes">{say.html("tool.changed")}</h3>{notes}' if notes else ""
    return block("tool-table", table + changed, search=True)


def _tool_row(site: Site, tool: Tool, today: date) -> str:
    say = site.strings
    state = (
        f'<span class="tool-state tool-{tool.state}">'
        f'<span aria-hidden="true">{SIGNS[tool.state]}</span> '
        f"{say.html(f'tool_state.{tool.state}')}</span>"
    )
    cells = (
        text(tool.best_for),
        _links(site, tool.successors) or '<span aria-hidden="true">–</span>',
        f"{text(tool.newest or say('tool.unknown'))}<small>{text(tool.licence)}</small>",
        _as_of(say, tool, today),
    )
    return (
        f'<tr id="{text(tool.id)}"><th scope="row">{record_link(site, tool)}{state}</th>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
    )


def _as_of(say: Strings, tool: Tool, today: date) -> str:
    """The day on which state and version were confirmed, by what, and whether that is long ago."""
    age = (today - tool.checked).days
    warning = f'<strong class="stale">{say.html("tool.stale", number=age)}</strong> '
    stale = warning if age > FRESH else ""
    sources = "; ".join(tool.sources)
    seen = f"<time>{tool.checked.isoformat()}</time>"
    return f"{stale}{seen}<small>{text(sources)}</small>"


def datasets(site: Site, page: Page) -> str:
    """The datasets of a project page, each with its warning and a published baseline."""
    items = [_dataset(site, record) for record in published(site, page)]
    return block("dataset-list", listing(items, css="datasets"), search=True) if items else ""


def _dataset(site: Site, record: Dataset) -> str:
    say = site.strings
    parts = [
        f'<p class="resource-title">{record_link(site, record)}</p>',
        f'<p class="resource-facts">{text(record.size)} · {text(record.licence)} · '
        f'<span class="link-health">{links.standing(site, record)}</span></p>',
    ]
    if record.status != "ok":
        state = text(record.status.rstrip("."))
        parts.append(f"<p>{say.html('resource.state', state=state)}</p>")
    if record.mirror:
        parts.append(f"<p>{external(record.mirror, say('resource.mirror'))}</p>")
    if record.warning:
        parts.append(
            f'<p class="dataset-warning"><strong>{say.html("resource.take_care")}</strong>'
            f" {text(record.warning)}</p>"
        )
    if record.baseline:
        parts.append(
            f'<p class="dataset-baseline"><b>{say.html("resource.published")}</b> '
            f"{text(record.baseline.value)} ({text(record.baseline.source)})</p>"
        )
    parts.append(links.detour(site, record))
    return "".join(parts)
