"""The closed list of verdicts, and what a verdict rests on."""

from dataclasses import dataclass
from typing import Literal, get_args

Verdict = Literal[
    "ok", "redirected", "gone", "suspicious", "blocked", "flaky", "unreachable", "skipped"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

MEANING: dict[Verdict, str] = {
    "ok": "answers, and with the page that was meant",
    "redirected": "has moved for good: use the new address",
    "gone": "the host says that the page is not there",
    "suspicious": "answers, but hardly with the page that was meant: look at it",
    "blocked": "a wall, login, captcha or rate limit: a person may get in, a program does not",
    "flaky": "answered only when asked again, or too slowly to be read",
    "unreachable": "no usable answer: name, connection, certificate or server fails",
    "skipped": "not asked, for the reason given",
}


@dataclass(frozen=True)
class Evidence:
    """What was seen: statuses and failures in order, where it ended, what the page calls itself."""

    chain: tuple[str, ...] = ()
    final: str = ""
    title: str = ""


@dataclass(frozen=True)
class Expect:
    """What the catalogue says of an address: words its page should hold, and the record's state."""

    title: str = ""
    authors: str = ""
    state: str = ""


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason; `definite` means that nobody needs to look twice.

    `asked` is false when the verdict rests on the host's other addresses, not on a request.
    """

    verdict: Verdict
    reason: str = ""
    definite: bool = False
    suggest: str = ""
    title: str = ""
    asked: bool = True


@dataclass(frozen=True)
class Result:
    """How an address stood at a moment (`at`: UTC, ISO 8601 to the second)."""

    url: str
    judgement: Judgement
    evidence: Evidence
    at: str
    seconds: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """The judgement's verdict."""
        return self.judgement.verdict
