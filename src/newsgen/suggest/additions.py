"""Adds names and spellings to authority files, as an editor would: one line changes or is new.

Takes additions; writes the new content of the files. Comments, order, quotes, line ends and the end
of the file stay. The new text is parsed before it is written; if it says anything else than the old
one and the addition, `CommandError` is raised and the file stays as it was.
"""

import re
from codecs import BOM_UTF8
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
    """A name, or a spelling of a name, to be added to the authority file of a kind.

    Attributes:
        kind: The kind of the name.
        name: The name, which is added too if the file does not have it.
        key: The key that the spelling is added to; empty if there is only a name.
        spelling: The spelling.
    """

    kind: Kind
    name: str
    key: SpellingKey = ""
    spelling: str = ""

    @property
    def path(self) -> str:
        """The path of the authority file."""
        return authority_file(self.kind)

    @property
    def entry_line(self) -> str:
        """The YAML of a new entry, in one line."""
        return f"{yaml_scalar(self.name)}:{f' {{{self.spelling_line}}}' if self.key else ''}"

    @property
    def spelling_line(self) -> str:
        """The YAML that an existing entry gets: `former: [Old Name]`."""
        return f"{self.key}: [{yaml_scalar(self.spelling)}]"


def parse_addition(text: str) -> Addition:
    """Return the addition for a `KIND:NAME`. Raises CommandError for other texts."""
    kind_text, colon, name = text.partition(":")
    kinds = {kind.value: kind for kind in CONTROLLED_KINDS}
    if not colon or kind_text.strip() not in kinds:
        raise CommandError(f'"{text}" is not KIND:NAME; the kinds are {", ".join(kinds)}')
    return Addition(kinds[kind_text.strip()], single_line(name, "name"))


def write_additions(site: Path, additions: tuple[Addition, ...]) -> None:
    """Write additions to the authority files of a site: all of them, or none.

    Each file is replaced atomically. Raises CommandError if a name or spelling is in a file
    already, or cannot be added to it.
    """
    before = read_existing(site, AUTHORITY_FILES)
    files = dict(before)
    for addition in additions:
        files[addition.path] = content_with_addition(files, addition)
    for path, content in files.items():
        if content != before.get(path):
            overwrite(site / path, content)


def content_with_addition(files: Mapping[str, bytes], addition: Addition) -> bytes:
    """Return the new content of the file of an addition. files: all authority files, by path."""
    entries, _ = _read_entries(files)
    entry = _find_entry(entries, addition.kind, addition.name)
    if entry and not addition.key:
        raise CommandError(f'"{addition.name}" is in an authority file already: {entry.location}')
    if addition.key and (other := _find_entry(entries, addition.kind, addition.spelling)):
        raise CommandError(
            f'"{addition.spelling}" is in an authority file: {other.location}; '
            "take it out of there first"
        )
    objection = "newsgen finds no place for it"
    for content in _candidate_contents(files.get(addition.path, b""), addition, entry):
        new_files = {**files, addition.path: content}
        if not (objection := _objection(files, new_files, addition, entry)):
            return content
    raise CommandError(
        f"{addition.path} was left as it is, because {objection}. "
        f"Add it by hand: {addition.entry_line}"
    )


def _candidate_contents(
    content: bytes, addition: Addition, entry: Authority | None
) -> Iterator[bytes]:
    """Yield the contents that a file with the addition may have, the best-looking first."""
    mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
    try:
        text = content.removeprefix(mark).decode()
        if entry:
            yaml_text = YamlText(text)
            yaml_text.add_spelling(entry.location, addition.key, addition.spelling)
            yield mark + str(yaml_text).encode()
            return
        for blank_before in dict.fromkeys((YamlText(text).has_blank_lines, False)):
            yaml_text = YamlText(text)
            yaml_text.append_entry(addition.entry_line, blank_before)
            yield mark + str(yaml_text).encode()
    except (UnicodeDecodeError, IndexError, NoInsertionPoint):
        return


def _objection(
    previous_files: Mapping[str, bytes],
    new_files: Mapping[str, bytes],
    addition: Addition,
    entry: Authority | None,
) -> str:
    """Return why the new files are wrong; empty if they say what the old ones do and the addition.

    entry: the entry that gets a spelling, or None for a new entry.
    """
    before, previous_problems = _read_entries(previous_files)
    after, problems = _read_entries(new_files)
    if entry:
        expected = [
            _add_spelling(old, addition) if old.location == entry.location else old
            for old in before
        ]
    else:
        new_entry = _add_spelling(Authority(addition.kind, addition.name, _NO_LOCATION), addition)
        rank = CONTROLLED_KINDS.index(addition.kind)
        index = sum(CONTROLLED_KINDS.index(old.kind) <= rank for old in before)
        expected = [*before[:index], new_entry, *before[index:]]
    if list(map(_without_location, after)) != list(map(_without_location, expected)):
        return "something else in it would change"
    new_keys = set(map(_problem_key, problems)) - set(map(_problem_key, previous_problems))
    return "; ".join(sorted(f"{message} [{code}]" for code, message in new_keys))


def _add_spelling(entry: Authority, addition: Addition) -> Authority:
    if not addition.key:
        return entry
    spellings: tuple[Spelling, ...] = getattr(entry, addition.key)
    return replace(entry, **{addition.key: (*spellings, Spelling(addition.spelling, _NO_LOCATION))})


def _read_entries(files: Mapping[str, bytes]) -> tuple[tuple[Authority, ...], tuple[Problem, ...]]:
    authorities, problems = read_authorities(files)
    return authorities.entries, problems


def _find_entry(entries: tuple[Authority, ...], kind: Kind, text: str) -> Authority | None:
    return Authorities(entries).find(kind, text)


_NO_LOCATION = Location("")
_LOCATION_TEXT = re.compile(r" ?\([^()]*:\d+:\d+\)|\bline \d+")


def _without_location(entry: Authority) -> Authority:
    """Return an entry without its location and those of its spellings."""
    return replace(
        entry,
        location=_NO_LOCATION,
        aliases=_spellings_without_location(entry.aliases),
        former=_spellings_without_location(entry.former),
        also=_spellings_without_location(entry.also),
    )


def _spellings_without_location(spellings: tuple[Spelling, ...]) -> tuple[Spelling, ...]:
    return tuple(replace(spelling, location=_NO_LOCATION) for spelling in spellings)


def _problem_key(problem: Problem) -> tuple[str, str]:
    """Return the code and message of a problem, without the locations, which change."""
    return problem.code, _LOCATION_TEXT.sub("", problem.message)
