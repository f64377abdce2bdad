"""The table of rules, for the contributor guide."""

from roadmap.model import Site
from roadmap.registry import LOADING, RUNNING, rules
from roadmap.render.html import text


def rule_table(site: Site) -> str:
    """Every rule by code with what it demands, generated from the rules themselves."""
    coded = {rule.code: rule.demand for rule in rules().values()}
    say = site.strings
    demands = dict(sorted({**LOADING, **RUNNING, **coded}.items()))
    rows = "".join(f"<tr><td>{code}</td><td>{text(d)}</td></tr>" for code, d in demands.items())
    heads = f"<th>{say.html('link.code')}</th><th>{say.html('link.demand')}</th>"
    return (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="'
        f'{say.html("link.rules")}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
