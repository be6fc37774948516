"""The questions about names that page builders ask an archive."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, Protocol

from newsgen.archive.term import Term
from newsgen.model.authority import Authority
from newsgen.model.index_letters import IndexLetter
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.problem import Location

CountedTerm = tuple[Term, int]
"""A name with a number of stories."""


class Companion(NamedTuple):
    """A name that appears with another.

    Attributes:
        term: The name.
        stories: The number of stories that have both names.
        score: The sum of what these stories count, as `companions` says.
    """

    term: Term
    stories: int
    score: int


class TermQuestions(Protocol):
    """The part of `ArchiveQuestions` that is about names.

    A name may be given in any spelling of one identity.
    """

    def term(self, kind: Kind, text: str) -> Term | None:
        """Return a name that visible articles declare or mention.

        Of withdrawn articles only the source is a name of the archive.
        """

    def term_at(self, kind: Kind, slug: str) -> Term | None:
        """Return the name that has the pages of a slug: the first by its key (N302)."""

    def authority(self, kind: Kind, text: str) -> Authority | None:
        """Return what authority files say of a spelling, whether articles have it or not."""

    def parts(self, term: Term) -> tuple[Term, ...]:
        """Return the names that are part of one, in the order of their keys."""

    def weight(self, term: Term) -> int:
        """Return the bit length of the number of stories about a name."""

    def location(self, term: Term) -> Location:
        """Return where a problem of a name points. No view shows it, so it is no read."""

    def companions(self, term: Term, kind: Kind, count: int | None = None) -> tuple[Companion, ...]:
        """Return the names of a kind that appear with one most, by the rules of `companions`.

        Those with the highest score come first, then by their keys; all of them without a count. Of
        these names it is noted only that their links were read: text, slug and, of places,
        coordinates.
        """

    def shared_score(self, one: Term, two: Term) -> int:
        """Return the score of two entities, also one below that of companions."""

    def terms(self, kind: Kind) -> Iterator[CountedTerm]:
        """Yield all names of a kind, by their keys, with the number of stories about and with them.

        It is 0 for a source of withdrawn articles alone.
        """

    def has_more_names(self, kind: Kind | None, count: int) -> bool:
        """Return whether the index of a kind has more names than a number; None for all kinds.

        That of `Kind.ENTITY` is of all entities. Here and below names without stories are none.
        """

    def letters(self, kind: Kind) -> Collection[IndexLetter]:
        """Return the letters under which there are names of a kind, by their weights."""

    def letter_counts(self, kind: Kind) -> Mapping[str, int]:
        """Return the numbers of names of a kind by the weights of their letters."""

    def names_under(self, kind: Kind, weight: str) -> Iterator[CountedTerm]:
        """Yield the names of a kind under the letter with a weight."""

    def yearly_counts(self, term: Term) -> tuple[tuple[int, int], ...]:
        """Return the years with stories about or with a name, and how many each has.

        It is a part of what `terms` and `names_under` say of it, and no read of its own.
        """

    def most_frequent_names(self, count: int, *kinds: Kind) -> tuple[CountedTerm, ...]:
        """Return the names with most stories; those with equally many by text, kind and slug.

        Those of some kinds, or of all if none are given.
        """

    def word_letters(self) -> str:
        """Return the letters that words of names begin with, in their order."""

    def name_words(self, beginning: str) -> Iterator[tuple[str, CountedTerm]]:
        """Yield each word that begins so of each name as search knows it, also of all spellings.

        They come by words.
        """

    def former_names(self) -> Iterator[Term]:
        """Yield the names whose entry in an authority file has former names, by their keys."""

    def first_named_in(self, year: Period) -> tuple[Term, ...]:
        """Return the names whose oldest story, about them or not, is of a year, by their keys."""

    def count_first_named(self, year: Period) -> int:
        """Return the number of these names."""
