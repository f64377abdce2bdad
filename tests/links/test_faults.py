"""One verdict for each class of faults, and the table of the contributor docs made from it.

`python tests/links/test_faults.py --write` writes the table again.
"""

import asyncio
import resource
import sys
from dataclasses import replace
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2] / "scripts"), str(Path(__file__).parent)]

from faults import FAULTS, Fault
from hosts import PROVIDERS
from short import SHORT

from roadmap.links import schedule
from roadmap.links.settings import Settings
from roadmap.links.verdicts import MEANING, VERDICTS, Result
from web import Web

PAGE = Path(__file__).parents[2] / "docs/contributing/links.md"
START, END = "<!-- faults: start -->\n", "<!-- faults: end -->\n"


def play(web: Web, settings: Settings) -> dict[str, Result]:
    """The result of each class by its name: one run with private addresses allowed, one without."""
    found: dict[str, Result] = {}
    guarded = [item for item in FAULTS if item.guarded]
    # Public names for the guarded classes: only where they redirect to is private.
    names = {f"host-{n}.net": f"http://{web.ip(f)}:{web.port}" for n, f in enumerate(guarded)}
    for items, more in (
        ([item for item in FAULTS if not item.guarded], {"allow_private": True}),
        (guarded, {"stand_ins": names}),
    ):
        by_url = {web.url(item): item for item in items}
        chosen = replace(settings, **({"stand_ins": web.stand_ins()} | more))
        asyncio.run(
            schedule.run(
                {url: item.expect for url, item in by_url.items()},
                chosen,
                lambda result, by_url=by_url: found.__setitem__(by_url[result.url].name, result),
            )
        )
    return found


@pytest.fixture(scope="module")
def results(web: Web) -> dict[str, Result]:
    return play(web, SHORT)


def table() -> str:
    """The classes by verdict, in Markdown."""
    rows = [
        f"| {item.name} | {item.says} | **{item.verdict}** |\n"
        for verdict in VERDICTS
        for item in FAULTS
        if item.verdict == verdict
    ]
    verdicts = "".join(f"| **{name}** | {meaning} |\n" for name, meaning in MEANING.items())
    return (
        f"| Verdict | Meaning |\n| --- | --- |\n{verdicts}\n"
        f"The tests play {len(FAULTS)} classes of faults on loopback addresses:\n\n"
        f"| Class | What happens | Verdict |\n| --- | --- | --- |\n{''.join(rows)}"
    )


@pytest.mark.parametrize("item", FAULTS, ids=lambda item: item.name)
def test_verdict(item: Fault, results: dict[str, Result]) -> None:
    result = results[item.name]
    assert result.verdict == item.verdict, result
    assert result.judgement.definite == item.definite, result
    assert result.judgement.suggest.endswith(item.suggest), result
    assert result.verdict == "ok" or result.judgement.reason


def test_every_verdict_and_provider_is_played() -> None:
    assert {item.verdict for item in FAULTS} == set(VERDICTS)
    assert {item.host for item in FAULTS if item.host} == set(PROVIDERS)
    names = [item.name for item in FAULTS]
    assert len(names) == len(set(names)) > 100


def test_evidence_names_statuses_end_and_title(results: dict[str, Result]) -> None:
    chain = results["chain of 5"].evidence
    assert chain.chain == ("301",) * 5 + ("200",)
    assert chain.final.endswith("/0")
    assert chain.title == "Gradient descent"
    assert results["503 once"].evidence.chain == ("503", "200")
    assert results["unknown name"].evidence.chain == ("name",)


def test_bombs_and_endless_bodies_cost_little(results: dict[str, Result]) -> None:
    for name in ("gzip bomb", "200 MB", "endless body"):
        assert results[name].seconds < 3
    for name in ("hangs", "headers drop by drop", "one byte a second"):
        assert results[name].seconds < 4
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert peak < 1000  # the test process itself, with the server in it


def test_table_of_the_docs_is_up_to_date() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = text.partition(START)[2].partition(END)[0]
    assert shown == f"\n{table()}\n", "run `python tests/links/test_faults.py --write`"


if __name__ == "__main__" and "--write" in sys.argv:
    before, rest = PAGE.read_text(encoding="utf-8").split(START)
    PAGE.write_text(f"{before}{START}\n{table()}\n{END}{rest.split(END)[1]}", encoding="utf-8")
