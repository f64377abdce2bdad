"""How links stood when they were last asked: beside each resource, and on a page of its own."""

from collections import Counter
from datetime import date

from roadmap.links.health import Health
from roadmap.links.report import ARCHIVE, DEMANDS
from roadmap.links.verdicts import MEANING, VERDICTS
from roadmap.model import Dataset, Paper, Record, Resource, Site, Tool
from roadmap.render.html import block, count, day, external, listing, text

SAYS = {
    "ok": "answers",
    "redirected": "answers at a new address",
    "gone": "gone",
    "suspicious": "answers, perhaps with another page",
    "blocked": "not open to programs, so try it yourself",
    "flaky": "answers not every time",
    "unreachable": "did not answer",
}


def standing(site: Site, record: Record) -> str:
    """One line: when the link was asked and how it stood, or that nobody asked yet."""
    health = site.health.get(record.url)
    if health is None or not health.fetched:
        return f"record confirmed {day(record.checked)}, link not yet fetched"
    return f"link asked in the week of {day(date.fromisoformat(health.week))}: {_says(health)}"


def detour(site: Site, record: Record, others: bool = True) -> str:
    """Where else to go when the link is dead; empty while it is not known to be.

    Without `others` the records that stand in for this one are left out: they are shown already.
    """
    health = site.health.get(record.url)
    closed = isinstance(record, Resource) and record.status == "closed"
    broken = health is not None and (health.broken or health.suggest)
    if not closed and not broken:
        return ""
    roads = []
    if health and health.suggest:
        roads.append(external(health.suggest, "new address"))
    if others or not isinstance(record, Resource):
        roads += [external(url, label) for label, url in _others(site, record)]
    roads.append(external(f"{ARCHIVE}{record.url}", "archived copies, if there are any"))
    return f'<p class="resource-changed"><b>If the link fails:</b> {", ".join(roads)}.</p>'


def _others(site: Site, record: Record) -> list[tuple[str, str]]:
    """(label, address) of what stands in for a record."""
    if isinstance(record, Paper):
        found = [("DOI", f"https://doi.org/{record.doi}")] if record.doi else []
        found += [("arXiv", f"https://arxiv.org/abs/{record.arxiv}")] if record.arxiv else []
    elif isinstance(record, Dataset):
        found = [("mirror", record.mirror)] if record.mirror else []
    else:
        ids = record.successors if isinstance(record, Tool) else record.alternatives
        found = [(site.records[i].title, site.records[i].url) for i in ids if i in site.records]
    return [(label, url) for label, url in found if url != record.url and _stands(site, url)]


def _stands(site: Site, url: str) -> bool:
    health = site.health.get(url)
    return health is None or not health.broken


def _says(health: Health) -> str:
    if health.dead:
        return "dead"
    return SAYS.get(health.verdict, health.verdict)


def link_health(site: Site) -> str:
    """Totals, ages, and what is broken right now."""
    known = [site.health.get(r.url) or Health(r.url) for r in site.records.values()]
    everything = list({h.url: h for h in [*site.health.values(), *known]}.values())
    fetched = [health for health in everything if health.fetched]
    parts = [
        f"<p>{count(len(everything), 'address', 'addresses')}, {len(fetched):,} of them asked by "
        f"the link check{_ages(fetched)}.</p>",
        _totals(everything),
        "<h2 id='broken'>Broken right now</h2>",
        _broken(site, everything),
        "<h2 id='published'>Known from public text</h2>",
        _published(site),
    ]
    return block("link-health", "".join(parts), search=True)


def _ages(fetched: list[Health]) -> str:
    if not fetched:
        return "; no fetch has been made yet"
    weeks = sorted(health.week for health in fetched)
    first, last = (day(date.fromisoformat(week)) for week in (weeks[0], weeks[-1]))
    return f", the oldest answer from the week of {first}, the newest from that of {last}"


def _totals(everything: list[Health]) -> str:
    counted = Counter(health.verdict for health in everything)
    unchecked = "confirmed against public text, not yet fetched"
    meaning = {str(verdict): says for verdict, says in MEANING.items()} | {"unchecked": unchecked}
    shown = [v for v in (*VERDICTS, "unchecked") if v != "skipped"]
    rows = "".join(
        f'<tr><th scope="row">{verdict}</th><td>{counted[verdict]:,}</td>'
        f"<td>{text(meaning[verdict])}</td></tr>"
        for verdict in shown
    )
    return _table("verdicts", ("Verdict", "Addresses", "Meaning"), rows)


def _broken(site: Site, everything: list[Health]) -> str:
    broken = sorted((h for h in everything if h.broken), key=lambda health: health.url)
    if not broken:
        asked = any(health.fetched for health in everything)
        return "<p>Nothing.</p>" if asked else "<p>Not known: no address was fetched yet.</p>"
    by_url = {record.url: record for record in site.records.values()}
    items = []
    for health in broken:
        since = day(date.fromisoformat(health.since[:10]))
        record = by_url.get(health.url)
        title = text(record.title if record else health.url)
        road = detour(site, record) if record else ""
        items.append(f"<p><b>{title}</b>: {text(health.reason)}, since {since}.</p>{road}")
    return listing(items, css="resources")


# What became of a record, in a clause.
WORDS = {"closed": "closed", "broken": "gone", "mislabelled": "listed elsewhere under a wrong name"}


def _published(site: Site) -> str:
    """Records whose state, as published, is not good: known without a fetch."""
    found = [r for r in site.records.values() if isinstance(r, Resource) and r.status in WORDS]
    items = [
        f"<p><b>{text(r.title)}</b>: {WORDS[r.status]}. {text(r.note or '')}</p>{detour(site, r)}"
        for r in found
    ]
    return listing(items, css="resources") or "<p>Nothing.</p>"


def link_rules() -> str:
    """The codes of the link check with what each demands."""
    rows = "".join(f"<tr><td>{code}</td><td>{text(d)}</td></tr>" for code, d in DEMANDS.items())
    return _table("codes of the link check", ("Code", "What it demands"), rows)


def _table(label: str, heads: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return (
        f'<div class="table-scroll" role="group" aria-label="Table: {label}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
