"""What each kind of page must give a learner, and which parts a page does not give yet.

A page that lacks a part is an outline; its card says so. The state is derived, never set by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from roadmap import quiz, text
from roadmap.model import Page


@dataclass(frozen=True)
class Part:
    """A part: the words its heading starts with, its key in the group `part` of words, its test."""

    headings: tuple[str, ...]
    name: str
    enough: Callable[[str], bool] = bool
    stage: str = ""  # asked of the pages of this folder only

    def matches(self, heading: str) -> bool:
        """Whether a heading opens this part; it may go on after the canonical words."""
        return heading.lower().startswith(tuple(words.lower() for words in self.headings))


def _count(pattern: str, least: int) -> Callable[[str], bool]:
    return lambda section: sum(pattern in line for line in section.split("\n")) >= least


def _questions(section: str) -> bool:
    return len(quiz.parse(section.split("\n"), 1)[0]) >= 5


def _exercises(section: str) -> bool:
    titles = [title for _, title in text.headings(section, 3) if title.startswith("Exercise")]
    return len(titles) >= 3 and section.count("<summary>Solution</summary>") >= len(titles)


_LEARN = Part(("Learn more",), "resources")
_RECAP = Part(("Recap and next",), "recap")

PARTS: dict[str, tuple[Part, ...]] = {
    "topic": (
        Part(("Already know this",), "placement_check", _questions, stage="prerequisites"),
        Part(("Objectives",), "objectives"),
        Part(("The problem",), "problem"),
        Part(("Intuition",), "picture", _count("](figures/", 1)),
        Part(
            ("The mathematics", "The mechanism"),
            "mathematics",
            _count("### Worked example", 1),
        ),
        Part(("From scratch",), "scratch", _count("[Code: ", 1)),
        Part(("The library way",), "library", _count("[Code: ", 1)),
        Part(("When it goes wrong",), "failures", _count("|", 5)),
        Part(("When to use it",), "use"),
        Part(("Check yourself",), "quiz", _questions),
        Part(("Exercises",), "exercises", _exercises),
        _LEARN,
        _RECAP,
    ),
    "project": (
        Part(("The brief",), "brief"),
        Part(("Data",), "data", _count("roadmap: datasets", 1)),
        Part(("Starter",), "starter", _count("[Code: ", 1)),
        Part(("Milestones",), "milestones"),
        Part(("Baseline",), "baseline", _count("roadmap: baseline", 1)),
        Part(("Common mistakes",), "mistakes"),
        Part(("Rubric",), "rubric", _count("|", 4)),
        Part(("Stretch goals",), "stretch"),
        Part(("Portfolio",), "portfolio_advice"),
        _LEARN,
        _RECAP,
    ),
    "tool": (
        Part(("What it is for",), "purpose"),
        Part(("Compare",), "comparison", _count("roadmap: tools", 1)),
        Part(("Choose this if",), "guide"),
        Part(("Minimal example",), "minimal_example", _count("[Code: ", 1)),
        Part(("Migration notes",), "migration"),
        _LEARN,
    ),
    "career": (
        Part(("What the role does",), "role"),
        Part(("The path",), "path", _count("roadmap: career-path", 1)),
        Part(("Skills by level",), "skills"),
        Part(("Portfolio",), "portfolio"),
        Part(("Interview questions",), "interview", _count("?", 25)),
        Part(("What the job is not",), "limits"),
        _LEARN,
    ),
    "discussion": (
        Part(("The question",), "question"),
        Part(("The evidence",), "evidence"),
        Part(("A worked comparison",), "worked_comparison", _count("[Code: ", 1)),
        Part(("Open questions",), "open_questions"),
        _LEARN,
    ),
}


def missing(page: Page) -> tuple[str, ...]:
    """Names of the contract's parts that the page does not give yet; empty for a complete page."""
    return _missing(page.body, page.meta.kind, page.folder)


@lru_cache(text.KEPT)  # overviews, cards and counts all ask
def _missing(body: str, kind: str, folder: str) -> tuple[str, ...]:
    given = text.sections(body)
    lacking = []
    for part in PARTS.get(kind, ()):
        if part.stage and part.stage != folder:
            continue
        found = [content for heading, (_, content) in given.items() if part.matches(heading)]
        if not any(content.strip() and part.enough(content) for content in found):
            lacking.append(part.name)
    return tuple(lacking)
