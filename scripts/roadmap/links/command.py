"""The `links` verb: chooses addresses, asks, remembers, reports."""

import argparse
import asyncio
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from roadmap.links import changed, excepted, health, schedule
from roadmap.links.collect import Target, collect
from roadmap.links.formats import FORMATS, clean, summary
from roadmap.links.journal import FOLDER, Journal
from roadmap.links.progress import Progress
from roadmap.links.report import Report, duplicates, findings_of, touched
from roadmap.links.settings import Settings
from roadmap.links.verdicts import Evidence, Judgement, Result
from roadmap.load import load

LOCK = f"{FOLDER}/health.lock"


class UsageError(Exception):
    """Something that the caller has to mend before anything can be asked."""


def main(root: Path, given: argparse.Namespace) -> int:
    """Run the verb: 0 clean, 1 findings, 2 nothing could be said."""
    try:
        return _main(root, given)
    except (UsageError, health.HealthError, changed.GitError) as error:
        print(clean(str(error)), file=sys.stderr)
        if isinstance(error, health.HealthError):
            fix = f"restore it (`git checkout -- {health.NAME}`); it was left as it is"
            print(f"    fix: {fix}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted: what was asked is kept; the same command goes on", file=sys.stderr)
        return 2


def _main(root: Path, given: argparse.Namespace) -> int:
    health.read(root / health.NAME)  # a damaged file ends the run before anything is asked
    site, loading = load(root)
    if loading:
        problems = "\n".join(map(str, loading))
        raise UsageError(f"{problems}\nthe site cannot be read: run `roadmap check` first")
    everything = collect(site, given.site)
    if given.list:
        for url, target in everything.items():
            print(clean(f"{url}  {' '.join(map(str, target.places))}"))
        return 0
    today = datetime.now(UTC).date()
    rules, findings = excepted.read(root)
    rules_now = [rule for rule in rules if rule.rule.expires >= today]
    excused = {
        url: _excused(url, rule)
        for url in everything
        if (rule := next((rule for rule in rules_now if rule.fits(url)), None))
    }
    known = {url: target.health for url, target in everything.items() if url not in excused}
    file = root / health.NAME
    if given.sync:
        health.merge(file, root / LOCK, [], known, whole=True)
        return 0
    lines = changed.changed_lines(root, given.changed) if given.changed else None
    chosen = _chosen(everything, given, lines)
    whole = len(chosen) == len(everything)
    findings += excepted.stale(rules, everything, today, whole)
    asked = {url: target for url, target in chosen.items() if url not in excused}
    start = monotonic()
    remember = lines is None
    folder = root / FOLDER
    with Journal(folder, given.resume) if remember else nullcontext() as journal:
        results, complete = _ask(asked, _settings(given), journal)
        if schedule.without_network(results.values()):
            if journal:
                journal.finish()
            raise UsageError("no host answered: is this machine offline? Nothing was remembered")
        records = None
        if journal:
            kept = [result for url, result in journal.results.items() if url in known]
            records = health.merge(file, root / LOCK, kept, known, whole and complete)
            if complete:
                journal.finish()
    findings += findings_of(results, everything, records, lines)
    findings += duplicates(everything, lines)
    shown = results | {url: result for url, result in excused.items() if url in chosen}
    report = Report(chosen, shown, tuple(sorted(findings)), monotonic() - start, complete)
    _write(report, given)
    if not complete:
        print("the time of the run is up; the same command goes on", file=sys.stderr)
        return 2
    return int(bool(report.findings))


def _chosen(
    everything: Mapping[str, Target], given: argparse.Namespace, lines: dict[str, set[int]] | None
) -> dict[str, Target]:
    """The addresses that the options ask for."""
    found = dict(everything if lines is None else touched(everything, lines))
    if given.match:
        found = {url: target for url, target in found.items() if given.match in url}
    return dict(list(found.items())[: given.limit]) if given.limit is not None else found


def _ask(
    asked: Mapping[str, Target], settings: Settings, journal: Journal | None
) -> tuple[dict[str, Result], bool]:
    """Results for the addresses, those of a killed run among them; False when time was up."""
    old = journal.results if journal else {}
    results = {url: old[url] for url in asked if url in old}
    if results:
        print(f"going on: {len(results)} of {len(asked)} are known", file=sys.stderr)
    progress = Progress(len(asked), len(results))

    def done(result: Result) -> None:
        results[result.url] = result
        if journal:
            journal.add(result)
        progress.step(result.verdict not in ("ok", "skipped"))

    left = {url: target.expect for url, target in asked.items() if url not in results}
    try:
        complete = asyncio.run(schedule.run(left, settings, done))
    finally:
        progress.end()
    return results, complete


def _settings(given: argparse.Namespace) -> Settings:
    if given.per_host < 1 or min(given.request_limit, given.run_limit) <= 0 or given.pace < 0:
        raise UsageError("limits must be above zero")
    pairs = dict(pair.split("=", 1) for pair in given.stand_in)
    usual = Settings()
    return replace(
        usual,
        pace=given.pace,
        per_host=given.per_host,
        request_limit=given.request_limit,
        address_limit=given.address_limit,
        run_limit=given.run_limit,
        backoff=given.backoff,
        allow_private=given.allow_private,
        stand_ins=pairs,
        # A stand-in is not the host that asks for a slow pace.
        paces={} if pairs else usual.paces,
    )


def _excused(url: str, rule: excepted.Excepted) -> Result:
    until = f"{rule.rule.reason} (until {rule.rule.expires})"
    return Result(url, Judgement("skipped", until, asked=False), Evidence(), schedule.now())


def _write(report: Report, given: argparse.Namespace) -> None:
    """Reports into the files asked for; the summary to stdout, unless a report goes there."""
    taken = False
    for name, form in FORMATS.items():
        target = getattr(given, name)
        if target == "-":
            sys.stdout.write(form(report))
            taken = True
        elif target:
            Path(target).write_text(form(report), encoding="utf-8", newline="\n")
    (sys.stderr if taken else sys.stdout).write(summary(report))
