"""Markdown becomes HTML and plain text."""

from textwrap import dedent

import pytest

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.insert_addresses import insert_addresses
from newsgen.content.markdown.normalize_html import Body
from newsgen.model.problem import Location

LOCATION = Location("articles/2022/talks.md", 9, 1)


def read(text: str) -> Body:
    return convert_markdown(dedent(text).strip("\n"), LOCATION)


def html(text: str) -> str:
    body = read(text)
    assert body.problems == ()
    return body.html


@pytest.mark.parametrize(
    "typed, published",
    [
        (
            "Plain *words*, **strong** ones",
            "<p>Plain <em>words</em>, <strong>strong</strong> ones</p>",
        ),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("3 < 4 & 5 > 2", "<p>3 &lt; 4 &amp; 5 &gt; 2</p>"),
        ("AT&T, caf&eacute;", "<p>AT&amp;T, café</p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("* a\n* b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("`a <b> c`", "<p><code>a &lt;b&gt; c</code></p>"),
        ("<b>kept</b>", "<p><b>kept</b></p>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_markdown_is_published_as_html(typed: str, published: str) -> None:
    assert html(typed) == published


def test_fenced_code_keeps_everything_and_its_language() -> None:
    typed = """
        ```python
        if a < b:  # {{< not >}} a [link](x.md) or <script>
        ```
        """
    code = "if a &lt; b:  # {{&lt; not &gt;}} a [link](x.md) or &lt;script&gt;\n"
    assert html(typed) == f'<pre><code class="language-python">{code}</code></pre>'


def test_tables_are_aligned_by_classes_since_pages_allow_no_inline_style() -> None:
    typed = """
        | left | centre | right | none |
        |:-----|:------:|------:|------|
        | 1    | 2      | 3     | 4    |
        """
    published = html(typed)
    assert '<th class="align-left">left</th>' in published
    assert '<td class="align-center">2</td>' in published
    assert '<td class="align-right">3</td>' in published
    assert "<td>4</td>" in published
    assert "style" not in published


def test_headings_go_one_step_at_a_time_below_the_title_of_the_page() -> None:
    published = html("# One\n\n## Two\n\n### Three\n\n## Two again")
    assert published.splitlines() == [
        '<h2 id="text-one">One</h2>',
        '<h3 id="text-two">Two</h3>',
        '<h4 id="text-three">Three</h4>',
        '<h3 id="text-two-again">Two again</h3>',
    ]


def test_an_article_whose_first_heading_is_a_small_one_skips_no_level() -> None:
    levels = [line[:3] for line in html("### a\n\n##### b\n\n# c\n\n###### d").splitlines()]
    assert levels == ["<h2", "<h3", "<h2", "<h3"]


def test_headings_end_at_the_sixth_level() -> None:
    typed = "\n\n".join(f"{'#' * level} {level}" for level in range(1, 7))
    assert [line[:3] for line in html(typed).splitlines()] == [
        "<h2",
        "<h3",
        "<h4",
        "<h5",
        "<h6",
        "<h6",
    ]


@pytest.mark.parametrize(
    "heading, heading_id",
    [
        ("What now?", "text-what-now"),
        ("A *fine* `day`", "text-a-fine-day"),
        ("Überblick", "text-überblick"),
        ("Переговоры в Самарканде", "text-переговоры-в-самарканде"),
        ("上海合作组织", "text-上海合作组织"),
        ("हिन्दी", "text-हिन्दी"),
        ("!!!", "text-section"),
        ("😀", "text-section"),
        ("fn:1", "text-fn-1"),
    ],
)
def test_a_heading_has_an_id_made_of_its_words_in_any_script(heading: str, heading_id: str) -> None:
    assert f'<h2 id="{heading_id}">' in html(f"# {heading}")


def test_a_second_heading_of_the_same_words_is_told_apart_from_one_with_a_number() -> None:
    published = html("# Talks\n\n# Talks 2\n\n# Talks\n\n# talks!")
    assert [line.split('"')[1] for line in published.splitlines()] == [
        "text-talks",
        "text-talks-2",
        "text-talks_2",
        "text-talks_3",
    ]


def test_the_id_of_a_heading_depends_on_no_other_heading() -> None:
    alone = html("# Talks")
    among = html("# Before\n\n# Talks\n\n# After")
    assert alone in among


def test_footnotes_lead_there_and_back() -> None:
    published = html("Said.[^a] Again.[^a] Else.[^my note]\n\n[^a]: First.\n[^my note]: Second.")
    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in published
    assert '<sup id="fnref2:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in published
    assert (
        '<sup id="fnref:my-note"><a class="footnote-ref" href="#fn:my-note">2</a></sup>'
        in published
    )
    assert '<div class="footnote">' in published
    assert '<li id="fn:a">' in published
    assert '<a class="footnote-backref" href="#fnref:a">↩</a>' in published
    assert '<a class="footnote-backref" href="#fnref2:a">↩</a>' in published


def test_footnotes_whose_names_differ_by_punctuation_only_stay_two() -> None:
    published = html("x[^a b] y[^a-b]\n\n[^a b]: one\n[^a-b]: two")
    assert '<li id="fn:a-b">' in published
    assert '<li id="fn:a-b_2">' in published


def test_a_footnote_nobody_refers_to_has_no_way_back() -> None:
    body = read("Text.\n\n[^a]: Lonely.")
    assert "Lonely." in body.html
    assert "<a" not in body.html
    assert [problem.code for problem in body.problems] == ["N211"]


def test_one_article_leaves_nothing_behind_for_the_next() -> None:
    text = "# Talks\n\nSee [this][r].[^1]\n\n[r]: https://example.org/\n[^1]: Note."
    assert read(text) == read(text)
    assert read("See [this][r].[^1]").html == "<p>See [this][r].[^1]</p>"


def test_the_text_is_plain_one_line_a_block() -> None:
    typed = """
        # The *talks*

        Two leaders &amp; one
        bridge &mdash; said `a < b`.[^1]

        * first
        * second

        | a | b |
        |---|---|
        | 1 | <b>2</b> |

        [^1]: A note.
        """
    assert read(typed).text.splitlines() == [
        "The talks",
        "Two leaders & one bridge — said a < b.",
        "first",
        "second",
        "a",
        "b",
        "1",
        "2",
        "A note.",
    ]


def test_line_ends_of_every_system_are_the_same_text() -> None:
    text = "# A\n\nb  \nc\n\n* d\n* e"
    assert convert_markdown(text.replace("\n", "\r\n"), LOCATION) == convert_markdown(
        text, LOCATION
    )
    assert convert_markdown(text.replace("\n", "\r"), LOCATION) == convert_markdown(text, LOCATION)


def test_an_article_in_old_html_comes_out_in_todays() -> None:
    typed = """
        <center><a name="top"></a>
        <table border=0 width="100%"><tr><td align=right>1<td>2</table>
        <p>One<p>Two <tt>code</tt> <strike>gone</strike>
        </center>
        """
    published = read(typed).html
    assert '<a id="text-top"></a>' in published
    assert '<td class="align-right">1</td><td>2</td>' in published
    assert "<p>One</p><p>Two <code>code</code> <s>gone</s>\n</p>" in published
    assert "<tbody><tr>" in published
    assert "center" not in published
    assert "border" not in published


def test_the_targets_of_the_html_are_the_references_and_can_be_replaced() -> None:
    body = read("[on](other.md#The Part) and ![map](map.png)")
    addresses = {
        "newsgen:article/articles/2022/other.md": "../other/",
        "newsgen:file/articles/2022/map.png": "map.png",
    }
    assert {reference.target for reference in body.references} == set(addresses)
    assert insert_addresses(body.html, addresses) == (
        '<p><a href="../other/#text-the-part">on</a> and <img alt="map" src="map.png"></p>'
    )
