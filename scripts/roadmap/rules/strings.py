"""Rules for the words of the interface: each language has those that the code uses, no others."""

from collections.abc import Iterator, Mapping

from roadmap.load import STRINGS
from roadmap.model import Finding, Resource, Site
from roadmap.registry import rule
from roadmap.schema import nearest
from roadmap.strings import ENGLISH, Strings, placeholders
from roadmap.uses import OPEN, Use, tables, uses


def _used(site: Site) -> dict[str, Use]:
    """Every text that is needed, with one place that uses it."""
    asked = {record.language for record in site.records.values() if isinstance(record, Resource)}
    looked_up = {f"{group}.{key}" for group, keys in tables().items() for key in keys}
    looked_up |= {f"language.{code}" for code in asked}
    return {key: Use(key, "", 0) for key in looked_up} | {use.key: use for use in uses()}


def _file(words: Strings) -> str:
    return f"{STRINGS}/{words.language}.yml"


@rule("S01", "Every text of the interface that the code uses stands in the file of each language")
def present(site: Site) -> Iterator[Finding]:
    used = _used(site)
    for words in site.languages.values():
        for key, use in used.items():
            if key in words.lines:
                continue  # a text that is there but wrong is told of by D04
            group, _, name = key.partition(".")
            line = max((n for k, n in words.lines.items() if k.startswith(f"{group}.")), default=1)
            where = f", used in {use.path}:{use.line}" if use.path else ""
            fix = f"add `{name}:` to the group `{group}`{_as_in_english(site, words, key)}"
            yield Finding(_file(words), line, "S01", f"missing text: `{key}`{where}", fix)


def _as_in_english(site: Site, words: Strings, key: str) -> str:
    english = site.languages.get(ENGLISH, words).texts.get(key)
    return f"; in English: {english}" if isinstance(english, str) else ""


@rule("S02", "The file of a language has no text that the code does not use")
def needed(site: Site) -> Iterator[Finding]:
    used = _used(site)
    for words in site.languages.values():
        for key, line in words.lines.items():
            if key not in used and key.partition(".")[0] not in OPEN:
                meant = nearest(key, used.keys() - words.lines)
                message = f"text that nothing uses: `{key}`{meant}"
                yield Finding(_file(words), line, "S02", message, "correct the key or remove it")


@rule("S03", "A text of the interface has the placeholders whose values the code gives")
def fillable(site: Site) -> Iterator[Finding]:
    given: dict[str, frozenset[str]] = {}
    for use in uses():
        given[use.key] = given.get(use.key, use.values) & use.values
    used = _used(site)
    for words in site.languages.values():
        for key, text in words.texts.items():
            if key not in used:
                continue  # S02 tells
            each: Mapping[str, str] = {"": text} if isinstance(text, str) else text
            for form, part in each.items():
                yield from _filled(words, key, form, part, given.get(key, frozenset()))
            if not isinstance(text, str) and "number" not in given.get(key, ()):
                message = f"`{key}` has plural forms, but the code gives no {{number}} to choose by"
                yield Finding(_file(words), words.lines[key], "S03", message, "write one text")


def _filled(
    words: Strings, key: str, form: str, text: str, given: frozenset[str]
) -> Iterator[Finding]:
    found = placeholders(text)
    name = f"`{key}`, form `{form}`" if form else f"`{key}`"
    fix = f"use {', '.join(f'{{{value}}}' for value in sorted(given))}" if given else "use none"
    for value in sorted(found - given):
        meant = nearest(value, given)
        message = f"{name} asks for {{{value}}}, which the code does not give{meant}"
        yield Finding(_file(words), words.lines[key], "S03", message, fix)
    # "one" may do without the number: "a page".
    for value in sorted(given - found - ({"number"} if form not in ("", "other") else set())):
        message = f"{name} leaves out {{{value}}}"
        yield Finding(_file(words), words.lines[key], "S03", message, fix)
