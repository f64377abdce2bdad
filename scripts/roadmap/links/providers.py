"""What large hosts mean by their answers. A new provider is one function here and one test.

A provider gets the address, what the record says, and `get`; it returns its judgement, or None to
leave the address to the plain rules.
"""

import json
import re
from collections.abc import Awaitable, Callable
from urllib.parse import quote, unquote

from roadmap.links import signs
from roadmap.links.address import Address
from roadmap.links.answer import Answer
from roadmap.links.judge import by_rest, judge
from roadmap.links.verdicts import Expect, Judgement

Get = Callable[[str], Awaitable[Answer]]
Provider = Callable[[Address, Expect, Get], Awaitable[Judgement | None]]
_PROVIDERS: dict[str, Provider] = {}
_PLAYABLE = re.compile(r'"playabilityStatus"\s*:\s*\{\s*"status"\s*:\s*"(\w+)"')
_REST = ("archived", "retired", "superseded", "dormant", "closed", "maintenance", "broken", "moved")


def provider(*hosts: str) -> Callable[[Provider], Provider]:
    """Register a function for hosts; `example.org` also stands for `www.example.org`."""

    def register(function: Provider) -> Provider:
        for host in hosts:
            _PROVIDERS[host] = function
        return function

    return register


def find(host: str) -> Provider | None:
    """The provider of a host, if it has one."""
    return _PROVIDERS.get(host.removeprefix("www.").removeprefix("m."))


@provider("youtube.com", "youtu.be")
async def youtube(address: Address, expect: Expect, get: Get) -> Judgement | None:
    """YouTube answers 200 for what is not there; oEmbed says 404, 400, 401 or 403."""
    parts = address.path.strip("/").split("/")
    query = address.query
    if address.host == "youtu.be" or parts[0] in ("watch", "embed", "shorts", "live"):
        kind = "video"
    elif parts[0] == "playlist":
        kind = "playlist"
    elif parts[0] in ("channel", "c", "user") or parts[0].startswith("@"):
        kind = "channel"
    else:
        return None
    if kind == "playlist" and not query.get("list"):
        return Judgement("gone", "no playlist is named", definite=True)
    asked = quote(address.url, safe="")
    answer = await get(f"https://www.youtube.com/oembed?format=json&url={asked}")
    if answer.status == 200 and (title := _json(answer).get("title")):
        return Judgement("ok", title=str(title)[:300])
    if kind == "channel":  # oEmbed does not know all channels, and the page itself tells
        return judge(address, await get(address.url), Expect())
    if answer.status == 404:
        return Judgement("gone", f"{kind} removed", definite=True)
    if answer.status == 400:
        return Judgement("gone", f"no such {kind}", definite=True)
    if answer.status not in (401, 403):
        return Judgement("blocked", f"oEmbed answers {answer.status}")
    if kind == "playlist":
        return Judgement("gone", "playlist is private", definite=True)
    # Private, or only not to be embedded, which is no fault: the page of the video tells.
    page = await get(address.url)
    if (state := _PLAYABLE.search(page.text)) is None:
        return Judgement("blocked", "private, or not to be embedded: the page does not tell")
    if state.group(1) in ("LOGIN_REQUIRED", "ERROR"):
        return Judgement("gone", "video is private", definite=True)
    return Judgement("ok", "may not be embedded", title=page.document.title)


@provider("arxiv.org", "export.arxiv.org")
async def arxiv(address: Address, expect: Expect, get: Get) -> Judgement | None:
    """The abstract tells all of a paper and costs less than its PDF; export.* is for programs."""
    match = re.fullmatch(r"/(?:abs|pdf|html)/(.+?)(?:\.pdf)?", address.path)
    if match is None:
        return None
    answer = await get(f"https://export.arxiv.org/abs/{match.group(1)}")
    if answer.status in (400, 404):
        return Judgement("gone", "no such paper", definite=True)
    if answer.status == 200 and re.search(r"paper has been withdrawn", answer.text, re.I):
        return Judgement("suspicious", "the paper was withdrawn", title=answer.document.title)
    # That the abstract moved to another host of arXiv is no news.
    found = judge(address, answer, expect)
    return Judgement("ok") if found.verdict == "redirected" else found


@provider("github.com")
async def github(address: Address, expect: Expect, get: Get) -> Judgement | None:
    """Archived, moved and missing repositories; lines and headings as fragments."""
    parts = address.path.strip("/").split("/")
    if len(parts) < 2:
        return None
    answer = await get(address.full)
    if answer.status == 404:
        return Judgement("gone", "file missing" if len(parts) > 3 else "repository missing")
    found = judge(address, answer, Expect())
    if found.verdict == "suspicious" and re.fullmatch(
        r"L\d+(C\d+)?(-L\d+(C\d+)?)?", address.fragment
    ):
        found = by_rest(answer)  # lines are drawn by a script
    archived = re.search(r"repository (?:was|has been) archived by the owner", answer.text)
    if found.verdict == "ok" and archived:
        if expect.state and expect.state not in _REST:
            reason = f"archived, but its record says `{expect.state}`"
            return Judgement("suspicious", reason, title=answer.document.title)
        return Judgement("ok", "archived by its owner")
    return found


@provider("doi.org", "dx.doi.org")
async def doi(address: Address, expect: Expect, get: Get) -> Judgement | None:
    """The handle tells whether a DOI stands; publishers behind it often refuse programs."""
    name = unquote(address.path.lstrip("/"))
    if not name.startswith("10."):
        return None
    answer = await get(f"https://doi.org/api/handles/{quote(name, safe='/().;:-_')}")
    code = _json(answer).get("responseCode")
    if code == 100 or answer.status == 404:
        return Judgement("gone", "no such DOI", definite=True)
    if code == 1:
        return Judgement("ok", "the DOI is registered")
    return Judgement("blocked", f"the handle service answers {answer.status}")


@provider("huggingface.co")
async def hugging_face(address: Address, expect: Expect, get: Get) -> Judgement | None:
    """The hub's interface tells a missing or private repository from one that asks to log in."""
    parts = address.path.strip("/").split("/")
    kind = parts[0] if parts[0] in ("datasets", "spaces") else "models"
    names = parts[1:] if kind != "models" else parts
    pages = ("docs", "learn", "blog", "papers", "spaces", "datasets", "models", "tasks", "join")
    if len(names) < 2 or (kind == "models" and names[0] in pages):
        return None
    answer = await get(f"https://huggingface.co/api/{kind}/{names[0]}/{names[1]}")
    if answer.status in (401, 404):
        return Judgement("gone", "no such repository, or a private one")
    data = _json(answer)
    if answer.status != 200 or not data:
        return Judgement("blocked", f"the hub answers {answer.status}")
    if data.get("disabled"):
        return Judgement("gone", "disabled by the hub")
    if len(names) > 2:  # a file or folder in it: only its page tells
        return judge(address, await get(address.url), Expect())
    name = str(data.get("id", ""))
    if name.lower() != "/".join(names[:2]).lower() and "/" in name:
        prefix = "" if kind == "models" else f"{kind}/"
        new = f"https://huggingface.co/{prefix}{name}"
        return Judgement("redirected", "renamed", suggest=new, title=name)
    return Judgement("ok", "asks to accept terms" if data.get("gated") else "", title=name)


@provider("coursera.org", "kaggle.com", "linkedin.com", "udemy.com", "medium.com")
async def walled(address: Address, expect: Expect, get: Get) -> Judgement | None:
    """Hosts that show programs a wall or an empty shell: only a clear no is believed."""
    answer = await get(address.url)
    found = judge(address, answer, Expect())
    if found.verdict in ("ok", "redirected") and answer.document.is_shell:
        same = signs.is_sent_home(address.url, answer.url) or not answer.document.title
        if same or answer.document.title.lower() in _bare(address.host):
            return Judgement("blocked", "shows programs an empty page")
    return found


def _bare(host: str) -> tuple[str, ...]:
    name = host.removeprefix("www.").partition(".")[0]
    return (name, f"{name}.com", f"{name} | home")


def _json(answer: Answer) -> dict[str, object]:
    """The JSON object of an answer, empty when it is none."""
    try:
        data = json.loads(answer.text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
