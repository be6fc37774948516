"""Reads authority files again after an edit: of a file that has changed, the changed lines alone.

A file of 20,000 names takes half a second to read. What is kept of the last reading tells at which
lines its entries begin, so all entries above the first changed line and below the last one are
known. Where that is not sure, as in files with problems, nothing is given, and all has to be read.
"""

from collections.abc import Mapping, Sequence

from newsgen.content.authorities import (
    AUTHORITY_FILES,
    authority_file,
    duplicate_spellings,
    read_entries,
)
from newsgen.content.text import decode_text
from newsgen.model.authority import (
    Authorities,
    Authority,
    AuthorityChange,
    Spelling,
    SpellingIndex,
)
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace


class ReadAuthorities(Value, frozen=True):
    """What reading authority files came to.

    Attributes:
        files: Their contents by path.
        index: Of the entries.
        change: As in `Authorities`.
    """

    files: Mapping[str, bytes]
    entries: tuple[Authority, ...]
    problems: tuple[Problem, ...]
    index: SpellingIndex | None = None
    change: AuthorityChange | None = None


def reread_authorities(
    before: ReadAuthorities, since: str, files: Mapping[str, bytes]
) -> tuple[Authorities, tuple[Problem, ...]] | None:
    """Return what `read_authorities` returns for files, with the change; None if it is not sure.

    Args:
        before: What an earlier reading came to.
        since: The digest of the files that were read then.
        files: The contents of the files by path.
    """
    is_plain = not before.problems and not any(entry.part_of for entry in before.entries)
    if not is_plain or not files.keys() == before.files.keys() <= {*AUTHORITY_FILES}:
        return None
    entries: list[Authority] = []
    index = before.index
    old: list[Authority] = []
    new: list[Authority] = []
    for kind in CONTROLLED_KINDS:
        path = authority_file(kind)
        old_entries = [entry for entry in before.entries if entry.kind is kind]
        if files.get(path) == before.files.get(path):
            entries += old_entries
            continue
        old_text, new_text = (decode_text(each[path], path) for each in (before.files, files))
        if old_text[0] is None or new_text[0] is None or new_text[1]:
            return None
        old_lines, new_lines = old_text[0].split("\n"), new_text[0].split("\n")
        found = _read_changed_lines(kind, old_entries, old_lines, new_lines)
        if found is None:
            return None
        above, below, read = found
        old += old_entries[above:below]
        new += read
        if index and len(read) == below - above:
            first = len(entries) + above
            index = index.changed(first, old_entries[above:below], read)
        else:
            index = None
        moved_lines = len(new_lines) - len(old_lines)
        entries += *old_entries[:above], *read
        entries += (_moved(entry, moved_lines) for entry in old_entries[below:])
    if len({entry.name_line for entry in entries}) < len(entries):
        return None
    change = AuthorityChange(since, tuple(old), tuple(new))
    authorities = Authorities(entries, index=index, change=change)
    return authorities, () if index else tuple(duplicate_spellings(authorities))


def _read_changed_lines(
    kind: Kind, old_entries: Sequence[Authority], old_lines: list[str], new_lines: list[str]
) -> tuple[int, int, tuple[Authority, ...]] | None:
    """Return how many entries are above all changes, the number of the first below, and the rest.

    None if that is not sure.
    """
    starts = [entry.location.line - 1 for entry in old_entries]
    ends = [*starts[1:], len(old_lines)]
    first = _count_equal(old_lines, new_lines)
    most = min(len(old_lines), len(new_lines)) - first
    last = len(old_lines) - min(_count_equal(old_lines[::-1], new_lines[::-1]), most)
    above = sum(end < first for end in ends)  # up to the next name, which is equal too
    below = next((at for at, start in enumerate(starts) if at >= above and start >= last), None)
    if above >= len(starts):
        return None
    start, shift = starts[above], len(new_lines) - len(old_lines)
    end = len(new_lines) if below is None else starts[below] + shift
    if start > first:
        return None
    read = _read_lines(kind, new_lines[start:end], start + 1)
    if read is None:
        return None
    return above, len(old_entries) if below is None else below, read


def _read_lines(kind: Kind, lines: Sequence[str], number: int) -> tuple[Authority, ...] | None:
    """Return the entries in some lines, the first with a number; None if they are not plain."""
    if not any(lines):
        return ()
    if any(line.startswith(("---", "...", "%")) for line in lines):
        return None
    start = Location(authority_file(kind), number, 1)
    entries, parts, problems = read_entries(kind, "\n".join((*lines, "")), start)
    is_plain = entries and all(entry.location.column == 1 for entry in entries)
    return tuple(entries) if is_plain and not (parts or problems) else None


def _count_equal(some: Sequence[str], others: Sequence[str]) -> int:
    """Return how many lines are equal from the first on."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(some), len(others)))


def _moved(entry: Authority, shift: int) -> Authority:
    """Return an entry that stands so many lines further down."""
    if not shift:
        return entry

    def moved(location: Location) -> Location:
        return Location(location.path, location.line + shift, location.column)

    def spellings(of: tuple[Spelling, ...]) -> tuple[Spelling, ...]:
        return of and tuple(Spelling(one.text, moved(one.location), one.language) for one in of)

    return replace(
        entry,
        location=moved(entry.location),
        aliases=spellings(entry.aliases),
        former=spellings(entry.former),
        also=spellings(entry.also),
        notations=spellings(entry.notations),
        key_locations=tuple((key, moved(location)) for key, location in entry.key_locations),
    )
