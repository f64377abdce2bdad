"""Plays the classes of faults on loopback addresses, one host for each class.

Run as a script, it serves until its standard input closes; each line it reads asks for what was
requested of it since the last.
"""

import asyncio
import json
import ssl
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import odd  # noqa: F401 (registers classes)
import trustme
from faults import FAULTS, Fault, Play, Request, reply
from hosts import PROVIDERS


@dataclass
class Web:
    """The running server. `asked` holds (moment, host, target) of each request."""

    port: int = 0
    asked: list[tuple[float, str, str]] = field(default_factory=list)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    servers: list[asyncio.Server] = field(default_factory=list)

    def ip(self, item: Fault) -> str:
        """The host of a class."""
        own = [f for f in FAULTS if not f.host]
        return item.host or f"127.0.0.{20 + own.index(item)}"

    def url(self, item: Fault, number: int = 0) -> str:
        """An address of a class; other numbers give other addresses of it."""
        if item.url:
            return item.url
        scheme, port = ("https", self.port + 1) if item.tls else ("http", self.port)
        path = item.path or "/x"
        if number:
            path, mark, fragment = path.partition("#")
            path += f"{'&' if '?' in path else '?'}n={number}{mark}{fragment}"
        return f"{scheme}://{self.ip(item)}:{port}{path}"

    def stand_ins(self) -> dict[str, str]:
        """Which origin plays which provider."""
        return {name: f"http://{ip}:{self.port}" for ip, name in PROVIDERS.items()}

    async def serve(self) -> None:
        """Listen on the address of each class."""
        plays = {self.ip(f): f.play for f in FAULTS if not f.url}
        secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        trustme.CA().issue_cert("elsewhere.example").configure_cert(secure)
        tls = {self.ip(f) for f in FAULTS if f.tls}
        for ip, play in plays.items():
            server = await asyncio.start_server(self._handler(ip, play), ip, self.port)
            self.port = server.sockets[0].getsockname()[1]
            self.servers.append(server)
            if ip in tls:
                handler = self._handler(ip, play)
                server = await asyncio.start_server(handler, ip, self.port + 1, ssl=secure)
                self.servers.append(server)

    def _handler(self, ip: str, play: Play) -> Callable[..., Awaitable[None]]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                first, *rest = head.decode("latin-1").split("\r\n")
                method, target, _ = first.split(" ", 2)
                pairs = [line.partition(":") for line in rest if line]
                headers = {name.lower(): value.strip() for name, _, value in pairs}
                if target == "/robots.txt":
                    writer.write(
                        reply(body="User-agent: *\nDisallow: /robots\n", kind="text/plain")
                    )
                    return
                # Each numbered address of a class counts its own requests.
                key = (ip, parse_qs(urlsplit(target).query).get("n", [""])[0])
                request = Request(ip, method, target, headers, self.seen[key], self.port)
                self.seen[key] += 1
                self.asked.append((time.monotonic(), ip, target))
                await play(request, writer)
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                pass
            finally:
                writer.close()

        return handle

    def start(self) -> "Web":
        """Serve in a thread."""
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(lambda *_: None)
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self.serve(), self.loop).result(10)
        return self

    def stop(self) -> None:
        """End what is being served, then the thread."""

        async def end() -> None:
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)


if __name__ == "__main__":
    web = Web().start()
    print(web.port, flush=True)
    for _ in sys.stdin:  # each line asks for the requests since the last
        print(json.dumps(web.asked), flush=True)
        web.asked.clear()
        web.seen.clear()
