"""A report as text, JSON, Markdown, JUnit and GitHub annotations. Pure; hostile text is escaped."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from xml.etree import ElementTree

from roadmap.links.report import Report, quoted
from roadmap.links.verdicts import MEANING, Result
from roadmap.model import Finding

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ISSUE_LIMIT = 60_000  # GitHub takes 65,536 characters


def summary(report: Report) -> str:
    """What a person reads: findings with file and line, then the totals."""
    lines = [clean(str(finding)) for finding in report.findings]
    totals = ", ".join(f"{number} {verdict}" for verdict, number in report.totals.items() if number)
    rest = "" if report.complete else f", {len(report.targets) - len(report.results)} not asked"
    lines.append(
        f"{len(report.results)} addresses in {report.seconds:.0f} s: {totals or 'none'}{rest}"
    )
    return "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """Everything, for programs."""
    results = [
        asdict(result) | {"places": [str(place) for place in report.targets[url].places]}
        for url, result in sorted(report.results.items())
    ]
    data = {
        "complete": report.complete,
        "seconds": round(report.seconds, 1),
        "totals": report.totals,
        "findings": [asdict(finding) for finding in report.findings],
        "results": results,
    }
    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"


def as_markdown(report: Report) -> str:
    """The text of the issue: what needs a person, grouped by verdict."""
    parts = ["Links that need a person. This text is replaced by each weekly run.\n"]
    if not report.findings:
        parts = ["No link needs a person.\n"]
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.code, []).append(finding)
    for code, findings in sorted(groups.items()):
        parts.append(f"\n## {code}: {len(findings)}\n\n")
        parts += [
            f"- [ ] {_code(str(f.path))}:{f.line} {_code(f.message)}\n  {_code(f.fix)}\n"
            for f in findings
        ]
    rows = "".join(
        f"| {verdict} | {number} | {MEANING[verdict]} |\n"
        for verdict, number in zip(MEANING, report.totals.values(), strict=True)
    )
    parts.append(f"\n| Verdict | Addresses | Meaning |\n| --- | ---: | --- |\n{rows}")
    whole = "".join(parts)
    if len(whole) > _ISSUE_LIMIT:
        whole = whole[:_ISSUE_LIMIT].rpartition("\n")[0] + "\n\nThe list is cut here.\n"
    return whole


def as_junit(report: Report) -> str:
    """One test case for each address."""
    suite = ElementTree.Element("testsuite", name="links", tests=str(len(report.results)))
    failing = {
        url: [f for f in report.findings if quoted(url) in f.message] for url in report.results
    }
    failures = 0
    for url, result in sorted(report.results.items()):
        case = ElementTree.SubElement(
            suite, "testcase", classname="links", name=clean(url), time=f"{result.seconds:.2f}"
        )
        if failing[url]:
            failures += 1
            node = ElementTree.SubElement(case, "failure", message=clean(_told(result)))
            node.text = clean("\n".join(map(str, failing[url])))
        elif result.verdict == "skipped":
            ElementTree.SubElement(case, "skipped", message=clean(result.judgement.reason))
    suite.set("failures", str(failures))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def as_github(report: Report) -> str:
    """Workflow commands that put each finding on its line of the diff."""
    return "".join(annotations(report.findings))


def annotations(findings: Iterable[Finding]) -> Iterable[str]:
    """One workflow command for each finding."""
    for f in findings:
        text = _data(f"{f.message}\n{f.fix}")
        place = f"file={_property(f.path)},line={f.line},title={_property(f.code)}"
        yield f"::error {place}::{text}\n"


def _data(value: str) -> str:
    return clean(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _told(result: Result) -> str:
    return f"{result.verdict}: {result.judgement.reason}"


def _code(value: str) -> str:
    """Text in one code span: whatever a page calls itself, it is no mention, link or markup."""
    return "`" + clean(value).replace("`", "'").replace("\n", " ") + "`"


def clean(value: str) -> str:
    """Text without control characters, which could move the cursor or break XML."""
    return _CONTROL.sub("\ufffd", value)


FORMATS: dict[str, Callable[[Report], str]] = {
    "json": as_json,
    "markdown": as_markdown,
    "junit": as_junit,
    "github": as_github,
}
