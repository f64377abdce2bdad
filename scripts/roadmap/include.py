"""Includes in plain Markdown: tested code, recorded output, generated figures, addresses.

On a code host each is an ordinary link or image; on the site it is replaced by what it points to.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from roadmap import mathematics, text
from roadmap.model import Record
from roadmap.strings import Strings

CODE = re.compile(r"^( *)\[(Code|Output): ([^\]]+)\]\((code/[^)#\s]+)(?:#([\w-]+))?\)\s*$")
FIGURE = re.compile(r"^!\[((?:[^\]\\]|\\.)*)\]\((figures/[^)\s]+\.svg)(?:\s+\"(.*)\")?\)\s*$")
REF = re.compile(r"\]\(ref:([a-z0-9.-]+)\)")
LANGUAGES = {
    ".json": "json",
    ".py": "python",
    ".sh": "bash",
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
    "Dockerfile": "docker",
}
REGION = re.compile(r"^\s*# --8<-- \[(start|end):([\w-]+)\]\s*$")


class IncludeError(ValueError):
    """An include that cannot be resolved; the message says why."""


@dataclass(frozen=True)
class CodeLink:
    """A `[Code: title](code/...)` or `[Output: title](code/...)` paragraph."""

    indent: str
    kind: str
    title: str
    target: str
    region: str


def code_link(line: str) -> CodeLink | None:
    """The code include on a line, or None."""
    match = CODE.match(line)
    return CodeLink(*(part or "" for part in match.groups())) if match else None


@lru_cache(2 * text.KEPT)
def region(source: str, name: str) -> str:
    """The lines between the markers of `name` (all when empty), dedented, markers removed."""
    kept: list[str] = []
    inside, found = not name, not name
    for line in source.rstrip("\n").split("\n"):
        mark = REGION.match(line)
        if mark and name and mark.group(2) == name:
            inside = mark.group(1) == "start"
            found = True
        elif inside and not mark:
            kept.append(line)
    if not found:
        raise IncludeError(f"no region `{name}` in the file")
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    indent = min((len(line) - len(line.lstrip()) for line in kept if line.strip()), default=0)
    return "\n".join(line[indent:] for line in kept)


def _inside(folder: Path, target: str) -> Path:
    """The file; a path that climbs out would put a file of the machine on the page."""
    file = folder / target
    if ".." in PurePosixPath(target).parts or file.is_symlink():
        raise IncludeError(f"path leads elsewhere: `{target}`")
    return file


def read_code(folder: Path, link: CodeLink) -> str:
    """The included text; `folder` holds the page. Raises IncludeError."""
    file = _inside(folder, link.target)
    if not file.is_file():
        raise IncludeError(f"file not found: `{link.target}`")
    return region(text.read(file), link.region)


def language(link: CodeLink) -> str:
    """What the included file is written in, told by its suffix or name; `text` if unknown."""
    if link.kind != "Code":
        return "text"
    name = PurePosixPath(link.target)
    return LANGUAGES.get(name.suffix or name.name, "text")


def expand_code(say: Strings, folder: Path, link: CodeLink) -> str:
    """A fenced block with title, and a download link below a file's own code."""
    title = link.title if link.kind == "Code" else say("block.output", title=link.title)
    content = read_code(folder, link)
    safe = title.replace('"', "'").replace("`", "")
    lines = [f'``` {{ .{language(link)} title="{safe}" }}', *content.split("\n"), "```"]
    if link.kind == "Code":
        name = link.target.rsplit("/", 1)[1]
        said = say("block.download", file=name)
        lines += ["", f"[{said}]({link.target}){{ .code-download download }}"]
    return "\n".join(f"{link.indent}{line}" if line else "" for line in lines)


def caption(source: str) -> str:
    """Inline HTML of a caption: escaped text, `$...$` typeset, `code` marked."""
    parts = re.split(r"(\$[^$]+\$|`[^`]+`)", source)
    done = []
    for part in parts:
        if part.startswith("$") and len(part) > 2:
            done.append(f'<span class="arithmatex">{mathematics.render(part[1:-1])}</span>')
        elif part.startswith("`") and len(part) > 2:
            done.append(f"<code>{html.escape(part[1:-1])}</code>")
        else:
            done.append(html.escape(part))
    return "".join(done)


def expand_figure(folder: Path, alt: str, target: str, title: str) -> str:
    """The SVG itself, so that it follows the palette."""
    file = _inside(folder, target)
    if not file.is_file():
        raise IncludeError(f"figure not found: `{target}`")
    svg = re.sub(r">\s*\n\s*<", "><", text.read(file).strip())
    svg = re.sub(r"\n\s*", " ", svg).replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    svg = re.sub(r"^<\?xml.*?\?>\s*", "", svg)
    svg = re.sub(r"<title>.*?</title>", "", svg)  # would show as a tooltip beside the label
    label = html.escape(alt.replace("\\", ""), quote=True)
    svg = re.sub(r"^<svg\b", f'<svg role="img" aria-label="{label}"', svg, count=1)
    below = f"<figcaption>{caption(title)}</figcaption>" if title else ""
    image = f"<figure-image>{svg}</figure-image>"
    return f'<figure class="figure">{image}{below}</figure>'


def expand_refs(line: str, records: Mapping[str, Record]) -> str:
    """Catalogue references `(ref:ID)` replaced by the record's address."""

    def address(match: re.Match[str]) -> str:
        record = records.get(match.group(1))
        if record is None:
            raise IncludeError(f"unknown catalogue id: `{match.group(1)}`")
        return f"]({record.url})"

    return REF.sub(address, line)
