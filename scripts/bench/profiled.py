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
from types import FrameType

EVERY = 0.002  # s of processor time between two looks
OURS = "our own code"
YAML, KATEX, LIBRARY = "libraries it calls: YAML", "KaTeX", "others"
# The first that a stack holds, seen from the inside, when no code of ours is in it.
OTHERS = {
    "Pygments": ("/pygments/",),
    "Markdown": ("/markdown/", "/pymdownx/"),
    "templates": ("/jinja2/", "/templates/", "/overrides/"),
}
REST = "MkDocs and the rest"
PARTS = (OURS, YAML, KATEX, LIBRARY, *OTHERS, REST)


def part(stack: list[str], ours: str) -> str:
    """The part that a stack counts for, once: `stack` are file names, the innermost first.

    `ours` is the folder of our code. What it calls in libraries is apart; MkDocs is no library:
    what it does for a function of ours that calls it back counts as its own.
    """
    inside = []
    for file in stack:
        if "/mkdocs/" in file:
            break
        inside.append(file)
    own = [index for index, file in enumerate(inside) if file.startswith(ours)]
    if own:
        called = inside[: own[0]] if len(own) == 1 else inside[: own[-1]]
        if any("/py_mini_racer/" in file for file in called):
            return KATEX
        if any("/yaml/" in file for file in called):
            return YAML
        return LIBRARY if any("/site-packages/" in file for file in called) else OURS
    for file in stack:
        for name, marks in OTHERS.items():
            if any(mark in file for mark in marks):
                return name
    return REST


def files(frame: FrameType | None) -> Iterator[str]:
    """File names of a stack, from the inside."""
    while frame:
        yield frame.f_code.co_filename
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
        found[part(list(files(frame)), ours)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    config = load_config("mkdocs.yml", site_dir=site)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps({name: found[name] for name in PARTS}))


if __name__ == "__main__":
    main(*sys.argv[1:])
