"""What `make bench` computes, serves and leaves behind. No test looks at how long it takes."""

import gzip
import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import yaml

from bench import lighthouse, profiled, reference, search
from bench.__main__ import options
from bench.build import edited
from bench.pages import KINDS, blocking, following, hosted, layout_shift
from bench.table import Table, kilobytes, line, median, number
from roadmap.load import load


def test_the_median_leaves_out_what_is_missing() -> None:
    assert median([3, None, 1, 2]) == 2
    assert median([1, 2]) == 1.5
    assert median([None]) is None


def test_figures_are_short_and_dashes_are_gaps() -> None:
    assert [kilobytes(n) for n in (None, 0, 3_649, 12_345, 1_234_567)] == [
        "-", "0.0", "3.6", "12", "1,235",
    ]  # fmt: skip
    assert number(2.345, 2) == "2.35"
    assert number(None) == "-"


def test_tables_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table({"page": -6, "KB": 5, "s": 3})
    table.row("home", "1,200", "0.5")
    table.row("topics", "9", "12")
    assert capsys.readouterr().out.splitlines() == [
        "page       KB    s",
        "home    1,200  0.5",
        "topics      9   12",
    ]
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        line(["one", "two"], [3])


def test_layout_shift_is_that_of_the_worst_window() -> None:
    assert layout_shift([]) == 0
    assert layout_shift([(0, 0.1), (500, 0.2), (2000, 0.25)]) == pytest.approx(0.3)
    steady = [(900.0 * n, 0.1) for n in range(8)]  # no gap, but a window ends after 5 s
    assert layout_shift(steady) == pytest.approx(0.6)


def test_only_what_goes_beyond_50_ms_blocks() -> None:
    assert blocking([50, 51, 250]) == 201


def test_the_next_page_follows_the_road() -> None:
    assert following(["a/", "b/", "c/"], "a/") == "b/"
    assert following(["a/", "b/", "c/"], "c/") == "b/"
    with pytest.raises(ValueError, match="not in list"):
        following(["a/"], "x/")


def test_measured_pages_exist(root: Path) -> None:
    urls = {page.url for page in load(root)[0].pages.values()}
    assert set(KINDS.values()) <= urls
    assert set(lighthouse.KINDS) <= set(KINDS)


def get(url: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    answer = urlopen(Request(url, headers=headers))
    return answer.read(), dict(answer.headers)


def test_text_is_served_packed_and_counted(tmp_path: Path) -> None:
    text, font = "long text " * 500, bytes(range(256))
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(text)
    (tmp_path / "font.woff2").write_bytes(font)
    packing = {"Accept-Encoding": "gzip, br"}
    with hosted(tmp_path) as (address, sent):
        body, headers = get(f"{address}a/?q=1", **packing)
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Content-Type"].startswith("text/html")
        assert headers["Cache-Control"] == "max-age=600"
        assert gzip.decompress(body).decode() == text
        assert int(headers["Content-Length"]) == len(body) < len(text) / 10
        plain, without = get(f"{address}a/")
        assert "Content-Encoding" not in without
        assert plain.decode() == text
        assert get(f"{address}font.woff2", **packing)[0] == font
        assert sent == [("/a/?q=1", len(body)), ("/a/", len(text)), ("/font.woff2", 256)]


def test_a_changed_file_is_packed_again(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    with hosted(tmp_path) as (address, _):
        for text in ("one", "two"):
            file.write_text(text)
            body, _ = get(f"{address}a.css", **{"Accept-Encoding": "gzip"})
            assert gzip.decompress(body).decode() == text


def test_the_reference_has_nothing_of_ours(root: Path, tmp_path: Path) -> None:
    reference.write(root, tmp_path / "reference")
    settings = yaml.safe_load((tmp_path / "reference/mkdocs.yml").read_text("utf-8"))
    assert settings["theme"] == {"name": "material"}
    assert not {"hooks", "plugins", "extra", "docs_dir", "validation"} & set(settings)
    extensions = settings["markdown_extensions"]
    assert {"pymdownx.arithmatex": {"generic": True}} in extensions
    assert {"tables", "pymdownx.superfences"} <= {e for e in extensions if isinstance(e, str)}
    assert "roadmap" not in str(extensions)
    docs = tmp_path / "reference/docs"
    assert not (docs / "assets").exists()
    assert not (tmp_path / "reference/overrides").exists()
    loaded = settings["extra_css"] + settings["extra_javascript"]
    assert all((docs / path).is_file() for path in loaded)
    pages = load(root)[0].pages.values()
    assert all((tmp_path / "reference" / page.source).is_file() for page in pages)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_edited_file_is_restored_whatever_happens(
    error: type[BaseException], tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"# Page\r\n")
    held = []

    def fail() -> None:
        with edited(page, "new\n"):
            held.append(page.read_bytes())
            raise error

    with pytest.raises(error):
        fail()
    assert held == [b"# Page\r\nnew\n"]
    assert page.read_bytes() == b"# Page\r\n"


def test_scores_of_lighthouse() -> None:
    categories = {name: {"score": 0.87} for name in lighthouse.CATEGORIES}
    report = {"categories": categories, "environment": {"benchmarkIndex": 1480}}
    expected = dict.fromkeys(lighthouse.CATEGORIES, 87.0) | {"benchmarkIndex": 1480}
    assert lighthouse.scores(json.dumps(report)) == expected
    categories["seo"]["score"] = None  # type: ignore[assignment]
    with pytest.raises(lighthouse.LighthouseError, match="no score for seo"):
        lighthouse.scores(json.dumps(report))
    failed = {"runtimeError": {"code": "NO_FCP", "message": "The page did not paint"}}
    with pytest.raises(lighthouse.LighthouseError, match="did not paint"):
        lighthouse.scores(json.dumps(failed))


def test_a_query_counts_its_best_answer_and_each_page_once() -> None:
    wanted = {"lstm": ["a/", "b/"], "gru": ["c/"], "gan": ["d/"]}
    found = [["x/", "x/", "b/", "a/"], ["c/"], []]
    ranks = search.ranks(found, wanted)
    assert ranks == {"lstm": 1, "gru": 0, "gan": None}
    assert search.share(ranks, 1) == pytest.approx(100 / 3)
    assert search.share(ranks, 3) == pytest.approx(200 / 3)
    with pytest.raises(ValueError, match="shorter"):
        search.ranks(found[:2], wanted)


OURS = "/r/scripts"
HOOK = ("/r/scripts/hooks.py", "on_page_markdown")
BUILD = ("/v/site-packages/mkdocs/commands/build.py", "build")
MARKDOWN = ("/v/site-packages/markdown/core.py", "convert")


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        ([HOOK, BUILD], profiled.RENDERING),
        ([("/r/scripts/roadmap/quiz.py", "expand"), MARKDOWN, BUILD], profiled.RENDERING),
        ([("/v/site-packages/yaml/scanner.py", "scan"), HOOK, BUILD], profiled.YAML),
        ([("/v/site-packages/py_mini_racer/x.py", "call"), HOOK, BUILD], profiled.KATEX),
        ([("/v/site-packages/PIL/Image.py", "save"), HOOK, BUILD], profiled.LIBRARY),
        ([("/r/scripts/hooks.py", "on_post_build"), BUILD], profiled.AROUND),
        ([("/v/site-packages/pygments/lexer.py", "get"), MARKDOWN, BUILD], "Pygments"),
        # What MkDocs does for a function of ours that calls it back is its own work.
        ([MARKDOWN, ("/v/site-packages/mkdocs/structure/pages.py", "render"), HOOK], "Markdown"),
        ([("/v/lib/shutil.py", "copyfile"), BUILD], profiled.REST),
    ],
)
def test_each_stack_counts_for_one_part(stack: list[tuple[str, str]], expected: str) -> None:
    assert profiled.part(stack, OURS) == expected
    assert expected in profiled.PARTS


@pytest.mark.parametrize(
    "given", [["--runs", "0"], ["--only", "fonts"], ["--only", "search", "--no-reference"]]
)
def test_options_without_sense_are_refused(given: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        options(given)
    assert stopped.value.code == 2
