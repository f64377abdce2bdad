"""The site in several languages: which there are, and where each page stands in the others.

`extra.alternate` of mkdocs.yml names them, as Material for MkDocs documents it. Pages have the same
path in every language.
"""

from typing import Any

from roadmap.model import Edition, Finding, Page
from roadmap.schema import validate

NAME = "mkdocs.yml"


def read(alternate: Any) -> tuple[list[Edition], list[Finding]]:
    """The languages of the setting; none where there is only one, and what is wrong with them."""
    findings: list[Finding] = []
    editions: list[Edition] = []
    for entry in alternate if isinstance(alternate, list) else [alternate]:
        edition, wrong = validate(Edition, entry, {}, f"{NAME} (extra.alternate)", "D")
        findings += wrong
        if edition:
            editions.append(edition)
    return (editions if len(editions) > 1 else []), findings


def of(editions: list[Edition], page: Page) -> list[dict[str, str]]:
    """Name, address and code of the page in each language, for the template."""
    return [
        {"name": each.name, "lang": each.lang, "href": f"{each.link.rstrip('/')}/{page.url}"}
        for each in editions
    ]
