"""Runs the code of the pages and compares what it prints with the output recorded beside it."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from roadmap import warm
from roadmap.model import Finding
from roadmap.warm import OFFLINE

TIMEOUT = 600


def scripts(docs: Path, torch: bool) -> list[Path]:
    """Code files of pages in path order: those that need PyTorch, or those that do not.

    Starters on the projects' kit are not among them: what they print holds scores of trained
    networks, which record.py measures and the tests compare within a tolerance.
    """
    found = [
        file
        for file in sorted(docs.rglob("code/*/*.py"))
        if file.name != "figures.py" and not file.name.startswith("_")
        if not (file.name == "starter.py" and "kit" in _imports(file))
    ]
    return [file for file in found if needs_torch(file) == torch]


def needs_torch(file: Path) -> bool:
    """Whether a file, or a sibling it imports, imports PyTorch or what is installed with it."""
    heavy = {"torch", "torchvision", "transformers", "tokenizers"}
    heavy |= {"dvc", "keras", "mlflow", "optuna", "safetensors", "tensorboard"}
    return bool(_imports_with_siblings(file) & heavy)


def _imports_with_siblings(file: Path) -> set[str]:
    names = _imports(file)
    siblings = [file.with_name(f"{name}.py") for name in names]
    return names.union(*(_imports(sibling) for sibling in siblings if sibling.is_file()))


def _imports(file: Path) -> set[str]:
    names: set[str] = set()
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError):
        return names  # rule C05 tells
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def can_run(torch: bool) -> bool:
    """Whether the packages are there that the code files of this kind need."""
    return not torch or importlib.util.find_spec("torch") is not None


def findings(root: Path, files: Iterable[Path]) -> Iterator[Finding]:
    """Run the files; what fails, and what prints something else than is recorded."""
    for file in files:
        name = file.relative_to(root).as_posix()
        code, printed, error = run(file)
        recorded = file.with_suffix(".out")
        if code:
            last = " ".join(error.strip().splitlines()[-1:])
            yield Finding(name, _line(error, file), "C06", f"fails: {last}", "mend the code")
        elif not recorded.is_file() or recorded.read_text(encoding="utf-8") != printed:
            fix = f"read what it prints, then `roadmap outputs --write {name}`"
            yield Finding(name, 1, "C06", "prints something else than is recorded", fix)


def _line(error: str, file: Path) -> int:
    """The last line of the file that a traceback names."""
    found = re.findall(rf'File "[^"]*{re.escape(file.name)}", line (\d+)', error)
    return int(found[-1]) if found else 1


def run(file: Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a code file run in its own folder."""
    forks = warm.process(_imports_with_siblings(file))
    try:
        if forks:
            return forks.run(file, TIMEOUT)
        done = subprocess.run(
            [sys.executable, str(OFFLINE), file.name],
            cwd=file.parent,
            env=os.environ | warm.ENVIRONMENT,
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1, "", f"not finished after {TIMEOUT} s"
    return done.returncode, done.stdout, done.stderr


def record(file: Path) -> None:
    """Write what the file prints beside it. Raises RuntimeError when the file fails."""
    code, output, error = run(file)
    if code:
        raise RuntimeError(f"{file}: exit {code}\n{error}")
    file.with_suffix(".out").write_text(output, encoding="utf-8", newline="\n")
