"""Pictures that stand for a page where its link is shared, drawn with the site's own fonts."""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from roadmap.model import Page, Site

SIZE = (1200, 630)  # pixels: what networks show uncut
MARGIN = 80
FONT = (
    "scripts/web/node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/"
    "atkinson-hyperlegible-next-latin-wght-normal.woff2"
)
GROUND, INK, MUTED, TEAL, AMBER = "#fbfaf6", "#1f2933", "#55606b", "#0b6b63", "#a1520b"
LINES = 3


def cards(site: Site, title: str) -> Iterator[tuple[str, bytes]]:
    """File name and PNG of each page; `title` is that of the site."""
    fonts = {size: font(site.root, size, 700) for size in (84, 68, 54)}
    small = font(site.root, 34, 500)
    for page in site.pages.values():
        yield name(page), _draw(site, page, title, fonts, small)


def name(page: Page) -> str:
    """Path of a page's picture below the site."""
    return f"assets/social/{page.path.replace('/', '-')}.png"


def font(root: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(root / FONT), size)
    font.set_variation_by_axes([weight])
    return font


def _draw(
    site: Site,
    page: Page,
    title: str,
    fonts: dict[int, ImageFont.FreeTypeFont],
    small: ImageFont.FreeTypeFont,
) -> bytes:
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    stage = site.stage_of(page)
    place = stage.index.meta.title if stage and stage.index is not page else title
    draw.text((MARGIN, 76), place, INK, small)
    y = 170
    for line, font in fitted(page.meta.title, fonts, SIZE[0] - 2 * MARGIN):
        draw.text((MARGIN, y), line, TEAL, font)
        y += round(1.15 * font.size)
    level, time = page.meta.level, page.meta.hours
    facts = [site.strings(f"level.{level}")] if level else []
    facts += [site.strings.hours(time)] if time else []
    draw.text((MARGIN, SIZE[1] - 190), " · ".join(facts), MUTED, small)
    road(draw, SIZE[1] - 96)
    draw.text((SIZE[0] - MARGIN, SIZE[1] - 96), title, INK, small, anchor="rm")
    stream = io.BytesIO()
    image.quantize(32).save(stream, "PNG", optimize=True)  # few colors: a tenth of the bytes
    return stream.getvalue()


def fitted(
    text: str, fonts: dict[int, ImageFont.FreeTypeFont], width: float
) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in at most LINES lines, in the largest font in which it fits."""
    for font in fonts.values():
        lines = _wrapped(text, font, width)
        if len(lines) <= LINES and all(font.getlength(line) <= width for line in lines):
            break
    return [(line, font) for line in lines[:LINES]]


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def road(draw: ImageDraw.ImageDraw, y: float) -> None:
    """The sign of the site: four stations on a line, the last one ahead."""
    stops = [MARGIN + 14 + 110 * i for i in range(4)]
    draw.line((stops[0], y, stops[-1], y), TEAL, 8)
    for i, x in enumerate(stops):
        color = AMBER if i == 3 else TEAL
        draw.ellipse((x - 16, y - 16, x + 16, y + 16), color if i == 3 else GROUND, color, 8)
