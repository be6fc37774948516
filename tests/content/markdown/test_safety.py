"""Nothing dangerous is published, removals are reported, and no text breaks the conversion."""

import html
import os
import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.insert_addresses import insert_addresses
from newsgen.content.markdown.sanitize import ALLOWED_ELEMENTS, GLOBAL_ATTRIBUTES, sanitize
from newsgen.model.problem import Location
from support.symbolic_targets import symbolic_targets

LOCATION = Location("articles/2022/talks.md", 9, 1)
FIRST = "articles/2022/talks.md:9:1"


def problem_lines(typed: str) -> list[str]:
    return [str(problem) for problem in convert_markdown(typed, LOCATION).problems]


# What is removed


@pytest.mark.parametrize(
    "typed, published, message",
    [
        (
            "a <script>alert(1)</script> b",
            "<p>a  b</p>",
            "9:3: <script> is not published; it is removed with what stands in it",
        ),
        (
            "<SCRIPT SRC=//x></SCRIPT>\n\nb",
            "<p>b</p>",
            "9:1: <script> is not published; it is removed with what stands in it",
        ),
        (
            "<style>p{}</style>\n\nb",
            "<p>b</p>",
            "9:1: <style> is not published; it is removed with what stands in it",
        ),
        (
            "x\n\n<iframe src='https://example.org/'>old</iframe>",
            "<p>x</p>",
            "11:1: <iframe> is not published; it is removed with what stands in it",
        ),
        (
            "<svg><script>1</script></svg> b",
            "<p> b</p>",
            "9:1: <svg> is not published; it is removed with what stands in it",
        ),
        (
            "a <object data=x>c</object> b",
            "<p>a  b</p>",
            "9:3: <object> is not published; it is removed with what stands in it",
        ),
        ("<form action=x>b</form>", "b", "9:1: <form> is not published; the text in it stays"),
        (
            "a <font color=red>b</font> c",
            "<p>a b c</p>",
            "9:3: <font> is not published; the text in it stays",
        ),
        ("a <input type=text> b", "<p>a  b</p>", "9:3: <input> is not published; it is removed"),
        (
            "a <b onclick='x()'>b</b>",
            "<p>a <b>b</b></p>",
            "9:3: the attribute onclick of <b> is not published",
        ),
        (
            "<p style='color:red' class=x align=center>b</p>",
            "<p>b</p>",
            "9:1: the attributes style, class and align of <p> are not published",
        ),
        ("<?php echo 1 ?>\n\nb", "<p>b</p>", "9:1: <? … > is not published; it is removed"),
        ("<!DOCTYPE html>\n\nb", "<p>b</p>", "9:1: <! … > is not published; it is removed"),
        ("<o:p>a</o:p>", "<p>a</p>", "9:1: <o:p> is not published; the text in it stays"),
    ],
)
def test_what_is_not_published_is_removed_and_reported(
    typed: str, published: str, message: str
) -> None:
    assert convert_markdown(typed, LOCATION).html == published
    assert problem_lines(typed) == [f"articles/2022/talks.md:{message} [N205]"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "&#1;javascript:alert(1)",
        "  javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "newsgen:article/x.md",
    ],
)
def test_no_address_runs_anything_however_it_is_disguised(address: str) -> None:
    body = convert_markdown(
        f'<a href="{address}">text</a> <img src="{address}" alt="seen">', LOCATION
    )
    assert body.text == "text seen"
    assert "<a" not in body.html
    assert "<img" not in body.html
    assert {problem.code for problem in body.problems} == {"N205"}


def test_a_comment_is_removed_and_not_reported() -> None:
    body = convert_markdown("a <!-- b --> c\n\n<!-- d\n\n# e -->\n\nf", LOCATION)
    assert body.text == "a c\nf"
    assert body.problems == ()


def test_the_line_is_that_of_the_tag_and_not_of_one_in_code() -> None:
    typed = "`<font color=red>`\n\n```\n<font color=red>\n```\n\n<p>\n<font color=red>x</font></p>"
    assert problem_lines(typed) == [
        "articles/2022/talks.md:16:1: <font> is not published; the text in it stays [N205]"
    ]


def test_equal_tags_are_told_apart_by_what_follows_them() -> None:
    typed = "<ul><li>a</li></ul>\n\n<li>b</li>\n\n<ul><li>c</li></ul>"
    assert problem_lines(typed) == [
        "articles/2022/talks.md:11:1: <li> stands alone, without what it is a part of;"
        " its text stays [N205]"
    ]


def test_each_removal_is_reported_once_a_line() -> None:
    typed = "<font>a</font> <font>b</font>\n<font>c</font>"
    assert [problem.location.line for problem in convert_markdown(typed, LOCATION).problems] == [
        9,
        10,
    ]


@pytest.mark.parametrize(
    "typed",
    [
        '# A\n\nb *c* **d** `e` [f](g.md) ![h](i.png "j") <https://example.org/> <a@example.org>',
        "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n* a\n\n    * b\n\n1. c\n2. d\n\n> d\n\n---\n\n    e\n",
        "```c++\nx\n```\n\n~~~ {.python}\ny\n~~~\n\na[^1] b[^1]\n\n[^1]: c\n\n    d\n",
        "a[^1]\n\n* x\n\n# [l](https://example.org/)\n\n[^1]: |a|b|\n    |-|-|\n    |1|2|",
        "<details open><summary>a</summary>\n\nb</details>",
        "<figure><img src=a.png alt=b><figcaption>c</figcaption></figure>",
        "<p lang=ru dir=ltr title=t>a <abbr title=x>b</abbr> <time datetime=2022>c</time></p>",
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <kbd>a</kbd> <mark>b</mark> <q cite='https://example.org/'>c</q>",
        "<dl><dt>a<dd>b<dd>c</dl><blockquote cite=https://example.org/>d</blockquote><del>e</del><ins>f</ins>",
        "<section><h1>a</h1><nav>b</nav></section><tt>c</tt><strike>d</strike>&nbsp;&#8212;",
        "<table><caption>a</caption><tr><th scope=col colspan=2>b<tr><td>c<td rowspan=1>d</table>",
    ],
)
def test_no_problem_is_reported_for_what_may_be_published(typed: str) -> None:
    assert problem_lines(typed) == []


# What is text


@pytest.mark.parametrize(
    "typed",
    [
        "Shares of <TICKER> rose",
        "<Foo Bar> and </Foo>",
        "<TICKER>",
        "from <someone at example dot org>",
        "if a <c and d> e",
        "1 < 2 > 0 <> <3 <-",
        '<TICKER attribute="x > y">',
        "never <!-- closed",
        "a &lt;script&gt; b",
    ],
)
def test_what_only_looks_like_a_tag_stays_text(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert body.text == html.unescape(typed)
    assert body.problems == ()


def test_unknown_tags_in_code_stay_as_they_are() -> None:
    body = convert_markdown("`<TICKER>` and\n\n    <Foo Bar>", LOCATION)
    assert body.html == (
        "<p><code>&lt;TICKER&gt;</code> and</p>\n<pre><code>&lt;Foo Bar&gt;\n</code></pre>"
    )


def test_a_quote_left_open_costs_one_tag_and_not_the_text_after_it() -> None:
    body = convert_markdown(
        '<p><a href="https://example.org/>one</a> two "three" <b>four</b></p>', LOCATION
    )
    assert body.text == 'one two "three" four'
    assert body.html.startswith('<p><a href="https://example.org/">one</a>')


def test_a_script_that_is_never_closed_does_not_swallow_the_article() -> None:
    body = convert_markdown("<div><script></div>\n\nIt goes on.", LOCATION)
    assert "It goes on." in body.text


# Control characters


def test_control_characters_are_removed_and_reported_once_a_line() -> None:
    typed = "a\x00b\x08c\n\nd\x7f\u0085e\r\n\ufffef\ufeff\ud800\U0001ffff\tg\x02wzxhzdk:0\x03"
    body = convert_markdown(typed, LOCATION)
    assert body.text == "abc\nd e f gwzxhzdk:0"
    assert [str(problem) for problem in body.problems] == [
        f"articles/2022/talks.md:{place}: a control character ({char}) that no page can show;"
        " delete it [N115]"
        for place, char in (("9:2", "U+0000"), ("11:2", "U+007F"), ("12:1", "U+FFFE"))
    ]


def test_character_references_bring_no_control_characters_in() -> None:
    body = convert_markdown("a&#8;b &#x1F;c &#xFFFE; &#13;d `&#8;` &#233; &#128;", LOCATION)
    assert body.text == "ab c d &#8; é €"
    assert {problem.code for problem in body.problems} == {"N115"}


# Whatever is typed

NAMES = [*sorted(ALLOWED_ELEMENTS), "script", "style", "iframe", "form", "font", "TICKER", "svg"]
ATTRIBUTES = ["", ' id="a"', " class=footnote", ' href="#a"', " href=x.md", " href='javascript:x'"]
ATTRIBUTES += [" onclick=x", " src=a.png", " colspan=3", " rowspan=2", " style='text-align:left'"]
ATTRIBUTES += [' title="a > b', " name=a", " open/"]
WORDS = [
    "word ",
    "\n\n",
    "\n",
    "&amp;",
    "&#8;",
    "*em*",
    "**",
    "`",
    "[a](b.md)",
    "![a](b)",
    "<",
    ">",
]
WORDS += ["\n# H\n", "\n* li\n", "\n> q\n", "\n    code\n", "\n|a|b|\n|-|-:|\n|1|2|\n", "{{< x >}}"]
WORDS += ["<!--"]
NOTES = ["[^1]", "\n[^1]: n\n"]


def texts(words: list[str]) -> st.SearchStrategy[str]:
    """Generate tags in any order among words, some of them unknown, unclosed or repeated."""
    tags = st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
    ends = st.builds("</{}>".format, st.sampled_from(NAMES))
    pieces = tags | ends | st.sampled_from(words) | st.text(max_size=5)
    return st.lists(pieces, max_size=25).map("".join)


TYPED = texts(WORDS + NOTES)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"<>]*\")*)>")


@given(TYPED)
@example("<pre>\n\n<b></b>\nx</pre>")
@example("<table><tr id=a><tr><td colspan=2>x</table>")
@example("<a id=b><div id=b><a href=x.md>y")
@example('<TICKER id="a"><TICKER id="a">')  # text, which looks like two equal ids
@example('<td id="a"><TICKER id="a"><section id="a">[a](#a)')
def test_only_what_the_list_allows_is_ever_published(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert "<" not in TAG.sub("", body.html)
    tags = TAG.findall(body.html)
    ids = re.findall(r' id="([^"]*)"', "".join(attributes for _, _, attributes in tags))
    assert len(ids) == len(set(ids))
    for end, name, attributes in tags:
        assert name in ALLOWED_ELEMENTS
        assert not (end and attributes)
        for attribute in re.findall(r" ([a-z]+)=", attributes):
            assert attribute in ALLOWED_ELEMENTS[name] or attribute in GLOBAL_ATTRIBUTES


@given(TYPED)
def test_what_was_published_could_be_published_again(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert sanitize(body.html) == body.html
    addresses = dict.fromkeys(symbolic_targets(body.html), "../x/")
    filled = insert_addresses(body.html, addresses)
    assert insert_addresses(filled, addresses) == filled
    assert sanitize(insert_addresses(body.html, dict.fromkeys(addresses))) is not None


@given(texts(WORDS))
def test_the_text_is_the_words_of_the_html(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert "".join(body.text.split()) == "".join(html.unescape(TAG.sub("", body.html)).split())
    assert all(line == " ".join(line.split()) != "" for line in body.text.splitlines())


@given(TYPED, st.integers(1, 40))
def test_every_problem_has_a_place_in_the_text(typed: str, line: int) -> None:
    body = convert_markdown(typed, Location("articles/a.md", line, 1))
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert {problem.location.path for problem in body.problems} <= {"articles/a.md"}
    for spot in (*(problem.location for problem in body.problems), *body.references):
        assert 0 <= spot.line - line < len(lines)
        assert 1 <= spot.column <= len(lines[spot.line - line]) + 1


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_can_be_read(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert "<" not in TAG.sub("", body.html)


def test_the_same_text_is_the_same_page_whatever_pythons_hashes_are() -> None:
    typed = (
        "# A\n\n<p title=t lang=de dir=ltr id=x class=y style=z onclick=w>b"
        "<a name=n href=x.md title=t>c</a><img width=1 height=2 alt=a src=b.png>"
        "<td rowspan=2 colspan=2 align=left>[^1]\n\n[^1]: d"
    )
    program = (
        "from newsgen.model.problem import Location\n"
        "from newsgen.content.markdown.convert import convert_markdown\n"
        f"print(ascii(convert_markdown({typed!r}, Location('a/b.md', 1))))"
    )

    def printed(seed: str) -> bytes:
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        return subprocess.run(
            [sys.executable, "-c", program], env=environment, check=True, capture_output=True
        ).stdout

    assert printed("1") == printed("2") != b""


# Too much


@pytest.mark.parametrize(
    "typed",
    [
        ">" * 10_000 + " x",
        "> " * 10_000 + "x",
        "[" * 10_000,
        "![" * 10_000,
        "[a](" * 10_000,
        "[^1]" * 2_000 + "\n\n[^1]: x",
        "*" * 10_000,
        "*a **b " * 5_000,
        "<div>" * 10_000,
        "<b>" * 10_000,
        "<a " * 10_000,
        "<script>" * 10_000,
        "<!--" * 10_000,
        " ".join("`" * size for size in range(1, 300)),
        "# x\n" * 5_000,
        "- " * 2_000 + "x",
        "".join("    " * depth + "* x\n" for depth in range(100)),
        "{{< x " * 10_000,
        "<p><b>x" * 10_000,
        "&#8;" * 5_000,
        "\x01a" * 20_000,
        "<table>" + "<td colspan=99 rowspan=99>x" * 1_000,
        "~~~x\n" * 16_000,
        "word " * 160_000,
    ],
    ids=lambda typed: f"{typed[:8]!r}",
)
def test_a_text_that_would_take_for_ever_is_read_or_shown_plainly(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert "<script" not in body.html
    plain_text_problems = [
        problem for problem in body.problems if "shown as plain text" in problem.message
    ]
    assert all(
        str(problem).startswith(f"{FIRST}: is nested too deeply") for problem in plain_text_problems
    )


def test_a_text_nested_too_deeply_keeps_its_words_and_the_next_is_read_as_ever() -> None:
    deep = convert_markdown("> " * 200 + "*words* & <b>more</b>", LOCATION)
    assert deep.text.endswith("*words* & <b>more</b>")
    assert [problem.code for problem in deep.problems] == ["N205"]
    assert convert_markdown("*words*", LOCATION).html == "<p><em>words</em></p>"
