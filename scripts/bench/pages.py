"""What pages cost a mid-range phone: requests, bytes, paint, layout shift, long tasks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request

from bench.table import Table, kilobytes, median, number, title
from browser import HostHandler, served

# A mid-range phone: screen, slowdown of the processor, network (bytes/s, ms round trip).
SCREEN: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
SLOWDOWN = 4
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
UNLIMITED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
PHONE = "412x823 phone, processor slowed 4x, 150 ms round trip, 1.6 Mbit/s down, 0.75 up, gzip"
# No other host answers: where there is no network, and where there is one alike.
ONLY_HERE = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",)
GOAL = "Goal of a topic: first KB <= 150, next KB <= 50."
KINDS = {
    "home": "",
    "stage overview": "neural-networks/",
    "light topic": "convolutional-networks/fully-connected-layers/",
    "heavy topic": "prerequisites/linear-algebra/",
    "heavy topic 2": "neural-networks/backpropagation/",
    "heavy topic 3": "neural-networks/activation-functions/",
    "project": "projects/mnist-classification/",
    "tool": "tools/experiment-tracking/",
    "catalogue": "resources/resources/",
    "glossary": "resources/glossary/",
    "career": "careers/machine-learning-engineer/",
    "discussion": "discussion/discussion/",
}
OBSERVE = """(() => {
  const seen = (globalThis.benchmark = { lcp: null, shifts: [], tasks: [] });
  const watch = (type, use) =>
    new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({
      type,
      buffered: true,
    });
  watch("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  watch("layout-shift", (e) => e.hadRecentInput || seen.shifts.push([e.startTime, e.value]));
  watch("longtask", (entry) => seen.tasks.push(entry.duration));
})()"""
IDLE = "() => new Promise((done) => requestIdleCallback(() => done()))"
READ = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 10)));
  }
}"""
SETTLE = 500  # ms without a new request until a page counts as loaded
Sent = list[tuple[str, int]]


@dataclass(frozen=True)
class Visit:
    """One page opened with an empty cache, read, and the next one after it; times in ms."""

    requests: int
    foreign: int
    bytes: int
    read_bytes: int
    next_bytes: int
    lcp: float | None
    shift: float
    tasks: int
    longest: float
    blocking: float


def layout_shift(shifts: Sequence[tuple[float, float]]) -> float:
    """Cumulative layout shift: the largest sum of a window (gaps < 1 s, at most 5 s).

    `shifts` are (ms, value) in order of time.
    """
    worst, total, start, last = 0.0, 0.0, 0.0, float("-inf")
    for time, value in shifts:
        if time - last >= 1000 or time - start >= 5000:
            total, start = 0.0, time
        total, last = total + value, time
        worst = max(worst, total)
    return worst


def blocking(tasks: Sequence[float]) -> float:
    """Total blocking time in ms: of each task what goes beyond 50 ms."""
    return sum(max(0.0, task - 50) for task in tasks)


@contextmanager
def hosted(site: Path) -> Iterator[tuple[str, Sent]]:
    """The address of a site served as hosts do, and the list of what has been sent."""
    sent: Sent = []
    handler = type("CountingHandler", (HostHandler,), {"sent": sent})
    with served(site, handler) as address:
        yield address, sent


def phone(context: BrowserContext) -> tuple[Page, CDPSession]:
    """A new page of the context, slowed down to the phone, and the session that slows it."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return page, session


def settle(page: Page, sent: Sent) -> None:
    """Wait until the page has nothing to fetch, to compute and to paint."""
    before = -1
    while before != len(sent):
        before = len(sent)
        page.wait_for_load_state("networkidle", timeout=60_000)
        page.evaluate(IDLE)
        page.wait_for_timeout(SETTLE)


def visit(browser: Browser, address: str, sent: Sent, path: str, after: str) -> Visit:
    """Open `path` with an empty cache and no service worker, scroll to its end, open `after`."""
    context = browser.new_context(service_workers="block", **SCREEN)
    context.add_init_script(OBSERVE)
    page, session = phone(context)
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            foreign.append(request.url)

    page.on("request", note)
    sent.clear()
    page.goto(address + path, timeout=60_000)
    settle(page, sent)
    seen = page.evaluate("globalThis.benchmark")
    first, others = list(sent), len(foreign)
    # From here on only bytes count: a long page is read through fast.
    session.send("Network.emulateNetworkConditions", UNLIMITED)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.evaluate(READ)
    settle(page, sent)
    read = sum(size for _, size in sent)
    sent.clear()
    page.goto(address + after, timeout=60_000)
    settle(page, sent)
    context.close()
    tasks = seen["tasks"]
    return Visit(
        requests=len(first),
        foreign=others,
        bytes=sum(size for _, size in first),
        read_bytes=read,
        next_bytes=sum(size for _, size in sent),
        lcp=seen["lcp"],
        shift=layout_shift(seen["shifts"]),
        tasks=len(tasks),
        longest=max(tasks, default=0),
        blocking=blocking(tasks),
    )


def kept(browser: Browser, address: str, sent: Sent) -> tuple[int, int]:
    """(files, bytes) that the service worker fetches after the first visit; none without one."""
    context = browser.new_context(**SCREEN)
    page = context.new_page()
    sent.clear()
    page.goto(address)
    settle(page, sent)
    if page.evaluate("async () => !!(await navigator.serviceWorker.getRegistration())"):
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    context.close()
    return len(sent), sum(size for _, size in sent)


def following(order: Sequence[str], path: str) -> str:
    """The page after `path` in the order of the road; before it when it is the last."""
    index = order.index(path)
    return order[index + 1] if index + 1 < len(order) else order[index - 1]


def report(
    browser: Browser, sites: dict[str, Path], order: Sequence[str], paths: dict[str, str], runs: int
) -> None:
    """Measure and print `paths` (kind -> path) of each site; `order` is that of the road."""
    title(
        f"Pages, median of {runs}",
        PHONE,
        "Bodies of answers are counted, without headers; the service worker is apart. `+n` are",
        "requests to other hosts: they fail here, so their bytes and delays do not show.",
        "`read KB`: with what a reader needs who scrolls to the end. `next KB`: the page after it,",
        "then opened in the same tab. Long tasks: more than 50 ms.",
        GOAL,
    )
    table = Table(
        {
            "page": -16,
            "site": -9,
            "requests": 8,
            "first KB": 8,
            "read KB": 7,
            "next KB": 7,
            "LCP s": 6,
            "CLS": 6,
            "long tasks": 5,
            "longest ms": 6,
            "blocking ms": 6,
        }
    )
    for kind, path in paths.items():
        for name, site in sites.items():
            with hosted(site) as (address, sent):
                after = following(order, path)
                visits = [visit(browser, address, sent, path, after) for _ in range(runs)]
            table.row(kind, name, *cells(visits))
    for name, site in sites.items():
        with hosted(site) as (address, sent):
            files, size = kept(browser, address, sent)
        print(f"all that a service worker keeps, {name}: {files} requests, {kilobytes(size)} KB")


def cells(visits: Sequence[Visit]) -> list[str]:
    """The medians of some visits, as the table shows them."""

    def middle(name: str) -> float | None:
        return median(getattr(visit, name) for visit in visits)

    foreign, lcp = middle("foreign"), middle("lcp")
    return [
        number(middle("requests")) + (f"+{foreign:.0f}" if foreign else ""),
        kilobytes(middle("bytes")),
        kilobytes(middle("read_bytes")),
        kilobytes(middle("next_bytes")),
        number(None if lcp is None else lcp / 1000, 2),
        number(middle("shift"), 3),
        number(middle("tasks")),
        number(middle("longest")),
        number(middle("blocking")),
    ]
