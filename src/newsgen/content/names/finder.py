"""The finder: made once of the authority files, then asked of text after text."""

from collections.abc import Iterable, Set
from functools import cached_property
from unicodedata import normalize

from newsgen.content.names.disambiguation import Mention, settle, settled
from newsgen.content.names.folding import BREAK, plain
from newsgen.content.names.html_text import page
from newsgen.content.names.link_spans import Mark, marks
from newsgen.content.names.matches import Hit, Search
from newsgen.content.names.spellings import claims, likely
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import TYPED_ENTITIES
from newsgen.model.slug import Alphabet
from newsgen.model.value import Value

_FEW, _SHORT = 4, 20_000
"""Texts, and their signs, for which it does not pay to make ready for all names."""


class Found(Value, frozen=True):
    """What is in an article.

    mentions: the numbers of the entries it names and does not declare, in the order in which they
    come; marks: where in the HTML of its body the first mention of a name, declared or not, can be
    a link.
    """

    mentions: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()


class Sight(Value, frozen=True):
    """All that authority files spell in a text, whether or not it is settled whom it means.

    spans: where it stands, from and to; open: the hits that several names claim and nothing
    settles; said: the numbers of all entries that any of it may mean.
    """

    spans: tuple[tuple[int, int], ...] = ()
    open: tuple[Hit, ...] = ()
    said: frozenset[int] = frozenset()


class Finder:
    """Finds the names of authority files. What that needs is made when it is first asked."""

    def __init__(self, authorities: Authorities, alphabet: Alphabet) -> None:
        self._entries = authorities.entries
        self._alphabet = alphabet
        self._asked = 0

    def find(self, head: Iterable[str], html: str, declared: Iterable[str]) -> Found:
        """The names in an article.

        head: the texts that stand before its body, such as its title; declared: the names it is
        about, each as a `Name.line`.
        """
        if not self._entries:
            return Found()
        body = page(html)
        before = "".join(normalize("NFC", text) + BREAK for text in head)
        about = self.numbers(declared)
        mentions = self.mentions(before + body.text, about)
        named = dict.fromkeys(mention.number for mention in mentions)
        return Found(
            tuple(number for number in named if number not in about),
            tuple(marks(body, len(before), mentions, self._symbol)),
        )

    def mentions(self, text: str, about: Set[int] = frozenset()) -> tuple[Mention, ...]:
        """Every mention in a text, which is in NFC. about: the numbers of declared entries."""
        alike = plain(text)
        search = self._search_for(alike)
        return tuple(settle(alike, search.hits(alike), about)) if search else ()

    def sight(self, text: str, about: Set[int] = frozenset()) -> Sight:
        """What of these files a text holds, which is in NFC. about: as for `mentions`."""
        if self._search is None:
            return Sight()
        alike = plain(text)
        hits = tuple(self._search.hits(alike))
        known = tuple(settled(alike, hits, about))
        return Sight(
            tuple((hit.start, hit.end) for hit, _ in known),
            tuple(hit for hit, number in known if number is None and len(hit.claims) > 1),
            frozenset(number for hit in hits for number in hit.numbers),
        )

    def seeks(self, number: int) -> bool:
        """Whether an entry is looked for in texts at all."""
        entry = self._entries[number]
        return entry.match and entry.kind in TYPED_ENTITIES

    def numbers(self, lines: Iterable[str]) -> Set[int]:
        """The numbers of the entries that these lines name; each as `Name.line`."""
        known = self._numbers
        return {known[line] for line in lines if line in known}

    def _search_for(self, text: str) -> Search | None:
        """What finds all names in a text; for the first few, only those that can be in it."""
        self._asked += 1
        if self._asked > _FEW or len(text) > _SHORT:
            return self._search
        found = claims(likely(enumerate(self._entries), text))
        return Search(found) if found else None

    @cached_property
    def _search(self) -> Search | None:
        found = claims(enumerate(self._entries))
        return Search(found) if found else None

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {entry.line: number for number, entry in enumerate(self._entries)}

    def _symbol(self, number: int) -> str:
        return symbol(self._entries[number], self._alphabet)


def symbol(entry: Authority, alphabet: Alphabet) -> str:
    """What stands for a name's address in HTML: its parts, in the order of `pages.urls.name`."""
    return f"{entry.kind.value}/{entry.slug_in(alphabet)}/"
