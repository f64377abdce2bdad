"""A small valid site as a dict of files, for tests that break one thing at a time."""

from pathlib import Path

from roadmap.load import load
from roadmap.model import Finding
from roadmap.rules import check

# The real words: rules compare them with the code, which is that of the repository.
ENGLISH = Path(__file__).resolve().parents[1] / "docs/_data/strings/en.yml"

TOPIC = """\
---
title: {title}
description: {title} is explained on this page in one sentence.
kind: topic
level: beginner
hours: 2
{needs}resources:
  - id: some-course
    where: Lecture 1 (20 minutes).
reviewed: 2026-01-31
---

## Objectives

1. Compute a product.
2. Explain a sum.

## The problem

Read [the paper](ref:some-paper) or [the other page](other.md).

## Intuition

![A line that rises from left to right](figures/first/line.svg "A line.")

## The mathematics

With $a = 1$ the sum is

$$
a + b = 3
$$

### Worked example

The product of 1.5 and 2 is 3.0, and a third of it is 1.33.

## From scratch

[Code: a product](code/first/scratch.py#product)

[Output: what it prints](code/first/scratch.out)

## Check yourself

**Question 1** (objective 1). What is $1.5 \\times 2$?

- [ ] 2
    - That is the second factor.
- [x] 3
    - One and a half, twice.
- [ ] 4
    - That is $2 \\times 2$.

## Exercises

### Exercise 1 (apply): a product

Compute it.

<details markdown="1"><summary>Hint</summary>

Multiply.

</details>

<details markdown="1"><summary>Solution</summary>

It is 3.

</details>

## Learn more

<!-- roadmap: resources -->
"""

HOME = """\
---
title: Home page
description: The home page of a small site that the tests use.
kind: home
---

Home.
"""

STAGE = """\
---
title: A part
description: A part of the road with two pages, for the tests of the rules.
kind: stage
---

<!-- roadmap: stage -->
"""

CODE = """\
# --8<-- [start:product]
product = 1.5 * 2
# --8<-- [end:product]
print(product, 4 / 3)
"""

RESOURCES = """\
- id: some-course
  title: Some course
  url: https://example.org/course
  authors: Ada
  kind: course
  level: beginner
  language: en
  cost: free
  length: 10 lectures
  why: It is short.
  where: Lecture 1.
  status: ok
  checked: 2026-01-31
"""

PAPERS = """\
- id: some-paper
  title: Some paper
  authors: Ada
  year: 1999
  venue: A journal
  url: https://example.org/paper
  about: introduced it
  checked: 2026-01-31
"""

GLOSSARY = """\
- id: product
  term: product
  also: [PROD]
  definition: What a multiplication gives.
  page: part/first
- id: sum
  term: sum
  definition: What an addition gives.
  page: part/other
  anchor: the-problem
"""


def topic(title: str = "First page", needs: str = "") -> str:
    """A topic page; `needs` is a page path, or nothing."""
    edge = f"needs:\n  - page: {needs}\n    why: It is used here.\n" if needs else ""
    return TOPIC.format(title=title, needs=edge)


def files() -> dict[str, str]:
    """Every file of a site that breaks no rule."""
    other = topic("Other page", needs="part/first").replace("(other.md)", "(first.md)")
    other = other.replace("(figures/first/line.svg", "(figures/other/line.svg")
    return {
        "docs/.pages": "nav:\n  - index.md\n  - part\n",
        "docs/index.md": HOME,
        "docs/part/.pages": "nav:\n  - index.md\n  - first.md\n  - other.md\n",
        "docs/part/index.md": STAGE,
        "docs/part/first.md": topic(),
        "docs/part/other.md": other.replace("code/first/", "code/other/"),
        "docs/part/code/first/scratch.py": CODE,
        "docs/part/code/first/scratch.out": "3.0 1.3333333333333333\n",
        "docs/part/code/other/scratch.py": CODE,
        "docs/part/code/other/scratch.out": "3.0 1.3333333333333333\n",
        "docs/part/figures/first/line.svg": "<svg/>\n",
        "docs/part/figures/other/line.svg": "<svg/>\n",
        "docs/_data/resources.yml": RESOURCES,
        "docs/_data/papers.yml": PAPERS,
        "docs/_data/tools.yml": "[]\n",
        "docs/_data/datasets.yml": "[]\n",
        "docs/_data/coverage.yml": "part/first: [Product]\n",
        "docs/_data/glossary.yml": GLOSSARY,
        "docs/_data/strings/en.yml": ENGLISH.read_text(encoding="utf-8"),
    }


def write(root: Path, tree: dict[str, str | bytes]) -> Path:
    """Write the files below `root`."""
    for name, content in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8", newline="")
    return root


def findings(root: Path) -> list[Finding]:
    """Everything that `roadmap check` finds below `root`."""
    site, loading = load(root)
    return check(site, loading)
