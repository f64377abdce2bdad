"""What a host answered, or why it did not; where an answer sends its reader."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from time import time
from urllib.parse import urljoin

import aiohttp

from roadmap.links.body import decode
from roadmap.links.document import Document, read
from roadmap.links.resolve import NoSuchNameError, PrivateAddressError

PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)
TRANSIENT = (408, 425, 429, 500, 502, 503, 504, *range(520, 531))


class NoAnswerError(Exception):
    """No usable answer. `kind`: timeout reset refused name tls protocol private invalid loop."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.reason = kind, reason


class TransientError(Exception):
    """A status that may be another one when asked again; `wait` is what Retry-After says."""

    def __init__(self, answer: "Answer", wait: float | None) -> None:
        super().__init__(str(answer.status))
        self.answer, self.wait = answer, wait


@dataclass(frozen=True)
class Answer:
    """The last response of a chain of redirects; `moved` is where the permanent ones led."""

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False, default=b"")
    cut: str = ""  # "", size, time, bomb or broken
    moved: str = ""

    @property
    def content_type(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_html(self) -> bool:
        """Whether it is an HTML page, by its type or, without one, by its start."""
        if self.content_type:
            return self.content_type in ("text/html", "application/xhtml+xml")
        return self.data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html"))

    @property
    def is_json(self) -> bool:
        """Whether it calls itself JSON."""
        return self.content_type.endswith("json")

    @cached_property
    def text(self) -> str:
        """The body as text."""
        return decode(self.data, self.headers.get("content-type", ""))

    @cached_property
    def document(self) -> Document:
        """The page, empty when it is none."""
        return read(self.text) if self.is_html else Document()


def target(answer: Answer, url: str) -> str | None:
    """Where an answer sends its reader, by status or by an immediate refresh; None if nowhere."""
    if answer.status in REDIRECTS:
        place = answer.headers.get("location", "").strip()
    elif answer.status == 200 and answer.document.refresh and len(answer.document.text) < 500:
        place = answer.document.refresh
    else:
        return None
    try:
        return urljoin(url, place) if place else None
    except ValueError:
        raise NoAnswerError("invalid", "redirects to an address that is none") from None


def with_fragment(target: str, source: str) -> str:
    """A redirect without a fragment keeps the one it came with, as browsers do."""
    fragment = source.partition("#")[2]
    return target if "#" in target or not fragment else f"{target}#{fragment}"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by a Retry-After of either form, or None."""
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (ValueError, TypeError, OverflowError):
        return None


def no_answer(error: Exception) -> NoAnswerError:
    """What a failure of the client means; the reason is short and holds no line ends."""
    inner = getattr(error, "os_error", None) or error
    said = " ".join(str(inner).split())[:160]
    match inner, error:
        case (PrivateAddressError(), _):
            return NoAnswerError("private", "leads to a private address, which is not asked")
        case (NoSuchNameError(), _):
            return NoAnswerError("name", said)
        case (ssl.SSLError() | ssl.CertificateError(), _) | (_, aiohttp.ClientSSLError()):
            return NoAnswerError("tls", f"certificate or TLS: {said}")
        case (ConnectionRefusedError(), _):
            return NoAnswerError("refused", "connection refused")
        case (_, aiohttp.ServerDisconnectedError()) | (ConnectionError(), _):
            return NoAnswerError("reset", "connection broke off")
        case (_, aiohttp.ClientResponseError()) | (ValueError(), _):
            return NoAnswerError("protocol", f"not HTTP: {said}")
        case _:
            return NoAnswerError("reset", said or type(error).__name__)
