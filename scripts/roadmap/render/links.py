"""How links stood when they were last asked: beside each resource, and on a page of its own."""

from collections import Counter
from datetime import date

from roadmap.links.health import Health
from roadmap.links.report import ARCHIVE, DEMANDS
from roadmap.links.verdicts import VERDICTS
from roadmap.model import Dataset, Paper, Record, Resource, Site, Tool
from roadmap.render.html import (
    attributes,
    block,
    day,
    external,
    foreign,
    listing,
    record_link,
    text,
)
from roadmap.strings import Strings

TOLD = ("closed", "broken", "mislabelled")  # states of a resource that are known without a fetch


def standing(site: Site, record: Record) -> str:
    """One line: when the link was asked and how it stood, or that nobody asked yet."""
    say = site.strings
    health = site.health.get(record.url)
    if health is None or not health.fetched:
        return say.html("link.not_asked", day=day(say, record.checked))
    standing = say.html("link.dead") if health.dead else say.html(f"standing.{health.verdict}")
    return say.html("link.asked", day=_day(say, health.week), standing=standing)


def detour(site: Site, record: Record, others: bool = True) -> str:
    """Where else to go when the link is dead; empty while it is not known to be.

    Without `others` the records that stand in for this one are left out: they are shown already.
    """
    health = site.health.get(record.url)
    closed = isinstance(record, Resource) and record.status == "closed"
    broken = health is not None and (health.broken or health.suggest)
    if not closed and not broken:
        return ""
    say = site.strings
    roads = []
    if health and health.suggest:
        roads.append(external(health.suggest, say("link.new_address")))
    if others or not isinstance(record, Resource):
        roads += _others(site, record)
    roads.append(external(f"{ARCHIVE}{record.url}", say("link.archive")))
    head = say.html("link.if_it_fails")
    return f'<p class="resource-changed"><b>{head}</b> {", ".join(roads)}.</p>'


def _others(site: Site, record: Record) -> list[str]:
    """Links to what stands in for a record."""
    if isinstance(record, Paper):
        found = [("DOI", f"https://doi.org/{record.doi}")] if record.doi else []
        found += [("arXiv", f"https://arxiv.org/abs/{record.arxiv}")] if record.arxiv else []
    elif isinstance(record, Dataset):
        found = [(site.strings("link.mirror"), record.mirror)] if record.mirror else []
    else:
        ids = record.successors if isinstance(record, Tool) else record.alternatives
        others = [site.records[i] for i in ids if i in site.records]
        return [record_link(site, other) for other in others if _helps(site, record, other.url)]
    return [external(url, label) for label, url in found if _helps(site, record, url)]


def _helps(site: Site, record: Record, url: str) -> bool:
    health = site.health.get(url)
    return url != record.url and (health is None or not health.broken)


def _day(say: Strings, iso: str) -> str:
    return day(say, date.fromisoformat(iso[:10]))


def link_health(site: Site) -> str:
    """Totals, ages, and what is broken right now."""
    say = site.strings
    known = [site.health.get(r.url) or Health(r.url) for r in site.records.values()]
    everything = list({h.url: h for h in [*site.health.values(), *known]}.values())
    fetched = [health for health in everything if health.fetched]
    parts = [
        f"<p>{_asked(say, len(everything), fetched)}</p>",
        _totals(say, everything),
        f"<h2 id='broken'>{say.html('link.broken_now')}</h2>",
        _broken(site, everything),
        f"<h2 id='published'>{say.html('link.known')}</h2>",
        _published(site),
    ]
    return block("link-health", "".join(parts), search=True)


def _asked(say: Strings, number: int, fetched: list[Health]) -> str:
    total = say.html("link.total", number=number, asked=len(fetched))
    if not fetched:
        return say.html("link.never", total=total)
    weeks = sorted(health.week for health in fetched)
    first, last = _day(say, weeks[0]), _day(say, weeks[-1])
    return say.html("link.between", total=total, first=first, last=last)


def _totals(say: Strings, everything: list[Health]) -> str:
    counted = Counter(health.verdict for health in everything)
    shown = [v for v in (*VERDICTS, "unchecked") if v != "skipped"]
    rows = "".join(
        f'<tr><th scope="row">{say.html(f"verdict.{verdict}")}</th>'
        f"<td>{say.number(counted[verdict])}</td>"
        f"<td>{say.html(f'verdict_meaning.{verdict}')}</td></tr>"
        for verdict in shown
    )
    heads = (say.html("link.verdict"), say.html("link.addresses"), say.html("link.meaning"))
    return _table(say.html("link.table"), heads, rows)


def _broken(site: Site, everything: list[Health]) -> str:
    say = site.strings
    broken = sorted((h for h in everything if h.broken), key=lambda health: health.url)
    if not broken:
        asked = any(health.fetched for health in everything)
        return f"<p>{say.html('link.nothing' if asked else 'link.not_known')}</p>"
    by_url = {record.url: record for record in site.records.values()}
    items = []
    for health in broken:
        record = by_url.get(health.url)
        title = _title(site, record) if record else f"<b>{text(health.url)}</b>"
        road = detour(site, record) if record else ""
        since = _day(say, health.since)
        told = say.html("link.since", reason=text(health.reason), day=since)
        items.append(f"<p>{title}: {told}</p>{road}")
    return listing(items, css="resources")


def _title(site: Site, record: Record) -> str:
    """The title in bold, with its language where that is not the site's."""
    return f"<b{attributes({'lang': foreign(site, record)})}>{text(record.title)}</b>"


def _published(site: Site) -> str:
    """Records whose state, as published, is not good: known without a fetch."""
    say = site.strings
    found = [r for r in site.records.values() if isinstance(r, Resource) and r.status in TOLD]
    items = [
        f"<p>{_title(site, r)}: {say.html(f'status_in_text.{r.status}')}. {text(r.note or '')}</p>"
        f"{detour(site, r)}"
        for r in found
    ]
    return listing(items, css="resources") or f"<p>{say.html('link.nothing')}</p>"


def link_rules(site: Site) -> str:
    """The codes of the link check with what each demands."""
    say = site.strings
    rows = "".join(f"<tr><td>{code}</td><td>{text(d)}</td></tr>" for code, d in DEMANDS.items())
    heads = (say.html("link.code"), say.html("link.demand"))
    return _table(say.html("link.codes"), heads, rows)


def _table(label: str, heads: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    return (
        f'<div class="table-scroll" role="group" aria-label="{label}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
