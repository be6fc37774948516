"""`NameFinder`: created once from the authority files, then used for many texts."""

from collections.abc import Iterable, Set
from functools import cached_property

from newsgen.content.names.disambiguation import Mention, resolve_hits
from newsgen.content.names.fold import fold_text
from newsgen.content.names.html_text import find_link_spans, read_headlines, read_html_text
from newsgen.content.names.spellings import (
    Hit,
    RareWords,
    SpellingSearch,
    likely_entries,
    make_search,
    possible_entries,
)
from newsgen.model.authority import Authorities
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.value import Value

_FEW_TEXTS, _SHORT_TEXT = 40, 20_000
"""The first texts, and their characters, for which an automaton of all names would not pay."""

_FEW_CALLS = 4
"""As many calls of `narrowed` as take less time than to prepare one finder for all."""


class ArticleMentions(Value, frozen=True):
    """The names in an article.

    mentions: the numbers of the entries it mentions and does not declare, in order. link_spans:
    where in its HTML the first mention of each name, declared or not, can be a link. folded_text:
    all that was searched.
    """

    mentions: tuple[int, ...] = ()
    link_spans: tuple[Mention, ...] = ()
    folded_text: str = ""


class TextSpellings(Value, frozen=True):
    """The spellings of authority files in a text, resolved or not.

    spans: start and end of each. ambiguous_hits: those that may mean several names, where the
    article does not tell which. entry_numbers: of all entries that any spelling may mean.
    """

    spans: tuple[tuple[int, int], ...] = ()
    ambiguous_hits: tuple[Hit, ...] = ()
    entry_numbers: frozenset[int] = frozenset()


class NameFinder:
    """Finds the names of authority files in texts; prepares the search when it is first needed."""

    def __init__(self, authorities: Authorities) -> None:
        self.authorities = authorities
        self._entries = authorities.entries
        self._text_count = 0
        self._narrowed_count = 0

    def expect(self, text_count: int) -> None:
        """Take note that so many texts will be searched, so that what pays for them is prepared."""
        if text_count > _FEW_TEXTS:
            self._text_count = max(self._text_count, _FEW_TEXTS)

    def narrowed(self, signatures: Iterable[bytes]) -> "NameFinder":
        """Return a finder for articles with these signatures, which is prepared in less time.

        After some calls it is this finder itself: then there are so many articles that it pays.
        """
        given = tuple(signatures)
        self._narrowed_count += 1
        is_known = not given or not all(given)
        if is_known or "_search" in self.__dict__ or self._narrowed_count > _FEW_CALLS:
            return self
        finder = NameFinder(self.authorities)
        finder._text_count = _FEW_TEXTS
        finder._numbers_by_line = self._numbers_by_line
        finder._search = make_search(possible_entries(enumerate(self._entries), given))
        return finder

    def find(
        self, headline_texts: Iterable[str], html: str, about_lines: Iterable[str]
    ) -> ArticleMentions:
        """Return the names in an article.

        Args:
            headline_texts: the texts before its body, such as its title.
            html: the HTML of its body, sanitized.
            about_lines: the names it declares, each as a `Name.line`.
        """
        if not self._entries:
            return ArticleMentions()
        body = read_html_text(html)
        head = read_headlines(headline_texts)
        about = self.entry_numbers(about_lines)
        folded = fold_text(head + body.text)
        mentions = self._find_folded(folded, about)
        numbers = dict.fromkeys(mention.entry_number for mention in mentions)
        return ArticleMentions(
            tuple(number for number in numbers if number not in about),
            tuple(find_link_spans(body, len(head), mentions)),
            folded,
        )

    def find_mentions(self, text: str, about: Set[int] = frozenset()) -> tuple[Mention, ...]:
        """Return every mention in a text in NFC. about: the numbers of declared entries."""
        return self._find_folded(fold_text(text), about)

    def _find_folded(self, folded: str, about: Set[int]) -> tuple[Mention, ...]:
        self._text_count += 1
        if self._text_count > _FEW_TEXTS or len(folded) > _SHORT_TEXT:
            search = self._search
        elif self._text_count == 1:
            search = make_search(likely_entries(enumerate(self._entries), folded))
        else:
            search = make_search(self._rare_words.likely_entries(folded))
        resolved = resolve_hits(folded, search.find_hits(folded), about) if search else ()
        return tuple(
            Mention(hit.start, hit.end, number) for hit, number in resolved if number is not None
        )

    def find_spellings(self, text: str, about: Set[int] = frozenset()) -> TextSpellings:
        """Return the spellings in a text in NFC. about: the numbers of declared entries."""
        if self._search is None:
            return TextSpellings()
        folded = fold_text(text)
        hits = tuple(self._search.find_hits(folded))
        resolved = tuple(resolve_hits(folded, hits, about))
        return TextSpellings(
            tuple((hit.start, hit.end) for hit, _ in resolved),
            tuple(hit for hit, number in resolved if number is None and len(hit.claims) > 1),
            frozenset(number for hit in hits for number in hit.entry_numbers),
        )

    def is_searched(self, entry_number: int) -> bool:
        """Return whether an entry is searched for in texts."""
        entry = self._entries[entry_number]
        return entry.match and entry.kind in TYPED_ENTITY_KINDS

    def entry_numbers(self, lines: Iterable[str]) -> Set[int]:
        """Return the numbers of the entries with these names, each as a `Name.line`."""
        numbers = self._numbers_by_line
        return {numbers[line] for line in lines if line in numbers}

    @cached_property
    def _search(self) -> SpellingSearch | None:
        return make_search(enumerate(self._entries))

    @cached_property
    def _rare_words(self) -> RareWords:
        return RareWords(self._entries)

    @cached_property
    def _numbers_by_line(self) -> dict[str, int]:
        return {entry.name_line: number for number, entry in enumerate(self._entries)}
