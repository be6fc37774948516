"""Metadata and citations of the page being rendered: `embeds` in templates."""

from html import escape

from markupsafe import Markup

from newsgen.formats.citations.citation import Citation, citations
from newsgen.formats.jsonld import render_jsonld
from newsgen.formats.meta_tags import MetaTag, meta_tags
from newsgen.model.value import replace
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView
from newsgen.render.localizer import Localizer

_NOTHING = Markup("")


class Embeds:
    """What templates embed in a page; each part is made when a template uses it."""

    def __init__(self, page: Page, chrome: Chrome, localizer: Localizer) -> None:
        self._page = page
        self._chrome = chrome
        self._localizer = localizer

    def head(self, title: Markup, description: Markup = _NOTHING) -> tuple[MetaTag, ...]:
        """Return an (attribute, name, content) triple for each `<meta>`; both texts are HTML."""
        own_title, own_description = self._own(title), plain_line(description)
        return meta_tags(self._page, own_title, own_description, self._chrome)

    def jsonld(self, title: Markup) -> Markup:
        """Return the text of the page's application/ld+json script element."""
        return Markup(render_jsonld(self._page, self._own(title), self._chrome, self._localizer))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Citations of an article, as HTML; empty for other pages."""
        view = self._page.view
        if not isinstance(view, ArticleView):
            return ()
        # HTML text needs no escaped quotes, and JSON is full of them.
        return tuple(
            replace(citation, text=Markup(escape(citation.text, quote=False)))
            for citation in citations(view, self._chrome)
        )

    def _own(self, title: Markup) -> str:
        """Return the page's title as plain text, without the archive's title at its end."""
        return plain_line(title).removesuffix(f" – {self._chrome.title}")


def plain_line(html: Markup) -> str:
    """Return HTML without tags as plain text in one line."""
    return " ".join(Markup(html).unescape().split())
