"""Manners: who may ask which host when. One gate for each host, shared by all that ask it."""

import asyncio
from random import Random
from typing import Literal

from roadmap.links.settings import Settings


class GivenUpError(Exception):
    """The host is asked no more in this run: it lets requests time out, or refuses them all."""

    def __init__(self, verdict: Literal["unreachable", "blocked"], reason: str) -> None:
        super().__init__(reason)
        self.verdict = verdict


class Gate:
    """Lets requests to one host pass: few at a time, a pace apart, none while it asks to wait."""

    def __init__(self, settings: Settings, host: str, random: Random) -> None:
        self.slots = asyncio.Semaphore(settings.per_host)
        self.pace = settings.pace_of(host)
        self.give_up_after = settings.give_up_after
        self.next_at = 0.0
        self.timeouts = 0  # in a row
        self.refused = 0  # addresses in a row that were answered 429 to the last
        self.random = random

    def check(self) -> None:
        """Raise GivenUpError when the host is asked no more."""
        if self.timeouts >= self.give_up_after:
            raise GivenUpError("unreachable", "its host lets requests time out")
        if self.refused >= self.give_up_after:
            raise GivenUpError("blocked", "its host answers too many requests")

    def pause(self, seconds: float) -> None:
        """Ask the host nothing for this time."""
        now = asyncio.get_running_loop().time()
        self.next_at = max(self.next_at, now + seconds)

    def heard(self, status: int | None) -> None:
        """Note what the host answered; None is a time-out."""
        self.timeouts = 0 if status is not None else self.timeouts + 1
        if status not in (None, 429):
            self.refused = 0

    async def __aenter__(self) -> None:
        await self.slots.acquire()
        try:
            loop = asyncio.get_running_loop()
            self.check()
            # A pause may come while we sleep; a turn is taken only once it is free.
            while (wait := self.next_at - loop.time()) > 0:
                await asyncio.sleep(min(wait, 1.0))
                self.check()
            self.next_at = loop.time() + self.pace * self.random.uniform(0.9, 1.1)
        except BaseException:
            self.slots.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self.slots.release()


class Gates:
    """The gates of a run by host."""

    def __init__(self, settings: Settings, random: Random) -> None:
        self.settings, self.random = settings, random
        self.by_host: dict[str, Gate] = {}

    def of(self, host: str) -> Gate:
        """The gate of a host."""
        if host not in self.by_host:
            self.by_host[host] = Gate(self.settings, host, self.random)
        return self.by_host[host]
