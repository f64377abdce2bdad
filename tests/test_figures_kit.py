"""The figure kit draws sound, deterministic, readable SVG and notices stale files."""

import itertools
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from roadmap.figures import (
    PALETTE,
    Figure,
    Node,
    Plot,
    box,
    box_flow,
    connect,
    contour_lines,
    contrast,
    heatmap,
    matrix,
    network,
    op,
    palette_css,
    picture,
    text_width,
)
from roadmap.figures.build import FigureError, build, draw, same
from roadmap.figures.clip import clip_polyline, clip_segment, thin
from roadmap.figures.label import markup, parse
from roadmap.figures.marks import DASHES, draw_marker
from roadmap.figures.numbers import num
from roadmap.figures.palette import SERIES, rgb
from roadmap.figures.scale import tick_labels, ticks

ROOT = Path(__file__).resolve().parents[1]
SVG = "{http://www.w3.org/2000/svg}"
SERIES_NAMES = [str(number) for number in range(1, SERIES + 1)]


def plot_of_lines() -> Figure:
    figure = Figure(480, 300, "Losses")
    plot = Plot(figure, (0, 10), (0, 1), xlabel="epoch", ylabel="loss $L(w)$", right=90)
    plot.vspan(2, 4, 3)
    plot.errorband([0, 10], [0.1, 0.2], [0.3, 2.0], 2)
    plot.line(range(11), [1 / (i + 1) for i in range(11)], label="a < b & c")
    plot.line([0, 10], [-1, 2], 2, label='"quoted"', markers=True)
    plot.hline(0.5, "half", side="left")
    plot.vline(5, "middle")
    plot.direct_labels()
    return figure


def plot_of_bars() -> Figure:
    figure = Figure(480, 300)
    names = [(0.0, "dog"), (1.0, "cat")]
    plot = Plot(figure, (-0.5, 1.5), (-50, 100), xticks=names, ylabel="%", top=30)
    plot.bars([0, 1], [70, -20], 2, label="model", width=0.4, values=("70", "−20"))
    plot.legend("above")
    return figure


def plot_of_points() -> Figure:
    figure = Figure(480, 300)
    plot = Plot(figure, (1e-4, 1), (0, 1), xscale="log", grid=False, title="Points")
    for series in range(1, SERIES + 1):
        plot.scatter([0.01, 2.0], [series / 10, 0.5], series, label=f"class {series}")
    plot.legend(columns=2)
    plot.text(0.01, 0.9, "here")
    plot.arrow(0.01, 0.9, 0.1, 0.8)
    return figure


def plot_of_contours() -> Figure:
    figure = Figure(480, 300)
    grid = [i / 5 for i in range(-10, 11)]
    plot = Plot(figure, (-2, 2), (-2, 2))
    plot.contour(grid, grid, [[x * x + 3 * y * y for x in grid] for y in grid], [0.5, 1, 2])
    return figure


def tables() -> Figure:
    figure = Figure(480, 300)
    matrix(figure, [[1, -2], [3, 4.5]], 20, 40, label=r"$\mathbf{X}$", frame=1,
           highlight={(0, 0): 2, (1, 0): 2, (1, 1): 3})  # fmt: skip
    heatmap(figure, [[0.5, -1], [0, 1]], 280, 120, cell=50, label="scores",
            row_labels=["the", "cat"], column_labels=["the", "incredible"])  # fmt: skip
    return figure


def diagram() -> Figure:
    figure = Figure(480, 300)
    x, w = box(figure, 40, 40, "$x$"), box(figure, 40, 120, "$w$\ntwo lines", series=1)
    times, plus = op(figure, 200, 80, "×"), op(figure, 300, 200, "+")
    connect(figure, x, times, straight=True)
    connect(figure, w, times, label="$z$")
    connect(figure, times, plus, out="right", into="top", series=2)
    box_flow(figure, ["embed", "MLP"], y=270, labels=["h"])
    return figure


def net() -> Figure:
    figure = Figure(480, 300)
    network(
        figure,
        (2, 3),
        ("in\n$x$", "out"),
        weights=[[[1, -2, 0], [0.5, 0, 1]]],
        activations=[(1, -1), (0, 0.5, 2)],
        unit_labels=[("a", "b"), ("c", "d", "e")],
    )
    return figure


FIGURES: list[Callable[[], Figure]] = [
    plot_of_lines,
    plot_of_bars,
    plot_of_points,
    plot_of_contours,
    tables,
    diagram,
    net,
]


@pytest.fixture(params=FIGURES, ids=lambda function: function.__name__)
def make(request: pytest.FixtureRequest) -> Callable[[], Figure]:
    function: Callable[[], Figure] = request.param
    return function


# What is written


@pytest.mark.parametrize(
    ("label", "shown"),
    [("$\\eta = 0.1$", "η = 0.1"), ("$\\eta x$", "ηx"), ("$\\eta= 1$", "η= 1")],
)
def test_a_relation_keeps_its_spaces(label: str, shown: str) -> None:
    assert "".join(run.text for run in parse(label)) == shown


def test_the_same_figure_gives_the_same_bytes(make: Callable[[], Figure]) -> None:
    assert make().svg() == make().svg()
    figure = make()
    assert figure.svg() == figure.svg()


def test_figures_are_valid_xml_without_ids_styles_or_scripts(make: Callable[[], Figure]) -> None:
    root = ElementTree.fromstring(make().svg())
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox")
    for element in root.iter():
        assert "id" not in element.attrib
        assert "style" not in element.attrib
        assert element.tag not in (f"{SVG}style", f"{SVG}script", f"{SVG}image")


def test_colors_come_from_the_palette_alone(make: Callable[[], Figure]) -> None:
    for element in ElementTree.fromstring(make().svg()).iter():
        for name in ("fill", "stroke"):
            value = element.get(name, "none")
            match = re.fullmatch(r"none|var\(--fig-([\w-]+), (#[0-9a-f]{6})\)", value)
            assert match, value
            if match[1]:
                assert PALETTE[match[1]][0] == match[2]


def test_numbers_have_two_decimals_at_most(make: Callable[[], Figure]) -> None:
    assert not re.search(r"\d\.\d{3}|e-\d|nan|inf\b", make().svg())


def test_geometry_is_never_moved_into_a_group(make: Callable[[], Figure]) -> None:
    allowed = re.compile("fill|stroke|font|text-anchor|paint-order|transform|opacity")
    for group in ElementTree.fromstring(make().svg()).iter(f"{SVG}g"):
        assert all(allowed.match(name) for name in group.attrib), group.attrib


def test_figures_are_small(make: Callable[[], Figure]) -> None:
    assert len(make().svg()) < 7_000


def test_grouping_keeps_the_order_of_the_shapes() -> None:
    figure = Figure(200, 100)
    for x in (10, 20, 30):
        figure.line(x, 0, x, 50, stroke="axis")
    figure.circle(50, 50, 9)
    figure.line(40, 0, 40, 50, stroke="axis")
    tags = [e.tag.removeprefix(SVG) for e in ElementTree.fromstring(figure.svg()).iter()]
    assert tags == ["svg", "rect", "g", "line", "line", "line", "circle", "line"]


@pytest.mark.parametrize("text", ["<script>", "a & b", "]]>", "x < y > z", '"', "'", "π → 3"])
def test_text_is_escaped_everywhere(text: str) -> None:
    figure = Figure(480, 300, title=text)
    figure.text(10, 20, text)
    plot = Plot(figure, (0, 1), (0, 1), xlabel=text, title=text)
    plot.line([0, 1], [0, 1], label=text)
    plot.legend()
    root = ElementTree.fromstring(figure.svg())
    assert root.findtext(f"{SVG}title") == text
    written = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert written.count(text) == 4


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.5, "1.5"), (1.006, "1.01"), (-0.001, "0"), (2.10, "2.1")]
)
def test_num(value: float, text: str) -> None:
    assert num(value) == text


# Labels


def test_labels_read_a_little_mathematics() -> None:
    runs = parse(r"loss $L(w_{12})$")
    assert [(r.text, r.italic, r.level) for r in runs] == [
        ("loss ", False, 0), ("L", True, 0), ("(", False, 0), ("w", True, 0),
        ("12", False, -1), (")", False, 0),
    ]  # fmt: skip
    assert markup(r"$\mathbf{W}^{(1)}$", 16).startswith('<tspan font-weight="700">W</tspan>')
    assert "".join(r.text for r in parse(r"$\hat{y} \times \eta g$")) == "y\u0302 × ηg"
    assert "".join(r.text for r in parse("costs 5$")) == "costs 5$"
    assert parse("$-1$")[0].text == "−1"


def test_scripts_return_to_the_base_line() -> None:
    element = ElementTree.fromstring(f"<t>{markup('$a_1^2 b$', 20)}</t>")
    shifts = [float(run.get("dy", "0")) for run in element]
    assert len(shifts) == 4 or len(shifts) == 5
    assert sum(shifts) == pytest.approx(0)


@pytest.mark.parametrize("text", [r"$\unknown$", "$x_{a_b}$", "${x}$", r"$\frac{a}{b}$"])
def test_labels_that_cannot_be_read_are_errors(text: str) -> None:
    with pytest.raises(ValueError, match="label"):
        parse(text)


def test_wider_text_is_measured_wider() -> None:
    assert text_width("iii", 16) < text_width("mmm", 16)
    assert text_width("abc", 16) == pytest.approx(2 * text_width("abc", 8))
    assert text_width("$x_1$", 16) < text_width("x1", 16)


# Palette


@pytest.mark.parametrize("page", [0, 1], ids=["light", "dark"])
def test_series_stand_out_from_every_background(page: int) -> None:
    for name in SERIES_NAMES:
        for ground in ("ground", "paper", f"{name}-soft"):
            assert contrast(PALETTE[name][page], PALETTE[ground][page]) >= 3, (name, ground)
    for ground in ("ground", "paper"):
        assert contrast(PALETTE["axis"][page], PALETTE[ground][page]) >= 3


@pytest.mark.parametrize("page", [0, 1], ids=["light", "dark"])
def test_text_is_readable_on_every_background(page: int) -> None:
    for color, ground in itertools.product(["ink", "muted", *SERIES_NAMES], ["ground", "paper"]):
        assert contrast(PALETTE[color][page], PALETTE[ground][page]) >= 4.5, (color, ground)
    for ground in ("heat", "heat-neg", *(f"{name}-soft" for name in SERIES_NAMES)):
        assert contrast(PALETTE["ink"][page], PALETTE[ground][page]) >= 4.5, ground


def linear(color: str) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(color)]


def oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """Björn Ottosson's Oklab: a distance of 0.02 is just visible."""
    long, medium, short = (
        max(0.0, a * red + b * green + c * blue) ** (1 / 3)
        for a, b, c in (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        )
    )
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


#: Machado, Oliveira and Fernandes, 2009, severity 1
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


@pytest.mark.parametrize("page", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
def test_series_stay_apart_for_color_blind_readers(vision: str, page: int) -> None:
    def seen(name: str) -> tuple[float, float, float]:
        light = linear(PALETTE[name][page])
        return oklab(
            *(sum(a * c for a, c in zip(row, light, strict=True)) for row in VISION[vision])
        )

    for one, other in itertools.combinations(SERIES_NAMES, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5
        assert distance >= 0.06, (one, other)


def test_series_differ_by_dash_and_by_marker() -> None:
    assert len(set(DASHES.values())) == SERIES
    shapes = set()
    for series in range(1, SERIES + 1):
        figure = Figure(200, 100)
        draw_marker(figure, 50, 50, series, 5)
        shapes.add(re.sub(r"var\(--fig-\d, #\w+\)", "", figure.svg()))
    assert len(shapes) == SERIES


def test_the_style_sheet_has_the_palette() -> None:
    css = (ROOT / "docs/assets/css/figures.css").read_text(encoding="utf-8")
    assert palette_css() in css, "copy the output of palette_css() to figures.css"


# Plots


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, [0, 0.25, 0.5, 0.75, 1]),
        (0, 20, [0, 5, 10, 15, 20]),
        (-2, 2, [-2, -1, 0, 1, 2]),
        (0.3, 9.7, [2.5, 5, 7.5]),
        (0, 1e-3, [0, 0.00025, 0.0005, 0.00075, 0.001]),
    ],
)
def test_ticks_are_round(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_ticks_lie_within_any_limits() -> None:
    source = random.Random(0)
    for _ in range(300):
        low = source.uniform(-1, 1) * 10 ** source.randint(-6, 6)
        high = low + 10 ** source.uniform(-3, 6)
        values = ticks(low, high)
        assert 2 <= len(values) <= 8
        assert all(low - 1e-6 * (high - low) <= v <= high + 1e-6 * (high - low) for v in values)


def test_log_ticks_are_powers_of_ten() -> None:
    values = ticks(1e-5, 1, kind="log")
    assert values == pytest.approx([1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1])
    assert tick_labels(values, "log")[0] == "$10^{-5}$"
    assert tick_labels([1, 10, 100], "log") == ["1", "10", "100"]
    assert tick_labels([-1, -0.5, 0]) == ["−1.0", "−0.5", "0.0"]


def test_lines_are_cut_at_the_limits() -> None:
    assert clip_segment((-1, 0), (1, 0), (0, -1, 2, 1)) == ((0, 0), (1, 0))
    assert clip_segment((-1, 5), (1, 5), (0, -1, 2, 1)) is None
    pieces = clip_polyline([(-1, 0), (1, 0), (1, 5), (1.5, 5), (1.5, 0)], (0, -1, 2, 1))
    assert pieces == [[(0, 0), (1, 0), (1, 1)], [(1.5, 1), (1.5, 0)]]


def test_thin_drops_what_cannot_be_seen() -> None:
    assert thin([(0, 0), (1, 0.01), (2, 0), (2, 5)]) == [(0, 0), (2, 0), (2, 5)]


def test_axes_put_data_where_they_belong() -> None:
    plot = Plot(Figure(480, 300), (0, 10), (0.01, 100), yscale="log")
    left, top, right, bottom = plot.box
    assert plot.at(0, 0.01) == pytest.approx((left, bottom))
    assert plot.at(10, 100) == pytest.approx((right, top))
    assert plot.at(5, 1) == pytest.approx(((left + right) / 2, (top + bottom) / 2))


def test_the_legend_looks_for_a_free_corner() -> None:
    figure = Figure(480, 300)
    plot = Plot(figure, (0, 1), (0, 1))
    plot.line([0, 1], [0, 1], label="rising")
    plot.legend()
    label = next(
        e for e in ElementTree.fromstring(figure.svg()).iter(f"{SVG}text") if e.text == "rising"
    )
    assert float(label.get("x", "0")) < 240
    assert float(label.get("y", "0")) < 100
    full = Plot(Figure(480, 300), (0, 1), (0, 1))
    full.line([0, 1, 0, 1], [0, 1, 1, 0], label="cross")
    with pytest.raises(ValueError, match="every corner"):
        full.legend()


def test_direct_labels_do_not_touch() -> None:
    figure = Figure(480, 300)
    plot = Plot(figure, (0, 1), (0, 1), right=90)
    for series in range(1, 5):
        plot.line([0, 1], [1, 0.01 * series], series, label=f"run {series}")
    plot.direct_labels()
    root = ElementTree.fromstring(figure.svg())
    places = sorted(
        float(e.get("y", "0")) for e in root.iter(f"{SVG}text") if (e.text or "").startswith("run")
    )
    assert len(places) == 4
    assert min(b - a for a, b in itertools.pairwise(places)) >= 15


def test_contours_of_a_circle_lie_on_it() -> None:
    grid = [i / 10 for i in range(-20, 21)]
    curves = contour_lines(grid, grid, [[x * x + y * y for x in grid] for y in grid], 2.25)
    assert len(curves) == 1
    assert curves[0][0] == curves[0][-1]
    assert all(abs((x * x + y * y) ** 0.5 - 1.5) < 0.01 for x, y in curves[0])


# Bad input


BAD: dict[str, Callable[[Figure], object]] = {
    "unknown color": lambda f: f.rect(0, 0, 1, 1, fill="red"),
    "size below": lambda f: f.text(10, 10, "a", size=9),
    "leaves the figure": lambda f: f.text(450, 20, "far too long for this place"),
    "text leaves": lambda f: f.text(10, 299, "too low"),
    "unknown anchor": lambda f: f.text(9, 20, "a", anchor="left"),  # type: ignore[arg-type]
    "not finite": lambda f: f.circle(float("nan"), 0, 3),
    "negative radius": lambda f: f.circle(5, 5, -1),
    "negative size": lambda f: f.rect(5, 5, -1, 2),
    "opacity": lambda f: f.rect(5, 5, 1, 2, opacity=2),
    "stroke width": lambda f: f.line(0, 0, 1, 1, width=0),
    "length zero": lambda f: f.arrow(1, 1, 1, 1),
    "two points": lambda f: f.polyline([(1, 1)]),
    "three points": lambda f: f.polygon([(1, 1), (2, 2)]),
    "ascending": lambda f: Plot(f, (1, 0), (0, 1)),
    "positive limits": lambda f: Plot(f, (0, 1), (0, 1), xscale="log"),
    "linear or log": lambda f: Plot(f, (0, 1), (0, 1), xscale="ln"),  # type: ignore[arg-type]
    "too small": lambda f: Plot(f, (0, 1), (0, 1), box=(0, 0, 60, 60)),
    "outside of the limits": lambda f: Plot(f, (0, 1), (0, 1), xticks=(2,)),
    "series must be": lambda f: Plot(f, (0, 1), (0, 1)).line([0, 1], [0, 1], 7),
    "2 x values, 3 y": lambda f: Plot(f, (0, 1), (0, 1)).line([0, 1], [0, 1, 2]),
    "must be finite": lambda f: Plot(f, (0, 1), (0, 1)).line([0, 1], [0, float("inf")]),
    "no values": lambda f: Plot(f, (0, 1), (0, 1)).scatter([], []),
    "unknown corner": lambda f: labelled(f).legend("middle"),
    "no labels": lambda f: Plot(f, (0, 1), (0, 1)).legend(),
    "not shown": lambda f: (labelled(f), f.svg()),
    "side must be": lambda f: Plot(f, (0, 1), (0, 1)).hline(0.5, "a", side="top"),
    "width must be": lambda f: Plot(f, (0, 1), (0, 1)).bars([0], [1], width=0),
    "nothing between": lambda f: Plot(f, (0, 1), (0, 1)).vspan(0.5, 0.5),
    "differ in length": lambda f: matrix(f, [[1, 2], [3]], 20, 40),
    "no rows": lambda f: matrix(f, [], 20, 40),
    "outside of the matrix": lambda f: matrix(f, [[1]], 20, 40, highlight={(0, 1): 1}),
    "wider than its cell": lambda f: matrix(f, [[1234567]], 20, 40, cell=30),
    "cell size": lambda f: matrix(f, [[1]], 20, 40, cell=-1),
    "2 columns, 1 column labels": lambda f: heatmap(f, [[1, 2]], 20, 40, column_labels=["a"]),
    "vmax": lambda f: heatmap(f, [[1, 2]], 20, 40, vmax=0),
    "two layers": lambda f: network(f, (3,)),
    "2 layers, 1 labels": lambda f: network(f, (3, 2), ("in",)),
    "the shapes": lambda f: network(f, (1, 2), weights=[[[1]]]),
    "1 units, 2 activations": lambda f: network(f, (1, 1), activations=[(1, 2), (1,)]),
    "would touch": lambda f: network(f, (40, 2)),
    "no steps": lambda f: box_flow(f, []),
    "no room": lambda f: box_flow(f, ["a long text in a box"] * 4),
    "1 arrows, 2 labels": lambda f: box_flow(f, ["a", "b"], labels=["x", "y"]),
    "shape (2, 2)": lambda f: contour_lines([0, 1], [0, 1], [[1, 2]], 1),
    "unknown side": lambda f: connect(f, *pair(f), out="up"),  # type: ignore[arg-type]
}


def labelled(figure: Figure) -> Plot:
    plot = Plot(figure, (0, 1), (0, 1))
    plot.line([0, 1], [0, 1], label="a")
    return plot


def pair(figure: Figure) -> tuple[Node, Node]:
    return box(figure, 50, 50, "a"), box(figure, 200, 50, "b")


@pytest.mark.parametrize("message", BAD)
def test_bad_input_is_an_error_that_says_so(message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        BAD[message](Figure(480, 300))


@pytest.mark.parametrize("size", [(50, 100), (900, 100), (480, 10), (float("nan"), 100)])
def test_figures_have_a_sensible_size(size: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="figure size"):
        Figure(*size)


def test_groups_move_text_and_are_checked_there() -> None:
    figure = Figure(200, 100)
    with figure.group(dx=150):
        figure.text(10, 50, "a")
        with pytest.raises(ValueError, match="leaves the figure"):
            figure.text(10, 50, "too far")
    figure.text(10, 50, "too far")
    ElementTree.fromstring(figure.svg())


# Building


CODE = """
from roadmap.figures import Figure
import scratch

def helper() -> str:
    return scratch.NAME

def figure_two_words() -> Figure:
    figure = Figure(200, 100)
    figure.text(10, 50, helper())
    return figure
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for page, name in (("stage/code/one", "first"), ("stage/code/two", "second")):
        folder = tmp_path / "docs" / page
        folder.mkdir(parents=True)
        (folder / "figures.py").write_text(CODE, encoding="utf-8")
        (folder / "scratch.py").write_text(f"NAME = {name!r}\n", encoding="utf-8")
    return tmp_path


def found(site: Path, check: bool = True, only: str | None = None) -> list[tuple[str, str]]:
    stale = build(site, check=check, only=only)
    return [(svg.relative_to("docs").as_posix(), reason) for _, svg, reason in stale]


def test_missing_figures_are_reported_and_written(site: Path) -> None:
    expected = [
        ("stage/figures/one/two-words.svg", "missing"),
        ("stage/figures/two/two-words.svg", "missing"),
    ]
    assert found(site) == expected
    assert not (site / "docs/stage/figures").exists()
    assert str(build(site, check=True)[0]) == (
        "docs/stage/figures/one/two-words.svg: missing (drawn by `docs/stage/code/one/figures.py`)"
    )
    assert found(site, check=False) == expected
    assert found(site) == []
    assert "first" in (site / "docs/stage/figures/one/two-words.svg").read_text(encoding="utf-8")
    assert "second" in (site / "docs/stage/figures/two/two-words.svg").read_text(encoding="utf-8")


def test_a_change_of_the_numbers_makes_the_figure_stale(site: Path) -> None:
    build(site)
    (site / "docs/stage/code/one/scratch.py").write_text("NAME = 'other'\n", encoding="utf-8")
    assert found(site) == [("stage/figures/one/two-words.svg", "out of date")]
    assert found(site, only="two") == []
    assert found(site, check=False) == [("stage/figures/one/two-words.svg", "out of date")]
    assert found(site) == []


@pytest.mark.parametrize(
    ("drawn", "equal"),
    [
        ('<path d="M1.25 2"/><text x="4">0.5</text>', True),
        ('<path d="M1.26 2"/><text x="4">0.5</text>', True),
        ('<path d="M1.27 2"/><text x="4">0.5</text>', False),
        ('<path d="L1.25 2"/><text x="4">0.5</text>', False),
        ('<path d="M1.25 2 3"/><text x="4">0.5</text>', False),
        ('<path d="M1.25 2"/><text x="4">0.51</text>', False),
        ('<path d="M1.25 2"/>', False),
    ],
)
def test_a_figure_may_differ_in_the_last_place_of_a_coordinate(drawn: str, equal: bool) -> None:
    assert same('<path d="M1.25 2"/><text x="4">0.5</text>', drawn) is equal


def test_figures_without_a_function_are_orphans(site: Path) -> None:
    build(site)
    extra = site / "docs/stage/figures/one/old.svg"
    extra.write_text("<svg/>", encoding="utf-8")
    lost = site / "docs/stage/figures/gone/old.svg"
    lost.parent.mkdir()
    lost.write_text("<svg/>", encoding="utf-8")
    assert found(site) == [
        ("stage/figures/one/old.svg", "orphan"),
        ("stage/figures/gone/old.svg", "orphan"),
    ]
    build(site)
    assert not extra.exists()
    assert lost.exists(), "a file whose source is unknown is never deleted"


def test_building_leaves_no_trace_in_the_interpreter(site: Path) -> None:
    path, modules = list(sys.path), set(sys.modules)
    build(site)
    assert sys.path == path
    assert set(sys.modules) - modules == set()
    assert not list(site.rglob("__pycache__"))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise RuntimeError('broken')", "broken"),
        ("def figure_x():\n    return 3", "figure_x: does not return a Figure"),
        ("def figure_x():\n    return 1 / 0", "figure_x: division by zero"),
        ("import not_there", "not_there"),
        ("def (", "invalid syntax"),
    ],
)
def test_a_failing_source_is_named(site: Path, code: str, message: str) -> None:
    source = site / "docs/stage/code/one/figures.py"
    source.write_text(code, encoding="utf-8")
    before = list(sys.path)
    with pytest.raises(FigureError, match=re.escape(message)) as error:
        build(site)
    assert str(source) in str(error.value)
    assert sys.path == before
    assert (site / "docs/stage/figures/two/two-words.svg").exists()


def test_the_home_page_has_its_network() -> None:
    drawn = draw(ROOT / "docs/code/home/figures.py")
    assert list(drawn) == ["neural-network.svg"]
    root = ElementTree.fromstring(drawn["neural-network.svg"])
    assert len(list(root.iter(f"{SVG}circle"))) == 2 * (3 + 5 + 4 + 2)
    committed = ROOT / "docs/figures/home/neural-network.svg"
    assert committed.read_bytes() == drawn["neural-network.svg"].encode()


def test_a_picture_stretches_its_digits_to_shades_of_ink() -> None:
    figure = Figure(200, 200, "Squares")
    grid = picture(figure, ["29", "25"], 0, 0, 100, 3)
    svg = figure.svg()
    assert grid.rows == grid.columns == 2
    assert re.findall(r'<path d="([^"]+)" fill-opacity="0.5"/>', svg) == ["M50 50h50v50h-50z"]
    assert svg.count("<path") == 2  # the darkest two places are one path, 9 stays paper
    flat = Figure(200, 200, "One shade")
    picture(flat, ["44", "44"], 0, 0, 100, 3)  # no range to stretch
    assert "<path" not in flat.svg()
