"""Manners and limits: pace, concurrency, waiting when asked, hanging hosts, private addresses."""

import asyncio
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from faults import FAULTS, Fault
from short import SHORT

from roadmap.links import schedule
from roadmap.links.address import InvalidAddressError, is_private, literal, parse, same_page
from roadmap.links.settings import USER_AGENT, Settings
from roadmap.links.verdicts import Expect, Result
from web import Web


def named(name: str) -> Fault:
    return next(item for item in FAULTS if item.name == name)


def ask(web: Web, urls: list[str], settings: Settings = SHORT) -> tuple[dict[str, Result], bool]:
    """Results of a run over addresses of the local web, and whether it was finished."""
    found: dict[str, Result] = {}
    allowed = replace(settings, allow_private=True)
    whole = asyncio.run(
        schedule.run(dict.fromkeys(urls, Expect()), allowed, lambda r: found.__setitem__(r.url, r))
    )
    return found, whole


def moments(web: Web, item: Fault, mark: str = "") -> list[float]:
    return [when for when, ip, target in web.asked if ip == web.ip(item) and mark in target]


def test_a_host_is_asked_at_a_pace(web: Web) -> None:
    page = named("page")
    web.asked.clear()
    ask(web, [web.url(page, n) for n in range(1, 9)], replace(SHORT, pace=0.1))
    times = moments(web, page)
    assert len(times) == 8
    assert min(b - a for a, b in pairwise(times)) > 0.05
    assert times[-1] - times[0] > 0.6


def test_redirects_are_paced_by_their_host_too(web: Web) -> None:
    chain = named("chain of 5")
    web.asked.clear()
    ask(web, [web.url(chain)], replace(SHORT, pace=0.1))
    times = moments(web, chain)
    assert len(times) == 6
    assert times[-1] - times[0] > 0.4


def test_a_connection_that_breaks_off_is_asked_again_at_the_pace_too(web: Web) -> None:
    broken = named("reset")
    web.asked.clear()
    ask(web, [web.url(broken)], replace(SHORT, pace=0.1, tries=3))
    times = moments(web, broken)
    assert len(times) == 3
    assert min(b - a for a, b in pairwise(times)) > 0.05


def test_retry_after_is_honored_by_the_whole_host(web: Web) -> None:
    item = named("429 with Retry-After")
    web.asked.clear()
    found, _ = ask(web, [web.url(item, n) for n in (101, 102)], replace(SHORT, per_host=1))
    assert {result.verdict for result in found.values()} == {"ok"}
    times = moments(web, item)
    assert len(times) == 4
    assert all(b - a >= 1.0 for a, b in pairwise(times) if b - times[0] > 0.5 and a == times[0])


def test_a_host_that_refuses_is_given_up(web: Web) -> None:
    item = named("429 for a day")
    web.asked.clear()
    found, _ = ask(web, [web.url(item, n) for n in range(201, 211)], replace(SHORT, per_host=1))
    assert {result.verdict for result in found.values()} == {"blocked"}
    assert len(moments(web, item)) == SHORT.give_up_after
    assert Counter(result.judgement.asked for result in found.values())[False] == 7


def test_a_hanging_host_holds_up_nobody(web: Web) -> None:
    hanging, page = named("hangs"), named("page")
    urls = [web.url(hanging, n) for n in range(1, 21)]
    urls += [web.url(page, n) for n in range(301, 331)]
    done: dict[str, float] = {}
    loop_start = asyncio.new_event_loop().time()
    asyncio.run(
        schedule.run(
            dict.fromkeys(urls, Expect()),
            replace(SHORT, allow_private=True),
            lambda r: done.__setitem__(r.url, asyncio.get_running_loop().time() - loop_start),
        )
    )
    assert len(done) == 50
    assert max(when for url, when in done.items() if web.ip(page) in url) < 1.0
    assert max(done.values()) < 4.0  # 20 time-outs of a second each would be 10


def test_a_run_ends_when_its_time_is_up(web: Web) -> None:
    urls = [web.url(named("page"), n) for n in range(1, 50)]
    found, whole = ask(web, urls, replace(SHORT, pace=0.2, run_limit=1.0))
    assert not whole
    assert 0 < len(found) < 49


def test_the_user_agent_says_who_asks() -> None:
    assert "roadmap" in USER_AGENT
    assert "Mozilla" not in USER_AGENT


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:1/", "http://10.1.2.3/", "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://0/",
        "http://0x7f.1/", "http://017700000001/", "http://2130706433/", "http://192.168.0.1/",
        "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://100.64.0.1/", "http://224.0.0.1/",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("web")
def test_private_addresses_are_refused(url: str) -> None:
    found: dict[str, Result] = {}
    run = schedule.run({url: Expect()}, SHORT, lambda r: found.__setitem__(r.url, r))
    asyncio.run(run)
    assert found[url].verdict == "skipped", found[url]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "http://", "http:///x",
        "http://a b.net/", "http://a\nb.net/", "http://user:pass@example.org/", "http://[::1",
        "http://example.org:99999/", "http://" + "a" * 300 + ".net/", "http://-a.net/", "//x.net/",
        "http://example.org\\@127.0.0.1/", "http://a..b/", "http://\u2100.net/", "", "http://x\0.net/",
    ],
)  # fmt: skip
def test_hostile_addresses_are_no_addresses(url: str) -> None:
    with pytest.raises(InvalidAddressError):
        parse(url)


def test_addresses_are_sent_as_written() -> None:
    assert (
        parse("https://a.net/%7Eb(c)?q=a%2Fb&c=d#x%20y").url == "https://a.net/%7Eb(c)?q=a%2Fb&c=d"
    )
    assert parse("https://a.net/x#a%20b").fragment == "a b"
    assert parse("https://Größe.net").url == "https://xn--gre-6ka8i.net/"
    assert parse("https://a.net:443/").url == "https://a.net/"
    assert str(literal("0x7f.1")) == "127.0.0.1"
    assert not is_private("1.1.1.1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.net/x", "http://www.a.net/x/"),
        ("https://youtu.be/abc", "https://www.youtube.com/watch?v=abc&t=3"),
        ("https://arxiv.org/pdf/1412.6980v9.pdf", "http://arxiv.org/abs/1412.6980"),
        ("https://dx.doi.org/10.1/x", "https://doi.org/10.1/x"),
    ],
)
def test_spellings_of_one_page(one: str, other: str) -> None:
    assert same_page(one) == same_page(other)
    assert same_page(one) != same_page(one + "y")
