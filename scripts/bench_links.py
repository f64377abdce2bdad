"""Compares the link check with LinkChecker and lychee on the same local addresses of faults.

Rounds are interleaved, so that a busy machine is busy for all. The other two know only fine and
error: gone, suspicious and unreachable count as right when reported as an error, all else when
not. Names that do not resolve are left out: the others would look them up.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Timer
from time import monotonic
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PLAYED = ROOT / "tests" / "links"
sys.path[:0] = [str(ROOT / "scripts"), str(PLAYED)]

HANGING = ("hangs", "headers drop by drop", "one byte a second")
HEAVY = ("200 MB", "gzip bomb")  # one address of each is enough
LEFT_OUT = ("endless body",)  # lychee reads on for minutes
LONGEST = 420  # seconds after which a tool is stopped
ERRORS = ("gone", "suspicious", "unreachable")
LIMIT = 10  # seconds for one request, for all three
TOOLS = ("roadmap", "LinkChecker", "lychee", "lychee, same manners")


@dataclass(frozen=True)
class Run:
    """What one run of a tool cost and which classes it got wrong."""

    wall: float
    cpu: float
    memory: float  # MB
    requests: int
    peak: int  # requests to one host within a second
    wrong: tuple[str, ...]


class Server:
    """The local web in a process of its own, so that its work is not counted."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, PLAYED / "web.py"],
            env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        self.port = int(self.stdout.readline())

    def asked(self) -> list[tuple[float, str, str]]:
        """The requests since the last call."""
        self.stdin.write("\n")
        self.stdin.flush()
        found: list[tuple[float, str, str]] = json.loads(self.stdout.readline())
        return found

    def stop(self) -> None:
        """End the process."""
        self.stdin.close()
        self.process.terminate()
        self.process.wait()


def addresses(port: int, number: int, hanging: bool) -> dict[str, Any]:
    """Address -> its class: `number` of them spread over all classes."""
    from faults import FAULTS

    from web import Web

    web = Web(port)
    items = [f for f in FAULTS if not f.guarded and (not f.url or "127." in f.url)]
    out = LEFT_OUT if hanging else LEFT_OUT + HANGING
    items = [item for item in items if item.name not in out]
    found: dict[str, Any] = {}
    round_ = 0
    while len(found) < number:
        for item in items:
            if len(found) < number and not (round_ and (item.name in HEAVY or item.url)):
                found[web.url(item, round_)] = item
        round_ += 1
    return found


def project(folder: Path, chosen: Mapping[str, Any]) -> None:
    """A site whose README and catalogue hold the addresses, and a page of links for the others."""
    data = folder / "docs/_data"
    data.mkdir(parents=True)
    titled = {url: item for url, item in chosen.items() if item.expect.title}
    stated = {url: item for url, item in chosen.items() if item.expect.state}
    resources = [
        {"id": f"r{n}", "title": item.expect.title, "url": url,
         "authors": item.expect.authors or "Nobody", "kind": "site", "level": "mixed",
         "language": "en", "cost": "free", "length": "short", "why": "x", "where": "x",
         "status": "ok", "checked": "2026-01-01"}
        for n, (url, item) in enumerate(titled.items())
    ]  # fmt: skip
    tools = [
        {"id": f"t{n}", "name": "A tool", "category": "x", "homepage": url, "licence": "x",
         "state": item.expect.state, "best_for": "x", "in_source": False, "sources": [],
         "checked": "2026-01-01"}
        for n, (url, item) in enumerate(stated.items())
    ]  # fmt: skip
    for name, records in (("resources", resources), ("tools", tools)):
        text = json.dumps(records, indent=1).replace('"2026-01-01"', "2026-01-01")
        (data / f"{name}.yml").write_text(text)
    for name in ("papers", "datasets"):
        (data / f"{name}.yml").write_text("[]\n")
    (data / "coverage.yml").write_text("{}\n")
    (folder / "README.md").write_text("".join(f"- [x]({url})\n" for url in chosen))
    links = "".join(f'<p><a href="{url.replace("&", "&amp;")}">x</a></p>\n' for url in chosen)
    (folder / "page.html").write_text(f"<!DOCTYPE html><title>x</title>{links}")
    (folder / "linkcheckerrc").write_text(
        f"[checking]\nthreads=30\ntimeout={LIMIT}\n[filtering]\ncheckextern=1\n"
    )
    folder.chmod(0o755)  # linkchecker gives up root's rights


def command(tool: str, folder: Path, port: int) -> list[str]:
    """The command line of a tool."""
    from hosts import PROVIDERS

    bin_ = Path(sys.executable).parent
    if tool == "roadmap":
        stand_ins = [f"--stand-in={name}=http://{ip}:{port}" for ip, name in PROVIDERS.items()]
        return [
            sys.executable, "-m", "roadmap", "--root", str(folder), "links", "--allow-private",
            "--no-resume", "--pace", "0.15", "--backoff", "1", "--request-limit", str(LIMIT),
            "--json", str(folder / "report.json"), *stand_ins,
        ]  # fmt: skip
    if tool == "LinkChecker":
        page = (folder / "page.html").as_uri()
        rc = str(folder / "linkcheckerrc")
        return [str(bin_ / "linkchecker"), "--config", rc, "--no-status", "-v", "-ocsv", page]
    polite = ["--host-concurrency", "2", "--host-request-interval", "150ms"]
    return [
        str(bin_ / "lychee"), "--format", "json", "--no-progress", "--timeout", str(LIMIT),
        "--include-fragments", "--max-retries", "2", *(polite if "same" in tool else []),
        str(folder / "page.html"),
    ]  # fmt: skip


def errors(tool: str, folder: Path, printed: str) -> dict[str, str]:
    """Address -> verdict for ours; for the others each address that is an error -> `error`."""
    if tool == "roadmap":
        data = json.loads((folder / "report.json").read_text())
        return {result["url"]: result["judgement"]["verdict"] for result in data["results"]}
    if tool == "LinkChecker":
        rows = csv.DictReader((x for x in printed.splitlines() if x[:1] != "#"), delimiter=";")
        return {row["urlname"]: "error" for row in rows if row["valid"] == "False"}
    data = json.loads(printed)
    maps = (data.get("error_map", {}), data.get("timeout_map", {}))
    return {entry["url"]: "error" for kind in maps for found in kind.values() for entry in found}


def wrong_classes(
    tool: str, chosen: Mapping[str, Any], found: Mapping[str, str]
) -> tuple[str, ...]:
    """Names of the classes of which not every address was judged rightly."""
    wrong = set()
    plain = {url.split("#")[0].rstrip("/"): verdict for url, verdict in found.items()}
    for url, item in chosen.items():
        if tool == "roadmap":
            right = found.get(url) == item.verdict
        else:
            verdict = found.get(url) or plain.get(url.split("#")[0].rstrip("/"))
            right = (verdict == "error") == (item.verdict in ERRORS)
        if not right:
            wrong.add(item.name)
    return tuple(sorted(wrong))


def measure(tool: str, folder: Path, server: Server, chosen: Mapping[str, Any]) -> Run:
    """One run of a tool."""
    server.asked()
    log = folder / "out"
    start = monotonic()
    with log.open("w") as out:
        process = subprocess.Popen(
            command(tool, folder, server.port),
            env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        watch = Timer(LONGEST, process.kill)
        watch.start()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0  # it was waited for
        watch.cancel()
    wall = monotonic() - start
    asked = server.asked()
    try:
        found = errors(tool, folder, log.read_text())
    except (ValueError, OSError):
        found = {}  # stopped before it reported
    for name in (".cache", "docs/_data/health.jsonl"):
        subprocess.run(["rm", "-rf", folder / name], check=True)
    return Run(
        wall,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        len(asked),
        peak(asked),
        wrong_classes(tool, chosen, found),
    )


def peak(asked: Iterable[tuple[float, str, str]]) -> int:
    """The most requests that one host got within a second."""
    by_host: dict[str, list[float]] = defaultdict(list)
    for when, host, _ in asked:
        by_host[host].append(when)
    return max(
        sum(start <= when < start + 1 for when in times)
        for times in by_host.values()
        for start in times
    )


def main() -> None:
    """Measure and print a table for each of the two sets of addresses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--set", choices=("hanging", "answering"), action="append")
    given = parser.parse_args()
    for name in given.set or ("hanging", "answering"):
        server = Server()
        chosen = addresses(server.port, given.addresses, name == "hanging")
        runs: dict[str, list[Run]] = defaultdict(list)
        with tempfile.TemporaryDirectory() as place:
            project(Path(place), chosen)
            for number in range(given.rounds):
                for tool in TOOLS:
                    run = measure(tool, Path(place), server, chosen)
                    runs[tool].append(run)
                    print(f"round {number + 1}, {tool}: {run}", file=sys.stderr, flush=True)
        server.stop()
        kind = "with" if name == "hanging" else "without"
        print(f"\n{len(chosen)} addresses, {kind} hosts that hang, {given.rounds} rounds, medians")
        print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}\n")
        show(runs, len({item.name for item in chosen.values()}))


def show(runs: Mapping[str, list[Run]], classes: int) -> None:
    """Print the table, and the classes each tool got wrong in any round."""
    print("| | wall | CPU | memory | requests | peak per host | classes right |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for tool, made in runs.items():
        wall, cpu, memory, requests, most = (
            median(getattr(run, key) for run in made)
            for key in ("wall", "cpu", "memory", "requests", "peak")
        )
        worst = max(len(run.wrong) for run in made)
        print(f"| {tool} | {wall:.1f} s | {cpu:.1f} s | {memory:.0f} MB | {requests:.0f} | "
              f"{most:.0f}/s | {classes - worst}/{classes} |")  # fmt: skip
    for tool, made in runs.items():
        wrong = Counter(name for run in made for name in run.wrong)
        print(f"\n{tool}, wrong: {', '.join(sorted(wrong)) or 'none'}")


if __name__ == "__main__":
    main()
