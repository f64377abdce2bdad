"""Which words of the interface the code uses, and with which values: read from the code itself."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from roadmap.contract import PARTS
from roadmap.links.verdicts import VERDICTS
from roadmap.model import Kind, Level, Resource, Tool

CODE = Path(__file__).resolve().parents[2]
_KEY = re.compile(r"[a-z_]+\.[a-z_]+")
_TEMPLATE = re.compile(r"strings\.([a-z_]+\.[a-z_]+)(?:\s*\|\s*replace\(\"\{([a-z_]+)\}\")?")
_IMPORT = re.compile(r"import \{[^}]*?(\w+) as say[^}]*\} from \"\./(?:strings|site)\.js\"")
_WORD = re.compile(r"(fill\()?\bsay\.([a-z_]+)(?:, \{([^}]*)\})?")


@dataclass(frozen=True)
class Use:
    """A text that the code uses: where, and the values that it gives."""

    key: str
    path: str
    line: int
    values: frozenset[str] = frozenset()


def _choices(model: type[Resource] | type[Tool], name: str) -> tuple[str, ...]:
    return get_args(model.model_fields[name].annotation)


def tables() -> dict[str, frozenset[str]]:
    """Groups that are looked up by a value of the data, with all their keys."""
    kinds = _choices(Resource, "kind")
    states = _choices(Tool, "state")
    status = _choices(Resource, "status")
    found = {
        "band": ("hour", "day", "long", "open"),
        "cost": _choices(Resource, "cost"),
        "kind": (*kinds, "paper", "tool", "dataset"),
        "kinds": (*kinds, "paper"),
        "level": get_args(Level),
        "level_in_text": _choices(Resource, "level"),
        "mark": ("learning", "done", "skip"),
        "page_kind": get_args(Kind),
        "part": tuple(part.name for parts in PARTS.values() for part in parts),
        "standing": (*VERDICTS, "unchecked"),
        "status": tuple(value for value in status if value != "ok"),
        "status_in_text": ("closed", "broken", "mislabelled"),
        "theme": (
            "action_skip",
            "footer",
            "footer_next",
            "footer_previous",
            "header",
            "nav",
            "toc",
        ),
        "tool_state": states,
        "tool_state_in_text": states,
        "verdict": (*(v for v in VERDICTS if v != "skipped"), "unchecked"),
        "verdict_meaning": (*(v for v in VERDICTS if v != "skipped"), "unchecked"),
    }
    return {group: frozenset(keys) for group, keys in found.items()}  # fmt: skip


# Groups whose keys depend on the records: names of languages.
OPEN = ("language",)


@cache
def uses(code: Path = CODE) -> tuple[Use, ...]:
    """Every text that Python modules, templates and scripts below `code` name."""
    readers = {
        "scripts/roadmap/**/*.py": of_python,
        "overrides/**/*.html": of_template,
        "docs/assets/js/*.js": of_script,
    }
    found = [
        use
        for pattern, read in readers.items()
        for file in sorted(code.glob(pattern))
        for use in read(file.read_text(encoding="utf-8"), file.relative_to(code).as_posix())
    ]
    return tuple(found)


def of_python(source: str, path: str) -> Iterator[Use]:
    """Calls of `say(KEY, ...)`, `site.strings(KEY, ...)` and their `.html(KEY, ...)`."""
    if "strings" not in source and "say" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args or not _speaks(node.func):
            continue
        for key in _constants(node.args[0]):
            values = frozenset(word.arg for word in node.keywords if word.arg)
            yield Use(key, path, node.lineno, values)


def _speaks(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute) and function.attr == "html":
        function = function.value
    name = function.attr if isinstance(function, ast.Attribute) else None
    name = function.id if isinstance(function, ast.Name) else name
    return name in ("say", "strings", "self")


def _constants(node: ast.expr) -> Iterator[str]:
    """The key, or both keys of `one if condition else other`."""
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant) and _KEY.fullmatch(str(node.value)):
        yield str(node.value)


def of_template(source: str, path: str) -> Iterator[Use]:
    """`strings.GROUP.KEY`, with the value that a `replace("{name}", ...)` after it puts in."""
    for match in _TEMPLATE.finditer(source):
        line = source[: match.start()].count("\n") + 1
        yield Use(match[1], path, line, frozenset(filter(None, (match[2],))))


def of_script(source: str, path: str) -> Iterator[Use]:
    """`say.KEY` of the group that is imported `as say`, with the values that `fill` gets."""
    group = _IMPORT.search(source)
    if not group:
        return
    for match in _WORD.finditer(source):
        given = match[3].split(",") if match[1] and match[3] else []
        names = (part.partition(":")[0].strip() for part in given)
        line = source[: match.start()].count("\n") + 1
        yield Use(f"{group[1]}.{match[2]}", path, line, frozenset(names))
