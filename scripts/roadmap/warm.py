"""Processes that have imported the heavy packages and fork for each script that imports them.

A script starts as in a process of its own, with the packages' modules already loaded: nothing of
one run reaches the next. Linux only: on macOS a fork after such imports may crash.
"""

import importlib.util
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Set
from functools import cache
from pathlib import Path

OFFLINE = Path(__file__).with_name("offline.py")
# Package -> the modules that take long; PyTorch's optimizers import the second.
HEAVY = {"sklearn": ["sklearn.datasets"], "torch": ["torch", "torch._dynamo"]}
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "PYTHONIOENCODING": "utf-8",
}


def process(imports: Set[str]) -> "Process | None":
    """The process for scripts that import these names; None when a new one is as good."""
    heavy = frozenset(name for name in imports & HEAVY.keys() if importlib.util.find_spec(name))
    return _process(heavy) if heavy and sys.platform == "linux" else None


class Process:
    """Runs scripts, one at a time, each in a fork; ends with the process that made it."""

    def __init__(self, packages: Set[str]) -> None:
        modules = [module for package in sorted(packages) for module in HEAVY[package]]
        self._popen = subprocess.Popen(
            [sys.executable, str(OFFLINE), "--warm", *modules],
            env=os.environ | ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # a group of its own, to be ended with the script it runs
        )

    def run(self, file: Path, timeout: float) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of a script run in its own folder.

        Raises subprocess.TimeoutExpired.
        """
        asked, answered = self._popen.stdin, self._popen.stdout
        assert asked
        assert answered
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            out.touch()
            err.touch()
            print(json.dumps([str(file.parent), file.name, str(out), str(err)]), file=asked)
            asked.flush()
            if not select.select([answered], [], [], timeout)[0]:
                os.killpg(self._popen.pid, signal.SIGKILL)
                self._popen.wait()
                _process.cache_clear()
                raise subprocess.TimeoutExpired(file.name, timeout)
            code = int(answered.readline())
            return code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")


_process = cache(Process)
