"""The glossary: which words of a page are marked, which are not, and what describes them."""

import re
from pathlib import Path

import pytest

import tiny
from conftest import ROOT
from roadmap import glossary
from roadmap.expand import expand
from roadmap.load import load
from roadmap.model import Site

TERMS = """\
- id: adam
  term: Adam
  definition: A way to walk downhill.
  page: lists/glossary
- id: kernel
  term: kernel
  definition: A small array.
  page: lists/glossary
  within: [lists]
- id: learning-rate
  term: learning rate
  also: [LR]
  definition: How far a step goes.
  page: lists/glossary
- id: rate
  term: rate
  definition: A number per second.
  page: lists/glossary
"""
PAGE = """\
---
title: Words
description: A page on which words of the glossary stand in every place there is.
kind: tool
level: beginner
---

"""


def site(tmp_path: Path, body: str, terms: str = TERMS, folder: str = "lists") -> Site:
    tree = {
        "docs/.pages": "nav:\n  - lists\n  - resources\n",
        f"docs/{folder}/words.md": PAGE + body,
        "docs/resources/glossary.md": PAGE.replace("Words", "Glossary") + "kernel\n",
        "docs/_data/strings/en.yml": tiny.ENGLISH.read_text(encoding="utf-8"),
        "docs/_data/glossary.yml": terms.replace("lists/glossary", "resources/glossary"),
    }
    return load(tiny.write(tmp_path, dict(tree)))[0]


def marked(tmp_path: Path, body: str, **options: str) -> str:
    """The body with `<words|id>` in place of each mark."""
    loaded = site(tmp_path, body, **options)
    text, terms = glossary.mark(loaded, loaded.pages[f"{options.get('folder', 'lists')}/words"])
    short = re.sub(
        r'<a class="term" href="../../resources/glossary/#([\w-]+)"'
        r' aria-describedby="term-\1">([^<]+)</a>',
        r"<\2|\1>",
        text,
    )
    found = re.findall(r"<[^<>|]+\|([\w-]+)>", short)
    assert found == [term.id for term in terms]
    return short.strip()


def test_the_first_occurrence_is_marked_and_no_other(tmp_path: Path) -> None:
    assert marked(tmp_path, "A kernel, a kernel.") == "A <kernel|kernel>, a kernel."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Two kernels", "Two <kernels|kernel>"),
        ("Kernel first", "<Kernel|kernel> first"),
        ("Kernels", "<Kernels|kernel>"),
        ("a learning\nrate", "a <learning\nrate|learning-rate>"),
        ("a Learning-Rate plan", "a <Learning-Rate|learning-rate> plan"),
        ("an LR", "an <LR|learning-rate>"),
        ("two LRs", "two <LRs|learning-rate>"),
        ("Adam's", "<Adam|adam>'s"),
        ("- *kernel*", "- *<kernel|kernel>*"),
        ("| a |\n| --- |\n| kernel |", "| a |\n| --- |\n| <kernel|kernel> |"),
    ],
)
def test_forms_that_are_found(words: str, expected: str, tmp_path: Path) -> None:
    assert marked(tmp_path, words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "An lr, an adam.",
        "kernelized, sub-kernel, kernel-based, unkernel",
        "learning\n\nfrom it",
        "## A kernel",
        "`kernel` and ``kernel``",
        "```text\nkernel\n```",
        "$kernel$",
        "$$\nkernel\n$$",
        "<!-- kernel -->",
        '![A picture of the kernel](figures/x.svg "The kernel.")',
        "[Code: a kernel](code/words/kernel.py)",
        "| kernel |\n| --- |",
        '<details markdown="1"><summary>A kernel</summary>\n\n</details>',
        "**Question 1** (objective 1). A kernel?\n\n- [x] kernel\n    - A kernel.",
    ],
)
def test_what_is_no_running_text_is_left_alone(words: str, tmp_path: Path) -> None:
    assert marked(tmp_path, words) == words
    if "kernel" in words and "kernelized" not in words and "[Code" not in words:
        # ... and does not count as the first occurrence.
        assert marked(tmp_path, f"{words}\n\nA kernel.").endswith("A <kernel|kernel>.")


@pytest.mark.parametrize(
    "words", ["[the kernel](x.md)", "[the\nkernel](x.md)", "a **kernel**: ..."]
)
def test_a_link_or_bold_type_explains_a_term_from_there_on(words: str, tmp_path: Path) -> None:
    assert marked(tmp_path, f"{words} A kernel.") == f"{words} A kernel."


def test_the_address_of_a_link_explains_nothing(tmp_path: Path) -> None:
    assert marked(tmp_path, "[this](a/kernel.md). A kernel.").endswith("A <kernel|kernel>.")


def test_a_word_of_other_senses_is_marked_within_its_folders_only(tmp_path: Path) -> None:
    assert marked(tmp_path, "A kernel.", folder="other") == "A kernel."


def test_a_term_is_not_marked_on_the_page_that_teaches_it(tmp_path: Path) -> None:
    terms = TERMS.replace("page: lists/glossary", "page: lists/words", 1)
    assert marked(tmp_path, "Adam and a rate.", terms=terms) == "Adam and a <rate|rate>."


def test_a_page_has_at_most_twelve_terms_those_taught_latest(tmp_path: Path) -> None:
    names = [f"w{letter}w" for letter in "abcdefghijklmnop"]
    taught = [f"lists/p{n % 8}" if n % 2 else "resources/glossary" for n in range(len(names))]
    terms = "".join(
        f"- id: {name}\n  term: {name}\n  definition: A word.\n  page: {page}\n"
        for name, page in zip(names, taught, strict=True)
    )
    short = marked(tmp_path, ", ".join(names), terms=terms)
    late = [name for name, page in zip(names, taught, strict=True) if page.startswith("resources")]
    found = re.findall(r"<(\w+)\|", short)
    assert len(found) == glossary.LIMIT == 12
    assert set(late) <= set(found)
    assert found == sorted(found)


def test_the_glossary_itself_and_guides_have_no_marks(tmp_path: Path) -> None:
    loaded = site(tmp_path, "A kernel.")
    assert glossary.mark(loaded, loaded.pages["resources/glossary"])[1] == ()
    guide = site(tmp_path / "b", "A kernel.")
    page = guide.pages["lists/words"]
    meta = page.meta.model_copy(update={"kind": "guide"})
    assert glossary.mark(guide, type(page)(page.path, page.source, meta, page.body, 1))[1] == ()


def test_definitions_stand_once_at_the_end_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    loaded = site(tmp_path, "An LR.\n\nA learning\nrate.\n")
    page = expand(loaded, loaded.pages["lists/words"])
    assert page.count("How far a step goes.") == 1
    assert '<p id="term-learning-rate" role="tooltip" hidden>How far a step goes.</p>' in page
    text, _ = glossary.mark(loaded, loaded.pages["lists/words"])
    assert text.count("\n") == loaded.pages["lists/words"].body.count("\n")


def test_the_glossary_covers_every_stage_and_the_initialisms_a_beginner_meets() -> None:
    terms = load(ROOT)[0].glossary
    forms = {form for term in terms.values() for form in term.forms}
    known = "MLP SGD ReLU CNN RNN LSTM GRU BPTT VAE GAN ELBO KL IoU NMS mAP BERT GPT MLM BPE LoRA"
    assert set(known.split()) | {"KV cache", "FLOP", "AUC", "SVD", "MSE", "GPU"} <= forms
    assert len(terms) >= 140
    road = {path.split("/")[0] for path in (term.page for term in terms.values())}
    assert len(road) >= 7
