"""Keep two versions of a file with DVC, and go back to the first one."""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from dvc.cli import main
from sklearn.datasets import load_digits


@contextmanager
def workspace() -> Iterator[Path]:
    """A new git repository with DVC in a temporary folder; leaves nothing behind."""
    here, kept = Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "work")
        folder.mkdir()
        # Stages say `python`: let it be the one that runs this file.
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
        os.environ["DVC_NO_ANALYTICS"] = "1"
        for kind in ("SITE_CACHE", "GLOBAL_CONFIG", "SYSTEM_CONFIG"):
            os.environ[f"DVC_{kind}_DIR"] = str(Path(name, kind))
        for kind in ("GLOBAL", "SYSTEM"):
            os.environ[f"GIT_CONFIG_{kind}"] = os.devnull
        for role in ("AUTHOR", "COMMITTER"):
            os.environ[f"GIT_{role}_NAME"] = "Learner"
            os.environ[f"GIT_{role}_EMAIL"] = "learner@example.com"
        for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            os.environ.pop(variable, None)
        os.chdir(folder)
        try:
            git("init", "--quiet")
            dvc("init", "--quiet")
            yield folder
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(kept)


def git(*words: str) -> None:
    """Run one git command in the current folder."""
    subprocess.run(["git", *words], check=True, capture_output=True)


def dvc(*words: str) -> str:
    """Run one DVC command; return what it and its stages print."""
    sys.stdout.flush()
    terminal = os.dup(1)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        try:
            code = main(list(words))
            sys.stdout.flush()
        finally:
            os.dup2(terminal, 1)
            os.close(terminal)
        file.seek(0)
        printed = file.read()
    if code:
        raise RuntimeError(f"dvc {' '.join(words)}: exit {code}\n{printed}")
    return printed


# --8<-- [start:accuracy]
def accuracy(file: Path) -> float:
    """A nearest-mean classifier, trained on the file, tested on fixed images."""
    table = np.loadtxt(file, delimiter=",")  # (N, 65): 64 pixels and the label
    X, y = table[:, :-1], table[:, -1]
    means = np.stack([X[y == digit].mean(axis=0) for digit in range(10)])
    X_test, y_test = (part[-400:] for part in load_digits(return_X_y=True))
    distances = ((X_test[:, None] - means) ** 2).sum(axis=2)  # (400, 10)
    return float((distances.argmin(axis=1) == y_test).mean())


# --8<-- [end:accuracy]


def demonstrate() -> None:
    """Two versions of a training set, and the way back."""
    X, y = load_digits(return_X_y=True)
    rows = np.column_stack([X, y]).astype(int)
    with workspace() as folder:
        data = folder / "digits.csv"
        # --8<-- [start:versions]
        np.savetxt(data, rows[:600], fmt="%d", delimiter=",")
        dvc("add", "digits.csv")  # into the cache; writes digits.csv.dvc
        git("add", "--all")
        git("commit", "--quiet", "--message", "600 images")
        git("tag", "v1")
        print(Path("digits.csv.dvc").read_text())
        print(f"v1: {len(data.read_bytes().splitlines())} rows", accuracy(data))

        more = rows[600:1200].copy()
        more[:, -1] = (more[:, -1] + 1) % 10  # a supplier who counts from 1
        np.savetxt(data, np.vstack([rows[:600], more]), fmt="%d", delimiter=",")
        dvc("add", "digits.csv")
        git("commit", "--quiet", "--all", "--message", "600 more images")
        print(f"v2: {len(data.read_bytes().splitlines())} rows", accuracy(data))

        git("checkout", "v1", "--", "digits.csv.dvc")  # the small file
        dvc("checkout")  # the data it names
        print(f"v1: {len(data.read_bytes().splitlines())} rows", accuracy(data))
        # --8<-- [end:versions]
        name = hashlib.md5(data.read_bytes(), usedforsecurity=False).hexdigest()
        assert name in Path("digits.csv.dvc").read_text()
        cache = [f for f in Path(".dvc/cache").rglob("*") if f.is_file()]
        print("contents in the cache:", len(cache))
        assert name in {file.parent.name + file.name for file in cache}


if __name__ == "__main__":
    demonstrate()
