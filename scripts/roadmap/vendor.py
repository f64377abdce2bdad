"""Copy the third-party styles, fonts and scripts the site serves out of `node_modules`.

They are installed by npm at the versions of `scripts/web/package-lock.json` and never
committed: `docs/assets/vendor/` is ignored by git and made again by `make`.
"""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path("scripts/web/node_modules")
TARGET = Path("docs/assets/vendor")
FONTS = (
    "@fontsource-variable/atkinson-hyperlegible-next",
    "@fontsource-variable/atkinson-hyperlegible-mono",
)
# A second or third source of a font face; every browser the site supports reads WOFF2.
OTHER_FORMATS = re.compile(r',url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)')


class VendorError(FileNotFoundError):
    """A package is not installed, or not laid out the way this module expects."""


def woff2_only(css: str) -> str:
    """Return KaTeX's style sheet without the font sources that are not WOFF2."""
    return OTHER_FORMATS.sub("", css)


def wanted(modules: Path) -> dict[Path, bytes]:
    """Map each served file (relative to the vendor folder) to its content."""
    css = woff2_only((modules / "katex/dist/katex.min.css").read_text(encoding="utf-8"))
    sources = {
        Path("katex/LICENSE.txt"): modules / "katex/LICENSE",
        Path("minisearch/LICENSE.txt"): modules / "minisearch/LICENSE.txt",
        Path("minisearch/minisearch.js"): modules / "minisearch/dist/es/index.js",
    }
    for url in re.findall(r"url\(([^)]+)\)", css):
        sources[Path("katex", url)] = modules / "katex/dist" / url
    for package in FONTS:
        licence = f"LICENSE-{Path(package).name}.txt"
        sources[Path("fonts", licence)] = modules / package / "LICENSE"
        # Latin and Latin Extended (names such as Łukasz), upright and italic.
        for font in (modules / package / "files").glob("*-latin-*.woff2"):
            sources[Path("fonts", font.name)] = font
    files = {name: source.read_bytes() for name, source in sources.items()}
    return {**files, Path("katex/katex.min.css"): css.encode()}


def vendor(root: Path) -> list[Path]:
    """Bring `docs/assets/vendor/` up to date and return the paths that changed.

    Paths are relative to `root`. A file whose content is right is left alone, so a
    running `mkdocs serve` does not rebuild; a file that is no longer served is removed.
    Raises `VendorError` when a package is not installed.
    """
    target = root / TARGET
    try:
        files = wanted(root / SOURCE)
    except FileNotFoundError as error:
        missing = Path(error.filename).relative_to(root)
        raise VendorError(f"missing file: `{missing}`\n    fix: run `make setup`") from error
    changed = []
    for name, content in sorted(files.items()):
        path = target / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        changed.append(TARGET / name)
    for path in sorted(p for p in target.rglob("*") if p.is_file()):
        if path.relative_to(target) not in files:
            path.unlink()
            changed.append(path.relative_to(root))
    return changed
