"""Exports of WordPress: posts become articles with all that the export says of them."""

from io import BytesIO

import pytest

from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Draft, Reading, Refusal
from newsgen.importing.formats import read_by_format, split_by_format
from newsgen.importing.wordpress_text import MediaFile, wordpress_html

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>Oakford Gazette</title><link>https://oakford.example</link><language>en-GB</language>
  <wp:base_blog_url>https://oakford.example</wp:base_blog_url>
  <wp:author><wp:author_login>aw</wp:author_login>
    <wp:author_display_name><![CDATA[A. Writer]]></wp:author_display_name></wp:author>
"""
PICTURE = """<item><title>Bridge picture</title><wp:post_id>7</wp:post_id>
  <wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
  <wp:attachment_url>https://oakford.example/files/bridge.jpg</wp:attachment_url>
  <excerpt:encoded><![CDATA[The bridge in May.]]></excerpt:encoded>
  <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>
    <wp:meta_value><![CDATA[A bridge]]></wp:meta_value></wp:postmeta></item>
"""
TAIL = "</channel></rss>\n"


def post(content: str = "The bridge opens.\n\nIt was closed.", **values: str) -> str:
    given = {
        "title": "Bridge opens",
        "link": "https://oakford.example/2022/09/bridge-opens/",
        "creator": "aw",
        "post_id": "5",
        "post_date": "2022-09-13 08:30:00",
        "post_date_gmt": "2022-09-13 07:30:00",
        "post_name": "bridge-opens",
        "status": "publish",
        "post_type": "post",
        "excerpt": "",
        "more": "",
        **values,
    }
    return f"""<item><title>{given["title"]}</title><link>{given["link"]}</link>
  <dc:creator>{given["creator"]}</dc:creator>
  <content:encoded><![CDATA[{content}]]></content:encoded>
  <excerpt:encoded><![CDATA[{given["excerpt"]}]]></excerpt:encoded>
  <wp:post_id>{given["post_id"]}</wp:post_id><wp:post_date>{given["post_date"]}</wp:post_date>
  <wp:post_date_gmt>{given["post_date_gmt"]}</wp:post_date_gmt>
  <wp:post_name>{given["post_name"]}</wp:post_name><wp:status>{given["status"]}</wp:status>
  <wp:post_type>{given["post_type"]}</wp:post_type>{given["more"]}</item>
"""


def readings(export: str | bytes) -> list[Reading]:
    content = export if isinstance(export, bytes) else export.encode()
    found: list[Reading] = []
    for each in split_by_format("wordpress", FileInput("", "export.xml"), BytesIO(content)):
        if isinstance(each, Document):
            found += read_by_format(each, each.content, ImportSettings())
        else:
            found.append(each)
    return found


def draft(item: str) -> Draft:
    (reading,) = readings(HEAD + PICTURE + item + TAIL)
    assert isinstance(reading, Draft), reading
    return reading


def test_a_post_is_an_article() -> None:
    terms = "".join(
        f'<category domain="{domain}" nicename="x"><![CDATA[{name}]]></category>'
        for domain, name in (
            *(("category", "World &amp; Trade"), ("category", "Uncategorized")),
            *(("category", "Bridges"), ("post_tag", "Council")),
        )
    )
    thumbnail = (
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value>"
    )
    reading = draft(
        post(more=f"{terms}{thumbnail}</wp:postmeta>", excerpt="In &#8220;short&#8221;.")
    )
    assert (reading.title, reading.source, reading.authors) == (
        *("Bridge opens", "Oakford Gazette", ("A. Writer",)),
    )
    assert (reading.date, reading.date_evidence) == (
        *("2022-09-13 08:30:00 +01:00", "the export (post_date)"),
    )
    assert (reading.section, reading.tags) == ("World & Trade", ("Bridges", "Council"))
    assert (reading.slug, reading.aliases) == ("bridge-opens", ("/2022/09/bridge-opens/",))
    assert (reading.language, reading.summary) == ("en-GB", "In “short”.")
    assert reading.text == "The bridge opens.\n\nIt was closed."
    (picture,) = reading.images
    assert (picture.src, picture.alt, picture.caption) == (
        *("https://oakford.example/files/bridge.jpg", "A bridge", "The bridge in May."),
    )
    assert (reading.is_draft, reading.losses) == (False, ())


@pytest.mark.parametrize(
    "status, is_draft, embargo",
    [
        ("draft", True, ""),
        ("private", True, ""),
        ("pending", True, ""),
        ("future", True, "2022-09-13 08:30:00 +01:00"),
    ],
)
def test_a_post_that_is_held_back_stays_a_draft(status: str, is_draft: bool, embargo: str) -> None:
    reading = draft(post(status=status))
    assert (reading.is_draft, reading.embargo) == (is_draft, embargo)


def test_what_is_no_post_is_told_once() -> None:
    items = [
        post(status="trash"),
        post(post_type="page", title="About us"),
        post(post_type="page", title="Contact"),
        post(post_type="nav_menu_item"),
        post(post_type="recipe", title="Soup"),
        post(content="  "),
    ]
    found = readings(HEAD + "".join(items) + TAIL)
    assert [each.message.partition(":")[0] for each in found if isinstance(each, Refusal)] == [
        'the post "Bridge opens" has no text',
        "2 of the type page are no posts (About us, Contact)",
        "1 of the type recipe are no posts (Soup)",
    ]
    assert not any(isinstance(each, Draft) for each in found)


def test_comments_and_passwords_are_told() -> None:
    more = (
        "<wp:post_password>x</wp:post_password><wp:comment></wp:comment><wp:comment></wp:comment>"
    )
    reading = draft(post(more=more))
    assert reading.is_draft
    assert [loss.message for loss in reading.losses] == [
        "its comments are not carried over (2)",
        "it was protected by a password, so it is a draft",
    ]


def test_a_file_that_is_cut_gives_what_is_whole_and_its_line() -> None:
    export = HEAD + post() + post(post_id="6", title="Cut")[:200]
    kinds = readings(export)
    assert isinstance(kinds[0], Draft)
    (refusal,) = kinds[1:]
    assert isinstance(refusal, Refusal)
    assert "broken from this line on" in refusal.message
    assert refusal.line == export.count("\n") + 1


def test_entities_that_could_expand_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n'
    export = HEAD.replace("<rss", f"{bomb}<rss") + post(title="&b;") + TAIL
    (refusal,) = readings(export)
    assert isinstance(refusal, Refusal)
    assert "XML entities" in refusal.message


def text(content: str) -> str:
    return draft(post(content)).text


def test_text_of_the_classic_editor_has_its_paragraphs_and_breaks() -> None:
    content = "One\ntwo\n\n<h2>Three</h2>\nfour\n\n<pre>a\n\nb</pre>\n<!--more-->\n"
    content += "<ul>\n<li>x</li>\n</ul>"
    assert text(content) == "One\\\ntwo\n\n## Three\n\nfour\n\n```\na\n\nb\n```\n\n- x"


def test_blocks_are_read_without_their_comments() -> None:
    content = (
        "<!-- wp:paragraph --><p>One <em>two</em></p><!-- /wp:paragraph -->\n\n"
        '<!-- wp:image {"id":7} --><figure class="wp-block-image"><img src="/files/a.jpg" alt="A"/>'
        "<figcaption>Caption</figcaption></figure><!-- /wp:image -->\n"
        '<!-- wp:embed {"url":"https://example.org/v"} --><figure><div>\nhttps://example.org/v\n</div>'
        "</figure><!-- /wp:embed -->"
    )
    assert text(content) == (
        'One *two*\n\n![A](https://oakford.example/files/a.jpg "Caption")\n\n<https://example.org/v>'
    )


@pytest.mark.parametrize(
    "content, markdown",
    [
        (
            '[caption id="x" width="300"]<img src="https://o.example/a.jpg" alt="A" /> The '
            "<b>bridge</b>[/caption]",
            '![A](https://o.example/a.jpg "The bridge")',
        ),
        (
            '[caption caption="Old"]<a href="b.jpg"><img src="https://o.example/a.jpg"/></a>[/caption]',
            '![](https://o.example/a.jpg "Old")',
        ),
        ("[embed]https://example.org/v[/embed]", "<https://example.org/v>"),
        ('[video src="https://example.org/v.mp4"][/video]', "<https://example.org/v.mp4>"),
        (
            "He said [sic] so [1] and [x](https://example.org)",
            "He said \\[sic\\] so \\[1\\] and \\[x\\](<https://example.org>)",
        ),
    ],
)
def test_shortcodes_become_what_they_show(content: str, markdown: str) -> None:
    assert text(content) == markdown


def test_a_gallery_shows_the_pictures_of_the_library() -> None:
    reading = draft(post('Text\n\n[gallery ids="7,8" columns="2"]'))
    assert reading.text == (
        'Text\n\n![A bridge](https://oakford.example/files/bridge.jpg "The bridge in May.")'
    )
    assert [each.name for each in reading.attachments] == ["bridge.jpg"]


def test_other_shortcodes_leave_what_they_enclose_and_are_told() -> None:
    html, losses = wordpress_html('[box color="red"]Inside[/box] [box]x[/box] [ad id="3"]', {})
    assert html == "<p>Inside x</p>"
    assert [(loss.message, loss.count) for loss in losses] == [
        ("the shortcode [box] has no counterpart", 2),
        ("the shortcode [ad] has no counterpart", 1),
    ]
    assert wordpress_html("[gallery ids='1']", {"1": MediaFile("u")})[0].count("<img") == 1
