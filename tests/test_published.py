"""What other programs read: JSON that its schema accepts, text, feed and JSON-LD."""

import json
import subprocess
import xml.etree.ElementTree as etree
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT
from roadmap import published
from roadmap.load import load

SITE, _ = load(ROOT)
BASE = "https://example.org/road/"
LAYERS = SITE.pages["neural-networks/layers"]


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
