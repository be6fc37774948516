"""Finds unknown names: chooses from all candidates those that recur in the way names do.

Leaves out words that are mostly written in lower case, candidates that are nearly always part of a
longer one, and longer ones that are only two names joined by an `and`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import pairwise

from newsgen.content.names.russian_declension import declined_forms
from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.candidates.capitals import CONJUNCTION

_LOWERCASE_RATIO = 0.5
"""A word is no name if it is in lower case this often for each article with it as a candidate."""

_SENTENCE_START_RATIO = 3
"""For each article with a single word inside a sentence, it may start one in this many."""

_INDEPENDENT_SHARE = 0.3
"""The share of its articles in which a name has to stand without a longer one."""

_NO_ARTICLES: frozenset[int] = frozenset()
_NATION_PREFIX = re.compile(r"^(?:U\.S\.|US|UK|U\.K\.) (?=\S+ \S)")
_CYRILLIC = re.compile("[А-ЯЁ]")

ArticlesByName = dict[str, set[int]]
"""The numbers of the articles of each name."""


def find_unknown_names(counts: CandidateCounts, min_articles: int) -> ArticlesByName:
    """Return the unknown names in at least `min_articles` articles."""
    names = _merge_declined_forms(_merge_nation_prefixes(_with_sentence_initial(counts)))
    names = {
        text: numbers
        for text, numbers in names.items()
        if len(numbers) >= min_articles
        and not _is_mostly_lowercase(text, len(numbers), counts.lowercase_counts)
    }
    names |= {
        text: set(numbers)
        for text, numbers in counts.cjk_sequences.articles_by_text.items()
        if len(numbers) >= max(min_articles, 2)
        and (counts.neighbors.is_varied(text) or "·" in text)
    }
    return _without_name_parts(_without_joined_names(names), min_articles)


def _with_sentence_initial(counts: CandidateCounts) -> ArticlesByName:
    """Return the candidates inside sentences, and those at sentence starts that recur elsewhere."""
    inside = counts.mid_sentence.articles_by_text
    articles = {text: set(numbers) for text, numbers in inside.items()}
    for text, numbers in counts.sentence_initial.articles_by_text.items():
        first, _, rest = text.partition(" ")
        if text in inside:
            # "Additionally" is no name, though it may once have a capital inside a sentence.
            if rest or text.isupper() or len(numbers) <= _SENTENCE_START_RATIO * len(inside[text]):
                articles[text].update(numbers)
        elif rest and (rest in inside or counts.lowercase_counts[first.lower()]):
            if rest[:1].isupper() and (rest in inside or " " in rest):
                articles.setdefault(rest, set()).update(numbers)
        elif rest:
            articles[text] = set(numbers)
    return articles


def _merge_nation_prefixes(candidates: ArticlesByName) -> ArticlesByName:
    """Merge names such as U.S. Department of Labor with Department of Labor."""
    for text in [text for text in candidates if _NATION_PREFIX.match(text)]:
        bare = _NATION_PREFIX.sub("", text)
        if bare in candidates:
            candidates[bare] |= candidates.pop(text)
    return candidates


def _merge_declined_forms(candidates: ArticlesByName) -> ArticlesByName:
    """Merge the declined forms of Russian names with the nominative."""
    russian = {text: numbers for text, numbers in candidates.items() if _CYRILLIC.match(text)}
    for text in sorted(russian, key=_base_form_order(russian)):
        others = {
            form
            for form in declined_forms(text, is_person=True)
            if form != text and form in candidates
        }
        for other in others if text in candidates else ():
            candidates[text] |= candidates.pop(other)
    return candidates


def _base_form_order(candidates: ArticlesByName) -> Callable[[str], tuple[int, int, str]]:
    """Return a sort key by which texts with the most declined forms among all others come first."""
    form_counts = {
        text: sum(form in candidates for form in declined_forms(text, is_person=True))
        for text in candidates
    }
    return lambda text: (-form_counts[text], -len(candidates[text]), text)


def _is_mostly_lowercase(text: str, count: int, lowercase_counts: Mapping[str, int]) -> bool:
    """Return whether a text is in lower case too often to be a name. count: its articles."""
    words = text.split(" ")
    if len(words) == 1:
        word = words[0]
        if word[1:] != word[1:].lower() and not word.isupper():
            return False  # YouTube
        often = lowercase_counts.get(word.lower(), 0) + lowercase_counts.get(word.lower() + "s", 0)
        return often >= count * (1 if word.isupper() else _LOWERCASE_RATIO)
    low = [word.lower() for word in words]
    pairs = [f"{one} {two}" for one, two in pairwise(low)]
    return min(lowercase_counts.get(pair, 0) for pair in pairs) >= count * _LOWERCASE_RATIO


def _without_joined_names(candidates: ArticlesByName) -> ArticlesByName:
    """Leave out texts that are two names with an `and` between them."""
    remaining = dict(candidates)
    for text, numbers in candidates.items():
        if cut := CONJUNCTION.search(text):
            sides = (text[: cut.start()], text[cut.end() :])
            if all(
                2 * len(candidates.get(side, _NO_ARTICLES) - numbers) >= len(numbers)
                for side in sides
            ):
                del remaining[text]
    return remaining


def _without_name_parts(candidates: ArticlesByName, min_articles: int) -> ArticlesByName:
    """Leave out texts that are mostly part of a longer name."""
    longer: dict[str, set[int]] = {}
    for text, numbers in candidates.items():
        for part in _contained_names(text, candidates.keys()):
            longer.setdefault(part, set()).update(numbers)
    return {
        text: numbers
        for text, numbers in candidates.items()
        if len(numbers - longer.get(text, set()))
        >= max(min_articles, _INDEPENDENT_SHARE * len(numbers))
        or text not in longer
    }


def _contained_names(text: str, names: Set[str]) -> Iterator[str]:
    """Yield those of some names that are part of a text."""
    spaced = text.isascii() or " " in text
    words = text.split(" ") if spaced else list(text)
    glue = " " if spaced else ""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                part = glue.join(words[start:end])
                if part in names:
                    yield part
