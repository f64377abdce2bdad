"""Addresses that are not asked, each with a reason and a day on which the reason runs out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from roadmap.load import read_text
from roadmap.model import Closed, Finding, Text
from roadmap.positions import read_yaml
from roadmap.schema import line_of, validate

NAME = "docs/_data/link-exceptions.yml"


class Rule(Closed):
    """A pattern in which `*` stands for anything; it must fit a whole address."""

    pattern: Annotated[str, Field(min_length=8)]
    reason: Text
    expires: date


@dataclass(frozen=True)
class Excepted:
    """An exception with its line."""

    rule: Rule
    line: int

    def fits(self, url: str) -> bool:
        """Whether an address falls under it."""
        return _compiled(self.rule.pattern).fullmatch(url) is not None


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, re.split(r"\*+", pattern))))


def read(root: Path) -> tuple[list[Excepted], list[Finding]]:
    """The exceptions and what is wrong with the file."""
    findings: list[Finding] = []
    if not (root / NAME).is_file():
        return [], []
    content = read_text(root / NAME, NAME, findings)
    data, lines, problems = read_yaml(content or "", NAME, "L01")
    findings += problems
    if data is not None and not isinstance(data, list):
        findings.append(Finding(NAME, 1, "L01", "not a list", "write `- pattern:`"))
        return [], findings
    found = []
    for index, item in enumerate(data or []):
        rule, problems = validate(Rule, item, lines, NAME, "L", (index,))
        findings += problems
        if rule:
            found.append(Excepted(rule, line_of(lines, (index,))))
    return found, findings


def stale(
    exceptions: Iterable[Excepted], urls: Iterable[str], today: date, whole: bool
) -> list[Finding]:
    """Expired exceptions, and with `whole` those that fit no address."""
    found = []
    known = list(urls)
    for item in exceptions:
        pattern, expires = item.rule.pattern, item.rule.expires
        if expires < today:
            message = f"exception expired on {expires}: `{pattern}`"
            fix = "remove it, or look again and write a new day"
            found.append(Finding(NAME, item.line, "L06", message, fix))
        elif whole and not any(map(item.fits, known)):
            message = f"exception fits no address: `{pattern}`"
            found.append(Finding(NAME, item.line, "L07", message, "remove it"))
    return found
