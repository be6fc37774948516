"""The pages of languages, where an archive has several: an index, and the articles in each."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.questions import Timeline
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, card_groups, periods_below
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Crumb, LanguageLink
from newsgen.pages.views import LanguagesView, LanguageView


def archive_languages(inputs: PlanInputs) -> tuple[str, ...]:
    """Return the languages of the articles if they are several, else none."""
    languages = tuple(inputs.questions.subjects("language"))
    return languages if len(languages) > 1 else ()


def language_links(inputs: PlanInputs) -> tuple[LanguageLink, ...]:
    """Return the languages with their pages; none where all articles are in one."""
    return tuple(
        LanguageLink(
            tag, routes.language_address(tag), inputs.questions.count(Timeline("language", tag))
        )
        for tag in archive_languages(inputs)
    )


def languages_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the index of languages, if there are several."""
    if links := language_links(inputs):
        view = LanguagesView(routes.LANGUAGES, (FRONT_CRUMB,), links)
        owner = "the index of languages"
        yield builtin_page(routes.LANGUAGES, "languages.html", owner, lambda: view)


def language_pages(inputs: PlanInputs, tag: str) -> Iterator[PlannedPage]:
    """Yield a language's own page."""
    if tag in archive_languages(inputs):
        history = NameHistory.of_language(inputs, tag)
        yield history.page("language.html", partial(_language_view, history))


def language_period_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the page of a year or month of a language."""
    tag, period = key.split("|")
    if tag in archive_languages(inputs):
        yield from NameHistory.of_language(inputs, tag).period_pages(period)


def _language_view(history: NameHistory) -> LanguageView:
    inputs = history.inputs
    return LanguageView(
        address=history.address,
        crumbs=(FRONT_CRUMB, Crumb(routes.LANGUAGES)),
        language=history.language,
        count=history.counts[0],
        groups=card_groups(inputs, history.newest[0]),
        years=periods_below(history.address, history.years),
        feed=routes.feed_address(history.address) if inputs.config.base_url else "",
        alternates=tuple((tag, routes.language_address(tag)) for tag in archive_languages(inputs)),
    )
