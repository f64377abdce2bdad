"""Copy the third-party styles and fonts the site serves out of `node_modules`.

They are installed by npm at the versions of `scripts/web/package-lock.json` and never
committed: `docs/assets/vendor/` is ignored by git and made again by `make`.
"""

from __future__ import annotations

import re
from pathlib import Path

from roadmap.fonts import FORMULAS, TEXT, descriptors, face, split

SOURCE = Path("scripts/web/node_modules")
TARGET = Path("docs/assets/vendor")
SMALL = 8_000  # bytes: a font that is not worth two files
# Family, package, style, and what of its weights is used.
FONTS = (
    ("Atkinson Next", "atkinson-hyperlegible-next", "normal", (400, 700)),
    ("Atkinson Next", "atkinson-hyperlegible-next", "italic", (400, 400)),
    ("Atkinson Mono", "atkinson-hyperlegible-mono", "normal", (400, 400)),
)
PACKAGES = "@fontsource-variable"
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
    }
    for package in sorted({package for _, package, _, _ in FONTS}):
        sources[Path("fonts", f"LICENSE-{package}.txt")] = modules / PACKAGES / package / "LICENSE"
    files = {name: source.read_bytes() for name, source in sources.items()}
    return {**files, **_of_formulas(css, modules / "katex/dist"), **_of_text(modules / PACKAGES)}


def _of_formulas(css: str, folder: Path) -> dict[Path, bytes]:
    """KaTeX's style sheet and fonts, the large ones in two files."""
    files: dict[Path, bytes] = {}

    def replaced(match: re.Match[str]) -> str:
        content = (folder / match[1]).read_bytes()
        common = FORMULAS if len(content) > SMALL else range(0x110000)
        parts = split(Path(match[1]).stem, content, common)
        files.update({Path("katex/fonts", part.name): part.content for part in parts})
        return "".join(face(part, "fonts", **descriptors(match[0])) for part in parts)

    css = re.sub(r"@font-face\{[^}]*url\(([^)]+)\)[^}]*\}", replaced, css)
    return {**files, Path("katex/katex.min.css"): css.encode()}


def _of_text(packages: Path) -> dict[Path, bytes]:
    """The fonts of text and code with their style sheet: Latin and names such as Łukasz."""
    files: dict[Path, bytes] = {}
    rules = []
    for family, package, style, weights in FONTS:
        given = {"font-display": "swap", "font-family": f'"{family}"', "font-style": style}
        given["font-weight"] = f"{weights[0]} {weights[1]}" if weights[0] < weights[1] else "400"
        taken: set[int] = set()
        for script in ("latin", "latin-ext"):
            name = f"{package}-{script}-wght-{style}"
            content = (packages / package / "files" / f"{name}.woff2").read_bytes()
            title = f"{package}-{style}{'-ext' if script == 'latin-ext' else ''}"
            common = TEXT if script == "latin" else range(0x110000)
            for part in split(title, content, common, {"wght": weights}, without=taken):
                taken |= set(part.points)
                files[Path("fonts", part.name)] = part.content
                rules.append(face(part, ".", **given))
    return {**files, Path("fonts/fonts.css"): "\n".join(rules).encode()}


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
