"""The repository itself: its layout, its lock files, its commands, and what it must not say."""

import io
import json
import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pytest_socket import SocketConnectBlockedError

from roadmap.fonts import split
from roadmap.vendor import FONTS, PACKAGES, VendorError, vendor

TOP_LEVEL = {
    ".ci", ".editorconfig", ".github", ".gitignore", "LICENSE", "Makefile", "README.md", "docs",
    "mkdocs.yml", "overrides", "pyproject.toml", "requirements.txt", "scripts", "tests",
}  # fmt: skip
TARGETS = {"help", "serve", "build", "test", "test-torch", "check", "bench", "figures", "lint"}
# Written in two halves, so that this file does not name them.
REGISTRIES = [
    "pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com",
    "yarnpkg" + ".com", "deb.debian" + ".org", "conda" + ".anaconda", "pkg" + ".dev",
]  # fmt: skip
MACHINE_PATH = re.compile(
    r"(?<![\w.~$}/-])/(?:root|work|home/\w+|Users/\w+|tmp)/\w" r"|\b[A-Z]:\\+Users\\+\w"
)
PINNED = re.compile(r"[a-z0-9._-]+==\S+( ; [^\n]+)? \\\n +--hash=sha256:[0-9a-f]{64}")


@pytest.fixture(scope="module")
def files(root: Path) -> list[str]:
    """Every file of the repository that git does not ignore, as a path with slashes."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8")
    return sorted(name for name in listed.stdout.split("\0") if name and (root / name).is_file())


@pytest.fixture(scope="module")
def lines(root: Path, files: list[str]) -> list[tuple[str, str]]:
    """Each line of each text file as `path:line` and its text."""
    found = []
    for name in files:
        content = (root / name).read_bytes()
        if b"\0" not in content:
            for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
                found.append((f"{name}:{number}", line))
    return found


@pytest.fixture(scope="module")
def targets(root: Path) -> set[str]:
    """The Makefile's targets that carry a description."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE))


def test_top_level_holds_only_what_belongs_there(files: list[str]) -> None:
    assert {name.split("/")[0] for name in files} <= TOP_LEVEL


def test_no_package_registry_is_named(lines: list[tuple[str, str]]) -> None:
    named = re.compile("|".join(map(re.escape, REGISTRIES)))
    assert [where for where, line in lines if named.search(line)] == []


def test_no_path_of_a_machine_is_named(lines: list[tuple[str, str]]) -> None:
    assert [where for where, line in lines if MACHINE_PATH.search(line)] == []


def test_every_requirement_is_pinned_with_hashes(root: Path) -> None:
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+( ; [^\n]+)? \\\n +--hash=sha256:[0-9a-f]{64}", entry), (
            entry
        )
    assert not re.search(r"://|^-", text, flags=re.MULTILINE)
    assert not re.search(r"^torch==", text, flags=re.MULTILINE)


def test_every_dependency_is_in_the_requirements(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", text, flags=re.MULTILINE))
    assert {re.split(r"[<>=~!;\[ ]", entry)[0] for entry in wanted} <= pinned


@pytest.mark.parametrize("folder", ["scripts/web", "scripts/web/bench"])
def test_web_packages_are_pinned_without_addresses(root: Path, folder: str) -> None:
    package = json.loads((root / folder / "package.json").read_text(encoding="utf-8"))
    text = (root / folder / "package-lock.json").read_text(encoding="utf-8")
    lock = json.loads(text)
    wanted = package.get("dependencies", {}) | package.get("devDependencies", {})
    for name, version in wanted.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)
    assert "://" not in text


def test_makefile_has_its_targets(targets: set[str]) -> None:
    assert targets >= TARGETS


def test_readme_names_targets_that_exist(root: Path, targets: set[str]) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", readme, flags=re.MULTILINE))
    assert named >= {"serve", "test"}
    assert named <= targets


def test_readme_links_lead_to_files(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (root / link).exists()] == []


def test_ci_runs_the_command_of_the_readme(root: Path) -> None:
    script = (root / ".ci/run").read_text(encoding="utf-8")
    assert script.startswith("#!")
    assert re.findall(r"^step (\S+)", script, re.MULTILINE) == ["lint", "test", "test-torch"]


def test_readme_and_license_say_which_license_is_for_what(root: Path) -> None:
    for name in ("README.md", "LICENSE"):
        text = (root / name).read_text(encoding="utf-8")
        assert "MIT License" in text
        assert "https://creativecommons.org/licenses/by/4.0/" in text


def font_of(text: str, target: Path) -> None:
    """Write a font that has the characters of `text`, each with an outline of its own."""
    pen = TTGlyphPen(None)
    for corner in ((0, 0), (0, 500), (400, 500), (400, 0)):
        (pen.lineTo if corner != (0, 0) else pen.moveTo)(corner)
    pen.closePath()
    names = [".notdef", *(f"uni{ord(sign):04X}" for sign in text)]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): f"uni{ord(sign):04X}" for sign in text})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupFvar([("wght", 200, 400, 800, "Weight")], [])
    builder.setupGvar({})
    builder.font.flavor = "woff2"
    builder.save(target)


def test_vendor_copies_what_is_served_and_nothing_twice(tmp_path: Path) -> None:
    modules = tmp_path / "scripts/web/node_modules"
    packages = {package for _, package, _, _ in FONTS}
    for package in ("katex", *(f"{PACKAGES}/{name}" for name in packages)):
        (modules / package / "files").mkdir(parents=True)
        (modules / package / "LICENSE").write_text(package)
    for _, package, style, _ in FONTS:
        files = modules / PACKAGES / package / "files"
        font_of("ab\u00df", files / f"{package}-latin-wght-{style}.woff2")
        font_of("b\u0141", files / f"{package}-latin-ext-wght-{style}.woff2")
    (modules / "katex/dist/fonts").mkdir(parents=True)
    font_of("x\u03b1", modules / "katex/dist/fonts/K.woff2")
    (modules / "katex/dist/katex.min.css").write_text(
        '@font-face{font-family:K;src:url(fonts/K.woff2) format("woff2"),url(fonts/K.woff) '
        'format("woff"),url(fonts/K.ttf) format("truetype")}'
    )
    served = tmp_path / "docs/assets/vendor"
    (served / "fonts").mkdir(parents=True)
    (served / "fonts/old.woff2").write_bytes(b"of an earlier version")

    assert vendor(tmp_path)
    assert vendor(tmp_path) == []
    assert not (served / "fonts/old.woff2").exists()
    css = (served / "katex/katex.min.css").read_text()
    assert css == '@font-face{font-family:K;src:url(fonts/K.woff2) format("woff2")}'
    css = (served / "fonts/fonts.css").read_text()
    faces = dict(re.findall(r"url\(\./([^)]+)\)[^}]*unicode-range:([^}]+)", css))
    for _, package, style, _ in FONTS:
        assert faces[f"{package}-{style}.woff2"] == "U+61-62"
        assert faces[f"{package}-{style}-rest.woff2"] == "U+DF"
        assert faces[f"{package}-{style}-ext.woff2"] == "U+141"
    assert {path.name for path in served.rglob("*.woff2")} == {"K.woff2", *faces}


def test_a_font_in_two_files_has_every_character_once(tmp_path: Path) -> None:
    font_of("abcxyz", tmp_path / "f.woff2")
    content = (tmp_path / "f.woff2").read_bytes()
    parts = split("f", content, range(ord("a"), ord("d")))
    shown = [set(TTFont(io.BytesIO(part.content)).getBestCmap()) for part in parts]
    assert shown == [set(map(ord, "xyz")), set(map(ord, "abc"))]
    assert [part.points for part in parts] == shown
    assert [part.name for part in parts] == ["f-rest.woff2", "f.woff2"]
    assert split("f", content, range(ord("a"), ord("d"))) == parts, "the same bytes again"


def test_vendor_without_web_packages_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match=r"node_modules/katex[^`]*`\n    fix: run `make setup`"):
        vendor(tmp_path)


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_network_is_blocked() -> None:
    address = ("192.0.2.1", 80)  # set aside for documentation
    with socket.socket() as client, pytest.raises(SocketConnectBlockedError):
        client.connect(address)
