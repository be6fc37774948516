"""Feeds as Atom, RSS and JSON Feed, and the list of them as OPML.

Corrections and withdrawals come before the text of an article: for them a feed shows it again. An
article's picture is stated beside its text, where readers look for what to put on a card, and above
a whole text, where they show no other.
"""

from collections.abc import Iterator
from email.utils import format_datetime
from html import escape
from typing import Any

from newsgen.formats.absolute_html import ReadHtml, absolute_html
from newsgen.formats.json_text import json_document
from newsgen.formats.localization import Localization
from newsgen.formats.pictures import picture_media_type, pictures_of
from newsgen.formats.timestamps import rfc3339_time
from newsgen.formats.xml import element, parent_element, xml_document
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.machine_views import FeedItem, FeedView, OpmlView
from newsgen.pages.view_components import Link, Picture


class FeedContext(Value, frozen=True):
    """What a feed is rendered with, beside its view."""

    chrome: Chrome
    localizer: Localization
    read_html: ReadHtml

    @property
    def publisher(self) -> str:
        """The publisher of the archive; its title where none is named."""
        return self.chrome.publisher.label if self.chrome.publisher else self.chrome.title

    def title(self, feed: FeedView | Link) -> str:
        """Return the title of the archive, and the name that the feed is of."""
        return f"{self.chrome.title}: {feed.label}" if feed.label else self.chrome.title

    def permanent_id(self, item: FeedView | FeedItem) -> str:
        """Return the id, which never changes."""
        return item.id or self.chrome.absolute_url(item.address)

    def headline(self, item: FeedItem) -> str:
        """Return the title of an article, and that it is withdrawn if it is."""
        if not item.withdrawn:
            return item.title
        return f"{self.localizer.message('Withdrawn', None, None)}: {item.title}"

    def whole_text(self, item: FeedItem) -> str:
        """Return notices, pictures and text as HTML; empty where the feed has no whole texts."""
        if not item.body:
            return ""
        text = absolute_html(item, self.read_html, self.chrome)
        above = [self._figure(item.picture)] if item.picture else []
        below = map(self._figure, item.gallery)
        return "".join((*map(html_paragraph, self.notices(item)), *above, text, *below))

    def summary(self, item: FeedItem) -> str:
        """Return notices and the summary as HTML."""
        summary = (item.summary,) if item.summary else ()
        return "".join(map(html_paragraph, (*self.notices(item), *summary)))

    def _figure(self, picture: Picture) -> str:
        lines = filter(None, (picture.caption, picture.credit))
        words = "<br>".join(map(escape, lines))
        caption = f"<figcaption>{words}</figcaption>" if words else ""
        url = escape(self.chrome.absolute_url(picture.src))
        return f'<figure><img src="{url}" alt="{escape(picture.alt)}">{caption}</figure>'

    def notices(self, item: FeedItem) -> Iterator[str]:
        """Yield why an article comes up again, as plain text."""
        if item.withdrawn:
            yield item.withdrawn.note
            return
        word = self.localizer.message("Correction", "Corrections", 1)
        for correction in item.corrections:
            day = self.localizer.date(Period(correction.day, "day"))
            yield f"{word} ({day}): {correction.note}"


def html_paragraph(text: str) -> str:
    """Return a plain text as a paragraph of HTML."""
    return f"<p>{escape(text)}</p>"


def render_atom(feed: FeedView, context: FeedContext) -> str:
    """Return a feed as Atom 1.0 (RFC 4287)."""
    return xml_document(
        "feed",
        (*_atom_metadata(feed, context), *(_atom_entry(item, context) for item in feed.items)),
        xmlns="http://www.w3.org/2005/Atom",
        xml_lang=feed.language,
    )


def _atom_metadata(feed: FeedView, context: FeedContext) -> Iterator[str]:
    chrome = context.chrome
    own, home = chrome.absolute_url(feed.address), chrome.absolute_url(feed.home)
    yield element("id", context.permanent_id(feed))
    yield element("title", context.title(feed))
    if chrome.tagline and not feed.label:
        yield element("subtitle", chrome.tagline)
    yield element("updated", rfc3339_time(feed.changed))
    yield element("link", rel="self", type="application/atom+xml", href=own)
    yield element("link", rel="alternate", type="text/html", href=home)
    yield parent_element("author", (element("name", context.publisher),))


def _atom_entry(item: FeedItem, context: FeedContext) -> str:
    def parts() -> Iterator[str]:
        yield element("id", context.permanent_id(item))
        yield element("title", context.headline(item))
        link = context.chrome.absolute_url(item.address)
        yield element("link", rel="alternate", type="text/html", hreflang=item.language, href=link)
        if item.source_url:
            yield element("link", rel="via", href=context.chrome.absolute_url(item.source_url))
        if item.license:  # RFC 4946
            yield element("link", rel="license", href=item.license.url)
        yield element("published", rfc3339_time(item.published))
        yield element("updated", rfc3339_time(item.changed))
        for author in item.authors:
            yield parent_element("author", (element("name", author),))
        for category in item.categories:
            yield element("category", term=category)
        for picture in pictures_of(item):
            url = context.chrome.absolute_url(picture.src)
            media_type, title = picture_media_type(url), picture.caption
            yield element("link", rel="enclosure", type=media_type, title=title, href=url)
        if html := context.summary(item):
            yield element("summary", html, type="html")
        if html := context.whole_text(item):
            yield element("content", html, type="html")

    return parent_element("entry", parts(), xml_lang=item.language)


def render_rss(feed: FeedView, context: FeedContext) -> str:
    """Return a feed as RSS 2.0 (https://www.rssboard.org/rss-specification)."""
    parts = (*_rss_metadata(feed, context), *(_rss_item(item, context) for item in feed.items))
    lines = (f"  {part}\n  " for part in parts)
    return xml_document(
        "rss",
        (parent_element("channel", ("\n  ", *lines)),),
        version="2.0",
        xmlns_atom="http://www.w3.org/2005/Atom",
        xmlns_content="http://purl.org/rss/1.0/modules/content/",
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_media="http://search.yahoo.com/mrss/",
    )


def _rss_metadata(feed: FeedView, context: FeedContext) -> Iterator[str]:
    chrome = context.chrome
    own = chrome.absolute_url(feed.address)
    yield element("title", context.title(feed))
    yield element("link", chrome.absolute_url(feed.home))
    yield element("description", chrome.tagline or context.title(feed))
    yield element("language", feed.language)
    yield element("lastBuildDate", format_datetime(feed.changed.local))
    yield element("atom:link", rel="self", type="application/rss+xml", href=own)


def _rss_item(item: FeedItem, context: FeedContext) -> str:
    def parts() -> Iterator[str]:
        yield element("title", context.headline(item))
        yield element("link", context.chrome.absolute_url(item.address))
        is_url = "false" if item.id else "true"
        yield element("guid", context.permanent_id(item), isPermaLink=is_url)
        yield element("pubDate", format_datetime(item.published.local))
        yield element("atom:updated", rfc3339_time(item.changed))
        for author in item.authors:
            yield element("dc:creator", author)
        if item.license:
            yield element("atom:link", rel="license", href=item.license.url)
        for category in item.categories:
            yield element("category", category)
        yield from _rss_pictures(pictures_of(item), context.chrome)
        # The description comes first: some readers take the last of both for the text.
        if html := context.summary(item):
            yield element("description", html)
        if html := context.whole_text(item):
            yield element("content:encoded", html)

    return parent_element("item", parts())


def _rss_pictures(pictures: tuple[Picture, ...], chrome: Chrome) -> Iterator[str]:
    """Yield the first picture as an enclosure, which needs a type, and what that cannot say.

    Other pictures, their captions and credits are Media RSS: an item has one enclosure. It needs a
    length too, for which 0 is written where it is not known (https://www.rssboard.org/rss-profile).
    """
    for number, picture in enumerate(pictures):
        url = chrome.absolute_url(picture.src)
        media_type = picture_media_type(url)
        is_enclosure = number == 0 and bool(media_type)
        if is_enclosure:
            yield element("enclosure", url=url, length="0", type=media_type)
        caption, credit = picture.caption, picture.credit
        if is_enclosure and not (caption or credit):
            continue
        parts = [element("media:description", caption, type="plain")] if caption else []
        parts += [element("media:credit", credit)] if credit else []
        yield parent_element("media:content", parts, url=url, type=media_type, medium="image")


def render_json_feed(feed: FeedView, context: FeedContext) -> str:
    """Return a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    return json_document(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": context.title(feed),
            "home_page_url": context.chrome.absolute_url(feed.home),
            "feed_url": context.chrome.absolute_url(feed.address),
            "description": context.chrome.tagline,
            "language": feed.language,
            "authors": [{"name": context.publisher}],
            "items": [_json_item(item, context) for item in feed.items],
        }
    )


def _json_item(item: FeedItem, context: FeedContext) -> dict[str, Any]:
    pictures = {context.chrome.absolute_url(each.src): each for each in pictures_of(item)}
    return {
        "id": context.permanent_id(item),
        "url": context.chrome.absolute_url(item.address),
        "external_url": context.chrome.absolute_url(item.source_url),
        "title": context.headline(item),
        "summary": " ".join(filter(None, (*context.notices(item), item.summary))),
        "image": next(iter(pictures), ""),
        "content_html": context.whole_text(item)
        or context.summary(item)
        or html_paragraph(context.headline(item)),
        "date_published": rfc3339_time(item.published),
        "date_modified": rfc3339_time(item.changed),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.categories),
        "language": item.language,
        "attachments": [
            {"url": url, "mime_type": media_type, "title": picture.caption or picture.alt}
            for url, picture in pictures.items()
            if (media_type := picture_media_type(url)) and (len(pictures) > 1 or picture.caption)
        ],
    }


def render_opml(view: OpmlView, context: FeedContext) -> str:
    """Return a list of feeds as OPML 2.0 (http://opml.org/spec2.opml)."""
    chrome = context.chrome
    outlines = (
        element(
            "outline",
            type="rss",
            text=context.title(feed),
            title=context.title(feed),
            xmlUrl=chrome.absolute_url(feed.address),
        )
        for feed in view.feeds
    )
    head = parent_element("head", (element("title", chrome.title),))
    return xml_document("opml", (head, parent_element("body", outlines)), version="2.0")
