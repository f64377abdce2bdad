"""Asks every address in its turn. Hosts are independent: one that hangs holds up only itself."""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from time import monotonic
from urllib.parse import urlsplit

from roadmap.links import providers
from roadmap.links.address import InvalidAddressError, parse
from roadmap.links.answer import NoAnswerError, TransientError
from roadmap.links.fetch import Client, Visit
from roadmap.links.gate import GivenUpError
from roadmap.links.judge import judge
from roadmap.links.settings import Settings
from roadmap.links.verdicts import Evidence, Expect, Judgement, Result

AGAIN = ("timeout", "reset", "refused")
Done = Callable[[Result], None]


@dataclass(order=True)
class Task:
    """An address on its way: when it is due, how often it was tried, what was seen so far."""

    due: float
    url: str
    host: str = field(compare=False)
    expect: Expect = field(compare=False)
    tries: int = field(default=0, compare=False)
    chain: list[str] = field(default_factory=list, compare=False)
    failed: bool = field(default=False, compare=False)
    seconds: float = field(default=0.0, compare=False)


async def run(
    targets: Mapping[str, Expect], settings: Settings, done: Done, random: Random | None = None
) -> bool:
    """Check each address once and hand over each result; False when the time of the run was up.

    What was not finished in time is handed over to nobody.
    """
    lanes: dict[str, list[Task]] = defaultdict(list)
    for url in sorted(targets):
        played = logical(url, settings.stand_ins)
        host = host_of(played)
        lanes[host].append(Task(0.0, url, host, targets[url]))
    async with Client(settings, random) as client:
        workers = [
            asyncio.create_task(_work(queue, client, done))
            for queue in lanes.values()
            for _ in range(min(settings.per_host, len(queue)))
        ]
        try:
            async with asyncio.timeout(settings.run_limit):
                await asyncio.gather(*workers)
        except TimeoutError:
            return False
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
    return True


async def _work(queue: list[Task], client: Client, done: Done) -> None:
    """Take tasks off a host's queue until it is empty; what must be asked again goes back."""
    loop = asyncio.get_running_loop()
    while queue:
        task = heapq.heappop(queue)
        if (wait := task.due - loop.time()) > 0:
            await asyncio.sleep(wait)
        result = await attempt(task, client)
        if result is None:
            heapq.heappush(queue, task)
        else:
            done(result)


async def attempt(task: Task, client: Client) -> Result | None:
    """Try an address once; None when it is to be tried again at `task.due`."""
    task.tries += 1
    visit = client.visit()
    start = monotonic()
    wait: float | None = None
    try:
        judgement = await look(task.url, task.expect, visit)
    except GivenUpError as error:
        judgement = Judgement(error.verdict, str(error), asked=False)
    except NoAnswerError as error:
        judgement = _unanswered(error, visit)
        if error.kind in AGAIN and task.tries < _tries(client.settings, error.kind):
            wait = _backoff(task, client)
            task.failed = True
    except TransientError as error:
        judgement, wait = _transient(error, task, client)
    task.chain += visit.chain
    task.seconds += monotonic() - start
    if wait is not None:
        task.due = asyncio.get_running_loop().time() + wait
        return None
    if judgement.verdict == "ok" and task.failed:
        judgement = replace(judgement, verdict="flaky", reason="answered only when asked again")
    title = judgement.title or visit.title
    evidence = Evidence(tuple(task.chain[-12:]), visit.final, title[:200])
    return Result(task.url, judgement, evidence, now(), round(task.seconds, 2))


async def look(url: str, expect: Expect, visit: Visit) -> Judgement:
    """The verdict on an address: of its provider, else of the plain rules."""
    try:
        address = parse(logical(url, visit.settings.stand_ins))
    except InvalidAddressError as error:
        return Judgement("unreachable", f"not a usable address: {error}")
    provider = providers.find(address.host)
    found = await provider(address, expect, visit.get) if provider else None
    return found or judge(address, await visit.get(address.full), expect)


def _unanswered(error: NoAnswerError, visit: Visit) -> Judgement:
    redirected = bool(visit.chain) and visit.chain[-1].isdigit()
    if error.kind == "private":
        if redirected:
            return Judgement("suspicious", "redirects to a private address, which is not asked")
        return Judgement("skipped", error.reason, asked=False)
    if error.kind == "invalid" and redirected:
        return Judgement("suspicious", f"redirects to {error.reason}")
    return Judgement("unreachable", error.reason)


def _transient(error: TransientError, task: Task, client: Client) -> tuple[Judgement, float | None]:
    """What a 429 or a failing server means, and how long to wait before asking again."""
    status, limit = error.answer.status, client.settings.longest_wait
    reason = f"status {status}" + (f" after {task.tries} tries" if task.tries > 1 else "")
    judgement = Judgement("blocked" if status == 429 else "unreachable", reason)
    gate = client.gates.of(host_of(error.answer.url))
    if error.wait is not None and error.wait > limit:
        gate.refused += status == 429
        return replace(judgement, reason=f"status {status}: asks to wait {error.wait:.0f} s"), None
    if task.tries >= client.settings.tries:
        gate.refused += status == 429
        return judgement, None
    # A little later than asked, so that no two requests come back at the same moment.
    spread = client.gates.random.uniform(0.0, 0.3)
    wait = error.wait + spread if error.wait is not None else _backoff(task, client)
    if status in (429, 503):
        gate.pause(wait)
    task.failed = task.failed or status != 429
    return judgement, wait


def _tries(settings: Settings, kind: str) -> int:
    # A second time-out costs as much as the first and rarely tells more.
    return min(2, settings.tries) if kind == "timeout" else settings.tries


def _backoff(task: Task, client: Client) -> float:
    """Exponential with jitter, in seconds."""
    wait = client.settings.backoff * client.gates.random.uniform(0.5, 1.5) * 2.0 ** (task.tries - 1)
    return min(wait, client.settings.longest_wait)


def now() -> str:
    """The moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def logical(url: str, stand_ins: Mapping[str, str]) -> str:
    """The address that one on a stand-in plays: its host and https in place of the stand-in."""
    for host, origin in stand_ins.items():
        if url == origin or url.startswith(f"{origin}/"):
            return f"https://{host}{url[len(origin) :]}"
    return url


def host_of(url: str) -> str:
    """The host by which an address is scheduled; empty when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def without_network(results: Iterable[Result]) -> bool:
    """Whether not one of several addresses got an answer: then this machine is the likely cause."""
    asked = [result for result in results if result.judgement.asked]
    return len({host_of(result.url) for result in asked}) >= 3 and not any(
        part.isdigit() for result in asked for part in result.evidence.chain
    )
