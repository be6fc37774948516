"""The pages of languages, where an archive has several: an index, and the articles in each."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from newsgen.model.article import Article
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, CardFactory, card_groups, periods_below
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_group import PageGroup, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Crumb, LanguageLink
from newsgen.pages.views import LanguagesView, LanguageView


def language_links(inputs: PlanInputs) -> tuple[LanguageLink, ...]:
    """Return the languages with their pages; none where all articles are in one."""
    languages = inputs.archive.languages
    articles = inputs.archive.articles if languages else ()
    counts = Counter(article.language for article in articles)
    return tuple(LanguageLink(tag, routes.language_address(tag), counts[tag]) for tag in languages)


def language_groups(inputs: PlanInputs, make_card: CardFactory) -> Iterator[PageGroup]:
    """Yield the group of the index, and for each language those of its own page and its years."""
    archive, config = inputs.archive, inputs.config
    if not archive.languages:
        return
    index = LanguagesView(routes.LANGUAGES, (FRONT_CRUMB,), language_links(inputs))
    page = builtin_page(routes.LANGUAGES, "languages.html", "the index of languages", lambda: index)
    yield PageGroup(partial(iter, (page,)), ("languages", index))
    articles_by_language: dict[str, list[Article]] = defaultdict(list)
    for article in archive.articles:
        articles_by_language[article.language].append(article)
    for tag in archive.languages:
        articles = tuple(articles_by_language[tag])
        history = NameHistory((), articles, (), config, make_card, tag)
        own = history.page("language.html", partial(_language_view, inputs, history))
        year_counts = [(year.period, year.count) for year in history.years]
        settings = (archive.languages, config.newest, config.year, bool(config.base_url))
        depends_on = ("language", tag, len(articles), year_counts, settings)
        yield PageGroup(partial(iter, (own,)), depends_on, articles[: config.newest])
        for year in history.years:
            parts = (tag, year.period, year.count, config.year)
            pages = partial(history.year_pages, year)
            yield PageGroup(pages, ("year of a language", parts), year.articles)


def _language_view(inputs: PlanInputs, history: NameHistory) -> LanguageView:
    config, languages = inputs.config, inputs.archive.languages
    return LanguageView(
        address=history.address,
        crumbs=(FRONT_CRUMB, Crumb(routes.LANGUAGES)),
        language=history.language,
        count=len(history.articles),
        groups=card_groups(history.make_card, history.articles[: config.newest]),
        years=periods_below(history.address, history.years),
        feed=routes.feed_address(history.address) if config.base_url else "",
        alternates=tuple((tag, routes.language_address(tag)) for tag in languages),
    )
