"""Feeds: each entry is an article, in every version of RSS and Atom."""

import json
from io import BytesIO

import pytest

from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Draft, Reading, Refusal
from newsgen.importing.formats import read_by_format, split_by_format

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Oakford Gazette</title><link>https://oakford.example/</link><language>en</language>
<item><title>Bridge &amp;amp; road</title><link>https://oakford.example/bridge</link>
<pubDate>Tue, 13 Sep 2022 08:30:00 +0500</pubDate><dc:creator>A. Writer</dc:creator>
<category>Council</category><description>In short.</description>
<content:encoded><![CDATA[<p>The <a href="/road">road</a>.</p><p>Share this</p>]]></content:encoded>
<media:content url="https://oakford.example/a.jpg" medium="image" type="image/jpeg"/>
<media:credit>B. Writer</media:credit></item>
<item><title>Only a summary</title><link>https://oakford.example/2</link>
<description>The first words […]</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://oakford.example/a/">
<title>Gazette</title>
<entry><title type="html">Br&lt;b>ü&lt;/b>cke</title><link href="b"/><id>urn:1</id>
<updated>2022-09-14T08:30:00+02:00</updated><published>2022-09-13T08:30:00+02:00</published>
<author><name>A. Writer</name></author><author><name>B. Writer</name></author>
<content type="html">&lt;p>Die &lt;a href="c">Brücke&lt;/a>.&lt;/p></content></entry>
</feed>
"""


def readings(feed: str) -> list[Reading]:
    found: list[Reading] = []
    for each in split_by_format("feed", FileInput("", "feed.xml"), BytesIO(feed.encode())):
        if isinstance(each, Document):
            found += read_by_format(each, each.content, ImportSettings())
        else:
            found.append(each)
    return found


def json_readings(feed: str) -> list[Draft]:
    found: list[Reading] = []
    for each in split_by_format("jsonl", FileInput("", "feed.json"), BytesIO(feed.encode())):
        assert isinstance(each, Document)
        found += read_by_format(each, each.content, ImportSettings())
    return [each for each in found if isinstance(each, Draft)]


def test_an_item_of_rss_is_an_article() -> None:
    first, second = readings(RSS)
    assert isinstance(first, Draft)
    assert (first.title, first.source) == ("Bridge & road", "Oakford Gazette")
    assert (first.date, first.date_evidence) == (
        "2022-09-13T08:30:00+05:00",
        "the feed (published)",
    )
    assert (first.authors, first.tags, first.summary) == (("A. Writer",), ("Council",), "In short.")
    assert first.text == "The [road](https://oakford.example/road)."
    assert [each.text for each in first.leftovers] == ["Share this"]
    assert first.source_url == "https://oakford.example/bridge"
    assert (first.images[0].src, first.images[0].credit) == (
        *("https://oakford.example/a.jpg", "B. Writer"),
    )
    assert isinstance(second, Draft)
    assert second.date == ""
    assert "only the first words" in second.losses[0].message


def test_an_entry_of_atom_is_an_article() -> None:
    (entry,) = readings(ATOM)
    assert isinstance(entry, Draft)
    assert (entry.title, entry.source, entry.language) == ("Brücke", "Gazette", "de")
    assert (entry.date, entry.updated) == (
        *("2022-09-13T08:30:00+02:00", "2022-09-14T08:30:00+02:00"),
    )
    assert entry.authors == ("A. Writer", "B. Writer")
    assert entry.source_url == "https://oakford.example/a/b"
    assert entry.text == "Die [Brücke](https://oakford.example/a/c)."


def item(inner: str) -> Draft:
    head = RSS[: RSS.index("<item>")]
    (reading,) = readings(f"{head}<item>{inner}</item></channel></rss>")
    assert isinstance(reading, Draft), reading
    return reading


def test_an_item_without_a_title_has_its_first_words() -> None:
    note = item(
        "<guid>https://oakford.example/1</guid><description>A &lt;b>note&lt;/b>.</description>"
    )
    assert (note.title, note.source_url) == ("A note.", "https://oakford.example/1")
    assert [loss.message for loss in note.losses] == [
        "it has no title: its first words are the title"
    ]


def test_a_podcast_keeps_its_recording_as_a_link() -> None:
    episode = item(
        '<title>One</title><guid isPermaLink="false">x</guid>'
        "<description>Notes &lt;i>x&lt;/i></description>"
        '<enclosure url="https://oakford.example/1.mp3" length="1" type="audio/mpeg"/>'
    )
    assert episode.text == "Notes *x*\n\n[1.mp3](https://oakford.example/1.mp3)"
    assert episode.source_url == ""
    assert episode.losses[0].message == "the recording is a link now: oakford.example"


def test_words_about_a_picture_are_its_caption_and_no_text() -> None:
    reading = item(
        "<title>One</title><description>Text of it</description>"
        '<media:content url="https://oakford.example/a.jpg" medium="image">'
        '<media:title>Picture</media:title><media:description type="plain">A long caption of the'
        " picture</media:description><media:credit>B. Writer</media:credit></media:content>"
    )
    assert (reading.title, reading.text) == ("One", "Text of it")
    (picture,) = reading.images
    assert (picture.caption, picture.credit) == ("A long caption of the picture", "B. Writer")


@pytest.mark.parametrize(
    "written, date",
    [
        ("Tue, 13 Sep 2022 08:30:00 EST", "2022-09-13T08:30:00-05:00"),
        ("2022-09-13 08:30", "2022-09-13T08:30:00"),
        ("13/09/2022", "2022-09-13"),
        ("September 13, 2022", "2022-09-13"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", ""),
        ("Mon, 30 Nov -0001 00:00:00 +0000", ""),
        ("yesterday", ""),
    ],
)
def test_dates_of_feeds(written: str, date: str) -> None:
    reading = item(f"<title>A</title><pubDate>{written}</pubDate><description>x</description>")
    assert reading.date == date
    told = [loss.message for loss in reading.losses if "date" in loss.message]
    assert told == ([] if date else [f'its date "{written}" is no date that can be read'])


def test_what_feeds_write_otherwise() -> None:
    reading = item(
        "<title>A</title><link>/news/1</link><author>a@oakford.example (B. Writer)</author>"
        "<description>One.\n\nTwo.</description>"
    )
    assert reading.source_url == "https://oakford.example/news/1"
    assert (reading.authors, reading.text) == (("B. Writer",), "One.\n\nTwo.")


def test_of_an_export_of_blogger_posts_are_articles() -> None:
    def entry(kind: str, more: str = "") -> str:
        scheme = "http://schemas.google.com/g/2005#kind"
        return (
            f'<entry><id>urn:{kind}</id><category scheme="{scheme}" term="http://x.example/#{kind}"/>'
            f"<title>A {kind}</title><published>2022-09-13T08:30:00+02:00</published>"
            f'<category term="Council"/><content type="html">Text.</content>{more}</entry>'
        )

    link = '<link rel="alternate" href="https://oakford.example/2022/09/bridge.html"/>'
    held = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>'
    entries = [entry("post", link), entry("post", held), entry("page"), entry("settings")]
    entries += [entry("comment")] * 2
    head = ATOM[: ATOM.index("<entry>")]
    first, second, *others = readings(f"{head}{''.join(entries)}</feed>")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.aliases, first.source_url) == (("/2022/09/bridge.html",), "")
    assert (first.tags, first.is_draft, second.is_draft) == (("Council",), False, True)
    assert [each.message for each in others if isinstance(each, Refusal)] == [
        "1 page of the blog: write those that you want to keep into pages/",
        "2 comments are not carried over",
    ]


def test_an_item_of_a_json_feed_is_an_article() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette & Co",
        "language": "de",
        "items": [
            {
                "id": "1",
                "url": "https://oakford.example/1",
                "title": "Brücke",
                "content_html": '<p>Die <a href="/x">Brücke</a>.</p>',
                "date_published": "2022-09-13T08:30:00+02:00",
                "authors": [{"name": "A. Writer"}],
                "tags": ["Rat"],
                "image": "https://oakford.example/a.jpg",
            },
            {"id": "2", "content_text": "A <note>.", "date_published": "2022-09-15"},
        ],
    }
    first, second = json_readings(json.dumps(feed))
    assert (first.title, first.source, first.language) == ("Brücke", "Gazette & Co", "de")
    assert first.text == "Die [Brücke](https://oakford.example/x)."
    assert (first.date, first.authors, first.tags) == (
        *("2022-09-13T08:30:00+02:00", ("A. Writer",), ("Rat",)),
    )
    assert first.images[0].src == "https://oakford.example/a.jpg"
    assert (second.title, second.date) == ("A <note>.", "2022-09-15")
    assert second.text == "A \\<note\\>."


@pytest.mark.parametrize(
    "feed, words", [("<rss><channel></channel></rss>", "no entries"), ("<rss", "no feed")]
)
def test_what_is_no_feed_is_refused(feed: str, words: str) -> None:
    (refusal,) = readings(feed)
    assert isinstance(refusal, Refusal)
    assert words in refusal.message


def test_a_feed_that_declares_entities_is_refused() -> None:
    bomb = RSS.replace("<rss", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<rss', 1)
    (refusal,) = readings(bomb)
    assert isinstance(refusal, Refusal)
    assert "XML entities" in refusal.message


def test_a_feed_that_is_cut_gives_what_is_whole_and_its_line() -> None:
    cut = RSS[: RSS.index("<description>The first")]
    kinds = readings(cut)
    assert isinstance(kinds[0], Draft)
    assert isinstance(kinds[-1], Refusal)
    assert "it is broken here" in kinds[-1].message
