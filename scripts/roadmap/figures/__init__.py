"""The figure kit: inline SVG that follows the palette of the site.

A page's `figures.py` imports from here; see `canvas` for the primitives, `plot`,
`cells`, `flow` and `network` for what stands on them, `palette` for the colors.
"""

from roadmap.figures.canvas import Figure
from roadmap.figures.cells import heatmap, matrix, picture
from roadmap.figures.contour import contour_lines
from roadmap.figures.flow import box, box_flow, connect, op
from roadmap.figures.grid import Cells
from roadmap.figures.label import text_width
from roadmap.figures.network import network
from roadmap.figures.node import Node
from roadmap.figures.numbers import num
from roadmap.figures.palette import PALETTE, contrast, palette_css
from roadmap.figures.plot import Plot

__all__ = [
    "PALETTE",
    "Cells",
    "Figure",
    "Node",
    "Plot",
    "box",
    "box_flow",
    "connect",
    "contour_lines",
    "contrast",
    "heatmap",
    "matrix",
    "network",
    "num",
    "op",
    "palette_css",
    "picture",
    "text_width",
]
