"""Reads a model card and says what keeps you from using the model."""

from __future__ import annotations

import re

import yaml

# --8<-- [start:card]
CARD = """\
---
license: apache-2.0
language: en
library_name: transformers
pipeline_tag: text-classification
base_model: example/small-encoder
datasets:
  - example/support-tickets
metrics:
  - f1
---
# Ticket router

## Intended use
Sorts English support tickets into eight queues. A person can move a ticket.

## Out of scope
Other languages. Decisions about people.

## Training data
41,200 tickets of 2023 and 2024, names and numbers removed.

## Evaluation
Macro F1 0.87 on 4,100 tickets of 2025; 0.71 on the queue "refunds".

## Limitations
Tickets shorter than five words are sorted hardly better than by chance.
"""
# --8<-- [end:card]

# --8<-- [start:check]
ALLOWED = {"apache-2.0", "mit", "bsd-3-clause"}  # what your project may use
KEYS = ("license", "language", "datasets", "base_model")
SECTIONS = (
    "Intended use",
    "Out of scope",
    "Training data",
    "Evaluation",
    "Limitations",
)


def problems(card: str) -> list[str]:
    """What is missing or not allowed, in plain words; empty if nothing is."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", card, re.DOTALL)
    if not match:
        return ["no metadata at the top"]
    meta, text = yaml.safe_load(match[1]), match[2]
    found = [f"metadata lacks {key}" for key in KEYS if not meta.get(key)]
    license_id = meta.get("license")
    if license_id and license_id not in ALLOWED:
        found.append(f"license {license_id} is not on your list: read it")
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    written = dict(zip(parts[1::2], parts[2::2], strict=True))
    found += [f"no section {s}" for s in SECTIONS if not written.get(s, "").strip()]
    if not re.search(r"\d", written.get("Evaluation", "")):
        found.append("no number in the evaluation")
    return found
    # --8<-- [end:check]


if __name__ == "__main__":
    thin = "---\nlicense: other\nlanguage: en\n---\n# My model\n\nWorks great.\n"
    for name, card in (("ticket router", CARD), ("thin card", thin), ("none", "")):
        print(f"{name}:", *(problems(card) or ["nothing missing"]), sep="\n  ")
    assert not problems(CARD)
