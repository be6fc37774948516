"""Which articles a query means: by date, names, language, what they lack, and what they are.

Takes the criteria of a query and all articles, published or not; gives a function that tells of an
article whether it is meant. All criteria have to hold. Refuses keys, names, dates and words that
mean nothing here, with what may have been meant.
"""

from collections.abc import Collection, Mapping
from datetime import date

from newsgen.archive.article_traits import Condition, missing_parts, states
from newsgen.archive.query_criteria import Criterion, QueryScope, folded_words
from newsgen.archive.query_names import KINDS_BY_KEY, name_condition
from newsgen.content.dates import parse_partial_date
from newsgen.content.did_you_mean import did_you_mean, meant_word
from newsgen.content.language_tags import language_hint, language_tag, tag_of_name
from newsgen.model.article import Article
from newsgen.model.command_error import CommandError
from newsgen.model.kind import join_words

KEYS = ("date", *KINDS_BY_KEY, "lang", "missing", "is", "title")
"""The keys of a query."""

_SYNONYMS = (
    *((key, f"{kinds[0]}") for key, kinds in KINDS_BY_KEY.items() if key != "name"),
    ("organization", "org organisation organisations"),
    ("person", "who"),
    ("name", "names entity entities about"),
    ("lang", "language languages"),
    ("missing", "no without lacks"),
    ("is", "status state"),
)

_OTHER_WAYS = {
    **dict.fromkeys(("year", "month", "day", "on"), "write date:2022, date:2022-09 or a whole day"),
    **dict.fromkeys(("from", "since", "after"), "write date:2022-09.. for all from then on"),
    **dict.fromkeys(("to", "until", "before"), "write date:..2022-09 for all until then"),
    "has": "write -missing:summary for those that have one",
}
"""What to write for the keys that other searches have."""

_MISSING_SYNONYMS = (
    ("picture", "pictures image images photo"),
    ("alt", "description"),
    ("author", "authors byline"),
    ("tag", "tags"),
    ("name", "names entities"),
    ("source_url", "url link"),
    ("text", "body"),
)


def read_query(criteria: Collection[Criterion], scope: QueryScope) -> Condition:
    """Return what tells whether an article is meant. Raises CommandError for what means nothing."""
    conditions = [_signed_condition(criterion, scope) for criterion in criteria]
    return lambda article: all(condition(article) for condition in conditions)


def _signed_condition(criterion: Criterion, scope: QueryScope) -> Condition:
    condition = _condition(criterion, scope)
    return (lambda article: not condition(article)) if criterion.is_negative else condition


def _condition(criterion: Criterion, scope: QueryScope) -> Condition:
    key = meant_word(criterion.key, _SYNONYMS) if criterion.key not in KEYS else criterion.key
    if criterion.key and key not in KEYS:
        raise CommandError(_unknown_key_message(criterion))
    if not criterion.value:
        raise CommandError(f"{criterion.text}: nothing stands after the colon")
    if key in ("", "title"):
        return _title_condition(criterion)
    if key == "date":
        return _date_condition(criterion)
    if key == "lang":
        return _language_condition(criterion)
    if key == "missing":
        return _word_condition(criterion, missing_parts(scope.body), _MISSING_SYNONYMS)
    if key == "is":
        return _word_condition(criterion, states(scope.now), ())
    return name_condition(criterion, key, scope)


def _unknown_key_message(criterion: Criterion) -> str:
    hint = _OTHER_WAYS.get(criterion.key) or did_you_mean(criterion.key, KEYS)
    hint = hint or f"the keys are {join_words(KEYS)}"
    phrase = criterion.text.removeprefix("-").replace('"', "")
    return f"{criterion.key} is no key of a query; {hint}; a title with a colon is '\"{phrase}\"'"


def _title_condition(criterion: Criterion) -> Condition:
    wanted = folded_words(criterion.value)
    if not wanted:
        raise CommandError(f"{criterion.text}: there is no letter or digit to look for")
    return lambda article: wanted in folded_words(article.title)


def _date_condition(criterion: Criterion) -> Condition:
    start, dots, end = criterion.value.partition("..")
    ends = (start, end) if dots else (start, start)
    if not any(text.strip(" *") for text in ends):
        raise CommandError(f"{criterion.text}: no date stands before or after the dots")
    first = _limit(criterion, ends[0], date.min, is_end=False)
    last = _limit(criterion, ends[1], date.max, is_end=True)
    if first > last:
        raise CommandError(f"{criterion.text}: {ends[0]} is after {ends[1]}; turn them round")

    def is_within(article: Article) -> bool:
        period = article.moment.period
        return first <= period.first and period.last <= last

    return is_within


def _limit(criterion: Criterion, text: str, open_end: date, *, is_end: bool) -> date:
    """Return the first or last day of a date; the other end of the calendar if there is none."""
    if not text.strip(" *"):
        return open_end
    period = parse_partial_date(text)
    if isinstance(period, tuple):
        raise CommandError(
            f"{criterion.text}: {'; '.join(period)}; a stretch of time is 2022-09..2022-10-15"
        )
    return period.last if is_end else period.first


def _language_condition(criterion: Criterion) -> Condition:
    tag = tag_of_name(criterion.value) or language_tag(criterion.value)
    if not tag:
        hint = language_hint(criterion.value)
        raise CommandError(f'{criterion.text}: "{criterion.value}" is not a language tag; {hint}')
    wanted = tag.lower()
    # RFC 4647, basic filtering: zh means zh-Hant as well.
    return lambda article: f"{article.language.lower()}-".startswith(f"{wanted}-")


def _word_condition(
    criterion: Criterion,
    conditions: Mapping[str, Condition],
    synonyms: tuple[tuple[str, str], ...],
) -> Condition:
    word = meant_word(criterion.value.lower().replace("-", "_"), synonyms)
    if word not in conditions:
        hint = (
            did_you_mean(criterion.value, conditions) or f"it can be {join_words(conditions, 'or')}"
        )
        raise CommandError(f'{criterion.text}: "{criterion.value}" means nothing here; {hint}')
    return conditions[word]
