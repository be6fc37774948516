"""The finder: made once of the authority files, then asked of text after text."""

from collections.abc import Iterable, Set
from functools import cached_property
from unicodedata import normalize

from newsgen.content.names.disambiguation import Mention, resolve_hits, resolve_mentions
from newsgen.content.names.folding import NAME_BREAK, fold_text
from newsgen.content.names.hits import Hit, SpellingSearch
from newsgen.content.names.html_text import read_html_text
from newsgen.content.names.link_spans import LinkSpan, find_link_spans
from newsgen.content.names.spellings import likely_entries, spelling_claims
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.slug import Alphabet
from newsgen.model.value import Value

_FEW_TEXTS, _SHORT_TEXT = 4, 20_000
"""Texts, and their signs, for which it does not pay to make ready for all names."""


class ArticleMentions(Value, frozen=True):
    """What is in an article.

    mentions: the numbers of the entries it names and does not declare, in the order in which they
    come; marks: where in the HTML of its body the first mention of a name, declared or not, can be
    a link.
    """

    mentions: tuple[int, ...] = ()
    link_spans: tuple[LinkSpan, ...] = ()


class TextSpellings(Value, frozen=True):
    """All that authority files spell in a text, whether or not it is settled whom it means.

    spans: where it stands, from and to; open: the hits that several names claim and nothing
    settles; said: the numbers of all entries that any of it may mean.
    """

    spans: tuple[tuple[int, int], ...] = ()
    ambiguous_hits: tuple[Hit, ...] = ()
    entry_numbers: frozenset[int] = frozenset()


class NameFinder:
    """Finds the names of authority files. What that needs is made when it is first asked."""

    def __init__(self, authorities: Authorities, alphabet: Alphabet) -> None:
        self._entries = authorities.entries
        self._alphabet = alphabet
        self._text_count = 0

    def find(
        self, headline_texts: Iterable[str], html: str, about_lines: Iterable[str]
    ) -> ArticleMentions:
        """The names in an article.

        head: the texts that stand before its body, such as its title; declared: the names it is
        about, each as a `Name.line`.
        """
        if not self._entries:
            return ArticleMentions()
        body = read_html_text(html)
        before = "".join(normalize("NFC", text) + NAME_BREAK for text in headline_texts)
        about = self.entry_numbers(about_lines)
        mentions = self.find_mentions(before + body.text, about)
        named = dict.fromkeys(mention.entry_number for mention in mentions)
        return ArticleMentions(
            tuple(number for number in named if number not in about),
            tuple(find_link_spans(body, len(before), mentions, self._name_target)),
        )

    def find_mentions(self, text: str, about: Set[int] = frozenset()) -> tuple[Mention, ...]:
        """Every mention in a text, which is in NFC. about: the numbers of declared entries."""
        alike = fold_text(text)
        search = self._search_for(alike)
        return tuple(resolve_mentions(alike, search.find_hits(alike), about)) if search else ()

    def find_spellings(self, text: str, about: Set[int] = frozenset()) -> TextSpellings:
        """What of these files a text holds, which is in NFC. about: as for `mentions`."""
        if self._search is None:
            return TextSpellings()
        alike = fold_text(text)
        hits = tuple(self._search.find_hits(alike))
        known = tuple(resolve_hits(alike, hits, about))
        return TextSpellings(
            tuple((hit.start, hit.end) for hit, _ in known),
            tuple(hit for hit, number in known if number is None and len(hit.claims) > 1),
            frozenset(number for hit in hits for number in hit.entry_numbers),
        )

    def is_searched(self, entry_number: int) -> bool:
        """Whether an entry is looked for in texts at all."""
        entry = self._entries[entry_number]
        return entry.match and entry.kind in TYPED_ENTITY_KINDS

    def entry_numbers(self, lines: Iterable[str]) -> Set[int]:
        """The numbers of the entries that these lines name; each as `Name.line`."""
        known = self._numbers_by_line
        return {known[line] for line in lines if line in known}

    def _search_for(self, text: str) -> SpellingSearch | None:
        """What finds all names in a text; for the first few, only those that can be in it."""
        self._text_count += 1
        if self._text_count > _FEW_TEXTS or len(text) > _SHORT_TEXT:
            return self._search
        found = spelling_claims(likely_entries(enumerate(self._entries), text))
        return SpellingSearch(found) if found else None

    @cached_property
    def _search(self) -> SpellingSearch | None:
        found = spelling_claims(enumerate(self._entries))
        return SpellingSearch(found) if found else None

    @cached_property
    def _numbers_by_line(self) -> dict[str, int]:
        return {entry.name_line: number for number, entry in enumerate(self._entries)}

    def _name_target(self, entry_number: int) -> str:
        return name_target(self._entries[entry_number], self._alphabet)


def name_target(entry: Authority, alphabet: Alphabet) -> str:
    """What stands for a name's address in HTML: its parts, in the order of `pages.urls.name`."""
    return f"{entry.kind.value}/{entry.slug_in(alphabet)}/"
