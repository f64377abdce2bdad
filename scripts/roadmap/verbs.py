"""What the verbs of the command do: they print findings to stdout, progress to stderr."""

import sys
from collections.abc import Iterable
from pathlib import Path

from roadmap import outputs as runner
from roadmap.links.changed import GitError, changed_lines
from roadmap.links.formats import annotations
from roadmap.model import Finding, Site


def check(root: Path, changed: str | None, mend: bool, github: bool) -> int:
    """Print every finding; 1 when there are any, 2 when git does not know the base.

    Rules look at the whole site, since a change here can break a link there. `changed` also runs
    the code and draws the figures that changed since that revision. `mend` first puts right what
    needs no person.
    """
    from roadmap.load import load
    from roadmap.rules import check as run

    if mend:
        from roadmap.fix import mend as mend_all

        for mended in mend_all(root):
            print(mended, file=sys.stderr)
    try:
        names = changed_lines(root, changed).keys() if changed else None
    except GitError as error:
        print(error, file=sys.stderr)
        return 2
    site, loading = load(root)
    findings = run(site, loading)
    if names:
        findings = sorted({*findings, *_of_changed_code(root, names)})
    _show(findings, github)
    if not findings:
        print(_size(site), file=sys.stderr)
    return int(bool(findings))


def figures(root: Path, stale_only: bool, only: str | None) -> int:
    """Draw the figures, or with `stale_only` name those that no longer match their code."""
    from roadmap.figures.build import FigureError, build

    try:
        results = build(root, check=stale_only, only=only)
    except FigureError as error:
        print(error)
        return 1
    for result in results:
        print(result)
    return int(stale_only and bool(results))


def outputs(root: Path, write: bool, torch: bool, only: str | None) -> int:
    """Run the code of the pages; compare with, or record, what it prints."""
    files = [
        file
        for file in runner.scripts(root / "docs", torch)
        if not only or only in file.relative_to(root).as_posix()
    ]
    if write:
        for file in files:
            runner.record(file)
            print(f"{file.relative_to(root).as_posix()}: recorded")
        return 0
    findings = list(runner.findings(root, files))
    _show(findings, github=False)
    return int(bool(findings))


def notebooks(root: Path, stale_only: bool) -> int:
    """Make the notebooks, or with `stale_only` name those that no longer match their starter."""
    from roadmap.notebooks import build

    changed = build(root, check=stale_only)
    for file in changed:
        print(f"{file.relative_to(root).as_posix()}: {'out of date' if stale_only else 'written'}")
    return int(stale_only and bool(changed))


def export(root: Path, folder: Path) -> int:
    """Write the site as plain Markdown with a navigation; 1 when the site has findings."""
    from roadmap.export import export as write

    findings = write(root, folder)
    _show(findings, github=False)
    return int(bool(findings))


def pack(root: Path, site: Path, target: Path) -> int:
    """Pack the built site for the disk; 2 when something that it needs is missing."""
    from roadmap.portable import PortableError, write

    try:
        number = write(site, root / "scripts/web", target)
    except PortableError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{target}: {number} files, {target.stat().st_size:,} bytes")
    return 0


def books(root: Path, built: Path, only: str | None) -> int:
    """Write the books of the stages below a built site and link them from their overviews.

    A book that fails is named on stderr and leaves the others; then 1. 2 without a built site.
    """
    from roadmap.books.bind import stages
    from roadmap.books.shelf import NotBuiltError, fill
    from roadmap.load import load

    site, _ = load(root)
    wanted = [stage for stage in stages(site) if not only or only == stage.folder]
    if not wanted:
        names = ", ".join(stage.folder for stage in stages(site))
        print(f"no stage has this name: `{only}`; there are {names}", file=sys.stderr)
        return 2
    failed = 0
    try:
        for file, size, problem in fill(site, wanted, built):
            if problem:
                failed += 1
                print(f"{file}: {problem}", file=sys.stderr)
            else:
                print(f"{file}: {size:,} bytes", flush=True)
    except NotBuiltError as error:
        print(error, file=sys.stderr)
        return 2
    return int(bool(failed))


def _of_changed_code(root: Path, changed: Iterable[str]) -> list[Finding]:
    """What running the code folders of changed files finds."""
    from roadmap.figures.build import FigureError, build

    folders = {
        (root / name).parent.as_posix().replace("/figures/", "/code/")
        for name in changed
        if name.startswith("docs/") and ("/code/" in name or "/figures/" in name)
    }
    found: list[Finding] = []
    for torch in (False, True):
        files = [f for f in runner.scripts(root / "docs", torch) if f.parent.as_posix() in folders]
        if runner.can_run(torch):
            found += runner.findings(root, files)
        elif files:
            names = ", ".join(file.relative_to(root).as_posix() for file in files)
            print(f"not run, PyTorch is not installed (make test-torch): {names}", file=sys.stderr)
    for folder in sorted(folders):
        source = Path(folder) / "figures.py"
        name = source.relative_to(root).as_posix()
        if source.is_file() and runner.needs_torch(source) and not runner.can_run(torch=True):
            print(f"not drawn, PyTorch is not installed: {name}", file=sys.stderr)
            continue
        try:
            for stale in build(root, check=True, only=name):
                message = f"{stale.svg.name} is {stale.reason}"
                found.append(Finding(name, 1, "I02", message, f"run `roadmap figures {name}`"))
        except FigureError as error:
            last = str(error).splitlines()[-1]
            found.append(Finding(name, 1, "I02", f"draws nothing: {last}", "mend the code"))
    return found


def _show(findings: list[Finding], github: bool) -> None:
    for finding in findings:
        print(finding)
    if github:
        print("".join(annotations(findings)), end="")
    if findings:
        files = len({finding.path for finding in findings})
        print(f"{len(findings)} findings in {files} files", file=sys.stderr)


def _size(site: Site) -> str:
    from roadmap import text

    words = sum(text.words(page.body) for page in site.pages.values())
    return f"{len(site.pages)} pages, {words:,} words, {len(site.records)} records: clean"
