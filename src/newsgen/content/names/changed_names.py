"""Tells which articles a change of authority files can concern, by their signatures."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from newsgen.content.names.signature import MARK_SIZE, declared_mark, phrase_marks
from newsgen.content.names.spellings import searched_texts
from newsgen.model.authority import (
    NOWHERE,
    Authorities,
    Authority,
    AuthorityChange,
    Spelling,
)
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.value import replace

_MOST_SPELLINGS = 10_000
"""The bytes of so many words are in half of all signatures by chance."""


class NameChanges:
    """What tells the articles that a change of authority files can concern from all others.

    is_empty: Whether it can concern none.
    """

    def __init__(self, spellings: Iterable[bytes], *, proposals: bool) -> None:
        """Take what changed.

        Args:
            spellings: Of each changed spelling, old or new, what is in the signature of all
                articles that may have it.
            proposals: Whether the names may have changed that are proposed for unknown ones.
        """
        marks = set(spellings)
        self.is_empty = not marks
        self._is_all = b"" in marks
        self._proposals = proposals
        # With leftmost matches the search for few is the quickest. What it finds may begin within a
        # word, as one of two frequent words does in very many texts.
        self._search = BytesAhoCorasick(marks - {b""}, matchkind=MatchKind.LeftmostFirst)
        self._overlapping_search = BytesAhoCorasick(marks - {b""})

    def concern_any(self, signatures: Iterable[bytes]) -> bool:
        """Return whether they may concern one of several articles that have no proposals.

        It is quicker than to ask for each.
        """
        given = tuple(signatures)
        if self._is_all or not all(given):
            return not self.is_empty
        return bool(self._search.find_matches_as_indexes(b"".join(given)))

    def concern(self, signature: bytes, *, has_proposals: bool) -> bool:
        """Return whether the names of an article may mean something else now.

        Args:
            signature: That of the article; empty if it is not known.
            has_proposals: Whether the article has a name that is in no authority file (N304).
        """
        if not signature or self._is_all or (has_proposals and self._proposals):
            return not self.is_empty
        if not self._search.find_matches_as_indexes(signature):
            return False
        found = self._overlapping_search.find_matches_as_indexes(signature, overlapping=True)
        return any(start % MARK_SIZE == 0 for _, start, _ in found)


def authority_change(
    authorities: Authorities, since: str, stored: Callable[[], Sequence[Authority] | None]
) -> AuthorityChange | None:
    """Return how authority files differ from earlier ones; None if the earlier are not known.

    Args:
        authorities: The entries as they are.
        since: The digest of the earlier files.
        stored: Gives the entries of the earlier files; they are asked for if need be.
    """
    if authorities.change and authorities.change.since == since:
        return authorities.change
    old = stored()
    return None if old is None else AuthorityChange(since, tuple(old), authorities.entries)


def changed_names(old: Sequence[Authority], new: Sequence[Authority]) -> NameChanges | None:
    """Return what concerns articles of a change of entries, given as in `AuthorityChange`.

    None means that so much has changed that all articles are best looked at anew.
    """
    spellings = set[bytes]()
    proposals = False
    for entry, changed in _changed_spellings(old, new):
        is_entity = entry.kind in TYPED_ENTITY_KINDS
        proposals = proposals or is_entity
        for spelling in changed:
            spellings.add(declared_mark(spelling.text))
            if entry.match and is_entity:
                spellings.update(map(phrase_marks, searched_texts(entry, spelling)))
        if len(spellings) > _MOST_SPELLINGS:
            return None
    return NameChanges(spellings, proposals=proposals)


def _changed_spellings(
    old: Sequence[Authority], new: Sequence[Authority]
) -> Iterator[tuple[Authority, Iterable[Spelling]]]:
    """Yield the entries that came, went or changed, with the spellings that did."""
    old_by_line = {entry.name_line: entry for entry in old}
    new_by_line = {entry.name_line: entry for entry in new}
    for line, after in new_by_line.items():
        before = old_by_line.get(line)
        if before is None:
            yield after, _all_spellings(after)
        elif before != after:
            yield from _differences(before, after)
    gone = (entry for line, entry in old_by_line.items() if line not in new_by_line)
    yield from ((entry, _all_spellings(entry)) for entry in gone)
    for entry in reordered_entries(old, new):
        yield entry, _all_spellings(entry)


def reordered_entries(old: Sequence[Authority], new: Sequence[Authority]) -> Iterator[Authority]:
    """Yield the entries that share a spelling with another, if the order of entries is another.

    Of two entries with one spelling the first has it.
    """
    lines = [[entry.name_line for entry in entries] for entries in (old, new)]
    known = [{*each} for each in lines]
    in_order = [[line for line in lines[at] if line in known[1 - at]] for at in (0, 1)]
    is_each_once = all(len(one) == len(two) for one, two in zip(lines, known, strict=True))
    if in_order[0] != in_order[1] or not is_each_once:
        for entries in (old, new):
            for first, second, _ in Authorities(entries).shared_spellings():
                yield first
                yield second


def _differences(
    before: Authority, after: Authority
) -> Iterator[tuple[Authority, Iterable[Spelling]]]:
    """Yield an entry as it was and as it is, with the spellings that this concerns."""
    were, are = set(_rows(before)), set(_rows(after))
    facts = [(entry.match, entry.match_case, entry.slug) for entry in (before, after)]
    if facts[0] == facts[1]:
        were, are = were - are, are - were
    for entry, rows in ((before, were), (after, are)):
        if rows:
            yield entry, [spelling for _, spelling in rows]


def _rows(entry: Authority) -> Iterator[tuple[str, Spelling]]:
    """Yield each spelling of an entry, wherever it is written, with what it is to the entry."""
    for key in ("aliases", "former", "also", "notations"):
        for spelling in getattr(entry, key):
            yield key, replace(spelling, location=NOWHERE)
    yield "name", Spelling(entry.name, NOWHERE)


def _all_spellings(entry: Authority) -> Iterable[Spelling]:
    return (*entry.declarable_spellings, *entry.also)
