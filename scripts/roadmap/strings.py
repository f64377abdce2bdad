"""The words of the interface in one language: texts with values put in, numbers and dates.

A text is named `group.key`. Plurals, numbers and months are those of the Unicode locale data, which
Babel brings. Texts come from docs/_data/strings/, one file for each language.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from html import escape
from string import Formatter
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

Text = str | Mapping[str, str]  # one text, or one for each plural form
ENGLISH = "en"
# Groups that scripts use; each is named like its file in docs/assets/js.
SCRIPTS = ("copy", "filter", "header", "map", "offline", "plan", "progress", "quiz", "search")

_FILL = """\
// Written while the site is built: the words of docs/_data/strings/, a group for each script.
export const language = document.documentElement.lang;
let rules; // made when first needed: it takes long on a slow phone
const form = (text, number) => text[(rules ??= new Intl.PluralRules(language)).select(number)];
// So does the first number of a language; numbers below a thousand look the same without.
const shown = (value) =>
  Number.isInteger(value) && value < 1000 ? `${value}` : value.toLocaleString(language);
/** A text with its values put in; of several forms the one for `number`. */
export const fill = (text, values) =>
  (typeof text === "string" ? text : (form(text, values.number) ?? text.other))
    .replace(/{(\\w+)}/g, (_, name) => shown(values[name]));
"""


@dataclass(frozen=True)
class Strings:
    """The texts of one language by `group.key`, with the line of each in its file."""

    language: str = ENGLISH
    texts: Mapping[str, Text] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text with its values put in; numbers as the language writes them.

        Raises KeyError for a text or a value that is not there; `roadmap check` finds both.
        """
        return self._form(key, values).format_map(self._shown(values))

    def html(self, key: str, /, **values: object) -> str:
        """The text as HTML: its own words escaped, its values put in as the HTML that they are."""
        return escape(self._form(key, values)).format_map(self._shown(values))

    def group(self, name: str) -> dict[str, str]:
        """Key -> text of the texts of a group that have one form."""
        found = ((key.partition("."), text) for key, text in self.texts.items())
        return {key: text for (of, _, key), text in found if of == name and isinstance(text, str)}

    def number(self, value: float, decimals: int | None = None, grouped: bool = True) -> str:
        """A number in digits; with `decimals`, rounded to that many."""
        shown = str(value) if isinstance(value, int) else f"{value:g}"
        exact = Decimal(shown if decimals is None else f"{value:.{decimals}f}")
        form = "#,##0.######" if decimals is None else f"0.{'0' * decimals}"
        return _number(exact, form, self.language, grouped)

    def hours(self, value: float) -> str:
        """Study time in words: `30 minutes`, `1 hour`, `4.5 hours`."""
        return self("time.half_hour") if value == 0.5 else self("time.hours", number=value)

    def day(self, value: date) -> str:
        """A date the way people say it: `31 January 2026`."""
        return _day(value, self("format.day"), self.language)

    def _form(self, key: str, values: Mapping[str, Any]) -> str:
        text = self.texts[key]
        if isinstance(text, str):
            return text
        return text[Locale.parse(self.language).plural_form(values["number"])]

    def _shown(self, values: Mapping[str, object]) -> dict[str, object]:
        return {
            name: self.number(value) if isinstance(value, int | float) else value
            for name, value in values.items()
        }


# The same few hundred numbers and days stand on many pages.
@cache
def _number(value: Decimal, form: str, language: str, grouped: bool) -> str:
    return format_decimal(value, form, locale=language, group_separator=grouped)


@cache
def _day(value: date, form: str, language: str) -> str:
    return format_date(value, form, locale=language)


def forms(language: str) -> tuple[str, ...]:
    """The plural forms of a language. Raises ValueError for a language that is not known."""
    try:
        tags = Locale.parse(language).plural_form.tags
    except UnknownLocaleError as error:
        raise ValueError(f"no known language: `{language}`") from error
    order = ("zero", "one", "two", "few", "many")
    return (*(form for form in order if form in tags), "other")


def placeholders(text: str) -> set[str]:
    """The names in braces. Raises ValueError where braces do not match or hold something else."""
    found = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"not just a name in braces: `{name}`")
        found.add(name)
    return found


def nested(strings: Strings) -> dict[str, dict[str, Text]]:
    """Group -> key -> text, as templates and scripts use them."""
    groups: dict[str, dict[str, Text]] = {}
    for name, text in strings.texts.items():
        group, _, key = name.partition(".")
        groups.setdefault(group, {})[key] = text if isinstance(text, str) else dict(text)
    return groups


def script(strings: Strings) -> str:
    """`assets/js/strings.js`; a constant for each group, so that a bundle holds what it uses."""
    groups = nested(strings)
    parts = [
        f"export const {name} = {json.dumps(groups.get(name, {}), ensure_ascii=False)};\n"
        for name in SCRIPTS
    ]
    return _FILL + "".join(parts)


def extensions(strings: Strings) -> dict[str, dict[str, Any]]:
    """Options of the Markdown extensions that write words into pages."""
    return {
        "toc": {"permalink_title": strings("frame.section_link")},
        "roadmap.markdown": {"language": strings.language},
    }
