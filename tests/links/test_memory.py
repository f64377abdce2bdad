"""The health file, the journal, and runs that are killed, repeated or made at the same time."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from faults import FAULTS

import tiny
from roadmap.links import health
from roadmap.links.health import Health, HealthError, updated
from roadmap.links.journal import Journal, load
from roadmap.links.verdicts import Evidence, Judgement, Result, Verdict
from web import Web

SCRIPTS = Path(__file__).parents[2] / "scripts"
URL = "https://example.org/x"


def result(verdict: Verdict, at: str, url: str = URL, **more: object) -> Result:
    judgement = Judgement(verdict, "as played", **more)  # type: ignore[arg-type]
    return Result(url, judgement, Evidence(("200",), url, "T"), at)


def after(*results: Result) -> Health:
    record = Health(URL, state="ok", recorded="2026-11-01")
    for item in results:
        record = updated(record, item)
    return record


def test_gone_is_dead_only_when_a_day_apart() -> None:
    first = result("gone", "2026-11-22T10:00:00Z")
    assert not after(first).dead
    assert not after(first, result("gone", "2026-11-23T09:59:59Z")).dead
    assert after(first, result("gone", "2026-11-23T10:00:00Z")).dead
    assert not after(first, result("ok", "2026-11-23T01:00:00Z"),
                     result("gone", "2026-11-24T10:00:00Z")).dead  # fmt: skip


def test_gone_by_a_definite_answer_is_dead_at_once() -> None:
    assert after(result("gone", "2026-11-22T10:00:00Z", definite=True)).dead


def test_unreachable_needs_a_person_after_a_day() -> None:
    first = result("unreachable", "2026-11-22T10:00:00Z")
    assert not after(first).needs_a_person
    assert after(first, result("unreachable", "2026-11-29T10:00:00Z")).needs_a_person


def test_an_unchanged_result_changes_only_the_week() -> None:
    first = after(result("ok", "2026-11-18T10:00:00Z"))
    same_week = after(result("ok", "2026-11-18T10:00:00Z"), result("ok", "2026-11-20T10:00:00Z"))
    next_week = after(result("ok", "2026-11-18T10:00:00Z"), result("ok", "2026-11-25T10:00:00Z"))
    assert same_week == first
    changed = {key for key, value in vars(next_week).items() if value != vars(first)[key]}
    assert changed == {"week"}
    assert (first.week, next_week.week) == ("2026-11-16", "2026-11-23")


def test_what_was_not_asked_leaves_no_trace() -> None:
    assert not after(result("skipped", "2026-11-22T10:00:00Z")).fetched
    assert not after(result("unreachable", "2026-11-22T10:00:00Z", asked=False)).fetched


def test_the_file_reads_as_it_was_written(tmp_path: Path) -> None:
    records = [Health("https://b.net/"), after(result("gone", "2026-11-22T10:00:00Z"))]
    path = tmp_path / "health.jsonl"
    assert health.write(path, records)
    assert not health.write(path, reversed(records))
    assert list(health.read(path).values()) == sorted(records, key=lambda record: record.url)
    assert path.read_text().splitlines()[0] == '{"url": "https://b.net/", "verdict": "unchecked"}'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"url": "a", "verdict": "ok"}\n{"url": "b", "ver', "health.jsonl:2: not JSON"),
        ('{"url": "a", "verdict": "ok"}', "half a line"),
        ("<<<<<<< HEAD\n", "health.jsonl:1: not JSON"),
        ("[]\n", "no record"),
        ('{"url": "a", "verdict": "fine"}\n', "unknown verdict"),
        ('{"url": "a", "strikes": "2"}\n', "wrong type: `strikes`"),
        ('{"url": "a", "colour": "red"}\n', "`colour`"),
        ('{"url": "a", "week": "yesterday"}\n', "not a date"),
        ("[" * 100_000 + "\n", "not JSON"),
    ],
)
def test_a_damaged_file_is_named_and_kept(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "health.jsonl"
    path.write_text(text)
    with pytest.raises(HealthError, match=says):
        health.read(path)
    with pytest.raises(HealthError):
        health.merge(path, tmp_path / "lock", [result("ok", "2026-11-22T10:00:00Z")], {}, False)
    assert path.read_text() == text


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "health.jsonl"
    health.write(path, [Health(URL)])
    old = path.read_text()

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        health.write(path, [Health(URL), Health(URL + "y")])
    assert path.read_text() == old
    assert [file.name for file in tmp_path.iterdir()] == ["health.jsonl"]


def test_merging_keeps_what_another_run_wrote(tmp_path: Path) -> None:
    path, lock = tmp_path / "health.jsonl", tmp_path / "lock"
    other = URL + "other"
    known = {URL: Health(URL), other: Health(other)}
    health.merge(path, lock, [result("ok", "2026-11-22T10:00:00Z")], known, True)
    health.merge(path, lock, [result("gone", "2026-11-22T09:00:00Z", other)], known, True)
    assert {r.verdict for r in health.read(path).values()} == {"ok", "gone"}
    health.merge(path, lock, [result("gone", "2026-11-22T08:00:00Z")], known, True)
    assert health.read(path)[URL].verdict == "ok", "an older answer came later"


def test_a_journal_survives_a_cut_line(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        from roadmap.links.schedule import now

        journal.add(result("ok", now()))
        journal.add(result("gone", now(), URL + "y"))
        path = journal.path
    text = path.read_text()
    path.write_text(text[:-20] + "\n\x00\xff{}\n")
    assert [item.url for item in load(path)] == [URL]
    with Journal(tmp_path) as adopted:
        assert set(adopted.results) == {URL}
        with Journal(tmp_path) as third:  # that one is alive: its journal is not touched
            assert third.results == {}
            assert third.path != adopted.path
        adopted.finish()


def test_old_results_are_asked_for_again(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.add(result("ok", "2020-01-01T00:00:00Z"))
    with Journal(tmp_path) as journal:
        assert journal.results == {}


@pytest.fixture
def project(tmp_path: Path, web: Web) -> Path:
    """A small site whose README links to 40 pages on four hosts of the local web."""
    tree = tiny.files()
    for name in ("resources", "papers"):
        old = tree[f"docs/_data/{name}.yml"]
        local = old.replace("https://example.org", web.url(FAULTS[0])[:-2])
        tree[f"docs/_data/{name}.yml"] = re.sub("title: .*", "title: Gradient descent", local)
    hosts = [item for item in FAULTS if item.name in ("page", "302", "404", "gzip")]
    urls = [web.url(item, number) for item in hosts for number in range(1, 11)]
    tree["README.md"] = "".join(f"- <{url}>\n" for url in urls)
    return tiny.write(tmp_path, tree)


def start(project: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "roadmap", "--root", str(project), "links", "--allow-private",
         "--backoff", "0.05", *options],
        env=os.environ | {"PYTHONPATH": str(SCRIPTS)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def finished(project: Path, *options: str) -> tuple[int, str, str]:
    process = start(project, *options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def journaled(project: Path) -> list[str]:
    files = (project / ".cache/links").glob("journal-*.jsonl")
    return [json.loads(line)["url"] for file in files for line in file.read_text().splitlines(True)
            if line.endswith("\n")]  # fmt: skip


def test_killed_in_the_middle_nothing_is_lost_and_nothing_asked_twice(
    project: Path, web: Web
) -> None:
    web.asked.clear()
    process = start(project, "--pace", "0.2", "--per-host", "1")
    deadline = time.monotonic() + 20
    while len(journaled(project)) < 12 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = set(journaled(project))
    assert 12 <= len(before) < 42
    web.asked.clear()
    code, out, err = finished(project, "--pace", "0.01", "--json", str(project / "report.json"))
    assert code == 0, out + err  # a 404 seen once does not need a person yet
    assert f"going on: {len(before)} of 42" in err
    results = json.loads((project / "report.json").read_text())["results"]
    assert len(results) == 42
    again = Counter(f"http://{ip}:{web.port}{target}" for _, ip, target in web.asked)
    assert not before & set(again)
    assert max(again[url] for url in again if "?n=" in url) == 1
    records = health.read(project / health.NAME)
    assert len(records) == 42
    assert all(record.fetched for record in records.values())
    assert sum(record.verdict == "gone" for record in records.values()) == 10
    assert not list((project / ".cache/links").glob("journal-*.jsonl"))


def test_two_runs_at_once_keep_each_others_results(project: Path) -> None:
    first = start(project, "--match", "?n=1", "--pace", "0.05")
    second = start(project, "--match", "?n=2", "--pace", "0.05")
    for process in (first, second):
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, out + err
    records = health.read(project / health.NAME).values()
    fetched = {record.url.rpartition("?")[2] for record in records if record.fetched}
    assert fetched == {"n=1", "n=10", "n=2"}


def test_a_damaged_health_file_ends_the_run_before_it_asks(project: Path, web: Web) -> None:
    (project / health.NAME).write_text('{"url": "a"}\n{"url"')
    web.asked.clear()
    code, _, err = finished(project)
    assert code == 2
    assert "health.jsonl:2: not JSON" in err
    assert "git checkout" in err
    assert not web.asked
    assert (project / health.NAME).read_text() == '{"url": "a"}\n{"url"'


def test_without_a_network_nothing_is_remembered(project: Path) -> None:
    names = ("one", "two", "three", "four")
    (project / "README.md").write_text("".join(f"- <http://{n}.invalid/>\n" for n in names))
    code, _, err = finished(project, "--match", ".invalid")
    assert code == 2
    assert "offline" in err
    assert not (project / health.NAME).exists()


def test_a_second_run_in_the_same_week_changes_nothing(project: Path) -> None:
    finished(project, "--pace", "0")
    before = (project / health.NAME).read_bytes()
    assert finished(project, "--pace", "0")[0] == 0
    assert (project / health.NAME).read_bytes() == before


def test_sync_writes_no_date_of_a_fetch(project: Path) -> None:
    assert finished(project, "--sync")[0] == 0
    records = health.read(project / health.NAME).values()
    assert {record.verdict for record in records} == {"unchecked"}
    assert not any(record.week or record.since for record in records)
