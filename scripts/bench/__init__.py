"""Measures the site beside a default Material for MkDocs build of the same Markdown.

    PYTHONPATH=scripts python -m bench --only pages --runs 3

Prints figures and the goals of the project, and judges none: they differ from machine to machine.
"""
