"""The service worker of a built site: its code with the hash of every file it keeps."""

import hashlib
import json
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".js")
# Kept: what pages are made of. Downloads of code and other files come from the network.
KEPT = {".html", ".css", ".js", ".woff2", ".svg", ".webmanifest"}
LEFT_OUT = ("sw.js",)
DERIVED = ("search.json",)


def files(site: Path) -> dict[str, str]:
    """Path below the site -> hash, for every file that the pages need."""
    found = {}
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        wanted = file.suffix in KEPT and not _is_download(path)
        if file.is_file() and path not in LEFT_OUT and (wanted or path in DERIVED):
            found[path] = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return found


def _is_download(path: str) -> bool:
    """Figures stand in the pages themselves; code is shown there."""
    parts = path.split("/")
    return "figures" in parts[:-1] or "code" in parts[:-1]


def script(kept: dict[str, str]) -> str:
    """The worker; it changes whenever a file changes, which is how browsers see an update."""
    listed = json.dumps(kept, separators=(",", ":"))
    return f"const FILES = {listed};\n{SOURCE.read_text(encoding='utf-8')}"
