"""What a learner sees of a link: dates only from fetches, and a way round what is dead."""

from dataclasses import replace
from pathlib import Path

import pytest

import tiny
from roadmap.links import health
from roadmap.links.health import Health
from roadmap.load import load
from roadmap.model import Site
from roadmap.render import catalogue, links

URL = "https://example.org/course"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return load(tiny.write(tmp_path, tiny.files()))[0]


def shown(site: Site, **known: object) -> str:
    record = Health(URL, **known) if known else Health(URL)  # type: ignore[arg-type]
    site = replace(site, health={URL: record})
    return catalogue.resources(site, site.pages["part/first"]) + links.link_health(site)


def test_without_a_fetch_no_fetch_is_claimed(site: Site) -> None:
    page = shown(site, recorded="2026-01-31")
    assert 'record confirmed <time datetime="2026-01-31">' in page
    assert "link not yet fetched" in page
    assert "link asked" not in page
    assert "Not known: no address was fetched yet." in page


def test_a_fetch_is_shown_with_its_week(site: Site) -> None:
    page = shown(site, verdict="ok", week="2026-11-16", since="2026-11-18T10:00:00Z")
    assert (
        'asked in the week of <time datetime="2026-11-16">16 November 2026</time>: answers' in page
    )
    assert "If the link fails" not in page
    assert "<p>Nothing.</p>" in page


def test_a_dead_link_is_never_the_only_road(site: Site) -> None:
    dead = {"verdict": "gone", "week": "2026-11-16", "since": "2026-11-01T10:00:00Z", "strikes": 2}
    page = shown(site, reason="status 404: <b>not found</b>", **dead)
    assert ": dead" in page
    assert f'href="https://web.archive.org/web/{URL}"' in page
    assert "&lt;b&gt;not found" in page
    assert "since <time" in page
    assert "If the link fails" not in shown(site, **(dead | {"strikes": 1}))


def test_a_new_address_is_offered(site: Site) -> None:
    moved = {"verdict": "redirected", "week": "2026-11-16", "since": "2026-11-16T10:00:00Z"}
    assert 'href="https://new.net/">new address' in shown(site, suggest="https://new.net/", **moved)
    assert "javascript:" not in shown(site, suggest="javascript:x", **moved).replace("href=", "")


def test_a_damaged_health_file_is_a_finding(tmp_path: Path) -> None:
    tiny.write(tmp_path, tiny.files() | {health.NAME: '{"url": "a"}\n{"url'})
    site, findings = load(tmp_path)
    assert [str(f).split("\n")[0] for f in findings] == ["docs/_data/health.jsonl:2: D07 not JSON"]
    assert site.health == {}


def test_the_committed_file_claims_no_fetch_that_was_not_made(root: Path) -> None:
    for record in health.read(root / health.NAME).values():
        assert (record.verdict == "unchecked") == (not record.week) == (not record.since)
