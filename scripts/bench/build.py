"""What a build costs: the whole site, an edit under `mkdocs serve`, and who takes the time."""

import os
import subprocess
import sys
import time
from pathlib import Path

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class BuildError(RuntimeError):
    """A build failed; the message is what it said."""


def environment(source: Path) -> dict[str, str]:
    """Variables for a MkDocs that runs the code of `source`, not an installed copy of it."""
    return os.environ | QUIET | {"PYTHONPATH": str(source / "scripts")}


def build(source: Path, site: Path) -> float:
    """Build the folder `source` into `site`; return the wall time in s. Raises BuildError."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=source,
        env=environment(source),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise BuildError(f"{done.stdout}\nthe build of {source.name} failed")
    return time.perf_counter() - start
