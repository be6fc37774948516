"""Related articles: those that share names with an article, above all rare names, near its time.

Only the stories next to an article in the timeline of each of its names are looked at. So the work
grows with the archive and not with its square, and a new article changes only those near it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from newsgen.archive.companions import TRACKED_KINDS
from newsgen.archive.questions import ArchiveQuestions, Timeline, TimelineEntry
from newsgen.archive.term import Term
from newsgen.archive.term_relations import entity_of_tag
from newsgen.archive.versions import version_in_language
from newsgen.model.article import Article
from newsgen.model.kind import Kind
from newsgen.model.value import Value

MAX_RELATED = 5
"""Related articles of one article."""

WINDOW_RADIUS = 6
"""Stories before and after an article that are looked at for each of its names."""

ADJACENT_RADIUS = 1
"""Stories before and after an article to which its page leads."""

_MAX_SHARED_TERMS = 4
"""Shared names that a related article shows."""

_RAREST_SCORE = 48
"""What a name adds to a score, divided by the bit length of the number of its stories."""

_SAME_DAY_SCORE = 8
"""What the same day adds to a score; each doubling of the days between takes one away."""


class RelatedMatch(Value, frozen=True):
    """A related article, in the language of the first if it can be, and the names both share.

    The rarest name comes first.
    """

    article: Article
    shared_terms: tuple[Term, ...]


def related_articles(questions: ArchiveQuestions, article: Article) -> tuple[RelatedMatch, ...]:
    """Return the articles that are related to one, the closest first."""
    # A tag that stands for an entity is no reason beside it.
    names = questions.names_of(article, *TRACKED_KINDS)
    weighed = [
        (questions.weight(term), term) for term in names if not entity_of_tag(questions, term)
    ]
    scores: dict[str, int] = defaultdict(int)
    entries: dict[str, TimelineEntry] = {}
    for weight, term in weighed:
        score = _RAREST_SCORE // weight
        timeline = Timeline.about(term.key)
        for side in questions.neighbours(timeline, article, WINDOW_RADIUS):
            for entry in side:
                scores[entry.path] += score
                entries[entry.path] = entry
    rarest = [term for _, term in sorted(weighed, key=_rarity)]
    matches = []
    for path in _closest(scores, entries, article.moment.day):
        other = questions.face(path)
        assert other
        shared = questions.declared_of(other, rarest)[:_MAX_SHARED_TERMS]
        shown = version_in_language(other, questions.versions(other), article.language)
        matches.append(RelatedMatch(shown, shared))
    return tuple(matches)


def _rarity(weighed: tuple[int, Term]) -> tuple[int, bool]:
    weight, term = weighed
    return weight, term.kind is Kind.TAG


def _closest(scores: dict[str, int], entries: dict[str, TimelineEntry], day: date) -> list[str]:
    """Return the paths with the highest scores, to which nearness in time adds a little."""
    # It adds so little that most articles cannot reach the highest scores with it.
    least = _least_shown_score(scores.values()) - _SAME_DAY_SCORE
    candidates: dict[str, int] = {}
    for path, score in scores.items():
        if score >= least:
            distance = abs((entries[path].day - day).days).bit_length()
            candidates[path] = score + max(0, _SAME_DAY_SCORE - distance)
    least = _least_shown_score(candidates.values())
    closest = [path for path, score in candidates.items() if score >= least]
    closest.sort(key=lambda path: (candidates[path], entries[path].day, path), reverse=True)
    return closest[:MAX_RELATED]


def _least_shown_score(scores: Iterable[int]) -> int:
    return min(sorted(scores, reverse=True)[:MAX_RELATED], default=0)
