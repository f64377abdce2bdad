"""One polite client: GET within limits, redirects vetted hop by hop, nothing private reached."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from http.cookies import CookieError, SimpleCookie
from random import Random
from time import monotonic
from types import TracebackType
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from yarl import URL

from roadmap.links.address import Address, InvalidAddressError, is_private, literal, parse
from roadmap.links.answer import (
    PERMANENT,
    REDIRECTS,
    TRANSIENT,
    Answer,
    NoAnswerError,
    TransientError,
    no_answer,
    retry_after,
    target,
    with_fragment,
)
from roadmap.links.body import Body
from roadmap.links.gate import Gates
from roadmap.links.resolve import GuardedResolver
from roadmap.links.settings import Settings
from roadmap.links.signs import is_challenge

ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"


class Client(AbstractAsyncContextManager["Client"]):
    """The connections of a run. Use `visit()` for each try of an address."""

    def __init__(self, settings: Settings, random: Random | None = None) -> None:
        self.settings = settings
        self.gates = Gates(settings, random or Random())
        self.requests = 0

    async def __aenter__(self) -> "Client":
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(self.settings.allow_private),
            limit=self.settings.parallel,
            ttl_dns_cache=600,
        )
        self.session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            trust_env=False,
            middlewares=[_once],
            headers={
                "User-Agent": self.settings.user_agent,
                "Accept-Language": "en, *;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            },
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.session.close()

    def visit(self) -> "Visit":
        """A fresh conversation: no cookies, the whole time limit of an address."""
        return Visit(self)


class Visit:
    """One try of an address: its cookies, its time, and the chain of what was answered."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.settings = client.settings
        self.chain: list[str] = []
        self.final = ""
        self.title = ""
        self.spent = 0.0
        self.cookies: dict[tuple[str, str], str] = {}

    async def get(self, url: str, accept: str = ACCEPT) -> Answer:
        """Follow redirects to an answer; raises NoAnswerError, TransientError, GivenUpError."""
        moved, permanent = "", True
        seen: set[tuple[str, int]] = set()
        for _ in range(self.settings.hops + 1):
            address = self._vet(url)
            answer = await self._one(address, accept, url, moved)
            self.chain.append(str(answer.status))
            self.final = url
            place = target(answer, url)
            if place is None:
                return self._end(answer)
            permanent = permanent and (answer.status in PERMANENT or answer.status == 200)
            url = with_fragment(place, url)
            moved = url if permanent else moved
            if (url, len(self.cookies)) in seen:
                raise NoAnswerError("loop", "redirects in a circle")
            seen.add((url, len(self.cookies)))
        raise NoAnswerError("loop", f"more than {self.settings.hops} redirects")

    def _end(self, answer: Answer) -> Answer:
        self.title = answer.document.title or self.title
        if answer.status in TRANSIENT and not is_challenge(answer.headers, answer.document):
            raise TransientError(answer, retry_after(answer.headers))
        return answer

    def _vet(self, url: str) -> Address:
        """Refuse what must not be asked, also when a redirect leads there."""
        try:
            address = parse(url)
        except InvalidAddressError as error:
            raise NoAnswerError("invalid", f"not a usable address: {error}") from None
        ip = literal(address.host)
        if ip and not self.settings.allow_private and is_private(str(ip)):
            raise NoAnswerError("private", "a private address, which is not asked")
        return address

    async def _one(self, address: Address, accept: str, url: str, moved: str) -> Answer:
        """One request, in its turn."""
        gate = self.client.gates.of(address.host)
        async with gate:
            self.client.requests += 1
            limit = min(self.settings.request_limit, self.settings.address_limit - self.spent)
            start = monotonic()
            try:
                answer = await self._request(address, accept, limit)
                answer = replace(answer, url=url, moved=moved)
            except NoAnswerError as error:
                self.chain.append(error.kind)
                gate.heard(None if error.kind == "timeout" else 0)
                raise
            finally:
                self.spent += monotonic() - start
            gate.heard(answer.status)
            return answer

    async def _request(self, address: Address, accept: str, limit: float) -> Answer:
        answer: Answer | None = None
        body = Body("", 0, 0)
        url, host = self._stand_in(address)
        headers = {"Accept": accept} | ({"Host": host} if host else {})
        jar = "; ".join(f"{k}={v}" for (h, k), v in self.cookies.items() if h == address.host)
        if jar:
            headers["Cookie"] = jar
        try:
            async with asyncio.timeout(max(limit, 0.1)):
                request = self.client.session.get(url, headers=headers, allow_redirects=False)
                async with request as response:
                    found = {key.lower(): value for key, value in response.headers.items()}
                    answer = Answer(address.url, response.status, found)
                    self._keep_cookies(address.host, response.headers.getall("Set-Cookie", []))
                    if response.status in REDIRECTS:
                        response.close()
                        return answer
                    encoding = found.get("content-encoding", "").strip().lower()
                    readable = not answer.content_type or answer.is_html or answer.is_json
                    most = self.settings.bytes_read if readable else 4096
                    body = Body(encoding, most, self.settings.bytes_decoded)
                    async for chunk in response.content.iter_any():
                        if not body.feed(chunk):
                            response.close()
                            break
        except TimeoutError:
            if answer is None:
                raise NoAnswerError("timeout", f"no answer in {limit:g} s") from None
            body.cut = "time"
        except aiohttp.ClientPayloadError:
            body.cut = "broken"
        except (aiohttp.ClientError, OSError, ValueError, asyncio.IncompleteReadError) as error:
            if answer is None:
                raise no_answer(error) from None
            body.cut = "broken"
        assert answer is not None
        return replace(answer, data=bytes(body.data), cut=body.cut)

    def _stand_in(self, address: Address) -> tuple[URL, str]:
        origin = self.settings.stand_ins.get(address.host)
        if origin is None:
            return URL(address.url, encoded=True), ""
        parts, place = urlsplit(address.url), urlsplit(origin)
        sent = urlunsplit((place.scheme, place.netloc, parts.path, parts.query, ""))
        return URL(sent, encoded=True), address.host

    def _keep_cookies(self, host: str, lines: list[str]) -> None:
        for line in lines[:20]:
            try:
                cookie = SimpleCookie(line[:4096])
            except CookieError:
                continue
            for name, morsel in cookie.items():
                self.cookies[(host, name)] = morsel.coded_value


async def _once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep aiohttp from asking again at once, past the gate, when a connection breaks off."""
    try:
        return await handler(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise no_answer(error) from None
