"""Adds names and spellings to authority files, as an editor would: one line changes or is new.

Comments, order, quotes, line ends and the end of the file stay. The new text is parsed before it is
written; if it says anything else than the old one and the addition, `CommandError` is raised and
the file stays as it was.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

from newsgen.content.authorities import authority_file, read_authorities
from newsgen.content.text import name_text
from newsgen.content.yaml.quote import single_line, yaml_scalar
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_edit import YamlEdit
from newsgen.model.authority import Authority
from newsgen.model.command_error import CommandError
from newsgen.model.kind import CONTROLLED_KINDS, KIND_BY_KEY, Kind
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace

_LOCATION_TEXT = re.compile(r" ?\([^()]*:\d+:\d+\)|\bline \d+")
_SPELLING_KEYS = ("aliases", "former", "also", "notations")


class Addition(Value, frozen=True):
    """A name, or a spelling of a name, to be added to the authority file of a kind.

    key: that of the entry which the spelling is added to; empty if there is only a name.
    """

    kind: Kind
    name: str
    key: str = ""
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
    key, colon, name = text.partition(":")
    kind = KIND_BY_KEY.get(key.strip())
    if not colon or kind is None or kind not in CONTROLLED_KINDS:
        kinds = ", ".join(CONTROLLED_KINDS)
        raise CommandError(f'"{text}" is not KIND:NAME; the kinds are {kinds}')
    return Addition(kind, single_line(name, "name"))


def content_with_addition(files: Mapping[str, bytes], addition: Addition) -> bytes:
    """Return the new content of the file of an addition. files: all authority files, by path."""
    authorities, problems = read_authorities(files)
    entry = authorities.find_by_identity(addition.kind, addition.name)
    if entry and not addition.key:
        raise CommandError(f'"{addition.name}" is in an authority file already: {entry.location}')
    if addition.key and (other := authorities.find_by_identity(addition.kind, addition.spelling)):
        raise CommandError(
            f'"{addition.spelling}" is in an authority file: {other.location}; '
            "take it out of there first"
        )
    expected = list(map(_statement, authorities.entries))
    if entry:
        index = authorities.entries.index(entry)
    else:
        rank = CONTROLLED_KINDS.index(addition.kind)
        index = sum(CONTROLLED_KINDS.index(old.kind) <= rank for old in authorities.entries)
        expected.insert(index, _statement(Authority(addition.kind, addition.name, Location(""))))
    if addition.key:
        expected[index][1][addition.key].append((addition.spelling, ""))
    objection = "newsgen finds no place for it"
    with suppress(NotEditable):
        content = _content_with_entry(files.get(addition.path, b""), addition, entry)
        new_authorities, new_problems = read_authorities({**files, addition.path: content})
        if list(map(_statement, new_authorities.entries)) == expected:
            objection = "; ".join(sorted(_messages(new_problems) - _messages(problems)))
            if not objection:
                return content
        else:
            objection = "something else in it would change"
    raise CommandError(
        f"{addition.path} was left as it is, because {objection}. "
        f"Add it by hand: {addition.entry_line}"
    )


def _content_with_entry(content: bytes, addition: Addition, entry: Authority | None) -> bytes:
    """Return the content with a new entry, or with a spelling in one that is there."""
    edit = YamlEdit(content)
    if entry:
        name = next((key for key in edit.data if name_text(key) == entry.name), entry.name)
        edit.add_item((name, addition.key), addition.spelling)
    else:
        edit.append(addition.name, {addition.key: [addition.spelling]} if addition.key else None)
    return edit.content


def _statement(entry: Authority) -> tuple[Authority, dict[str, list[tuple[str, str]]]]:
    """Return what a file says of a name, without where: spellings apart, with their languages."""
    spellings = {
        key: [(spelling.text, spelling.language) for spelling in getattr(entry, key)]
        for key in _SPELLING_KEYS
    }
    return replace(entry, location=Location(""), **dict.fromkeys(_SPELLING_KEYS, ())), spellings


def _messages(problems: Iterable[Problem]) -> set[str]:
    """Return what problems say, without locations, which change."""
    return {f"{_LOCATION_TEXT.sub('', item.message)} [{item.code}]" for item in problems}
