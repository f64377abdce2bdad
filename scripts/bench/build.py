"""What a build costs: the whole site, an edit under `mkdocs serve`, and who takes the time."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench import profiled
from bench.table import Table, median, number, title

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
LEFT_OUT = (".venv", ".newest", ".git", "node_modules", "site", ".mypy_cache", ".pytest_cache")
EDITED = "neural-networks/activation-functions"  # a long topic page
PATIENCE = 300  # s
GOALS = "Goals on 2 cores: a build < 60 s, an edit visible in < 3 s, own rendering <= 15 %."


class BuildError(RuntimeError):
    """A build failed or took too long; the message is what it said."""


def environment(source: Path) -> dict[str, str]:
    """Variables for a MkDocs that runs the code of `source`, not an installed copy of it."""
    return os.environ | QUIET | {"PYTHONPATH": str(source / "scripts")}


def build(source: Path, site: Path) -> tuple[float, float]:
    """Build `source` into `site`; return wall and processor time in s. Raises BuildError."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    start, used = time.perf_counter(), sum(os.times()[2:4])
    _run(command, source)
    return time.perf_counter() - start, sum(os.times()[2:4]) - used


def copy(root: Path, folder: Path) -> None:
    """A working copy to edit and build; what is installed and the history are the same."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    (folder / "scripts/web/node_modules").symlink_to(root / "scripts/web/node_modules")
    if (root / ".git").exists():
        (folder / ".git").symlink_to(root / ".git")


@contextmanager
def edited(file: Path, added: str) -> Iterator[None]:
    """`file` with `added` at its end; as it was afterwards, whatever happens meanwhile."""
    before = file.read_bytes()
    try:
        file.write_bytes(before + added.encode())
        yield
    finally:
        file.write_bytes(before)


@contextmanager
def serving(source: Path) -> Iterator[str]:
    """The address of `mkdocs serve`, with the options of `make serve`, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload"]
    if (source / "overrides").is_dir():
        command += ["-w", "overrides"]
    server = subprocess.Popen(
        [*command, "-a", host],
        cwd=source,
        env=environment(source),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://{host}/", "</html>", True)
        yield f"http://{host}/"
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, text: str, there: bool) -> float:
    """Ask `url` until it holds `text` (or does not); return the seconds. Raises BuildError."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        with suppress(urllib.error.URLError, ConnectionError):
            answer = urllib.request.urlopen(url, timeout=PATIENCE).read().decode()
            if (text in answer) == there:
                return time.perf_counter() - start
        time.sleep(0.02)
    raise BuildError(f"no answer as expected from {url} in {PATIENCE} s")


def edits(source: Path, runs: int) -> list[float]:
    """Seconds from saving a page to its new text in the served page, `runs` times."""
    times = []
    with serving(source) as address:
        for run in range(runs):
            sign = f"Sentence {run} of the measurement."
            with edited(source / f"docs/{EDITED}.md", f"\n{sign}\n"):
                times.append(wait_for(f"{address}{EDITED}/", sign, True))
            wait_for(f"{address}{EDITED}/", sign, False)
    return times


def profile(source: Path, site: Path) -> dict[str, int]:
    """Samples of processor time of one build, by part."""
    done = _run([sys.executable, "-m", "bench.profiled", str(source), str(site)], source)
    samples: dict[str, int] = json.loads(done.splitlines()[-1])
    return samples


def _run(command: list[str], source: Path) -> str:
    done = subprocess.run(
        command,
        cwd=source,
        env=environment(source),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise BuildError(f"{done.stdout}\nfailed in {source.name}: {' '.join(command[1:4])}")
    return done.stdout


def report(copied: Path, reference: Path | None, scratch: Path, runs: int) -> None:
    """Measure and print; `copied` is a copy of our repository, which this may change."""
    site = scratch / "site-timed"
    title(f"Build, median of {runs} (least-most)", GOALS)
    table = Table({"what": -34, "site": -9, "s": 6, "runs": -10, "processor s": 5})

    def row(what: str, name: str, times: list[tuple[float, float]]) -> None:
        wall = [time for time, _ in times]
        spread = f"{min(wall):.1f}-{max(wall):.1f}" if len(wall) > 1 else ""
        used = median(used for _, used in times)
        table.row(what, name, number(median(wall), 1), spread, number(used, 1))

    cold = []
    for _ in range(runs):
        shutil.rmtree(copied / ".cache", ignore_errors=True)
        cold.append(build(copied, site))
    row("build, no formula kept", "ours", cold)
    row("build, formulas kept", "ours", [build(copied, site) for _ in range(runs)])
    if reference:
        row("build", "reference", [build(reference, site) for _ in range(runs)])
    for name, source in {"ours": copied, "reference": reference}.items():
        if source:
            seen = edits(source, runs)
            wall, spread = number(median(seen), 1), f"{min(seen):.1f}-{max(seen):.1f}"
            table.row("edit until visible, mkdocs serve", name, wall, spread, "-")

    warm = profile(copied, site)
    shutil.rmtree(copied / ".cache", ignore_errors=True)
    kinds = {"kept": warm, "not kept": profile(copied, site)}
    title(
        "Who takes the processor time of a build",
        "Shares of samples, each counted once. Own rendering is our code between source and page;",
        "what it calls in libraries is apart.",
    )
    table = Table({"part": -38} | {f"formulas {kind}": 10 for kind in kinds})
    for part in profiled.PARTS:
        shares = (100 * found[part] / sum(found.values()) for found in kinds.values())
        table.row(part, *(f"{number(share, 1)} %" for share in shares))
