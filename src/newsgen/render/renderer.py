"""Renders pages as HTML; makes once what all pages share."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.kind import KIND_BY_KEY, TYPED_ENTITY_KINDS
from newsgen.model.problem import Problem
from newsgen.pages import links, routes
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.page import Page
from newsgen.render.bytecode_cache import TemplateBytecodeCache
from newsgen.render.catalogue import load_catalogue
from newsgen.render.fragments import Fragments
from newsgen.render.jinja_codegen import TESTED_JINJA_VERSIONS
from newsgen.render.localizer import Localizer, iso_date, make_localizer
from newsgen.render.macro_modules import TemplateEnvironment
from newsgen.render.page_metadata import Embeds
from newsgen.render.search_path import TemplateSearchPath
from newsgen.render.template_check import check_templates
from newsgen.render.template_errors import (
    MissingValue,
    TemplateProblem,
    UnknownAsset,
    template_error_problem,
)
from newsgen.render.template_references import TemplateDependencies, find_dependencies
from newsgen.render.text_links import complete_text
from newsgen.store.cache import Cache
from newsgen.store.cache_rows import RowStore

_PAGE_VALUES = frozenset(("page", "address", "body", "headings", "embeds"))
"""The names of what is another page's on each page. Links are the same on all pages of a depth."""

_ASSET_DIGEST_LENGTH = 10
"""Digits of a digest that the address of an asset shows."""


class Renderer:
    """Renders pages. Each worker process makes one; rendering a page does not affect the next.

    Args:
        site: The folder of the site's templates, if it has any; it need not exist.
        assets: The digest of each static file's content, by its name under /static/.
        cache: Keeps the code of templates; without one it is compiled again.
    """

    def __init__(
        self,
        chrome: Chrome,
        theme: Path,
        site: Path | None = None,
        assets: Mapping[str, str] | None = None,
        version: str = "",
        cache: RowStore | None = None,
    ) -> None:
        site_folder = site.resolve() if site and site.is_dir() else None
        self._search_path = TemplateSearchPath(theme.resolve(), site_folder)
        self._assets = assets or {}
        self._chrome = chrome
        messages = load_catalogue(self._search_path, chrome.language)
        # Dates of a language beside words that nobody translated would be two languages in a line.
        has_words = chrome.language.partition("-")[0] == "en" or isinstance(
            messages, GNUTranslations
        )
        localizer = self.localizer = make_localizer(
            chrome.language if has_words else "en", messages
        )
        self._href = links.href_on_disk if chrome.for_disk else links.href
        self._page_globals: dict[str, Any] = {}
        self._fragments = Fragments(_PAGE_VALUES)
        environment_class: Callable[..., Environment] = Environment
        if jinja2.__version__ in TESTED_JINJA_VERSIONS:
            environment_class = partial(TemplateEnvironment, self._page_globals, self._fragments)
        self._environment = _make_environment(
            environment_class, self._search_path, chrome, localizer, cache or Cache(None)
        )
        self._page_globals |= self._environment.globals | {
            "site": chrome,
            "generator": f"newsgen {version}".rstrip(),
            "t": _make_translator(localizer),
            "name_kinds": KIND_BY_KEY,
            "entity_kinds": TYPED_ENTITY_KINDS,
        }

    def check(self) -> tuple[Problem, ...]:
        """Return every problem of templates and catalogues that shows without rendering."""
        return check_templates(self._search_path, self._environment)

    def dependencies(self) -> dict[str, TemplateDependencies]:
        """Return what each template uses directly, by name."""
        return find_dependencies(self._search_path)

    def render(self, page: Page, body: str = "") -> bytes:
        """Return the bytes of a page's file. body: the HTML of its text. Raises TemplateProblem."""
        root_href = links.root_href(page.address, self._chrome.base_url)
        self._fragments.enter(root_href, page.view)
        link = partial(self._href, root_href)
        text = complete_text(page, body, link)
        try:
            self._page_globals |= {
                "page": page.view,
                "address": page.address,
                "body": text.html,
                "headings": text.headings,
                "link": link,
                "folder": partial(links.href, root_href),
                "asset": partial(self._asset, link),
                "embeds": Embeds(page, self._chrome, self.localizer),
            }
            html = self._environment.get_template(page.template).render(self._page_globals)
        except Exception as error:
            if problem := template_error_problem(error, self._search_path, self._environment):
                raise TemplateProblem(problem) from error
            raise
        return (html.rstrip() + "\n").encode()

    def _asset(self, link: Callable[[str], str], name: str) -> str:
        """Return the address of a static file, with its digest: no browser uses an old copy.

        It is not part of the file's name: saved pages would lose a style sheet that was replaced.
        """
        if name not in self._assets:
            raise UnknownAsset(name, did_you_mean(name, self._assets))
        return f"{link(routes.STATIC + name)}?v={self._assets[name][:_ASSET_DIGEST_LENGTH]}"


def _make_environment(
    environment_class: Callable[..., Environment],
    search_path: TemplateSearchPath,
    chrome: Chrome,
    localizer: Localizer,
    cache: RowStore,
) -> Environment:
    environment = environment_class(
        loader=search_path.jinja_loader(),
        autoescape=True,
        undefined=MissingValue,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=TemplateBytecodeCache(cache),
    )
    # The results of these are random.
    del environment.filters["random"], environment.globals["lipsum"]
    localized = ("date", "clock", "number", "language", "weeks", "weekday", "month", "month_day")
    site_filters = {name: getattr(localizer, name) for name in localized}
    site_filters["absolute"] = partial(links.absolute_url, base_url=chrome.base_url)
    environment.filters |= {name: _run_late(each) for name, each in site_filters.items()}
    environment.filters |= {"iso": iso_date, "host": links.display_host}
    return environment


def _run_late(site_filter: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that Jinja does not apply to a constant when it compiles a template.

    So the compiled code is the same in every language and at every address.
    """

    @pass_context
    def run(_context: Context, *args: Any, **options: Any) -> Any:
        return site_filter(*args, **options)

    return run


def _make_translator(localizer: Localizer) -> Callable[..., Markup]:
    @cache
    def translate(singular: str) -> Markup:
        return Markup(escaped_message(singular) % {})

    @cache
    def escaped_message(singular: str) -> str:
        return str(escape(localizer.message(singular, None, None)))

    @lru_cache(maxsize=4096)
    def translate_count(singular: str, plural: str, count: int) -> Markup:
        message = localizer.message(singular, plural, count)
        return escape(message) % {"n": localizer.number(count)}

    def t(singular: str, plural: str | None = None, **values: Any) -> Markup:
        """Return a message in the site's language; `n` chooses its form, numbers are localized."""
        if plural is None and not values:
            return translate(singular)
        if plural is not None and len(values) == 1 and type(values.get("n")) is int:
            return translate_count(singular, plural, values["n"])
        texts = {
            name: localizer.number(value) if isinstance(value, int) else escape(value)
            for name, value in values.items()
        }
        if plural is None:
            return Markup(escaped_message(singular) % texts)
        return escape(localizer.message(singular, plural, values.get("n"))) % texts

    return t
