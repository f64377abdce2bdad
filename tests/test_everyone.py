"""One page of each kind as people meet it who zoom, tab, listen or set colors and spacing.

What is asked of a page is in everyone.js, which is shown faults on purpose first. The rules of axe
are in test_browser.py. The numbers are those of WCAG 2.2.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser import BROWSER_ARGS, find
from conftest import FRAME, LATER, ROOT, Pages, press_slash

KINDS = {
    "home": "",
    "stage": "transformers/",
    "topic": "neural-networks/backpropagation/",  # with the most formulas in boxes of their own
    "project": "projects/mnist-classification/",
    "tool": "tools/deployment/",
    "catalogue": "resources/resources/",
    "career": "careers/machine-learning-engineer/",
    "discussion": "discussion/deploying-under-constraints/",
    "glossary": "resources/glossary/",
    "placement": "plan/placement/",
    "progress": "plan/progress/",
    "lost": "404.html",
}
TOPIC = KINDS["topic"]
ASK = FRAME + (ROOT / "tests" / "everyone.js").read_text(encoding="utf-8")
ZOOMED = {"width": 320, "height": 256}  # 1280 by 1024 at 400 %
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1300, "height": 900}
ALL_PARTS = f"{LATER} {{content-visibility: visible !important}}"
SPACED = """* {line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important} p {margin-bottom: 2em !important}"""
every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)

Open = Callable[..., Any]


@pytest.fixture
def meet(open_page: Pages) -> Open:
    """Open a page with all its parts laid out and everyone.js at hand, as long as it is needed."""

    def opened(path: str, size: dict[str, int], css: str = "", **options: Any) -> Any:
        for context in open_page.contexts:
            context.close()
        open_page.contexts.clear()
        page = open_page(path, viewport=size, **options)
        page.evaluate("document.fonts.ready.then(() => null)")
        page.evaluate(ASK)
        page.evaluate("css => everyone.style(css)", ALL_PARTS + css)
        return page

    return opened


@pytest.fixture
def plant(meet: Open) -> Open:
    """A page whose content is the given HTML, without the site's frame and rules."""

    def planted(html: str, css: str = "") -> Any:
        page = meet("404.html", ZOOMED)
        page.evaluate("html => (document.body.innerHTML = html)", html)
        page.evaluate("document.querySelectorAll('link').forEach((link) => link.remove())")
        page.evaluate("css => everyone.style(css)", css)
        return page

    return planted


def faults(page: Any, *questions: str) -> list[str]:
    """What everyone.js answers to its questions, each answer once."""
    found: list[str] = []
    for question in questions:
        found += page.evaluate(f"everyone.{question}()")
    return list(dict.fromkeys(found))


def walked(page: Any) -> None:
    """Scroll past all of the page, as a reader does: what is near the window is made ready."""
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.scrollingElement.scrollHeight; y += innerHeight * 2) {
            scrollTo({ top: y, behavior: "instant" });
            await everyone.settled();
          }
          scrollTo({ top: 0, behavior: "instant" });
        }"""
    )


PLANTED = {
    "wide": ("<p>one</p>", "p {width: 400px}", "px in a window of 320"),
    "scrolls without a name": (
        "<div tabindex='0'><p>one</p></div>",
        "div {overflow-x: auto} p {width: 400px}",
        "scrolls without name or focus",
    ),
    "cut": (
        "<p>words that are cut off</p>",
        "p {width: 9px; overflow: clip}",
        "cut by",
    ),
    "overlap": ("<p>one</p><p>two</p>", "p {position: absolute; top: 0}", "overlap"),
    "burst": ("<button>unbreakable</button>", "button {width: 30px}", "runs out of"),
    "small": ("<button>a</button><br><button>b</button>", "* {font-size: 6px}", "px: button"),
    "small without text beside it": (
        "<ul><li><a href='#'>one</a><li><a href='#'>two</a></ul>",
        "* {font-size: 9px}",
        "px: a",
    ),
    "motion": ("<p>one</p>", "p::before {transition: all 1s; content: ''}", "1 s: p"),
    "edges": ("<input>", "input {border: 1px solid #ddd; background: #fff}", "border 1.3"),
    "outline": ("<h1>a</h1><h3>b</h3>", "", "h1 is followed by h3"),
    "outline of a picture": ("<figure><svg></svg></figure>", "svg {height: 9px}", "no name: svg"),
    "outline of a formula": ("<b class='katex'>x+y</b>", "", "no MathML"),
    "outline of landmarks": (
        "<nav aria-label='a'>x</nav><nav aria-label='a'>y</nav>",
        "",
        "nav “a”",
    ),
}
ASKED = {"scrolls": "wide", "overlap": "cut"}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str, plant: Open) -> None:
    html, css, expected = PLANTED[name]
    question = name.split()[0]
    found = faults(plant(html, css), ASKED.get(question, question))
    assert any(expected in fault for fault in found), found


def test_a_link_in_a_sentence_and_targets_apart_are_no_fault(plant: Open) -> None:
    html = "<p>As <a href='#'>one</a> and <a href='#'>two</a> say.<p><button>a</button>"
    assert faults(plant(html, "* {font-size: 9px} p {margin: 30px}"), "small") == []


@every_kind
def test_at_400_percent_nothing_is_wide_cut_or_small(path: str, meet: Open) -> None:
    page = meet(path, ZOOMED)
    walked(page)
    assert faults(page, "wide", "cut", "burst", "small") == []


def test_header_search_and_menu_are_of_use_at_400_percent(meet: Open) -> None:
    page = meet(TOPIC, ZOOMED, reduced_motion="reduce")
    walked(page)
    page.get_by_role("button", name="Menu").click()
    link = page.get_by_role("navigation", name="Navigation").get_by_role(
        "link", name="Contributing"
    )
    link.scroll_into_view_if_needed()
    assert faults(page, "wide") == page.evaluate("everyone.small('.md-sidebar')") == []
    page.keyboard.press("Escape")
    link.wait_for(state="hidden")
    page.locator("site-search label").click()
    page.keyboard.type("backprop")
    page.locator(".search-found li a").first.wait_for()
    assert faults(page, "wide") == page.evaluate("everyone.small('site-search')") == []
    box = page.locator(".search-found").bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 256
    page.locator(".search-found li a").last.scroll_into_view_if_needed()
    page.keyboard.press("Escape")
    assert not page.locator(".search-found").is_visible()


@every_kind
def test_wider_spacing_of_text_breaks_nothing(path: str, meet: Open) -> None:
    page = meet(path, PHONE, SPACED)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        walked(page)
        assert faults(page, "wide", "cut", "burst") == [], size


@pytest.fixture(scope="module")
def large_print(browser: Browser) -> Iterator[Browser]:
    """A Chromium whose reader has set text of twice the usual size."""
    args = [*BROWSER_ARGS, "--blink-settings=defaultFontSize=32"]
    chromium = browser.browser_type.launch(args=args, executable_path=find())
    yield chromium
    chromium.close()


@every_kind
def test_text_of_twice_the_size_breaks_nothing(
    path: str, large_print: Browser, base_url: str
) -> None:
    page = large_print.new_page(viewport=DESKTOP, base_url=base_url)  # type: ignore[arg-type]
    page.goto(path)
    page.evaluate(ASK)
    page.evaluate("css => everyone.style(css)", ALL_PARTS)
    walked(page)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
    assert faults(page, "wide", "cut", "burst") == []
    page.close()


@every_kind
def test_targets_edges_and_structure(path: str, meet: Open) -> None:
    page = meet(path, PHONE, color_scheme="dark")
    for size, scheme in ((PHONE, "dark"), (DESKTOP, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert faults(page, "small", "edges", "outline") == [], size


def test_opened_parts_have_large_enough_targets(meet: Open) -> None:
    page = meet(TOPIC, PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    page.evaluate("document.querySelectorAll('quiz-question button').forEach((b) => b.click())")
    walked(page)
    assert faults(page, "wide", "cut", "burst", "small", "edges") == []


def stops(page: Any, key: str, most: int) -> list[str]:
    """Faults of the stops of the focus, walking with a key to the end or `most` stops far."""
    found: list[str] = []
    page.evaluate("[globalThis.lastStop, globalThis.startStop] = [null, document.activeElement]")
    for number in range(most):
        page.keyboard.press(key)
        stop = page.evaluate("everyone.focus()")
        if not stop["name"] or stop["start"]:  # round to the other end
            break
        wrong = list(stop["faults"])
        if stop["same"]:
            wrong.append("the focus stays")
        if number and stop["forward"] == key.startswith("Shift"):
            wrong.append("against the order of the document")
        found += [f"{number} {stop['name']}: {fault}" for fault in wrong]
    assert number > 4, "few stops"
    return found


@every_kind
@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_the_focus_is_seen_and_follows_the_page(
    path: str, size: dict[str, int], scheme: str, meet: Open
) -> None:
    page = meet(path, size, color_scheme=scheme)
    page.evaluate("document.adoptedStyleSheets = []")  # parts as they are: laid out on the way
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    assert first == "md-skip"
    assert stops(page, "Tab", 79) == []
    page.evaluate("document.querySelector('.colophon a').focus()")
    page.wait_for_timeout(300)  # the end of the page is laid out
    assert stops(page, "Shift+Tab", 20) == []


@pytest.mark.parametrize(
    ("html", "css", "expected"),
    [
        ("<a href='#'>one</a>", "a {outline: 0 !important}", "no outline"),
        ("<a href='#'>one</a>", "a {outline: 2px solid #ddd !important}", "contrast"),
        ("<a href='#'>one</a><b>over</b>", "b {position: fixed; inset: 0}", "hidden"),
        ("<header>over</header><a href='#'>one</a>", "header {position: fixed}", "under the"),
        ("<a href='#' tabindex='1'>one</a>", "a {order: 1}", "order"),
    ],
)
def test_a_focus_that_is_not_seen_is_found(html: str, css: str, expected: str, plant: Open) -> None:
    links = "<a href='#'>before</a>" * 6
    page = plant(links + html, css)
    page.evaluate("scrollTo(0, 0)")
    assert any(expected in fault for fault in stops(page, "Tab", 9))


def test_the_skip_link_leads_past_header_and_road(meet: Open) -> None:
    for path in (TOPIC, KINDS["lost"]):
        page = meet(path, DESKTOP)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')")


def test_the_closed_drawer_takes_no_focus_and_escape_closes_it(meet: Open) -> None:
    page = meet(TOPIC, PHONE, reduced_motion="reduce")
    inside = "!!document.activeElement.closest('.md-sidebar')"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(inside)
    menu = page.get_by_role("button", name="Menu")
    menu.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert page.evaluate(inside)
    page.keyboard.press("Tab")
    assert page.evaluate("everyone.focus()")["faults"] == []
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert menu.evaluate("e => e === document.activeElement")
    menu.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert menu.get_attribute("aria-expanded") == "false", "the focus is on what it hid"


def test_nothing_moves_where_less_motion_is_asked_for(meet: Open) -> None:
    for path in ("", TOPIC, KINDS["catalogue"], KINDS["placement"]):
        page = meet(path, PHONE, reduced_motion="reduce")
        menu = page.get_by_role("button", name="Menu")
        menu.click()
        assert faults(page, "motion") == []
        page.keyboard.press("Escape")
        for summary in page.locator("summary:visible").all()[:3]:
            summary.click()
        page.locator("site-search label").click()
        page.keyboard.type("gpt")
        page.locator(".search-found li a").first.wait_for()
        assert faults(page, "motion") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_states_are_told_without_colors_of_the_site(scheme: str, meet: Open) -> None:
    page = meet(TOPIC, DESKTOP, color_scheme=scheme, forced_colors="active")
    look = """e => { const css = getComputedStyle(e);
      return [css.backgroundColor, css.textDecorationLine, css.borderTopStyle, e.innerText] }"""
    done, skip = page.get_by_role("button", name="Done", exact=True), page.locator("[value=skip]")
    before = done.evaluate(look)
    done.click()
    assert done.evaluate(look)[0] != before[0] == skip.evaluate(look)[0]
    here = page.locator(".road-nav [aria-current]")
    other = page.locator(".road-nav li li a:not([aria-current])").first
    assert here.evaluate(look)[1] == "underline" != other.evaluate(look)[1]
    right = page.locator('.quiz-option[data-correct="true"]').first
    wrong = page.locator('.quiz-option[data-correct="false"]').first
    for option, mark in ((right, "✓"), (wrong, "✗")):
        option.locator("button").click()
        assert mark in option.inner_text()
    assert right.evaluate(look)[2] != wrong.evaluate(look)[2]
    page.goto("./../../")
    mark = page.locator(".map-pages a[data-state=done]").first
    assert mark.evaluate("e => getComputedStyle(e, '::after').content").startswith('" ✓"')
    assert "(done)" in str(mark.text_content())
    assert page.locator(".map > li").first.evaluate(
        "e => parseFloat(getComputedStyle(e, '::after').borderTopWidth)"
    )


def test_pictures_keep_a_ground_of_their_own_where_the_system_sets_the_colors(meet: Open) -> None:
    page = meet(TOPIC, DESKTOP, color_scheme="dark", forced_colors="active")
    page.evaluate("document.documentElement.dataset.scheme = 'light'")
    ratio = page.locator(".figure svg").first.evaluate(
        "svg => everyone.contrast(getComputedStyle(svg).getPropertyValue('--fig-ink') && "
        "getComputedStyle(svg.querySelector('text')).fill, svg)"
    )
    assert ratio > 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_of_pictures_and_the_map_stand_out(scheme: str, meet: Open) -> None:
    page = meet("", DESKTOP, color_scheme=scheme)
    names = [
        "--edge",
        "--teal",
        "--amber",
        "--red",
        "--fig-axis",
        *(f"--fig-{n}" for n in range(1, 7)),
    ]
    ratios = page.evaluate(
        """names => names.map((name) => {
          const probe = document.querySelector("article").appendChild(document.createElement("i"));
          probe.style.color = `var(${name})`;
          return [name, everyone.contrast(getComputedStyle(probe).color, probe)];
        })""",
        [*names, "--rule"],
    )
    assert [pair for pair in ratios[:-1] if pair[1] < 3] == []
    assert ratios[-1][1] < 3, "a line that only divides stands back"
    assert page.locator(".map > li").first.evaluate(
        "e => everyone.contrast(getComputedStyle(e, '::after').borderTopColor, e)"
    ) >= 3  # fmt: skip


def test_landmarks_as_a_screen_reader_lists_them(meet: Open) -> None:
    page = meet(TOPIC, DESKTOP)
    tree = page.locator("body").aria_snapshot()
    for line in ("- banner:", "- search:", "- main:", "- contentinfo:"):
        assert tree.count(line) == 1, line
    for name in ("Header", "Navigation", "Table of contents", "Footer"):
        assert tree.count(f'- navigation "{name}":') == 1, name
    assert tree.count("[level=1]") == 1
    assert 'link "Skip to content"' in tree.partition("- banner:")[0]
    assert 'group "Formula"' in tree
    assert "math:" in tree or "- math" in tree
    assert page.locator(".figure svg").count() == len(re.findall(r"^ *- '?img \"", tree, re.M))
    closed = meet(TOPIC, PHONE).locator("body").aria_snapshot()
    assert 'navigation "Navigation"' not in closed


def test_results_are_announced(meet: Open) -> None:
    page = meet(TOPIC, DESKTOP)
    score = page.locator(".quiz-score").get_by_role("status")
    assert "Choose an answer" in score.aria_snapshot()
    option = page.locator('.quiz-option[data-correct="false"]').first
    region = option.locator("[aria-live=polite]")
    assert region.inner_text() == ""
    option.locator("button").click()
    assert "Not this one" in region.inner_text()
    assert "0 of" in score.aria_snapshot()
    press_slash(page)
    page.keyboard.type("gpt")
    page.locator(".search-found li").first.wait_for()
    found = page.get_by_role("search").get_by_role("status")
    assert "“gpt”" in found.aria_snapshot()


FAR = "exercise-4-explore-which-bugs-does-the-check-see"


def test_an_anchor_far_down_is_reached_exactly(meet: Open) -> None:
    top = """id => { const heading = document.getElementById(id);
      const { scrollMarginTop } = getComputedStyle(heading);
      const { scrollPaddingTop } = getComputedStyle(document.documentElement);
      const wanted = parseFloat(scrollMarginTop) + parseFloat(scrollPaddingTop);
      return heading.getBoundingClientRect().top - wanted }"""
    for size in (PHONE, DESKTOP):
        page = meet("404.html", size)
        page.goto(f"{TOPIC}#{FAR}")
        page.wait_for_timeout(500)
        assert abs(page.evaluate(top, FAR)) <= 2
        assert page.evaluate("scrollY") > 2000
        header = page.locator("header.md-header").bounding_box()
        heading = page.locator(f"#{FAR}").bounding_box()
        assert header
        assert heading
        assert heading["y"] > header["height"]


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_scroll_bar_tells_how_long_a_page_is(size: dict[str, int], open_page: Pages) -> None:
    for path in ("", "prerequisites/linear-algebra/", TOPIC, KINDS["project"]):
        page = open_page(path, viewport=size)
        guessed = page.evaluate("document.documentElement.scrollHeight")
        page.evaluate(
            """(parts) => document.querySelectorAll(parts).forEach((part) => {
              part.style.contentVisibility = "visible";
            })""",
            LATER,
        )
        assert 1 <= guessed / page.evaluate("document.documentElement.scrollHeight") < 1.5, path


def test_find_in_page_reaches_text_in_parts_that_are_not_laid_out(open_page: Pages) -> None:
    page = open_page(TOPIC, viewport=PHONE)
    words = page.locator(f"#{FAR}").evaluate("e => e.firstChild.data.trim()")
    assert page.evaluate("words => find(words)", words)
    page.wait_for_timeout(500)
    assert page.evaluate("find('a text that stands nowhere')") is False
    assert page.evaluate("scrollY") > 2000
    box = page.locator(f"#{FAR}").bounding_box()
    assert box
    assert 0 <= box["y"] < PHONE["height"]


def test_outlines_and_definitions_are_not_cut_at_the_edge_of_a_part(open_page: Pages) -> None:
    page = open_page("convolutional-networks/alexnet/", viewport=DESKTOP, reduced_motion="reduce")
    room = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.part')].map("
        "(part) => parseFloat(getComputedStyle(part).overflowClipMargin)))"
    )
    assert room >= 4, "less than an outline of 2 px at 2 px"
    terms = page.locator(".part a.term")
    last = terms.nth(terms.count() - 1)
    last.scroll_into_view_if_needed()
    last.focus()
    note = page.locator("term-notes > p:visible")
    note.wait_for()
    assert note.evaluate("e => !e.closest('.part')")
    assert note.evaluate(
        """e => { const { left, right, top, bottom } = e.getBoundingClientRect();
          return [[left + 3, top + 3], [right - 3, bottom - 3]].every(
            ([x, y]) => e.contains(document.elementFromPoint(x, y))) }"""
    )


@pytest.mark.parametrize("path", ["", TOPIC])
def test_print_lays_out_every_part(path: str, open_page: Pages) -> None:
    page = open_page(path, viewport=DESKTOP)
    hidden = f"""() => [...document.querySelectorAll("{LATER}")].filter((part) =>
      getComputedStyle(part).contentVisibility !== "visible").length"""
    assert page.evaluate(hidden) > 5
    page.emulate_media(media="print")
    assert page.evaluate(hidden) == 0
