"""The files of printed words: of which languages they are outdated, and how they are made anew.

All texts of a language are counted at once, which takes a second for some thousands of articles.
So the files stay as they are while no more than a hundredth of the articles has changed, and each
that was counted is there and has the same `rights`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date

from newsgen.archive.search_shards import SearchDay
from newsgen.model.digest import digest
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pipeline.index_files import OutputIndexes, index_key
from newsgen.runtime import codec
from newsgen.runtime.pool import Pool
from newsgen.search.word_count_files import word_count_files
from newsgen.search.word_counts import PrintedText, count_printed_words
from newsgen.store.cache import Cache
from newsgen.store.search_days import SearchDays

_ARTICLE_BYTES = 8

_ARTICLES_PER_CHANGE = 100
"""Of so many articles one may have changed since they were counted."""


class PlannedWords(Value, frozen=True):
    """The files of a language that are to be made. key: of each of them in the manifest."""

    address: str
    key: str
    days: tuple[SearchDay, ...]

    @property
    def article_count(self) -> int:
        """The number of articles to be counted."""
        return sum(day.count for day in self.days)


class WordPlan(Value, frozen=True):
    """What is to be done for the words of all languages.

    Attributes:
        current: The keys of the files that stay, by the addresses of their folders.
        is_behind: Whether files are left that should be made anew when there is time.
    """

    current: Mapping[str, str]
    outdated: tuple[PlannedWords, ...]
    is_behind: bool


class _CountedDay(Value, frozen=True, array_like=True):
    """What a language's files have of a day.

    Attributes:
        digest: As of its `SearchDay`.
        articles: `_ARTICLE_BYTES` of the digest of each article's path and rights.
    """

    day: date
    digest: str
    articles: bytes


def plan_words(
    search_days: SearchDays,
    indexes: OutputIndexes,
    cache: Cache,
    *,
    at_once: bool,
    anew: bool,
) -> WordPlan:
    """Compare the files of words in the output with the archive.

    Args:
        search_days: Of the archive.
        indexes: Of the output.
        cache: Where it is kept which articles were counted.
        at_once: Whether nothing shall be counted now.
        anew: Whether everything that has changed shall be counted.
    """
    by_language: dict[str, list[SearchDay]] = defaultdict(list)
    for day in search_days.days():
        by_language[day.language].append(day)
    current: dict[str, str] = {}
    outdated: list[PlannedWords] = []
    is_behind = False
    for language, own in sorted(by_language.items()):
        planned = _planned_words(language, own)
        key = indexes.key(planned.address)
        counted = _counted_days(cache, key)
        is_due = key != planned.key and (anew or _changed_much(planned, counted, search_days))
        if is_due and not at_once:
            outdated.append(planned)
            continue
        is_behind |= is_due
        if key:
            current[planned.address] = key
    return WordPlan(current, tuple(outdated), is_behind)


def make_word_files(
    planned: PlannedWords,
    read_texts: Callable[[], Iterable[PrintedText]],
    pool: Pool,
    tuning: Tuning,
) -> dict[str, bytes]:
    """Count the words of a language; return the content of each file by its path.

    read_texts: gives the texts of all its articles.
    """
    counts = count_printed_words(
        read_texts,
        planned.article_count,
        range(
            min(day.day.year for day in planned.days),
            max(day.latest.year for day in planned.days) + 1,
        ),
        pool,
        chunk_size=tuning.texts_per_chunk,
        serial_limit=tuning.serial_texts,
    )
    folder = planned.address.lstrip("/")
    files = word_count_files(counts, tuning.words_per_file)
    return {folder + name: content for name, content in files.items()}


def keep_counted_days(cache: Cache, search_days: SearchDays, planned: PlannedWords) -> None:
    """Keep which articles were counted, so that later builds see how many have changed."""
    days = [
        _CountedDay(day.day, f"{day.digest:x}", b"".join(sorted(_articles(search_days, day))))
        for day in planned.days
    ]
    cache.put("search_indexes", [(planned.key.encode(), codec.encode(days))])


def _planned_words(language: str, days: list[SearchDay]) -> PlannedWords:
    facts = [(day.day.toordinal(), day.count, f"{day.digest:x}") for day in days]
    key = index_key("words", language, facts)
    return PlannedWords(routes.words_address(language), key, tuple(days))


def _counted_days(cache: Cache, key: str) -> tuple[_CountedDay, ...] | None:
    """Return what the files of a key have counted; None if there are none, or nobody knows."""
    row = cache.get("search_indexes", key.encode()) if key else None
    if row is not None:
        with suppress(codec.DecodeError):
            return codec.decode(row, tuple[_CountedDay, ...])
    return None


def _changed_much(
    planned: PlannedWords, counted: tuple[_CountedDay, ...] | None, search_days: SearchDays
) -> bool:
    """Return whether too many articles have changed: one a day, or more where their number did.

    An article that was deleted, withdrawn or given other rights is one too many: its words shall
    not be told any more.
    """
    if counted is None:
        return True
    earlier = {one.day: one for one in counted}
    changed = 0
    for day in planned.days:
        one = earlier.pop(day.day, None)
        if one is None:
            changed += day.count
        elif one.digest != f"{day.digest:x}":
            known = _parts(one.articles)
            if not known <= _articles(search_days, day):
                return True
            changed += max(1, day.count - len(known))
    return bool(earlier) or changed * _ARTICLES_PER_CHANGE > planned.article_count


def _articles(search_days: SearchDays, day: SearchDay) -> set[bytes]:
    """Return what a `_CountedDay` keeps of each article of a day."""
    return {
        bytes.fromhex(digest(path, rights))[:_ARTICLE_BYTES]
        for path, rights in search_days.rights(day.language, day.day)
    }


def _parts(articles: bytes) -> set[bytes]:
    starts = range(0, len(articles), _ARTICLE_BYTES)
    return {articles[start : start + _ARTICLE_BYTES] for start in starts}
