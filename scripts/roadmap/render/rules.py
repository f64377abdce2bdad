"""The table of rules, for the contributor guide."""

from roadmap.registry import LOADING, RUNNING, rules
from roadmap.render.html import text


def rule_table() -> str:
    """Every rule by code with what it demands, generated from the rules themselves."""
    coded = {rule.code: rule.demand for rule in rules().values()}
    demands = dict(sorted({**LOADING, **RUNNING, **coded}.items()))
    rows = "".join(f"<tr><td>{code}</td><td>{text(d)}</td></tr>" for code, d in demands.items())
    head = "<thead><tr><th>Code</th><th>What it demands</th></tr></thead>"
    return (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="Table: rules">'
        f"<table>{head}<tbody>{rows}</tbody></table></div>"
    )
