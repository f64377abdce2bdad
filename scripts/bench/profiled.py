"""Builds a folder in this process and samples who works: `python -m bench.profiled FOLDER SITE`.

A signal each few ms of processor time looks at the stack, which costs next to nothing, where a
tracing profiler would make code with many small calls look six times as slow as it is. Prints the
samples of each part as JSON.
"""

import json
import logging
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from types import FrameType

EVERY = 0.002  # s of processor time between two looks
RENDERING, AROUND = "own rendering", "own reading, checking, lists for programs"
YAML, KATEX, LIBRARY = "YAML, called by our code", "KaTeX, likewise", "other libraries, likewise"
# Functions of ours under which no page is rendered, by file and name.
NOT_PAGES = (("hooks.py", "on_config"), ("hooks.py", "on_post_build"), ("", "<module>"))
# The first that a stack holds, seen from the inside, when no code of ours is in it.
OTHERS = {
    "Pygments": ("/pygments/",),
    "Markdown": ("/markdown/", "/pymdownx/"),
    "templates": ("/jinja2/", "/templates/", "/overrides/"),
}
REST = "MkDocs and the rest"
PARTS = (RENDERING, AROUND, YAML, KATEX, LIBRARY, *OTHERS, REST)


def part(stack: list[tuple[str, str]], ours: str) -> str:
    """The part that a stack counts for, once: (file, function), the innermost first.

    `ours` is the folder of our code. What it calls in libraries is apart; MkDocs is no library:
    what it does for a function of ours that calls it back counts as its own.
    """
    inside = list(takewhile(lambda call: "/mkdocs/" not in call[0], stack))
    own = [index for index, (file, _) in enumerate(inside) if file.startswith(ours)]
    if own:
        file, function = inside[own[-1]]
        called = [name for name, _ in inside[: own[-1]]]
        if any("/py_mini_racer/" in name for name in called):
            return KATEX
        if any("/yaml/" in name for name in called):
            return YAML
        if any("/site-packages/" in name for name in called):
            return LIBRARY
        around = any(file.endswith(end) and function == name for end, name in NOT_PAGES)
        return AROUND if around else RENDERING
    for file, _ in stack:
        for name, marks in OTHERS.items():
            if any(mark in file for mark in marks):
                return name
    return REST


def calls(frame: FrameType | None) -> Iterator[tuple[str, str]]:
    """File and function of the calls on a stack, from the inside."""
    while frame:
        yield frame.f_code.co_filename, frame.f_code.co_name
        frame = frame.f_back


def main(folder: str, site: str) -> None:
    """Build and print {part: samples}."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.disable(logging.ERROR)
    os.chdir(folder)
    found: Counter[str] = Counter()
    ours = os.path.join(os.getcwd(), "scripts")

    def look(_: int, frame: FrameType | None) -> None:
        found[part(list(calls(frame)), ours)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    config = load_config("mkdocs.yml", site_dir=site)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps({name: found[name] for name in PARTS}))


if __name__ == "__main__":
    main(*sys.argv[1:])
