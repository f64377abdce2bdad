"""From results to findings: what a contributor or maintainer has to act on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmap.links.address import same_page
from roadmap.links.collect import Place, Target
from roadmap.links.health import Health
from roadmap.links.verdicts import VERDICTS, Result
from roadmap.model import Finding

ARCHIVE = "https://web.archive.org/web/"
CODES = {
    "gone": "L10",
    "redirected": "L11",
    "suspicious": "L12",
    "unreachable": "L13",
    "skipped": "L15",
}
DEMANDS = {
    "L01": "The file of exceptions is a YAML list",
    "L02": "An exception has no unknown keys",
    "L03": "An exception has a pattern, a reason and a day",
    "L04": "The values of an exception have the right form",
    "L05": "The keys of an exception stand in the fixed order",
    "L06": "An exception has not expired",
    "L07": "An exception fits an address",
    "L10": "A link leads to a page that is there",
    "L11": "A link names the present address of its page",
    "L12": "A link leads to the page that was meant",
    "L13": "A link leads to a host that answers",
    "L14": "A page stands in one record of the catalogue",
    "L15": "A link leads to a public address",
}


@dataclass(frozen=True)
class Report:
    """A run: its results by address, what they demand, and whether all was asked."""

    targets: Mapping[str, Target]
    results: Mapping[str, Result]
    findings: tuple[Finding, ...]
    seconds: float = 0.0
    complete: bool = True

    @property
    def totals(self) -> dict[str, int]:
        """Number of addresses by verdict, all verdicts named."""
        counted = Counter(result.verdict for result in self.results.values())
        return {verdict: counted[verdict] for verdict in VERDICTS}


def findings_of(
    results: Mapping[str, Result],
    targets: Mapping[str, Target],
    health: Mapping[str, Health] | None,
    lines: Mapping[str, set[int]] | None,
) -> list[Finding]:
    """One finding for each place of each address that needs somebody.

    With `health` (a run over everything) an address that fails needs somebody only when it has
    failed for a day or by a definite answer; without (a change) it needs somebody at once. With
    `lines` only places on these lines count.
    """
    found = []
    for url, result in results.items():
        known = health.get(url) if health is not None else None
        if _matters(result, known):
            places = targets[url].places
            found += [_finding(place, result) for place in places if _within(place, lines)]
    return sorted(found)


def _matters(result: Result, known: Health | None) -> bool:
    if result.verdict == "skipped":
        return "private" in result.judgement.reason
    return result.verdict in CODES and (known is None or known.needs_a_person)


def _within(place: Place, lines: Mapping[str, set[int]] | None) -> bool:
    return lines is None or place.line in lines.get(place.path, ())


def _finding(place: Place, result: Result) -> Finding:
    judgement = result.judgement
    message = f"{result.verdict}: {quoted(result.url)} ({judgement.reason or 'no reason'})"
    return Finding(place.path, place.line, CODES[result.verdict], message, _fix(result))


def quoted(url: str) -> str:
    """An address between backticks; one inside it is encoded."""
    return f"`{url.replace('`', '%60')}`"


def _fix(result: Result) -> str:
    match result.verdict:
        case "redirected":
            return f"use `{result.judgement.suggest}`"
        case "gone":
            return f"put another address; a copy may be kept at {ARCHIVE}{result.url}"
        case "suspicious":
            return "open it and look: correct the address or the title of the record"
        case "unreachable":
            return "open it and look; if it stays so, put another address"
        case _:
            return "put a public address"


def duplicates(
    targets: Mapping[str, Target], lines: Mapping[str, set[int]] | None = None
) -> list[Finding]:
    """Two records for one page, whatever the spelling of its address."""
    pages: dict[str, dict[str, Place]] = {}
    for url, target in targets.items():
        for place in target.places:
            if place.record:
                pages.setdefault(same_page(url), {}).setdefault(place.record, place)
    found = []
    for places in pages.values():
        for place in places.values():
            others = [str(other) for other in places.values() if other != place]
            if others and lines is not None and _within(place, lines):
                message = f"record `{place.record}` names a page that others name: {others[0]}"
                found.append(Finding(place.path, place.line, "L14", message, "keep one record"))
    return sorted(found)


def touched(
    targets: Mapping[str, Target], lines: Mapping[str, set[int]]
) -> Iterable[tuple[str, Target]]:
    """The targets with a place on one of the lines."""
    for url, target in targets.items():
        if any(_within(place, lines) for place in target.places):
            yield url, target
