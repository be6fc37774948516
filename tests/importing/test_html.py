"""HTML becomes Markdown that says the same, and what it cannot say is told."""

import re

import pytest

from newsgen.importing.draft import Attachment
from newsgen.importing.html_to_markdown import markdown_of

PAGE = "https://example.org/news/summit.html"


def text(html: str) -> str:
    return markdown_of(html, PAGE).text


def losses(html: str) -> list[str]:
    return [loss.message for loss in markdown_of(html, PAGE).losses]


@pytest.mark.parametrize(
    "html, markdown",
    [
        ("<p>One <b>bold</b> and <i>soft</i> word.</p>", "One **bold** and *soft* word."),
        ("<b>one</b><b>two</b> <em>a<i>b</i></em>", "**onetwo** *ab*"),
        ("<i>a</i><b>b</b>", "<em>a</em><strong>b</strong>"),
        ('say<b>"no"</b>now', 'say<strong>"no"</strong>now'),
        ("<b>the<br></b>talks", "**the**\\\ntalks"),
        ("<b><p>One</p><p>Two</p></b>", "One\n\nTwo"),
        ("<p>One<br>two<br/><br/>three<br></p>", "One\\\ntwo\n\nthree"),
        ("<div>One</div>two<section>three</section>", "One\n\ntwo\n\nthree"),
        ("<h1>Summit</h1><h2>Two <br>days</h2>", "# Summit\n\n## Two days"),
        ("<p>a</p><p>&nbsp;</p><hr><p>b</p><hr>", "a\n\n***\n\nb"),
        ("H<sub>2</sub>O <del>old</del>", "H<sub>2</sub>O <del>old</del>"),
        ('<abbr title="Organization">SCO</abbr>', '<abbr title="Organization">SCO</abbr>'),
        ("<q>Agreed</q>", "“Agreed”"),
        ("<code>a`b</code> <kbd>x</kbd>", "`` a`b `` `x`"),
        ("<pre>\nif x:\n    y = 1\n</pre>", "```\nif x:\n    y = 1\n```"),
        ('<pre><code class="language-python">x = "```"</code></pre>', '```python\nx = "```"\n```'),
        ("<pre>```\nx<br>y</pre>", "````\n```\nx\ny\n````"),
        ('<div class="highlight-source-go"><pre>x</pre></div>', "```go\nx\n```"),
        ("<blockquote><p>One</p><p>Two</p></blockquote>", "> One\n>\n> Two"),
        ("<dl><dt>Chair</dt><dd>Uzbekistan</dd></dl>", "- **Chair**: Uzbekistan"),
        ("<math alttext='x^2'><mi>x</mi></math>", "`x^2`"),
        ("<ul><li><input type=checkbox checked> Agenda</ul>", "- ☑ Agenda"),
    ],
)  # fmt: skip
def test_elements_become_marks(html: str, markdown: str) -> None:
    assert text(html) == markdown


@pytest.mark.parametrize(
    "html, markdown",
    [
        ("# no heading", "\\# no heading"),
        ("3. October<br>- no item<br>===", "3\\. October\\\n\\- no item\\\n\\==="),
        ("<span>3.</span> October", "3\\. October"),
        ("*a* _b_ [c](d) `e` \\", "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` \\\\"),
        ("&lt;TICKER&gt; and &amp;amp;", "\\<TICKER\\> and \\&amp;"),
        ("{{&lt; map &gt;}} {% raw %}", "{\\{\\< map \\>}} {\\% raw %}"),
        ("See https://example.org/a_b.", "See <https://example.org/a_b>."),
        ("snake_case", "snake_case"),
    ],
)
def test_what_looks_like_a_mark_stays_text(html: str, markdown: str) -> None:
    assert text(html) == markdown


def test_lists_are_nested_as_their_texts_are() -> None:
    assert (
        text(
            "<ol start=3><li>a<ul><li>b<p>more</p></li></ul><li>c</ol>"
            "<ul><li>x</li><ul><li>y</li></ul><li> </li></ul>"
        )
        == "3. a\n   - b\n\n     more\n4. c\n\n- x\n  - y"
    )


def test_a_table_has_rows_of_one_length() -> None:
    html = """<table><caption>Trade</caption><tr><th>Year<th>A|B</tr>
      <tr><td rowspan=2>2021<td>x<br>y</tr><tr><td><p>p</p><p>q</p><ul><li>r</ul></tr></table>"""
    assert text(html) == (
        "Trade\n\n| Year | A\\|B |\n| --- | --- |\n| 2021 | x<br>y |\n|  | p<br>q<br>• r |"
    )


def test_a_table_that_lays_out_a_page_is_paragraphs() -> None:
    assert text("<table><tr><td><p>One</p><h2>Two</h2></td></tr></table>") == "One\n\n## Two"


def test_links_are_whole_or_words() -> None:
    html = """<p><a href="/a (b)">one</a> <a href="//example.com/">two</a> <a href="#day">three</a>
      <a href="summit.html#gone">four</a> <a href="javascript:x()">five</a> <a href="a.html"></a>
      <a href="https://example.org/">https://example.org/</a> <a href="http://[x">six</a></p>
      <h2><a name="day"></a>Day 1</h2><a href="b"><div><h3>Seven</h3></div></a>
      <a href="c"><div>Eight</div><div>nine</div></a>"""
    assert text(html) == (
        "[one](<https://example.org/a (b)>) [two](https://example.com/) [three](#day-1) four "
        "five <https://example.org/> six\n\n## Day 1\n\n### [Seven](https://example.org/news/b)\n\n"
        "[Eight nine](https://example.org/news/c)"
    )
    homeless = markdown_of('<a href="x.html">one</a>', "")
    assert (homeless.text, len(homeless.losses)) == ("one", 1)


def test_footnotes_are_footnotes() -> None:
    html = """<p>Agreed.<sup><a href="#fn1" id="r1">1</a></sup> Signed.<a href="#n2">[2]</a></p>
      <p id="n2">[2] In Samarkand.</p>
      <hr><ol><li id="fn1"><p>Without a vote. <a href="#r1">↩</a></p><p>More.</p></li></ol>"""
    assert text(html) == (
        "Agreed.[^1] Signed.[^2]\n\n[^1]: Without a vote.\n\n    More.\n\n[^2]: In Samarkand."
    )


def test_pictures_are_attachments_with_captions() -> None:
    html = """<figure><a href="/big.jpg"><img data-src="/fair.jpg" src="data:image/gif;base64,R0lG"
        alt="A fair"></a><figcaption>The "fair" <a href="x">here</a> <span class="credit">Photo:
        Desk</span></figcaption></figure>
      <p>Text <img src="a.png" srcset="a.png 1x, b.png 2x" alt="[A]"> <img src="x.gif" width=1></p>
      <div class="wp-caption"><img src="c.jpg"><p class="wp-caption-text">Tiles</p></div>"""
    assert text(html) == (
        '![A fair](https://example.org/fair.jpg "The \\"fair\\" [here](https://example.org/news/x)'
        ' – Photo: Desk")\n\n'
        "Text ![\\[A\\]](https://example.org/news/a.png)\n\n"
        '![](https://example.org/news/c.jpg "Tiles")'
    )
    names = [each.name for each in markdown_of(html, PAGE).attachments]
    assert names == ["fair.jpg", "a.png", "c.jpg"]


def test_pictures_that_came_with_the_document_are_found() -> None:
    file = Attachment("page_files/a.png", "a.png", path="/old/page_files/a.png")
    result = markdown_of('<img src="./page_files/a.png" alt="A">', PAGE, find=lambda _: file)
    assert (result.text, result.attachments) == ("![A](page_files/a.png)", (file,))


def test_a_picture_loaded_late_is_the_one_of_its_noscript() -> None:
    html = '<img alt="A" src="wait.gif"><noscript><img src="fair.jpg"></noscript>'
    assert text(html) == "![A](https://example.org/news/fair.jpg)"


def test_a_gallery_has_one_caption() -> None:
    html = (
        "<figure><img src=a.png alt=A><img src=b.png alt=B><figcaption>Both</figcaption></figure>"
    )
    assert text(html) == (
        '![A](https://example.org/news/a.png)\n\n![B](https://example.org/news/b.png "Both")'
    )


def test_what_cannot_be_shown_becomes_a_link_and_is_told() -> None:
    html = """<iframe src="https://www.youtube.com/embed/abc?rel=0" title="The talks"></iframe>
      <video><source src="talks.mp4"></video><iframe src="https://ads.example" height=1></iframe>
      <script src="https://widgets.example.org/x.js"></script><script>x()</script>"""
    assert text(html) == (
        "[The talks](https://www.youtube.com/watch?v=abc)\n\n"
        "[talks.mp4](https://example.org/news/talks.mp4)"
    )
    assert len(losses(html)) == 3
    assert [loss.count for loss in markdown_of(html * 2, PAGE).losses] == [2, 2, 2]


def test_links_in_captions_are_kept() -> None:
    html = """<figure><a href="/b.jpg"><img src="/b.jpg" alt="B"></a><figcaption>A "<a
      href="/c_d">link_<b>x</b></a>" and <a href="mailto:a@b.example">mail</a></figcaption>"""
    picture = "![B](https://example.org/b.jpg"
    caption = 'A \\"[link\\_x](https://example.org/c_d)\\" and mail'
    assert text(html) == f'{picture} "{caption}")'
    assert losses(html) == ["a link in a caption became its words"]


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    html = "<h1>Leaders  gather!</h1><p>Text</p>"
    assert markdown_of(html, PAGE, title="Leaders gather").text == "Text"


@pytest.mark.parametrize("html", ["", " ", "\0\1", "<!--", "<p>", "<?xml version='1.0'?>", "<![if"])
def test_nothing_becomes_nothing(html: str) -> None:
    assert text(html) == ""


def test_a_bomb_of_elements_keeps_its_words() -> None:
    assert text("<p>a</p>" + "<div>" * 100_000 + "b") == "a\n\nb"
    many = text("<b>" * 3000 + "x<p>" * 3000)
    assert len(re.findall("x", many)) == 3000
    assert text("<ul><li>" * 500 + "x").endswith("- x")
    assert "x" in text("<table><tr><td>" * 300 + "x")
    assert text("<blockquote>" * 300 + "x").endswith("> x")


def test_a_table_without_words_or_pictures_is_nothing() -> None:
    html = "<p>A</p><table><tr><td> <img></td><td></td></tr></table><p>B</p>"
    assert markdown_of(html, "").text == "A\n\nB"


def test_a_line_break_at_the_start_of_a_mark_stays() -> None:
    html = "<p>First:<span> <br>1. River <b><br>2. Tent</b> and <i>a</i></span></p>"
    assert markdown_of(html, "").text == "First:\\\n1\\. River\\\n**2\\. Tent** and *a*"
