"""Under `mkdocs serve`: what did not change keeps its HTML, and nothing stale is ever shown."""

import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

import hooks
from roadmap import rerender
from roadmap.load import load

HOOKS = """
import hooks
from roadmap import rerender
from roadmap.load import load

def on_nav(nav, config, files):
    global setting
    setting = rerender.setting(config, files)

def on_page_markdown(text, page, config, files):
    rerender.keep(page, setting)
    return text.replace("TODAY", (config.docs_dir and open(config.docs_dir + "/today.txt").read()))
"""
Build = Callable[..., list[str]]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A site of two pages that link to each other."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "index.md").write_text("# Home\n\n[Other](other.md#part), day TODAY\n")
    (folder / "other.md").write_text("# Other\n\n## Part\n\n[Home](index.md)\n")
    (folder / "today.txt").write_text("Monday")
    (tmp_path / "hooks.py").write_text(HOOKS)
    return folder


@pytest.fixture
def rebuild(docs: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Build:
    """Builds the site as the server does; returns the first lines of what was rendered."""
    rendered: list[str] = []
    convert = markdown.Markdown.convert

    def counting(self: markdown.Markdown, source: str) -> str:
        rendered.append(source.split("\n")[0])
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", counting)
    monkeypatch.setattr(rerender, "_kept", {})

    def run(**settings: object) -> list[str]:
        rendered.clear()
        caplog.clear()
        given = {
            "site_name": "Test",
            "theme": {"name": "mkdocs"},
            "plugins": [],
            "hooks": ["hooks.py"],
            "validation": {"links": {"not_found": "warn", "anchors": "warn"}},
        }
        file = docs.parent / "mkdocs.yml"
        file.write_text(yaml.safe_dump(given | settings))
        with caplog.at_level(logging.WARNING, "mkdocs"):
            build(load_config(str(file)), serve_url="http://127.0.0.1/")
        return list(rendered)

    return run


def html(docs: Path, name: str) -> str:
    return (docs.parent / "site" / name).read_text().partition("Build Date UTC")[0]


def test_a_page_that_nothing_touched_is_not_rendered_again(docs: Path, rebuild: Build) -> None:
    assert rebuild() == ["# Home", "# Other"]
    first = html(docs, "index.html"), html(docs, "other/index.html")
    assert rebuild() == []
    assert (html(docs, "index.html"), html(docs, "other/index.html")) == first
    (docs / "other.md").write_text("# New title\n\n## Part\n")
    assert rebuild() == ["# New title"]
    assert "New title" in html(docs, "other/index.html")
    assert "New title" in html(docs, "index.html")  # the navigation of the page that was kept


def test_derived_text_is_part_of_what_is_compared(docs: Path, rebuild: Build) -> None:
    rebuild()
    (docs / "today.txt").write_text("Friday")
    assert rebuild() == ["# Home"]
    assert "day Friday" in html(docs, "index.html")


def test_links_follow_files_that_come_and_go(
    docs: Path, rebuild: Build, caplog: pytest.LogCaptureFixture
) -> None:
    rebuild()
    assert caplog.records == []
    (docs / "other.md").rename(docs / "away.md")
    assert rebuild() == ["# Home", "# Other"]
    assert "'other.md' is not found" in caplog.text
    assert rebuild() == ["# Home"]  # who warned must warn again
    assert "'other.md' is not found" in caplog.text


def test_an_anchor_that_disappears_is_told_of_the_page_that_was_kept(
    docs: Path, rebuild: Build, caplog: pytest.LogCaptureFixture
) -> None:
    rebuild()
    (docs / "other.md").write_text("# Other\n\n## Piece\n")
    assert rebuild() == ["# Other"]
    assert "does not contain an anchor '#part'" in caplog.text


@pytest.mark.parametrize(
    "settings", [{"markdown_extensions": ["admonition"]}, {"use_directory_urls": False}]
)
def test_other_settings_render_all_again(settings: dict[str, object], rebuild: Build) -> None:
    rebuild()
    assert rebuild(**settings) == ["# Home", "# Other"]


def test_no_extension_of_the_site_reads_files_by_itself(root: Path) -> None:
    config = load_config(str(root / "mkdocs.yml"))
    assert not {"pymdownx.snippets", "pymdownx.b64"} & set(config.markdown_extensions)


@pytest.fixture
def code(tmp_path: Path) -> SimpleNamespace:
    """A file of code that MkDocs is about to copy."""
    source = tmp_path / "docs/part/code/page/a.py"
    source.parent.mkdir(parents=True)
    source.write_text("x = 1\n")
    target = tmp_path / "site/part/code/page/a.py"
    uri = "part/code/page/a.py"
    return SimpleNamespace(src_uri=uri, abs_src_path=str(source), abs_dest_path=str(target))


def test_the_server_links_a_folder_of_code(code: SimpleNamespace, tmp_path: Path) -> None:
    copied: list[bool] = []
    hooks._link(code, copied.append, False)
    assert (tmp_path / "site/part/code").is_symlink()
    assert Path(code.abs_dest_path).read_text() == "x = 1\n"
    hooks._link(code, copied.append, False)
    assert copied == [], "a link that is there is left alone: a copy would go through it"


def test_the_server_copies_where_links_are_refused(
    code: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[bool] = []

    def refuse(*_: object, **__: object) -> None:
        raise OSError("a privilege is missing")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    hooks._link(code, copied.append, False)
    assert copied == [False]


@pytest.mark.parametrize(("page", "links"), [("part/other.md", 1), ("part/code/notes.md", 0)])
def test_a_folder_in_which_a_page_stands_is_not_linked(
    page: str, links: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page would be written through the link, into the sources."""
    copy = object()
    media = SimpleNamespace(src_uri="part/code/page/a.py", copy_file=copy)

    class Files(list[object]):
        def documentation_pages(self) -> list[object]:
            return [SimpleNamespace(src_uri=page)]

        def media_files(self) -> list[object]:
            return [media]

    monkeypatch.setattr(hooks, "_serving", True)
    monkeypatch.setattr(hooks, "_site", load(hooks.ROOT, "en")[0], raising=False)
    config = SimpleNamespace(plugins={})
    monkeypatch.setattr(hooks.File, "generated", lambda *_, **__: object())
    hooks.on_files(Files(), config)
    assert (media.copy_file is not copy) == bool(links)
