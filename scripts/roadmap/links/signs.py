"""Telltale words and paths: what walls, parked domains and soft 404 pages look like."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from roadmap.links.document import Document

_CHALLENGE = re.compile(
    r"captcha|just a moment\b|are you (?:a )?(?:human|robot)|verify (?:that )?you are (?:a )?human"
    r"|checking your browser|attention required|unusual traffic|access denied"
    r"|enable javascript and cookies to continue|accept (?:all )?cookies to continue"
    r"|before you continue",
    re.I,
)
_PARKED = re.compile(
    r"domain (?:name )?(?:\S+ )?(?:is|may be) (?:available )?for sale|buy this domain"
    r"|domain has expired|domain is parked|parked (?:free|domain|page)|hugedomains|sedoparking"
    r"|afternic|related searches",
    re.I,
)
_LOST = re.compile(
    r"\b404\b|\bnot found\b|no longer (?:available|exists?)|(?:does not|doesn.t|do not) exist"
    r"|(?:could ?n.t|could not|can.?t|cannot) (?:be found|find)"
    r"|(?:page|content|video) (?:is )?(?:unavailable|missing|gone)"
    r"|looking for (?:has|was|is|can|could|does|doesn)|page (?:has been )?(?:removed|deleted)",
    re.I,
)
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|auth|sso|oauth2?|accounts/login|session/new)(?:/|\.\w+)?$", re.I
)
_LOGIN_NAME = re.compile(r"^\W*(?:log|sign) ?(?:in|on)\b", re.I)
_LOGIN_HOST = ("login.", "accounts.", "signin.", "auth.", "sso.", "consent.")
_HOME = re.compile(r"/(?:(?:index|home|default)(?:\.\w+)?/?|[a-z]{2}(?:-[a-z]{2})?/?)?$", re.I)
SHORT = 3000  # characters; a real page about captchas has more text than a captcha


def is_challenge(headers: Mapping[str, str], page: Document) -> bool:
    """Whether a page stands before the page: captcha, browser check, consent."""
    if headers.get("cf-mitigated") == "challenge":
        return True
    return len(page.text) < SHORT and bool(_CHALLENGE.search(f"{page.title} {page.text}"))


def is_parked(page: Document) -> bool:
    """Whether a registrar or a seller answers for the domain."""
    return len(page.text) < SHORT and bool(_PARKED.search(f"{page.title} {page.text}"))


def is_lost(page: Document) -> bool:
    """Whether the page says that there is no such page."""
    if _LOST.search(page.names):
        return True
    return len(page.text) < 1500 and bool(_LOST.search(page.text))


def is_login(start: str, end: str, page: Document) -> bool:
    """Whether the reader is sent to a login, or gets one in place of the page."""
    first, last = urlsplit(start), urlsplit(end)
    moved = (first.hostname, first.path) != (last.hostname, last.path)
    if moved and _LOGIN_PATH.search(last.path) and not _LOGIN_PATH.search(first.path):
        return True
    host = last.hostname or ""
    if moved and host.startswith(_LOGIN_HOST) and host != first.hostname:
        return True
    return len(page.text) < SHORT and bool(_LOGIN_NAME.search(page.title))


def is_sent_home(start: str, end: str) -> bool:
    """Whether an address of a page ends at a home page."""
    first, last = urlsplit(start), urlsplit(end)
    return (
        not _HOME.fullmatch(first.path or "/")
        and _HOME.fullmatch(last.path or "/") is not None
        and not last.query
    )
