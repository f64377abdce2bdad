"""What the starters of the projects share.

Command line, progress bar, downloads, metrics file and pictures. Keep this file
beside the starter, or one folder above it. A starter describes itself with a
`Project` and ends with `kit.main(PROJECT)`.
"""

import argparse
import hashlib
import http.client
import json
import os
import sys
import tarfile
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

Scores = dict[str, float]
Row = dict[str, float]  # one epoch: {"epoch": 1, "train loss": 0.7, ...}


class DataError(Exception):
    """The data cannot be had; the message says what to do."""


class Result(NamedTuple):
    """What a training run leaves."""

    scores: Scores  # on the test part, by the names in Project.scores
    history: list[Row]
    details: dict[str, Any]  # whatever the pictures need; only what JSON can hold


class Project(NamedTuple):
    """A starter, as the command line, the record and the tests see it."""

    name: str  # the page's name
    title: str
    epochs: dict[str, int]  # by the name of the data: bundled, real
    scores: dict[str, str]  # name: "percent" or "number"; the deciding one first
    load: Callable[[str], Any]  # "bundled" or "real" -> data; raises DataError
    describe: Callable[[Any], str]  # one line about the data
    baselines: Callable[[Any], dict[str, Scores]]
    train: Callable[[Any, int, int], Result]  # data, epochs, seed
    pictures: Callable[[Any, Result], dict[str, str]]  # file name: SVG text


# Command line


def positive(text: str) -> int:
    """A whole number above 0, for argparse."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"a whole number above 0, not `{text}`")
    return int(text)


def options(project: Project) -> argparse.Namespace:
    """Read the command line; in a notebook take the defaults."""
    parser = argparse.ArgumentParser(description=project.title)
    per_data = ", ".join(f"{data} {n}" for data, n in project.epochs.items())
    parser.add_argument("--data", choices=("bundled", "real"), default="bundled")
    parser.add_argument("--epochs", type=positive, help=f"default: {per_data}")
    parser.add_argument("--seed", type=int, default=0)
    folder = Path(tempfile.gettempdir()) / project.name
    parser.add_argument("--out", type=Path, default=folder, help=f"default: {folder}")
    chosen = parser.parse_args([] if "ipykernel" in sys.modules else None)
    chosen.epochs = chosen.epochs or project.epochs[chosen.data]
    return chosen


def progress(done: int, total: int, label: str) -> None:
    """Draw a bar on standard error, so that standard output stays clean."""
    bar = "#" * (30 * done // max(total, done, 1))
    end = "\n" if done >= total else ""
    print(f"\r[{bar:.<30}] {label}", end=end, file=sys.stderr, flush=True)


def shown(value: float, form: str) -> str:
    """A score as the page writes it."""
    return f"{100 * value:.1f}%" if form == "percent" else f"{value:.3f}"


def line(name: str, scores: Scores, forms: dict[str, str]) -> str:
    """One line of the printed summary."""
    return f"{name}: " + ", ".join(
        f"{score} {shown(scores[score], form)}"
        for score, form in forms.items()
        if score in scores
    )


def main(project: Project) -> None:
    """Load, compare with baselines, train, judge, save; an error exits with 2."""
    chosen = options(project)
    start = time.perf_counter()
    try:
        data = project.load(chosen.data)
        print(project.describe(data))
        baselines = project.baselines(data)
        for name, scores in baselines.items():
            print(line(name, scores, project.scores))
        result = project.train(data, chosen.epochs, chosen.seed)
        print(line("Starter", result.scores, project.scores))
        metrics = {
            "project": project.name,
            **{"data": chosen.data, "epochs": chosen.epochs, "seed": chosen.seed},
            "baselines": baselines,
            "scores": result.scores,
            "history": result.history,
            "details": result.details,
        }
        save(chosen.out, metrics, project.pictures(data, result))
    except DataError as error:
        sys.exit(_failed(str(error)))
    except OSError as error:
        sys.exit(_failed(f"cannot write to {chosen.out}: {error}"))
    seconds = time.perf_counter() - start
    print(f"saved in {chosen.out} after {seconds:.0f} s", file=sys.stderr)


def _failed(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 2


def save(out: Path, metrics: dict[str, Any], pictures: dict[str, str]) -> None:
    """Write metrics.json and the pictures to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in pictures.items():
        write(out / name, text)
    write(out / "metrics.json", json.dumps(metrics, indent=1) + "\n")


def write(file: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    part = file.with_name(f".{file.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(file)


# Data


def cache(name: str) -> Path:
    """Folder of a project's real data; ROADMAP_CACHE chooses another place."""
    home = Path.home() / ".cache" / "deep-learning-roadmap"
    return Path(os.environ.get("ROADMAP_CACHE") or home) / name


def fetch(
    url: str, target: Path, size: int | None = None, md5: str | None = None
) -> Path:
    """Download a file once, go on where a broken download stopped, and check it.

    `size` in bytes and `md5` are compared when they are published. The file has its
    final name only when it is complete and checked. Raises DataError with what to do.
    """
    if target.is_file():
        if _wrong(target, size, md5):
            raise DataError(
                f"{target} is not the expected file.\nDelete it and run again."
            )
        return target
    part = target.with_name(f"{target.name}.part")
    try:
        if not part.is_file() or _wrong(part, size, md5) or not (size or md5):
            _download(url, part)
        problem = _wrong(part, size, md5)
        if problem:
            part.unlink()
            raise DataError(_help(url, target, problem))
    except (OSError, http.client.HTTPException) as error:
        if getattr(error, "code", 0) == 416:  # the part is longer than the file
            part.unlink()
        raise DataError(_help(url, target, error)) from None
    return part.replace(target)


def _wrong(file: Path, size: int | None, md5: str | None) -> str:
    """What differs from the published size and checksum; empty when nothing does."""
    if size is not None and file.stat().st_size != size:
        return f"{file.stat().st_size:,} bytes instead of {size:,}"
    if md5 is not None:
        with file.open("rb") as content:
            if hashlib.file_digest(content, "md5").hexdigest() != md5:
                return "the checksum is wrong"
    return ""


def _download(url: str, part: Path) -> None:
    """Download to `part`; what is there already stays, and the rest is added."""
    done = part.stat().st_size if part.is_file() else 0
    wanted = {"User-Agent": "deep-learning-roadmap"}
    if done:
        wanted["Range"] = f"bytes={done}-"
    request = urllib.request.Request(url, headers=wanted)
    with urllib.request.urlopen(request, timeout=30) as response:
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("ab" if response.status == 206 else "wb") as file:
            total = file.tell() + int(response.headers.get("Content-Length", 0))
            while block := response.read(1 << 16):
                file.write(block)
                progress(file.tell(), max(total, file.tell() + 1), part.stem)
            progress(1, 1, part.stem)
            if file.tell() < total:
                raise OSError("the connection ended too early")


def _help(url: str, target: Path, problem: object) -> str:
    return (
        f"cannot download {target.name}: {problem}\n"
        "What to do:\n"
        "  - check the connection, then run the same command again: it goes on\n"
        "    where it stopped;\n"
        f"  - or get {url} yourself\n"
        f"    and put it at {target};\n"
        "  - or work without network: --data bundled"
    )


def by_hand(folder: Path, names: Sequence[str], where: str, why: str) -> list[Path]:
    """Files that need a login or terms to accept: found, or explained."""
    files = [folder / name for name in names]
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        raise DataError(
            f"{', '.join(missing)} is not there.\n"
            f"{why}\n"
            "What to do:\n"
            f"  - open {where}, sign in where it asks, download and unpack;\n"
            f"  - put the result into {folder};\n"
            "  - or work without it: --data bundled"
        )
    return files


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a zip or tar archive once; the folder appears when it is complete."""
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        try:
            if zipfile.is_zipfile(archive):
                with zipfile.ZipFile(archive) as content:
                    content.extractall(place)
            else:
                with tarfile.open(archive) as content:
                    content.extraction_filter = tarfile.data_filter  # no way out
                    content.extractall(place)
        except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise DataError(
                f"{archive} cannot be unpacked: {error}\nDelete it and run again."
            ) from None
        Path(place).rename(folder)
        Path(place).mkdir()  # what the context manager removes
    return folder


def shades(image: Sequence[Sequence[float]]) -> list[str]:
    """An image with values from 0 to 1 as rows of digits: small enough for JSON."""
    return ["".join(str(int(9.99 * min(max(v, 0), 1))) for v in row) for row in image]


# Pictures: SVG texts that any browser opens

COLORS = ("#1f6feb", "#c2410c", "#15803d", "#7e22ce")


def svg(width: float, height: float, parts: Sequence[str]) -> str:
    """An SVG file: shapes on a white ground."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" '
        f'height="{height:g}" font-family="sans-serif" font-size="13" '
        'text-anchor="middle">'
    )
    return "\n".join(
        [head, '<rect width="100%" height="100%" fill="white"/>', *parts, "</svg>\n"]
    )


def label(x: float, y: float, text: object, **style: object) -> str:
    """A text; keywords are attributes, underscores for hyphens."""
    given = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in style.items())
    return f'<text x="{x:g}" y="{y:g}"{given}>{escape(str(text))}</text>'


def curves(
    x: Sequence[float], lines: dict[str, Sequence[float]], xlabel: str, ylabel: str
) -> str:
    """Lines over a common axis, each with its name and its last value."""
    values = [value for line_ in lines.values() for value in line_]
    low, high = min(*values, 0.0), max(values)
    span, width = (high - low) or 1, (x[-1] - x[0]) or 1
    parts = ['<path d="M60 20V260H480" fill="none" stroke="black"/>']
    parts += [label(30, 25, f"{high:.3g}"), label(30, 264, f"{low:.3g}")]
    parts += [label(60, 278, f"{x[0]:g}"), label(480, 278, f"{x[-1]:g}")]
    parts += [label(270, 292, xlabel), label(60, 14, ylabel, text_anchor="start")]
    for i, (name, line_) in enumerate(lines.items()):
        points = " ".join(
            f"{60 + 420 * (a - x[0]) / width:.1f},{260 - 240 * (b - low) / span:.1f}"
            for a, b in zip(x, line_, strict=True)
        )
        dash = ' stroke-dasharray="6 4"' if i % 2 else ""
        color = COLORS[i % len(COLORS)]
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{color}" '
            f'stroke-width="2"{dash}/>'
        )
        parts.append(
            label(495, 30 + 20 * i, f"{name}: {line_[-1]:.3g}", fill=color,
                  text_anchor="start")
        )  # fmt: skip
    return svg(660, 300, parts)


def history_curves(history: Sequence[Row], names: Sequence[str], ylabel: str) -> str:
    """Columns of the history over the epochs."""
    epochs = [row["epoch"] for row in history]
    return curves(epochs, {n: [r[n] for r in history] for n in names}, "epoch", ylabel)


def confusion(counts: Sequence[Sequence[int]], names: Sequence[str]) -> str:
    """Counts by true class (row) and guess (column); mistakes are orange."""
    left = 30 + 8 * max(map(len, names))
    cell = 44 if len(names) <= 10 else 24
    parts = [label(8, 16, "guess (columns), true (rows)", text_anchor="start")]
    for i, row in enumerate(counts):
        parts.append(label(left - 8, 66 + cell * i, names[i], text_anchor="end"))
        parts.append(label(left + cell * (i + 0.5), 36, names[i], font_size=11))
        for j, n in enumerate(row):
            color = COLORS[0] if i == j else COLORS[1]
            share = min(1.0, (1 if i == j else 3) * n / max(sum(row), 1)) * 0.7
            x, y = left + cell * j, 42 + cell * i
            parts.append(
                f'<rect x="{x}" y="{y}" width="{cell}" height="{cell}" '
                f'fill="{color}" fill-opacity="{share:.2f}"/>'
            )
            parts.append(label(x + cell / 2, y + cell / 2 + 5, n or ""))
    side = cell * len(names)
    return svg(max(left + side + 30, 210), 60 + side, parts)


def heat(
    values: Sequence[Sequence[float]], rows: Sequence[str], columns: Sequence[str]
) -> str:
    """A table of values from 0 to 1 as shades: attention maps, correlations."""
    left, cell = 20 + 8 * max(map(len, rows)), 30
    top = 20 + 8 * max(map(len, columns))
    parts = []
    for j, name in enumerate(columns):
        x = left + cell * (j + 0.5) + 4
        turn = f"rotate(-90 {x:g} {top - 6})"
        parts.append(label(x, top - 6, name, transform=turn, text_anchor="start"))
    for i, row in enumerate(values):
        y = top + cell * i
        parts.append(label(left - 6, y + 20, rows[i], text_anchor="end"))
        for j, value in enumerate(row):
            parts.append(
                f'<rect x="{left + cell * j}" y="{y}" width="{cell}" height="{cell}" '
                f'fill="{COLORS[0]}" fill-opacity="{min(max(value, 0.0), 1.0):.2f}" '
                'stroke="#ddd"/>'
            )
    return svg(left + cell * len(columns) + 20, top + cell * len(rows) + 20, parts)


def bars(values: dict[str, float], form: str = "number") -> str:
    """Named values, none below 0, as horizontal bars."""
    left, top = 20 + 8 * max(map(len, values)), max(*values.values(), 1e-12)
    parts = []
    for i, (name, value) in enumerate(values.items()):
        y, width = 14 + 28 * i, 300 * value / top
        parts.append(label(left - 6, y + 15, name, text_anchor="end"))
        parts.append(
            f'<rect x="{left}" y="{y}" width="{width:.1f}" height="20" '
            f'fill="{COLORS[0]}"/>'
        )
        end = left + width + 6
        parts.append(label(end, y + 15, shown(value, form), text_anchor="start"))
    return svg(left + 380, 24 + 28 * len(values), parts)


def images(pixels: Sequence[Sequence[Sequence[float]]], captions: Sequence[str]) -> str:
    """Gray images (height, width) with values from 0 to 1, six in a row."""
    parts = []
    for place, (image, caption) in enumerate(zip(pixels, captions, strict=True)):
        left, top = 20 + 110 * (place % 6), 10 + 120 * (place // 6)
        size = 90 / max(len(image), len(image[0]))
        parts.append(
            f'<rect x="{left}" y="{top}" width="{size * len(image[0]):.1f}" '
            f'height="{size * len(image):.1f}"/>'
        )
        for i, row in enumerate(image):
            parts += [
                f'<rect x="{left + size * j:.1f}" y="{top + size * i:.1f}" '
                f'width="{size + 0.3:.1f}" height="{size + 0.3:.1f}" fill="white" '
                f'fill-opacity="{min(max(float(value), 0.0), 1.0):.2f}"/>'
                for j, value in enumerate(row)
                if value > 0.02
            ]
        parts.append(label(left + 45, top + 106, caption, font_size=11))
    rows = -(-len(captions) // 6)
    return svg(680, 20 + 120 * rows, parts)
