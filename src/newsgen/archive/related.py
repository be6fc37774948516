"""Related articles: those that share names with an article, above all rare names, near its time.

Only the stories next to an article in the timeline of each of its names are looked at. So the work
grows with the archive and not with its square, and a new article changes only those near it.
"""

from collections import defaultdict

from newsgen.archive.companions import TRACKED_KINDS
from newsgen.archive.questions import DAY_BITS, ArchiveQuestions, Timeline
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

SERIES_RADIUS = 3
"""Parts of its series before and after an article to which its page leads."""

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
    scores: dict[int, int] = defaultdict(int)
    for weight, term in weighed:
        score = _RAREST_SCORE // weight
        timeline = Timeline.about(term.key)
        for side in questions.neighbours(timeline, article, WINDOW_RADIUS):
            for place in side:
                scores[place] += score
    rarest = [term for _, term in sorted(weighed, key=_rarity)]
    matches = []
    for place in _closest(scores, article.moment.day.toordinal()):
        other = questions.face_at(place)
        shared = questions.declared_of(other, rarest)[:_MAX_SHARED_TERMS]
        shown = version_in_language(other, questions.versions(other), article.language)
        matches.append(RelatedMatch(shown, shared))
    return tuple(matches)


def _rarity(weighed: tuple[int, Term]) -> tuple[int, bool]:
    weight, term = weighed
    return weight, term.kind is Kind.TAG


def _closest(scores: dict[int, int], day: int) -> list[int]:
    """Return the places with the highest scores, to which nearness in time adds a little.

    Of places with the same score the later one comes first.
    """
    # It adds so little that most articles cannot reach the highest scores with it.
    least = min(sorted(scores.values(), reverse=True)[:MAX_RELATED], default=0) - _SAME_DAY_SCORE
    candidates = []
    for place, score in scores.items():
        if score >= least:
            distance = abs((place >> DAY_BITS) - day).bit_length()
            candidates.append((score + max(0, _SAME_DAY_SCORE - distance), place))
    candidates.sort(reverse=True)
    return [place for _, place in candidates[:MAX_RELATED]]
