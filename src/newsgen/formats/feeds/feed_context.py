"""What a feed says of an article, whatever the form of the feed.

Corrections and withdrawals stand first: they are why subscribers are told of it again.
"""

from html import escape

from newsgen.formats.absolute_html import AbsoluteHtml, absolute_html
from newsgen.formats.localization import Localization
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.links import absolute_url
from newsgen.pages.machine_views import FeedItem, FeedView
from newsgen.pages.views import Chrome


class FeedContext(Value, frozen=True):
    """All that a form of a feed needs beside the feed."""

    chrome: Chrome
    localizer: Localization
    read_html: AbsoluteHtml

    @property
    def publisher(self) -> str:
        """Who answers for all of it."""
        return self.chrome.publisher.label if self.chrome.publisher else self.chrome.title

    def absolute_url(self, root_address: str) -> str:
        """An address of the archive as the web knows it."""
        return absolute_url(root_address, self.chrome.base_url)

    def title(self, feed: FeedView) -> str:
        """The archive's name, and whose feed it is."""
        return f"{self.chrome.title}: {feed.label}" if feed.label else self.chrome.title

    def permanent_id(self, item: FeedView | FeedItem) -> str:
        """What never changes."""
        return item.id or self.absolute_url(item.address)

    def authors(self, item: FeedItem) -> tuple[str, ...]:
        """Who answers for an article: who wrote it, or where it was first published."""
        return item.authors or (item.source,)

    def headline(self, item: FeedItem) -> str:
        """The title; of a withdrawn article it says so."""
        if not item.withdrawn:
            return item.title
        return f"{self.localizer.message('Withdrawn', None, None)}: {item.title}"

    def html(self, item: FeedItem) -> str:
        """What the feed says of an article."""
        return "".join((*map(html_paragraph, self._notices(item)), self._text_html(item)))

    def _notices(self, item: FeedItem) -> tuple[str, ...]:
        if item.withdrawn:
            return (item.withdrawn.note,)
        word = self.localizer.message("Correction", "Corrections", 1)
        return tuple(
            f"{word} ({self.localizer.date(Period(each.day, 'day'))}): {each.note}"
            for each in item.corrections
        )

    def _text_html(self, item: FeedItem) -> str:
        if not item.body:
            return html_paragraph(item.summary) if item.summary else ""
        return absolute_html(item, item.path, self.read_html, self.chrome.base_url)


def html_paragraph(text: str) -> str:
    """A plain text as HTML."""
    return f"<p>{escape(text)}</p>"
