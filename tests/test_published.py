"""What other programs read: JSON that its schema accepts, text, feed and JSON-LD."""

import json
import re
import subprocess
import xml.etree.ElementTree as etree
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT
from roadmap import plain, published
from roadmap.load import load

SITE, _ = load(ROOT)
BASE = "https://example.org/road/"
LAYERS = SITE.pages["neural-networks/layers"]
LINEAR = SITE.pages["prerequisites/linear-algebra"]


def test_the_road_as_json_is_what_its_schema_says() -> None:
    data = json.loads(published.road(SITE, "Title"))
    schema = json.loads(published.schema())
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"version": "one"}, schema)


def test_the_road_as_json_holds_every_topic_with_its_needs_and_hours_that_add_up() -> None:
    data = json.loads(published.road(SITE, "Title"))
    pages = {page["id"]: page for stage in data["stages"] for page in stage["pages"]}
    for page in SITE.of("topic", "project"):
        shown = pages[page.path]
        assert [need["page"] for need in shown["needs"]] == [n.page for n in page.meta.needs]
    for stage in data["stages"]:
        assert stage["hours"] == sum(page["hours"] or 0 for page in stage["pages"])


def test_the_text_for_models_holds_every_page_once() -> None:
    text = published.text_for_models(SITE, "Title")
    index = published.index_for_models(SITE, "Title", "About.")
    for page in SITE.of("topic"):
        assert text.count(f"# {page.meta.title}\n\n{page.meta.description}\n") == 1
        assert f"]({page.url}): {page.meta.description}" in index


def test_the_text_for_models_stands_alone() -> None:
    shown = re.sub(
        r"^ *```.*?^ *```", "", published.text_for_models(SITE, "Title", BASE), flags=re.M | re.S
    )
    assert not re.findall(r"<!--|<details|<summary|markdown=|\]\(ref:|\]\(figures/", shown)
    targets = set(re.findall(r"\]\(([^()\s]+)\)", re.sub(r"`[^`\n]+`", "", shown)))
    assert [target for target in targets if not target.startswith(("https://", "http://"))] == []
    addresses = {page.url for page in SITE.pages.values()}
    ours = {target.removeprefix(BASE).partition("#")[0] for target in targets if BASE in target}
    assert len(ours) > 500
    assert [path for path in ours - addresses if not (SITE.docs / path).is_file()] == []


def test_a_page_in_plain_text_holds_its_code_captions_and_sources() -> None:
    source = """See [the
other](history.md#x), [here](#y) and `[p](history.md)`.

[Code: a rule](code/layers/scratch.py#none)

![A \\$ alt.](figures/layers/x.svg "A caption.")

<details markdown="1"><summary>Hint</summary>

Try.

</details>

<!-- roadmap: resources -->
<!-- roadmap: next -->
"""
    code = LAYERS.source.rpartition("/")[0] + "/code/layers"
    file = sorted(path.name for path in (ROOT / code).glob("*.py"))[0]
    source = source.replace("scratch.py#none", file)
    text = plain.body(SITE, replace(LAYERS, body=source), BASE)
    assert f"other]({BASE}neural-networks/history/#x)" in text
    assert f"[here]({BASE}neural-networks/layers/#y) and `[p](history.md)`." in text
    assert f"[Code: a rule]({BASE}neural-networks/code/layers/{file})\n\n```python\n" in text
    assert "> A \\$ alt.\n>\n> A caption." in text
    assert "**Hint**" in text
    assert "<" not in text.partition("> A caption.")[2]
    use = LAYERS.meta.resources[0]
    assert f"]({SITE.records[use.id].url}): {use.where}" in text
    assert text.endswith(f"[{LAYERS.meta.title}]({BASE}{LAYERS.url})")
    assert "](neural-networks/history/#x)" in plain.body(SITE, replace(LAYERS, body=source))


def test_the_feed_lists_the_newest_first_and_escapes() -> None:
    meta = LAYERS.meta.model_copy(update={"title": "A < B & <script>"})
    site = replace(SITE, pages=SITE.pages | {LAYERS.path: replace(LAYERS, meta=meta)})
    other = SITE.pages["neural-networks/history"]
    days = {LAYERS.source: date(2026, 3, 2), other.source: date(2026, 3, 3)}
    root = etree.fromstring(published.feed(site, "Title", BASE, days).encode())
    items = root.findall("channel/item")
    assert [item.findtext("title") for item in items] == [other.meta.title, "A < B & <script>"]
    assert items[1].findtext("link") == f"{BASE}neural-networks/layers/"
    assert items[1].findtext("pubDate") == "Mon, 02 Mar 2026 00:00:00 +0000"


def test_the_days_of_change_come_from_the_history(tmp_path: Path) -> None:
    assert published.changes(tmp_path) == {}
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("A\n", encoding="utf-8")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    when = {"GIT_COMMITTER_DATE": "2026-03-02T10:00:00Z", "HOME": str(tmp_path)}
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "A"]):
        subprocess.run(["git", *command], cwd=tmp_path, env=when, check=True)
    assert published.changes(tmp_path) == {"docs/a.md": date(2026, 3, 2)}


def test_a_page_describes_itself_as_a_learning_resource() -> None:
    data = json.loads(published.structured(SITE, LAYERS, "Title", BASE))
    assert data["@type"] == "LearningResource"
    assert data["url"] == f"{BASE}neural-networks/layers/"
    assert data["timeRequired"].startswith("PT")
    assert len(data["competencyRequired"]) == len(LAYERS.meta.needs)
    home = json.loads(published.structured(SITE, SITE.pages["index"], "Title", ""))
    assert home["@type"] == "Course"
    assert "url" not in home
    first = json.loads(published.structured(SITE, LINEAR, "Title", ""))
    assert "competencyRequired" not in first  # it needs nothing
    unknown = LINEAR.meta.model_copy(update={"hours": None, "level": None})
    data = json.loads(published.structured(SITE, replace(LINEAR, meta=unknown), "Title", ""))
    assert data.keys().isdisjoint({"timeRequired", "educationalLevel"})
    assert published.structured(SITE, SITE.pages["contributing/index"], "Title", BASE) == ""


def test_structured_data_cannot_leave_its_element() -> None:
    meta = LAYERS.meta.model_copy(update={"title": "</script><script>alert(1)</script>"})
    text = published.structured(SITE, replace(LAYERS, meta=meta), "Title", BASE)
    assert "<" not in text
    assert json.loads(text)["name"] == meta.title


def test_the_built_site_holds_these_files(site_dir: Path) -> None:
    for name in ("roadmap.json", "roadmap.schema.json", "llms.txt", "llms-full.txt"):
        assert (site_dir / name).stat().st_size > 1000
    page = (site_dir / "neural-networks/layers/index.html").read_text(encoding="utf-8")
    assert '<script type="application/ld+json">{"@context"' in page
