"""A fully connected network: layers of units joined by weighted lines."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import SupportsFloat

from roadmap.figures.canvas import Figure
from roadmap.figures.numbers import floats, table
from roadmap.figures.palette import Paint

Matrix = Iterable[Iterable[SupportsFloat]]
Point = tuple[float, float]


def network(
    figure: Figure, layer_sizes: Sequence[int], labels: Sequence[str] = (), *,
    box: tuple[float, float, float, float] | None = None, radius: float = 17,
    weights: Sequence[Matrix] = (),
    activations: Sequence[Iterable[SupportsFloat]] = (),
    unit_labels: Sequence[Sequence[str]] = (), vmax: float | None = None,
) -> list[list[Point]]:  # fmt: skip
    """Draw layers from left to right and give the centers of their units.

    `labels` stand below the layers (`\\n` starts a line). `box` = (x, y, width,
    height) holds units and labels. `weights[l]`, of shape (from, to), sets the
    width and opacity of the lines by size; negative ones are dashed and take the
    color of series 2. `activations[l]` shades the units, by |value| / `vmax`
    (default: the largest of all) and by sign.
    `unit_labels[l]` are written in the units.
    """
    _check(layer_sizes, labels, "labels")
    _check(layer_sizes, unit_labels, "unit_labels")
    _check(layer_sizes, activations, "activations")
    if any(size < 1 for size in layer_sizes) or len(layer_sizes) < 2:
        raise ValueError(f"network: two layers of one unit or more: `{layer_sizes}`")
    x, y, width, height = box or (12, 12, figure.width - 24, figure.height - 24)
    below = 22 * max((name.count("\n") + 1 for name in labels), default=0)
    below += 12 if labels else 0
    inset = max(radius + 2, 50 if labels else 0)
    step = (width - 2 * inset) / (len(layer_sizes) - 1)
    room = height - below
    gap = min((room - 2 * radius) / max(1, max(layer_sizes) - 1), 3.4 * radius)
    if max(layer_sizes) > 1 and gap < 2 * radius + 3:
        raise ValueError("network: units would touch; lower `radius` or raise the box")
    centers = [
        [(x + inset + i * step, y + room / 2 + (k - (n - 1) / 2) * gap) for k in range(n)]
        for i, n in enumerate(layer_sizes)
    ]
    _edges(figure, centers, [table(w, "weights") for w in weights])
    shades = [floats(a, "activations") for a in activations]
    largest = vmax or max((abs(v) for layer in shades for v in layer), default=0) or 1
    for i, layer in enumerate(centers):
        _units(figure, layer, radius, shades[i] if shades else [], largest)
        for center, name in zip(layer, unit_labels[i] if unit_labels else (), strict=False):
            figure.text(*center, name, anchor="middle")
    for i, name in enumerate(labels):
        for row, line in enumerate(name.split("\n")):
            figure.text(
                centers[i][0][0], y + room + 22 + 22 * row, line, anchor="middle",
                bold=row == 0, color="ink" if row == 0 else "muted",
                size=16 if row == 0 else 15,
            )  # fmt: skip
    return centers


def _check(sizes: Sequence[int], given: Sequence[object], what: str) -> None:
    if given and len(given) != len(sizes):
        raise ValueError(f"network: {len(sizes)} layers, {len(given)} {what}")


def _edges(figure: Figure, centers: list[list[Point]], weights: list[list[list[float]]]) -> None:
    if not weights:
        for a_layer, b_layer in pairwise(centers):
            for a in a_layer:
                for b in b_layer:
                    figure.line(*a, *b, stroke="axis", width=1.25)
        return
    shapes = [(len(a), len(b)) for a, b in pairwise(centers)]
    if [(len(w), len(w[0])) for w in weights] != shapes:
        raise ValueError(f"network: weights must have the shapes {shapes}")
    for layer, (a_layer, b_layer) in enumerate(pairwise(centers)):
        largest = max(abs(v) for row in weights[layer] for v in row) or 1.0
        edges = [
            (weight, a, b)
            for a, row in zip(a_layer, weights[layer], strict=True)
            for b, weight in zip(b_layer, row, strict=True)
        ]
        for weight, a, b in sorted(edges, key=lambda edge: edge[0] >= 0):
            share = abs(weight) / largest
            figure.line(
                *a, *b, stroke=1 if weight >= 0 else 2, width=0.75 + 3.25 * share,
                opacity=0.25 + 0.6 * share, dash="" if weight >= 0 else "7 4",
            )  # fmt: skip


def _units(
    figure: Figure, layer: list[Point], radius: float, values: list[float],
    largest: float,
) -> None:  # fmt: skip
    if values and len(values) != len(layer):
        raise ValueError(f"network: {len(layer)} units, {len(values)} activations")
    for center in layer:
        figure.circle(*center, radius, stroke_width=1.75)
    for center, value in zip(layer, values, strict=False):
        fill: Paint = "heat" if value >= 0 else "heat-neg"
        shade = round(min(1.0, abs(value) / largest), 2)
        figure.circle(*center, radius - 1, fill=fill, stroke="none", opacity=shade)
