"""Classes of faults that take more than a fixed answer: conditions, floods, drips and resets."""

import asyncio
import zlib
from urllib.parse import unquote

from faults import FINE, Request, fault, found_at, html, reply


@fault("HEAD 405", "refuses HEAD", "ok")
async def head_405(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE if request.method == "GET" else reply(405))


@fault("HEAD 403", "refuses HEAD", "ok")
async def head_403(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE if request.method == "GET" else reply(403))


@fault("encoded path", "a path whose encoding must be kept", "ok", path="/a%2Fb%20(c)%7E")
async def encoded(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE if request.path == "/a%2Fb%20(c)%7E" else reply(404))


@fault("unencoded path", "a path with letters beyond ASCII", "ok", path="/größe?q=é")
async def unencoded(request: Request, writer: asyncio.StreamWriter) -> None:
    right = unquote(request.target).startswith("/größe?q=é")
    writer.write(FINE if right else reply(404))


@fault("cookie redirect", "redirects to itself until a cookie comes back", "ok", path="/x")
async def cookie(request: Request, writer: asyncio.StreamWriter) -> None:
    known = "seen=1" in request.headers.get("cookie", "")
    writer.write(FINE if known else reply(302, Location="/x", Set_Cookie="seen=1; Path=/"))


@fault("chain of 5", "five permanent redirects", "redirected", path="/5", suggest="/0")
async def chain(request: Request, writer: asyncio.StreamWriter) -> None:
    left = int(request.path.strip("/"))
    writer.write(found_at(301, f"/{left - 1}") if left else FINE)


@fault(
    "301 then 302",
    "a permanent redirect, then a temporary one",
    "redirected",
    path="/a",
    suggest="/b",
)
async def mixed(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write({"/a": found_at(301, "/b"), "/b": found_at(302, "/c")}.get(request.path, FINE))


@fault("200 MB", "a body of 200 MB", "ok")
async def huge(request: Request, writer: asyncio.StreamWriter) -> None:
    await _pour(writer, 200, b"Content-Length: 209715200\r\n")


@fault("endless body", "a body without an end", "ok")
async def endless(request: Request, writer: asyncio.StreamWriter) -> None:
    await _pour(writer, 10_000, b"")


async def _pour(writer: asyncio.StreamWriter, megabytes: int, length: bytes) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + length + b"\r\n")
    writer.write(html().encode())
    block = b"<p>" + b"x" * 65533
    for _ in range(megabytes * 16):
        writer.write(block)
        await writer.drain()


@fault("gzip bomb", "a kilobyte that unpacks to a gigabyte", "suspicious")
async def bomb(request: Request, writer: asyncio.StreamWriter) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * 1_000_000
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
    for _ in range(1000):
        writer.write(packer.compress(block))
        await writer.drain()


@fault("one byte a second", "a body that never gets anywhere", "flaky")
async def drip(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 600\r\n\r\n")
    for _ in range(600):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(1)


@fault("headers drop by drop", "a header line a second, for ever", "unreachable")
async def slow_headers(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(600):
        writer.write(f"X-{number}: y\r\n".encode())
        await writer.drain()
        await asyncio.sleep(1)


@fault("hangs", "takes the request and never answers", "unreachable")
async def hangs(request: Request, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(600)


@fault("reset", "the connection breaks off", "unreachable")
async def reset(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


@fault("reset twice", "the connection breaks off twice, then holds", "flaky")
async def reset_twice(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE) if request.seen > 1 else writer.transport.abort()
