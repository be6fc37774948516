"""Related articles: those that share names with an article, above all rare names, near its time.

Only a bounded window of the timeline of each name is looked at. So the work grows with the archive
and not with its square, and a new article changes only those near it.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.archive.companions import TRACKED_KINDS, TrackedTerms
from newsgen.archive.term_timeline import TermTimeline
from newsgen.archive.timeline import group_by_date
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.value import Value

MAX_RELATED = 5
"""Related articles of one article."""

_MAX_SHARED_TERMS = 4
"""Shared names that a related article shows."""

_SAME_DAY_SCORE = 8
"""What the same day adds to a score; each doubling of the days between takes one away."""


class RelatedMatch(Value, frozen=True):
    """A related article, in the language of the first if it can be, and the names both share.

    The rarest name comes first.
    """

    article: Article
    shared_terms: tuple[ListedTerm, ...]


class ArticleDay(Value, frozen=True):
    """The articles of one date; the digest decides which others are related, and by which names.

    The positions are those of each article, one after another, in the timelines of its names.
    """

    articles: tuple[Article, ...]
    positions: "array[int]"  # its class takes no types before Python 3.12
    digest: str


class RelatedArticles:
    """The related articles of one archive."""

    def __init__(self, archive: Archive, card_key: Callable[[Article], str]) -> None:
        """Build the timelines of all tracked names; `card_key` is `PlanInputs.card_key`."""
        self._archive = archive
        self.card_key = card_key
        self.tracked_terms = TrackedTerms(archive)
        bits = len(archive.stories).bit_length()
        self._timelines = tuple(
            TermTimeline(term, archive.versions, bits, card_key)
            if term.articles and term.kind in TRACKED_KINDS
            else None
            for term in self.tracked_terms.terms
        )
        self._digests = {
            timeline.term.key: timeline.digest for timeline in self._timelines if timeline
        }

    def term_digest(self, term: ListedTerm) -> str:
        """Return the digest of all articles a name appears in; empty for kinds not tracked."""
        if term.kind not in TRACKED_KINDS:
            return ""
        own = self._digests.get(term.key) or self._digest(term.articles)
        return digest(own, self._digest(term.mentions))

    def days(self) -> Iterator[ArticleDay]:
        """Yield the days of the archive, newest first."""
        walks = [timeline and timeline.window_digests() for timeline in self._timelines]
        for _, articles in group_by_date(self._archive.articles):
            positions = array("I")
            windows: dict[str, None] = {}
            for article in articles:
                for number in self.tracked_terms.numbers_of(article):
                    if walk := walks[number]:
                        position, window = next(walk)
                        positions.append(position)
                        windows[window] = None
            yield ArticleDay(articles, positions, digest(*windows))

    def matches(self, day: ArticleDay) -> Iterator[tuple[Article, tuple[RelatedMatch, ...]]]:
        """Yield each article of a day with those related to it, the closest first."""
        positions, versions = iter(day.positions), self._archive.versions
        for article in day.articles:
            scores: dict[str, int] = defaultdict(int)
            timelines: dict[int, TermTimeline] = {}
            for number in self.tracked_terms.numbers_of(article):
                if timeline := self._timelines[number]:
                    timelines[number] = timeline
                    weight = 2 * timeline.weight
                    for other in timeline.window_at(next(positions)):
                        scores[other.path] += weight
            scores.pop(versions.lead(article).path, None)
            rarest = sorted(timelines, key=lambda number: timelines[number].rarity)
            matches = []
            for other in self._closest(article, scores):
                numbers = self._numbers_of_story(other)
                shared = [timelines[number].term for number in rarest if number in numbers]
                shown = versions.in_language(other, article.language)
                matches.append(RelatedMatch(shown, tuple(shared[:_MAX_SHARED_TERMS])))
            yield article, tuple(matches)

    def _numbers_of_story(self, article: Article) -> Container[int]:
        story, numbers_of = self._archive.versions.of(article), self.tracked_terms.numbers_of
        if len(story) == 1:
            return numbers_of(article)
        return {number for version in story for number in numbers_of(version)}

    def _closest(self, article: Article, scores: Mapping[str, int]) -> list[Article]:
        by_path = self._archive.articles_by_path
        day = article.moment.day.toordinal()
        # Nearness adds so little that most articles cannot reach the highest scores with it.
        least = _least_shown_score(scores.values()) - _SAME_DAY_SCORE
        candidates: dict[str, int] = {}
        for path, score in scores.items():
            if score >= least:
                distance = abs(by_path[path].moment.day.toordinal() - day).bit_length()
                candidates[path] = score + max(0, _SAME_DAY_SCORE - distance)
        least = _least_shown_score(candidates.values())
        closest = [by_path[path] for path, score in candidates.items() if score >= least]
        closest.sort(key=lambda other: (candidates[other.path], other.sort_key), reverse=True)
        return closest[:MAX_RELATED]

    def _digest(self, articles: tuple[Article, ...]) -> str:
        return digest("\0".join(map(self.card_key, articles)))


def _least_shown_score(scores: Iterable[int]) -> int:
    return min(sorted(scores, reverse=True)[:MAX_RELATED], default=0)
