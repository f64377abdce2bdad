"""Where the rules are kept by code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roadmap.model import Finding, Page, Site

Check = Callable[[Site], Iterator[Finding]]

# Found while files are read, before there is a site to check.
LOADING = {
    "F01": "A page is UTF-8 text with LF line ends and starts with YAML front matter",
    "F02": "Front matter has no unknown keys",
    "F03": "Front matter has the required keys",
    "F04": "Front matter values have the right type and size",
    "F05": "Front matter keys stand in the fixed order",
    "N01": "A `.pages` file holds a `nav:` list of names",
    "D01": "A data file is YAML of the expected shape",
    "D02": "A record has no unknown keys",
    "D03": "A record has the required keys",
    "D04": "The values of a record have the right type and form",
    "D05": "The keys of a record stand in the fixed order",
    "D06": "An id is used once over the catalogue, and once in the glossary",
    "D07": "The file of link health holds one record of JSON on each line",
    "D08": "The record of a project's runs is as record.py writes it",
}

# Found when code is run, by `roadmap outputs`, `roadmap figures --check` and `check --changed`.
RUNNING = {
    "C06": "A code file runs, offline, and prints what is recorded beside it",
    "I02": "A figure file is what its code draws",
}


@dataclass(frozen=True)
class Rule:
    """A coded rule: what it demands, and the function that finds what breaks it."""

    code: str
    demand: str
    check: Check


_RULES: dict[str, Rule] = {}


def rule(code: str, demand: str) -> Callable[[Check], Check]:
    """Register a rule under a code of its own."""

    def register(check: Check) -> Check:
        if code in _RULES or code in LOADING:
            raise ValueError(f"rule code used twice: {code}")
        _RULES[code] = Rule(code, demand, check)
        return check

    return register


def rules() -> dict[str, Rule]:
    """Every registered rule by code; the modules that hold them are loaded here."""
    import roadmap.rules  # noqa: F401 (a rule registers when its module is loaded)

    return dict(sorted(_RULES.items()))


def at(page: Page, line: int, code: str, message: str, fix: str = "") -> Finding:
    """A finding on a line of the page's body; `line` is an index into the body."""
    return Finding(page.source, page.body_line + line, code, message, fix)
