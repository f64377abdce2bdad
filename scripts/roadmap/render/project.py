"""Parts of the project pages that rest on recorded runs: baselines, downloads, comparison."""

from collections.abc import Iterable, Sequence

from roadmap.model import Dataset, Page, Run, Site
from roadmap.render.html import block, facts, link, record_link, text, tracked
from roadmap.strings import Strings

CODE = "code"
COLAB = "https://colab.research.google.com/github/"
GITHUB = "https://github.com/"


def published(site: Site, page: Page) -> list[Dataset]:
    """The datasets of a project: first those with a published figure, then by id."""
    found = [
        record
        for record in site.records.values()
        if isinstance(record, Dataset) and page.slug in record.projects
    ]
    return sorted(found, key=lambda record: record.baseline is None)


def baseline(site: Site, page: Page) -> str:
    """What the bundled run has to beat, what it reached, and what others published."""
    run = site.runs.get(page.path)
    if run is None:
        return ""
    say = site.strings
    head = _row([say("project.what"), *run.forms, say("project.source")], "col")
    rows = [
        _row(
            [name, *(_score(say, run, scores.get(key), key) for key in run.forms), _typed(run, "")]
        )
        for name, scores in run.baselines.items()
    ]
    measured = [_spread(say, run, key) for key in run.forms]
    rows.append(_row([say("project.starter"), *measured, _typed(run, _seeds(say, run))]))
    span = len(run.forms)
    rows += [
        f'<tr><th scope="row">'
        f"{say.html('project.published', data=record_link(site, record))}</th>"
        f'<td colspan="{span}">{text(record.baseline.value)}</td>'
        f"<td>{text(record.baseline.source)}</td></tr>"
        for record in published(site, page)
        if record.baseline
    ]
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    note = say(
        "project.note",
        day=run.date.isoformat(),
        hardware=run.hardware,
        seconds=run.seconds,
        versions=versions,
    )
    table = _table(say("project.baselines"), head, rows)
    return block("baseline-table", f"{table}<p>{text(note)}</p>")


def _row(cells: Iterable[str], scope: str = "row") -> str:
    first, *rest = cells
    if scope == "col":
        return "<tr>" + "".join(f'<th scope="col">{text(c)}</th>' for c in (first, *rest)) + "</tr>"
    return f'<tr><th scope="row">{text(first)}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>'


def _table(name: str, head: str, rows: Sequence[str]) -> str:
    return (
        f'<div class="table-scroll" role="group" aria-label="{text(name)}" tabindex="0">'
        f'<table class="tools"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def _shown(say: Strings, run: Run, value: float, key: str) -> str:
    percent = run.forms[key] == "percent"
    return f"{say.number(100 * value, 1)}%" if percent else say.number(value, 3)


def _score(say: Strings, run: Run, value: float | None, key: str) -> str:
    return "–" if value is None else _shown(say, run, value, key)


def _spread(say: Strings, run: Run, key: str) -> str:
    found = run.starter.get(key)
    if found is None:
        return "–"
    percent = run.forms[key] == "percent"
    spread = say.number(100 * found.std, 1) if percent else say.number(found.std, 3)
    return f"{_shown(say, run, found.mean, key)} ± {spread}"


def _typed(run: Run, seeds: str) -> str:
    command = run.command.removesuffix(" --seed SEED")
    return f"<code>{text(command)}</code>{f', {seeds}' if seeds else ''}"


def _seeds(say: Strings, run: Run) -> str:
    return say("project.seeds", first=run.seeds[0], last=run.seeds[-1])


def starter(site: Site, page: Page) -> str:
    """The files to take along: script, what it imports, notebook, and Colab where it can be.

    A line of Markdown: links to files are the builder's, as they are in the text of a page.
    """
    say = site.strings
    own = f"{CODE}/{page.slug}"
    notebook = f"{own}/starter.ipynb"
    files = {
        "starter.py": f"{own}/starter.py",
        "kit.py": f"{CODE}/kit.py",
        say("project.notebook"): notebook,
    }
    folder = (site.root / page.source).parent
    links = [
        f"[{name}]({path}){{ download }}"
        for name, path in files.items()
        if (folder / path).is_file()
    ]
    if not links:
        return ""
    if site.repository and site.repository.startswith(GITHUB):
        name = site.repository.removeprefix(GITHUB)
        source = f"docs/{page.folder}/{notebook}"
        links.append(f"[{say('project.colab')}]({COLAB}{name}/blob/main/{source})")
    return say("project.take", files=" · ".join(links))


def projects_index(site: Site, page: Page) -> str:
    """The projects side by side, in the order in which the curriculum makes them possible."""
    ordered = in_order(site)
    if not ordered:
        return ""
    say = site.strings
    head = _row(
        [say("project.name"), say("project.after"), say("project.data"), say("project.run")],
        "col",
    )
    rows = [
        f'<tr><th scope="row">{tracked(page, project)}'
        f"<small>{' · '.join(facts(say, project))}</small></th>"
        f"<td>{_last_need(site, page, project)}</td>"
        f"<td>{_sizes(site, project)}</td><td>{_bundled(site, project)}</td></tr>"
        for project in ordered
    ]
    return block("project-comparison", _table(say("project.label"), head, rows))


def in_order(site: Site) -> list[Page]:
    """The projects by the place on the road of the last page that each one needs."""
    place = {path: number for number, path in enumerate(site.pages)}

    def last(project: Page) -> tuple[int, float]:
        needs = [place[need.page] for need in project.meta.needs if need.page in place]
        return max(needs, default=0), project.meta.hours or 0

    return sorted(site.of("project"), key=last)


def _last_need(site: Site, page: Page, project: Page) -> str:
    place = {path: number for number, path in enumerate(site.pages)}
    needs = [need.page for need in project.meta.needs if need.page in place]
    return link(page, site.pages[max(needs, key=place.__getitem__)]) if needs else ""


def _sizes(site: Site, project: Page) -> str:
    found = published(site, project)
    return f"{text(found[0].name)}: {text(found[0].size)}" if found else ""


def _bundled(site: Site, project: Page) -> str:
    run = site.runs.get(project.path)
    return site.strings.html("project.seconds", seconds=run.seconds) if run else ""
