"""How long ago pages were reviewed, seen from the day on which the site is built."""

from datetime import date

from roadmap.model import Page, Site
from roadmap.render.html import day, link, listing
from roadmap.strings import Strings

LISTED, SHOWN = 180, 365  # days after which a page asks contributors, and warns its readers


def age(page: Page, today: date) -> int:
    """Days since the review; 0 for a page without one."""
    return (today - page.meta.reviewed).days if page.meta.reviewed else 0


def reviewed(say: Strings, page: Page, today: date) -> str:
    """The line of the card; an old review says so."""
    if not page.meta.reviewed:
        return ""
    old = age(page, today) > SHOWN
    return say.html(
        "card.reviewed_long_ago" if old else "card.reviewed", day=day(say, page.meta.reviewed)
    )


def waiting(site: Site, here: Page, today: date) -> str:
    """The pages that wait for a review, the oldest first."""
    old = sorted(
        (page for page in site.pages.values() if age(page, today) > LISTED),
        key=lambda page: -age(page, today),
    )
    say = site.strings
    if not old:
        return f"<p>{say.html('card.none_waits', number=LISTED)}</p>"
    return listing([f"{link(here, page)}. {reviewed(say, page, today)}." for page in old])
