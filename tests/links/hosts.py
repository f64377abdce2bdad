"""Large hosts as they answer: what providers are there for. Each has a loopback address."""

import asyncio
import json

from faults import FAULTS, FINE, PAGE, Fault, Play, Request, found_at, html, reply

from roadmap.links.verdicts import Expect, Verdict

PROVIDERS = {
    "127.0.0.3": "www.youtube.com",
    "127.0.0.4": "export.arxiv.org",
    "127.0.0.5": "github.com",
    "127.0.0.6": "doi.org",
    "127.0.0.7": "huggingface.co",
    "127.0.0.8": "www.coursera.org",
    "127.0.0.9": "www.kaggle.com",
}


def _json(status: int, **data: object) -> bytes:
    return reply(status, json.dumps(data), kind="application/json")


async def youtube(request: Request, writer: asyncio.StreamWriter) -> None:
    """Pages answer 200 whatever they are; oEmbed tells."""
    states = {"removed": 404, "malformed": 400, "embedoff": 401, "private": 403, "walled": 429}
    state = next((s for s in states if s in request.target.lower()), "ok")
    playable = {"embedoff": "OK", "private": "LOGIN_REQUIRED"}.get(state, "OK")
    if request.path == "/oembed":
        is_channel = "%40" in request.target or "/@" in request.target
        status = 404 if is_channel else states.get(state, 200)
        writer.write(_json(status, title="Gradient descent") if status == 200 else reply(status))
    elif request.path.startswith("/@"):
        writer.write(reply(404) if state == "removed" else FINE)
    else:
        script = f'<script>var x = {{"playabilityStatus":{{"status":"{playable}"}}}}</script>'
        writer.write(reply(body=html("YouTube", script)))


async def arxiv(request: Request, writer: asyncio.StreamWriter) -> None:
    """Abstracts by number."""
    if "9999" in request.path:
        writer.write(reply(404, html("Identifier not recognized")))
    elif "0666" in request.path:
        writer.write(reply(body=html("[1501.00666] X", PAGE + "This paper has been withdrawn")))
    else:
        writer.write(FINE if request.path.startswith("/abs/") else reply(403))


async def github(request: Request, writer: asyncio.StreamWriter) -> None:
    """Repositories by name."""
    if "missing" in request.path:
        writer.write(reply(404, html("Page not found")))
    elif "/moved" in request.path:
        writer.write(found_at(301, "/owner/new-name"))
    elif "archived" in request.path:
        says = "This repository was archived by the owner on Nov 3, 2022. It is now read-only."
        writer.write(reply(body=html("owner/archived", f"{PAGE}<p>{says}</p>")))
    else:
        body = f"{PAGE}<h2 id='user-content-usage'>Usage</h2>"
        writer.write(reply(body=html("owner/repository", body)))


async def doi(request: Request, writer: asyncio.StreamWriter) -> None:
    """The handle service; the pages themselves lead to a publisher's wall."""
    if not request.path.startswith("/api/handles/"):
        writer.write(reply(403))
    elif "missing" in request.path:
        writer.write(_json(404, responseCode=100))
    else:
        writer.write(_json(200, responseCode=1))


async def hugging_face(request: Request, writer: asyncio.StreamWriter) -> None:
    """The hub's interface and pages."""
    name = request.path.split("/")[-1]
    owner = request.path.split("/")[-2]
    if "missing" in request.path:
        writer.write(reply(401 if "/api/" in request.path else 404))
    elif not request.path.startswith("/api/"):
        writer.write(FINE)
    else:
        shown = "owner/new-name" if name == "renamed" else f"{owner}/{name}"
        writer.write(_json(200, id=shown, gated="manual" if name == "gated" else False))


async def course_host(request: Request, writer: asyncio.StreamWriter) -> None:
    """A wall for all, an empty shell for some, a clear no for what is missing."""
    if "missing" in request.path:
        writer.write(reply(404))
    elif "shell" in request.path:
        body = "<div id=root></div><script src=a.js></script>"
        writer.write(
            reply(body=html("Kaggle" if request.host.endswith(".9") else "Coursera", body))
        )
    else:
        writer.write(FINE if "open" in request.path else reply(403))


def _at(host: str, play: Play, *classes: tuple[str, str, Verdict, str, dict[str, object]]) -> None:
    ip = next(ip for ip, name in PROVIDERS.items() if name == host)
    for name, says, verdict, path, more in classes:
        FAULTS.append(Fault(name, says, verdict, play, path, ip, **more))  # type: ignore[arg-type]


SURE: dict[str, object] = {"definite": True}
ACTIVE: dict[str, object] = {"expect": Expect(state="active")}
ARCHIVED: dict[str, object] = {"expect": Expect(state="archived")}
TITLED: dict[str, object] = {"expect": Expect("Gradient descent")}
NEW_NAME: dict[str, object] = {"suggest": "/owner/new-name"}
LIST = "/playlist?list=PL"
_at(
    "www.youtube.com", youtube,
    ("YouTube video", "a video", "ok", "/watch?v=okayokay123", {}),
    ("YouTube removed", "oEmbed 404", "gone", "/watch?v=removed1234", SURE),
    ("YouTube private", "oEmbed 403, page asks to log in", "gone", "/watch?v=private1234", SURE),
    ("YouTube malformed", "oEmbed 400", "gone", "/watch?v=malformed", SURE),
    ("YouTube not embeddable", "oEmbed 401, the page plays", "ok", "/watch?v=embedoff123", {}),
    ("YouTube playlist", "a playlist", "ok", f"{LIST}okay", {}),
    ("YouTube playlist removed", "oEmbed 404", "gone", f"{LIST}removed", SURE),
    ("YouTube playlist private", "oEmbed 403", "gone", f"{LIST}private", SURE),
    ("YouTube channel", "oEmbed does not know it, the page does", "ok", "/@okay", {}),
    ("YouTube channel removed", "the page answers 404", "gone", "/@removed", {}),
)  # fmt: skip
_at(
    "export.arxiv.org", arxiv,
    ("arXiv paper", "an abstract", "ok", "/abs/1501.00001", TITLED),
    ("arXiv PDF", "asked for its abstract", "ok", "/pdf/1501.00001v2", {}),
    ("arXiv missing", "no such paper", "gone", "/abs/1501.09999", SURE),
    ("arXiv withdrawn", "the abstract says so", "suspicious", "/abs/1501.00666", {}),
)  # fmt: skip
_at(
    "github.com", github,
    ("GitHub repository", "a repository", "ok", "/owner/repository", {}),
    ("GitHub heading", "a heading of the README", "ok", "/owner/repository#usage", {}),
    ("GitHub lines", "lines of a file", "ok", "/owner/repository/blob/main/a.py#L3-L9", {}),
    ("GitHub fragment missing", "no such heading", "suspicious", "/owner/repository#nope", {}),
    ("GitHub missing", "no such repository", "gone", "/owner/missing", {}),
    ("GitHub file missing", "no such file", "gone", "/owner/repository/blob/main/missing", {}),
    ("GitHub moved", "renamed", "redirected", "/owner/moved", NEW_NAME),
    ("GitHub archived", "the record says active", "suspicious", "/owner/archived", ACTIVE),
    ("GitHub archived, known", "the record says so", "ok", "/owner/archived-known", ARCHIVED),
)  # fmt: skip
_at(
    "doi.org", doi,
    ("DOI", "a registered DOI", "ok", "/10.1000/xyz", {}),
    ("DOI missing", "no such DOI", "gone", "/10.1000/missing", SURE),
)  # fmt: skip
_at(
    "huggingface.co", hugging_face,
    ("Hugging Face model", "a model", "ok", "/owner/model", {}),
    ("Hugging Face gated", "asks to accept terms", "ok", "/datasets/owner/gated", {}),
    ("Hugging Face missing", "missing or private", "gone", "/datasets/owner/missing", {}),
    ("Hugging Face file missing", "no such file", "gone", "/owner/model/blob/main/missing", {}),
    ("Hugging Face renamed", "renamed", "redirected", "/owner/renamed", NEW_NAME),
    ("Hugging Face docs", "a page of the documentation", "ok", "/docs/transformers", {}),
)  # fmt: skip
_at(
    "www.coursera.org", course_host,
    ("Coursera", "a page it shows", "ok", "/learn/open", {}),
    ("Coursera wall", "403", "blocked", "/learn/wall", {}),
    ("Coursera missing", "404", "gone", "/learn/missing", {}),
)  # fmt: skip
_at(
    "www.kaggle.com", course_host,
    ("Kaggle shell", "an empty page with the name of the host", "blocked", "/datasets/shell", {}),
    ("Kaggle missing", "404", "gone", "/datasets/missing", {}),
)  # fmt: skip
