"""Three searches over the same pages: ours, the default one of Material, and Pagefind's."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.pages import PHONE, SCREEN, Sent, hosted, phone, settle
from bench.table import Table, kilobytes, median, number, title

ROOT = Path(__file__).resolve().parents[2]
PAGEFIND = ROOT / "scripts/web/bench/node_modules/pagefind"
FIRST, SECOND = "backprop", "attention"  # typed one after the other
TOP = 3
ANSWER_MS = 5000  # how long a query of the quality run may take
Ranks = dict[str, int | None]


class SearchError(RuntimeError):
    """The index of Pagefind could not be made; the message is what it said."""


@dataclass(frozen=True)
class Engine:
    """A search: its site, where its box is, and how to ask it for the addresses it finds."""

    name: str
    site: Path
    path: str
    files: tuple[str, ...]
    open: str | None
    box: str
    result: str
    ask: str
    prepare: str = ""


ASK_OURS = """async (queries) => {
  const { find } = await import(new URL("assets/js/find.js", document.baseURI));
  const all = [];
  for (const query of queries) all.push((await find(query)).map((page) => page.url));
  return all;
}"""
# Material's search answers in a worker: what it says is what the list shows, in this order.
LISTEN = """globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      if (data.type === 3) globalThis.found = data.data;
    });
  }
}"""
ASK_MATERIAL = """async (queries) => {
  const box = document.querySelector(".md-search__input");
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const type = (text) => {
    globalThis.found = null;
    box.value = text;
    box.dispatchEvent(new KeyboardEvent("keyup"));
  };
  document.querySelector("#__search").click();
  box.focus();
  for (let tries = 0; !globalThis.found && tries < 600; tries += 1) {
    type(tries % 2 ? "a" : "model");
    await wait(100);
  }
  const all = [];
  for (const query of queries) {
    type(query);
    for (let ms = 0; !globalThis.found && ms < LIMIT; ms += 5) await wait(5);
    all.push((globalThis.found?.items ?? []).map(([page]) => page.location.split("#")[0]));
  }
  return all;
}""".replace("LIMIT", str(ANSWER_MS))
ASK_PAGEFIND = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const all = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const shown = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    all.push(shown.map(({ url }) => url.replace(/^\\//, "").split("#")[0]));
  }
  return all;
}"""
UI = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pagefind</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/pagefind/pagefind-ui.css">
<script src="/pagefind/pagefind-ui.js"></script></head>
<body><div id="search"></div><script>new PagefindUI({ element: "#search" });</script></body></html>
"""
# Milliseconds from the first letter to the first result of this query that can be seen.
WATCH = """([box, result]) => {
  const field = document.querySelector(box);
  const shown = () => [...document.querySelectorAll(result)].find((e) => e.checkVisibility());
  const old = shown()?.textContent;
  globalThis.seen = new Promise((done) => {
    let start = null;
    field.addEventListener("input", () => (start ??= performance.now()), { capture: true });
    const look = () => {
      const first = shown();
      if (start !== null && first && first.textContent !== old) done(performance.now() - start);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""


def engines(ours: Path, reference: Path, scratch: Path) -> list[Engine]:
    """The three searches; makes the index of Pagefind from the reference."""
    indexed = scratch / "site-pagefind"
    shutil.copytree(reference, indexed)
    node = Path(sys.executable).with_name("node")
    command = [str(node), str(PAGEFIND / "lib/runner/bin.cjs"), "--site", str(indexed)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SearchError(f"{done.stdout}{done.stderr}\nPagefind failed")
    (indexed / "ui").mkdir()
    (indexed / "ui/index.html").write_text(UI, encoding="utf-8")
    return [
        Engine(
            name="ours",
            site=ours,
            path="",
            files=("search.json", "find.js"),
            open="site-search svg",
            box="site-search input",
            result=".search-found li a",
            ask=ASK_OURS,
        ),
        Engine(
            name="Material",
            site=reference,
            path="",
            files=("search_index.json", "workers/search"),
            open=".md-header label[for=__search]",
            box=".md-search__input",
            result=".md-search-result__link",
            ask=ASK_MATERIAL,
            prepare=LISTEN,
        ),
        Engine(
            name="Pagefind",
            site=indexed,
            path="ui/",
            files=("/pagefind/",),
            open=None,
            box=".pagefind-ui__search-input",
            result=".pagefind-ui__result-link",
            ask=ASK_PAGEFIND,
        ),
    ]


def type_in(page: Page, engine: Engine, query: str) -> float:
    """Type a query into the empty box; return the ms until a result of it is seen."""
    page.locator(engine.box).first.fill("")
    page.evaluate(WATCH, [engine.box, engine.result])
    page.keyboard.type(query)
    return float(page.evaluate("globalThis.seen"))


def speed(
    browser: Browser, engine: Engine, address: str, sent: Sent
) -> tuple[int, int, float, float]:
    """Bytes of the search before and with the first query; ms of a first and a second query."""
    context = browser.new_context(service_workers="block", **SCREEN)
    page, _ = phone(context)
    page.set_default_timeout(60_000)
    sent.clear()
    page.goto(address + engine.path)
    settle(page, sent)
    before = sum(size for path, size in sent if any(name in path for name in engine.files))
    sent.clear()
    if engine.open:
        page.locator(engine.open).first.tap()
    cold = type_in(page, engine, FIRST)
    settle(page, sent)
    first = sum(size for _, size in sent)
    warm = type_in(page, engine, SECOND)
    context.close()
    return before, first, cold, warm


def ranks(found: Sequence[Sequence[str]], wanted: Mapping[str, Sequence[str]]) -> Ranks:
    """Query -> place (from 0) of the first page that answers it, None when it is not found.

    `found` are the addresses for each query of `wanted`, best first; one may come several times.
    """
    result: Ranks = {}
    for (query, urls), answers in zip(wanted.items(), found, strict=True):
        different = list(dict.fromkeys(answers))
        places = [different.index(url) for url in urls if url in different]
        result[query] = min(places, default=None)
    return result


def share(found: Ranks, places: int) -> float:
    """Percentage of queries whose page is among the first `places`."""
    good = [rank for rank in found.values() if rank is not None and rank < places]
    return 100 * len(good) / len(found)


def quality(
    browser: Browser, engine: Engine, address: str, wanted: Mapping[str, Sequence[str]]
) -> Ranks:
    """Ask all queries, without slowing anything down."""
    page = browser.new_page(service_workers="block")
    if engine.prepare:
        page.add_init_script(engine.prepare)
    page.goto(address + engine.path)
    answers: list[list[str]] = page.evaluate(engine.ask, list(wanted))
    page.context.close()
    return ranks(answers, wanted)


def report(
    browser: Browser, found: Sequence[Engine], wanted: Mapping[str, Sequence[str]], runs: int
) -> None:
    """Measure and print; `wanted` are the queries with the addresses that answer them."""
    title(
        f"Search, median of {runs}; {len(wanted)} queries of tests/queries.yml",
        PHONE,
        f"The page is loaded, then `{FIRST}` is typed (cold), then `{SECOND}` (warm): from the",
        "first letter to the first result that can be seen. KB: what the search fetches before it",
        "is used, and with the first query. Material and Pagefind search the reference, as they",
        "come; Pagefind with its default interface on a page that holds nothing else.",
    )
    table = Table(
        {
            "engine": -9,
            "before KB": 7,
            "query KB": 7,
            "cold ms": 7,
            "warm ms": 7,
            "first %": 6,
            f"top {TOP} %": 6,
        }
    )
    for engine in found:
        with hosted(engine.site) as (address, sent):
            measured = [speed(browser, engine, address, sent) for _ in range(runs)]
            places = quality(browser, engine, address, wanted)
        before, first, cold, warm = (median(column) for column in zip(*measured, strict=True))
        table.row(
            engine.name,
            kilobytes(before),
            kilobytes(first),
            number(cold),
            number(warm),
            number(share(places, 1), 1),
            number(share(places, TOP), 1),
        )
