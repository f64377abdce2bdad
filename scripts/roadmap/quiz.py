"""Quiz blocks: Markdown task lists in, accessible HTML out. One parser for checks and pages."""

import re
from dataclasses import dataclass, replace

from roadmap.model import Finding
from roadmap.strings import Strings

START = re.compile(r"^\*\*Question (\d+)\*\* \(objective (\d+)\)\.? ?(.*)$")
OPTION = re.compile(r"^- \[([ xX])\] (.*)$")
WHY = re.compile(r"^    [-*] (.*)$")


@dataclass(frozen=True)
class Option:
    """One answer with its explanation, both Markdown."""

    line: int
    text: str
    correct: bool
    why: str = ""


@dataclass(frozen=True)
class Question:
    """One question; `line` and `end` are the first line and the line after the last."""

    line: int
    end: int
    number: int
    objective: int
    text: str
    options: tuple[Option, ...]


def parse(lines: list[str], first: int) -> tuple[list[Question], list[Finding]]:
    """Questions in `lines`; `first` is the number of the first line. Findings have no path yet."""
    questions: list[Question] = []
    findings: list[Finding] = []
    index = 0
    fence = False
    while index < len(lines):
        if lines[index].lstrip().startswith("```"):
            fence = not fence
        mark = None if fence else START.match(lines[index])
        if mark:
            question, index = _question(lines, index, first, mark)
            questions.append(question)
            findings += check(question)
        else:
            if not fence and re.match(r"^\**Question \d+", lines[index]):
                findings.append(
                    Finding(
                        "",
                        first + index,
                        "Q01",
                        "question header not understood",
                        "write `**Question 1** (objective 2). Text?`",
                    )
                )
            index += 1
    return questions, findings


def _question(
    lines: list[str], start: int, first: int, mark: re.Match[str]
) -> tuple[Question, int]:
    text = [mark.group(3)]
    options: list[Option] = []
    index = start + 1
    while index < len(lines):
        line = lines[index]
        if START.match(line) or re.match(r"^#{1,6} ", line):
            break
        option, why = OPTION.match(line), WHY.match(line)
        if option:
            options.append(Option(first + index, option.group(2), option.group(1) != " "))
        elif not options:
            text.append(line)
        elif not line.strip():
            pass
        elif why:
            options[-1] = replace(options[-1], why=_join(options[-1].why, why.group(1)))
        elif line.startswith(" "):
            last = options[-1]
            options[-1] = (
                replace(last, why=_join(last.why, line.strip()))
                if last.why
                else replace(last, text=_join(last.text, line.strip()))
            )
        else:
            break
        index += 1
    number, objective = int(mark.group(1)), int(mark.group(2))
    body = "\n".join(text).strip()
    return Question(first + start, first + index, number, objective, body, tuple(options)), index


def _join(before: str, after: str) -> str:
    return f"{before} {after}".strip()


def check(question: Question) -> list[Finding]:
    """What is wrong with one question."""
    findings = []

    def add(line: int, code: str, message: str, fix: str) -> None:
        findings.append(Finding("", line, code, f"question {question.number}: {message}", fix))

    if not question.text:
        add(question.line, "Q01", "no text", "write the question after the header")
    right = [option for option in question.options if option.correct]
    if len(question.options) < 3:
        add(question.line, "Q02", f"has {len(question.options)} options", "give 3 to 5 options")
    if len(right) != 1:
        add(
            question.line,
            "Q03",
            f"has {len(right)} right options",
            "mark exactly one option with `- [x]`",
        )
    for option in question.options:
        if not option.why:
            add(
                option.line,
                "Q04",
                f"option without explanation: `{option.text[:40]}`",
                "add a nested item, indented by 4 spaces, that says why it is right or wrong",
            )
    texts = [option.text for option in question.options]
    if len(set(texts)) < len(texts):
        add(question.line, "Q05", "two options read the same", "make every option different")
    return findings


def render(say: Strings, question: Question, note: str | None = None) -> str:
    """Markdown with HTML around it (md_in_html): every option unfolds its own explanation.

    `note` is the HTML beside the question's number; the default names its objective.
    """
    note = note or say.html("question.objective", objective=question.objective)
    parts = [
        '<quiz-question class="quiz" markdown="1">',
        '<fieldset markdown="1">',
        f"<legend>{say.html('question.title', number=question.number)} "
        f'<span class="quiz-objective">{note}</span></legend>',
        '<div class="quiz-text" markdown="1">',
        "",
        question.text,
        "",
        "</div>",
        '<div class="quiz-options" markdown="1">',
    ]
    for letter, option in zip("ABCDEFGH", question.options, strict=False):
        verdict = say.html("question.right" if option.correct else "question.wrong")
        right = "true" if option.correct else "false"
        parts += [
            f'<details class="quiz-option" data-correct="{right}" markdown="1">',
            f'<summary markdown="span"><span class="quiz-letter">{letter}</span> '
            f'<span class="quiz-label">{option.text}</span></summary>',
            '<div class="quiz-feedback" markdown="1">',
            "",
            f'<strong class="quiz-verdict">{verdict}</strong> {option.why}',
            "",
            "</div>",
            "</details>",
        ]
    parts += ["</div>", "</fieldset>", "</quiz-question>", ""]
    return "\n".join(parts)


def expand(say: Strings, body: str) -> str:
    """The body with every question replaced by its HTML."""
    lines = body.split("\n")
    questions, _ = parse(lines, 0)
    for question in reversed(questions):
        lines[question.line : question.end] = render(say, question).split("\n")
    return "\n".join(lines)
