"""The road for other programs: JSON with its schema, text for language models, a feed, JSON-LD.

Pure functions from the model to text; the adapter writes the files beside the built pages.
"""

import json
import subprocess
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from roadmap import plain
from roadmap.model import Need, Page, Site

VERSION = 1
NEWEST = 30  # entries of the feed
TEXT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KINDS = ("topic", "project", "tool", "career", "discussion", "catalogue")


class Step(BaseModel):
    """A page of the road."""

    id: str = Field(description="Stable while the page keeps its path; `former` lists older ones.")
    title: str
    description: str
    kind: str
    level: str | None
    hours: float | None = Field(description="Study time with exercises, in hours.")
    needs: list[Need] = Field(description="Direct prerequisites, each with the reason.")
    former: list[str] = Field(description="Ids that this page had, or was split off from.")
    reviewed: date | None
    url: str = Field(description="Relative to the address of this file.")


class Part(BaseModel):
    """A stage of the road; its hours are the sum over its pages."""

    id: str
    title: str
    hours: float
    pages: list[Step]


class Road(BaseModel):
    """The whole road in reading order."""

    version: int = Field(description="Changes when a reader of this file would have to.")
    title: str
    licence: str
    stages: list[Part]


def road(site: Site, title: str) -> str:
    """`roadmap.json`: stages, pages and the prerequisite graph."""
    stages = [
        Part(
            id=stage.folder,
            title=stage.index.meta.title,
            hours=stage.hours,
            pages=[_step(page) for page in stage.pages],
        )
        for stage in site.stages
        if any(page.meta.kind in KINDS for page in stage.pages)
    ]
    data = Road(version=VERSION, title=title, licence=TEXT_LICENCE, stages=stages)
    named = {"$schema": "roadmap.schema.json"} | data.model_dump(mode="json")
    return json.dumps(named, ensure_ascii=False, indent=1) + "\n"


def schema() -> str:
    """`roadmap.schema.json`, from the same classes."""
    return json.dumps(Road.model_json_schema(), indent=1) + "\n"


def _step(page: Page) -> Step:
    meta = page.meta
    return Step(
        id=page.path,
        title=meta.title,
        description=meta.description,
        kind=meta.kind,
        level=meta.level,
        hours=meta.hours,
        needs=meta.needs,
        former=list(page.former),
        reviewed=meta.reviewed,
        url=page.url,
    )


def index_for_models(site: Site, title: str, about: str) -> str:
    """`llms.txt`: what the site is, and each page with its address and idea."""
    lines = [f"# {title}", "", f"> {' '.join(about.split())}", ""]
    lines += [site.strings("models.all_text", file="[llms-full.txt](llms-full.txt)"), ""]
    for stage in site.stages:
        lines += [f"## {stage.index.meta.title}", ""]
        lines += [f"- [{p.meta.title}]({p.url}): {p.meta.description}" for p in stage.pages]
        lines.append("")
    return "\n".join(lines)


def text_for_models(site: Site, title: str, base: str = "") -> str:
    """`llms-full.txt`: the Markdown of every page in road order, its addresses below `base`."""
    parts = [f"# {title}\n"]
    for page in site.pages.values():
        if page.meta.kind in KINDS:
            text = plain.body(site, page, base)
            parts.append(f"# {page.meta.title}\n\n{page.meta.description}\n\n{text}\n")
    return "\n".join(parts)


def feed(site: Site, title: str, base: str, changed: Mapping[str, date]) -> str:
    """RSS of the pages changed last; `changed` maps source files to days."""
    rss = etree.Element("rss", version="2.0")
    channel = etree.SubElement(rss, "channel")
    for name, value in (
        ("title", title),
        ("link", base),
        ("description", site.strings("frame.feed")),
    ):
        etree.SubElement(channel, name).text = value
    dated = [(changed[p.source], p) for p in site.pages.values() if p.source in changed]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    for day, page in dated[:NEWEST]:
        item = etree.SubElement(channel, "item")
        address = base + page.url
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        for name, value in (
            ("title", page.meta.title),
            ("link", address),
            ("guid", f"{address}#{day.isoformat()}"),
            ("description", page.meta.description),
            ("pubDate", format_datetime(moment)),
        ):
            etree.SubElement(item, name).text = value
    etree.indent(rss)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(rss, encoding="unicode")}\n'


def changes(root: Path) -> dict[str, date]:
    """Source file -> day of its last commit; empty without a history."""
    command = ["git", "log", "--format=%x00%cs", "--name-only", "--", "docs"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    found: dict[str, date] = {}
    for commit in done.stdout.split("\0")[1:]:
        day, *names = commit.strip().split("\n")
        for name in filter(None, names):
            found.setdefault(name, date.fromisoformat(day))
    return found


def structured(site: Site, page: Page, title: str, base: str) -> str:
    """JSON-LD of a page: a learning resource, or the course on the home page; safe in HTML."""
    if page.meta.kind == "home":
        data = _course(site, page, title, base)
    elif page.meta.kind in ("topic", "project", "tool"):
        data = _learning_resource(site, page, title, base)
    else:
        return ""
    shared = {
        "@context": "https://schema.org",
        "inLanguage": site.strings.language,
        "isAccessibleForFree": True,
    }
    return json.dumps(shared | data, ensure_ascii=False).replace("<", "\\u003c")


def _course(site: Site, page: Page, title: str, base: str) -> dict[str, Any]:
    time = sum(other.meta.hours or 0 for other in site.pages.values())
    return {
        "@type": "Course",
        "name": title,
        "description": page.meta.description,
        "license": TEXT_LICENCE,
        "provider": {"@type": "Organization", "name": title},
        "offers": {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "USD"},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "online",
            "courseWorkload": _duration(time),
        },
    } | _address(base, page)


def _learning_resource(site: Site, page: Page, title: str, base: str) -> dict[str, Any]:
    needs = [site.pages[n.page].meta.title for n in page.meta.needs if n.page in site.pages]
    found = {
        "@type": "LearningResource",
        "name": page.meta.title,
        "description": page.meta.description,
        "license": TEXT_LICENCE,
        "learningResourceType": page.meta.kind,
        "educationalLevel": page.meta.level,
        "timeRequired": _duration(page.meta.hours) if page.meta.hours else None,
        "competencyRequired": needs,
        "isPartOf": {"@type": "Course", "name": title},
    } | _address(base, page)
    if page.meta.reviewed:
        found["dateModified"] = page.meta.reviewed.isoformat()
    return {name: value for name, value in found.items() if value}


def _duration(hours: float) -> str:
    """Hours as ISO 8601 writes them: `PT2H30M`."""
    minutes = round(hours * 60)
    return f"PT{minutes // 60}H" + (f"{minutes % 60}M" if minutes % 60 else "")


def _address(base: str, page: Page) -> dict[str, str]:
    return {"url": base + page.url} if base else {}
