"""The pages and copied files of each group.

They are a function of the inputs, the archive's answers and the group's key.

A group is as small as it can be, and named by its kind and a short text. Whoever keeps what a group
asked knows when to plan it again. One that has none any more yields none.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from newsgen.archive.questions import ArchiveQuestions
from newsgen.model.value import Value, replace
from newsgen.pages.corrections import corrections_pages, corrections_year_pages
from newsgen.pages.days_of_year import day_of_year_pages, days_of_year_pages
from newsgen.pages.feeds import feed_pages
from newsgen.pages.front_page import front_pages
from newsgen.pages.indexes import index_pages
from newsgen.pages.language_pages import language_pages, language_period_pages, languages_pages
from newsgen.pages.letter_pages import letter_pages
from newsgen.pages.name_files import name_file_pages, name_letter_pages
from newsgen.pages.name_pages import name_pages, name_period_pages, pair_pages, pair_period_pages
from newsgen.pages.page_group import PlannedOutput
from newsgen.pages.period_pages import dates_pages, period_pages
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.redirects import redirect_pages
from newsgen.pages.search_pages import search_pages
from newsgen.pages.service_pages import service_pages
from newsgen.pages.sitemaps import other_sitemap_pages, sitemap_pages
from newsgen.pages.static_files import static_files
from newsgen.pages.text_pages import article_pages, plain_pages
from newsgen.pages.trends import trends_pages
from newsgen.pages.words import words_pages

GroupKind = Literal[
    "article",
    "plain page",
    "front page",
    "dates",
    "days of year",
    "day of year",
    "trends",
    "words",
    "period",
    "languages",
    "language",
    "language period",
    "index",
    "index letter",
    "name",
    "name period",
    "pair",
    "pair period",
    "corrections",
    "corrections year",
    "service",
    "search",
    "name files",
    "name letter",
    "sitemap",
    "sitemaps",
    "feed",
    "static files",
    "redirects",
]


class GroupKey(Value, frozen=True, array_like=True):
    """Which group of pages is meant.

    key: The path of a text, a period, a day of the year, a language, the subject of a timeline, an
    address; a letter, of an index after its kind and a colon; of a year or month of these the same
    with a bar and that; empty where the kind has one group alone.
    """

    kind: GroupKind
    key: str = ""


_BUILDERS: Mapping[GroupKind, Callable[[PlanInputs, str], Iterator[PlannedOutput]]] = {
    "article": article_pages,
    "plain page": plain_pages,
    "front page": front_pages,
    "dates": dates_pages,
    "days of year": days_of_year_pages,
    "day of year": day_of_year_pages,
    "trends": trends_pages,
    "words": words_pages,
    "period": period_pages,
    "languages": languages_pages,
    "language": language_pages,
    "language period": language_period_pages,
    "index": index_pages,
    "index letter": letter_pages,
    "name": name_pages,
    "name period": name_period_pages,
    "pair": pair_pages,
    "pair period": pair_period_pages,
    "corrections": corrections_pages,
    "corrections year": corrections_year_pages,
    "service": service_pages,
    "search": search_pages,
    "name files": name_file_pages,
    "name letter": name_letter_pages,
    "sitemap": sitemap_pages,
    "sitemaps": other_sitemap_pages,
    "feed": feed_pages,
    "static files": static_files,
    "redirects": redirect_pages,
}


def plan_group(
    inputs: PlanInputs, questions: ArchiveQuestions, group: GroupKey
) -> Iterator[PlannedOutput]:
    """Yield the pages and files of a group; the views of pages ask the same archive."""
    if questions is not inputs.questions:
        inputs = replace(inputs, questions=questions)
    return _BUILDERS[group.kind](inputs, group.key)
