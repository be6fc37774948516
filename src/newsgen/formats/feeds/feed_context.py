"""What feeds of all formats have in common.

Corrections and withdrawals come before the text of an article: for them a feed shows it again.
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
    """What a feed is rendered with, beside its view."""

    chrome: Chrome
    localizer: Localization
    read_html: AbsoluteHtml

    @property
    def publisher(self) -> str:
        """The publisher of the archive; its title where none is named."""
        return self.chrome.publisher.label if self.chrome.publisher else self.chrome.title

    def absolute_url(self, root_address: str) -> str:
        """Return the absolute URL of an address."""
        return absolute_url(root_address, self.chrome.base_url)

    def title(self, feed: FeedView) -> str:
        """Return the title of the archive, and the name that the feed is of."""
        return f"{self.chrome.title}: {feed.label}" if feed.label else self.chrome.title

    def permanent_id(self, item: FeedView | FeedItem) -> str:
        """Return the id, which never changes."""
        return item.id or self.absolute_url(item.address)

    def authors(self, item: FeedItem) -> tuple[str, ...]:
        """Return the authors of an article; its source where it names none."""
        return item.authors or (item.source,)

    def headline(self, item: FeedItem) -> str:
        """Return the title of an article, and that it is withdrawn if it is."""
        if not item.withdrawn:
            return item.title
        return f"{self.localizer.message('Withdrawn', None, None)}: {item.title}"

    def html(self, item: FeedItem) -> str:
        """Return the HTML of an article in a feed: notices, then its text or summary."""
        return "".join((*map(html_paragraph, self._notices(item)), self._text_html(item)))

    def _notices(self, item: FeedItem) -> tuple[str, ...]:
        if item.withdrawn:
            return (item.withdrawn.note,)
        word = self.localizer.message("Correction", "Corrections", 1)
        return tuple(
            f"{word} ({self.localizer.date(Period(correction.day, 'day'))}): {correction.note}"
            for correction in item.corrections
        )

    def _text_html(self, item: FeedItem) -> str:
        if not item.body:
            return html_paragraph(item.summary) if item.summary else ""
        return absolute_html(item, item.path, self.read_html, self.chrome.base_url)


def html_paragraph(text: str) -> str:
    """Return a plain text as a paragraph of HTML."""
    return f"<p>{escape(text)}</p>"
