"""The form that narrows the catalogue, and what a record is found by; filter.js acts on it."""

import re
from collections.abc import Iterable

from roadmap.model import Paper, Record, Resource, Site
from roadmap.render.html import LANGUAGES, attributes, text

HOURS = re.compile(r"(?:about |over )?([\d.,]+) hours?")
BANDS = {
    "hour": "up to an hour",
    "day": "up to a day",
    "long": "longer",
    "open": "as much as you want",
}
# Where a record states no hours, its kind says how much there is.
USUAL = {"article": "hour", "video": "hour", "course": "long", "book": "long", "playlist": "long"}
COSTS = {"free": "free", "freemium": "free in part", "preview": "free preview", "paid": "paid"}
SORTS = {"": "as listed", "title": "title", "time": "shortest first", "checked": "checked last"}


def band(record: Record) -> str:
    """How long a record takes: a key of BANDS."""
    if isinstance(record, Paper):
        return "day"
    if not isinstance(record, Resource):
        return "open"
    found = HOURS.search(record.length or "")
    if not found:
        return USUAL.get(record.kind, "open")
    hours = float(found.group(1).replace(",", ""))
    return "hour" if hours <= 1 else "day" if hours <= 8 else "long"


def stages(site: Site, record: Record) -> list[str]:
    """Folders of the pages that use a record, in the order of the road."""
    used = {page.folder for page in site.users.get(record.id, ())}
    return [stage.folder for stage in site.stages if stage.folder in used]


def facets(site: Site, record: Record) -> dict[str, str]:
    """What the form can choose by, as attributes of the record's list item."""
    resource = record if isinstance(record, Resource) else None
    return {
        "data-stage": " ".join(stages(site, record)),
        "data-kind": resource.kind if resource else "paper",
        "data-level": resource.level if resource else "advanced",
        "data-language": resource.language if resource else "en",
        "data-cost": resource.cost if resource else "free",
        "data-time": band(record),
        "data-checked": record.checked.isoformat(),
    }


def form(site: Site, records: Iterable[Record], kinds: dict[str, str]) -> str:
    """The form, hidden until its script is there; choices nobody would find are left out."""
    found = [facets(site, record) for record in records]
    levels = {level: level for level in ("beginner", "intermediate", "advanced", "mixed")}
    folders = {stage.folder: stage.index.meta.title for stage in site.stages}
    choices = {
        "stage": ("Part of the road", folders),
        "kind": ("Kind", {**kinds, "paper": "Papers"}),
        "level": ("Level", levels),
        "language": ("Language", LANGUAGES),
        "cost": ("Cost", COSTS),
        "time": ("Time", BANDS),
    }
    parts = [
        '<label>Words <input type="search" name="q" autocomplete="off"></label>',
        *(
            _select(name, label, options, [each[f"data-{name}"] for each in found])
            for name, (label, options) in choices.items()
        ),
        '<label>Order <select name="sort">'
        + "".join(f'<option value="{key}">{text(word)}</option>' for key, word in SORTS.items())
        + "</select></label>",
        '<button type="reset">Show all</button>',
    ]
    return (
        f'<resource-filter hidden><form role="search" aria-label="Narrow the list">'
        f"{''.join(parts)}</form>"
        '<p role="status"></p></resource-filter>'
    )


def _select(name: str, label: str, options: dict[str, str], held: list[str]) -> str:
    counts = {key: sum(key in value.split() for value in held) for key in options}
    shown = "".join(
        f"<option{attributes({'value': key})}>{text(word)} ({counts[key]})</option>"
        for key, word in options.items()
        if counts[key]
    )
    return (
        f'<label>{text(label)} <select name="{name}"><option value="">all</option>'
        f"{shown}</select></label>"
    )
