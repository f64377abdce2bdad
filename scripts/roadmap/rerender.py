"""While `mkdocs serve` runs, a page that nothing touched keeps its HTML from build to build.

What a page is made of is compared in full: its Markdown with everything derived put in, the
settings of Markdown, and all files that links could lead to. Nothing else may be read while
Markdown becomes HTML, so no extension may include files by itself.
"""

import logging
from dataclasses import dataclass
from typing import Any

from mkdocs.utils import CountHandler


@dataclass(frozen=True)
class Rendered:
    """What MkDocs keeps of a rendered page, and what it was made of."""

    inputs: object
    content: str
    toc: Any
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]] | None


_kept: dict[str, Rendered] = {}


def setting(config: Any, files: Any) -> object:
    """What all pages of one build depend on; compared with `==`."""
    return (
        [(file.src_uri, file.url, file.inclusion) for file in files],
        list(config.markdown_extensions),
        repr(config.mdx_configs),
        repr(config.validation),
        config.use_directory_urls,
    )


def keep(page: Any, shared: object) -> None:
    """Let this page take its HTML from an earlier build, when it would come out the same.

    `shared` is the `setting` of the build. A page that warns is rendered, and warns, again.
    """
    render = page.render

    def reuse(config: Any, files: Any) -> None:
        inputs = (page.markdown, shared)
        known = _kept.get(page.file.src_uri)
        if known and known.inputs == inputs:
            _restore(page, known, files)
            return
        counter = CountHandler()
        counter.setLevel(logging.WARNING)
        logger = logging.getLogger("mkdocs")
        logger.addHandler(counter)
        try:
            render(config, files)
        finally:
            logger.removeHandler(counter)
        _kept.pop(page.file.src_uri, None)
        if not counter.get_counts():
            _kept[page.file.src_uri] = _rendered(page, inputs)

    page.render = reuse


def _rendered(page: Any, inputs: object) -> Rendered:
    links = page.links_to_anchors
    by_name = None if links is None else {file.src_uri: links[file] for file in links}
    title, anchors = page._title_from_render, page.present_anchor_ids
    return Rendered(inputs, page.content, page.toc, title, anchors, by_name)


def _restore(page: Any, known: Rendered, files: Any) -> None:
    page.content, page.toc = known.content, known.toc
    page._title_from_render, page.present_anchor_ids = known.title, known.anchors
    if known.links is not None:
        page.links_to_anchors = {files.src_uris[name]: known.links[name] for name in known.links}
