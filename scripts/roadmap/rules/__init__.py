"""The rules a site must keep. Each has a code, one small function, and a good and a bad test."""

from roadmap.model import Finding, Site
from roadmap.rules import catalogue, code, content, graph, navigation, pages
from roadmap.rules.registry import LOADING, Rule, rules

__all__ = ["LOADING", "Rule", "catalogue", "check", "code", "content", "graph", "navigation", "pages", "rules"]


def check(site: Site, loading: list[Finding]) -> list[Finding]:
    """All findings, sorted by place: those of loading and those of every rule."""
    found = [finding for rule in rules().values() for finding in rule.check(site)]
    return sorted({*loading, *found})
