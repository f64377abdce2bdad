"""YAML with line numbers, so that every finding can name its line."""

from functools import lru_cache
from typing import Any

import yaml

from roadmap.model import Finding
from roadmap.text import KEPT

# libyaml reads ten times as fast and is part of PyYAML on all but rare platforms.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Lines = dict[tuple[str | int, ...], int]


@lru_cache(KEPT)
def read_yaml(
    text: str, path: str, code: str, first_line: int = 1
) -> tuple[Any, Lines, list[Finding]]:
    """Parse `text`; return its data, the line of each key path, and what is wrong with it.

    `first_line` is the line of the file on which `text` starts. On a syntax error the data is None.
    The same text gives the same objects: nobody may change them.
    """
    try:
        # An alias of an alias of an alias grows without bounds, and no file here needs one.
        for token in yaml.scan(text, Loader=Loader):
            if isinstance(token, yaml.AliasToken):
                line = first_line + token.start_mark.line
                return None, {}, [_syntax(path, line, code, f"alias `*{token.value}`")]
        loader = Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return None, {}, []
            lines: Lines = {}
            findings = list(_walk(node, (), lines, path, code, first_line))
            return loader.construct_document(node), lines, findings
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return None, {}, [_syntax(path, line, code, error.problem or "not YAML")]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, {}, [_syntax(path, first_line, code, str(error).splitlines()[0])]


def _syntax(path: str, line: int, code: str, problem: str) -> Finding:
    return Finding(
        path, line, code, f"not valid YAML: {problem}", "quote values that hold `:`, `#` or quotes"
    )


def _walk(
    node: yaml.Node, key: tuple[str | int, ...], lines: Lines, path: str, code: str, first: int
) -> list[Finding]:
    """Fill `lines` below `node`; report keys that appear twice (YAML would drop the first)."""
    lines.setdefault(key, first + node.start_mark.line)
    found: list[Finding] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            label = str(name.value)
            line = first + name.start_mark.line
            if label in seen:
                found.append(
                    Finding(path, line, code, f"key appears twice: `{label}`", "keep one of them")
                )
            seen.add(label)
            lines[(*key, label)] = line
            found += _walk(value, (*key, label), lines, path, code, first)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[(*key, index)] = first + value.start_mark.line
            found += _walk(value, (*key, index), lines, path, code, first)
    return found
