"""One page after another to HTML, with everything that is the same for all of them made once."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.markdown import fill
from newsgen.content.names import NAME, apply
from newsgen.model.problem import Problem
from newsgen.pages import links, routes
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView, Chrome, PlainView
from newsgen.render.bytecode_cache import Compiled
from newsgen.render.catalogue import catalogue
from newsgen.render.dependencies import Uses, uses
from newsgen.render.head_metadata import Embeds
from newsgen.render.loader import Sources
from newsgen.render.localizer import Words, iso, words
from newsgen.render.macro_modules import Templates
from newsgen.render.template_check import check
from newsgen.render.template_errors import Missing, TemplateProblem, UnknownAsset, fault
from newsgen.store.cache import Cache

# Jinja's own that give another text each time.
_NEVER_THE_SAME_FILTERS = ("random",)
_NEVER_THE_SAME_GLOBALS = ("lipsum",)

_FINGERPRINT = 10
"""How many digits of a digest tell the contents of an asset apart."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Renderer:
    """Draws pages. Made once in each worker process; holds no state that a page could change.

    chrome: the configuration that every page shows; theme, site: the folders of templates, `site`
    being None or absent where the site has none; assets: name under /static/ → the digest of its
    content; cache: for the templates' code.
    """

    def __init__(
        self,
        chrome: Chrome,
        theme: Path,
        site: Path | None = None,
        assets: Mapping[str, str] = _NOTHING,
        version: str = "",
        cache: Cache | None = None,
    ) -> None:
        own = site.resolve() if site and site.is_dir() else None
        self._sources = Sources(theme.resolve(), own)
        self._assets = assets
        self._chrome = chrome
        speech = self.speech = words(chrome.language, catalogue(self._sources, chrome.language))
        self._environment = _environment(self._sources, chrome, speech, cache or Cache(None))
        self._environment.given = self._environment.globals | {
            "site": chrome,
            "generator": f"newsgen {version}".rstrip(),
            "t": _translator(speech),
        }

    def check(self) -> tuple[Problem, ...]:
        """Every problem of every template that shows without rendering."""
        return check(self._sources, self._environment)

    def uses(self) -> dict[str, Uses]:
        """What each template uses by itself."""
        return uses(self._sources, self._environment)

    def page(self, page: Page, body: str = "") -> bytes:
        """The file of a page. body: its text's HTML, with symbolic targets.

        Raises TemplateProblem where a template is at fault.
        """
        link = links.linker(page.address, self._chrome.base_url)
        text = Markup(fill(_named(page, body), _addresses(page, link)))
        try:
            html = self._draw(page, text, link)
        except Exception as error:
            if found := fault(error, self._sources, self._environment):
                raise TemplateProblem(found) from error
            raise
        return (html.rstrip() + "\n").encode()

    def _draw(self, page: Page, text: Markup, link: Callable[[str], str]) -> str:
        given = self._environment.given
        given["page"], given["address"], given["body"] = page.view, page.address, text
        given["link"], given["asset"] = link, partial(self._asset, link)
        given["embeds"] = Embeds(page, self._chrome, self.speech)
        return self._environment.get_template(page.template).render(given)

    def _asset(self, link: Callable[[str], str], name: str) -> str:
        """The way to a file under /static/; what it holds is in the query, so no old one is shown.

        Not in the file's name: pages that were saved or kept somewhere would lose their look when
        the next style sheet takes the place of theirs.
        """
        if name not in self._assets:
            raise UnknownAsset(name, did_you_mean(name, self._assets))
        return f"{link(routes.ASSETS + name)}?v={self._assets[name][:_FINGERPRINT]}"


def _environment(sources: Sources, chrome: Chrome, speech: Words, cache: Cache) -> Templates:
    environment = Templates(
        loader=sources.loader(),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Compiled(chrome.language, cache),
    )
    for name in _NEVER_THE_SAME_FILTERS:
        del environment.filters[name]
    for name in _NEVER_THE_SAME_GLOBALS:
        del environment.globals[name]
    environment.filters |= {"date": speech.date, "clock": speech.clock, "iso": iso}
    environment.filters |= {"number": speech.number, "language": speech.language}
    environment.filters |= {"weeks": speech.weeks, "weekday": speech.weekday}
    environment.filters |= {
        "absolute": partial(links.absolute, base_url=chrome.base_url),
        "host": links.host,
    }
    return environment


def _translator(speech: Words) -> Callable[..., Markup]:
    plain: dict[str, Markup] = {}

    def t(singular: str, plural: str | None = None, **values: Any) -> Markup:
        """A message in the site's language; n chooses its form, numbers are written as there."""
        if plural is None and not values:
            if singular not in plain:
                plain[singular] = escape(speech.message(singular, None, None)) % {}
            return plain[singular]
        message = speech.message(singular, plural, values.get("n"))
        written = {
            name: speech.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return escape(message) % written

    return t


def _named(page: Page, body: str) -> str:
    """A page's text with a link for every name that is to be one."""
    match page.view:
        case ArticleView(marks=marks) if marks:
            return apply(body, [(mark.start, mark.end, mark.address[1:]) for mark in marks])
        case _:
            return body


def _addresses(page: Page, link: Callable[[str], str]) -> dict[str, str | None]:
    """Where the symbolic targets of a page's text lead, seen from the page."""
    match page.view:
        case ArticleView(targets=targets, marks=marks):
            names = {f"{NAME}{mark.address[1:]}": link(mark.address) for mark in marks}
            return names | _targets(targets, link)
        case PlainView(targets=targets):
            return _targets(targets, link)
        case _:
            return {}


def _targets(
    targets: tuple[tuple[str, str | None], ...], link: Callable[[str], str]
) -> dict[str, str | None]:
    return {symbol: link(address) if address else None for symbol, address in targets}
