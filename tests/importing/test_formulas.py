"""Formulas of pages become code with their TeX; those without a source are told."""

import pytest

from newsgen.importing.html_to_markdown import markdown_of
from newsgen.importing.markup.mathml import tex_of_mathml
from newsgen.importing.markup.tree import body_of, elements, parse_html
from support.saved_page import TEXT, draft_of

NOTE = '<annotation encoding="application/x-tex">a_1</annotation>'
MATHML = f"<math><semantics><msub><mi>a</mi><mn>1</mn></msub>{NOTE}</semantics></math>"
IN_LINE = {
    "MathML with a note": MATHML,
    "MathML with an alternative text": '<math alttext="a_1"><mi>a</mi></math>',
    "KaTeX": f'<span class="katex"><span class="katex-mathml">{MATHML}</span>'
    '<span class="katex-html" aria-hidden="true">a1</span></span>',
    "MathJax 2": '<span class="MathJax_Preview">a</span><span class="MathJax">a1</span>'
    '<script type="math/tex">a_1</script>',
    "MathJax 2 without its script": '<span class="MathJax" data-mathml="&lt;math alttext=&quot;a_1'
    '&quot;&gt;&lt;/math&gt;">a1</span>',
    "MathJax 3": f'<mjx-container class="MathJax"><mjx-math>a1</mjx-math>{MATHML}</mjx-container>',
    "MathJax 4": '<mjx-container class="MathJax"><mjx-math data-latex="a_1"></mjx-math>'
    "</mjx-container>",
    "MediaWiki": '<span class="mwe-math-element"><span style="display: none"><math '
    'alttext="{\\displaystyle a_1}"></math></span><img src="/a.svg" alt="{\\displaystyle a_1}" '
    'class="mwe-math-fallback-image-inline"></span>',
    "WordPress": '<img class="latex" src="https://s0.wp.com/latex.php?latex=a_1" alt="a_1">',
    "a picture": '<img src="https://latex.codecogs.com/svg.latex?a%5F1" alt="">',
}


@pytest.mark.parametrize("html", IN_LINE.values(), ids=IN_LINE)
def test_a_formula_in_a_line_is_code(html: str) -> None:
    result = markdown_of(f"<p>Where {html} is high.</p>", "")
    assert (result.text, result.losses) == ("Where `a_1` is high.", ())
    assert result.attachments == ()
    page = draft_of(f"<article>{TEXT}<p>Where {html} is high.</p></article>")
    assert page.text.endswith("Where `a_1` is high.")
    assert (page.losses, page.leftovers, page.images) == ((), (), ())


@pytest.mark.parametrize(
    "html",
    [
        "<p>So</p><p>" + MATHML.replace("<math", '<math display="block"') + "</p><p>holds.</p>",
        '<p>So</p><div class="MathJax_Display"><span class="MathJax">a1</span></div>'
        '<script type="math/tex; mode=display">a_1</script><p>holds.</p>',
        f'<p>So <span class="katex-display"><span class="katex">{MATHML}</span></span> holds.</p>',
        '<p>So <mjx-container display="true"><mjx-math data-latex="a_1"></mjx-math>'
        "</mjx-container> holds.</p>",
    ],
)
def test_a_formula_in_its_own_line_is_a_block_of_code(html: str) -> None:
    assert markdown_of(html, "").text == "So\n\n```tex\na_1\n```\n\nholds."


@pytest.mark.parametrize(
    "mathml, tex",
    [
        ("<mfrac><mn>1</mn><mi>n</mi></mfrac>", r"\frac{1}{n}"),
        ('<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>', r"\binom{n}{k}"),
        ("<msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt>", r"\sqrt{x-1}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[3]{x}"),
        ("<msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup>", "{ab}^{2}"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_{i}^{2}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑_{i}^{n}"),
        ("<mover><mi>x</mi><mo>→</mo></mover>", r"\vec{x}"),
        ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
         r"\begin{matrix} a & b \end{matrix}"),
        ("<mtext>if</mtext><mspace></mspace><mi>x</mi>", r"\text{if} x"),
        ("<msup></msup>", ""),
        ("<mfrac><mn>1</mn></mfrac>", r"\frac{1}{}"),
    ],
)  # fmt: skip
def test_mathml_is_written_as_tex(mathml: str, tex: str) -> None:
    (math,) = elements(body_of(parse_html(f"<math>{mathml}</math>")), "math")
    assert tex_of_mathml(math) == tex


def test_a_formula_without_a_source_is_told() -> None:
    result = markdown_of('<p>So <span class="katex"><b>a</b>1</span> and</p>', "")
    assert result.text == "So a1 and"
    assert [each.message for each in result.losses] == [
        "a formula has no source: its signs stand in a line"
    ]
    result = markdown_of("<p>So <mjx-container><mjx-c></mjx-c></mjx-container> and</p>", "")
    assert [each.message for each in result.losses] == [
        "a formula was left out: the page has no source of it"
    ]
