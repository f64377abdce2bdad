"""The cover of a book, which libraries show; drawn like the pictures for shared links."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

from roadmap.books.model import RIGHTS, Book
from roadmap.social import AMBER, GROUND, INK, MUTED, TEAL, fitted, font, road

SIZE = (1200, 1600)  # pixels
MARGIN = 100


def cover(book: Book, root: Path) -> bytes:
    """A PNG; `root` is the folder of the repository."""
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    small = font(root, 44, 600)
    draw.rectangle((0, 0, SIZE[0], 24), TEAL)
    draw.text((MARGIN, 180), book.series, INK, small)
    part, _, rest = book.title.rpartition(":")
    if part:
        draw.text((MARGIN, 330), part, AMBER, font(root, 60, 700))
    y = 430
    fonts = {size: font(root, size, 750) for size in (120, 104, 88, 76)}
    for line, fitting in fitted(rest.strip(), fonts, SIZE[0] - 2 * MARGIN):
        draw.text((MARGIN, y), line, TEAL, fitting)
        y += round(1.15 * fitting.size)
    road(draw, SIZE[1] - 330)
    draw.text((MARGIN, SIZE[1] - 200), RIGHTS, MUTED, font(root, 36, 500))
    stream = io.BytesIO()
    image.quantize(32).save(stream, "PNG", optimize=True)
    return stream.getvalue()
