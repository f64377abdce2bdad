"""A strict Content-Security-Policy for each page: nothing runs or styles that is not our own file.

The scripts that the theme writes into a page are allowed by their hash. Typeset mathematics has a
`style` attribute on thousands of elements, which no hash can allow: they become classes of one
style sheet in the head, which has one (and the page gets smaller).
"""

import base64
import hashlib
import re
from html import escape, unescape

_STYLED = re.compile(r'<[a-z][^<>]*\sstyle="[^"]*"[^<>]*>')
_PARTS = re.compile(r'<([a-z][\w-]*)((?:\s[^<>]*?)?)\sstyle="([^"]*)"([^<>]*)>')
_CLASS = re.compile(r'\sclass="([^"]*)"')
_SCRIPT = re.compile(r"<script(?![^>]*\s(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_RULE = re.compile(r"\.(as\d+)\{([^}]*)\}")
_HEAD = re.compile(r"<head>|<head\s[^>]*>")

FIXED = {
    "default-src": "'none'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def secure(html: str) -> str:
    """The page with a policy in a meta element, which is the first thing in its head."""
    html = without_style_attributes(html)
    rule = escape(policy(html), quote=False)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rule}">'
    return _HEAD.sub(lambda head: head[0] + meta, html, count=1)


def policy(html: str) -> str:
    """What the page may load: our own files, and what stands in it, by hash."""
    scripts = " ".join(["'self'", *sorted(map(_hash, set(_SCRIPT.findall(html))))])
    styles = " ".join(["'self'", *sorted(map(_hash, set(_STYLE.findall(html))))])
    rules = FIXED | {"script-src": scripts, "style-src": styles}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def without_style_attributes(html: str) -> str:
    """The page with its `style` attributes as classes of a style sheet in its head.

    An inline style wins over the rules of style sheets, hence `!important`.
    """
    names: dict[str, str] = {}
    done: dict[str, str] = {}  # typeset formulas repeat the same tags over and over

    def named(match: re.Match[str]) -> str:
        tag = match[0]
        if tag not in done:
            done[tag] = _with_class(tag, names)
        return done[tag]

    html = _STYLED.sub(named, html)
    if not names:
        return html
    rules = "".join(f".{name}{{{_important(style)}}}" for style, name in names.items())
    return html.replace("</head>", f"<style>{rules}</style></head>", 1)


def _with_class(tag: str, names: dict[str, str]) -> str:
    """The tag with a class instead of its style; `names` gets the class of a new style."""
    parts = _PARTS.fullmatch(tag)
    if not parts:
        return tag
    element, before, style, after = parts.groups()
    name = names.setdefault(style, f"as{len(names)}")  # code has classes s1 and s2
    rest = before + after
    if _CLASS.search(rest):
        rest = _CLASS.sub(lambda m: f' class="{m[1]} {name}"', rest, count=1)
    else:
        rest = f' class="{name}"{rest}'
    return f"<{element}{rest}>"


def with_style_attributes(html: str) -> str:
    """The page as it was before: for what takes parts of several pages together."""
    head = html.partition("</head>")[0]
    styles = {name: rule.replace("!important", "") for name, rule in _RULE.findall(head)}

    def styled(match: re.Match[str]) -> str:
        names = match[1].split()
        found = [styles[name] for name in names if name in styles]
        if not found:
            return match[0]
        rest = " ".join(name for name in names if name not in styles)
        style = f' style="{escape(";".join(found))}"'
        return f' class="{rest}"{style}' if rest else style

    return _CLASS.sub(styled, html)


def _important(style: str) -> str:
    parts = [part.strip() for part in unescape(style).split(";") if part.strip()]
    if any(re.search(r"[{}<>@\\]", part) for part in parts):
        raise ValueError(f"style that cannot become a rule: `{style}`")
    return ";".join(f"{part}!important" for part in parts)
