"""The pages of an index of too many names for one page: one for each letter.

A letter of too many names has pages below its own, by the next character.
"""

from collections.abc import Callable, Iterator
from functools import partial

from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.kind import Kind
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import kind_crumbs, term_address
from newsgen.pages.index_letters import LetterRanges, NameRange, SortedName
from newsgen.pages.view_components import Crumb, IndexEntry, LetterGroup, LetterNav, Link
from newsgen.pages.views import IndexView


class LetterPages(Value, frozen=True):
    """The pages of the letters of one index."""

    kind: Kind
    terms: tuple[CountedTerm, ...]
    ranges: LetterRanges
    max_names: int

    def links(self, ranges: list[NameRange]) -> tuple[LetterGroup, ...]:
        """Return what leads to the pages of some letters."""
        return tuple(
            LetterGroup(each.label, (), self._address(each), len(each.names)) for each in ranges
        )

    def pages(
        self, siblings: list[NameRange], above: tuple[Crumb, ...] = ()
    ) -> Iterator[tuple[str, Callable[[], IndexView]]]:
        """Yield the address and the view of each page of some letters, and of those below them."""
        crumbs = (*kind_crumbs(self.kind), *above)
        neighbours = (None, *siblings), (*siblings[1:], None)
        for each, earlier, later in zip(siblings, *neighbours, strict=False):
            is_whole = len(each.names) <= self.max_names
            names, below = (each.names, []) if is_whole else self.ranges.split(each)
            links = (self._link(earlier), self._link(later))
            yield self._address(each), partial(self._view, each, names, below, crumbs, *links)
            yield from self.pages(below, (*above, Crumb(self._address(each), each.label)))

    def _view(
        self,
        letter: NameRange,
        names: tuple[SortedName, ...],
        below: list[NameRange],
        crumbs: tuple[Crumb, ...],
        earlier: Link | None,
        later: Link | None,
    ) -> IndexView:
        entries = tuple(index_entry(self.terms[name.number]) for name in names)
        own = (LetterGroup("", entries),) if entries else ()
        return IndexView(
            address=self._address(letter),
            crumbs=crumbs,
            kind=self.kind,
            kinds=(),
            count=len(letter.names),
            lately=None,
            letters=(*own, *self.links(below)),
            around=LetterNav(letter.label, earlier, later),
            is_divided=True,
        )

    def _link(self, letter: NameRange | None) -> Link | None:
        return Link(letter.label, self._address(letter)) if letter else None

    def _address(self, letter: NameRange) -> str:
        return routes.letter_address(self.kind, letter.segment)


def index_entry(pair: CountedTerm) -> IndexEntry:
    """Return what an index shows of a name."""
    term, count = pair
    return IndexEntry(term.text, term_address(term), count, term.kind, _name_variants(term))


def _name_variants(term: Term) -> tuple[str, ...]:
    """Return the other names of its authority file by which somebody may look for a name."""
    if term.authority is None:
        return ()
    own = identity(term.text)
    variants = (*term.authority.aliases, *term.authority.former)
    return tuple(variant.text for variant in variants if identity(variant.text) not in own)
