"""The results of a run that has not ended, so that the next one goes on where it was killed.

Each result is a line that is handed to the system at once: `kill -9` loses at most the address that
was being asked. A journal is locked while its run lives; the next run adopts what dead runs left.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TextIO

from filelock import FileLock, Timeout

from roadmap.links.verdicts import Evidence, Judgement, Result

FOLDER = ".cache/links"
FRESH = timedelta(hours=12)  # older results are asked for again


class Journal:
    """A journal of one's own, with what dead runs left already in it as `results`."""

    def __init__(self, folder: Path, resume: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.results: dict[str, Result] = {}
        self._adopted: list[tuple[Path, FileLock]] = []
        for path in sorted(folder.glob("journal-*.jsonl")):
            self._adopt(path, resume)
        self._lock, self.path = self._own()
        self._file: TextIO = self.path.open("a", encoding="utf-8", newline="\n")
        for result in self.results.values():
            self._write(result)
        self._drop_adopted()

    def _own(self) -> tuple[FileLock, Path]:
        number = 1
        while True:
            path = self.folder / f"journal-{number}.jsonl"
            lock = FileLock(path.with_suffix(".lock"))
            if not path.exists():
                try:
                    lock.acquire(timeout=0)
                    if not path.exists():
                        return lock, path
                    lock.release()
                except Timeout:
                    pass
            number += 1

    def _adopt(self, path: Path, resume: bool) -> None:
        lock = FileLock(path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return  # its run is alive
        if resume:
            self.results |= {result.url: result for result in load(path)}
        self._adopted.append((path, lock))

    def _drop_adopted(self) -> None:
        for path, lock in self._adopted:
            path.unlink(missing_ok=True)
            lock.release()
        self._adopted.clear()

    def add(self, result: Result) -> None:
        """Keep a result."""
        self.results[result.url] = result
        self._write(result)

    def _write(self, result: Result) -> None:
        self._file.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
        self._file.flush()

    def finish(self) -> None:
        """Throw the journal away: its results are in the health file."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        self._lock.release()


def load(path: Path) -> Iterator[Result]:
    """The fresh results of a journal; a line that was cut by a kill is passed over."""
    oldest = datetime.now(UTC) - FRESH
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            data = json.loads(line)
            evidence = data["evidence"] | {"chain": tuple(data["evidence"]["chain"])}
            parts = {"judgement": Judgement(**data["judgement"]), "evidence": Evidence(**evidence)}
            result = Result(**(data | parts))
            if datetime.fromisoformat(result.at) >= oldest:
                yield result
        except (ValueError, KeyError, TypeError):
            continue
