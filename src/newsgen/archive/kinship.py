"""Related articles: those that share names with one, rare names above all, at about its time.

Only a bounded neighbourhood is looked at: of each name of an article, the articles before and
after it within about the same stretch of time. So the work grows with the archive and not with its
square, and a new article touches only those near it. Counting is in whole numbers, and ties are
settled by date and id.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from newsgen.archive.company import FOLLOWED, Companies, Followed
from newsgen.archive.survey import Archive, Term
from newsgen.archive.timeline import divide
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

_NARROWER: dict[Span, Span] = {"year": "month", "month": "day"}


class Kin(Value, frozen=True):
    """A related article, and the names for which it is one, the rarest first."""

    article: Article
    terms: tuple[Term, ...]


class Timeline:
    """The articles about a name in stretches of time. `said`: as for `Kinship`."""

    __slots__ = ("_at", "_ends", "_near", "_position", "articles", "digest", "term", "weight")

    def __init__(self, term: Term, bits: int, said: Callable[[Article], str]) -> None:
        self.term = term
        self.articles = term.articles
        # A name in every second article tells nothing; each halving tells one more.
        self.weight = bits - len(term.articles).bit_length() + 1
        blocks = tuple(_blocks(term.articles))
        parts = [digest("\0".join(map(said, block))) for block in blocks]
        same = f"{term.kind}:{term.text}:{self.weight}"
        around = zip(["", *parts], parts, [*parts[1:], ""], strict=False)
        self._near = [" ".join((same, *three)) for three in around]
        self._ends: list[int] = []
        for block in blocks:
            self._ends.append((self._ends[-1] if self._ends else 0) + len(block))
        self.digest = digest(*parts)
        self.rewind()

    def rewind(self) -> None:
        """Go back to the newest article."""
        self._position = self._at = 0

    def step(self) -> tuple[int, str]:
        """The position of the next article, newest first, and what is around it, in digests."""
        position = self._position
        self._position += 1
        if position >= self._ends[self._at]:
            self._at += 1
        return position, self._near[self._at]

    def around(self, position: int) -> tuple[Article, ...]:
        """The articles near a position, and the one there."""
        block = bisect_right(self._ends, position)
        first = self._ends[block - 2] if block > 1 else 0
        last = self._ends[min(block + 1, len(self._ends) - 1)]
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
        """The days of the archive, newest first; only one walk at a time."""
        for timeline in filter(None, self._timelines):
            timeline.rewind()
        for _, articles in divide(self._archive.articles, "day"):
            positions = array("I")
            near: dict[str, None] = {}
            for article in articles:
                for timeline in self._names(article):
                    position, around = timeline.step()
                    positions.append(position)
                    near[around] = None
            yield Day(articles, positions, digest(*near))

    def related(self, day: Day) -> Iterator[tuple[Article, tuple[Kin, ...]]]:
        """Each article of a day with those related to it, the closest first."""
        positions = iter(day.positions)
        for article in day.articles:
            timelines = self._names(article)
            scores: dict[str, int] = defaultdict(int)
            for timeline, position in zip(timelines, positions, strict=False):
                weight = 2 * timeline.weight
                for other in timeline.around(position):
                    scores[other.path] += weight
            scores.pop(article.path, None)
            yield article, self._closest(article, timelines, scores)

    def _closest(
        self, article: Article, timelines: tuple[Timeline, ...], scores: dict[str, int]
    ) -> tuple[Kin, ...]:
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
        return tuple(Kin(other, self._shared(other, timelines)) for other in closest[:MOST])

    def _shared(self, other: Article, timelines: tuple[Timeline, ...]) -> tuple[Term, ...]:
        theirs = set(self._names(other))
        shared = sorted(
            (each for each in timelines if each in theirs),
            key=lambda each: (-each.weight, each.term.kind is Kind.TAG),
        )
        return tuple(each.term for each in shared[:_TOLD])

    def _digest(self, articles: tuple[Article, ...]) -> str:
        return digest("\0".join(map(self._said, articles)))

    def _names(self, article: Article) -> tuple[Timeline, ...]:
        """The timelines of an article's names, each once."""
        timelines = self._timelines
        found = (timelines[number] for number in self._followed.of(article))
        return tuple(filter(None, found))


def _highest(scores: Iterable[int]) -> list[int]:
    """The scores of as many articles as are shown."""
    return sorted(scores, reverse=True)[:MOST]


def _blocks(articles: tuple[Article, ...], span: Span = "year") -> Iterator[tuple[Article, ...]]:
    """Articles by year; where those are many by month, and then by day."""
    for _, within in divide(articles, span):
        if len(within) > _BLOCK and span in _NARROWER:
            yield from _blocks(within, _NARROWER[span])
        else:
            yield within
