"""The page that tells how often words were printed, by year; its script fetches the counts."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from newsgen.model.kind import ENTITY_KINDS
from newsgen.model.search_words import search_words
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, site_periods
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.period_components import PeriodLink
from newsgen.pages.period_views import WordsView
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import SearchRuntime

MAX_WORDS = 2
"""Words that are counted together, where they follow each other; `words.js` has it too."""

_MAX_EXAMPLES = 3
_NAMES_LOOKED_AT = 20


def words_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the page of words; nothing if newsgen.yml wants no search, or there are no articles."""
    if inputs.config.search and inputs.questions.search_days():
        view = partial(_words_view, inputs)
        yield builtin_page(routes.WORDS, "words.html", "the page of words", view)


def _words_view(inputs: PlanInputs) -> WordsView:
    counts: Counter[str] = Counter()
    for day in inputs.questions.search_days():
        counts[day.language] += day.count
    names = inputs.questions.most_frequent_names(_NAMES_LOOKED_AT, *ENTITY_KINDS)
    labels = (term.text for term, _ in names)
    short = [label for label in labels if 0 < len(search_words(label).words) <= MAX_WORDS]
    return WordsView(
        address=routes.WORDS,
        crumbs=(FRONT_CRUMB,),
        word_counts=tuple(
            SearchRuntime(language, routes.words_address(language))
            for language, _ in counts.most_common()
        ),
        years=tuple(PeriodLink(year.address, year.period) for year in site_periods(inputs, "year")),
        examples=tuple(short[:_MAX_EXAMPLES]),
    )
