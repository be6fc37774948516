"""Which groups of pages an archive has.

What a group shows is no matter here, only that it exists.
"""

from collections.abc import Iterator
from itertools import product

from newsgen.archive.companions import WHOLE_STORY
from newsgen.archive.questions import ARTICLES, WITHDRAWN
from newsgen.model.kind import Kind
from newsgen.model.period import NARROWER_SPAN, Period, Span
from newsgen.pages import routes
from newsgen.pages.corrections import corrections_years
from newsgen.pages.language_pages import archive_languages
from newsgen.pages.letter_pages import index_letters, is_divided
from newsgen.pages.name_files import name_letters
from newsgen.pages.name_pages import pair_history
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.plan_group import GroupKey, GroupKind
from newsgen.pages.plan_inputs import PlanInputs

_SINGLE: tuple[GroupKind, ...] = (
    *(
        "front page",
        "dates",
        "days of year",
        "trends",
        "words",
        "languages",
        "corrections",
        "search",
    ),
    *("name files", "sitemaps", "feed", "static files", "redirects"),
)
_SERVICE_ADDRESSES = (
    routes.NOT_FOUND,
    routes.READING,
    routes.DATA,
    routes.FEEDS,
    routes.OPML,
    routes.ACCENT,
)

SINGLE_GROUPS = (
    *(GroupKey("service", address) for address in _SERVICE_ADDRESSES),
    *map(GroupKey, _SINGLE),
    *(GroupKey("index", kind.value) for kind in Kind),
)
"""The groups that every archive may have, whatever its articles are."""


def page_groups(inputs: PlanInputs) -> Iterator[GroupKey]:
    """Yield all groups of an archive; some of them may have no pages."""
    questions = inputs.questions
    years = periods_with_pages(inputs, "year")
    for timeline, year in product((ARTICLES, WITHDRAWN), reversed(years)):
        for article in questions.entries(timeline, year):
            yield GroupKey("article", article.path)
    for page in questions.plain_pages():
        yield GroupKey("plain page", page.path)
    days: set[str] = set()
    for period in years:
        groups = tuple(_period_groups(inputs, period))
        yield from groups
        days.update(group.key[5:] for group in groups if len(group.key) == len("2022-09-13"))
        yield GroupKey("sitemap", period.isoformat())
    yield from (GroupKey("day of year", day) for day in sorted(days))
    for tag in archive_languages(inputs):
        yield GroupKey("language", tag)
        yield from _period_groups_of("language period", tag, NameHistory.of_language(inputs, tag))
    for kind in Kind:
        yield GroupKey("index", kind.value)
        for term, _ in questions.terms(kind):
            history = NameHistory.of_term(inputs, term)
            yield GroupKey("name", history.timelines[0].subject)
            yield from _period_groups_of("name period", history.timelines[0].subject, history)
    yield from letter_groups(inputs)
    for subject in questions.pairs(WHOLE_STORY * inputs.config.pairs):
        yield GroupKey("pair", subject)
        if pair := pair_history(inputs, subject):
            yield from _period_groups_of("pair period", subject, pair)
    for year, _ in corrections_years(inputs):
        yield GroupKey("corrections year", year.isoformat())
    subjects = questions.subjects("changes") if inputs.config.base_url else ()
    yield from (GroupKey("feed", subject) for subject in subjects if subject)
    yield from (group for group in SINGLE_GROUPS if group.kind != "index")


def letter_groups(inputs: PlanInputs) -> Iterator[GroupKey]:
    """Yield the groups of letters, of indexes and of files of names that are divided."""
    for kind in Kind:
        letters = index_letters(inputs, kind) if is_divided(inputs, kind) else ()
        yield from (GroupKey("index letter", f"{kind.value}:{letter.weight}") for letter in letters)
    yield from (GroupKey("name letter", letter) for letter in name_letters(inputs))


def periods_with_pages(
    inputs: PlanInputs, span: Span, within: Period | None = None
) -> tuple[Period, ...]:
    """Return the periods that hold articles, withdrawn ones too, the oldest first."""
    tally = inputs.questions.tally
    timelines = (ARTICLES, WITHDRAWN)
    return tuple(sorted({each for line in timelines for each, _ in tally(line, span, within)}))


def _period_groups(inputs: PlanInputs, period: Period) -> Iterator[GroupKey]:
    """Yield the group of a period, and those of the periods in it."""
    yield GroupKey("period", period.isoformat())
    if narrower := NARROWER_SPAN.get(period.span):
        for each in periods_with_pages(inputs, narrower, period):
            yield from _period_groups(inputs, each)


def _period_groups_of(kind: GroupKind, subject: str, history: NameHistory) -> Iterator[GroupKey]:
    for period, _ in history.periods():
        yield period_group(kind, subject, period)


def period_group(kind: GroupKind, subject: str, period: Period) -> GroupKey:
    """Return the group of a year or month of a name, of two or of a language."""
    return GroupKey(kind, f"{subject}|{period.isoformat()}")
