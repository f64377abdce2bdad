"""Every class of faults with the verdict that is right for it; here those with fixed answers.

The table of the contributor docs and the bench are made from `FAULTS`. `odd` and `hosts` add the
classes that take more than a fixed answer; `web` plays them all.
"""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from roadmap.links.verdicts import Expect, Verdict

WORDS = "Gradient descent follows the slope of the loss downhill in small steps. " * 6
PAGE = f"<h1>Gradient descent</h1><p id='steps'>{WORDS}</p>"


@dataclass(frozen=True)
class Request:
    """A request as the server sees it; `seen` counts the ones for the same target before it."""

    host: str
    method: str
    target: str
    headers: dict[str, str]
    seen: int
    port: int

    @property
    def path(self) -> str:
        """The path without the query, still encoded."""
        return self.target.partition("?")[0]


NOTHING = Expect()
Play = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Fault:
    """A class of faults: its name, what happens, the right verdict, how it is played.

    `path` is a path on the class's own host; with `host` a path on that host; with `url` a whole
    address. `guarded` classes are played with private addresses refused.
    """

    name: str
    says: str
    verdict: Verdict
    play: Play
    path: str = ""
    host: str = ""
    url: str = ""
    expect: Expect = NOTHING
    suggest: str = ""
    definite: bool = False
    tls: bool = False
    guarded: bool = False


FAULTS: list[Fault] = []


def reply(
    status: int | str = 200,
    body: str | bytes = b"",
    kind: str = "text/html; charset=utf-8",
    **headers: str,
) -> bytes:
    """A whole response; an underscore in a header's name stands for a dash."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Played", f"Content-Length: {len(data)}", "Connection: close"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def html(title: str = "Gradient descent", body: str = PAGE, head: str = "") -> str:
    """An HTML page."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


FINE = reply(body=html())


def fault(name: str, says: str, verdict: Verdict, **more: object) -> Callable[[Play], Play]:
    """Register a class that a coroutine plays."""

    def register(play: Play) -> Play:
        FAULTS.append(Fault(name, says, verdict, play, **more))  # type: ignore[arg-type]
        return play

    return register


def fixed(name: str, says: str, verdict: Verdict, *answers: bytes, **more: object) -> None:
    """Register a class that answers each request with the next answer, the last one for ever."""

    async def play(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answers[min(request.seen, len(answers) - 1)])

    fault(name, says, verdict, **more)(play)


def found_at(status: int, place: str, body: str = "") -> bytes:
    """A redirect."""
    return reply(status, body, Location=place)


# Answers that are as they should be.
fixed("page", "a page", "ok", FINE)
fixed("pdf", "a file that is not HTML", "ok", reply(body=b"%PDF-1.7", kind="application/pdf"))
fixed("no type", "a page without a content type", "ok", reply(body=html(), kind=""))
fixed(
    "latin-1",
    "a page in another encoding",
    "ok",
    reply(body=html("Größe").encode("latin-1"), kind="text/html; charset=iso-8859-1"),
)
fixed(
    "unknown charset",
    "a page with a charset that is none",
    "ok",
    reply(body=html(), kind="text/html; charset=zip"),
)
fixed(
    "gzip",
    "a compressed page",
    "ok",
    reply(body=gzip.compress(html().encode()), Content_Encoding="gzip"),
)
fixed(
    "broken HTML",
    "a page of unclosed tags",
    "ok",
    reply(body="<!doctype html><title>Gradient descent<h1><p id=steps><![x <!-- " + PAGE),
)
fixed("right fragment", "an anchor that is there", "ok", FINE, path="/x#steps")
fixed("text fragment", "a fragment that quotes a text", "ok", FINE, path="/x#:~:text=slope")
fixed(
    "PDF page",
    "`#page=3` of a PDF",
    "ok",
    reply(body=b"%PDF-1.7", kind="application/pdf"),
    path="/x.pdf#page=3",
)
fixed(
    "scripted fragment",
    "an anchor that a script makes",
    "ok",
    reply(body=html(body="<div id=root></div><script src=a.js></script>")),
    path="/x#made-later",
)
fixed("application route", "a route after `#/`", "ok", FINE, path="/x#/docs/start")
fixed("302", "a temporary redirect", "ok", found_at(302, "/there"), FINE)
fixed("307", "a temporary redirect", "ok", found_at(307, "/there"), FINE)
fixed("robots refusal", "robots.txt refuses crawlers; one link is no crawl", "ok", FINE)
fixed(
    "429 with Retry-After",
    "too many requests, wait one second",
    "ok",
    reply(429, Retry_After="1"),
    FINE,
)
fixed("429 without Retry-After", "too many requests", "ok", reply(429), FINE)
fixed(
    "record agrees",
    "a page that its record describes",
    "ok",
    FINE,
    expect=Expect("Gradient Descent Explained"),
)
fixed(
    "author agrees",
    "another title by the record's author",
    "ok",
    reply(body=html("Home page", f"<p>Ada Lovelace</p><p>{'Notes on engines and numbers. ' * 20}")),
    expect=Expect("Sketch Analytical Machine", "Lovelace"),
)
# Moved for good.
fixed("301", "a permanent redirect", "redirected", found_at(301, "/new"), FINE, suggest="/new")
fixed("308", "a permanent redirect", "redirected", found_at(308, "/new"), FINE, suggest="/new")
fixed(
    "301 with fragment",
    "a permanent redirect of an anchor",
    "redirected",
    found_at(301, "/new"),
    FINE,
    path="/old#steps",
    suggest="/new#steps",
)
fixed(
    "refresh",
    "a page that sends its reader on at once",
    "redirected",
    reply(body=html("Moved", "", "<meta http-equiv=refresh content='0; url=/new'>")),
    FINE,
    suggest="/new",
)
# Not there.
fixed("404", "not found", "gone", reply(404, html("Not found", "<h1>404</h1>")))
fixed("410", "removed for good", "gone", reply(410, html("Gone", "")), definite=True)
fixed("404 under robots refusal", "not found, and robots.txt refuses crawlers", "gone", reply(404))
fixed("301 to 404", "a permanent redirect to nothing", "gone", found_at(301, "/new"), reply(404))
# There, but hardly what was meant.
fixed(
    "soft 404",
    '200 with "page not found" as its title',
    "suspicious",
    reply(body=html("Page not found", "<p>Try the search.</p>")),
)
fixed(
    "soft 404 in the text",
    "200 with a short text that says so",
    "suspicious",
    reply(body=html("Our site", "<p>The page you are looking for does not exist.</p>")),
)
fixed(
    "soft 404 by record",
    "200, no telltale word, nothing of the record",
    "suspicious",
    reply(body=html("Welcome", f"<p>{'Fresh bread and rolls every morning. ' * 20}</p>")),
    expect=Expect("Stochastic Gradient Optimization"),
)
fixed(
    "parked",
    "a domain for sale",
    "suspicious",
    reply(body=html("roads.net", "<p>This domain is for sale! Buy this domain now.</p>")),
)
fixed(
    "redirect home",
    "sends its reader to the home page",
    "suspicious",
    found_at(301, "/"),
    FINE,
    path="/course/lecture-1",
)
fixed(
    "dead application",
    "an empty shell with another title",
    "suspicious",
    reply(body=html("Casino bonus", "<div id=root></div><script src=a.js></script>")),
    expect=Expect("Stochastic Gradient Optimization"),
)
fixed("missing fragment", "an anchor that is not there", "suspicious", FINE, path="/x#not-there")
fixed("empty page", "200 and not one word", "suspicious", reply(body="<html></html>"))
fixed("418", "a status that says nothing of use", "suspicious", reply(418))
fixed("redirect without address", "302 to nowhere", "suspicious", reply(302))
fixed(
    "redirect to a file",
    "302 to `file:///etc/passwd`",
    "suspicious",
    found_at(302, "file:///etc/passwd"),
)
fixed(
    "redirect to loopback",
    "302 to a private address",
    "suspicious",
    found_at(302, "http://127.0.0.1:1/admin"),
    guarded=True,
)
fixed(
    "redirect to metadata",
    "302 to a link-local address in IPv6 dress",
    "suspicious",
    found_at(302, "http://[::ffff:169.254.169.254]/"),
    guarded=True,
)
# Walls.
fixed("401", "asks for a password", "blocked", reply(401, WWW_Authenticate="Basic realm=x"))
fixed("403", "refuses programs", "blocked", reply(403, html("Forbidden", "")))
fixed("451", "withheld for legal reasons", "blocked", reply(451))
fixed("999", "refuses programs with a status of its own", "blocked", reply(999))
fixed(
    "captcha",
    "200 with a captcha",
    "blocked",
    reply(body=html("One moment", "<p>Please solve the CAPTCHA.</p>")),
)
fixed(
    "503 browser check",
    '503 with "Just a moment..."',
    "blocked",
    reply(503, html("Just a moment...", "<p>Checking your browser</p>"), Retry_After="5"),
)
fixed("login page", "200 with a login", "blocked", reply(body=html("Sign in", "<form></form>")))
fixed("login redirect", "302 to a login", "blocked", found_at(302, "/login?next=/x"), FINE)
fixed(
    "cookie wall",
    "200 that asks to accept cookies",
    "blocked",
    reply(body=html("Welcome", "<p>Accept all cookies to continue.</p>")),
)
fixed("429 always", "too many requests, however long one waits", "blocked", reply(429))
fixed(
    "429 for a day",
    "too many requests, come back tomorrow",
    "blocked",
    reply(429, Retry_After="86400"),
)
# Now and then.
fixed("503 once", "fails once, then answers", "flaky", reply(503), FINE)
fixed("500 once", "fails once, then answers", "flaky", reply(500), FINE)
fixed(
    "cut short",
    "the body ends before its length",
    "flaky",
    FINE.replace(b"Content-Length: ", b"Content-Length: 9"),
)
# No usable answer.
fixed("500", "fails always", "unreachable", reply(500))
fixed("503", "fails always", "unreachable", reply(503))
fixed(
    "503 for a day", "under repair until tomorrow", "unreachable", reply(503, Retry_After="86400")
)
fixed("not HTTP", "answers in another protocol", "unreachable", b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
fixed("empty reply", "hangs up without a word", "unreachable", b"")
fixed(
    "header bomb",
    "a header of a megabyte",
    "unreachable",
    b"HTTP/1.1 200 OK\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
)
fixed("redirect loop", "redirects in a circle", "unreachable", found_at(302, "/x"), path="/x")
fixed(
    "bad redirect loop",
    "each redirect leads to a new address",
    "unreachable",
    found_at(301, "more/"),
    path="/x/",
)
fixed("wrong certificate", "a certificate of another name", "unreachable", FINE, tls=True)
fixed(
    "unknown name",
    "a name that does not resolve",
    "unreachable",
    FINE,
    url="http://no-such-name.invalid/",
)
fixed("invalid address", "an address that none can ask", "unreachable", FINE, url="http://[::1/x")
fixed("invalid host", "a host that is no name", "unreachable", FINE, url="http://exa_mple..net/x")
fixed("invalid port", "a port that is none", "unreachable", FINE, url="http://example.net:99999/x")
fixed("refused", "nobody listens", "unreachable", FINE, url="http://127.0.0.2:1/x")
# Not asked.
fixed(
    "loopback", "a private address", "skipped", FINE, url="http://127.0.0.1:1/admin", guarded=True
)
fixed(
    "decimal loopback",
    "a private address written as a number",
    "skipped",
    FINE,
    url="http://2130706433:1/admin",
    guarded=True,
)
fixed(
    "private network",
    "an address of a private network",
    "skipped",
    FINE,
    url="http://10.0.0.1/",
    guarded=True,
)
