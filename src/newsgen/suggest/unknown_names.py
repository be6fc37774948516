"""Finds unknown names: chooses from all candidates those that recur in the way names do.

Leaves out words that are mostly written in lower case, candidates that are nearly always part of a
longer one, longer ones that are only two names joined by an `and`, and what most of the texts with
it end with: that is a sign-off.
"""

import re
from collections.abc import Iterator, Mapping, Set
from itertools import combinations, pairwise

from newsgen.content.names.russian_declension import declined_forms
from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.candidates.capitals import CONJUNCTION, OF_PLACE, POSSESSIVE

_LOWERCASE_RATIO = 0.5
"""A word is no name if it is in lower case this often for each article with it as a candidate."""

_SENTENCE_START_RATIO = 3
"""For each article with a single word inside a sentence, it may start one in this many."""

_INDEPENDENT_SHARE = 0.3
"""The share of its articles in which a name has to stand without a longer one."""

_POSSESSIVE_SHARE = 0.8
"""The share of its articles in which a name that ends with 's has that ending: Moody's."""

_LONGEST_INITIALS = 4
"""Letters up to which a word in capitals may be other than the same word without."""

_SIGN_OFF_SHARE = 0.5
_MIN_EVIDENCE = 3
"""Articles from which on these shares say something."""

_NATION_PREFIX = re.compile(r"^(?:U\.S\.|US|UK|U\.K\.) (?=\S+ \S)")
_CYRILLIC = re.compile("[А-ЯЁ]")

ArticlesByName = dict[str, set[int]]
"""The numbers of the articles of each name."""


def find_unknown_names(counts: CandidateCounts, min_articles: int) -> ArticlesByName:
    """Return the unknown names in at least `min_articles` articles."""
    names = _merge_capitals(_with_sentence_initial(counts))
    names = _merge_declined_forms(_merge_nation_prefixes(names))
    owners = {
        text
        for text, numbers in counts.possessives.articles_by_text.items()
        if len(numbers) >= max(_MIN_EVIDENCE, _POSSESSIVE_SHARE * len(names.get(text, ())))
    }
    names = {
        text: numbers
        for text, numbers in names.items()
        if len(numbers) >= min_articles
        and not _is_mostly_lowercase(text, len(numbers), counts.lowercase_counts)
        and not _is_sign_off(text, len(numbers), counts)
        and _is_one_name(text, owners)
    }
    names |= {
        text: set(numbers)
        for text, numbers in counts.cjk_sequences.articles_by_text.items()
        if len(numbers) >= max(min_articles, 2)
        and ("·" in text or counts.has_varied_neighbors(text))
    }
    names = _without_joined_names(_without_persons_places(names, counts.lowercase_counts))
    names = _without_name_parts(names, min_articles)
    return {f"{text}{POSSESSIVE}" if text in owners else text: names[text] for text in names}


def _is_sign_off(text: str, count: int, counts: CandidateCounts) -> bool:
    """Return whether most texts with a name end with it. count: the number of these."""
    ended = len(counts.sign_offs.articles_by_text.get(text, ()))
    return ended >= max(_MIN_EVIDENCE, _SIGN_OFF_SHARE * count)


def _is_one_name(text: str, owners: Set[str]) -> bool:
    """Return whether a candidate is no name of another's, unless that always has an ending."""
    owner, possessive, _ = text.partition(f"{POSSESSIVE} ")
    return not possessive or owner in owners


def _with_sentence_initial(counts: CandidateCounts) -> ArticlesByName:
    """Return the candidates inside sentences, and those at sentence starts that recur elsewhere."""
    inside = counts.mid_sentence.articles_by_text
    articles = {text: set(numbers) for text, numbers in inside.items()}
    for text, numbers in counts.sentence_initial.articles_by_text.items():
        first, _, rest = text.partition(" ")
        never_small = text.isupper() and not counts.lowercase_counts[text.lower()]
        usual = text.title() if text.isupper() else ""
        if usual in inside and counts.lowercase_counts[text.lower()] < len(inside[usual]):
            articles[usual].update(numbers)
        elif text in inside:
            # "Additionally" is no name, though it may once have a capital inside a sentence.
            if rest or never_small or len(numbers) <= _SENTENCE_START_RATIO * len(inside[text]):
                articles[text].update(numbers)
        elif rest and (rest in inside or counts.lowercase_counts[first.lower()]):
            if rest[:1].isupper() and (rest in inside or " " in rest):
                articles.setdefault(rest, set()).update(numbers)
        elif rest or never_small:
            articles[text] = set(numbers)
    return articles


def _merge_capitals(candidates: ArticlesByName) -> ArticlesByName:
    """Merge names such as NEW YORK, as it stands before a report, with New York."""
    by_capitals = {text.upper(): text for text in candidates if not text.isupper()}
    for text in tuple(candidates):
        usual = by_capitals.get(text)
        if usual and len(text) > _LONGEST_INITIALS:
            candidates[usual] |= candidates.pop(text)
    return candidates


def _merge_nation_prefixes(candidates: ArticlesByName) -> ArticlesByName:
    """Merge names such as U.S. Department of Labor with Department of Labor."""
    for text in tuple(candidates):
        bare = _NATION_PREFIX.sub("", text)
        if bare != text and bare in candidates:
            candidates[bare] |= candidates.pop(text)
    return candidates


def _merge_declined_forms(candidates: ArticlesByName) -> ArticlesByName:
    """Merge the declined forms of Russian names with the nominative, which has most of them."""
    forms = {
        text: [form for form in declined_forms(text, is_person=True) if form in candidates]
        for text in candidates
        if _CYRILLIC.match(text)
    }
    for text in sorted(forms, key=lambda text: (-len(forms[text]), -len(candidates[text]), text)):
        for other in forms[text] if text in candidates else ():
            if other != text and other in candidates:
                candidates[text] |= candidates.pop(other)
    return candidates


def _is_mostly_lowercase(text: str, count: int, lowercase_counts: Mapping[str, int]) -> bool:
    """Return whether a text is in lower case too often to be a name. count: its articles."""
    low = text.lower()
    if " " not in text:
        if text[1:] != text[1:].lower() and not text.isupper():
            return False  # YouTube
        often = lowercase_counts.get(low, 0) + lowercase_counts.get(low + "s", 0)
        return often >= count * (1 if text.isupper() else _LOWERCASE_RATIO)
    pairs = map(" ".join, pairwise(low.split(" ")))
    return min(lowercase_counts.get(pair, 0) for pair in pairs) >= count * _LOWERCASE_RATIO


def _without_joined_names(candidates: ArticlesByName) -> ArticlesByName:
    """Leave out texts that are two names with an `and` between them."""
    remaining = dict(candidates)
    for text, numbers in candidates.items():
        sides = [candidates.get(side, set()) for side in CONJUNCTION.split(text, maxsplit=1)]
        if len(sides) > 1 and all(2 * len(side - numbers) >= len(numbers) for side in sides):
            del remaining[text]
    return remaining


def _without_persons_places(
    candidates: ArticlesByName, lowercase_counts: Mapping[str, int]
) -> ArticlesByName:
    """Leave out persons of places, such as Hettie Thorne of Low Barrow, whose sides are two names.

    A person is told by two words that nobody writes in lower case.
    """
    return {
        text: numbers
        for text, numbers in candidates.items()
        if not (of_place := OF_PLACE.fullmatch(text))
        or of_place[1] not in candidates
        or any(lowercase_counts.get(word, 0) for word in of_place[1].lower().split())
    }


def _without_name_parts(candidates: ArticlesByName, min_articles: int) -> ArticlesByName:
    """Leave out texts that are mostly part of a longer name."""
    longer: dict[str, set[int]] = {}
    for text, numbers in candidates.items():
        for part in _contained_names(text, candidates.keys()):
            longer.setdefault(part, set()).update(numbers)
    return {
        text: numbers
        for text, numbers in candidates.items()
        if text not in longer
        or len(numbers - longer[text]) >= max(min_articles, _INDEPENDENT_SHARE * len(numbers))
    }


def _contained_names(text: str, names: Set[str]) -> Iterator[str]:
    """Yield those of some names that are part of a text."""
    glue = " " if text.isascii() or " " in text else ""
    words = text.split(" ") if glue else list(text)
    for start, end in combinations(range(len(words) + 1), 2):
        part = glue.join(words[start:end])
        if end - start < len(words) and part in names:
            yield part
