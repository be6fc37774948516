"""Shortcodes of other generators are removed and reported."""

import pytest

from newsgen.content.markdown.convert import convert_markdown
from newsgen.model.problem import Location

LOCATION = Location("articles/talks.md", 9, 1)


def reported_shortcodes(typed: str) -> list[tuple[int, int, str]]:
    """Return line, column and name of each reported shortcode."""
    problems = convert_markdown(typed, LOCATION).problems
    assert {problem.code for problem in problems} <= {"N206"}
    return [(p.location.line, p.location.column, p.message.split(" is ")[0]) for p in problems]


@pytest.mark.parametrize(
    "typed, published",
    [
        ('a {{< tweet id="1" >}} b', "<p>a  b</p>"),
        ("a {{% tweet %}}", "<p>a </p>"),
        ("a {% include x.html %} b", "<p>a  b</p>"),
        ("{{< box >}}\n\nInside\n\n{{< /box >}}", "<p>Inside</p>"),
        (
            "{{< box >}}\n# Inside\n{{< /box >}}\nafter",
            '<h2 id="text-inside">Inside</h2>\n<p>after</p>',
        ),
        ('{{< img\n  src="a.png"\n  alt="b > c"\n>}}\n\nafter', "<p>after</p>"),
        ("before\n{{< img >}}\nafter", "<p>before</p>\n<p>after</p>"),
        ('[text]({{< ref "/x" >}}) on', "<p>text on</p>"),
        ('[text]({{< ref "/x" >}}#part "title") on', "<p>text on</p>"),
        ('[text](<{{< ref "/x" >}}>) on', "<p>text on</p>"),
        ('[text][r] on\n\n[r]: {{< ref "/x" >}}', "<p>text on</p>"),
        ('![seen]({{< asset "a.png" >}}) on', "<p>seen on</p>"),
        ('<a href="{{< ref x >}}">text</a> on', "<p>text on</p>"),
        ('<a href="/a/{{< ref x >}}/b" title="{{< t >}}">text</a> on', "<p>text on</p>"),
        ("[{{< img >}}](https://example.org/) on", "<p> on</p>"),
        ("**{{< img >}}** on", "<p> on</p>"),
        ("* {{< a >}}\n* b", "<ul>\n\n<li>b</li>\n</ul>"),
        ("> {{< a >}}\n\nb", "<p>b</p>"),
        ("## {{< a >}}\n\nb", "<p>b</p>"),
    ],
)
def test_a_shortcode_is_left_out_and_what_stands_around_it_stays(
    typed: str, published: str
) -> None:
    body = convert_markdown(typed, LOCATION)
    assert body.html == published
    assert {problem.code for problem in body.problems} == {"N206"}


@pytest.mark.parametrize(
    "typed",
    [
        "`{{< ref >}}`",
        "``a ` {{< ref >}}``",
        "```\n{{< ref >}}\n```",
        "~~~ go\n{{% ref %}}\n\n{% x %}\n~~~",
        "Liquid's `{{ page.title }}` and 50{% and {{<",
        "{{< never closed",
    ],
)
def test_code_and_what_is_no_shortcode_stay(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert body.problems == ()
    assert "{" in body.text


def test_a_shortcode_that_is_not_closed_does_not_swallow_the_next() -> None:
    body = convert_markdown("a {{< open b {{< shut >}} c", LOCATION)
    assert body.text == "a {{< open b c"
    assert reported_shortcodes("a {{< open b {{< shut >}} c") == [(9, 14, "{{< shut >}}")]


def test_each_is_reported_once_a_line_where_it_stands() -> None:
    typed = "a {{< x >}} {{< x >}} {{< /x >}} {{% y %}}\r\n\r\n`{{< z >}}` {% z %}\n{{< /x >}}"
    assert reported_shortcodes(typed) == [
        (9, 3, "{{< x >}}"),
        (9, 34, "{{% y %}}"),
        (11, 13, "{% z %}"),
        (12, 1, "{{< /x >}}"),
    ]


@pytest.mark.parametrize(
    "shortcode, way_out",
    [
        ('{{< ref "x" >}}', "link to the article's file: [text](other.md)"),
        ('{{< legacy-img src="x" >}}', "write it as ![what it shows](picture.jpg)"),
        ("{{< highlight go >}}", "put the code between two lines of ```"),
        ("{{< box >}}", "say it in Markdown"),
    ],
)
def test_the_way_out_depends_on_what_the_shortcode_does(shortcode: str, way_out: str) -> None:
    (problem,) = convert_markdown(shortcode, LOCATION).problems
    assert problem.hint == way_out


def test_two_shortcodes_side_by_side_are_no_place_for_footnotes() -> None:
    body = convert_markdown("a{{< x >}}{{< y >}}[^1]\n\nb\n\n[^1]: note", LOCATION)
    assert body.text == "a\nb\nnote"
