"""Related articles: those that share names with one, rare names above all, at about its time.

Only a bounded neighbourhood is looked at: of each name of an article, the articles before and
after it within about the same stretch of time. So the work grows with the archive and not with its
square, and a new article touches only those near it. Counting is in whole numbers, and ties are
settled by date and id.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, chain, pairwise, repeat

from newsgen.archive.archive import Archive, Term
from newsgen.archive.cooccurrence import TRACKED_KINDS, Cooccurrence, TrackedTerms
from newsgen.archive.timeline import split_by_period
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.period import Span
from newsgen.model.value import Value

MAX_RELATED = 5
"""Related articles of one article."""

_MAX_SHARED_TERMS = 4
"""Names that are told as the reason."""

_WINDOW_RADIUS = 6
"""Articles before and after one, of each of its names, that are looked at."""

_SAME_DAY_SCORE = 8
"""What being of the same day adds to a score; each doubling of the days between takes one away."""

_MAX_BLOCK = 48
"""Articles of a name in a stretch of time, above which it is divided further."""

_MAX_PIECE = 32
"""The same for the pieces of it that are digested: of a change those around it hear."""

_NARROWER_SPAN: dict[Span, Span] = {"year": "month", "month": "day"}


class RelatedMatch(Value, frozen=True):
    """A related article, and the names for which it is one, the rarest first."""

    article: Article
    shared_terms: tuple[Term, ...]


class TermTimeline:
    """The articles about a name in stretches of time. `said`: as for `Kinship`.

    digest: of all of them.
    """

    def __init__(self, term: Term, archive_bits: int, card_key: Callable[[Article], str]) -> None:
        self.term = term
        self.articles = term.articles
        # A name in every second article tells nothing; each halving tells one more.
        self.weight = archive_bits - len(term.articles).bit_length() + 1
        self.rarity = (-self.weight, term.kind is Kind.TAG)
        few = len(term.articles) <= _MAX_PIECE
        pieces = ((term.articles,),) if few else self._pieces
        parts = [digest("\0".join(map(card_key, piece))) for within in pieces for piece in within]
        self._lengths = tuple(len(piece) for within in pieces for piece in within)
        self.digest = digest(*parts)
        same = f"{term.kind}:{term.text}:{self.weight}"
        around = [parts] if few else self._surroundings(parts)
        self._near = [" ".join((same, *each)) for each in around]

    @cached_property
    def _blocks(self) -> tuple[tuple[Article, ...], ...]:
        return tuple(_split_by_size(self.articles, _MAX_BLOCK))

    @property
    def _pieces(self) -> tuple[tuple[tuple[Article, ...], ...], ...]:
        return tuple(tuple(_split_by_size(block, _MAX_PIECE)) for block in self._blocks)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(accumulate(map(len, self._blocks)))

    def _surroundings(self, parts: list[str]) -> Iterator[list[str]]:
        """All that decides what is near the articles of each piece. parts: their digests."""
        starts = (0, *accumulate(self._lengths))
        first = last = block = 0
        for start, end in pairwise(starts):
            block += self._ends[block] == start
            low, high = self._bounds(block)
            begin, stop = max(low, start - _WINDOW_RADIUS), min(high, end + _WINDOW_RADIUS)
            while starts[first + 1] <= begin:
                first += 1
            while starts[last] < stop:
                last += 1
            yield [f"{begin - starts[first]} {start - begin} {stop - end}", *parts[first:last]]

    def _bounds(self, block: int) -> tuple[int, int]:
        """From where to where articles are near those of a block at all."""
        ends = self._ends
        return ends[block - 2] if block > 1 else 0, ends[min(block + 1, len(ends) - 1)]

    def window_digests(self) -> Iterator[tuple[int, str]]:
        """The position of each article, newest first, and what is around it, in digests."""
        return enumerate(chain.from_iterable(map(repeat, self._near, self._lengths)))

    def window_at(self, position: int) -> tuple[Article, ...]:
        """The articles near a position, and the one there."""
        first, last = self._bounds(bisect_right(self._ends, position))
        return self.articles[
            max(first, position - _WINDOW_RADIUS) : min(last, position + _WINDOW_RADIUS + 1)
        ]


class ArticleDay(Value, frozen=True):
    """A day's articles.

    positions: of each, one after another, in the timelines of its names; digest: of all that
    decides which articles are related to them, and for which names.
    """

    articles: tuple[Article, ...]
    positions: "array[int]"  # its class takes no types before Python 3.12
    digest: str


class RelatedArticles:
    """The kinship of one archive. said: gives all of an article that others may show of it."""

    def __init__(self, archive: Archive, card_key: Callable[[Article], str]) -> None:
        self._archive = archive
        self._said = card_key
        self._followed = TrackedTerms(archive)
        self.cooccurrence = Cooccurrence(self._followed)
        bits = len(archive.articles).bit_length()
        self._timelines = tuple(
            TermTimeline(term, bits, card_key)
            if term.articles and term.kind in TRACKED_KINDS
            else None
            for term in self._followed.terms
        )
        self._digests = {each.term.key: each.digest for each in self._timelines if each}

    def term_digest(self, term: Term) -> str:
        """The digest of all articles a name appears in; empty if it is none that is followed."""
        if term.kind not in TRACKED_KINDS:
            return ""
        about = self._digests.get(term.key) or self._digest(term.articles)
        return digest(about, self._digest(term.mentions))

    def days(self) -> Iterator[ArticleDay]:
        """The days of the archive, newest first."""
        steps = tuple(each.window_digests() if each else None for each in self._timelines)
        for articles in split_by_period(self._archive.articles, "day"):
            positions = array("I")
            near: dict[str, None] = {}
            for article in articles:
                for number in self._followed.numbers_of(article):
                    if walk := steps[number]:
                        position, around = next(walk)
                        positions.append(position)
                        near[around] = None
            yield ArticleDay(articles, positions, digest(*near))

    def matches(self, day: ArticleDay) -> Iterator[tuple[Article, tuple[RelatedMatch, ...]]]:
        """Each article of a day with those related to it, the closest first."""
        positions = iter(day.positions)
        for article in day.articles:
            scores: dict[str, int] = defaultdict(int)
            timelines: dict[int, TermTimeline] = {}
            for number in self._followed.numbers_of(article):
                if timeline := self._timelines[number]:
                    timelines[number] = timeline
                    weight = 2 * timeline.weight
                    for other in timeline.window_at(next(positions)):
                        scores[other.path] += weight
            scores.pop(article.path, None)
            rarest = sorted(timelines, key=lambda number: timelines[number].rarity)
            terms = {number: timelines[number].term for number in rarest}
            closest = self._closest(article, scores)
            yield article, tuple(RelatedMatch(each, self._shared(each, terms)) for each in closest)

    def _closest(self, article: Article, scores: Mapping[str, int]) -> list[Article]:
        by_path = self._archive.articles_by_path
        day = article.moment.day.toordinal()
        # Being of about the same time adds so little that most are out of the running without it.
        least = min(_highest_scores(scores.values()), default=0) - _SAME_DAY_SCORE
        running: dict[str, int] = {}
        for path, score in scores.items():
            if score >= least:
                apart = abs(by_path[path].moment.day.toordinal() - day).bit_length()
                running[path] = score + max(0, _SAME_DAY_SCORE - apart)
        least = min(_highest_scores(running.values()), default=0)
        closest = [by_path[path] for path, score in running.items() if score >= least]
        closest.sort(key=lambda each: (running[each.path], each.sort_key), reverse=True)
        return closest[:MAX_RELATED]

    def _shared(self, other: Article, terms: Mapping[int, Term]) -> tuple[Term, ...]:
        theirs = self._followed.numbers_of(other)
        return tuple(
            [term for number, term in terms.items() if number in theirs][:_MAX_SHARED_TERMS]
        )

    def _digest(self, articles: tuple[Article, ...]) -> str:
        return digest("\0".join(map(self._said, articles)))


def _highest_scores(scores: Iterable[int]) -> list[int]:
    """The scores of as many articles as are shown."""
    return sorted(scores, reverse=True)[:MAX_RELATED]


def _split_by_size(
    articles: tuple[Article, ...], max_articles: int, span: Span = "year"
) -> Iterator[tuple[Article, ...]]:
    """Articles by year; where those are more than `most` by month, and then by day."""
    for within in split_by_period(articles, span):
        if len(within) > max_articles and span in _NARROWER_SPAN:
            yield from _split_by_size(within, max_articles, _NARROWER_SPAN[span])
        else:
            yield within
