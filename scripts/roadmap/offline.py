"""Runs one script with the network shut: `python offline.py script.py` in the script's folder.

`python offline.py --warm package ...` imports the packages once and runs each script it is told of
in a fork of its own: to import PyTorch takes longer than most scripts. See warm.py.
"""

import gc
import importlib
import json
import os
import runpy
import socket
import sys
from pathlib import Path
from typing import Any

_LOCAL = ("127.", "::1", "localhost")
_connect = socket.socket.connect


def connect(self: socket.socket, address: Any) -> None:
    """Connect to this machine only. Raises OSError for any other address."""
    if isinstance(address, tuple) and not str(address[0]).startswith(_LOCAL):
        raise OSError(f"network is shut while code of pages runs: {address[0]}")
    _connect(self, address)


def forked() -> str:
    """Answer each line of standard input with an exit code; return in the forks, with the script.

    A line is a JSON list: the script's folder and name, the files for its output and its errors.
    """
    for line in sys.stdin:
        folder, name, *files = json.loads(line)
        if pid := os.fork():
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
            continue
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream, file in enumerate(files, start=1):
            os.dup2(os.open(file, os.O_WRONLY), stream)
        return str(name)
    sys.exit()


if __name__ == "__main__":
    if sys.argv[1] == "--warm":
        for package in sys.argv[2:]:
            importlib.import_module(package)
        gc.freeze()  # spares each fork to go through the packages as it ends
        sys.argv[1:] = [forked()]
    socket.socket.connect = connect  # type: ignore[method-assign,assignment]
    script = Path(sys.argv[1]).resolve()
    sys.argv = [script.name, *sys.argv[2:]]
    sys.path[0] = str(script.parent)
    runpy.run_path(str(script), run_name="__main__")
