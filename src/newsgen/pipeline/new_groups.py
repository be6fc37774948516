"""Finds the page groups that an edit may have brought about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, combinations

from newsgen.archive.companions import MAX_COMPANY, WHOLE_STORY
from newsgen.archive.questions import DAY_BITS
from newsgen.model.kind import ENTITY_KINDS
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.model.period import Period, Span
from newsgen.pages.feeds import feed_languages
from newsgen.pages.language_pages import archive_languages
from newsgen.pages.name_pages import pair_history, term_of_subject
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_groups import SINGLE_GROUPS, letter_groups, period_group
from newsgen.pages.plan_group import GroupKey, GroupKind
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import MEMBERS, ArchiveDelta, StoredTerm
from newsgen.store.archive_lists import (
    LANGUAGE,
    MENTIONS,
    ROLE_WEIGHTS,
    WITHDRAWN_LIST,
    list_number,
)
from newsgen.store.name_indexes import LETTERS_INDEX, NAME_WORDS, NUMBERS_INDEX
from newsgen.store.name_scores import NameScores


def new_groups(
    inputs: PlanInputs, database: ArchiveDatabase, delta: ArchiveDelta
) -> Iterator[GroupKey]:
    """Yield the groups that articles or names which came or changed may belong to.

    Some of them may exist already, and some may have no pages.
    """
    yield from SINGLE_GROUPS
    yield from (GroupKey("article", path) for path in delta.articles.values())
    terms_at: dict[int, set[int]] = {}
    days: set[date] = set()
    years: dict[int, set[Period]] = defaultdict(set)
    for (number, place), bits in delta.places.items():
        if bits & MEMBERS:
            day = date.fromordinal(place >> DAY_BITS)
            days.add(day)
            years[number // 4].add(Period.of(day, "year"))
            if number & 3 in ROLE_WEIGHTS and number > MENTIONS:
                terms_at.setdefault(place, set()).add(number // 4)
    yield from _groups_of_days(days)
    touched = {*delta.terms, *chain.from_iterable(terms_at.values())}
    subjects = {number: _subject(delta, number) for number in touched}
    for number, subject in subjects.items():
        if subject:
            known = _had_year_pages(inputs, *delta.terms[number])
            yield from _groups_of_name(inputs, subject, years[number] if known else None)
    yield from _groups_of_languages(inputs, delta)
    yield from _groups_of_pairs(inputs, database, delta, terms_at)
    for index, key in delta.keys:
        yield from _groups_of_key(index, key)
    if any(index in (LETTERS_INDEX, NUMBERS_INDEX, NAME_WORDS) for index, _ in delta.keys):
        yield from letter_groups(inputs)


def _groups_of_languages(inputs: PlanInputs, delta: ArchiveDelta) -> Iterator[GroupKey]:
    """Yield the groups of all languages where one may be new: this may be the second.

    Languages have pages, and feeds, where there are several. For feeds withdrawn articles count.
    """
    is_new = any(_is_new_language(*change) for change in delta.terms.values())
    if is_new:
        for language in archive_languages(inputs):
            yield from _groups_of_name(inputs, f"{LANGUAGE}:{language}", None)
    if is_new or any(number == WITHDRAWN_LIST for number, _ in delta.places):
        yield from (GroupKey("feed", language) for language in feed_languages(inputs))


def _groups_of_days(days: set[date]) -> Iterator[GroupKey]:
    spans: tuple[Span, ...] = ("year", "month", "day")
    for day in days:
        yield from (GroupKey("period", Period.of(day, span).isoformat()) for span in spans)
        yield GroupKey("sitemap", Period.of(day, "year").isoformat())
        yield GroupKey("day of year", f"{day:%m-%d}")


def _groups_of_key(index: str, key: bytes) -> Iterator[GroupKey]:
    if index == "corrections":
        year = date.fromordinal(int.from_bytes(key[:4], "big")).year
        yield GroupKey("corrections year", f"{year:04}")
    elif index == "page addresses":
        yield GroupKey("plain page", key.decode())
    elif index.startswith("changes") and index != "changes by year":
        subject = index.removeprefix("changes").lstrip()
        yield GroupKey("feed", subject.removeprefix(f"{LANGUAGE}:"))


def _subject(delta: ArchiveDelta, number: int) -> str:
    """Return the subject of the timelines of a touched name; empty if it is no more."""
    _, term = delta.terms.get(number, (None, None))
    return f"{term.kind}:{term.name}" if term else ""


def _groups_of_pairs(
    inputs: PlanInputs,
    database: ArchiveDatabase,
    delta: ArchiveDelta,
    terms_at: Mapping[int, Collection[int]],
) -> Iterator[GroupKey]:
    """Yield the groups of two names that may have a page from now on.

    terms_at: The places of articles, with the numbers of their names that came or went.
    """
    scores, least = NameScores(database, delta), WHOLE_STORY * inputs.config.pairs
    pairs: dict[tuple[int, int], None] = {}
    for place in {*terms_at, *_recounted_places(database, delta)}:
        names = _names_at(database, place)
        # In one that has very many names, others count where one comes, goes or stands for another.
        changed = names if len(names) > MAX_COMPANY else terms_at[place]
        entities = sorted(name for name in names if scores.kind_of(name) in ENTITY_KINDS)
        for one, two in combinations(entities, 2):
            if one in changed or two in changed:
                pairs[one, two] = None
    for one, two in pairs:
        if scores.may_reach(one, two, least):
            subject = "\n".join(sorted((scores.subject(one), scores.subject(two))))
            yield GroupKey("pair", subject)
            if pair := pair_history(inputs, subject):
                for period, _ in pair.periods():
                    yield period_group("pair period", subject, period)


def _recounted_places(database: ArchiveDatabase, delta: ArchiveDelta) -> Iterator[int]:
    """Yield the places of articles with very many names, of which one counts only now, or no more.

    A tag does not count while it stands for an entity.
    """
    for number, (earlier, term) in delta.terms.items():
        if earlier and term and earlier.is_counted != term.is_counted:
            for role in ROLE_WEIGHTS:
                query = "SELECT place FROM entries WHERE list = ?"
                for (place,) in database.select(query, list_number(number, role)):
                    if len(_names_at(database, place)) > MAX_COMPANY:
                        yield place


def _names_at(database: ArchiveDatabase, place: int) -> frozenset[int]:
    """Return the numbers of the names that the article at a place has, mentions too."""
    row = database.get("memberships", place)
    lists = unpack_numbers(row[0]) if row else ()
    return frozenset(one // 4 for one in lists if one & 3 in ROLE_WEIGHTS and one > MENTIONS)


def _is_new_language(earlier: StoredTerm | None, term: StoredTerm | None) -> bool:
    """Return whether there are articles in a language now, and were none."""
    if term is None or term.kind != LANGUAGE:
        return False
    return bool(term.about) and not (earlier and earlier.about)


def _had_year_pages(
    inputs: PlanInputs, earlier: StoredTerm | None, term: StoredTerm | None
) -> bool:
    """Return whether a name had pages of its years before, at the addresses that it has now."""
    if earlier is None or term is None or earlier.label != term.label:
        return False
    return max(earlier.about, earlier.mentions) > inputs.config.most_stories


def _groups_of_name(
    inputs: PlanInputs, subject: str, years: Iterable[Period] | None
) -> Iterator[GroupKey]:
    """Yield the groups of a name or a language. years: of which to yield them; None for all."""
    kind, _, name = subject.partition(":")
    is_language = kind == LANGUAGE
    key = name if is_language else subject
    yield GroupKey("language" if is_language else "name", key)
    yield GroupKey("feed", key)
    group_kind: GroupKind = "language period" if is_language else "name period"
    if is_language:
        history = NameHistory.of_language(inputs, name)
    elif term := term_of_subject(inputs, subject):
        history = NameHistory.of_term(inputs, term)
    else:
        return
    yield from (period_group(group_kind, key, period) for period, _ in history.periods(years))
