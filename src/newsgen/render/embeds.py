"""What forms make for a page that a template draws: `embeds` in templates."""

from html import escape

from markupsafe import Markup

from newsgen.formats.citations.citation import Citation, citations
from newsgen.formats.jsonld import render_jsonld
from newsgen.formats.meta_tags import MetaTag, meta_tags
from newsgen.model.value import replace
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView, Chrome
from newsgen.render.localizer import Localizer


class Embeds:
    """Made when a template asks for them."""

    def __init__(self, page: Page, chrome: Chrome, localizer: Localizer) -> None:
        self._page = page
        self._chrome = chrome
        self._speech = localizer

    def head(self, title: Markup) -> tuple[MetaTag, ...]:
        """What the page says of itself: (attribute, name, content). title: HTML."""
        return meta_tags(self._page, self._own(title), self._chrome)

    def jsonld(self, title: Markup) -> Markup:
        """What the page is about, for a script element of the type application/ld+json."""
        return Markup(render_jsonld(self._page, self._own(title), self._chrome, self._speech))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """How to cite the page; nothing for what is no article.

        The texts are HTML: a text has no need to have its quotes escaped, and JSON is full of them.
        """
        view = self._page.view
        found = citations(view, self._chrome) if isinstance(view, ArticleView) else ()
        return tuple(replace(each, text=Markup(escape(each.text, quote=False))) for each in found)

    def _own(self, title: Markup) -> str:
        """The page's title without that of the archive, which every page has at the end."""
        return _plain_text(title).removesuffix(f" – {self._chrome.title}")


def _plain_text(text: Markup) -> str:
    return " ".join(Markup(text).unescape().split())
