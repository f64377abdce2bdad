"""Thin adapter from MkDocs events to the package: a move to another builder replaces this file."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import URL
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from roadmap import editions, pack, published, rerender, search, social, strings, worker
from roadmap.compact import shared_shapes
from roadmap.expand import ExpandError, expand
from roadmap.load import load
from roadmap.model import Edition, Site
from roadmap.policy import secure
from roadmap.render import EditLinks
from roadmap.rules import navigation
from roadmap.rules import strings as words

ROOT = Path(__file__).resolve().parents[1]
PLAN = ("road-plan", "placement-result", "progress-file")
_site: Site
_changed: dict[str, date] = {}
_editions: list[Edition] = []
_serving = False
_setting: object = None


def on_startup(command: str, dirty: bool) -> None:
    """While writing, the server puts a script of its own into each page: no policy then."""
    global _serving
    _serving = command == "serve"


def on_config(config: Any) -> Any:
    """Load the site once per build; take the repository's address from where it is built."""
    global _site, _changed, _editions
    _site, findings = load(ROOT, config.theme["language"])
    if not _serving:  # for the sitemap and the feed
        _changed = published.changes(ROOT)
    findings += navigation.known(_site)  # awesome-pages would end in a traceback
    findings += [*words.present(_site), *words.fillable(_site)]
    # Material would link each page to the home page of the other language.
    _editions, wrong = editions.read(config.extra.pop("alternate", []))
    findings += wrong
    if findings:
        raise PluginError("\n".join(str(finding) for finding in findings))
    repository = _repository()
    if repository:
        config.repo_url = config.extra["repository"] = repository
        _site = replace(_site, repository=repository)
    config.extra["strings"] = strings.nested(_site.strings)
    for extension, options in strings.extensions(_site.strings).items():
        config.mdx_configs.setdefault(extension, {}).update(options)
    if os.environ.get("SITE_URL"):
        config.site_url = _address(os.environ["SITE_URL"])
    return config


def _address(given: str) -> str:
    """The address of the site with a slash at its end, as MkDocs reads it from its own settings."""
    try:
        return URL(is_dir=True).run_validation(given)
    except ValidationError as error:
        raise PluginError(f"SITE_URL: {error} (such as https://example.org/road/)") from None


def on_files(files: Any, config: Any) -> Any:
    """Former paths of pages become redirects; scripts get their words."""
    script = strings.script(_site.strings)
    files.append(File.generated(config, "assets/js/strings.js", content=script))
    redirects = config.plugins.get("redirects")
    if redirects:
        redirects.config["redirect_maps"] |= {
            f"{alias}.md": f"{page.path}.md"
            for page in _site.pages.values()
            for alias in page.meta.aliases
        }
    if _serving:
        pages = {_code(file) for file in files.documentation_pages()}
        for file in files.media_files():
            if _code(file) and _code(file) not in pages:
                file.copy_file = partial(_link, file, file.copy_file)
    return files


def _code(file: Any) -> str:
    """The folder `code` that holds the file; empty when none does."""
    folder, mark, _ = file.src_uri.partition("/code/")
    return f"{folder}/code" if mark else ""


def _link(file: Any, copy: Callable[[bool], None], dirty: bool) -> None:
    """Link a folder of code instead of copying its files at each edit.

    Nothing writes to it: a folder in which pages stand is not linked.
    """
    inside = len(file.src_uri) - len(_code(file))
    target = Path(file.abs_dest_path[:-inside])
    if target.is_symlink():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.symlink_to(file.abs_src_path[:-inside], target_is_directory=True)
    except OSError:  # as Windows does without a right of its own
        copy(dirty)


def on_nav(nav: Any, config: Any, files: Any) -> Any:
    """Note what all pages depend on, now that the files are known."""
    global _setting
    now = rerender.setting(config, files)
    if now != _setting:  # pages that were made with the same object are not compared in full
        _setting = now
    return nav


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Compile a template when it changes, not at each edit: MkDocs begins anew each time."""
    if _serving:
        env.bytecode_cache = FileSystemBytecodeCache()
    return env


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Put title, card, code, figures, addresses and derived lists into the page."""
    if _serving:
        rerender.keep(page, _setting)
    known = _site.pages.get(page.file.src_uri.removesuffix(".md"))
    if known is None:
        return markdown
    page.meta["description"] = known.meta.description
    if known.source in _changed:
        page.update_date = _changed[known.source].isoformat()  # the sitemap tells it
    try:
        return expand(_site, known, EditLinks.of(config.extra.get("repository"), known))
    except ExpandError as error:
        raise PluginError(str(error)) from None


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Tell the template which styles the page needs, so that others do not load them."""
    known = _site.pages.get(page.file.src_uri.removesuffix(".md"))
    if known:
        name, base = config.site_name, config.site_url or ""
        context["structured"] = published.structured(_site, known, name, base)
        context["languages"] = editions.of(_editions, known)
        if base:
            context["social"] = base + social.name(known)
    content = page.content or ""
    context["has_math"] = 'class="katex' in content
    context["has_map"] = "<road-map" in content
    context["has_filter"] = "<resource-filter" in content
    context["has_plan"] = any(f"<{part}" in content for part in PLAN)
    return context


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Draw a shape once; allow the page to load our own files only."""
    return output if _serving else secure(shared_shapes(output))


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """The page for addresses that do not exist is made by a template of its own.

    Without a history, MkDocs would have the sitemap tell the day of the build for every page.
    """
    if template_name == "sitemap.xml" and not _changed:
        return re.sub(r"\s*<lastmod>.*?</lastmod>", "", output_content)
    if _serving or not template_name.endswith(".html"):
        return output_content
    return secure(output_content)


def on_post_build(config: Any) -> None:
    """Write what other programs read beside the pages."""
    name, base = config.site_name, config.site_url or ""
    files = {
        "search.json": search.index(_site),
        "roadmap.json": published.road(_site, name),
        "roadmap.schema.json": published.schema(),
        "llms.txt": published.index_for_models(_site, name, config.site_description),
    }
    if not _serving:  # it takes a tenth of the time until an edit shows
        files["llms-full.txt"] = published.text_for_models(_site, name, base)
    if base and not _serving:  # the server has an address too, but nobody shares its pages
        files["feed.xml"] = published.feed(_site, name, base, _changed)
        _write_cards(Path(config.site_dir), name)
    for file, content in files.items():
        (Path(config.site_dir) / file).write_text(content, encoding="utf-8", newline="\n")
    if not _serving:
        try:
            pack.pack(Path(config.site_dir), ROOT / "scripts/web")
        except pack.PackError as error:
            raise PluginError(str(error)) from None
        kept = worker.files(Path(config.site_dir))
        script = worker.script(kept)
        (Path(config.site_dir) / "sw.js").write_text(script, encoding="utf-8", newline="\n")


def _write_cards(folder: Path, title: str) -> None:
    """Pictures for shared links; only a published site has the addresses that they need."""
    for file, content in social.cards(_site, title):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)


def _repository() -> str:
    """Web address of the repository: of the workflow's, else of the `origin` remote, else none."""
    name = os.environ.get("GITHUB_REPOSITORY")
    if name:
        return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    done = subprocess.run(
        ["git", "remote", "get-url", "origin"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    match = re.match(r"(?:https://|git@)([\w.-]+)[:/]([\w./-]+?)(?:\.git)?\s*$", done.stdout)
    return f"https://{match[1]}/{match[2]}" if match else ""
