"""Runs one script with the network shut: `python offline.py script.py` in the script's folder."""

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


if __name__ == "__main__":
    socket.socket.connect = connect  # type: ignore[method-assign,assignment]
    script = Path(sys.argv[1]).resolve()
    sys.argv = [script.name, *sys.argv[2:]]
    sys.path[0] = str(script.parent)
    runpy.run_path(str(script), run_name="__main__")
