"""The reference: what Material for MkDocs makes of the same Markdown, as it comes.

No template, hook, style or script of ours. The settings are Material's defaults and the Markdown
extensions that the text needs. Mathematics is typeset in the browser, the way Material's
documentation shows it for KaTeX, from a copy beside the pages.
"""

import shutil
from pathlib import Path
from typing import Any

import yaml

from roadmap import quiz
from roadmap.export import export, navigation
from roadmap.load import load, strings_of
from roadmap.model import Site
from roadmap.strings import ENGLISH

KATEX = "scripts/web/node_modules/katex/dist"
SCRIPT = r"""document$.subscribe(({ body }) => {
  renderMathInElement(body, {
    delimiters: [
      { left: "$$", right: "$$", display: true },
      { left: "$", right: "$", display: false },
      { left: "\\(", right: "\\)", display: false },
      { left: "\\[", right: "\\]", display: true },
    ],
  });
});
"""


class NoMarkdownError(RuntimeError):
    """The Markdown of the site could not be written; the message lists the findings."""


def configuration(settings: dict[str, Any], site: Site) -> dict[str, Any]:
    """The settings of the reference: of ours only the name, and extensions of others by name."""
    named = [next(iter(e)) if isinstance(e, dict) else e for e in settings["markdown_extensions"]]
    others = [name for name in named if not name.startswith(("roadmap", "pymdownx.arithmatex"))]
    return {
        "site_name": settings["site_name"],
        "theme": {"name": "material"},
        "markdown_extensions": [*others, {"pymdownx.arithmatex": {"generic": True}}],
        "extra_css": ["katex/katex.min.css"],
        "extra_javascript": [
            "javascripts/katex.js",
            "katex/katex.min.js",
            "katex/contrib/auto-render.min.js",
        ],
        "nav": navigation(site),
    }


def write(root: Path, folder: Path) -> None:
    """Write Markdown and settings of the reference to a new folder. Raises NoMarkdownError."""
    findings = export(root, folder)
    if findings:
        raise NoMarkdownError("\n".join(str(finding) for finding in findings))
    docs = folder / "docs"
    shutil.rmtree(docs / "assets")  # what our own templates load
    for page in docs.rglob("*.md"):
        page.write_text(
            quiz.expand(strings_of(ENGLISH), page.read_text("utf-8")),
            encoding="utf-8",
            newline="\n",
        )
    settings = configuration(
        yaml.safe_load((root / "mkdocs.yml").read_text("utf-8")), load(root)[0]
    )
    (folder / "mkdocs.yml").write_text(
        yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    katex = root / KATEX
    for source in ["katex.min.css", "katex.min.js", "contrib/auto-render.min.js"]:
        target = docs / "katex" / source
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(katex / source, target)
    shutil.copytree(katex / "fonts", docs / "katex/fonts")
    (docs / "javascripts").mkdir()
    (docs / "javascripts/katex.js").write_text(SCRIPT, encoding="utf-8")
