"""Names in texts that no authority file knows: of all candidates, those that recur as names do.

A word that is mostly written small is no name, whatever capital it has at times. What is nearly
always part of a longer name goes with that; the longer one goes where it is only two names side
by side.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import pairwise

from newsgen.content.names.russian_declension import declined_forms
from newsgen.suggest.candidate_counts import CandidateCounts

_LOWERCASE_RATIO = 0.5
"""Times that a word is written small, for each article with it in capitals, from which on it is
no name."""

_SENTENCE_START_RATIO = 3
"""Times that a single word may stand where a capital is due, for each time where it is not."""

_INDEPENDENT_SHARE = 0.3
"""The part of its articles in which a name has to stand without a longer one."""

_CONJUNCTION = re.compile(r" (?:and|y|und) ")
_NO_ARTICLES: frozenset[int] = frozenset()
_NATION_PREFIX = re.compile(r"^(?:U\.S\.|US|UK|U\.K\.) (?=\S+ \S)")
_CYRILLIC = re.compile("[А-ЯЁ]")

ArticlesByName = dict[str, set[int]]
"""The articles of each name, by their numbers."""


def find_unknown_names(counts: CandidateCounts, min_articles: int) -> ArticlesByName:
    """The names in at least so many articles."""
    found = _merge_declined_forms(_merge_nation_prefixes(_with_sentence_initial(counts)))
    found = {
        text: numbers
        for text, numbers in found.items()
        if len(numbers) >= min_articles
        and not _is_mostly_lowercase(text, len(numbers), counts.lowercase_counts)
    }
    found |= {
        text: set(numbers)
        for text, numbers in counts.cjk_sequences.articles_by_text.items()
        if len(numbers) >= max(min_articles, 2)
        and (counts.neighbors.is_varied(text) or "·" in text)
    }
    return _without_name_parts(_without_joined_names(found), min_articles)


def _with_sentence_initial(counts: CandidateCounts) -> ArticlesByName:
    """With those where a capital is due: by what is known of the same words elsewhere."""
    inside = counts.mid_sentence.articles_by_text
    found = {text: set(numbers) for text, numbers in inside.items()}
    for text, numbers in counts.sentence_initial.articles_by_text.items():
        first, _, rest = text.partition(" ")
        if text in inside:
            # "Additionally" may once have a capital inside a sentence: that makes it no name.
            if rest or text.isupper() or len(numbers) <= _SENTENCE_START_RATIO * len(inside[text]):
                found[text].update(numbers)
        elif rest and (rest in inside or counts.lowercase_counts[first.lower()]):
            if rest[:1].isupper() and (rest in inside or " " in rest):
                found.setdefault(rest, set()).update(numbers)
        elif rest:
            found[text] = set(numbers)
    return found


def _merge_nation_prefixes(candidates: ArticlesByName) -> ArticlesByName:
    """The Department of Labor and the U.S. Department of Labor are one."""
    for text in [text for text in candidates if _NATION_PREFIX.match(text)]:
        bare = _NATION_PREFIX.sub("", text)
        if bare in candidates:
            candidates[bare] |= candidates.pop(text)
    return candidates


def _merge_declined_forms(candidates: ArticlesByName) -> ArticlesByName:
    """Russian names under the one of their cases that makes the others."""
    russian = {text: numbers for text, numbers in candidates.items() if _CYRILLIC.match(text)}
    for text in sorted(russian, key=_base_form_order(russian)):
        others = {
            case
            for case in declined_forms(text, is_person=True)
            if case != text and case in candidates
        }
        for other in others if text in candidates else ():
            candidates[text] |= candidates.pop(other)
    return candidates


def _base_form_order(candidates: ArticlesByName) -> Callable[[str], tuple[int, int, str]]:
    """First those that make the most of the others."""
    made = {
        text: sum(case in candidates for case in declined_forms(text, is_person=True))
        for text in candidates
    }
    return lambda text: (-made[text], -len(candidates[text]), text)


def _is_mostly_lowercase(text: str, count: int, lowercase_counts: Mapping[str, int]) -> bool:
    """Whether a text is written small too often to be a name."""
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
    """Without what is two names with an `and` between them."""
    kept = dict(candidates)
    for text, numbers in candidates.items():
        if cut := _CONJUNCTION.search(text):
            sides = (text[: cut.start()], text[cut.end() :])
            if all(
                2 * len(candidates.get(side, _NO_ARTICLES) - numbers) >= len(numbers)
                for side in sides
            ):
                del kept[text]
    return kept


def _without_name_parts(candidates: ArticlesByName, min_articles: int) -> ArticlesByName:
    """Without what is mostly part of a longer name."""
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
    """The known names that are part of another."""
    spaced = text.isascii() or " " in text
    words = text.split(" ") if spaced else list(text)
    glue = " " if spaced else ""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                part = glue.join(words[start:end])
                if part in names:
                    yield part
