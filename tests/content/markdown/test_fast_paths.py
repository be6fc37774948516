"""The fast path of the normalizer gives what the normalizer gives without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.digitalgov import NEWS, SLICE, Text, read
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.dialect import render_markdown
from newsgen.model.problem import Location
from support.commonmark import examples
from support.examples import tries

LOCATION = Location("articles/2022/talks.md", 9, 1)


def same(text: str) -> None:
    """Fail if the body of a text depends on the fast path."""
    assert convert_markdown(text, LOCATION) == convert_markdown(text, LOCATION, fast_paths=False)


# --- Texts that people have typed ---------------------------------------------------------------


def test_examples_of_the_specification() -> None:
    for example in examples():
        same(example.markdown)


def test_all_examples_of_the_specification_in_one_text() -> None:
    same("\n\n".join(example.markdown for example in examples()))


@pytest.mark.parametrize(
    "around", ["%s", "- *a %s b* c", "[o %s](y)", "![%s](p.png)", "`a` [%s] (c"]
)
@pytest.mark.parametrize(
    "words, address", [("the law", "b.md"), ("so! (a)", "https://e.org/?a='b'")]
)
def test_a_plain_link_is_read_as_one_whose_address_is_in_brackets(
    around: str, words: str, address: str
) -> None:
    plain, bracketed = (around % f"[{words}]({typed})" for typed in (address, f"<{address}>"))
    assert render_markdown(plain) == render_markdown(bracketed)


def test_articles_of_digitalgov() -> None:
    articles = [
        Text(path, data).body
        for path, data in read(SLICE).items()
        if path.startswith(NEWS) and not path.endswith("_index.md")
    ]
    assert len(articles) > 200
    for article in articles:
        same(article)


# --- Where a fast path ends, which random texts find too seldom ----------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a | b\n--- | ---\n1 | 2",
        "| a |\n|---|\n| 1 |",
        "A title\n===\nand text",
        "text\n- - -\ntext",
        "[^1](u) and [^2](u)\n\n[^1]: note",
        "![x](https://a.example) ![^1](u)",
        "a&#7;b *c&#x1F;d* &#8211;",
        "[x](https://a.example/?a=1&copy=2&#10;3)",
        "<details>\n<p>a</p>\n<summary>b</summary>\n</details>",
        "<dl>\n<p>a</p>\n<dt>b</dt>\n<dd>c</dd>\n</dl>",
        '<a href="https://a.example">\n<p>b <a href="https://c.example">d</a></p>\n</a>\n',
        '<div><a href="https://a.example"><p>b <a href="https://c.example">d</a></p></a></div>',
        "<table>\n<p>a</p>\n<li>b</li>\n</table>",
        "<div><h2>a<p>b</p></h2><em><p>c</p></em></div>",
        "<div><ul><p>a</p></ul><li>b</li><ol><li>c</li></ol></div>",
        "<ruby><p>a</p><rt>b</rt></ruby>",
        "[a](b.md) *c [d](../e.md#f)*\n\n![g](h.png) [i](b.md)\n\n[j](/k/?l=1&m=2) [n](b.md)",
        "a [b](#nowhere)\n\n[c](javascript:d)\n\n[e](f.md)\n\n[g](../../h.md) [i](f.md)",
        "# a\n\n[b](#a) and [c](#text-a)\n\n[d](e.md)\n\n[f]( )\n\n[g](e.md)",
        "**a [b *c*](https://a.example) d**\n\n[**e** f](g.md)\n\n***h*** **[i](g.md)**",
        "<p>\n  a\n</p>\n<p> <em> b</em></p>\n<p>&#8220;c</p>\n<p>&nbsp;<em>&nbsp;</em></p>",
        "<ul>\n<li>a</li>\n\n<li>b</li>\n<li>c</li> \n<TICKER>\n</ul>",
        "<p>a <a href='b\"c'>d</a></p>\n<p><a href=\"e'f\">g</a></p>\n<p><a href=h>i</a></p>",
        "\n\n".join(f"{number}: [a]({number % 3}.md)" for number in range(50)),
        "   \n  a\n \nb\n    \n",
        "<div>" * 55 + "<p>a <strong><a href='b.md'><em>c</em></a></strong></p>",
        "<div>" * 57 + "<p>a <strong><a href='b.md'><em>c</em></a></strong></p>",
        "<div>" * 57 + "<p>a <em>b</em></p>",
        "<div>" * 58 + "<p>a <em>b</em></p>",
        "<div>" * 59 + "<p>a <em>b</em></p>",
        "<div>" * 59 + "<p>a</p>",
        "<div>" * 60 + "<p>a</p>",
    ],
)
def test_corners(text: str) -> None:
    same(text)
    same(f"before *it*\n\n{text}\n\nand [after](https://a.example)")


# --- Random texts -------------------------------------------------------------------

WORDS = st.sampled_from(("a", "b c", "Samarkand", "1996", "3.", "习近平", "é", "'s", "“x”", "x_y"))
BETWEEN = st.sampled_from((" ", "", "\n", "  \n", " \n", "\t", "\xa0", "\u2028", ", ", ".", "("))
STARS = st.sampled_from(("*", "**", "***", "_", "__", "****"))
MARKS = st.sampled_from(
    (
        *("*", "**", "***", "_", "__", "`", "``", "\\", "\\*", "\\\\", "!", "[", "]", "(", ")"),
        *("<", ">", "&", "&amp;", "&#38", "&#x26;", "&nbsp", "~~~", "```", "|", "#", "=", "-", ":"),
        *(
            "[^1]",
            "[^ü]",
            "[a]",
            "[a][b]",
            "![a]",
            "[][a]",
            "^",
            "]:",
            "](",
            "](u)",
            "[x](",
            "{",
            "}",
        ),
        *("<b>", "</b>", "<br>", "<div>", "</div>", "<!-- x -->", "<?x?>", "<http://a.example>"),
        *(
            "<a@b.example>",
            "<TICKER>",
            "<![CDATA[x]]>",
            "<hr>",
            "<p markdown=1>",
            "</",
            "<a href='",
        ),
        *("[x](u)", "[x](u 't')", "[x](<u v>)", "[x](u_v*w)", "[*x*](u?a=1&b=2)", "![x](u)"),
        *(
            "[x](https://a.example)",
            "[x](https://a.example/b_c?d=1&e=%20)",
            "[*x*](http://a.example)",
        ),
        *(
            "[x](https://xn--a.example/'b')",
            "[x](HTTPS://a.example)",
            "[&#8211;](https://a.example)",
        ),
        *(
            "<a href='https://a.example'>",
            "<em></em>",
            "<strong> </strong>",
            "</a>",
            "&#7;",
            "\x0e",
        ),
        *("[^x](u)", "[x [y](u)](v)", "[x](u(v))", "[x](u'v)", "[](u)", "[x]()", "[x] (u)", "`*`"),
    )
)
LINES = st.sampled_from(
    (
        *(
            "",
            "",
            " ",
            "    ",
            "\t",
            "---",
            "***",
            "===",
            "- - -",
            "# a",
            "## b #",
            "#",
            "> ",
            ">> a",
        ),
        *("* a", "- ", "+ b", "1. a", "7) b", "  - c", "    * d", "    e", "\tf", "   g", "[a]: u"),
        *(
            "[b]: <v> 't'",
            "[^1]: note",
            "[^ü]: n *o*",
            "    more",
            "| a | b |",
            "|---|:-:|",
            "a | b",
        ),
        *("--- | ---", "```", "```py", "~~~", "``` {.a #b}", "<div>", "</div>", "<p>x</p>", "<!--"),
        *("-->", "<script>", "</script>", "<pre>", "{{< x >}}", "{% y %}", "&#38 x", "\\", "٣. x"),
        *(
            "<table>",
            "<tr><td>a</td></tr>",
            "</table>",
            "<details>",
            "<summary>x</summary>",
            "<dl>",
        ),
        *("<ul><li>a</li>", "<li>&nbsp;</li>", "<li>b", "</ul>", "<p>a", "<p> </p>", "<h2>"),
        *('<a href="https://a.example">', "<blockquote>", "</blockquote>", "<figure>", "<ruby>"),
    )
)


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """Generate lines that begin a block, lines of prose, and lines full of marks, in any order."""
    spans = st.one_of(
        WORDS,
        BETWEEN,
        MARKS,
        st.builds("{0}{1}{0}".format, STARS, WORDS),
        st.builds("{0}{1}{2}".format, STARS, WORDS, STARS),
        st.builds("[{0}{1}{0}](https://a.example/b)".format, STARS, WORDS),
        st.builds("{0}[{1}](u){0}".format, STARS, WORDS),
        st.text(max_size=3),
    )
    prose = st.lists(spans, max_size=10).map("".join)
    simple = st.lists(st.one_of(WORDS, st.just(" "), STARS, st.just("[x](u)")), max_size=10)
    indented = st.tuples(st.sampled_from(("", "", " ", "  ", "    ", "> ", "* ", "- ")), prose)
    line = st.one_of(LINES, prose, simple.map("".join), indented.map("".join))
    return "\n".join(draw(st.lists(line, max_size=12)))


@tries(120, 3000)
@given(markdown())
def test_random_markdown(text: str) -> None:
    same(text)


@pytest.mark.long
@tries(10_000, 10_000)
@given(markdown())
def test_much_random_markdown(text: str) -> None:
    same(text)
