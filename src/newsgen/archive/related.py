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
from newsgen.archive.cooccurrence import FOLLOWED, Companies, Followed
from newsgen.archive.timeline import apart
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.period import Span
from newsgen.model.value import Value

MOST = 5
"""Related articles of one article."""

_TOLD = 4
"""Names that are told as the reason."""

_NEAR = 6
"""Articles before and after one, of each of its names, that are looked at."""

_SOON = 8
"""What being of the same day adds to a score; each doubling of the days between takes one away."""

_BLOCK = 48
"""Articles of a name in a stretch of time, above which it is divided further."""

_PIECE = 32
"""The same for the pieces of it that are digested: of a change those around it hear."""

_NARROWER: dict[Span, Span] = {"year": "month", "month": "day"}


class Kin(Value, frozen=True):
    """A related article, and the names for which it is one, the rarest first."""

    article: Article
    terms: tuple[Term, ...]


class Timeline:
    """The articles about a name in stretches of time. `said`: as for `Kinship`.

    digest: of all of them.
    """

    def __init__(self, term: Term, bits: int, said: Callable[[Article], str]) -> None:
        self.term = term
        self.articles = term.articles
        # A name in every second article tells nothing; each halving tells one more.
        self.weight = bits - len(term.articles).bit_length() + 1
        self.rarity = (-self.weight, term.kind is Kind.TAG)
        few = len(term.articles) <= _PIECE
        pieces = ((term.articles,),) if few else self._pieces
        parts = [digest("\0".join(map(said, piece))) for within in pieces for piece in within]
        self._lengths = tuple(len(piece) for within in pieces for piece in within)
        self.digest = digest(*parts)
        same = f"{term.kind}:{term.text}:{self.weight}"
        around = [parts] if few else self._surroundings(parts)
        self._near = [" ".join((same, *each)) for each in around]

    @cached_property
    def _blocks(self) -> tuple[tuple[Article, ...], ...]:
        return tuple(_divided(self.articles, _BLOCK))

    @property
    def _pieces(self) -> tuple[tuple[tuple[Article, ...], ...], ...]:
        return tuple(tuple(_divided(block, _PIECE)) for block in self._blocks)

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
            begin, stop = max(low, start - _NEAR), min(high, end + _NEAR)
            while starts[first + 1] <= begin:
                first += 1
            while starts[last] < stop:
                last += 1
            yield [f"{begin - starts[first]} {start - begin} {stop - end}", *parts[first:last]]

    def _bounds(self, block: int) -> tuple[int, int]:
        """From where to where articles are near those of a block at all."""
        ends = self._ends
        return ends[block - 2] if block > 1 else 0, ends[min(block + 1, len(ends) - 1)]

    def steps(self) -> Iterator[tuple[int, str]]:
        """The position of each article, newest first, and what is around it, in digests."""
        return enumerate(chain.from_iterable(map(repeat, self._near, self._lengths)))

    def around(self, position: int) -> tuple[Article, ...]:
        """The articles near a position, and the one there."""
        first, last = self._bounds(bisect_right(self._ends, position))
        return self.articles[max(first, position - _NEAR) : min(last, position + _NEAR + 1)]


class Day(Value, frozen=True):
    """A day's articles.

    positions: of each, one after another, in the timelines of its names; digest: of all that
    decides which articles are related to them, and for which names.
    """

    articles: tuple[Article, ...]
    positions: "array[int]"  # its class takes no types before Python 3.12
    digest: str


class Kinship:
    """The kinship of one archive. said: gives all of an article that others may show of it."""

    def __init__(self, archive: Archive, said: Callable[[Article], str]) -> None:
        self._archive = archive
        self._said = said
        self._followed = Followed(archive)
        self.companies = Companies(self._followed)
        bits = len(archive.articles).bit_length()
        self._timelines = tuple(
            Timeline(term, bits, said) if term.articles and term.kind in FOLLOWED else None
            for term in self._followed.terms
        )
        self._digests = {each.term.key: each.digest for each in self._timelines if each}

    def digest(self, term: Term) -> str:
        """The digest of all articles a name appears in; empty if it is none that is followed."""
        if term.kind not in FOLLOWED:
            return ""
        about = self._digests.get(term.key) or self._digest(term.articles)
        return digest(about, self._digest(term.mentions))

    def days(self) -> Iterator[Day]:
        """The days of the archive, newest first."""
        steps = tuple(each.steps() if each else None for each in self._timelines)
        for articles in apart(self._archive.articles, "day"):
            positions = array("I")
            near: dict[str, None] = {}
            for article in articles:
                for number in self._followed.of(article):
                    if walk := steps[number]:
                        position, around = next(walk)
                        positions.append(position)
                        near[around] = None
            yield Day(articles, positions, digest(*near))

    def related(self, day: Day) -> Iterator[tuple[Article, tuple[Kin, ...]]]:
        """Each article of a day with those related to it, the closest first."""
        positions = iter(day.positions)
        for article in day.articles:
            scores: dict[str, int] = defaultdict(int)
            timelines: dict[int, Timeline] = {}
            for number in self._followed.of(article):
                if timeline := self._timelines[number]:
                    timelines[number] = timeline
                    weight = 2 * timeline.weight
                    for other in timeline.around(next(positions)):
                        scores[other.path] += weight
            scores.pop(article.path, None)
            rarest = sorted(timelines, key=lambda number: timelines[number].rarity)
            terms = {number: timelines[number].term for number in rarest}
            closest = self._closest(article, scores)
            yield article, tuple(Kin(each, self._shared(each, terms)) for each in closest)

    def _closest(self, article: Article, scores: Mapping[str, int]) -> list[Article]:
        by_path = self._archive.by_path
        day = article.moment.day.toordinal()
        # Being of about the same time adds so little that most are out of the running without it.
        least = min(_highest(scores.values()), default=0) - _SOON
        running: dict[str, int] = {}
        for path, score in scores.items():
            if score >= least:
                apart = abs(by_path[path].moment.day.toordinal() - day).bit_length()
                running[path] = score + max(0, _SOON - apart)
        least = min(_highest(running.values()), default=0)
        closest = [by_path[path] for path, score in running.items() if score >= least]
        closest.sort(key=lambda each: (running[each.path], each.order), reverse=True)
        return closest[:MOST]

    def _shared(self, other: Article, terms: Mapping[int, Term]) -> tuple[Term, ...]:
        theirs = self._followed.of(other)
        return tuple([term for number, term in terms.items() if number in theirs][:_TOLD])

    def _digest(self, articles: tuple[Article, ...]) -> str:
        return digest("\0".join(map(self._said, articles)))


def _highest(scores: Iterable[int]) -> list[int]:
    """The scores of as many articles as are shown."""
    return sorted(scores, reverse=True)[:MOST]


def _divided(
    articles: tuple[Article, ...], most: int, span: Span = "year"
) -> Iterator[tuple[Article, ...]]:
    """Articles by year; where those are more than `most` by month, and then by day."""
    for within in apart(articles, span):
        if len(within) > most and span in _NARROWER:
            yield from _divided(within, most, _NARROWER[span])
        else:
            yield within
