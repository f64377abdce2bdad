"""Name look-up that refuses private addresses, so that no link can reach into a network."""

import asyncio
import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from roadmap.links.address import is_private, is_reserved


class PrivateAddressError(OSError):
    """The host is, or leads to, an address that is not public."""


class NoSuchNameError(OSError):
    """The name does not resolve."""


class GuardedResolver(AbstractResolver):
    """Resolves names; what it returns is what is connected to, so a name cannot change between."""

    def __init__(self, allow_private: bool) -> None:
        self.allow_private = allow_private

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host; raises when it has none or a private one."""
        if is_reserved(host):
            raise NoSuchNameError(f"`{host}` is a name that never resolves")
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(
                host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
            )
        except (OSError, UnicodeError) as error:
            raise NoSuchNameError(f"`{host}` does not resolve: {error}") from None
        answers = [(int(kind), str(place[0])) for kind, _, _, _, place in found]
        if not self.allow_private and any(is_private(ip) for _, ip in answers):
            raise PrivateAddressError(f"`{host}` leads to a private address")
        return [
            ResolveResult(
                hostname=host,
                host=ip,
                port=port,
                family=kind,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, ip in answers
        ]

    async def close(self) -> None:
        """Nothing to close."""
