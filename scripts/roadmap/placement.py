"""The placement: questions borrowed from pages, one per page."""

from roadmap import quiz, text
from roadmap.model import Asked, Site
from roadmap.quiz import Question

# A page's own check of what one may know already comes before the questions at its end.
SECTIONS = ("Already know this?", "Check yourself")


def find(site: Site, asked: Asked) -> Question | None:
    """The question on its page: of the placement check where there is one."""
    page = site.pages.get(asked.page)
    if page is None:
        return None
    found = [
        body
        for name in SECTIONS
        for title, (_, body) in text.sections(page.body).items()
        if title.startswith(name)
    ]
    questions = quiz.parse(found[0].split("\n"), 1)[0] if found else []
    return next((q for q in questions if q.number == asked.question), None)


def has_link(question: Question) -> bool:
    """Whether any part of the question holds a link."""
    parts = [question.text, *(part for o in question.options for part in (o.text, o.why))]
    return any("](" in part for part in parts)
