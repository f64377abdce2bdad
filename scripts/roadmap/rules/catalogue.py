"""Rules for the catalogue and for how pages use it."""

import re
from collections.abc import Iterator
from datetime import date

from roadmap import text
from roadmap.links.address import InvalidAddressError, is_private, literal, parse, same_page
from roadmap.load import COVERAGE, WORDINGS
from roadmap.model import Dataset, Finding, Resource, Site, Tool
from roadmap.registry import at, rule
from roadmap.schema import nearest

_REF = re.compile(r"^ref:(.*)$")


@rule("R01", "A page uses catalogue ids that exist, each once")
def known_resources(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        seen: set[str] = set()
        for index, use in enumerate(page.meta.resources):
            line = page.line("resources", index, "id")
            if use.id not in site.records:
                yield Finding(
                    page.source,
                    line,
                    "R01",
                    f"unknown resource: `{use.id}`{nearest(use.id, site.records)}",
                    "use an id of docs/_data, or add the record there",
                )
            elif use.id in seen:
                message = f"resource named twice: `{use.id}`"
                yield Finding(page.source, line, "R01", message, "keep one entry")
            seen.add(use.id)


@rule("R02", "A `ref:` link names a catalogue id that exists")
def known_refs(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for link in text.links(page.body):
            match = _REF.match(link.target)
            name = match.group(1) if match else ""
            if match and name not in site.records:
                yield at(
                    page,
                    link.line,
                    "R02",
                    f"unknown catalogue id: `{name}`{nearest(name, site.records)}",
                    "use an id of docs/_data, or add the record there",
                )


@rule("R03", "Alternatives, successors, coverage, wordings and project lists name what exists")
def known_targets(site: Site) -> Iterator[Finding]:
    projects = {page.slug for page in site.of("project")}
    categories = {page.slug for page in site.of("tool")}
    for record in site.records.values():
        path, line = site.record_lines[record.id]
        for field, ids, known in (
            ("alternatives", getattr(record, "alternatives", ()), set(site.records)),
            ("successors", getattr(record, "successors", ()), set(site.records)),
            ("projects", record.projects if isinstance(record, Dataset) else (), projects),
            ("category", (record.category,) if isinstance(record, Tool) else (), categories),
        ):
            for name in ids:
                if name not in known:
                    message = f"unknown name in `{field}` of `{record.id}`: `{name}`"
                    fix = "correct the name or remove it"
                    yield Finding(path, line, "R03", message + nearest(name, known), fix)
    for path, lines in ((COVERAGE, site.coverage_lines), (WORDINGS, site.wording_lines)):
        for name, line in lines.items():
            if name not in site.pages:
                message = f"unknown page: `{name}`{nearest(name, site.pages)}"
                yield Finding(path, line, "R03", message, "correct the path")


@rule("R04", "An address stands in one record")
def unique_addresses(site: Site) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for record in site.records.values():
        address = same_page(record.url)
        path, line = site.record_lines[record.id]
        if address in seen:
            message = f"address of `{record.id}` is also that of `{seen[address]}`: {record.url}"
            yield Finding(path, line, "R04", message, "keep one record")
        seen.setdefault(address, record.id)


@rule("R09", "A record is not confirmed in the future")
def confirmed(site: Site) -> Iterator[Finding]:
    for record in site.records.values():
        if record.checked > date.today():
            path, line = site.record_lines[record.id]
            message = f"`{record.id}` is checked in the future: {record.checked}"
            fix = "write the day on which you opened the address"
            yield Finding(path, line, "R09", message, fix)


@rule("R10", "An address is public, without a password and without marks that track a visitor")
def clean_addresses(site: Site) -> Iterator[Finding]:
    for record in site.records.values():
        path, line = site.record_lines[record.id]
        for key in ("url", "docs", "repo", "mirror"):
            address = getattr(record, key, None)
            wrong = _not_clean(address) if address else ""
            if wrong:
                message = f"address of `{record.id}` {wrong}: {address}"
                yield Finding(path, line, "R10", message, "write the plain public address")


def _not_clean(address: str) -> str:
    try:
        host = parse(address).host
    except InvalidAddressError as error:
        return f"is not usable, {error}"
    ip = literal(host)
    if (ip and is_private(str(ip))) or host == "localhost" or "." not in host:
        return "is not public"
    if re.search(r"[?&](utm_\w+|fbclid|gclid|si)=", address):
        return "tracks its visitors"
    return ""


@rule("R05", "Records are sorted by id")
def sorted_records(site: Site) -> Iterator[Finding]:
    last: dict[str, str] = {}
    for record in site.records.values():
        path, line = site.record_lines[record.id]
        if record.id < last.get(path, ""):
            message = f"record out of order: `{record.id}` after `{last[path]}`"
            yield Finding(path, line, "R05", message, "sort the records by id")
        last[path] = record.id


@rule("R06", "A record that is closed, broken or mislabelled says what happened")
def explained(site: Site) -> Iterator[Finding]:
    for record in site.records.values():
        dead = isinstance(record, Resource) and record.status in ("closed", "broken", "mislabelled")
        if dead and not getattr(record, "note", None):
            path, line = site.record_lines[record.id]
            message = f"no note on what happened to `{record.id}`"
            yield Finding(path, line, "R06", message, "add `note:`, and `alternatives:` if any")


@rule("R07", "An external address stands in the catalogue, not in a page")
def no_raw_addresses(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if page.meta.kind == "guide":
            continue
        for number, line in enumerate(text.prose(page.body)):
            shown = text.without_inline_code(line)
            for match in re.finditer(r"(?:https?:|mailto:|//)[^\s)>\"]+", shown):
                if re.match(r"//", match.group()) and not re.search(
                    r"\(\s*$", shown[: match.start()]
                ):
                    continue
                yield at(
                    page,
                    number,
                    "R07",
                    f"address typed into a page: {match.group()}",
                    "add a record to docs/_data and link it as `[text](ref:ID)`",
                )


@rule("R08", "Every paper is used by a page")
def used(site: Site) -> Iterator[Finding]:
    uses = {use.id for page in site.pages.values() for use in page.meta.resources}
    for page in site.pages.values():
        uses |= {link.target[4:] for link in text.links(page.body) if link.target[:4] == "ref:"}
    for record in site.records.values():
        if isinstance(record, (Resource, Tool, Dataset)) or record.id in uses:
            continue  # the catalogue, tool and project pages list these from the data
        path, line = site.record_lines[record.id]
        message = f"paper is used by no page: `{record.id}`"
        yield Finding(path, line, "R08", message, "use it on a page or remove it")
