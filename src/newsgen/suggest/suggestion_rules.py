"""Makes the suggestions for an archive: one rule for each kind, with example sentences.

Example sentences are looked up for the suggestions that are shown only, so memory holds counts and
no texts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from newsgen.archive.questions import ArchiveQuestions, Timeline
from newsgen.archive.term import Term
from newsgen.model.authority import Authorities
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Name
from newsgen.model.slug import identity
from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.candidates.name_study import name_position
from newsgen.suggest.candidates.sentences import sentence_around
from newsgen.suggest.guess_kind import guess_kind
from newsgen.suggest.near_duplicates import find_near_duplicates
from newsgen.suggest.short_forms import ShortForms
from newsgen.suggest.studied_articles import StudiedArticles
from newsgen.suggest.suggestions import (
    AmbiguousSpelling,
    Example,
    Suggestion,
    Suggestions,
    UnknownName,
    UnlistedName,
    UnmentionedName,
)
from newsgen.suggest.unknown_names import find_unknown_names

SMALL_ARCHIVE = 20
"""In an archive of fewer stories, a name in a single article is suggested too."""

_MAX_EXAMPLES = 2
_MAX_TRIES = 12
"""Articles that are searched for examples; some of them may have none."""

_Ranking = tuple[Sequence[Any], Callable[[Any], Suggestion]]
"""What there is to suggest, the most important first, and what makes a suggestion of each."""


class _RuleContext:
    """What a rule works with."""

    def __init__(
        self,
        questions: ArchiveQuestions,
        authorities: Authorities,
        studied: StudiedArticles,
        counts: CandidateCounts,
        ignored_names: Iterable[str],
    ) -> None:
        self.questions = questions
        self._ignored = frozenset(map(identity, ignored_names))
        self.entries = authorities.entries
        self.counts = counts
        self.studied = studied
        self.min_articles = 2 if studied.count_stories() >= SMALL_ARCHIVE else 1
        self.near_duplicates = [
            duplicate
            for duplicate in find_near_duplicates(questions, self.entries)
            if not self.ignores(duplicate.other.text)
        ]
        slips = {duplicate.other.key for duplicate in self.near_duplicates}
        # An entry with a name only helps names that are searched for in texts: so no tags here.
        # What may be a misspelling, or is known as another kind, is not to get one.
        unlisted = (
            (questions.count(Timeline.about(term.key)), term)
            for kind in ENTITY_KINDS
            for term, _ in questions.terms(kind)
            if term.authority is None and not self.ignores(term.text) and term.key not in slips
            if not any(questions.authority(kind, term.text) for kind in TYPED_ENTITY_KINDS)
        )
        self.unlisted_terms = sorted(
            (pair for pair in unlisted if pair[0] >= self.min_articles),
            key=lambda pair: (-pair[0], pair[1].kind, pair[1].text),
        )

    def ignores(self, text: str) -> bool:
        """Return whether newsgen.yml has nothing said of a name."""
        return identity(text) in self._ignored

    def entry_name(self, entry_number: int) -> Name:
        return Name(self.entries[entry_number].kind, self.entries[entry_number].name)

    def examples(self, text: str, article_numbers: Iterable[int]) -> tuple[Example, ...]:
        """Return sentences with a text, from the first articles that have one."""
        sentences = self._sentences(text, islice(article_numbers, _MAX_TRIES))
        return tuple(islice(sentences, _MAX_EXAMPLES))

    def _sentences(self, text: str, article_numbers: Iterable[int]) -> Iterator[Example]:
        for number in article_numbers:
            article_text = self.studied.text(number)
            if span := name_position(article_text, text):
                sentence = sentence_around(article_text, *span)
                yield Example(self.studied.path(number), sentence)


def make_suggestions(
    questions: ArchiveQuestions,
    authorities: Authorities,
    studied: StudiedArticles,
    counts: CandidateCounts,
    limit: int,
    ignored_names: Iterable[str],
) -> Suggestions:
    """Return the suggestions for an archive.

    Args:
        questions: The archive.
        authorities: Its authority files.
        studied: The articles whose texts were studied.
        counts: What was counted in them.
        limit: How many suggestions of each kind to return; 0 for all.
        ignored_names: Those of which nothing is said.
    """
    context = _RuleContext(questions, authorities, studied, counts, ignored_names)
    rankings = {key: rule(context) for key, rule in _RULES.items()}
    totals = {key: len(ranked) for key, (ranked, _) in rankings.items()}
    shown = {
        key: tuple(map(suggestion, ranked[: limit or None]))
        for key, (ranked, suggestion) in rankings.items()
    }
    return Suggestions(counts.article_count, totals, **shown)  # type: ignore[arg-type]


def _unknown_names(context: _RuleContext) -> _Ranking:
    excluded = {term.key[1] for _, term in context.unlisted_terms} | {
        identity(spelling.text)
        for entry in context.entries
        for spelling in (*entry.spellings, *entry.also)
    }
    articles = {
        text: numbers
        for text, numbers in find_unknown_names(context.counts, context.min_articles).items()
        if not context.ignores(text)
    }
    counts = {text: context.studied.count_stories(numbers) for text, numbers in articles.items()}
    short_forms = ShortForms(context.entries, articles)

    def suggestion(text: str) -> UnknownName:
        examples = context.examples(text, sorted(articles[text]))
        name = short_forms.find_authority_name(text)
        full_name = name.text if name else short_forms.find_unknown_name(text)
        kind = name.kind if name else context.counts.kinds.get(full_name or text)
        kind = kind or guess_kind(full_name or text, (example.text for example in examples))
        return UnknownName(text, counts[text], kind, full_name, name is not None, examples)

    texts = [
        text
        for text, count in counts.items()
        if count >= context.min_articles and identity(text) not in excluded
    ]
    return sorted(texts, key=lambda text: (-counts[text], text)), suggestion


def _unlisted_names(context: _RuleContext) -> _Ranking:
    def suggestion(ranked: tuple[int, Term]) -> UnlistedName:
        count, term = ranked
        newest = context.questions.newest(Timeline.about(term.key), 1)
        return UnlistedName(Name(term.kind, term.text), count, (Example(newest[0].path),))

    return context.unlisted_terms, suggestion


def _near_duplicates(context: _RuleContext) -> _Ranking:
    return context.near_duplicates, lambda duplicate: duplicate


def _unmentioned_names(context: _RuleContext) -> _Ranking:
    counted = [
        (-len(numbers), context.entry_name(entry), numbers[0])
        for entry, numbers in context.counts.unmentioned_entries.items()
        if not context.ignores(context.entries[entry].name)
    ]
    return sorted(counted, key=lambda item: item[:2]), lambda item: UnmentionedName(
        item[1], -item[0], (Example(context.studied.path(item[2])),)
    )


def _ambiguous_spellings(context: _RuleContext) -> _Ranking:
    articles = {
        spelling: numbers
        for spelling, numbers in context.counts.unresolved_spellings.items()
        if not context.ignores(spelling[0])
    }
    spellings = sorted(articles, key=lambda spelling: (-len(articles[spelling]), spelling[0]))
    return spellings, lambda spelling: AmbiguousSpelling(
        spelling[0],
        tuple(map(context.entry_name, spelling[1])),
        len(articles[spelling]),
        context.examples(spelling[0], articles[spelling]),
    )


_RULES: dict[str, Callable[[_RuleContext], _Ranking]] = {
    "unknown": _unknown_names,
    "unlisted": _unlisted_names,
    "alike": _near_duplicates,
    "unsaid": _unmentioned_names,
    "ambiguous": _ambiguous_spellings,
}
"""A new kind of suggestion needs a rule here and a field of `Suggestions`."""
