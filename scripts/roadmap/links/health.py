"""What is known of each address: one line of JSON each, sorted, in docs/_data/health.jsonl.

A record says by whom it is known. `recorded` is the day on which its catalogue record was
confirmed against public text; it is no fetch. `week`, the Monday of the week of the last fetch,
and all that follows it exist only when this tool fetched the address. A fetch that finds nothing
new changes `week` and nothing else.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from roadmap.links.verdicts import VERDICTS, Result

NAME = "docs/_data/health.jsonl"
FAILING = ("gone", "unreachable")
STRIKES = 2  # failing in this many runs, a day apart, is taken for lasting
APART = timedelta(hours=24)


class HealthError(ValueError):
    """The file cannot be read; the message names the line. The file is left as it is."""


@dataclass(frozen=True)
class Health:
    """How one address stands; the verdict is `unchecked` until a fetch, a text unknown is empty."""

    url: str
    verdict: str = "unchecked"
    state: str = ""  # what the catalogue says of it, as published
    recorded: str = ""
    week: str = ""
    since: str = ""  # when the verdict was first found, UTC
    strikes: int = 0
    definite: bool = False
    reason: str = ""
    suggest: str = ""
    final: str = ""
    chain: str = ""
    title: str = ""

    @property
    def fetched(self) -> bool:
        """Whether this tool has fetched the address."""
        return bool(self.week)

    @property
    def dead(self) -> bool:
        """Gone by a definite answer, or gone twice at least a day apart."""
        return self.verdict == "gone" and (self.definite or self.strikes >= STRIKES)

    @property
    def broken(self) -> bool:
        """Dead, or without any answer twice at least a day apart."""
        return self.dead or (self.verdict == "unreachable" and self.strikes >= STRIKES)

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to change or look at something."""
        return self.broken or self.verdict in ("redirected", "suspicious")


def updated(old: Health, result: Result) -> Health:
    """The record after a result. A skipped or unasked address stays as it was."""
    if result.verdict == "skipped" or not result.judgement.asked:
        return old
    at = datetime.fromisoformat(result.at)
    if old.since and at <= datetime.fromisoformat(old.since):
        return old  # of a run that ended later but asked earlier
    failing = result.verdict in FAILING
    again = old.verdict == result.verdict
    strikes = 0
    if failing:
        apart = bool(old.since) and at - datetime.fromisoformat(old.since) >= APART
        strikes = min(STRIKES, max(old.strikes, 1 + apart)) if again else 1
    fresh = Health(
        url=old.url,
        verdict=result.verdict,
        state=old.state,
        recorded=old.recorded,
        week=monday(at),
        since=old.since if again else result.at,
        strikes=strikes,
        definite=result.judgement.definite,
        reason=result.judgement.reason,
        suggest=result.judgement.suggest,
        final=result.evidence.final if result.evidence.final != old.url else "",
        chain=" ".join(result.evidence.chain),
        title=result.evidence.title,
    )
    if again and fresh.definite == old.definite and fresh.suggest == old.suggest:
        # The same verdict: a new wording, retry or title is not worth a line in a diff.
        return replace(old, week=max(old.week, fresh.week), strikes=strikes)
    return fresh


def monday(at: datetime) -> str:
    """The Monday of a moment's week, as an ISO date in UTC."""
    day = at.astimezone(UTC).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def read(path: Path) -> dict[str, Health]:
    """The records by address, empty without a file; raises HealthError."""
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HealthError(f"{path.name}:1: cannot be read: {error}") from None
    return parse(text, path.name)


def parse(text: str, name: str) -> dict[str, Health]:
    """The records of a file's text; raises HealthError with the line that is wrong."""
    found: dict[str, Health] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            record = _record(line, f"{name}:{number}")
            found[record.url] = record
    if text and not text.endswith("\n"):
        raise HealthError(f"{name}:{len(text.splitlines())}: half a line: the file was cut")
    return found


def _record(line: str, where: str) -> Health:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise HealthError(f"{where}: not JSON") from None
    kinds: dict[str, type] = {field.name: type(field.default) for field in fields(Health)[1:]}
    kinds["url"] = str
    if not isinstance(data, dict) or "url" not in data:
        raise HealthError(f"{where}: no record with a `url`")
    for key, value in data.items():
        if type(value) is not kinds.get(key):
            raise HealthError(f"{where}: unknown key or wrong type: `{key}`")
    record = Health(**data)
    if record.verdict not in (*VERDICTS, "unchecked"):
        raise HealthError(f"{where}: unknown verdict: `{record.verdict}`")
    try:
        for text in (record.recorded, record.week):
            assert not text or date.fromisoformat(text)
        assert not record.since or datetime.fromisoformat(record.since).tzinfo
    except (ValueError, AssertionError):
        raise HealthError(f"{where}: not a date") from None
    return record


def dump(records: Iterable[Health]) -> str:
    """The text of the file: sorted by address, keys in order, what is empty left out."""
    lines = []
    for record in sorted(records, key=lambda record: record.url):
        given = {key: value for key, value in asdict(record).items() if value}
        lines.append(json.dumps(given, ensure_ascii=False) + "\n")
    return "".join(lines)


def write(path: Path, records: Iterable[Health]) -> bool:
    """Replace the file at once, whole or not at all; False when nothing changed."""
    text = dump(records)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def merge(
    path: Path,
    lock: Path,
    results: Iterable[Result],
    known: Mapping[str, Health],
    whole: bool,
) -> dict[str, Health]:
    """Put results into the file under a lock and return what it holds now.

    The file is read again inside the lock, so that a run that ended meanwhile loses nothing.
    `known` are the addresses in use as the catalogue describes them; with `whole`, others go.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        records = read(path)
        for url, record in known.items():
            old = records.get(url, record)
            records[url] = replace(old, state=record.state, recorded=record.recorded)
        for result in sorted(results, key=lambda result: result.at):
            records[result.url] = updated(records.get(result.url, Health(result.url)), result)
        if whole:
            records = {url: records[url] for url in known}
        write(path, records.values())
    return records
