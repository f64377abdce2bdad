"""Quiz, mathematics, includes and expansion, on small inputs."""

import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import pygments.lexers
import pytest
from playwright.sync_api import Browser

import tiny
from conftest import ROOT
from roadmap import compact, include, mathematics, outputs, quiz, text
from roadmap.expand import ExpandError, expand
from roadmap.load import load, strings_of

QUIZ = """\
**Question 1** (objective 2). Is $x < y$ or `a`?

- [ ] No, **never**
    - Because of $x$.
- [x] Yes
    - It is so
      and goes on.
- [ ] Both
  at once
    - No.

After.
"""


def html(text: str) -> str:
    """Rendered as on the site."""
    extensions = ["md_in_html", "tables", "pymdownx.superfences", "pymdownx.arithmatex"]
    configs = {"pymdownx.arithmatex": {"generic": True}}
    return markdown.markdown(
        text, extensions=[*extensions, "roadmap.markdown"], extension_configs=configs
    )


def test_a_quiz_is_read_with_its_lines() -> None:
    (question,), findings = quiz.parse(QUIZ.split("\n"), 10)
    assert findings == []
    assert (question.number, question.objective, question.line, question.end) == (1, 2, 10, 21)
    assert [option.correct for option in question.options] == [False, True, False]
    assert question.options[1].why == "It is so and goes on."
    assert question.options[2].text == "Both at once"


def test_a_quiz_unfolds_without_javascript() -> None:
    page = html(QUIZ)
    assert page.count("<details") == page.count("</details>") == 3
    assert page.count('data-correct="true"') == 1
    assert "<strong>never</strong>" in page
    assert page.count('<span class="katex">') == 2
    assert re.search(r"Right\.</strong> It is so", page)
    assert "<p>After.</p>" in page
    assert "[x]" not in page


def test_a_quiz_inside_a_fence_stays_code() -> None:
    page = html(f"```markdown\n{QUIZ}```\n")
    assert "quiz-question" not in page
    assert "Question 1" in page


def test_mathematics_is_typeset_for_eye_and_ear() -> None:
    page = html("So $a^2$ and\n\n$$\nx = \\mathbf{W}y\n$$\n")
    assert page.count("<math") == 2
    assert 'role="group" aria-label="Formula"' in page
    assert "annotation" not in page
    assert page.count('<span class="katex-html" aria-hidden="true">') == 2
    assert page.count("<span") == page.count("</span>")


@pytest.mark.parametrize(
    ("tex", "css", "sign"),
    [
        ("x", "mord mathnormal", "x"),
        ("10", "mord", "10"),
        ("\\mathbf{W}", "mord mathbf", "W"),
        ("\\theta", "mord mathnormal", "θ"),
    ],
)
def test_a_single_sign_is_read_as_it_is(tex: str, css: str, sign: str) -> None:
    page = html(f"So ${tex}$.\n")
    assert re.search(f'<span class="katex"><span class="{css}"[^>]*>{sign}</span></span>', page)
    assert "<math" not in page


def test_lengths_in_formulas_have_two_decimals_at_most() -> None:
    page = html("$$\n\\frac{a_1}{\\sqrt{b}}\n$$\n")
    styles = re.findall(r'style="([^"]*)"', page)
    assert len(styles) > 5
    assert not [style for style in styles if re.search(r"(?<!font-size:)\d\.\d{3}", style)]
    assert any("em" in style and "." in style for style in styles)


def test_spans_without_a_style_are_left_out() -> None:
    sheet = mathematics.KATEX.with_name("katex.min.css").read_text(encoding="utf-8")
    assert not set(re.findall(r"\.([\w-]+)", sheet)) & compact.UNSTYLED
    seen = re.sub(
        r"<math.*?</math>", "", mathematics.render("(a+1)_{ij} = \\frac{2}{b}", display=True)
    )
    assert "(<span" in seen  # plain text, as no rule is for `mopen`
    assert ">2</span>" in seen
    assert 'class="mord"' not in seen
    assert seen.count("<span") == seen.count("</span>")


def test_a_script_alone_needs_no_table() -> None:
    assert "vlist" not in mathematics.render("x_1+e^{x_{ij}}")
    assert mathematics.render("x_1^2+\\hat{x}_{k_1^2}").count('"vlist"') == 3


def test_a_long_outline_is_on_a_page_once() -> None:
    roots = [mathematics.render(f"\\sqrt{{{name}}}") for name in "xyz"]
    page = f"<html><body id=a><p>{' '.join(roots)}</p><svg><path d='M0 0'/></svg></body></html>"
    once = compact.shared_shapes(page)
    assert once.count("<path") == 2
    assert once.count('<use href="#katex-0"/>') == 3
    assert re.search(
        r'<body id=a><svg[^>]*><defs><path id="katex-0" d="[^"]+"/></defs></svg><p>', once
    )
    assert compact.own_shapes(once).partition("<p>")[2] == page.partition("<p>")[2]
    one = f"<html><body>{roots[0]}</body></html>"
    assert compact.shared_shapes(one) == one


FORMULAS = [
    r"x_i^{2}+\mathbf{W}^\top a^{[l]}-e^{x_i}",
    r"\frac{\partial L}{\partial w_{ij}^{(l)}}=\sum_{k=1}^{n}\delta_k\,\frac{1}{1+e^{-z_k}}",
    r"\begin{bmatrix}1 & -2\\ a_1 & b^2\end{bmatrix}^{-1}\hat{y}_t=\sqrt{\tfrac{1}{d_k}}",
    r"\begin{aligned}f(x)&=\max(0,x)\\ g&=\underbrace{a+b}_{\text{sum}}\end{aligned}",
    r"\left\lVert\mathbf{x}\right\rVert_2=\Big(\sum_i x_i^2\Big)^{1/2},q_{\theta_t}\in\mathbb{R}",
    r"\left.\frac{\partial c_T}{\partial c_t}\right|_{\text{direct}}=\prod_{s=t+1}^{T}\vec{f}_s",
]
GLYPHS = """() => [...document.querySelectorAll("p")].map((line) => {
  const { left, top, height } = line.getBoundingClientRect();
  const words = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const found = [["", height, 0]];
  for (let word; (word = words.nextNode()); ) {
    if (word.parentElement.closest(".katex-mathml, .vlist-s")) continue;
    [...word.data].forEach((glyph, n) => {
      const range = document.createRange();
      range.setStart(word, n);
      range.setEnd(word, n + 1);
      const at = range.getBoundingClientRect();
      found.push([glyph, at.left - left, at.top - top]);
    });
  }
  return found;
})"""


def test_a_formula_with_fewer_spans_looks_as_katex_draws_it(browser: Browser) -> None:
    css = mathematics.KATEX.with_name("katex.min.css").read_text(encoding="utf-8")
    own = (ROOT / "docs/assets/css/site.css").read_text(encoding="utf-8")
    rules = "".join(re.findall(r"^\.katex .*?^}", own, re.M | re.S))
    assert "--strut" in rules

    def drawn(formulas: list[str], rules: str) -> list[list[tuple[str, float, float]]]:
        page = browser.new_page()
        lines = "".join(f"<p>{formula}</p>" for formula in formulas)
        page.set_content(f"<!doctype html><style>{css}{rules}p{{width:2000px}}</style>{lines}")
        found: list[list[tuple[str, float, float]]] = page.evaluate(GLYPHS)
        page.close()
        return found

    before = [mathematics.typeset(tex) for tex in FORMULAS]
    after = [mathematics.render(tex) for tex in FORMULAS]
    assert sum(map(len, after)) < 0.6 * sum(map(len, before))
    theirs, ours = drawn(before, rules.replace(".vlist", ".no-row")), drawn(after, rules)
    for tex, there, here in zip(FORMULAS, theirs, ours, strict=True):
        assert [glyph for glyph, *_ in here] == [glyph for glyph, *_ in there], tex
        for (glyph, *expected), (_, *found) in zip(there, here, strict=True):
            assert found == pytest.approx(expected, abs=1), (tex, glyph)


@pytest.mark.parametrize("tex", ["-1", "x'", "\\mathbb{R}", "x_1", "ab"])
def test_more_than_a_sign_has_mathml(tex: str) -> None:
    assert html(f"So ${tex}$.\n").count("<math") == 1


def test_names_and_signs_in_code_have_no_marks() -> None:
    page = html('```python\nfor x in range(3): print("a" + x)  # c\n```\n')
    text = re.sub(r"<[^>]+>", "", page)
    assert text.strip() == 'for x in range(3): print("a" + x)  # c'
    assert set(re.findall(r'<span class="(\w+)">', page)) == {"k", "nb", "mi", "s2", "c1", "ow"}


def test_a_less_than_sign_in_a_formula_starts_no_tag() -> None:
    page = html("So $w_{<t}$ and `$<b>$`.\n\n$$\na<b\n$$\n\n<div><p>raw</p></div>\n")
    assert "<p>raw</p>" in page
    assert page.count("<mo>&lt;</mo>") == 2
    assert "$&lt;b&gt;$" in page
    assert html("```text\n$<b>$\n```\n").count("\\lt") == 0


def test_a_section_has_room_for_what_is_seen_of_it() -> None:
    def rooms(page: str) -> list[int]:
        return [
            int(room) for room in re.findall(r'<section class="part" style="--room:(\d+)">', page)
        ]

    words = "word " * 800
    parts = {
        "Text": words,
        "Code": "```python\n" + "x = 1\n" * 100 + "```",
        "Folded": f'<details markdown="1"><summary>Hint</summary>\n\n{words}\n\n</details>',
    }
    page = "Start.\n\n" + "\n\n".join(f"## {title}\n\n{part}" for title, part in parts.items())
    text, code, folded = rooms(html(page))
    assert text > 4 * folded
    assert code > 4 * folded
    assert rooms(html("Start.\n\n## A\n\nB\n")) < [folded + 1]


def test_a_formula_that_does_not_parse_says_why() -> None:
    with pytest.raises(mathematics.FormulaError, match="expected"):
        mathematics.render("\\frac{a")


def test_a_table_scrolls_in_a_labelled_box() -> None:
    page = html("| Name | Size $n$ |\n| --- | --- |\n| a | $1$ |\n")
    assert 'aria-label="Table: Name, Size n"' in page
    assert page.count('<span class="katex">') == 2
    assert 'tabindex="0"' in page


def test_an_empty_corner_of_a_table_is_no_header() -> None:
    page = html("| | Size $n$ |\n| --- | --- |\n| a | 1 |\n")
    assert "<td></td>" in page
    assert 'aria-label="Table: Size n"' in page


def test_an_address_may_hold_parentheses() -> None:
    (link,) = text.links('See [a page](https://example.org/a_(b)?c=1 "Title") (and more).')
    assert (link.target, link.title) == ("https://example.org/a_(b)?c=1", "Title")


def test_a_region_is_cut_out_dedented_and_without_markers() -> None:
    text = "a\n    # --8<-- [start:x]\n    b\n        c\n    # --8<-- [end:x]\nd\n"
    assert include.region(text, "x") == "b\n    c"
    assert include.region(text, "") == "a\n    b\n        c\nd"
    with pytest.raises(include.IncludeError, match="no region `y`"):
        include.region(text, "y")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("a.py", "python"),
        ("Dockerfile", "docker"),
        ("a.yaml", "yaml"),
        ("a.yml", "yaml"),
        ("a.sh", "bash"),
        ("a.toml", "toml"),
        ("a.json", "json"),
        ("requirements.txt", "text"),
        ("LICENSE", "text"),
    ],
)
def test_the_language_of_an_include_follows_its_file(
    name: str, language: str, tmp_path: Path
) -> None:
    file = tmp_path / "code/p" / name
    file.parent.mkdir(parents=True)
    file.write_text("out\n# --8<-- [start:part]\nin\n# --8<-- [end:part]\n")
    link = include.code_link(f"[Code: a title](code/p/{name}#part)")
    assert link is not None
    block = include.expand_code(strings_of("en"), tmp_path, link)
    assert block.startswith(f'``` {{ .{language} title="a title" }}\nin\n```\n')
    assert f"[Download {name}](code/p/{name})" in block
    assert pygments.lexers.get_lexer_by_name(language)


def test_recorded_output_is_shown_as_text(tmp_path: Path) -> None:
    (tmp_path / "code/p").mkdir(parents=True)
    (tmp_path / "code/p/a.out").write_text("1\n")
    link = include.code_link("[Output: a title](code/p/a.out)")
    assert link is not None
    block = include.expand_code(strings_of("en"), tmp_path, link)
    assert block == '``` { .text title="Output: a title" }\n1\n```'


def test_a_page_expands_to_markdown_with_everything_in_place(tmp_path: Path) -> None:
    site, findings = load(tiny.write(tmp_path, dict(tiny.files())))
    assert findings == []
    page = expand(site, site.pages["part/first"])
    assert page.startswith("# First page\n")
    assert 'title="a product" }\nproduct = 1.5 * 2\n```' in page
    assert 'title="Output: what it prints"' in page
    assert "[the paper](https://example.org/paper)" in page
    assert 'role="img" aria-label="A line that rises from left to right"' in page
    assert "Some course" in page
    assert "roadmap: resources" not in page


def test_what_cannot_be_expanded_names_file_and_line(tmp_path: Path) -> None:
    tree = dict(tiny.files())
    del tree["docs/part/code/first/scratch.py"]
    site, _ = load(tiny.write(tmp_path, tree))
    with pytest.raises(ExpandError, match=r"docs/part/first\.md:40: file not found"):
        expand(site, site.pages["part/first"])


def test_code_that_needs_pytorch_is_told_apart(tmp_path: Path) -> None:
    tree = {
        "docs/p/code/a/scratch.py": "import numpy\n",
        "docs/p/code/a/library.py": "import torch\n",
        "docs/p/code/a/uses.py": "import library\n",
        "docs/p/code/a/figures.py": "import scratch\n",
    }
    docs = tiny.write(tmp_path, dict(tree)) / "docs"
    assert [file.name for file in outputs.scripts(docs, torch=False)] == ["scratch.py"]
    assert [file.name for file in outputs.scripts(docs, torch=True)] == ["library.py", "uses.py"]


# scikit-learn is imported once for many scripts, which run in forks of that process.
STARTS = pytest.mark.parametrize("start", ["", "import sklearn\n"], ids=["new", "forked"])


def runs(folder: Path, *scripts: str) -> Iterator[tuple[int, str, str]]:
    """Exit code, standard output and standard error of each script."""
    for number, code in enumerate(scripts):
        file = folder / f"script_{number}.py"
        file.write_text(code, encoding="utf-8")
        yield outputs.run(file)


@STARTS
def test_code_of_pages_cannot_reach_the_network(start: str, tmp_path: Path) -> None:
    script = start + "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=1)\n"
    [(code, _, error)] = runs(tmp_path, script)
    assert code == 1
    assert "network is shut" in error


@STARTS
def test_code_of_pages_runs_as_a_program_in_its_folder(start: str, tmp_path: Path) -> None:
    (tmp_path / "sibling.py").write_text("name = 'sibling'\n")
    says = start + (
        "import os, sys, sibling\n"
        "assert __name__ == '__main__'\n"
        "print(os.getcwd(), sibling.name, os.environ['PYTHONHASHSEED'], 'é')\n"
        "print(sys.stdin.read(), file=sys.stderr)\n"
        "sys.exit(3)"
    )
    [(code, printed, error)] = runs(tmp_path, says)
    assert (code, error) == (3, "\n")
    assert printed == f"{tmp_path} sibling 0 é\n"


@STARTS
def test_nothing_of_one_run_reaches_the_next(start: str, tmp_path: Path) -> None:
    changes = start + "import json, os\njson.left = os.environ['LEFT'] = 'left'\nprint('done')\n"
    looks = start + "import json, os\nprint(hasattr(json, 'left'), 'LEFT' in os.environ)\n"
    (_, first, _), (_, second, _) = runs(tmp_path, changes, looks)
    assert (first, second) == ("done\n", "False False\n")


@STARTS
def test_code_that_does_not_end_is_ended(
    start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(runs(tmp_path, start))  # the packages are imported
    monkeypatch.setattr(outputs, "TIMEOUT", 2)
    [(code, _, error)] = runs(tmp_path, start + "import time\ntime.sleep(60)\n")
    monkeypatch.undo()
    assert (code, error) == (1, "not finished after 2 s")
    assert list(runs(tmp_path, start + "print('next')\n")) == [(0, "next\n", "")]
