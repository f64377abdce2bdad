"""The command and the MkDocs adapter: exit codes, messages without traceback, redirects."""

import runpy
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

import tiny
from conftest import ROOT
from roadmap.cli import main
from roadmap.load import load


def test_check_exits_0_on_a_clean_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tiny.write(tmp_path, dict(tiny.files()))
    assert main(["--root", str(root), "check"]) == 0
    assert capsys.readouterr().out == ""


def test_check_exits_1_and_names_file_line_rule_and_fix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = dict(tiny.files())
    tree["docs/part/first.md"] = tree["docs/part/first.md"].replace("hours: 2", "hours: two")
    tree["docs/part/other.md"] = tree["docs/part/other.md"].replace("part/first\n", "part/fist\n")
    assert main(["--root", str(tiny.write(tmp_path, tree)), "check"]) == 1
    out = capsys.readouterr().out
    assert "docs/part/first.md:6: F04 wrong value for `hours`: 'two'\n    fix: " in out
    assert "docs/part/other.md:8: G01 unknown page: `part/fist`" in out


def test_wrong_usage_exits_2() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["chek"])
    assert stop.value.code == 2


def test_outputs_tells_changed_output_and_records_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = dict(tiny.files())
    tree["docs/part/code/first/scratch.out"] = "old\n"
    root = tiny.write(tmp_path, tree)
    assert main(["--root", str(root), "outputs"]) == 1
    assert "docs/part/code/first/scratch.py:1: C06 prints something else" in capsys.readouterr().out
    assert main(["--root", str(root), "outputs", "--write", "first"]) == 0
    assert main(["--root", str(root), "outputs"]) == 0


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


def repository(root: Path, tree: dict[str, str | bytes]) -> Path:
    """A repository with one commit on a branch `base`."""
    tiny.write(root, tree)
    git(root, "init", "-q", "-b", "base")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


def test_check_of_a_change_runs_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = dict(tiny.files())
    tree["docs/part/code/other/scratch.out"] = "1.33 is out of date, but not of this change\n"
    root = repository(tmp_path, tree)
    assert main(["--root", str(root), "check", "--changed", "base"]) == 0
    (root / "docs/part/code/first/scratch.py").write_text("# --8<-- [start:product]\n1 / 0\n"
                                                         "# --8<-- [end:product]\n")  # fmt: skip
    assert main(["--root", str(root), "check", "--changed", "base"]) == 1
    out = capsys.readouterr().out
    assert "scratch.py:2: C06 fails: ZeroDivisionError: division by zero" in out
    assert "code/other" not in out


def test_check_of_a_change_draws_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = repository(tmp_path, dict(tiny.files()))
    (root / "docs/part/code/first/figures.py").write_text("def figure_line():\n    return 1\n")
    assert main(["--root", str(root), "check", "--changed", "base"]) == 1
    out = capsys.readouterr().out
    assert "docs/part/code/first/figures.py:1: I02 draws nothing" in out


def test_check_of_a_change_needs_a_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, dict(tiny.files()))
    assert main(["--root", str(root), "check", "--changed", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_findings_annotate_the_lines_of_a_pull_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = dict(tiny.files())
    tree["docs/part/first.md"] = tree["docs/part/first.md"].replace("hours: 2", "hours: two")
    assert main(["--root", str(tiny.write(tmp_path, tree)), "check", "--github"]) == 1
    shown = capsys.readouterr().out
    assert "::error file=docs/part/first.md,line=6,title=F04::wrong value for `hours`" in shown


def hooks(root: Path) -> dict[str, object]:
    """The adapter's functions, looking at the site below `root`."""
    loaded = runpy.run_path(str(ROOT / "scripts" / "hooks.py"))
    loaded["on_config"].__globals__["ROOT"] = root
    return loaded


class Plugins(dict[str, object]):
    """MkDocs asks which plugin makes a file."""

    _current_plugin = None


def config(**plugins: object) -> SimpleNamespace:
    return SimpleNamespace(
        plugins=Plugins(plugins), extra={}, repo_url=None, site_url="", theme={"language": "en"},
        mdx_configs={}, site_dir="site", use_directory_urls=True,
    )  # fmt: skip


def test_a_build_stops_with_the_findings_and_no_traceback(tmp_path: Path) -> None:
    tree = dict(tiny.files())
    tree["docs/part/.pages"] = tree["docs/part/.pages"].replace("first.md", "frist.md")
    adapter = hooks(tiny.write(tmp_path, tree))
    with pytest.raises(PluginError, match=r"docs/part/\.pages:3: N03 unknown page: `frist\.md`"):
        adapter["on_config"](config())  # type: ignore[operator]


def test_a_build_stops_when_a_word_of_the_interface_is_missing(tmp_path: Path) -> None:
    tree = dict(tiny.files())
    words = tree["docs/_data/strings/en.yml"]
    tree["docs/_data/strings/en.yml"] = words.replace("  needs: Needs\n", "")
    adapter = hooks(tiny.write(tmp_path, tree))
    with pytest.raises(PluginError, match=r"S01 missing text: `card\.needs`"):
        adapter["on_config"](config())  # type: ignore[operator]


def test_former_paths_become_redirects(tmp_path: Path) -> None:
    tree = dict(tiny.files())
    first = tree["docs/part/first.md"]
    tree["docs/part/first.md"] = first.replace("01-31\n", "01-31\naliases: [part/old]\n", 1)
    root = tiny.write(tmp_path, tree)
    assert load(root)[1] == []
    adapter, settings = hooks(root), config(redirects=SimpleNamespace(config={"redirect_maps": {}}))
    adapter["on_config"](settings)  # type: ignore[operator]
    files: list[File] = []
    adapter["on_files"](files, settings)  # type: ignore[operator]
    assert [file.src_uri for file in files] == ["assets/js/strings.js"]
    assert settings.plugins["redirects"].config["redirect_maps"] == {"part/old.md": "part/first.md"}
