"""Exports of WordPress: posts become articles with all that the export says of them."""

from io import BytesIO
from pathlib import Path

import pytest

from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Draft, Reading, Refusal
from newsgen.importing.find_documents import find_documents, find_sources
from newsgen.importing.formats import read_by_format, split_by_format
from newsgen.importing.wordpress_exports.wordpress_text import MediaFile, wordpress_html

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
        "2 pages (About us, Contact)",
        "1 of the type recipe, not post (Soup)",
        "1 in its trash",
    ]
    assert not any(isinstance(each, Draft) for each in found)


def test_comments_and_passwords_are_told() -> None:
    comments = (
        *("", "<wp:comment_approved>1</wp:comment_approved>"),
        "<wp:comment_approved>spam</wp:comment_approved>",
        "<wp:comment_type>pingback</wp:comment_type>",
    )
    more = "<wp:post_password>x</wp:post_password>"
    more += "".join(f"<wp:comment>{each}</wp:comment>" for each in comments)
    reading = draft(post(more=more))
    assert reading.is_draft
    assert [(loss.message, loss.count) for loss in reading.losses] == [
        ("a comment is not carried over", 2),
        ("a pingback is not carried over", 1),
        ("it was protected by a password, so it is a draft", 1),
    ]


def test_a_file_that_is_cut_gives_what_is_whole_and_its_line() -> None:
    export = HEAD + post() + post(post_id="6", title="Cut")[:200]
    kinds = readings(export)
    assert isinstance(kinds[0], Draft)
    (refusal,) = kinds[1:]
    assert isinstance(refusal, Refusal)
    assert "cut off here" in refusal.message
    assert refusal.line == export.count("\n") + 1


def test_entities_that_could_expand_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n'
    export = HEAD.replace("<rss", f"{bomb}<rss") + post(title="&b;") + TAIL
    (refusal,) = readings(export)
    assert isinstance(refusal, Refusal)
    assert "XML entities" in refusal.message


@pytest.mark.parametrize(
    "above", ["\n\n", "<br />\n<b>Warning</b>: a notice of a server in line 3<br />\n"]
)
def test_faults_of_real_exports_are_mended(above: str) -> None:
    export = HEAD.replace("Oakford Gazette", "Oakford &nbsp; Gazette & Co")
    export += post("A \x1bsign\x0b.", title="Bread & butter &eacute;") + TAIL
    data = above.encode() + export.encode().replace(b"A. Writer", b"Ren\xe9 Writer")
    (reading,) = readings(data)
    assert isinstance(reading, Draft)
    assert (reading.source, reading.title) == ("Oakford Gazette & Co", "Bread & butter é")
    assert (reading.authors, reading.text) == (("René Writer",), "A sign.")


def test_an_item_that_is_no_xml_stops_only_itself() -> None:
    broken = post(post_id="6", title="Broken").replace("<wp:status>", "<wp:status><b>")
    inner = post("<item> is a word </item>", post_id="8")
    export = HEAD + post() + broken + post(post_id="7") + inner + TAIL
    found = readings(export)
    assert [each.origin for each in found if isinstance(each, Draft)] == [
        *("export.xml, post 5", "export.xml, post 7", "export.xml, post 8"),
    ]
    (refusal,) = (each for each in found if isinstance(each, Refusal))
    assert refusal.message.startswith('the item "Broken" is no XML')
    assert "<wp:status><b>" in export.split("\n")[refusal.line - 1]


def test_two_exports_in_one_file_are_read() -> None:
    found = readings(HEAD + post() + TAIL + HEAD + post(post_id="6") + TAIL)
    assert [type(each) for each in found] == [Draft, Draft]


def test_files_of_one_export_know_each_other(tmp_path: Path) -> None:
    """Files of another site do not count, although its numbers are the same."""
    link = '<a href="https://oakford.example/other/">x</a>'
    other = post("Text", post_id="6", link="https://oakford.example/other/")
    foreign = (HEAD + PICTURE + TAIL).replace("oakford.example", "elsewhere.example")
    texts = (
        HEAD + post(link, more=meta("_thumbnail_id", "7")) + TAIL,
        HEAD + PICTURE + other + TAIL,
        foreign,
    )
    for number, part in enumerate(texts):
        (tmp_path / f"part-{number}.xml").write_text(part, "utf-8")
    sources = find_sources([FileInput(str(tmp_path), "parts")])
    first, *_ = find_documents(sources, b"")
    assert isinstance(first, Document)
    (reading,) = read_by_format(first, first.content, ImportSettings())
    assert isinstance(reading, Draft)
    assert reading.text == "[x](draft:https%3A//oakford.example/other/)"
    assert reading.images[0].src == "https://oakford.example/files/bridge.jpg"


def test_links_between_posts_lead_to_articles() -> None:
    other = post(
        *("Text",),
        post_id="6",
        title="Other",
        link="https://oakford.example/other/",
        post_date="2022-09-15 08:30:00",
    )
    links = ("http://www.oakford.example/other", "https://oakford.example/?p=6#end")
    content = " ".join(f'<a href="{link}">x</a>' for link in links)
    content += ' <a href="https://oakford.example/page/">y</a>'
    first = readings(HEAD + post(content) + other + TAIL)[0]
    assert isinstance(first, Draft)
    key = "draft:https%3A//oakford.example/other/"
    assert first.text == f"[x]({key}) [x]({key}#end) [y](https://oakford.example/page/)"
    assert set(first.old_addresses.values()) == {"https://oakford.example/other/"}


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def test_former_slugs_are_aliases_unless_another_post_has_the_address() -> None:
    slugs = (
        meta("_wp_old_slug", "bridge") + meta("_wp_old_slug", "other") + meta("_wp_old_slug", "")
    )
    other = post(post_id="6", link="https://oakford.example/2022/09/other/")
    first = readings(HEAD + post(more=slugs) + other + TAIL)[0]
    assert isinstance(first, Draft)
    assert first.aliases == ("/2022/09/bridge-opens/", "/2022/09/bridge/")


def test_a_post_without_a_title_has_its_first_words() -> None:
    reading = draft(post("A *short* note. <b>More</b>\n\nSecond", title=""))
    assert reading.title == "A *short* note. More"
    assert [loss.message for loss in reading.losses] == [
        "it has no title: its first words are the title"
    ]


@pytest.mark.parametrize(
    "values, date, evidence, updated",
    [
        ({}, "2022-09-13 08:30:00 +01:00", "the export (post_date)", ""),
        (
            {"more": "<wp:post_modified>2022-09-14 09:00:00</wp:post_modified>"},
            *("2022-09-13 08:30:00 +01:00", "the export (post_date)", "2022-09-14 09:00:00"),
        ),
        (
            {"more": "<wp:post_modified>2022-09-13 19:00:00</wp:post_modified>"},
            *("2022-09-13 08:30:00 +01:00", "the export (post_date)", ""),
        ),
        (
            {
                "post_date": "0000-00-00 00:00:00",
                "post_date_gmt": "0000-00-00 00:00:00",
                "status": "draft",
                "more": "<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>"
                "<wp:post_modified>2022-09-14 09:00:00</wp:post_modified>",
            },
            *("2022-09-14 09:00:00", "the export (post_modified)", ""),
        ),
    ],
)
def test_dates(values: dict[str, str], date: str, evidence: str, updated: str) -> None:
    reading = draft(post(**values))
    assert (reading.date, reading.date_evidence, reading.updated) == (date, evidence, updated)


def test_names_of_co_authors_are_those_they_show() -> None:
    guest = post(post_id="9", post_type="guest-author", post_name="cap-bw")
    guest = guest.replace("</item>", meta("cap-display_name", "B. Writer") + "</item>")
    terms = "".join(
        f'<category domain="author" nicename="cap-{slug}"><![CDATA[{slug}]]></category>'
        for slug in ("bw", "aw")
    )
    assert draft(guest + post(more=terms)).authors == ("B. Writer", "A. Writer")


def test_languages_of_polylang_are_those_of_articles_and_of_translations() -> None:
    def translated(number: str, language: str) -> str:
        terms = f'<category domain="language" nicename="{language}">x</category>'
        terms += '<category domain="post_translations" nicename="pll_1">pll_1</category>'
        return post(post_id=number, link=f"https://oakford.example/{number}/", more=terms)

    first, second = readings(HEAD + translated("5", "en") + translated("6", "fr") + TAIL)
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.language, first.translation_of) == ("en", "")
    assert (second.language, second.translation_of) == ("fr", "https://oakford.example/5/")


def test_what_an_article_does_not_have_of_a_post_is_told() -> None:
    more = "<wp:is_sticky>1</wp:is_sticky>" + meta("_thumbnail_id", "99")
    more += meta("kicker", "Bridges of the town") + meta("views", "12") + meta("_edit_last", "x y")
    more += '<category domain="region" nicename="north">North</category>'
    reading = draft(post(more=more, status="private"))
    assert reading.is_draft
    assert [loss.message for loss in reading.losses] == [
        "it is private there, so it is a draft",
        "it was sticky: write lead: true to let it lead the front page",
        "its featured picture is not in the export: export all content",
        "its terms of the taxonomy region are not carried over",
        "its custom field kicker is not carried over",
    ]


def test_a_recording_that_only_the_feed_of_a_podcast_has_is_a_link() -> None:
    enclosure = meta("enclosure", "https://oakford.example/talk.mp3\n1200\naudio/mpeg")
    assert draft(post("Text", more=enclosure)).text == (
        "Text\n\n<https://oakford.example/talk.mp3>"
    )
    shown = "Text <a href='https://oakford.example/talk.mp3'>x</a>"
    assert "<https" not in draft(post(shown, more=enclosure)).text


def test_the_paragraph_above_the_more_mark_is_the_summary() -> None:
    assert draft(post("In *short* <b>words</b>.\n\n<!--more-->Text")).summary
    assert draft(post("One\n\nTwo<!--more Read on-->Text")).summary == ""
    assert draft(post("One<!--more-->Text", excerpt="Excerpt")).summary == "Excerpt"


def test_the_credit_of_a_photograph_comes_along() -> None:
    more = meta(
        "_wp_attachment_metadata", 'a:1:{s:10:"image_meta";a:1:{s:6:"credit";s:9:"C. Writer";}}'
    )
    picture = PICTURE.replace("</item>", f"{more}</item>")
    (reading,) = readings(HEAD + picture + post(more=meta("_thumbnail_id", "7")) + TAIL)
    assert isinstance(reading, Draft)
    assert reading.images[0].credit == "C. Writer"


def test_a_title_that_the_text_repeats_is_left_out() -> None:
    assert draft(post("<h2>Bridge opens!</h2>\n<b>Bridge opens</b>\n\nText")).text == "Text"
    assert draft(post("Bridge opens.")).text == "Bridge opens."


def text(content: str) -> str:
    return draft(post(content)).text


def test_text_of_the_classic_editor_has_its_paragraphs_and_breaks() -> None:
    content = "One\ntwo\n\n<h2>Three</h2>\nfour\n\n<pre>a\n\nb</pre>\n<!--more-->\n"
    content += "<ul>\n<li>x</li>\n</ul>"
    assert text(content) == "One\\\ntwo\n\n## Three\n\nfour\n\n```\na\n\nb\n```\n\n- x"


@pytest.mark.parametrize(
    "content, markdown",
    [
        ("Intro\n<ul>\n\t<li>one\ntwo</li>\n</ul>\nafter", "Intro\n\n- one\\\n  two\n\nafter"),
        (
            '<div align="center">a\nb</div>\nc\n<blockquote>d\n\ne</blockquote>f',
            "a\\\nb\n\nc\n\n> d\n>\n> e\n\nf",
        ),
        ("a<br />\nb\r\nc\n\n&nbsp;\n\nd", "a\\\nb\\\nc\n\nd"),
        ('<a\nhref="https://example.org">a</a>', "[a](https://example.org)"),
        ("Run <code>x[0]</code>\n\n<code>a\nb</code>", "Run `x[0]`\n\n```\na\nb\n```"),
        ('<pre lang="php"><?php echo "<b>";</pre>', '```php\n<?php echo "<b>";\n```'),
        ('<code lang="php">\n<?php\necho "<b>";\n</code>', '```php\n<?php\necho "<b>";\n```'),
        ("<p>One<br />Two<p />Three</p>", "One\\\nTwo\n\nThree"),
        ("One<!--more-->Two<!--nextpage-->Three", "One\n\nTwo\n\nThree"),
    ],
)
def test_texts_of_the_classic_editor(content: str, markdown: str) -> None:
    assert text(content) == markdown


FIGURE = '<figure class="wp-block-image"><img src="/{0}.jpg" alt="{0}"/>{1}</figure>'


@pytest.mark.parametrize(
    "name, content, markdown",
    [
        (
            "gallery",
            f"<figure>{FIGURE.format('a', '<figcaption>One</figcaption>')}{FIGURE.format('b', '')}"
            "<figcaption>All</figcaption></figure>",
            '![a](https://oakford.example/a.jpg "One")\n\n![b](https://oakford.example/b.jpg)\n\nAll',
        ),
        (
            "image",
            '<figure><img src="/a.jpg" alt="" class="wp-image-7"/></figure>[gallery ids="7"]',
            "![A bridge](https://oakford.example/a.jpg)\n\n"
            '![A bridge](https://oakford.example/files/bridge.jpg "The bridge in May.")',
        ),
        (
            "quote",
            "<blockquote><p>Q</p><cite>A. Writer</cite></blockquote>",
            "> Q\n>\n> — A. Writer",
        ),
        ("quote", "<blockquote><p>Q</p><cite>– A</cite></blockquote>", "> Q\n>\n> – A"),
        (
            "pullquote",
            "<figure><blockquote><p>Q</p><cite>A</cite></blockquote></figure>",
            "> Q\n>\n> — A",
        ),
        ("verse", '<pre class="wp-block-verse">One\n<em>two</em></pre>', "One\\\n*two*"),
        (
            "code",
            '<pre class="wp-block-code"><code>[a] &lt;b&gt;</code></pre>',
            "```\n[a] <b>\n```",
        ),
        ("details", "<details><summary>S</summary><p>T</p></details>", "**S**\n\nT"),
        (
            "file",
            '<div><a href="/a.pdf">Plan</a><a href="/a.pdf" class="wp-block-file__button">Get</a>'
            '<object class="wp-block-file__embed" data="/a.pdf"></object></div>',
            "[Plan](https://oakford.example/a.pdf)",
        ),
        (
            "video",
            '<figure><video controls src="/a.mp4"></video><figcaption>C</figcaption></figure>',
            "[a.mp4](https://oakford.example/a.mp4)\n\nC",
        ),
        (
            "buttons",
            '<div><div><a class="x" href="/a">Go</a></div></div>',
            "[Go](https://oakford.example/a)",
        ),
        ("columns", "<div><div><p>a</p></div><div><p>b</p></div></div>", "a\n\nb"),
        ("separator", "<p>a</p><hr class='x'/><p>b</p>", "a\n\n***\n\nb"),
        ("math", '<math><annotation encoding="application/x-tex">x=1</annotation></math>', "`x=1`"),
        ("shortcode", "[embed]https://example.org/v[/embed]", "<https://example.org/v>"),
    ],
)
def test_blocks_show_what_pages_show(name: str, content: str, markdown: str) -> None:
    assert text(f"<!-- wp:{name} -->{content}<!-- /wp:{name} -->") == markdown


def test_footnotes_of_a_post_are_those_of_its_article() -> None:
    content = '<!-- wp:paragraph --><p>A<sup class="fn"><a href="#u" id="u-link">1</a></sup></p>'
    notes = meta("footnotes", '[{"id":"u","content":"See <em>there</em>."}]')
    reading = draft(post(f"{content}<!-- /wp:paragraph --><!-- wp:footnotes /-->", more=notes))
    assert reading.text == "A[^1]\n\n[^1]: See *there*."


def test_patterns_are_put_into_texts_and_blocks_of_the_theme_are_told() -> None:
    pattern = post("<p>Shared</p>", post_id="9", post_type="wp_block")
    content = '<!-- wp:block {"ref":9} /--><!-- wp:latest-posts {"n":{"a":1}} /-->'
    reading = draft(pattern + post(content + '<!-- wp:embed {"url":"https://example.org/v"} /-->'))
    assert reading.text == "Shared\n\n<https://example.org/v>"
    assert [loss.message for loss in reading.losses] == [
        "the block latest-posts has no counterpart"
    ]


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


@pytest.mark.parametrize(
    "content, markdown",
    [
        ('[code language="php"]a[0] &lt; b[/code]', "```php\na[0] < b\n```"),
        ("[python]\nx = [i]\n\ny\n[/python]", "```python\nx = [i]\n\ny\n```"),
        ('[ccN_php]<?php $a = "&lt;";[/ccN_php]', '```php\n<?php $a = "&lt;";\n```'),
        (
            "[vimeo 123]\n\n[youtube=https://youtu.be/a]",
            "<https://vimeo.com/123>\n\n<https://youtu.be/a>",
        ),
        ("[map https://example.org/x]", "<https://example.org/x>"),
        ("[[gallery]] shows", "\\[gallery\\] shows"),
        ("A [recent-posts]\n\n[recent-posts]", "A \\[recent-posts\\]"),
        ('A [and <a href="https://example.org">b</a> c]', "A \\[and [b](https://example.org) c\\]"),
    ],
)
def test_code_and_commands_in_brackets(content: str, markdown: str) -> None:
    assert text(content) == markdown


def test_a_gallery_without_numbers_shows_the_pictures_of_the_post() -> None:
    own = PICTURE.replace("<wp:post_id>7", "<wp:post_parent>5</wp:post_parent><wp:post_id>8")
    last = own.replace("bridge.jpg", "last.jpg").replace(
        "<wp:post_id>8", "<wp:menu_order>2</wp:menu_order><wp:post_id>6"
    )
    reading = draft(last + own + post("[gallery]"))
    assert [each.name for each in reading.attachments] == ["bridge.jpg", "last.jpg"]
    empty = draft(post('T [gallery] [gallery ids="1,7"]'))
    assert [(loss.message, loss.count) for loss in empty.losses] == [
        ("a picture of a gallery is not in the export", 2)
    ]


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
