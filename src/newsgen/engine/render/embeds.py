"""What forms make for a page that a template draws: `embeds` in templates."""

from markupsafe import Markup

from newsgen.engine.render.words import Words
from newsgen.forms.head import Pair, head
from newsgen.forms.jsonld import jsonld
from newsgen.pages.page import Page
from newsgen.pages.views import Chrome


class Embeds:
    """Made when a template asks for them."""

    def __init__(self, page: Page, chrome: Chrome, speech: Words) -> None:
        self._page = page
        self._chrome = chrome
        self._speech = speech

    def head(self, title: Markup) -> tuple[Pair, ...]:
        """What the page says of itself: (attribute, name, content). title: HTML."""
        return head(self._page, self._own(title), self._chrome)

    def jsonld(self, title: Markup) -> Markup:
        """What the page is about, for a script element of the type application/ld+json."""
        return Markup(jsonld(self._page, self._own(title), self._chrome, self._speech))

    def _own(self, title: Markup) -> str:
        """The page's title without that of the archive, which every page has at the end."""
        return _plain(title).removesuffix(f" – {self._chrome.title}")


def _plain(text: Markup) -> str:
    return " ".join(Markup(text).unescape().split())
