"""What editors type comes out as they mean it, or they are told."""

import re

import pytest

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.normalize_html import Body
from newsgen.model.problem import Location

LOCATION = Location("articles/2022/talks.md", 1, 1)


def read(text: str) -> Body:
    return convert_markdown(text, LOCATION)


def html(text: str) -> str:
    body = read(text)
    assert body.problems == ()
    return body.html


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).problems]


@pytest.mark.parametrize(
    "typed",
    [
        "15. September: it begins.\n\n16. September: it ends.\n\n3. Oktober: it is told.",
        "1984. That was the year.",
        "1. FC Oakford wins the cup.",
        "1. 12. 2022: the end.",
        "3) Lighten the meeting.\n\n<div></div>\n\n4) Leave early.",
        "> 15. September",
        "1. Mai\n\n15. Mai\n\n3. Juni",
    ],
)
def test_a_paragraph_that_begins_with_a_number_keeps_it_in_its_text(typed: str) -> None:
    body = read(typed)
    assert "<ol" not in body.html
    assert {problem.code for problem in body.problems} == {"N208"}
    lines = [line.strip("> ") for line in typed.splitlines() if line.strip() and line[0] != "<"]
    assert body.text.splitlines() == lines


def test_a_number_with_a_backslash_is_text_everywhere() -> None:
    assert html("15\\. September") == "<p>15. September</p>"


@pytest.mark.parametrize(
    "typed, published",
    [
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1) a\n2) b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("7. a\n8. b", '<ol start="7">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("1. a\n\n2. b", "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>"),
    ],
)
def test_a_list_of_numbers_is_a_list(typed: str, published: str) -> None:
    assert html(typed) == published


def test_an_item_keeps_a_number_that_does_not_go_on() -> None:
    body = read("1. a\n2. b\n4. c")
    assert '<li value="4">c</li>' in body.html
    assert codes("1. a\n2. b\n4. c") == ["N208"]


@pytest.mark.parametrize("line", ["#MeToo was on every page.", "#1 seed wins.", "#", "####### x"])
def test_a_sign_without_a_space_begins_no_heading(line: str) -> None:
    assert "<h" not in read(f"Before.\n\n{line}").html or line == "#"


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_code_and_lists_stand_in_an_item(indent: int) -> None:
    blank = " " * indent
    code = html(f"- item\n\n{blank}```sh\n{blank}echo one\n\n{blank}echo two\n{blank}```\n\n- next")
    assert '<pre><code class="language-sh">echo one\n\necho two\n</code></pre>\n</li>' in code
    nested = html(f"- outer\n{blank}- inner\n{blank}- second\n- next")
    assert nested.count("<ul>") == 2
    assert "<li>outer\n<ul>\n<li>inner</li>\n<li>second</li>\n</ul>\n</li>" in nested


@pytest.mark.parametrize(
    "typed, place, published",
    [
        ("```\ncode", (1, 1), "<pre><code>code</code></pre>"),
        ("words\n\n```", (3, 1), "<p>words</p>"),
        ("> ~~~ sh\n> code", (1, 3), 'class="language-sh">code</code></pre>'),
        ("- ```\n  code\n\nwords", (1, 3), "</ul>\n<p>words</p>"),
    ],
)
def test_a_fence_without_its_end_is_told_where_it_begins(
    typed: str, place: tuple[int, int], published: str
) -> None:
    body = read(typed)
    (found,) = body.problems
    assert (found.code, found.location.line, found.location.column) == ("N209", *place)
    assert published in body.html


@pytest.mark.parametrize("after", ["", "\n- item", "\n> words", "\n\u3000と"])
def test_the_wide_space_that_begins_a_paragraph_stays(after: str) -> None:
    """Chinese and Japanese paragraphs begin with one."""
    assert html(f"\u3000日本語{after}").startswith("<p>\u3000日本語")
    assert html(f"- \u3000日本語{after}").startswith("<ul>\n<li>\u3000日本語")


@pytest.mark.parametrize(
    "second, published",
    [
        ("===", "<h2 "),
        ("---", "<h2 "),
        ("- b", "<ul>"),
        ("* b", "<ul>"),
        ("1) b", "<p>1) b</p>"),
        ("> b", "<blockquote>"),
        ("# b", "<h2 "),
        ("```", "<pre>"),
        ("<div>b</div>", "<div>"),
        ("*** ", "<hr>"),
        ("_ _ _", "<hr>"),
    ],
)
@pytest.mark.parametrize(
    "first", ["words", "**words**", "[words](https://example.org/)", "2022 (a)"]
)
def test_what_ends_a_paragraph_ends_every_one(first: str, second: str, published: str) -> None:
    converted = convert_markdown(f"{first}\n{second}\n\nc", LOCATION).html
    assert published in converted
    assert "<p>c</p>" in converted or second == "```"


def test_a_fence_with_more_than_a_language_is_a_fence() -> None:
    typed = '```python title="x"\nprint(1)\n```\n\nText, **bold**.\n\n```\nmore\n```'
    assert "<p>Text, <strong>bold</strong>.</p>" in html(typed)


def test_two_quotations_are_two() -> None:
    assert html("> One said.\n\n> Another said.").count("<blockquote>") == 2


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert html("Roses are red\\\nViolets are blue") == "<p>Roses are red<br>\nViolets are blue</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "Resigned. <!-- the source is\n\nhis aide --> Talks go on.",
        "Code `<!--` here.\n\n<!-- his aide\n\nof two paragraphs -->\n\nAfter.",
        "## Title <!-- his aide\n\nmore --> \n\nAfter.",
        "- item <!-- his aide\n\n  more --> goes on\n- next",
        "> said <!-- his aide\n>\n> more --> goes on",
        "<!-- his aide\n\n# more\n\n-->\n\nAfter.",
        "a <!-- his aide --> b <!-- his aide\n\n--> c",
    ],
)
def test_a_comment_is_never_shown(typed: str) -> None:
    body = read(typed)
    assert "aide" not in body.html + body.text
    assert "more" not in body.text


def test_markdown_is_read_in_html_after_an_empty_line() -> None:
    details = html(
        "<details>\n<summary>More</summary>\n\nIt is **inside**.\n\n- a list\n\n</details>"
    )
    assert (
        "<p>It is <strong>inside</strong>.</p>\n<ul>\n<li>a list</li>\n</ul>\n</details>" in details
    )
    cell = html("<table>\n<tr>\n<td>\n\n* [a link](https://example.org/)\n\n</td>\n</tr>\n</table>")
    assert '<li><a href="https://example.org/">a link</a></li>' in cell


def test_a_table_follows_a_line_of_text() -> None:
    assert "<p>Trade:</p>\n<table>" in html("Trade:\n| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_picture_with_a_title_alone_in_its_paragraph_has_a_caption() -> None:
    figure = '<figure><img alt="Map" src="newsgen:file/articles/2022/map.png">'
    published = html('![Map](map.png "The *Ryme* & its [bridges](https://example.org/)")')
    words = 'The <em>Ryme</em> &amp; its <a href="https://example.org/">bridges</a>'
    assert published == f"{figure}<figcaption>{words}</figcaption></figure>"
    assert "<figure>" not in html('See ![Map](map.png "The Ryme") there.')


M = '![M](m.png "One")'


@pytest.mark.parametrize(
    "text, shown",
    [
        (f"- {M}\n- words", "<li>{One}</li>  <li>words</li>"),
        (f"> {M}", "<blockquote>{One}</blockquote>"),
        (f"[{M}](https://example.org/)", "{One in a link}"),
        (f"{M}\n![M](m.png 'Two `x`')", "{One}{Two <code>x</code>}"),
        (f"{M}  \n{M} ", "{One}{One}"),
        ('![M][m]\n\n[m]: m.png "One"', "{One}"),
        (f"x[^1]\n\n[^1]: {M}", "{One} <p><a class=footnote-backref href=#fnref:1>↩</a></p>"),
        ('![M](m.png "One[^1]")\n\n[^1]: N.', "{One<sup id=fnref:1>"),
        (f"{M} and words", "<p><img alt=M title=One> and words</p>"),
        (f"{M}\n![M](m.png)", "<p><img alt=M title=One> <img alt=M></p>"),
        (f"| {M} |\n|---|", "<th><img alt=M title=One></th>"),
        ('![M](m.png "  ")', "<p><img alt=M></p>"),
        (r'![M](m.png "\*One\* \[a\] &amp; &copy; *b*")', "{*One* [a] &amp; © <em>b</em>}"),
        (r"![M](m.png 'It\'s \*One\*')", "{It's *One*}"),
    ],
)
def test_where_a_picture_with_a_title_has_a_caption(text: str, shown: str) -> None:
    """{One} stands for the figure of M with this caption."""
    published = html(text).replace(' src="newsgen:file/articles/2022/m.png"', "").replace('"', "")
    image = "<figure><img alt=M>"
    in_link = f"<figure><a href=https://example.org/>{image[8:]}</a>"
    expected = shown.replace("{One in a link}", f"{in_link}<figcaption>One</figcaption></figure>")
    expected = expected.replace("{", f"{image}<figcaption>").replace("}", "</figcaption></figure>")
    flat = re.sub(r"\s*\n\s*", " ", published).replace("> <", "><")
    assert expected.replace("  ", " ").replace("> <", "><") in flat


def test_a_mark_in_a_caption_is_told_on_its_line() -> None:
    told = read('Words.\n\n![M](m.png "One [^1]")\n![M](m.png "Two [^2]")').problems
    assert [(each.code, each.location.line) for each in told] == [("N211", 3), ("N211", 4)]


def test_footnotes_are_numbered_as_the_text_refers_to_them() -> None:
    published = html("One[^b] two[^a] one[^b].\n\n[^a]: A.\n[^b]: B.")
    assert published.index("<p>B.") < published.index("<p>A.")
    assert published.count('href="#fn:b">1</a>') == 2
    assert 'href="#fn:a">2</a>' in published


def test_a_reference_in_brackets_is_a_link() -> None:
    typed = "[[Bug #12]] and [Bug #13].\n\n[Bug #12]: https://example.org/12\n[Bug #13]:https://example.org/13"
    assert html(typed) == (
        '<p>[<a href="https://example.org/12">Bug #12</a>] and'
        ' <a href="https://example.org/13">Bug #13</a>.</p>'
    )


def test_the_place_of_an_address_is_its_definition() -> None:
    (problem,) = read("See [the table][1].\n\n[1]:../../../table.csv").problems
    assert (problem.code, problem.location.line, problem.location.column) == ("N204", 3, 5)


@pytest.mark.parametrize("ticker", ["S", "EM", "U", "I", "B", "DD", "P", "TICKER"])
def test_a_ticker_is_text_also_if_it_is_the_name_of_an_element(ticker: str) -> None:
    body = read(f"Shares of Sears <{ticker}> rose. They fell later.")
    assert body.text == f"Shares of Sears <{ticker}> rose. They fell later."
    assert body.problems == ()


def test_an_element_in_capitals_that_is_closed_is_html() -> None:
    assert html("It is <B>bold</B>.<BR>Yes.") == "<p>It is <b>bold</b>.<br>Yes.</p>"


@pytest.mark.parametrize(
    "typed, published",
    [
        (
            "{% highlight ruby %}\n# a comment\nputs `1`\n{% endhighlight %}",
            '<pre><code class="language-ruby"># a comment\nputs `1`\n</code></pre>',
        ),
        (
            '{{< highlight go "linenos=table" >}}\nx := 1\n{{< /highlight >}}',
            '<pre><code class="language-go">x := 1\n</code></pre>',
        ),
        ("Use {% highlight sh %}ls -l{% endhighlight %}.", "<p>Use <code>ls -l</code>.</p>"),
        ("{% raw %}{{ page.title }}{% endraw %}", "<p>{{ page.title }}</p>"),
        (
            "[a]({{ site.baseurl }}/x/) [b]({{ site.url }}) [c]({{ '/y/' | relative_url }})",
            '<p><a href="newsgen:root/x/">a</a> <a href="newsgen:root/">b</a>'
            ' <a href="newsgen:root/y/">c</a></p>',
        ),
    ],
)
def test_liquid_with_one_meaning_is_understood(typed: str, published: str) -> None:
    assert html(typed) == published


def test_an_address_that_begins_with_liquid_has_its_place() -> None:
    text = "Above.\n\nSee [a]({{ site.url }}/x/) and [b][1].\n\n[1]: {{ site.baseurl }}/y/\n"
    references = read(text).references
    assert [(each.target[-3:], each.line) for each in references] == [("/x/", 3), ("/y/", 5)]


@pytest.mark.parametrize("typed", ["**「日本」**は", "他说**“你好”**了", "**重要。**次へ"])
def test_emphasis_beside_letters_without_spaces_works(typed: str) -> None:
    assert "<strong>" in html(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "See [sic] and [1], or 5 * 3 * 2, and s****d.",
        "At 12:30:45 the ratio was 3:1; he paid $5 and $10.",
        "`[[x]]` and `~~y~~` and `• z`\n\n```\n<<<<<<< HEAD\n!!! note\n```",
        "A line\n- with a list below it",
        "<https://example.org/> and [x](https://example.org/) and <desk@example.org>",
        "[x]\n\n[x]: https://example.org/",
        "C# and F#, #tag in a line, and a == b, x ~ y.",
    ],
)
def test_what_is_well_typed_is_not_told(typed: str) -> None:
    assert codes(typed) == []


def test_strong_words_may_begin_and_end_with_code() -> None:
    assert codes("- **`bridge` names** are\n- **`fair` names** too") == []
    assert codes("To **mend the `bridge`** now. It is **open**.") == []
    assert codes("It is ** open** now.") == ["N209"]
