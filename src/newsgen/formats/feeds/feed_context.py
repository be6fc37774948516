"""What feeds of all formats have in common.

Corrections and withdrawals come before the text of an article: for them a feed shows it again.
"""

from collections.abc import Iterator
from html import escape

from newsgen.formats.absolute_html import ReadHtml, absolute_html
from newsgen.formats.localization import Localization
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.machine_views import FeedItem, FeedView
from newsgen.pages.view_components import Link
from newsgen.pages.views import Chrome


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
        if item.body:
            text = absolute_html(item, self.read_html, self.chrome)
        else:
            text = html_paragraph(item.summary) if item.summary else ""
        return "".join((*map(html_paragraph, self._notices(item)), text))

    def _notices(self, item: FeedItem) -> Iterator[str]:
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
