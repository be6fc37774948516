"""One page after another to HTML, with everything that is the same for all of them made once."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2 import Environment
from markupsafe import Markup, escape

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.markdown import insert_addresses
from newsgen.content.names import NAME_PREFIX, insert_name_links
from newsgen.model.kind import KIND_BY_KEY, TYPED_ENTITY_KINDS
from newsgen.model.problem import Problem
from newsgen.pages import links, routes
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleView, Chrome, PlainPageView
from newsgen.render.bytecode_cache import TemplateBytecodeCache
from newsgen.render.catalogue import load_catalogue
from newsgen.render.dependencies import TemplateDependencies, find_dependencies
from newsgen.render.embeds import Embeds
from newsgen.render.jinja_codegen import TESTED_JINJA_VERSIONS
from newsgen.render.loader import TemplateSearchPath
from newsgen.render.localizer import Localizer, iso_date, make_localizer
from newsgen.render.macro_modules import TemplateEnvironment
from newsgen.render.template_check import check_templates
from newsgen.render.template_errors import (
    MissingValue,
    TemplateProblem,
    UnknownAsset,
    template_error_problem,
)
from newsgen.store.cache import Cache
from newsgen.store.cache_rows import RowStore

# Jinja's own that give another text each time.
_NONDETERMINISTIC_FILTERS = ("random",)
_NONDETERMINISTIC_GLOBALS = ("lipsum",)

_ASSET_DIGEST_LENGTH = 10
"""How many digits of a digest tell the contents of an asset apart."""

_NO_ASSETS: Mapping[str, str] = MappingProxyType({})


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
        assets: Mapping[str, str] = _NO_ASSETS,
        version: str = "",
        cache: RowStore | None = None,
    ) -> None:
        own = site.resolve() if site and site.is_dir() else None
        self._sources = TemplateSearchPath(theme.resolve(), own)
        self._assets = assets
        self._chrome = chrome
        speech = self.localizer = make_localizer(
            chrome.language, load_catalogue(self._sources, chrome.language)
        )
        self._page_globals: dict[str, Any] = {}
        self._environment = _make_environment(
            self._sources, self._page_globals, chrome, speech, cache or Cache(None)
        )
        self._page_globals |= self._environment.globals | {
            "site": chrome,
            "generator": f"newsgen {version}".rstrip(),
            "t": _make_translator(speech),
            "name_kinds": KIND_BY_KEY,
            "entity_kinds": TYPED_ENTITY_KINDS,
        }

    def check(self) -> tuple[Problem, ...]:
        """Every problem of every template that shows without rendering."""
        return check_templates(self._sources, self._environment)

    def dependencies(self) -> dict[str, TemplateDependencies]:
        """What each template uses by itself."""
        return find_dependencies(self._sources)

    def render(self, page: Page, body: str = "") -> bytes:
        """The file of a page. body: its text's HTML, with symbolic targets.

        Raises TemplateProblem where a template is at fault.
        """
        link = links.href_builder(page.address, self._chrome.base_url)
        text = Markup(insert_addresses(_link_names(page, body), _target_links(page, link)))
        try:
            html = self._draw(page, text, link)
        except Exception as error:
            if found := template_error_problem(error, self._sources, self._environment):
                raise TemplateProblem(found) from error
            raise
        return (html.rstrip() + "\n").encode()

    def _draw(self, page: Page, text: Markup, link: Callable[[str], str]) -> str:
        self._page_globals |= {
            "page": page.view,
            "address": page.address,
            "body": text,
            "link": link,
            "asset": partial(self._asset, link),
            "embeds": Embeds(page, self._chrome, self.localizer),
        }
        return self._environment.get_template(page.template).render(self._page_globals)

    def _asset(self, link: Callable[[str], str], name: str) -> str:
        """The way to a file under /static/; what it holds is in the query, so no old one is shown.

        Not in the file's name: pages that were saved or kept somewhere would lose their look when
        the next style sheet takes the place of theirs.
        """
        if name not in self._assets:
            raise UnknownAsset(name, did_you_mean(name, self._assets))
        return f"{link(routes.STATIC + name)}?v={self._assets[name][:_ASSET_DIGEST_LENGTH]}"


def _make_environment(
    search_path: TemplateSearchPath,
    page_globals: dict[str, Any],
    chrome: Chrome,
    localizer: Localizer,
    cache: RowStore,
) -> Environment:
    environment_class: Callable[..., Environment] = Environment
    if jinja2.__version__ in TESTED_JINJA_VERSIONS:
        environment_class = partial(TemplateEnvironment, page_globals)
    environment = environment_class(
        loader=search_path.jinja_loader(),
        autoescape=True,
        undefined=MissingValue,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=TemplateBytecodeCache(chrome.language, cache),
    )
    for name in _NONDETERMINISTIC_FILTERS:
        del environment.filters[name]
    for name in _NONDETERMINISTIC_GLOBALS:
        del environment.globals[name]
    environment.filters |= {"date": localizer.date, "clock": localizer.clock, "iso": iso_date}
    environment.filters |= {"number": localizer.number, "language": localizer.language}
    environment.filters |= {"weeks": localizer.weeks, "weekday": localizer.weekday}
    environment.filters |= {
        "absolute": partial(links.absolute_url, base_url=chrome.base_url),
        "host": links.display_host,
    }
    return environment


def _make_translator(localizer: Localizer) -> Callable[..., Markup]:
    plain: dict[str, Markup] = {}

    def t(singular: str, plural: str | None = None, **values: Any) -> Markup:
        """A message in the site's language; n chooses its form, numbers are written as there."""
        if plural is None and not values:
            if singular not in plain:
                plain[singular] = escape(localizer.message(singular, None, None)) % {}
            return plain[singular]
        message = localizer.message(singular, plural, values.get("n"))
        written = {
            name: localizer.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return escape(message) % written

    return t


def _link_names(page: Page, body: str) -> str:
    """A page's text with a link for every name that is to be one."""
    match page.view:
        case ArticleView(marks=marks) if marks:
            return insert_name_links(
                body, [(mark.start, mark.end, mark.address[1:]) for mark in marks]
            )
        case _:
            return body


def _target_links(page: Page, link: Callable[[str], str]) -> dict[str, str | None]:
    """Where the symbolic targets of a page's text lead, seen from the page."""
    match page.view:
        case ArticleView(targets=targets, marks=marks):
            names = {f"{NAME_PREFIX}{mark.address[1:]}": link(mark.address) for mark in marks}
            return names | _resolve_targets(targets, link)
        case PlainPageView(targets=targets):
            return _resolve_targets(targets, link)
        case _:
            return {}


def _resolve_targets(
    targets: tuple[tuple[str, str | None], ...], link: Callable[[str], str]
) -> dict[str, str | None]:
    return {symbol: link(address) if address else None for symbol, address in targets}
