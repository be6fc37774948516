"""Typed HTML becomes valid HTML of the same text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.sanitize import ALLOWED_ELEMENTS
from newsgen.model.problem import Location
from support.nu_checker import check

LOCATION = Location("articles/talks.md", 1, 1)

MENDED = [
    # ends that were left out, or come too late, or too often
    ("<div><p>a<p>b</div>", "<div><p>a</p><p>b</p></div>"),
    ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<div><b>a</div>\n\nb", "<div><b>a</b></div>\n<p>b</p>"),
    ("<div><b>a<i>b</b>c</i></div>", "<div><b>a<i>b</i></b>c</div>"),
    ("<div>a</div></div></p>", "<div>a</div>"),
    ("<div>a<br>b</br>c<hr/>d</div>", "<div>a<br>b<br>c<hr>d</div>"),
    ("<div><p>a<div>b</div></p></div>", "<div><p>a</p><div>b</div></div>"),
    # what stands where it cannot
    ("<div><b>a<p>b</p></b></div>", "<div><b>a</b><p>b</p></div>"),
    ("<h2><p>a</p></h2>", '<h2 id="text-a">a</h2>'),
    ("<h2>a<p>b</p>", '<h2 id="text-a">a</h2><p>b</p>'),
    ("<div><li>a</li><li>b</li></div>", "<div><div>a</div><div>b</div></div>"),
    ("<div>a<td>b</td></div>", "<div>a<div>b</div></div>"),
    ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<ul><ul><li>a</ul></ul>", "<ul><li><ul><li>a</li></ul></li></ul>"),
    ("<pre>\n\na<p>b</pre>", "<pre>ab</pre>"),
    (
        "<div><a href=#x>a<a href=#x id=x>b</a></div>",
        '<div><a href="#text-x">a</a><a id="text-x" href="#text-x">b</a></div>',
    ),
    (
        '<div><a id="q"></a></div><div><a id="q"><p><a href="/x/"></div><p>b</p>',
        '<div><a id="text-q"></a></div><div></div><p>b</p>',
    ),
    (
        "<a name=x><p>a <a href=#x>b</a></p>",
        '<p><a id="text-x"></a></p><p>a <a href="#text-x">b</a></p>',
    ),
    # tables
    ("<table><tr><td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    (
        "<table>a<tr><td>b</table>",
        "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>",
    ),
    ("<table><tr></tr><tr><td></table>", "<table><tbody><tr><td></td></tr></tbody></table>"),
    (
        "<table><tr><td>a<thead><tr><th>b</table>",
        "<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><th>b</th></tr></tbody></table>",
    ),
    (
        "<table><tr><td colspan=2>a<tr><td>b</table>",
        "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>",
    ),
    (
        "<table><tr><td colspan=2>a<tr><td>b<td>c</table>",
        '<table><tbody><tr><td colspan="2">a</td></tr>'
        "<tr><td>b</td><td>c</td></tr></tbody></table>",
    ),
    # things that are whole or nothing
    ("<details>a</details>", "<div>a</div>"),
    ("<details>a<summary>b</summary></details>", "<div>a<div>b</div></div>"),
    ("<dl><dt>a</dl>", "<div><div>a</div></div>"),
    ("<dl>a<dt>b<dd>c</dl>", "<div><div>a</div><div>b</div><div>c</div></div>"),
    ("<figure>a<figcaption>b</figcaption></figure>", "<figure>a<div>b</div></figure>"),
    ("<div><ruby>a</ruby></div>", "<div><span>a</span></div>"),
    ("<div><bdo>a</bdo><time>b</time><a>c</a></div>", "<div>abc</div>"),
    ("<div><time datetime=2022-02-30>a</time></div>", "<div>a</div>"),
    (
        "<ul><li value=3>a</ul><ol><li value=3>b</ol>",
        '<ul><li>a</li></ul><ol><li value="3">b</li></ol>',
    ),
    # what says nothing
    ("<div><p></p><div> <b></b>\n</div><ul><li></ul>a</div>", "<div>a</div>"),
    (
        "<p>&nbsp;</p><h2></h2><h3><img src=x.png></h3>",
        '<h2 id="text-section"><img src="newsgen:file/articles/x.png" alt=""></h2>',
    ),
    ("<p>a<b> </b>b</p>", "<p>a b</p>"),
    # ids
    ("<div><p id=a>1</p><p id=A>2</p></div>", '<div><p id="text-a">1</p><p>2</p></div>'),
    ("<h2>a</h2><p id=a>b</p>", '<h2 id="text-a">a</h2><p>b</p>'),
    ("<p id='fn:1'>a</p>", '<p id="text-fn-1">a</p>'),
]


@pytest.mark.parametrize("typed, published", MENDED)
def test_html_is_normalized(typed: str, published: str) -> None:
    assert convert_markdown(typed, LOCATION).html == published


@pytest.mark.parametrize(
    "typed, message",
    [
        ("<div><b>a<p>b</p></b></div>", "<b> cannot stand together with <p>; the text in it stays"),
        ("<h2><p>a</p></h2>", "<p> cannot stand together with <h2>; the text in it stays"),
        (
            "<div><td>a</td></div>",
            "<td> stands alone, without what it is a part of; its text stays",
        ),
        ("<p id=a>1</p>\n<p id=a>2</p>", "the id of <p> is another's already; it is not published"),
        (
            "<table>\n<tr><td colspan=2>a</table>",
            "colspan and rowspan of cells that do not fit together are not published",
        ),
    ],
)
def test_what_normalizing_removes_is_reported(typed: str, message: str) -> None:
    (problem,) = convert_markdown(typed, LOCATION).problems
    assert (problem.code, problem.message) == ("N205", message)


@given(
    st.lists(
        st.builds("<{}>".format, st.sampled_from(sorted(ALLOWED_ELEMENTS)))
        | st.builds("</{}>".format, st.sampled_from(sorted(ALLOWED_ELEMENTS)))
        | st.sampled_from(['<a id="q">', '<a href="x.md">', '<p id="q">'])
        | st.from_regex(r"[a-z]{1,3}", fullmatch=True),
        max_size=25,
    )
)
def test_no_word_is_ever_lost(typed: list[str]) -> None:
    body = convert_markdown("<div>" + "".join(typed), LOCATION)
    if not any("plain text" in problem.message for problem in body.problems):
        words = "".join(piece for piece in typed if "<" not in piece)
        assert "".join(body.text.split()) == words
        assert "".join(re.sub("<[^>]*>", "", body.html).split()) == words


def test_the_checker_of_the_standard_has_no_objection(tmp_path: Path) -> None:
    pages = []
    for number, (typed, _) in enumerate(MENDED):
        pages.append(tmp_path / f"{number}.html")
        pages[-1].write_text(
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Case</title>'
            "</head><body><main><article><h1>Case</h1>\n"
            f"{convert_markdown(typed, LOCATION).html}\n</article></main></body></html>\n",
            encoding="utf-8",
        )
    assert check(pages) == []
