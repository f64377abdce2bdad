"""The site for another builder: plain Markdown with every derived part in it, and a navigation.

What needs the model of the site is done here; what needs the text only (mathematics, quizzes,
tables) stays Markdown for the extension `roadmap.markdown`, which other builders can load.
"""

import html
import re
import shutil
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

import yaml

from roadmap import strings
from roadmap.expand import expand
from roadmap.load import load
from roadmap.model import Finding, Page, Site

_HREF = re.compile(r'href="([^"]*)"')
LEFT_BEHIND = ("hooks", "plugins", "validation", "exclude_docs")  # of MkDocs, or without use now


def export(root: Path, out: Path) -> list[Finding]:
    """Write the site to an empty or new folder; findings, and nothing written, if it is broken."""
    file = root / "mkdocs.yml"
    settings = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}
    site, findings = load(root, settings.get("theme", {}).get("language", strings.ENGLISH))
    if findings:
        return findings
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        return [Finding(str(out), 1, "X01", "the folder is not empty", "name a new folder")]
    for page in site.pages.values():
        target = out / page.source
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document(site, page), encoding="utf-8", newline="\n")
    for file in _others(site):
        target = out / file.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    words = out / "docs/assets/js/strings.js"
    words.parent.mkdir(parents=True, exist_ok=True)
    words.write_text(strings.script(site.strings), encoding="utf-8", newline="\n")
    text = yaml.safe_dump(
        configuration(settings, site), allow_unicode=True, sort_keys=False, width=100
    )
    (out / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")
    return []


def document(site: Site, page: Page) -> str:
    """A page with a front matter that any builder reads, and the expanded body."""
    meta = {"title": page.meta.title, "description": page.meta.description}
    head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{head}---\n\n{from_source(site, page, expand(site, page))}"


def from_source(site: Site, page: Page, body: str) -> str:
    """The body with links of derived parts as Markdown has them: from file to file.

    On our own site they go from address to address; Zensical would take that for files.
    """
    pages = {other.url: other for other in site.pages.values()}
    home = PurePosixPath(page.source).parent

    def moved(match: re.Match[str]) -> str:
        path, mark, fragment = html.unescape(match.group(1)).partition("#")
        there = normpath(f"/{page.url}{path}").strip("/").removeprefix(".")
        target = pages.get(f"{there}/" if there else "")
        if not path or ":" in path or target is None:
            return match.group()
        return f'href="{relpath(target.source, home)}{mark}{html.escape(fragment)}"'

    return _HREF.sub(moved, body)


def configuration(settings: dict[str, Any], site: Site) -> dict[str, Any]:
    """The settings without what only MkDocs knows, with the navigation written out."""
    kept = {key: value for key, value in settings.items() if key not in LEFT_BEHIND}
    theme = {key: value for key, value in kept["theme"].items() if key != "custom_dir"}
    if "markdown_extensions" in kept:
        kept["markdown_extensions"] = _extensions(kept["markdown_extensions"], site)
    return kept | {"theme": theme, "nav": navigation(site)}


def _extensions(listed: list[Any], site: Site) -> list[Any]:
    """The Markdown extensions with the options that the words of the interface give them."""
    options: dict[str, dict[str, Any]] = {}
    for entry in listed:
        options |= entry if isinstance(entry, dict) else {entry: {}}
    for name, words in strings.extensions(site.strings).items():
        options[name] = (options.get(name) or {}) | words
    return [{name: given} if given else name for name, given in options.items()]


def navigation(site: Site, folder: str = "") -> list[Any]:
    """The entries of a folder: pages by path, folders by the title of their overview."""
    found: list[Any] = []
    for entry, _ in site.nav.get(folder, ()):
        path = f"{folder}/{entry}" if folder else entry
        if entry.endswith(".md"):
            found.append({site.pages[path.removesuffix(".md")].meta.title: path})
        elif path in site.nav:
            found.append({site.pages[f"{path}/index"].meta.title: navigation(site, path)})
    return found


def _others(site: Site) -> list[Path]:
    """What pages link to or load: code, outputs, styles, scripts, fonts."""
    files = [path for path in site.docs.rglob("*") if path.is_file() and path.suffix != ".md"]
    hidden = ("_", ".")
    return [
        path
        for path in sorted(files)
        if not any(part.startswith(hidden) for part in path.relative_to(site.docs).parts)
    ]
