"""What a feed says of an article, whatever the form of the feed.

Corrections and withdrawals stand first: they are why subscribers are told of it again.
"""

from html import escape

from newsgen.formats.absolute_html import Texts, away
from newsgen.formats.localization import Speech
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.links import absolute
from newsgen.pages.machine_views import FeedView, Item
from newsgen.pages.views import Chrome


class Herald(Value, frozen=True):
    """All that a form of a feed needs beside the feed."""

    chrome: Chrome
    speech: Speech
    texts: Texts

    @property
    def publisher(self) -> str:
        """Who answers for all of it."""
        return self.chrome.publisher.label if self.chrome.publisher else self.chrome.title

    def address(self, root: str) -> str:
        """An address of the archive as the web knows it."""
        return absolute(root, self.chrome.base_url)

    def title(self, feed: FeedView) -> str:
        """The archive's name, and whose feed it is."""
        return f"{self.chrome.title}: {feed.label}" if feed.label else self.chrome.title

    def id(self, item: FeedView | Item) -> str:
        """What never changes."""
        return item.id or self.address(item.address)

    def authors(self, item: Item) -> tuple[str, ...]:
        """Who answers for an article: who wrote it, or where it was first published."""
        return item.authors or (item.source,)

    def headline(self, item: Item) -> str:
        """The title; of a withdrawn article it says so."""
        if not item.withdrawn:
            return item.title
        return f"{self.speech.message('Withdrawn', None, None)}: {item.title}"

    def html(self, item: Item) -> str:
        """What the feed says of an article."""
        return "".join((*map(paragraph, self._notes(item)), self._said(item)))

    def _notes(self, item: Item) -> tuple[str, ...]:
        if item.withdrawn:
            return (item.withdrawn.note,)
        word = self.speech.message("Correction", "Corrections", 1)
        return tuple(
            f"{word} ({self.speech.date(Period(each.day, 'day'))}): {each.note}"
            for each in item.corrections
        )

    def _said(self, item: Item) -> str:
        if not item.body:
            return paragraph(item.summary) if item.summary else ""
        return away(item, item.path, self.texts, self.chrome.base_url)


def paragraph(text: str) -> str:
    """A plain text as HTML."""
    return f"<p>{escape(text)}</p>"
