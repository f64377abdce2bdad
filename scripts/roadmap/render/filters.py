"""The form that narrows the catalogue, and what a record is found by; filter.js acts on it."""

import re
from collections.abc import Iterable

from roadmap.model import Paper, Record, Resource, Site
from roadmap.render.html import attributes, text
from roadmap.strings import Strings

HOURS = re.compile(r"(?:about |over )?([\d.,]+) hours?")
KINDS = (
    "course", "book", "playlist", "channel", "video", "article", "docs", "site", "code", "paper",
)  # fmt: skip
LEVELS = ("beginner", "intermediate", "advanced", "mixed")
COSTS = ("free", "freemium", "preview", "paid")
BANDS = ("hour", "day", "long", "open")
# Where a record states no hours, its kind says how much there is.
USUAL = {"article": "hour", "video": "hour", "course": "long", "book": "long", "playlist": "long"}


def band(record: Record) -> str:
    """How long a record takes: one of BANDS."""
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


def form(site: Site, records: Iterable[Record]) -> str:
    """The form, hidden until its script is there; choices nobody would find are left out."""
    say = site.strings
    found = [facets(site, record) for record in records]
    folders = {stage.folder: stage.index.meta.title for stage in site.stages}
    choices = {
        "stage": (say("narrow.stage"), folders),
        "kind": (say("narrow.kind"), _words(say, "kinds", KINDS)),
        "level": (say("narrow.level"), _words(say, "level_in_text", LEVELS)),
        "language": (say("narrow.language"), say.group("language")),
        "cost": (say("narrow.cost"), _words(say, "cost", COSTS)),
        "time": (say("narrow.time"), _words(say, "band", BANDS)),
    }
    sorts = {
        "": say("order.listed"),
        "title": say("order.title"),
        "time": say("order.time"),
        "checked": say("order.checked"),
    }
    parts = [
        f"<label>{say.html('narrow.words')} "
        '<input type="search" name="q" autocomplete="off"></label>',
        *(
            _select(say, name, label, options, [each[f"data-{name}"] for each in found])
            for name, (label, options) in choices.items()
        ),
        f'<label>{say.html("narrow.order")} <select name="sort">'
        + "".join(f'<option value="{key}">{text(word)}</option>' for key, word in sorts.items())
        + "</select></label>",
        f'<button type="reset">{say.html("narrow.reset")}</button>',
    ]
    return (
        '<resource-filter hidden><form role="search" '
        f'aria-label="{say.html("narrow.label")}">'
        f"{''.join(parts)}</form>"
        '<p role="status"></p></resource-filter>'
    )


def _words(say: Strings, group: str, keys: Iterable[str]) -> dict[str, str]:
    return {key: say(f"{group}.{key}") for key in keys}


def _select(say: Strings, name: str, label: str, options: dict[str, str], held: list[str]) -> str:
    counts = {key: sum(key in value.split() for value in held) for key in options}
    shown = "".join(
        f"<option{attributes({'value': key})}>"
        f"{say.html('narrow.choice', name=text(word), number=counts[key])}</option>"
        for key, word in options.items()
        if counts[key]
    )
    return (
        f'<label>{text(label)} <select name="{name}">'
        f'<option value="">{say.html("narrow.all")}</option>{shown}</select></label>'
    )
