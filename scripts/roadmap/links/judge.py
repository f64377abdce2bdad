"""The plain rules: from an answer to a verdict. Pure; what a host means by it is in `providers`."""

import re

from roadmap.links import signs
from roadmap.links.address import Address
from roadmap.links.answer import Answer
from roadmap.links.verdicts import Expect, Judgement

WALLS = {
    401: "asks for a login",
    402: "asks for money",
    403: "refuses programs",
    405: "refuses a plain GET",
    406: "refuses programs",
    407: "asks for a login",
    429: "too many requests, also after waiting",
    451: "withheld for legal reasons",
    999: "refuses programs",
}
_COMMON = {"with", "from", "into", "using", "that", "this", "what", "your", "their", "introduction"}


def judge(address: Address, answer: Answer, expect: Expect) -> Judgement:
    """The verdict on an address by what it answered."""
    return (
        _by_status(answer)
        or _by_place(address, answer)
        or _by_page(address, answer, expect)
        or by_rest(answer)
    )


def by_rest(answer: Answer) -> Judgement:
    """The verdict when nothing speaks against the page."""
    if answer.moved:
        return Judgement("redirected", "moved for good", suggest=answer.moved)
    if answer.cut == "time":
        return Judgement("flaky", "comes too slowly to be read")
    if answer.cut == "broken":
        return Judgement("flaky", "breaks off in the middle")
    return Judgement("ok")


def _by_status(answer: Answer) -> Judgement | None:
    status = answer.status
    if signs.is_challenge(answer.headers, answer.document):
        return Judgement("blocked", "a captcha or consent page stands before it")
    if status == 404:
        return Judgement("gone", "status 404: not found")
    if status == 410:
        return Judgement("gone", "status 410: removed for good", definite=True)
    if status in WALLS:
        return Judgement("blocked", f"status {status}: {WALLS[status]}")
    if status >= 500:
        return Judgement("unreachable", f"status {status}: the server fails")
    if not 200 <= status < 300:
        return Judgement("suspicious", f"status {status}")
    return None


def _by_place(address: Address, answer: Answer) -> Judgement | None:
    if answer.cut == "bomb":
        return Judgement("suspicious", "unpacks to far more than it sends")
    if signs.is_login(address.url, answer.url, answer.document):
        return Judgement("blocked", "leads to a login")
    if signs.is_sent_home(address.url, answer.url):
        return Judgement("suspicious", "leads to a home page instead of the page")
    return None


def _by_page(address: Address, answer: Answer, expect: Expect) -> Judgement | None:
    if not answer.is_html:
        return None
    page = answer.document
    if signs.is_parked(page):
        return Judgement("suspicious", "the domain is parked or for sale")
    if signs.is_lost(page) and not _says(expect.title, page.names, 0.99):
        return Judgement("suspicious", "answers 200 and says that the page is not there")
    if not (page.text or page.title or page.scripts) and not answer.cut:
        return Judgement("suspicious", "the page is empty")
    if not recognized(expect, answer):
        return Judgement("suspicious", "shares hardly a word with the title of its record")
    if not has_fragment(address.fragment, answer):
        return Judgement("suspicious", "the page has no such anchor")
    return None


def recognized(expect: Expect, answer: Answer) -> bool:
    """Whether the page can be the one of the record; true without evidence against it."""
    page = answer.document
    wanted = _words(expect.title)
    shown = f"{page.names} {page.text[:50_000]}"
    if not wanted or answer.cut or (len(page.text) < 200 and not page.is_shell):
        return True
    if page.is_shell and not page.title:
        return True
    return _says(expect.title, shown, 0.25) or bool(_words(expect.authors) & _words(shown))


def has_fragment(fragment: str, answer: Answer) -> bool:
    """Whether an anchor is there; true when it may be made by a script or lie behind a limit."""
    page = answer.document
    if not fragment or fragment == "top" or answer.cut or page.is_shell:
        return True
    if fragment.startswith(("/", "!", ":~:")):  # routes of an application, text fragments
        return True
    fragment = fragment.partition(":~:")[0]
    return fragment in page.anchors or f"user-content-{fragment}" in page.anchors


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]{4,}", text.lower()) if word not in _COMMON}


def _says(title: str, shown: str, share: float) -> bool:
    """Whether at least this share of the title's words stand in what is shown."""
    wanted = _words(title)
    return bool(wanted) and len(wanted & _words(shown)) >= share * len(wanted)
