"""Parts derived from the catalogue: resource lists, tool tables, datasets, full lists."""

from collections.abc import Iterable
from datetime import date

from roadmap.model import Dataset, Page, Paper, Record, Resource, Site, Tool, Use
from roadmap.render import filters, links
from roadmap.render.html import (
    LANGUAGES,
    attributes,
    block,
    external,
    link,
    listing,
    text,
)
from roadmap.render.project import published

KINDS = {
    "course": "Courses",
    "book": "Books",
    "playlist": "Video series",
    "channel": "Channels",
    "video": "Videos",
    "article": "Articles",
    "docs": "Documentation",
    "site": "Sites",
    "code": "Code",
}
NOUNS = {"playlist": "video series", "docs": "documentation"}
STATUS = {
    "moved": "Moved",
    "renamed": "Renamed",
    "closed": "Closed",
    "broken": "Gone",
    "mislabelled": "Often listed under a wrong name or address",
    "dormant": "No longer updated",
}
# State of a tool: the sign says the same as the word, for a quick look down the column.
STATES = {
    "active": ("●", "Active"),
    "low-activity": ("◐", "Low activity"),
    "maintenance": ("◐", "Maintenance only"),
    "dormant": ("○", "Dormant"),
    "archived": ("×", "Archived"),
    "moved": ("→", "Moved"),
    "service": ("●", "Service"),
    "retired": ("×", "Retired"),
    "superseded": ("→", "Superseded"),
    "closed": ("×", "Closed"),
}

COLUMNS = ("Tool and state", "Best for", "Use instead", "Newest, license", "As of, source")
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
    where = f'<p class="resource-where"><b>Where:</b> {text(use.where)}</p>'
    return _heading(site, record) + where + _why(site, record)


def _heading(site: Site, record: Record) -> str:
    return (
        f'<p class="resource-title">{_title(record)}</p>'
        f'<p class="resource-facts">{_facts(record)} · '
        f'<span class="link-health">{links.standing(site, record)}</span></p>'
    )


def _title(record: Record) -> str:
    language = record.language if isinstance(record, Resource) else None
    foreign = language if language not in (None, "en") else None
    return external(record.url, record.title, foreign)


def _facts(record: Record) -> str:
    if isinstance(record, Paper):
        facts = [f"{record.authors}, {record.year}", "paper", record.venue]
    elif isinstance(record, Resource):
        facts = [
            record.authors,
            NOUNS.get(record.kind, record.kind),
            f"{record.level} level",
            LANGUAGES.get(record.language, record.language),
            filters.COSTS[record.cost],
            record.length or "",
        ]
    elif isinstance(record, Tool):
        facts = ["tool", STATES[record.state][1].lower(), record.licence]
    else:
        facts = ["dataset", record.size, record.licence]
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
    others = _links(site, record.alternatives) if isinstance(record, Resource) else ""
    parts = []
    if status != "ok":
        parts.append(f"<b>{STATUS[status]}.</b>")
    if record.note:
        parts.append(text(record.note))
    if others:
        parts.append(f"{'See also' if status in ('ok', 'dormant') else 'Use instead'}: {others}.")
    css = "" if status == "ok" else ' class="resource-changed"'
    return f"<p{css}>{' '.join(parts)}</p>" if parts else ""


def _links(site: Site, ids: Iterable[str]) -> str:
    found = [site.records[key] for key in ids if key in site.records]
    return ", ".join(_title(record) for record in found)


def catalogue(site: Site) -> str:
    """Every resource and paper, grouped by kind; each entry has its id as anchor."""
    groups: dict[str, list[Record]] = {
        title: [r for r in site.records.values() if isinstance(r, Resource) and r.kind == kind]
        for kind, title in KINDS.items()
    }
    groups[KINDS["book"]].sort(key=lambda book: isinstance(book, Resource) and book.cost != "free")
    papers = [record for record in site.records.values() if isinstance(record, Paper)]
    groups["Papers by year"] = [*sorted(papers, key=lambda paper: (paper.year, paper.id))]
    groups = {title: records for title, records in groups.items() if records}
    if not groups:
        return ""
    jumps = (
        f'<a href="#{_anchor(title)}">{text(title)}</a> {len(records)}'
        for title, records in groups.items()
    )
    body = "".join(_group(site, title, records) for title, records in groups.items())
    form = filters.form(site, (r for records in groups.values() for r in records), KINDS)
    return block("resource-catalogue", form + listing(jumps, css="jumps") + body, search=True)


def _anchor(title: str) -> str:
    return "list-" + title.lower().replace(" ", "-")


def _group(site: Site, title: str, records: Iterable[Record]) -> str:
    rows = "".join(
        f'<li id="{text(record.id)}"{attributes(filters.facets(site, record))}>'
        f"{_heading(site, record)}{_why(site, record)}{_used(site, record)}</li>"
        for record in records
    )
    return f'<h2 id="{_anchor(title)}">{text(title)}</h2><ul class="resources">{rows}</ul>'


def _used(site: Site, record: Record) -> str:
    home = next(site.of("catalogue"), None)
    if home is None:
        return ""
    pages = [link(home, page) for page in site.users.get(record.id, ())]
    if not pages:
        return ""
    # Not for the search index: it would find the list for the title of every page.
    used = f"<used-on data-search-exclude>Used on {', '.join(pages)}</used-on>"
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
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    rows = "".join(_tool_row(site, tool, today) for tool in tools)
    notes = listing(
        (f"<b>{text(tool.name)}</b>: {text(tool.note)}" for tool in tools if tool.note),
        css="tool-notes",
    )
    table = (
        '<div class="table-scroll" role="group" aria-label="Tools compared" tabindex="0">'
        f'<table class="tools"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
    changed = f'<h3 class="tool-changes">What changed</h3>{notes}' if notes else ""
    return block("tool-table", table + changed, search=True)


def _tool_row(site: Site, tool: Tool, today: date) -> str:
    sign, word = STATES[tool.state]
    state = (
        f'<span class="tool-state tool-{tool.state}">'
        f'<span aria-hidden="true">{sign}</span> {word}</span>'
    )
    cells = (
        text(tool.best_for),
        _links(site, tool.successors) or '<span aria-hidden="true">–</span>',
        f"{text(tool.newest or 'not stated')}<small>{text(tool.licence)}</small>",
        _as_of(tool, today),
    )
    return (
        f'<tr id="{text(tool.id)}"><th scope="row">{_title(tool)}{state}</th>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
    )


def _as_of(tool: Tool, today: date) -> str:
    """The day on which state and version were confirmed, by what, and whether that is long ago."""
    age = (today - tool.checked).days
    stale = f'<strong class="stale">Stale, {age} days old.</strong> ' if age > FRESH else ""
    sources = "; ".join(tool.sources)
    seen = f"<time>{tool.checked.isoformat()}</time>"
    return f"{stale}{seen}<small>{text(sources)}</small>"


def datasets(site: Site, page: Page) -> str:
    """The datasets of a project page, each with its warning and a published baseline."""
    items = [_dataset(site, record) for record in published(site, page)]
    return block("dataset-list", listing(items, css="datasets"), search=True) if items else ""


def _dataset(site: Site, record: Dataset) -> str:
    parts = [
        f'<p class="resource-title">{external(record.url, record.name)}</p>',
        f'<p class="resource-facts">{text(record.size)} · {text(record.licence)} · '
        f'<span class="link-health">{links.standing(site, record)}</span></p>',
    ]
    if record.status != "ok":
        parts.append(f"<p>State: {text(record.status.rstrip('.'))}.</p>")
    if record.mirror:
        parts.append(f"<p>{external(record.mirror, 'Mirror of the data')}</p>")
    if record.warning:
        parts.append(
            f'<p class="dataset-warning"><strong>Take care.</strong> {text(record.warning)}</p>'
        )
    if record.baseline:
        parts.append(
            f'<p class="dataset-baseline"><b>Published result:</b> '
            f"{text(record.baseline.value)} ({text(record.baseline.source)})</p>"
        )
    parts.append(links.detour(site, record))
    return "".join(parts)
