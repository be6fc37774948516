"""Feeds: each entry is an article, in every version of RSS and Atom."""

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
    assert "broken from here on" in kinds[-1].message
