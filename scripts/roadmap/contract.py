"""What each kind of page must give a learner, and which parts a page does not give yet.

A page that lacks a part is an outline; its card says so. The state is derived, never set by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass

from roadmap import quiz, text
from roadmap.model import Page


@dataclass(frozen=True)
class Part:
    """A part of the contract: the words its heading starts with, its name to a reader, its test."""

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
        Part(("Already know this",), "a placement check", _questions, stage="prerequisites"),
        Part(("Objectives",), "objectives"),
        Part(("The problem",), "the problem"),
        Part(("Intuition",), "a picture", _count("](figures/", 1)),
        Part(
            ("The mathematics", "The mechanism"),
            "the mathematics with a worked example",
            _count("### Worked example", 1),
        ),
        Part(("From scratch",), "code from scratch", _count("[Code: ", 1)),
        Part(("The library way",), "the library way", _count("[Code: ", 1)),
        Part(("When it goes wrong",), "when it goes wrong", _count("|", 5)),
        Part(("When to use it",), "when to use it"),
        Part(("Check yourself",), "a quiz", _questions),
        Part(("Exercises",), "exercises with solutions", _exercises),
        _LEARN,
        _RECAP,
    ),
    "project": (
        Part(("The brief",), "the brief"),
        Part(("Data",), "the data", _count("roadmap: datasets", 1)),
        Part(("Starter",), "a starter that runs", _count("[Code: ", 1)),
        Part(("Milestones",), "milestones"),
        Part(("Baseline",), "a recorded baseline", _count("roadmap: baseline", 1)),
        Part(("Common mistakes",), "common mistakes"),
        Part(("Rubric",), "a rubric", _count("|", 4)),
        Part(("Stretch goals",), "stretch goals"),
        Part(("Portfolio",), "portfolio advice"),
        _LEARN,
        _RECAP,
    ),
    "tool": (
        Part(("What it is for",), "what it is for"),
        Part(("Compare",), "a comparison", _count("roadmap: tools", 1)),
        Part(("Choose this if",), "a guide to choose"),
        Part(("Minimal example",), "a minimal example that runs", _count("[Code: ", 1)),
        Part(("Migration notes",), "migration notes"),
        _LEARN,
    ),
    "career": (
        Part(("What the role does",), "what the role does"),
        Part(("The path",), "the path", _count("roadmap: career-path", 1)),
        Part(("Skills by level",), "skills by level"),
        Part(("Portfolio",), "portfolio projects"),
        Part(("Interview questions",), "25 interview questions", _count("?", 25)),
        Part(("What the job is not",), "what the job is not"),
        _LEARN,
    ),
    "discussion": (
        Part(("The question",), "the question"),
        Part(("The evidence",), "the evidence"),
        Part(("A worked comparison",), "a worked comparison", _count("[Code: ", 1)),
        Part(("Open questions",), "open questions"),
        _LEARN,
    ),
}


def missing(page: Page) -> tuple[str, ...]:
    """Names of the contract's parts that the page does not give yet; empty for a complete page."""
    given = text.sections(page.body)
    lacking = []
    for part in PARTS.get(page.meta.kind, ()):
        if part.stage and part.stage != page.folder:
            continue
        found = [content for heading, (_, content) in given.items() if part.matches(heading)]
        if not any(content.strip() and part.enough(content) for content in found):
            lacking.append(part.name)
    return tuple(lacking)
