"""Derived parts of the pages: pure functions from the model to HTML strings."""

from collections.abc import Callable
from datetime import date

from roadmap.contract import PARTS, missing
from roadmap.model import Page, Site
from roadmap.render import catalogue, links, plan, project, road
from roadmap.render.card import EditLinks, card
from roadmap.render.glossary import glossary
from roadmap.render.review import waiting
from roadmap.render.rules import rule_table

Renderer = Callable[[Site, Page], str]


def _stage(site: Site, page: Page) -> str:
    stage = site.stage_of(page)
    if stage is None:
        return ""
    states = {p.path: missing(p) for p in stage.pages if p.meta.kind in PARTS}
    return road.stage_overview(site, stage, states)


# What a `<!-- roadmap: NAME -->` marker in a page is replaced by.
MARKERS: dict[str, Renderer] = {
    "baseline": project.baseline,
    "career-path": road.career_path,
    "catalogue": lambda site, page: catalogue.catalogue(site),
    "datasets": catalogue.datasets,
    "glossary": glossary,
    "link-health": lambda site, page: links.link_health(site),
    "link-rules": lambda site, page: links.link_rules(site),
    "map": road.road_map,
    "next": road.next_steps,
    "onward": plan.onward,
    "paths": plan.path_list,
    "placement": plan.placement_test,
    "progress": plan.progress_file,
    "projects": project.projects_index,
    "resources": catalogue.resources,
    "reviews": lambda site, page: waiting(site, page, date.today()),
    "rules": lambda site, page: rule_table(site),
    "stage": _stage,
    "starter": project.starter,
    "tools": lambda site, page: catalogue.tool_table(site, page.slug, date.today()),
    "totals": lambda site, page: road.totals(site),
}

__all__ = ["MARKERS", "EditLinks", "Renderer", "card"]
