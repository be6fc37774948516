"""Pages of AMP: their pictures and videos are kept, their buttons and adverts are not."""

from newsgen.importing.html_to_markdown import markdown_of
from support.saved_page import TEXT, draft_of

PICTURE = """<amp-img src="/{0}.jpg" alt="{0}" width="4" height="3"><noscript><img src="/{0}.jpg"
    alt="{0}"></noscript></amp-img>"""


def test_what_stands_around_the_article_of_an_amp_page_is_left_out() -> None:
    result = draft_of(
        f"""<amp-sidebar><a href="/">Home</a></amp-sidebar>
        <amp-consent><p>We use some.</p></amp-consent>
        <article><h1>The fair opens</h1>{TEXT}<figure>{PICTURE.format("river")}
        <figcaption>The river</figcaption></figure><amp-ad type="x"><p>Buy tea</p></amp-ad>
        <amp-social-share type="email">Send</amp-social-share>{TEXT}</article>
        <amp-analytics><script type="application/json">{{"x": 1}}</script></amp-analytics>"""
    )
    assert '![river](/river.jpg "The river")' in result.text
    assert result.text.count("which is when") == 20
    assert [(each.kind, each.text) for each in result.leftovers] == [
        ("navigation", "Home"),
        ("cookie words", "We use some."),
        ("advertisement", "Buy tea"),
        ("share row", "Send"),
    ]


def test_each_picture_of_an_amp_page_is_shown_once() -> None:
    gallery = "".join(map(PICTURE.format, ("fair", "tent")))
    assert markdown_of(f"<amp-carousel>{gallery}</amp-carousel>", "").text == (
        "![fair](/fair.jpg)\n\n![tent](/tent.jpg)"
    )


def test_what_an_amp_page_shows_from_elsewhere_is_a_link() -> None:
    html = """<amp-youtube data-videoid="a1"></amp-youtube><amp-vimeo data-videoid="2"></amp-vimeo>
    <amp-twitter data-tweetid="3"></amp-twitter><amp-instagram data-shortcode="b4"></amp-instagram>
    <amp-video src="https://a.example/v.mp4" title="The river"></amp-video>
    <amp-iframe src="https://maps.example/5"><amp-img placeholder src="/p.png"></amp-img>
    </amp-iframe><amp-facebook></amp-facebook>"""
    assert markdown_of(html, "").text.split("\n\n") == [
        "[youtube.com](https://www.youtube.com/watch?v=a1)",
        "[vimeo.com](https://vimeo.com/2)",
        "[twitter.com](https://twitter.com/i/status/3)",
        "[instagram.com](https://www.instagram.com/p/b4/)",
        "[The river](https://a.example/v.mp4)",
        "[maps.example](https://maps.example/5)",
    ]
