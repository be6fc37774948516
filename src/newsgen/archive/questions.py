"""The questions that page builders ask an archive: the only way in which they see one.

An answer is a value. What a builder makes of the same answers is the same, so whoever notes the
questions knows all that a page depends on. A list of the archive is a *timeline*: articles in the
order of `Article.sort_key`, most of them with each story once. Which version of a story is in an
answer depends on the question: of a whole timeline, the first version by rank that is in it; of a
period, the first that is in it and sure to lie in that period. Other versions in the language of
that one stay, for two articles in one language are two.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, Protocol

from newsgen.archive.search_shards import SearchDay
from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm, TermQuestions
from newsgen.archive.visibility import Badge
from newsgen.model.article import Article, Correction, FormerAddress, PlainPage
from newsgen.model.kind import Kind, NameKey
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

TimelineKind = Literal[
    "articles",
    "withdrawn",
    "about",
    "mentions",
    "pair",
    "language",
    "changes",
    "corrections",
    "news",
    "restricted",
]


class Timeline(Value, frozen=True, array_like=True):
    """Which list of the archive is meant.

    - articles: all that are not withdrawn. withdrawn: those that are; they have no versions.
    - about: those that declare a name. mentions: those whose text alone has it, unless a version of
      the story is about the name. pair: those that are about two entities, or mention them
      (`companions` says which names of an article count).
    - language: those in one language.
    - changes: those of the archive, of a language or about a name, withdrawn ones too, in the order
      of `change_sort_key`. Each story is there as its first version by rank, and as every version
      that has a notice.
    - corrections: all notes of `corrections`; it has counts only.
    - news: those that are news for search engines, without drafts; each version by itself.
    - restricted: those that may not be shown in full; each version by itself.

    subject: the key of a name as `name_subject` writes it, two of them sorted and joined by a
    newline, or a language tag; empty where it is the whole archive.
    """

    kind: TimelineKind
    subject: str = ""

    @staticmethod
    def about(name: NameKey) -> "Timeline":
        """Return that of the articles about a name."""
        return Timeline("about", name_subject(name))

    @staticmethod
    def mentions(name: NameKey) -> "Timeline":
        """Return that of the articles that only mention a name."""
        return Timeline("mentions", name_subject(name))

    @staticmethod
    def pair(one: NameKey, two: NameKey) -> "Timeline":
        """Return that of the articles that have two entities."""
        return Timeline("pair", "\n".join(sorted((name_subject(one), name_subject(two)))))


ARTICLES = Timeline("articles")
WITHDRAWN = Timeline("withdrawn")
CORRECTIONS = Timeline("corrections")
NEWS = Timeline("news")
RESTRICTED = Timeline("restricted")


def name_subject(name: NameKey) -> str:
    """Return the key of a name as a text: `people:xi jinping`."""
    kind, text = name
    return f"{kind}:{text}"


def change_sort_key(article: Article) -> tuple[object, ...]:
    """Return what sorts articles by their last change; of one day, those with a notice first.

    A notice of a correction has a day and no time. Sorted as the beginning of the day, it would be
    pushed out by that day's news.
    """
    changed = article.changed
    return changed.day, changed.day in article.notice_days, changed.at, article.sort_key


PeriodCount = tuple[Period, int]
"""A period with its number of stories."""


DAY_BITS = 41
"""Bits of an article's place in time below those of its day (an ordinal of `datetime.date`). Places
are numbers that sort as `Article.sort_key` does."""


class ArchiveQuestions(TermQuestions, Protocol):
    """What one may ask an archive."""

    # --- One article ---

    def article(self, path: str) -> Article | None:
        """Return a visible article, withdrawn ones too."""

    def face_at(self, place: int) -> Article:
        """Return what other pages may show of the article at a place that `neighbours` gave."""

    def face(self, path: str) -> Article | None:
        """Return what other pages may show of a visible article, withdrawn ones too."""

    def versions(self, article: Article) -> tuple[Article, ...]:
        """Return the versions of its story by rank: it alone if there are no others."""

    def badge(self, article: Article) -> Badge:
        """Return what it is if it is not published yet."""

    def names_of(self, article: Article, *kinds: Kind) -> tuple[Term, ...]:
        """Return the names of some kinds that it declares, in its order: a part of its fields.

        Of a withdrawn one only the source; of one of a list, `FACE_KINDS` alone.
        """

    def declared_of(self, article: Article, terms: Sequence[Term]) -> tuple[Term, ...]:
        """Return those of some names that it or another version of its story declares."""

    def similar_articles(self, article: Article) -> tuple[Article, ...]:
        """Return the articles whose texts are nearly its own, such as copies of an agency's.

        At most three, those first that are most alike, then the earliest; none of its own story.
        """

    def repeats_earlier(self, article: Article) -> bool:
        """Return whether an earlier article of another story has nearly the same text."""

    def mentions_of(self, article: Article) -> tuple[Term, ...]:
        """Return the names that its text alone has, in its order."""

    def link_spans(self, article: Article) -> tuple[tuple[int, int, Term], ...]:
        """Return the start and end of each name in its HTML that is a link, with the name."""

    # --- Timelines ---

    def count(self, timeline: Timeline) -> int:
        """Return the number of stories of the whole timeline."""

    def has_more_than(self, timeline: Timeline, count: int) -> bool:
        """Return whether the whole timeline has more stories.

        The oldest ones tell it, so a new story at the other end is no other answer.
        """

    def ends(self, timeline: Timeline) -> tuple[Period, Period] | None:
        """Return the dates of its oldest and newest story; None if it is empty.

        Only the order of the stories is read.
        """

    def newest(self, timeline: Timeline, count: int | None = None) -> tuple[Article, ...]:
        """Return the newest stories of the whole timeline, the newest first; all without a count.

        Of changes, the latest changes.
        """

    def between(self, timeline: Timeline, period: Period) -> tuple[Article, ...]:
        """Return the stories that are sure to lie in a period, the newest first.

        An article known to a year is in no month, and one known to a month in no day.
        """

    def names_between(self, period: Period) -> Iterator[tuple[str, frozenset[NameKey]]]:
        """Yield the names that each article of a period declares or mentions.

        They come with the path of the version that stands for its story. Nothing else is read of
        the articles.
        """

    def names_of_several(self, day: Period) -> tuple[CountedTerm, ...]:
        """Return the names that two or more stories of a day declare or mention, by their keys.

        With the number of these stories. A name that one of them has is no part of the answer.
        """

    def known_only_to(self, timeline: Timeline, period: Period) -> tuple[Article, ...]:
        """Return those of `between` whose date is known to this period and to no narrower one."""

    def entries(self, timeline: Timeline, period: Period | None = None) -> tuple[Article, ...]:
        """Return the same with each version by itself; without a period the whole timeline."""

    def neighbours(
        self, timeline: Timeline, article: Article, count: int
    ) -> tuple[Sequence[int], Sequence[int]]:
        """Return the places of stories after and before an article's, the nearest first.

        They are up to a number of the whole timeline, without all versions of the article's own
        story. The article itself need not be in the timeline. Nothing but the order is read.
        """

    def period_before(self, timeline: Timeline, period: Period) -> Period | None:
        """Return the last period of its length before one that holds articles."""

    def period_after(self, timeline: Timeline, period: Period) -> Period | None:
        """Return the first period of its length after one that holds articles."""

    def tally(
        self, timeline: Timeline, span: Span, within: Period | None = None
    ) -> tuple[PeriodCount, ...]:
        """Return the number of stories of each period that has some, the newest period first.

        It is the length of `between`. `within` is a period of at least that length, or none for the
        whole timeline.
        """

    def published(self, year: Period) -> tuple[int, date | None]:
        """Return the number of articles of a year without drafts, each version by itself.

        And the day of their last change, of those where a day is known.
        """

    def published_addresses(self, year: Period) -> Iterator[tuple[str, date | None]]:
        """Yield the addresses of these articles, the oldest first, each with the day it changed.

        Nothing else is read of them.
        """

    def corrections(
        self, year: Period | None = None, count: int | None = None
    ) -> tuple[tuple[Article, Correction], ...]:
        """Return the notes of corrections of all time or of a year, the latest first.

        An update without a note of its day counts as an empty one. Of the versions of a story the
        first by rank that has notes of a day tells them. Notes of one day come in the order of
        their articles, newest first, and those of one article as they were written.
        """

    # --- The whole archive ---

    def articles(
        self, period: Period | None = None, *, newest_first: bool = False
    ) -> Iterator[Article]:
        """Yield all of each article of a period, versions and withdrawn ones too; no page asks."""

    def subjects(self, kind: TimelineKind) -> Iterator[str]:
        """Yield the subjects that have timelines of a kind which are not empty, in order.

        `pairs` gives those of pairs.
        """

    def pairs(self, least: int) -> Iterator[str]:
        """Yield the subjects of the pairs of entities with so high a score, in order."""

    def search_days(self) -> tuple[SearchDay, ...]:
        """Return the number of articles of each language and day, each version by itself.

        Only an archive that is searched knows them. The keys of documents are not read.
        """

    def former_addresses(self) -> Iterator[tuple[FormerAddress, Article]]:
        """Yield the aliases of all articles, withdrawn ones too, the newest article first."""

    def plain_page(self, path: str) -> PlainPage | None:
        """Return the plain page that a file makes."""

    def plain_pages(self) -> tuple[PlainPage, ...]:
        """Return all plain pages, by their addresses."""
