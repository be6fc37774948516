"""Finds the page groups that an edit may have brought about."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations

from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.model.period import Period, Span
from newsgen.pages.language_pages import archive_languages
from newsgen.pages.name_pages import pair_history, term_of_subject
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_groups import SINGLE_GROUPS, year_group
from newsgen.pages.plan_group import GroupKey
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import MEMBERS, ArchiveDelta
from newsgen.store.archive_lists import ABOUT, LANGUAGE, MENTIONS
from newsgen.store.archive_places import DAY_BITS


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
    for (number, place), bits in delta.places.items():
        if bits & MEMBERS:
            days.add(date.fromordinal(place >> DAY_BITS))
            if number & 3 in (ABOUT, MENTIONS) and number > MENTIONS:
                terms_at.setdefault(place, set()).add(number // 4)
    yield from _groups_of_days(days)
    touched = {*delta.terms, *chain.from_iterable(terms_at.values())}
    subjects = {number: _subject(delta, number) for number in touched}
    if any(subject.startswith(f"{LANGUAGE}:") for subject in subjects.values()):
        # Languages have pages where there are several.
        languages = archive_languages(inputs)
        subjects |= {-at: f"{LANGUAGE}:{tag}" for at, tag in enumerate(languages, 1)}
    for subject in dict.fromkeys(subjects.values()):
        yield from _groups_of_name(inputs, subject)
    pairs = {
        "\n".join(sorted((subjects[one], subjects[two])))
        for place in terms_at
        for one, two in combinations(sorted(_entities(database, delta, place)), 2)
        if not terms_at[place].isdisjoint((one, two)) and subjects.get(one) and subjects.get(two)
    }
    for subject in pairs:
        yield GroupKey("pair", subject)
        if pair := pair_history(inputs, subject):
            yield from (year_group("pair year", subject, year) for year, _ in pair.years)
    for index, key in delta.keys:
        yield from _groups_of_key(index, key)


def _groups_of_days(days: set[date]) -> Iterator[GroupKey]:
    spans: tuple[Span, ...] = ("year", "month", "day")
    for day in days:
        yield from (GroupKey("period", Period.of(day, span).isoformat()) for span in spans)
        yield GroupKey("sitemap", Period.of(day, "year").isoformat())


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


def _entities(database: ArchiveDatabase, delta: ArchiveDelta, place: int) -> Iterator[int]:
    """Yield the numbers of the entities that the article at a place is about."""
    row = database.get("memberships", place)
    for number in unpack_numbers(row[0]) if row else ():
        if number & 3 == ABOUT and number:
            _, term = delta.terms.get(number // 4, (None, None))
            if term and KIND_BY_KEY.get(term.kind) in ENTITY_KINDS:
                yield number // 4


def _groups_of_name(inputs: PlanInputs, subject: str) -> Iterator[GroupKey]:
    kind, _, name = subject.partition(":")
    if kind == LANGUAGE:
        yield GroupKey("language", name)
        yield GroupKey("feed", name)
        history = NameHistory.of_language(inputs, name)
        yield from (year_group("language year", name, year) for year, _ in history.years)
    elif subject:
        yield GroupKey("name", subject)
        yield GroupKey("feed", subject)
        if term := term_of_subject(inputs, subject):
            history = NameHistory.of_term(inputs, term)
            yield from (year_group("name year", subject, year) for year, _ in history.years)
