"""Which lines a change touches, as git sees it."""

import re
import subprocess
from pathlib import Path

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


class GitError(RuntimeError):
    """Git does not know the base, or this is no repository."""


def changed_lines(root: Path, base: str) -> dict[str, set[int]]:
    """Path -> numbers of the lines that are new or changed since the change left `base`.

    Includes what is not committed yet, and new files that git does not track.
    """
    if base.startswith("-"):
        raise GitError(f"not a revision: {base}")
    origin = _git(root, "merge-base", base, "HEAD").strip()
    diff = _git(root, "-c", "core.quotePath=false", "diff", "-U0", "--no-color", "--no-ext-diff",
                "--src-prefix=a/", "--dst-prefix=b/", "--no-renames", origin)  # fmt: skip
    found: dict[str, set[int]] = {}
    path = ""
    for line in diff.split("\n"):
        if line.startswith("+++ b/"):
            path = line[6:].rstrip("\t")
        elif match := _HUNK.match(line):
            start, count = int(match.group(1)), int(match.group(2) or 1)
            found.setdefault(path, set()).update(range(start, start + count))
    untracked = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    for name in filter(None, untracked.split("\0")):
        count = (root / name).read_bytes().count(b"\n") + 1
        found[name] = set(range(1, count + 1))
    return found


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise GitError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "git fails")
    return done.stdout
