"""The site as data: pages, prerequisite edges, catalogue records, stages. No I/O, no rendering.

Records are frozen pydantic models with closed schemas, because the same classes validate the front
matter and the YAML files. Everything else is a frozen dataclass.
"""

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from roadmap.links.health import Health
from roadmap.strings import Strings

Level = Literal["beginner", "intermediate", "advanced"]
Kind = Literal[
    "home", "stage", "topic", "project", "tool", "catalogue", "career", "discussion", "guide"
]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")]
PagePath = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
Text = Annotated[str, Field(min_length=1)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"'`\\]+$")]


@dataclass(frozen=True, order=True)
class Finding:
    """One problem: where it is, which rule it breaks, what is wrong, how to mend it."""

    path: str
    line: int
    code: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        hint = f"\n    fix: {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}: {self.code} {self.message}{hint}"


class Closed(BaseModel):
    """A record with no keys but the declared ones; values are not coerced from other types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Need(Closed):
    """A prerequisite edge with its reason."""

    page: PagePath
    why: Text


class Use(Closed):
    """A catalogue record used by a page, with the exact place to look."""

    id: Slug
    where: Text


class FrontMatter(Closed):
    """The closed front matter of a page; the order of the fields is the order of the keys."""

    title: Annotated[str, Field(min_length=2, max_length=80)]
    description: Annotated[str, Field(min_length=40, max_length=170)]
    kind: Kind
    level: Level | None = None
    hours: Annotated[float, Field(gt=0, le=80, multiple_of=0.5, strict=False)] | None = None
    needs: Annotated[list[Need], Field(max_length=6)] = []
    resources: Annotated[list[Use], Field(max_length=8)] = []
    reviewed: date | None = None
    aliases: list[PagePath] = []
    split_from: list[PagePath] = []


class Resource(Closed):
    """A course, book, video, article or site that a learner can be sent to.

    Eight keys are enough for one that is free, in English and alive.
    """

    id: Slug
    title: Text
    url: Url
    authors: Text
    kind: Literal[
        "course", "book", "playlist", "channel", "video", "article", "docs", "site", "code"
    ]
    level: Literal["beginner", "intermediate", "advanced", "mixed"] = "mixed"
    language: Language = "en"
    title_language: Language | None = None
    cost: Literal["free", "freemium", "preview", "paid"] = "free"
    length: Text | None = None
    why: Text
    where: Text
    licence: Text | None = None
    status: Literal["ok", "moved", "renamed", "closed", "broken", "mislabelled", "dormant"] = "ok"
    note: Text | None = None
    former: list[Url] = []
    alternatives: list[Slug] = []
    checked: date


class Paper(Closed):
    """A research paper or book that introduced an idea."""

    id: Slug
    title: Text
    authors: Text
    year: Annotated[int, Field(ge=1800, le=2100)]
    venue: Text
    url: Url
    doi: Text | None = None
    arxiv: Annotated[str, Field(pattern=r"^(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})$")] | None = None
    about: Text
    note: Text | None = None
    checked: date


class Tool(Closed):
    """A program, library or service, with its state as of `checked`."""

    id: Slug
    name: Text
    category: Slug
    homepage: Url
    docs: Url | None = None
    repo: Url | None = None
    licence: Text
    state: Literal[
        "active",
        "low-activity",
        "maintenance",
        "dormant",
        "archived",
        "moved",
        "service",
        "retired",
        "superseded",
        "closed",
    ]
    newest: Text | None = None
    best_for: Text
    note: Text | None = None
    successors: list[Slug] = []
    in_source: bool
    sources: list[Text]
    checked: date

    @property
    def title(self) -> str:
        """The name, under the key that all catalogue records share."""
        return self.name

    @property
    def url(self) -> str:
        """The address to link to."""
        return self.homepage


class Baseline(Closed):
    """A figure somebody else published, with its source."""

    value: Text
    source: Text


class Dataset(Closed):
    """A public dataset that a project uses."""

    id: Slug
    name: Text
    url: Url
    mirror: Url | None = None
    size: Text
    licence: Text
    status: Text
    warning: Text | None = None
    projects: list[Slug]
    baseline: Baseline | None = None
    checked: date

    @property
    def title(self) -> str:
        """The name, under the key that all catalogue records share."""
        return self.name

    @field_validator("projects")
    @classmethod
    def _not_empty(cls, value: list[str]) -> list[str]:
        if not value:
            raise ValueError("names no project that uses it")
        return value


Record = Resource | Paper | Tool | Dataset
Score = Annotated[float, Field(strict=False)]


class Spread(Closed):
    """A score over several seeds: mean, standard deviation, and each value."""

    mean: Score
    std: Score
    values: Annotated[list[Score], Field(min_length=2)]


class Run(Closed):
    """What docs/projects/code/record.py measured of a project's starter on its bundled data."""

    command: Text
    seeds: list[int]
    date: Annotated[date, Field(strict=False)]
    hardware: Text
    seconds: Annotated[float, Field(gt=0, strict=False)]
    versions: dict[str, str]
    forms: dict[str, Literal["percent", "number"]]
    baselines: dict[str, dict[str, Score]]
    starter: dict[str, Spread]
    first: dict[str, Any]


class Term(Closed):
    """A word of the field: what it means in one sentence, and where it is taught.

    `within` names the folders whose pages use the word in this sense, when others do not.
    """

    id: Slug
    term: Text
    also: list[Text] = []
    definition: Text
    page: PagePath
    anchor: Slug | None = None
    within: list[Slug] = []

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which a page may write it, without regular plurals."""
        return (self.term, *self.also)


class Path(Closed):
    """A named way along the road: its goals and all they rest on.

    `goals` are pages, or folders for all their pages; with `most_needed`, the goals are instead
    the topics that at least that many other pages name as a need, without what they rest on.
    """

    id: Slug
    title: Text
    whom: Text
    goals: list[Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]] = []
    most_needed: Annotated[int, Field(ge=2)] | None = None


class Edition(Closed):
    """The site in one language: its name, where it is published, the code of the language."""

    name: Text
    link: Url
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]


class Asked(Closed):
    """A question of a page that the placement borrows; `question` is its number there."""

    page: PagePath
    question: Annotated[int, Field(ge=1)]


@dataclass(frozen=True)
class Page:
    """One Markdown page: `path` is its source path under docs/ without `.md`."""

    path: str
    source: str
    meta: FrontMatter
    body: str
    body_line: int
    key_lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The folder under docs/, empty for the home page."""
        return self.path.rpartition("/")[0]

    @property
    def slug(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def url(self) -> str:
        """Site-relative address with directory URLs: `a/b/`, `a/` for an index, `` for home."""
        stem = self.path.removesuffix("index").rstrip("/")
        return f"{stem}/" if stem else ""

    @property
    def former(self) -> tuple[str, ...]:
        """The ids under which a learner may have marked this page before."""
        return (*self.meta.aliases, *self.meta.split_from)

    def line(self, *key: str | int) -> int:
        """Line of a front matter key, or of its nearest parent."""
        while key and key not in self.key_lines:
            key = key[:-1]
        return self.key_lines.get(key, 1)


@dataclass(frozen=True)
class Stage:
    """A folder of the road: its overview page and its pages in reading order."""

    folder: str
    index: Page
    pages: tuple[Page, ...]

    @property
    def hours(self) -> float:
        """Study time in hours: the sum over the pages."""
        return sum(page.meta.hours or 0 for page in self.pages)


@dataclass(frozen=True)
class Site:
    """Everything the checks and the renderers need. `stages` and `pages` follow the road."""

    root: pathlib.Path
    stages: tuple[Stage, ...]
    pages: dict[str, Page]
    records: dict[str, Record]
    record_lines: dict[str, tuple[str, int]]
    coverage: dict[str, tuple[str, ...]]
    coverage_lines: dict[str, int]
    nav: dict[str, tuple[tuple[str, int], ...]]
    health: dict[str, Health] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    glossary_lines: dict[str, int] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    path_lines: dict[str, int] = field(default_factory=dict)
    placement: tuple[tuple[Asked, int], ...] = ()
    synonyms: dict[str, str] = field(default_factory=dict)
    wordings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wording_lines: dict[str, int] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    strings: Strings = field(default_factory=Strings)
    languages: dict[str, Strings] = field(default_factory=dict)
    repository: str | None = None

    @property
    def docs(self) -> pathlib.Path:
        """The folder with the Markdown sources."""
        return self.root / "docs"

    def of(self, *kinds: str) -> Iterator[Page]:
        """The pages of the given kinds, in road order."""
        return (page for page in self.pages.values() if page.meta.kind in kinds)

    def stage_of(self, page: Page) -> Stage | None:
        """The stage whose folder holds the page."""
        return next((stage for stage in self.stages if stage.folder == page.folder), None)

    @cached_property
    def users(self) -> dict[str, list[Page]]:
        """Record id -> the pages that use the record, in road order."""
        found: dict[str, list[Page]] = {}
        for page in self.pages.values():
            for key in dict.fromkeys(use.id for use in page.meta.resources):
                found.setdefault(key, []).append(page)
        return found

    @cached_property
    def _unlocked(self) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for page in self.pages.values():
            for path in dict.fromkeys(need.page for need in page.meta.needs):
                found.setdefault(path, []).append(page)
        return found

    def unlocks(self, page: Page) -> list[Page]:
        """The pages that name this one as a need, in road order."""
        return self._unlocked.get(page.path, [])

    @cached_property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """Every form of a term of the glossary with the term's id."""
        found = {form: term.id for term in self.glossary.values() for form in term.forms}
        return tuple(found.items())
