"""Pictures of the pages that a change touches, and a list of them in Markdown on stdout.

Usage: preview.py BASE FOLDER, after `make build`. A page is touched when its Markdown, its code or
its figures changed since BASE; a change of templates, styles or data is shown on the home page.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import launch, served
from roadmap.links.changed import changed_lines
from roadmap.load import load
from roadmap.model import Page, Site

ROOT = Path(__file__).resolve().parents[1]
VIEWS = {"desktop-light": (1300, 900, "light"), "phone-dark": (390, 844, "dark")}
MOST = 20  # pages with pictures; a list names the others


def touched(site: Site, changed: Iterable[str]) -> list[Page]:
    """The pages that show a changed file, in road order; the home page for what all share."""
    paths, shared = set(), False
    for name in changed:
        parts = name.removesuffix(".md").split("/")
        if parts[0] == "overrides" or name.startswith(("docs/_data/", "docs/assets/")):
            shared = True
        elif parts[0] == "docs" and len(parts) > 4 and parts[2] in ("code", "figures"):
            paths.add(f"{parts[1]}/{parts[3]}")
        elif parts[0] == "docs":
            paths.add("/".join(parts[1:]))
    found = [page for page in site.pages.values() if page.path in paths]
    return found or ([site.pages["index"]] if shared else [])


def listing(pages: list[Page]) -> str:
    """The Markdown of the summary. Titles are shown as code: they come from the change."""
    rows = [f"- `{page.meta.title.replace('`', '')}` (`{page.source}`)" for page in pages]
    head = f"{len(pages)} changed pages; pictures and the built site are in the artifact *preview*."
    return "\n".join([head, "", *rows]) + "\n"


def pictures(pages: list[Page], built: Path, folder: Path) -> None:
    """Full-page pictures of each page in each view."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(built) as address, sync_playwright() as playwright:
        chromium = launch(playwright)
        for view, (width, height, scheme) in VIEWS.items():
            tab = chromium.new_page(
                service_workers="block",
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            for page in pages:
                tab.goto(f"{address}{page.url}")
                name = page.path.replace("/", "-")
                tab.screenshot(path=folder / f"{name}-{view}.png", full_page=True)
        chromium.close()


def main(base: str, folder: str) -> None:
    """Write the pictures, print the list."""
    site, _ = load(ROOT)
    pages = touched(site, changed_lines(ROOT, base))
    pictures(pages[:MOST], ROOT / "site", Path(folder))
    print(listing(pages), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
