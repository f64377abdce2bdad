"""The repository itself: its layout, its lock files, its commands, and what it must not say."""

import json
import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from roadmap.vendor import FONTS, VendorError, vendor

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


def test_vendor_copies_what_is_served_and_nothing_twice(tmp_path: Path) -> None:
    modules = tmp_path / "scripts/web/node_modules"
    for package in ("katex", *FONTS):
        (modules / package / "files").mkdir(parents=True)
        (modules / package / "LICENSE").write_text(package)
    for package in FONTS:
        (modules / package / "files/x-latin-wght-normal.woff2").write_bytes(b"font")
        (modules / package / "files/x-cyrillic-wght-normal.woff2").write_bytes(b"unused")
    (modules / "katex/dist/fonts").mkdir(parents=True)
    (modules / "katex/dist/fonts/K.woff2").write_bytes(b"font")
    (modules / "katex/dist/katex.min.css").write_text(
        '@font-face{src:url(fonts/K.woff2) format("woff2"),url(fonts/K.woff) format("woff"),'
        'url(fonts/K.ttf) format("truetype")}'
    )
    (modules / "minisearch/dist/es").mkdir(parents=True)
    (modules / "minisearch/LICENSE.txt").write_text("MIT")
    (modules / "minisearch/dist/es/index.js").write_text("export default class {}")
    served = tmp_path / "docs/assets/vendor"
    (served / "fonts").mkdir(parents=True)
    (served / "fonts/old.woff2").write_bytes(b"of an earlier version")

    assert vendor(tmp_path)
    assert vendor(tmp_path) == []
    assert {path.name for path in served.rglob("*.*")} == {
        "katex.min.css", "K.woff2", "minisearch.js", "x-latin-wght-normal.woff2", "LICENSE.txt",
        "LICENSE-atkinson-hyperlegible-mono.txt", "LICENSE-atkinson-hyperlegible-next.txt",
    }  # fmt: skip
    css = (served / "katex/katex.min.css").read_text()
    assert css == '@font-face{src:url(fonts/K.woff2) format("woff2")}'


def test_vendor_without_web_packages_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match=r"node_modules/katex[^`]*`\n    fix: run `make setup`"):
        vendor(tmp_path)


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_network_is_blocked() -> None:
    address = ("192.0.2.1", 80)  # set aside for documentation
    with socket.socket() as client, pytest.raises(SocketConnectBlockedError):
        client.connect(address)
