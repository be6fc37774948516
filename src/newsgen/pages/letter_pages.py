"""The pages of a letter, in an index of too many names for one page.

A letter of too many names has pages below its own, by the next character.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from newsgen.archive.term import Term
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.index_letters import IndexLetter, sorted_letters
from newsgen.model.kind import KIND_BY_KEY, Kind, index_kinds
from newsgen.model.slug import identity
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import kind_crumbs, term_address
from newsgen.pages.index_components import IndexEntry, LetterGroup, LetterNav
from newsgen.pages.letter_ranges import LetterRanges, NameRange, SortedName
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import Crumb, Link
from newsgen.pages.views import IndexView
from newsgen.pages.year_bars import YearBars


def is_divided(inputs: PlanInputs, kind: Kind) -> bool:
    """Return whether the index of a kind has too many names for one page."""
    return inputs.questions.has_more_names(kind, inputs.tuning.names_per_page)


def index_letters(inputs: PlanInputs, kind: Kind) -> list[IndexLetter]:
    """Return the letters of the index of a kind, in their order."""
    return sorted_letters(chain.from_iterable(map(inputs.questions.letters, index_kinds(kind))))


def letter_link(inputs: PlanInputs, kind: Kind, letter: IndexLetter) -> Link:
    """Return what leads to the page of a letter."""
    own = LetterRanges(inputs.collation_key).of_letter(letter)
    return Link(own.label, routes.letter_address(kind, own.segment))


def letter_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the pages of a letter of an index. key: its kind and the letter's weight."""
    kind_key, _, weight = key.partition(":")
    kind = KIND_BY_KEY[kind_key]
    letters = index_letters(inputs, kind) if is_divided(inputs, kind) else []
    at = next((at for at, letter in enumerate(letters) if letter.weight == weight), None)
    if at is None:
        return
    names = (inputs.questions.names_under(each, weight) for each in index_kinds(kind))
    terms = tuple(chain.from_iterable(names))
    ranges, max_names = LetterRanges(inputs.collation_key), inputs.tuning.names_per_page
    earlier, later = (
        letter_link(inputs, kind, letters[place]) if 0 <= place < len(letters) else None
        for place in (at - 1, at + 1)
    )
    bars = YearBars.of(inputs.questions, terms)
    pages = _LetterPages(kind, terms, bars, ranges, max_names).pages(
        ranges.of_letter(letters[at], sorted_names(inputs, terms)),
        *(earlier, later, kind_crumbs(kind)),
    )
    for address, view in pages:
        yield builtin_page(address, "index.html", index_owner(kind), view)


def index_owner(kind: Kind) -> str:
    """Return what the pages of an index are, for messages."""
    return f"the index of {'all entities' if kind is Kind.ENTITY else kind}"


class _LetterPages(Value, frozen=True):
    """The pages of the names under one letter."""

    kind: Kind
    terms: tuple[CountedTerm, ...]
    bars: YearBars
    ranges: LetterRanges
    max_names: int

    def pages(
        self, own: NameRange, earlier: Link | None, later: Link | None, crumbs: tuple[Crumb, ...]
    ) -> Iterator[tuple[str, Callable[[], IndexView]]]:
        """Yield the address and the view of the page of a range, and of those below it."""
        is_whole = len(own.names) <= self.max_names
        names, below = (own.names, []) if is_whole else self.ranges.split(own)
        address = self._address(own)
        yield address, partial(self._view, own, names, below, crumbs, earlier, later)
        links = [None, *(Link(each.label, self._address(each)) for each in below), None]
        for at, each in enumerate(below):
            yield from self.pages(
                each, links[at], links[at + 2], (*crumbs, Crumb(address, own.label))
            )

    def _view(
        self,
        letter: NameRange,
        names: tuple[SortedName, ...],
        below: list[NameRange],
        crumbs: tuple[Crumb, ...],
        earlier: Link | None,
        later: Link | None,
    ) -> IndexView:
        entries = tuple(index_entry(self.terms[name.number], self.bars) for name in names)
        own = (LetterGroup("", entries),) if entries else ()
        links = (
            LetterGroup(each.label, (), self._address(each), len(each.names)) for each in below
        )
        return IndexView(
            address=self._address(letter),
            crumbs=crumbs,
            kind=self.kind,
            kinds=(),
            count=len(letter.names),
            lately=None,
            letters=(*own, *links),
            around=LetterNav(letter.label, earlier, later),
            is_divided=True,
            bar_years=self.bars.years if entries else None,
        )

    def _address(self, letter: NameRange) -> str:
        return routes.letter_address(self.kind, letter.segment)


def sorted_names(inputs: PlanInputs, terms: tuple[CountedTerm, ...]) -> tuple[SortedName, ...]:
    """Return names in their order."""
    ordered = sorted((collation_order(inputs, term), at) for at, (term, _) in enumerate(terms))
    return tuple(SortedName(order[0], terms[at][0].text, at) for order, at in ordered)


def collation_order(inputs: PlanInputs, term: Term) -> tuple[bytes, str, Kind, str]:
    """Return what sorts names; those that collate alike, as of two kinds, by what they are."""
    return inputs.collation_key(term.text), identity(term.text), term.kind, term.slug


def index_entry(pair: CountedTerm, bars: YearBars) -> IndexEntry:
    """Return what an index shows of a name."""
    term, count = pair
    variants = _name_variants(term)
    return IndexEntry(term.text, term_address(term), count, term.kind, variants, bars.path(term))


def _name_variants(term: Term) -> tuple[str, ...]:
    """Return the other names of its authority file by which somebody may look for a name."""
    if term.authority is None:
        return ()
    own = identity(term.text)
    variants = (*term.authority.aliases, *term.authority.former)
    return tuple(variant.text for variant in variants if identity(variant.text) not in own)
