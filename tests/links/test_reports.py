"""What is collected, what a change touches, exceptions, and reports with hostile texts in them."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

import tiny
from roadmap.cli import main
from roadmap.links import changed, excepted
from roadmap.links.collect import Place, Target, collect
from roadmap.links.formats import FORMATS, summary
from roadmap.links.health import Health
from roadmap.links.report import Report, duplicates, findings_of
from roadmap.links.verdicts import Evidence, Expect, Judgement, Result, Verdict
from roadmap.load import load

HOSTILE = "</testcase>]]> @everyone <img src=x onerror=alert(1)> | `x` \x1b[2J\r\n::error::gone %0A"


def site(root: Path, **more: str) -> dict[str, Target]:
    tree = tiny.files() | {name.replace("__", "/"): text for name, text in more.items()}
    loaded, problems = load(tiny.write(root, tree))
    assert problems == []
    return collect(loaded)


def result(url: str, verdict: Verdict, reason: str = "", suggest: str = "") -> Result:
    judgement = Judgement(verdict, reason, suggest=suggest)
    return Result(url, judgement, Evidence(("200",), url, HOSTILE), "2026-11-22T10:00:00Z")


def test_each_address_is_collected_once_with_its_lines(tmp_path: Path) -> None:
    readme = "[a](https://example.org/course) and <https://b.net/x>.\n\n    https://b.net/x\n"
    found = site(tmp_path, **{"README.md": readme})
    assert list(found) == [
        "https://b.net/x",
        "https://example.org/course",
        "https://example.org/paper",
    ]
    places = found["https://example.org/course"].places
    assert list(map(str, places)) == ["README.md:1", "docs/_data/resources.yml:3"]
    assert found["https://example.org/course"].expect.title == "Some course"
    assert found["https://example.org/course"].health.recorded == "2026-01-31"


def test_former_addresses_are_not_asked_and_mirrors_are(tmp_path: Path) -> None:
    former = tiny.RESOURCES.replace("  checked", "  former: [https://old.net/]\n  checked")
    tool = (
        "- id: a-tool\n  name: A tool\n  category: part\n  homepage: https://t.net/\n"
        "  docs: https://t.net/docs\n  repo: https://t.net/\n  licence: MIT\n  state: active\n"
        "  best_for: Tests.\n  in_source: false\n  sources: []\n  checked: 2026-01-31\n"
    )
    data = {"docs/_data/resources.yml": former, "docs/_data/tools.yml": tool}
    found = site(tmp_path, **data)
    assert "https://old.net/" not in found
    assert str(found["https://t.net/docs"].places[0]) == "docs/_data/tools.yml:5"
    assert found["https://t.net/"].expect == Expect(state="active")


def test_links_of_the_built_site_are_collected(tmp_path: Path) -> None:
    loaded, _ = load(tiny.write(tmp_path, tiny.files()))
    tiny.write(tmp_path, {"site/a/index.html": "<p>\n<a href='https://c.net/?a=1&amp;b=2'>c</a>"})
    found = collect(loaded, tmp_path / "site")
    assert list(map(str, found["https://c.net/?a=1&b=2"].places)) == ["site/a/index.html:2"]


def git(root: Path, *arguments: str) -> None:
    name = ["-c", "user.name=x", "-c", "user.email=x@x.net", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *name, *arguments], cwd=root, check=True, capture_output=True)


def test_a_change_is_told_its_own_lines_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.write(tmp_path, tiny.files())
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "x")
    assert main(["--root", str(tmp_path), "links", "--changed", "HEAD"]) == 0
    copy = tiny.RESOURCES.replace("some-course", "some-other").replace("https://", "http://www.")
    local = copy.replace("some-other", "some-zzz").replace(
        "www.example.org/course", "127.0.0.1:1/x"
    )
    tiny.write(tmp_path, {"docs/_data/resources.yml": tiny.RESOURCES + copy + local})
    # Nothing may be asked here: the name of the copy is reserved, the other address private.
    text = (
        (tmp_path / "docs/_data/resources.yml").read_text().replace("example.org", "course.example")
    )
    (tmp_path / "docs/_data/resources.yml").write_text(text)
    (tmp_path / "new name.md").write_text("x\n")
    assert changed.changed_lines(tmp_path, "HEAD")["new name.md"] == {1, 2}
    assert main(["--root", str(tmp_path), "links", "--changed", "HEAD"]) == 1
    printed = capsys.readouterr().out
    assert "docs/_data/resources.yml:3: L13 unreachable: `https://course.example/course`" in printed
    assert "docs/_data/resources.yml:16: L14 record `some-other` names a page" in printed
    assert "docs/_data/resources.yml:29: L15 skipped: `http://127.0.0.1:1/x`" in printed
    assert "papers.yml" not in printed
    assert not (tmp_path / "docs/_data/health.jsonl").exists()


def test_an_unknown_base_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.write(tmp_path, tiny.files())
    git(tmp_path, "init")
    for base in ("no-such-branch", "--output=x"):
        assert main(["--root", str(tmp_path), "links", f"--changed={base}"]) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_exceptions_expire_and_must_be_used() -> None:
    def item(pattern: str, expires: date) -> excepted.Excepted:
        return excepted.Excepted(excepted.Rule(pattern=pattern, reason="x", expires=expires), 1)

    rules = [
        item("https://a.net/*", date(2026, 12, 1)),
        item("https://b.net/*", date(2026, 12, 1)),
        item("https://a.net/x", date(2026, 1, 1)),
    ]
    urls, today = ["https://a.net/x"], date(2026, 11, 22)
    found = excepted.stale(rules, urls, today, whole=True)
    assert [finding.code for finding in found] == ["L07", "L06"]
    assert [f.code for f in excepted.stale(rules, urls, today, whole=False)] == ["L06"]
    assert not rules[0].fits("https://evil.net/https://a.net/")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- pattern: [\n", "L01"),
        ("a: b\n", "L01"),
        ("- pattern: https://a.net/\n  reason: x\n  expires: 2027-01-01\n  note: x\n", "L02"),
        ("- pattern: https://a.net/\n  expires: 2027-01-01\n", "L03"),
        ("- pattern: '*'\n  reason: x\n  expires: 2027-01-01\n", "L04"),
        ("- reason: x\n  pattern: https://a.net/\n  expires: 2027-01-01\n", "L05"),
    ],
)
def test_a_wrong_exception_is_a_finding(tmp_path: Path, text: str, code: str) -> None:
    tiny.write(tmp_path, {excepted.NAME: text})
    assert code in [finding.code for finding in excepted.read(tmp_path)[1]]


def hostile_report() -> Report:
    url = "https://a.net/?q=`<script>|"
    place = Place("docs/a,b:c.md", 3)
    targets = {url: Target(url, (place,), Expect(), Health(url))}
    results = {url: result(url, "gone", HOSTILE)}
    return Report(targets, results, tuple(findings_of(results, targets, None, None)))


def test_hostile_texts_break_no_report() -> None:
    report = hostile_report()
    assert len(report.findings) == 1
    junit = ElementTree.fromstring(FORMATS["junit"](report))
    assert junit.get("tests") == "1"
    assert json.loads(FORMATS["json"](report))["results"][0]["evidence"]["title"] == HOSTILE
    github = FORMATS["github"](report)
    assert github.count("\n") == 1
    assert github.startswith("::error file=docs/a%2Cb%3Ac.md,line=3,title=L10::")
    assert "\x1b" not in github + FORMATS["markdown"](report) + summary(report)


def test_markdown_disarms_markup_and_stays_within_the_limit() -> None:
    text = FORMATS["markdown"](hostile_report())
    outside = re.sub(r"`[^`\n]*`", "", text)
    assert not re.search(r"[<>@`]|https?:", outside)
    urls = [f"https://a.net/{number}" for number in range(3000)]
    targets = {url: Target(url, (Place("a.md", 1),), Expect(), Health(url)) for url in urls}
    results = {url: result(url, "gone", "x" * 50) for url in urls}
    many = Report(targets, results, tuple(findings_of(results, targets, None, None)))
    assert 50_000 < len(FORMATS["markdown"](many)) < 65_000


def test_junit_marks_what_needs_a_person_and_what_was_skipped() -> None:
    urls = ["https://a.net/1", "https://a.net/2", "https://a.net/3"]
    targets = {url: Target(url, (Place("a.md", 1),), Expect(), Health(url)) for url in urls}
    verdicts: list[Verdict] = ["ok", "redirected", "skipped"]
    results = {u: result(u, v, "x", "https://n.net/") for u, v in zip(urls, verdicts, strict=True)}
    report = Report(targets, results, tuple(findings_of(results, targets, None, None)))
    suite = ElementTree.fromstring(FORMATS["junit"](report))
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [len(case) for case in suite] == [0, 1, 1]
    assert "use `https://n.net/`" in summary(report)


def test_fresh_failures_wait_a_day_in_a_run_over_everything() -> None:
    url = "https://a.net/"
    targets = {url: Target(url, (Place("a.md", 1),), Expect(), Health(url))}
    results = {url: result(url, "gone")}
    once = {url: Health(url, verdict="gone", strikes=1)}
    twice = {url: Health(url, verdict="gone", strikes=2)}
    assert findings_of(results, targets, once, None) == []
    assert len(findings_of(results, targets, twice, None)) == 1
    assert len(findings_of(results, targets, None, None)) == 1


def test_two_records_for_one_page_are_named() -> None:
    one, other = "https://a.net/x", "http://www.a.net/x/"
    targets = {
        one: Target(one, (Place("a.yml", 1, "a"), Place("b.md", 1)), Expect(), Health(one)),
        other: Target(other, (Place("a.yml", 9, "b"),), Expect(), Health(other)),
    }
    assert [str(f).split()[0] for f in duplicates(targets, {"a.yml": {9}})] == ["a.yml:9:"]
    assert duplicates(targets, {"a.yml": {5}}) == []
