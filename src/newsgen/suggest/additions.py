"""Additions to authority files, as an editor would type them: a line more, and all else as it was.

Takes what is to be in a file; gives its new content. A file is never written anew from what it
means: comments, order, quotes, line ends and the end of the file stay. The new text is read before
anyone gets it, and has to say what the old one did, and the addition; otherwise it is refused.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from newsgen.content.authorities import FILES, file_of, read_authorities
from newsgen.content.yaml.quote import line, scalar
from newsgen.model.authority import Authorities, Authority, Spelling
from newsgen.model.errors import Refused
from newsgen.model.kind import CONTROLLED, Kind
from newsgen.model.problem import Place, Problem
from newsgen.model.value import Value, replace
from newsgen.runtime.atomic import overwrite, read_all
from newsgen.suggest.yaml_edit import Lines, Unfit

Key = Literal["", "aliases", "former", "also"]


class Addition(Value, frozen=True):
    """A name for the authority file of a kind, or a spelling for one.

    key: under which the spelling goes; a name that is not in the file yet comes with it.
    """

    kind: Kind
    name: str
    key: Key = ""
    spelling: str = ""

    @property
    def path(self) -> str:
        """The file it belongs to."""
        return file_of(self.kind)

    @property
    def line(self) -> str:
        """As it could be typed: an entry of one line."""
        return f"{scalar(self.name)}:{f' {{{self.listed}}}' if self.key else ''}"

    @property
    def listed(self) -> str:
        """What goes below an entry that is there: `former: [Old Name]`."""
        return f"{self.key}: [{scalar(self.spelling)}]"


def typed(text: str) -> Addition:
    """The addition that `KIND:NAME` means, as typed at the command line."""
    kind, colon, name = text.partition(":")
    kinds = {each.value: each for each in CONTROLLED}
    if not colon or kind.strip() not in kinds:
        raise Refused(f'"{text}" is not KIND:NAME; the kinds are {", ".join(kinds)}')
    return Addition(kinds[kind.strip()], line(name, "name"))


def write(site: Path, additions: tuple[Addition, ...]) -> None:
    """Put additions into the authority files of a site: all of them, or none.

    Refuses what is there already and what does not fit into a file. Each file is at every instant
    the old one or the new one.
    """
    before = read_all(site, FILES)
    files = dict(before)
    for addition in additions:
        files[addition.path] = added(files, addition)
    for path, content in files.items():
        if content != before.get(path):
            overwrite(site / path, content)


def added(files: Mapping[str, bytes], addition: Addition) -> bytes:
    """The new content of the file that an addition belongs to. files: all of them, by path."""
    entries, _ = _read(files)
    known = _known(entries, addition.kind, addition.name)
    if known and not addition.key:
        raise Refused(f'"{addition.name}" is in an authority file already: {known.place}')
    if addition.key and (other := _known(entries, addition.kind, addition.spelling)):
        way_out = "take it out of there first"
        raise Refused(f'"{addition.spelling}" is in an authority file: {other.place}; {way_out}')
    why = "newsgen finds no place for it"
    for text in _texts(files.get(addition.path, b""), addition, known):
        if not (why := _wrong(files, {**files, addition.path: text}, addition, known)):
            return text
    raise Refused(
        f"{addition.path} was left as it is, because {why}. Add it by hand: {addition.line}"
    )


def _texts(data: bytes, addition: Addition, known: Authority | None) -> Iterator[bytes]:
    """The ways in which a file may have an addition, the one that looks best first."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = data[len(mark) :].decode()
        if known:
            lines = Lines(text)
            lines.give(known.place, addition.key, addition.spelling)
            yield mark + str(lines).encode()
            return
        for apart in dict.fromkeys((Lines(text).airy, False)):
            lines = Lines(text)
            lines.append(addition.line, apart)
            yield mark + str(lines).encode()
    except (UnicodeDecodeError, IndexError, Unfit):
        return


def _wrong(
    old: Mapping[str, bytes], new: Mapping[str, bytes], addition: Addition, known: Authority | None
) -> str:
    """Why new files will not do; empty if they say what the old ones did, and the addition."""
    (before, problems), (after, found) = _read(old), _read(new)
    if known:
        wanted = [_with(each, addition) if each.place == known.place else each for each in before]
    else:
        made = _with(Authority(addition.kind, addition.name, _NOWHERE), addition)
        kinds = [each.kind for each in before]
        place = sum(CONTROLLED.index(kind) <= CONTROLLED.index(addition.kind) for kind in kinds)
        wanted = [*before[:place], made, *before[place:]]
    if list(map(_placeless, after)) != list(map(_placeless, wanted)):
        return "something else in it would change"
    new_ones = {_code(each) for each in found} - {_code(each) for each in problems}
    return "; ".join(sorted(f"{message} [{code}]" for code, message in new_ones))


def _with(entry: Authority, addition: Addition) -> Authority:
    if not addition.key:
        return entry
    held: tuple[Spelling, ...] = getattr(entry, addition.key)
    return replace(entry, **{addition.key: (*held, Spelling(addition.spelling, _NOWHERE))})


def _read(files: Mapping[str, bytes]) -> tuple[tuple[Authority, ...], tuple[Problem, ...]]:
    known, problems = read_authorities(files)
    return known.entries, problems


def _known(entries: tuple[Authority, ...], kind: Kind, text: str) -> Authority | None:
    return Authorities(entries).find(kind, text)


_NOWHERE = Place("")
_PLACES = re.compile(r" ?\([^()]*:\d+:\d+\)|\bline \d+")


def _placeless(entry: Authority) -> Authority:
    """An entry as it is wherever it stands."""
    return replace(
        entry,
        place=_NOWHERE,
        aliases=_bare(entry.aliases),
        former=_bare(entry.former),
        also=_bare(entry.also),
    )


def _bare(spellings: tuple[Spelling, ...]) -> tuple[Spelling, ...]:
    return tuple(replace(each, place=_NOWHERE) for each in spellings)


def _code(found: Problem) -> tuple[str, str]:
    """A problem without its places, which move."""
    return found.code, _PLACES.sub("", found.message)
