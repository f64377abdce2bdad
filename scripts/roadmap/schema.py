"""Turns schema violations into findings that a contributor can act on."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from roadmap.model import Finding
from roadmap.positions import Lines

Model = TypeVar("Model", bound=BaseModel)


def nearest(word: str, known: Iterable[str]) -> str:
    """A `(did you mean ...?)` suffix, or nothing."""
    close = get_close_matches(word, list(known), n=1)
    return f" (did you mean `{close[0]}`?)" if close else ""


def line_of(lines: Lines, key: tuple[str | int, ...]) -> int:
    """Line of a key path, or of its nearest parent that has one."""
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 1)


def validate(
    model: type[Model],
    data: Any,
    lines: Lines,
    path: str,
    prefix: str,
    base: tuple[str | int, ...] = (),
) -> tuple[Model | None, list[Finding]]:
    """Check `data` against `model`; codes are `prefix` + 2 unknown, 3 missing, 4 wrong, 5 order.

    `base` is the key path of `data` in the file that `lines` describes.
    """
    if not isinstance(data, dict):
        found = Finding(
            path,
            line_of(lines, base),
            f"{prefix}04",
            "not a mapping of keys to values",
            f"write `key: value` lines; keys: {', '.join(model.model_fields)}",
        )
        return None, [found]
    findings = list(_order(model, data, lines, path, prefix, base))
    try:
        return model.model_validate(data), findings
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            key = tuple(part for part in detail["loc"] if isinstance(part, (str, int)))
            findings.append(_finding(model, detail, key, line_of(lines, base + key), path, prefix))
        return None, findings


def _finding(
    model: type[BaseModel],
    detail: Any,
    key: tuple[str | int, ...],
    line: int,
    path: str,
    prefix: str,
) -> Finding:
    name = ".".join(str(part) for part in key)
    last = str(key[-1]) if key else ""
    if detail["type"] == "extra_forbidden":
        known = list(model.model_fields) if len(key) == 1 else []
        allowed = f"keys: {', '.join(known)}" if known else "remove it"
        return Finding(
            path, line, f"{prefix}02", f"unknown key: `{name}`{nearest(last, known)}", allowed
        )
    if detail["type"] == "missing":
        return Finding(
            path, line, f"{prefix}03", f"missing key: `{name}`", f"add `{last}:` with a value"
        )
    shown = repr(detail.get("input"))
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    return Finding(path, line, f"{prefix}04", f"wrong value for `{name}`: {shown}", detail["msg"])


def _order(
    model: type[BaseModel],
    data: dict[str, Any],
    lines: Lines,
    path: str,
    prefix: str,
    base: tuple[str | int, ...],
) -> Iterable[Finding]:
    expected = [field for field in model.model_fields if field in data]
    actual = [key for key in data if key in model.model_fields]
    for want, have in zip(expected, actual, strict=True):
        if want != have:
            message = f"key out of order: `{have}` stands where `{want}` belongs"
            order = ", ".join(expected)
            yield Finding(
                path, line_of(lines, (*base, have)), f"{prefix}05", message, f"order: {order}"
            )
            return
