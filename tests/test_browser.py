"""Every page in Chromium: no console error, sideways scroll or axe violation; widgets at work."""

import json
import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from conftest import LATER, ROOT, Pages
from roadmap.load import load

SITE, _ = load(ROOT)
AXE = ROOT / "scripts" / "web" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = [page.url for page in SITE.pages.values()]
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1300, "height": 900}}
QUIZ_PAGE = "neural-networks/activation-functions/"


# What a reader sees of a formula is not searched: it is hidden from assistive technology, its color
# that of the text. It is half of the elements, which axe all lists first, so its box is emptied.
NOT_SEARCHED = ".katex-html"
SEARCH = """
async ([selector, options]) => {
  const formulas = [...document.querySelectorAll(selector)];
  const parts = formulas.map((formula) => [...formula.childNodes]);
  const sizes = formulas.map((formula) => formula.getBoundingClientRect());
  for (const [i, {width, height}] of sizes.entries()) {
    formulas[i].replaceChildren();
    formulas[i].style = `display: inline-block; width: ${width}px; height: ${height}px`;
  }
  const {violations} = await axe.run({exclude: [selector]}, options);
  for (const [i, formula] of formulas.entries()) {
    formula.replaceChildren(...parts[i]);
    formula.removeAttribute("style");
  }
  return violations;
}
"""
# The rules whose answer depends on colors or on the size of the window.
LOOKS = [
    "color-contrast",
    "link-in-text-block",
    "meta-viewport",
    "scrollable-region-focusable",
    "target-size",
]


LAID_OUT = f"""document.querySelectorAll("{LATER}").forEach((element) => {{
  element.style.contentVisibility = "visible";
}})"""


def violations(page: object, rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page, a line each; with `rules` only these."""
    # Not as a script of the page, which its policy would refuse.
    devtools = page.context.new_cdp_session(page)  # type: ignore[attr-defined]
    devtools.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = page.evaluate(SEARCH, [NOT_SEARCHED, options])  # type: ignore[attr-defined]
    return [f"{v['id']}: {n['html'][:150]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("path", PATHS)
def test_page(path: str, open_page: Pages) -> None:
    page = open_page(path, color_scheme="light", reduced_motion="reduce", **DESKTOP)
    page.evaluate("document.fonts.ready")
    page.evaluate(LAID_OUT)
    for scheme, size, rules in (("light", DESKTOP, None), ("dark", PHONE, LOOKS)):
        page.set_viewport_size(size["viewport"])
        page.emulate_media(color_scheme=scheme)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{wide} px wider than the window"
        assert violations(page, rules) == [], scheme
    assert open_page.errors == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", ["", "prerequisites/linear-algebra/", "resources/resources/"])
def test_links_are_apart_where_nothing_is_laid_out_yet(path: str, open_page: Pages) -> None:
    """Where a section has too little room, its links lie over those of the next one."""
    page = open_page(path, **PHONE)
    page.evaluate("document.fonts.ready")
    assert violations(page, ["target-size"]) == []


def test_every_root_of_a_page_is_drawn(open_page: Pages) -> None:
    """Roots are copies of one outline; a browser leaves a copy out if that is folded away."""
    page = open_page("prerequisites/linear-algebra/", reduced_motion="reduce")
    page.evaluate("""() => {
      const style = new CSSStyleSheet();
      style.replaceSync(".katex { -webkit-text-fill-color: transparent }");
      document.adoptedStyleSheets.push(style);
    }""")
    unfolded = [
        root
        for root in page.locator(".katex .hide-tail:has(use)").all()
        if not root.evaluate("(root) => root.closest('details:not([open]), [hidden]')")
    ]
    assert len(unfolded) > 10
    for root in unfolded:
        root.scroll_into_view_if_needed()
        light, dark = Image.open(BytesIO(root.screenshot())).convert("L").getextrema()
        assert abs(light - dark) > 100, root.evaluate("(root) => root.closest('.part').innerText")


def test_planted_faults_are_found_and_formulas_stay(open_page: Pages) -> None:
    page = open_page(QUIZ_PAGE, reduced_motion="reduce", **DESKTOP)
    formulas = page.locator(NOT_SEARCHED).evaluate_all("all => all.map(one => one.outerHTML)")
    planted = """() => {
      const words = document.createElement("p");
      words.textContent = "grey on grey";
      words.style = "color: #777; background: #808080";
      document.querySelector("h1").after(document.createElement("button"), words);
    }"""
    page.evaluate(planted)
    found = {fault.partition(":")[0] for fault in violations(page)}
    assert {"button-name", "color-contrast"} <= found
    assert {fault.partition(":")[0] for fault in violations(page, LOOKS)} >= {"color-contrast"}
    after = page.locator(NOT_SEARCHED).evaluate_all("all => all.map(one => one.outerHTML)")
    assert after == formulas
    assert len(formulas) > 9


def test_quiz_gives_feedback_by_keyboard(open_page: Pages) -> None:
    page = open_page(QUIZ_PAGE, **DESKTOP)
    quiz = page.locator("quiz-question").first
    wrong = quiz.locator('.quiz-option[data-correct="false"]').first
    wrong.locator(".quiz-label").scroll_into_view_if_needed()
    assert not wrong.locator(".quiz-feedback").is_visible()
    control = wrong.locator("summary, button, input").first
    control.focus()
    page.keyboard.press("Space")
    assert wrong.locator(".quiz-feedback").is_visible()
    assert "Not this one" in wrong.locator(".quiz-feedback").inner_text()


def test_a_placement_check_has_a_score_of_its_own(open_page: Pages) -> None:
    page = open_page("prerequisites/linear-algebra/", **DESKTOP)
    placement, quiz = page.locator(".quiz-score [role=status]").all()
    before = quiz.inner_text()
    page.locator('quiz-question .quiz-option[data-correct="true"] button').first.click()
    assert placement.inner_text() == "1 of 5 right at first try, 4 to go."
    assert quiz.inner_text() == before
    page.get_by_role("button", name="Start again").first.click()
    assert placement.inner_text().startswith("5 questions.")


def test_answers_stay_when_a_page_is_loaded_again(open_page: Pages) -> None:
    page = open_page("plan/placement/", **DESKTOP)
    questions, result = page.locator("quiz-question"), page.locator("placement-result")
    for question in questions.all():
        question.locator('.quiz-option[data-correct="true"] button').click()
    questions.nth(0).locator('.quiz-option[data-correct="false"] button').first.click()
    before = [result.inner_text(), page.locator(".quiz-score p").inner_text()]
    page.reload()
    assert [result.inner_text(), page.locator(".quiz-score p").inner_text()] == before
    options = questions.nth(0).locator(".quiz-option")
    tried = [option.locator(".quiz-feedback").count() for option in options.all()]
    assert sum(tried) == 2
    assert questions.nth(0).locator('[aria-pressed="true"]').count() == 1
    page.get_by_role("button", name="Start again").click()
    page.reload()
    assert result.inner_text().startswith("15 of 15 questions to go.")
    assert not page.locator(".quiz-feedback").count()


@pytest.mark.parametrize(
    "kept", ["{", "7", "[[]]", "[[7, 8]]", '[["a", ["b"]]]', '{"__proto__": []}', "[null]"]
)
def test_damaged_answers_do_not_harm_the_page(kept: str, open_page: Pages) -> None:
    page = open_page(QUIZ_PAGE, **DESKTOP)
    page.evaluate(
        "kept => sessionStorage.setItem(`roadmap.answers.${location.pathname}`, kept)", kept
    )
    page.reload()
    option = page.locator('quiz-question .quiz-option[data-correct="true"] button').first
    option.click()
    assert option.get_attribute("aria-pressed") == "true"
    page.reload()
    assert option.get_attribute("aria-pressed") == "true"
    assert open_page.errors == []


def test_quiz_unfolds_without_javascript(open_page: Pages) -> None:
    page = open_page(QUIZ_PAGE, java_script_enabled=False, **PHONE)
    option = page.locator('.quiz-option[data-correct="true"]').first
    assert not option.locator(".quiz-feedback").is_visible()
    option.locator("summary").click()
    assert "Right." in option.locator(".quiz-feedback").inner_text()


def test_solutions_unfold_without_javascript(open_page: Pages) -> None:
    page = open_page(QUIZ_PAGE, java_script_enabled=False, **DESKTOP)
    solution = page.locator("details", has=page.locator("summary", has_text="Solution")).first
    body = solution.locator("p").first
    assert not body.is_visible()
    solution.locator("summary").click()
    assert body.is_visible()


TERM_PAGE = "convolutional-networks/alexnet/"


def test_a_term_shows_its_definition_on_hover_and_keeps_it_there(open_page: Pages) -> None:
    page = open_page(TERM_PAGE, reduced_motion="reduce", **DESKTOP)
    term, note = page.locator("a.term").first, page.get_by_role("tooltip").first
    assert not note.is_visible()
    term.hover()
    note.wait_for()
    text, box = term.bounding_box(), note.bounding_box()
    assert text
    assert box
    assert 0 <= box["x"] <= text["x"] + 1
    assert abs(box["y"] - text["y"] - text["height"]) < 8
    note.hover()
    page.wait_for_timeout(400)
    assert note.is_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert not note.is_visible()
    term.hover()
    note.wait_for()
    page.locator("h1").hover()
    note.wait_for(state="hidden")


def test_a_term_shows_its_definition_on_focus_until_escape(open_page: Pages) -> None:
    page = open_page(TERM_PAGE, color_scheme="dark", reduced_motion="reduce", **DESKTOP)
    term, note = page.locator("a.term").nth(1), page.get_by_role("tooltip").first
    page.locator("a.term").first.focus()
    page.keyboard.press("Tab")
    assert term.evaluate("e => e === document.activeElement")
    note.wait_for()
    assert page.locator("term-notes > p:visible").count() == 1
    assert note.get_attribute("id") == term.get_attribute("aria-describedby")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.locator("term-notes > p:visible").count() == 0
    assert term.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/resources/glossary/#*")


def test_a_first_tap_shows_a_definition_and_a_second_follows_the_link(open_page: Pages) -> None:
    page = open_page(TERM_PAGE, has_touch=True, **PHONE)
    term, note = page.locator("a.term").first, page.locator("term-notes > p").first
    term.scroll_into_view_if_needed()
    term.tap()
    note.wait_for()
    box = note.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h1").tap()
    note.wait_for(state="hidden")
    term.tap()
    note.wait_for()
    term.tap()
    page.wait_for_url("**/resources/glossary/#*")


def test_a_term_leads_to_its_entry_without_javascript(open_page: Pages) -> None:
    page = open_page(TERM_PAGE, java_script_enabled=False, **DESKTOP)
    term = page.locator("a.term").first
    name = str(term.get_attribute("href")).partition("#")[2]
    assert page.locator("term-notes > p:visible").count() == 0
    term.click()
    assert page.url.endswith(f"resources/glossary/#{name}")
    entry = page.locator(f"dt#{name} + dd")
    assert entry.is_visible()
    assert page.locator(f"dt#{name}:target").count() == 1


def test_content_and_navigation_work_without_javascript(open_page: Pages) -> None:
    page = open_page("", java_script_enabled=False, **DESKTOP)
    page.get_by_role("main").get_by_role("link", name="Activation functions").first.click()
    assert page.url.endswith(QUIZ_PAGE)
    assert page.get_by_role("heading", level=1).inner_text().startswith("Activation functions")
    assert page.locator(".katex").first.is_visible()


def test_done_is_remembered(open_page: Pages) -> None:
    page = open_page(QUIZ_PAGE, **DESKTOP)
    control = page.get_by_role("button", name="Done", exact=True)
    control.click()
    page.reload()
    assert page.locator("page-marks button[aria-pressed=true]").count() == 1


def test_the_scheme_follows_the_system_until_it_is_switched(open_page: Pages) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = open_page("", color_scheme="light", **DESKTOP).evaluate(ground)
    page = open_page("", color_scheme="dark", **DESKTOP)
    dark = page.evaluate(ground)
    assert dark != light
    page.locator("scheme-switch button").click()
    assert page.evaluate(ground) == light
    page.reload()
    assert page.evaluate(ground) == light


PAPER = {"viewport": {"width": 657, "height": 900}}  # pixels: A4 without margins of 18 mm
HIDDEN = ".md-header, .md-sidebar, .turn, .copy, .quiz-score, page-marks, .headerlink, .toc-inline"
CUT = """() => [...document.querySelectorAll('.math-display, .table-scroll, pre > code')]
  .filter(part => part.clientWidth && part.scrollWidth > part.clientWidth + 1)
  .map(part => part.textContent.slice(0, 60))"""


@pytest.mark.parametrize(
    "path",
    [
        "",
        "transformers/",
        QUIZ_PAGE,
        "neural-networks/backpropagation/",
        "projects/mnist-classification/",
        "tools/experiment-tracking/",
        "plan/paths/",
        "plan/placement/",
        "resources/glossary/",
    ],
)
def test_paper_has_the_text_alone_dark_on_white_and_nothing_cut_off(
    path: str, open_page: Pages
) -> None:
    page = open_page(path, color_scheme="dark", **PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("document.fonts.ready")
    shown = page.locator(HIDDEN).evaluate_all("all => all.filter(e => e.checkVisibility()).length")
    assert shown == 0
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(31, 41, 51)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 657
    assert page.evaluate(CUT) == []


def test_a_printed_total_stands_once_at_the_end_of_its_table(open_page: Pages) -> None:
    page = open_page("plan/paths/", **DESKTOP)
    paper = PdfReader(BytesIO(page.pdf(format="A5")))
    text = "".join(leaf.extract_text() for leaf in paper.pages)
    assert text.count("In all") == len(SITE.paths)


@pytest.mark.parametrize("path", ["resources/", "discussion/", "404.html", "tools/"])
def test_no_printed_page_ends_with_an_empty_leaf(path: str, open_page: Pages) -> None:
    leaves = PdfReader(BytesIO(open_page(path).pdf(format="A4"))).pages
    assert all(leaf.extract_text().strip() for leaf in leaves)


def test_print_shows_solutions_and_answers(open_page: Pages) -> None:
    page = open_page(QUIZ_PAGE, **DESKTOP)
    solution = page.locator("details", has=page.locator("summary", has_text="Solution")).first
    said = page.locator("quiz-question .quiz-feedback")
    assert said.count() == 0
    assert not solution.locator("p").first.is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert said.count() == page.locator(".quiz-option").count() > 0
    assert said.first.is_visible()
    assert solution.locator("p").first.bounding_box()["height"] > 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert said.count() == 0


PROGRESS = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5) | st.just("done"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["version", "pages", "__proto__", "a/b"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def test_any_stored_progress_is_survived_and_kept(open_page: Pages) -> None:
    page = open_page("projects/customer-churn/", **DESKTOP)  # short: loaded again 25 times
    button = page.get_by_role("button", name="Done", exact=True)

    @settings(max_examples=25, deadline=None, database=None, derandomize=True)
    @given(PROGRESS.map(json.dumps) | st.text(max_size=12))
    def survives(store: str) -> None:
        page.evaluate(
            "s => {localStorage.clear(); localStorage.setItem('roadmap.progress', s)}", store
        )
        page.reload()
        before = button.get_attribute("aria-pressed")
        button.click()
        assert {before, button.get_attribute("aria-pressed")} == {"true", "false"}
        kept = page.evaluate("Object.values(localStorage)")
        known = re.search(r'"version": ?[12]\b', store)  # read, and written again with the new mark
        assert not store or store in kept or known
        assert open_page.errors == []

    survives()
