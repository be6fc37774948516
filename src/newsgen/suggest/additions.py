"""Additions to authority files, as an editor would type them: a line more, and all else as it was.

Takes what is to be in a file; gives its new content. A file is never written anew from what it
means: comments, order, quotes, line ends and the end of the file stay. The new text is read before
anyone gets it, and has to say what the old one did, and the addition; otherwise it is refused.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from newsgen.content.authorities import AUTHORITY_FILES, authority_file, read_authorities
from newsgen.content.yaml.quote import single_line, yaml_scalar
from newsgen.model.authority import Authorities, Authority, Spelling
from newsgen.model.command_error import CommandError
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace
from newsgen.runtime.editor_files import overwrite, read_existing
from newsgen.suggest.yaml_edit import NoInsertionPoint, YamlText

SpellingKey = Literal["", "aliases", "former", "also"]


class Addition(Value, frozen=True):
    """A name for the authority file of a kind, or a spelling for one.

    key: under which the spelling goes; a name that is not in the file yet comes with it.
    """

    kind: Kind
    name: str
    key: SpellingKey = ""
    spelling: str = ""

    @property
    def path(self) -> str:
        """The file it belongs to."""
        return authority_file(self.kind)

    @property
    def entry_line(self) -> str:
        """As it could be typed: an entry of one line."""
        return f"{yaml_scalar(self.name)}:{f' {{{self.spelling_line}}}' if self.key else ''}"

    @property
    def spelling_line(self) -> str:
        """What goes below an entry that is there: `former: [Old Name]`."""
        return f"{self.key}: [{yaml_scalar(self.spelling)}]"


def parse_addition(text: str) -> Addition:
    """The addition that `KIND:NAME` means, as typed at the command line."""
    kind, colon, name = text.partition(":")
    kinds = {each.value: each for each in CONTROLLED_KINDS}
    if not colon or kind.strip() not in kinds:
        raise CommandError(f'"{text}" is not KIND:NAME; the kinds are {", ".join(kinds)}')
    return Addition(kinds[kind.strip()], single_line(name, "name"))


def write_additions(site: Path, additions: tuple[Addition, ...]) -> None:
    """Put additions into the authority files of a site: all of them, or none.

    Refuses what is there already and what does not fit into a file. Each file is at every instant
    the old one or the new one.
    """
    before = read_existing(site, AUTHORITY_FILES)
    files = dict(before)
    for addition in additions:
        files[addition.path] = content_with_addition(files, addition)
    for path, content in files.items():
        if content != before.get(path):
            overwrite(site / path, content)


def content_with_addition(files: Mapping[str, bytes], addition: Addition) -> bytes:
    """The new content of the file that an addition belongs to. files: all of them, by path."""
    entries, _ = _read_entries(files)
    known = _find_entry(entries, addition.kind, addition.name)
    if known and not addition.key:
        raise CommandError(f'"{addition.name}" is in an authority file already: {known.location}')
    if addition.key and (other := _find_entry(entries, addition.kind, addition.spelling)):
        way_out = "take it out of there first"
        raise CommandError(
            f'"{addition.spelling}" is in an authority file: {other.location}; {way_out}'
        )
    why = "newsgen finds no place for it"
    for text in _candidate_contents(files.get(addition.path, b""), addition, known):
        if not (why := _objection(files, {**files, addition.path: text}, addition, known)):
            return text
    raise CommandError(
        f"{addition.path} was left as it is, because {why}. Add it by hand: {addition.entry_line}"
    )


def _candidate_contents(
    content: bytes, addition: Addition, entry: Authority | None
) -> Iterator[bytes]:
    """The ways in which a file may have an addition, the one that looks best first."""
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = content[len(mark) :].decode()
        if entry:
            lines = YamlText(text)
            lines.add_spelling(entry.location, addition.key, addition.spelling)
            yield mark + str(lines).encode()
            return
        for apart in dict.fromkeys((YamlText(text).has_blank_lines, False)):
            lines = YamlText(text)
            lines.append_entry(addition.entry_line, apart)
            yield mark + str(lines).encode()
    except (UnicodeDecodeError, IndexError, NoInsertionPoint):
        return


def _objection(
    previous_files: Mapping[str, bytes],
    new_files: Mapping[str, bytes],
    addition: Addition,
    entry: Authority | None,
) -> str:
    """Why new files will not do; empty if they say what the old ones did, and the addition."""
    (before, problems), (after, found) = _read_entries(previous_files), _read_entries(new_files)
    if entry:
        wanted = [
            _add_spelling(each, addition) if each.location == entry.location else each
            for each in before
        ]
    else:
        made = _add_spelling(Authority(addition.kind, addition.name, _NO_LOCATION), addition)
        kinds = [each.kind for each in before]
        place = sum(
            CONTROLLED_KINDS.index(kind) <= CONTROLLED_KINDS.index(addition.kind) for kind in kinds
        )
        wanted = [*before[:place], made, *before[place:]]
    if list(map(_without_location, after)) != list(map(_without_location, wanted)):
        return "something else in it would change"
    new_ones = {_problem_key(each) for each in found} - {_problem_key(each) for each in problems}
    return "; ".join(sorted(f"{message} [{code}]" for code, message in new_ones))


def _add_spelling(entry: Authority, addition: Addition) -> Authority:
    if not addition.key:
        return entry
    held: tuple[Spelling, ...] = getattr(entry, addition.key)
    return replace(entry, **{addition.key: (*held, Spelling(addition.spelling, _NO_LOCATION))})


def _read_entries(files: Mapping[str, bytes]) -> tuple[tuple[Authority, ...], tuple[Problem, ...]]:
    known, problems = read_authorities(files)
    return known.entries, problems


def _find_entry(entries: tuple[Authority, ...], kind: Kind, text: str) -> Authority | None:
    return Authorities(entries).find(kind, text)


_NO_LOCATION = Location("")
_LOCATION_TEXT = re.compile(r" ?\([^()]*:\d+:\d+\)|\bline \d+")


def _without_location(entry: Authority) -> Authority:
    """An entry as it is wherever it stands."""
    return replace(
        entry,
        location=_NO_LOCATION,
        aliases=_spellings_without_location(entry.aliases),
        former=_spellings_without_location(entry.former),
        also=_spellings_without_location(entry.also),
    )


def _spellings_without_location(spellings: tuple[Spelling, ...]) -> tuple[Spelling, ...]:
    return tuple(replace(each, location=_NO_LOCATION) for each in spellings)


def _problem_key(problem: Problem) -> tuple[str, str]:
    """A problem without its places, which move."""
    return problem.code, _LOCATION_TEXT.sub("", problem.message)
