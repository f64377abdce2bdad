"""A small site in a language that does not exist: every word of it has accents on all letters.

Its interface is made from the English words, [in brackets]; its content is disguised the same way.
So a plain ASCII word that a reader meets is one that the code says and no translation could change.
"""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import yaml

from conftest import ROOT
from roadmap.model import Resource

LANGUAGE = "de"  # one that Material and Babel know; none of its words stand in the file
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTS = str.maketrans(PLAIN, "áƀčđéƒǧħíǰķŀɱñóƥʠřšŧúṽŵẋýžÁƁČĐÉƑǦĦÍĴĶĿṀÑÓƤɊŘŠŦÚṼŴẊÝŽ")
NAME = re.compile(r"(\{\w+\})")
# What no language changes: names of files, licenses and archives, and units.
NAMES = re.compile(r"[\w-]+\.(?:py|ipynb)\b|\bCC BY\b|\barXiv\b|\bDOI\b")
SPOKEN = ("aria-label", "title", "placeholder", "alt")
# Code, formulas and figures are content; months come from the locale data.
SILENT = ("script", "style", "pre", "code", "math", "svg", "time", "noscript-off")
VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")


def disguised(text: str) -> str:
    """The text with an accent on every letter; placeholders stay."""
    parts = NAME.split(text)
    return "".join(part if NAME.fullmatch(part) else part.translate(ACCENTS) for part in parts)


def pseudo(words: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """The words of a language file in the pseudo-language."""

    def told(text: object) -> object:
        if isinstance(text, dict):
            return {form: told(part) for form, part in text.items()}
        return f"[{disguised(str(text))}]"

    return {
        group: entries if group == "format" else {key: told(text) for key, text in entries.items()}
        for group, entries in words.items()
    }


class Words(HTMLParser):
    """Collects what a reader sees or hears of a page; `plain` are words without accents."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not any(name in SILENT for name in self.open):
            self.said += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(name in SILENT for name in self.open):
            self.said.append(data)


def plain(html: str) -> list[str]:
    """Every piece of text that a reader meets and that holds a word without accents."""
    words = Words()
    words.feed(html)
    told = (" ".join(text.split()) for text in words.said)
    return [text for text in told if re.search(r"[A-Za-z]{2,}", NAMES.sub("", text))]


def _page(title: str, kind: str, body: str, **meta: object) -> str:
    head = {
        "title": disguised(title),
        "description": disguised(f"What {title} is about, said in one sentence of some length."),
        "kind": kind,
        **meta,
    }
    return f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True)}---\n\n{body}\n"


def _needs(*pages: str) -> list[dict[str, str]]:
    return [{"page": page, "why": disguised("It is used here.")} for page in pages]


QUESTION = """**Question {number}** (objective 1). {text}

- [ ] {wrong}
    - {no}
- [x] {right}
    - {yes}
- [ ] {other}
    - {no}
"""
BODY = """## {check}

{questions}
## {table}

$$
1 + 2 = 3
$$

| {a} | {b} |
|---|---|
| 1 | 2 |

[Code: {a}](code/first/scratch.py)

[Output: {b}](code/first/scratch.out)

## {more}

<!-- roadmap: resources -->

<!-- roadmap: next -->
"""


def _body() -> str:
    text = {name: disguised(name) for name in ("check", "table", "a", "b", "more")}
    parts = {name: disguised(name) for name in ("text", "wrong", "right", "other", "no", "yes")}
    questions = "\n".join(QUESTION.format(number=number, **parts) for number in (1, 2))
    shown = BODY.format(questions=questions, **text)
    # Sections are found by their canonical headings, which are content.
    return shown.replace(f"## {text['check']}", "## Check yourself")


def _resource(key: str, **fields: object) -> dict[str, object]:
    record = {
        "id": key,
        "title": disguised(f"Title of {key}"),
        "url": f"https://example.org/{key}",
        "authors": disguised("Ada"),
        "kind": "course",
        "language": "en",
        "why": disguised("It is short."),
        "where": disguised("Lecture 1."),
        "checked": "2026-01-31",
    } | fields
    return {name: record[name] for name in Resource.model_fields if name in record}


def _data() -> dict[str, object]:
    kinds = ("course", "book", "playlist", "channel", "video", "article", "docs", "site", "code")
    states = ("active", "low-activity", "maintenance", "dormant", "archived", "moved", "service",
              "retired", "superseded", "closed")  # fmt: skip
    status = ("ok", "moved", "renamed", "closed", "broken", "mislabelled", "dormant", "ok", "ok")
    costs = ("free", "freemium", "preview", "paid", *("free",) * 5)
    resources = [
        _resource(f"r-{kind}", kind=kind, status=state, cost=cost, alternatives=["r-hindi"])
        for kind, state, cost in zip(kinds, status, costs, strict=True)
    ]
    resources.append(_resource("r-hindi", language="hi", level="beginner"))
    paper = {
        "id": "paper", "title": disguised("Paper"), "authors": disguised("Bo"), "year": 1999,
        "venue": disguised("Journal"), "url": "https://example.org/paper", "doi": "10.1/1",
        "arxiv": "1234.56789", "about": disguised("introduced it"), "checked": "2026-01-31",
    }  # fmt: skip
    tools = [
        {
            "id": f"t-{state}", "name": disguised(f"Tool {state}"), "category": "serving",
            "homepage": f"https://example.org/t-{state}", "licence": disguised("free"),
            "state": state, "best_for": disguised("A test"), "note": disguised("It changed."),
            "in_source": False, "sources": [disguised("its site")], "checked": "2020-01-31",
        }
        for state in states
    ]  # fmt: skip
    dataset = {
        "id": "data", "name": disguised("Data"), "url": "https://example.org/data",
        "mirror": "https://example.org/mirror", "size": disguised("ten"),
        "licence": disguised("free"), "status": disguised("old"),
        "warning": disguised("Be careful."), "projects": ["digits"],
        "baseline": {"value": "0.9", "source": disguised("A paper")}, "checked": "2026-01-31",
    }  # fmt: skip
    term = {
        "id": "line", "term": disguised("line"), "also": [disguised("lines")],
        "definition": disguised("The shortest way."), "page": "part/first",
    }  # fmt: skip
    path = {
        "id": "way", "title": disguised("A way"), "whom": disguised("You."),
        "goals": ["part/third"],
    }  # fmt: skip
    return {
        "resources": resources, "papers": [paper], "tools": tools, "datasets": [dataset],
        "coverage": {}, "glossary": [term], "paths": [path],
        "placement": [{"page": "part/first", "question": 1}, {"page": "part/other", "question": 1}],
    }  # fmt: skip


def _health() -> str:
    verdicts = ("ok", "redirected", "gone", "suspicious", "blocked", "flaky", "unreachable")
    kinds = ("course", "book", "playlist", "channel", "video", "article", "docs")
    records = [
        {
            "url": f"https://example.org/r-{kind}", "verdict": verdict, "week": "2026-01-26",
            "since": "2026-01-28T10:00:00Z", "strikes": 2, "definite": True,
            "reason": disguised("status"), "suggest": "https://example.org/new",
        }
        for kind, verdict in zip(kinds, verdicts, strict=True)
    ]  # fmt: skip
    records.append({"url": "https://example.org/paper", "verdict": "gone", "week": "2026-01-26",
                    "since": "2026-01-28T10:00:00Z", "strikes": 2, "definite": True,
                    "reason": disguised("status")})  # fmt: skip
    lines = (json.dumps(each) for each in sorted(records, key=lambda each: str(each["url"])))
    return "".join(f"{line}\n" for line in lines)


RUN = {
    "command": "python starter.py --seed SEED", "seeds": [0, 1, 2], "date": "2026-01-31",
    "hardware": disguised("2 cores"), "seconds": 1.5, "versions": {disguised("numpy"): "2.4"},
    "forms": {disguised("accuracy"): "percent"},
    "baselines": {disguised("guess"): {disguised("accuracy"): 0.5}},
    "starter": {disguised("accuracy"): {"mean": 0.9, "std": 0.01, "values": [0.89, 0.91]}},
    "first": {},
}  # fmt: skip


def files() -> dict[str, str]:
    """The pages and data of the small site; a page of every kind, with every marker somewhere."""
    topic = {"level": "beginner", "hours": 2}
    used = [{"id": f"r-{kind}", "where": disguised("Here.")} for kind in ("course", "playlist")]
    marks = {name: f"<!-- roadmap: {name} -->" for name in (
        "map", "onward", "totals", "stage", "projects", "datasets", "baseline", "starter", "tools",
        "career-path", "paths", "placement", "progress", "catalogue", "glossary", "link-health",
        "link-rules", "rules", "reviews",
    )}  # fmt: skip
    folders = {
        "part": ("first", "other", "third"),
        "projects": ("digits",),
        "tools": ("serving",),
        "careers": ("engineer",),
        "plan": ("paths", "placement", "progress"),
        "resources": ("resources", "glossary", "link-health"),
        "contributing": ("rules",),
    }
    many = _needs("part/first", "part/other", "projects/digits", "tools/serving", "plan/paths")
    reviewed = {"reviewed": "2024-01-31"}
    tree = {
        "index": _page("home", "home", "\n\n".join(marks[n] for n in ("onward", "totals", "map"))),
        "part/first": _page("first", "topic", _body(), **topic, resources=used, **reviewed),
        "part/other": _page("other", "topic", _body().replace("code/first", "code/other"),
                            level="advanced", hours=0.5, needs=_needs("part/first")),
        "part/third": _page("third", "topic", disguised("Only an idea."), level="intermediate",
                            hours=1, needs=many),
        "projects/digits": _page(
            "digits", "project", "\n\n".join(marks[n] for n in ("datasets", "baseline", "starter")),
            level="beginner", hours=10, needs=_needs("part/other"),
        ),
        "tools/serving": _page("serving", "tool", marks["tools"], **topic),
        "careers/engineer": _page("engineer", "career", marks["career-path"],
                                  needs=_needs("part/third")),
        "plan/paths": _page("paths", "guide", marks["paths"]),
        "plan/placement": _page("placement", "guide", marks["placement"]),
        "plan/progress": _page("progress", "guide", marks["progress"]),
        "resources/resources": _page("resources", "catalogue", marks["catalogue"]),
        "resources/glossary": _page("glossary", "guide", marks["glossary"]),
        "resources/link-health": _page("health", "guide", marks["link-health"]),
        "contributing/rules": _page("rules", "guide", "\n\n".join(
            marks[n] for n in ("reviews", "rules", "link-rules"))),
    }  # fmt: skip
    for folder in folders:
        marker = marks["projects"] if folder == "projects" else marks["stage"]
        tree[f"{folder}/index"] = _page(f"{folder}: all", "stage", marker)
    found = {f"docs/{path}.md": text for path, text in tree.items()}
    found["docs/.pages"] = yaml.safe_dump({"nav": ["index.md", *folders]})
    for folder, pages in folders.items():
        nav = ["index.md", *(f"{page}.md" for page in pages)]
        found[f"docs/{folder}/.pages"] = yaml.safe_dump({"nav": nav})
    for name, data in _data().items():
        found[f"docs/_data/{name}.yml"] = _dates(
            yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        )
    found["docs/_data/health.jsonl"] = _health()
    found["docs/projects/code/digits/metrics.json"] = json.dumps(RUN)
    for name in ("starter.py", "starter.ipynb", "../kit.py"):
        found[f"docs/projects/code/digits/{name}"] = "{}\n"
    for page in ("first", "other"):
        found[f"docs/part/code/{page}/scratch.py"] = "print(3)\n"
        found[f"docs/part/code/{page}/scratch.out"] = "3\n"
    return {path: _dates(text) if path.endswith(".md") else text for path, text in found.items()}


def _dates(text: str) -> str:
    """Dates as YAML has them, without quotes."""
    return re.sub(r"'(\d{4}-\d\d-\d\d)'", r"\1", text)


def write(root: Path) -> Path:
    """The small site with the code, templates and styles of the real one, ready to be built."""
    shutil.copytree(
        ROOT / "scripts", root / "scripts",
        ignore=shutil.ignore_patterns("node_modules", "__pycache__", "*.egg-info"),
    )  # fmt: skip
    (root / "scripts/web/node_modules").symlink_to(ROOT / "scripts/web/node_modules")
    (root / "overrides").symlink_to(ROOT / "overrides")
    for name, text in files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "docs/assets").symlink_to(ROOT / "docs/assets")
    english = ROOT / "docs/_data/strings/en.yml"
    words = pseudo(yaml.safe_load(english.read_text(encoding="utf-8")))
    folder = root / "docs/_data/strings"
    folder.mkdir()
    text = yaml.safe_dump(words, allow_unicode=True, sort_keys=False)
    (folder / f"{LANGUAGE}.yml").write_text(text, encoding="utf-8")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["theme"]["language"] = LANGUAGE
    settings |= {"site_name": disguised("Road"), "site_description": disguised("A road.")}
    settings["extra"]["alternate"] = [
        {"name": disguised("English"), "link": "https://example.org/en/", "lang": "en"},
        {"name": disguised("German"), "link": "https://example.org/", "lang": LANGUAGE},
    ]
    (root / "mkdocs.yml").write_text(
        yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return root
