"""`newsgen rename`: gives a name of the archive another form, or merges it into another name.

The old name stays in its authority file as a former one, so that its address leads to the new one.
All is worked out and checked before the first file is written.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from newsgen.commands.working_copy import WorkingCopy, open_working_copy
from newsgen.content.authorities import AUTHORITY_FILES, authority_file, read_authorities
from newsgen.content.authority_edits import entry_key, merge_entries, rename_entry
from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.parse_context import ParseContext
from newsgen.content.yaml.quote import single_line
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_edit import YamlEdit
from newsgen.model.article import Article, keys_of_names
from newsgen.model.authority import Authorities, Authority
from newsgen.model.command_error import CommandError
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Kind, Name
from newsgen.model.progress import Progress
from newsgen.model.slug import Alphabet, identity, slug
from newsgen.model.value import Value
from newsgen.pages.routes import name_address
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.editor_files import read_existing
from newsgen.runtime.file_changes import FileChange, write_changes


class NewName(Value, frozen=True):
    """A name and what it shall be. text: as it is now in the archive."""

    kind: Kind
    text: str
    new: str


class NameChange(Value, frozen=True):
    """What becomes of a name.

    Attributes:
        name: The name, and what it is afterwards.
        address, new_address: Of its page.
        is_merged: Whether the new name had an entry already.
        notes: What an editor should know, each a sentence.
        changes: The texts that change.
        waiting_count: The articles that declare the old name and are left as they are.
    """

    name: NewName
    address: str
    new_address: str
    is_merged: bool
    notes: tuple[str, ...]
    changes: tuple[FileChange, ...]
    waiting_count: int


def rename_name(
    request: BuildRequest, name: NewName, everywhere: bool, dry_run: bool, progress: Progress
) -> NameChange:
    """Rename a name, or merge it into another. Raises CommandError.

    Args:
        request: Names the archive.
        name: As an editor typed it.
        everywhere: Whether the front matter of articles is to say the new name, too.
        dry_run: Whether to write nothing.
        progress: Is called as files are read.
    """
    with open_working_copy(request, progress) as copy:
        change = _plan_change(copy, name, everywhere)
    if not dry_run:
        write_changes(request.site, change.changes)
    return change


def _plan_change(copy: WorkingCopy, typed: NewName, everywhere: bool) -> NameChange:
    kind, new = typed.kind, single_line(typed.new, "new name")
    files = read_existing(copy.site.folder, AUTHORITY_FILES)
    authorities, problems = read_authorities(files)
    entry, other = authorities.find(kind, typed.text), authorities.find(kind, new)
    old = entry.name if entry else _unlisted_name(copy, authorities, kind, typed.text)
    other = None if other is entry else other
    name = NewName(kind, old, other.name if other else new)
    if old == name.new:
        raise CommandError(f'"{old}" is what it is called already')
    notes = []
    if entry and identity(entry.name) != identity(typed.text):
        notes.append(f'"{typed.text}" is a spelling of {old} ({entry.location}).')
    if other:
        notes.append(f"{other.name} has an entry already ({other.location}).")
    path, slugs = authority_file(kind), copy.site.config.slugs
    edit = YamlEdit(files.get(path, b""))
    notes += _edit_entries(edit, name, entry, other, slugs)
    known = Counter(problem.code for problem in problems)
    result = _check_authorities(copy, {**files, path: edit.content}, name, known)
    waiting = tuple(_articles_to_edit(copy, name))
    if everywhere:
        for article in waiting:
            _edit_article(copy, article, name)
        waiting = tuple(_articles_to_edit(copy, name))
    own = FileChange(path, files.get(path), edit.content)
    return NameChange(
        name,
        name_address(kind, (entry and entry.slug) or slug(old, slugs)),
        name_address(kind, result.slug_in(slugs)),
        other is not None,
        tuple(notes),
        (*([own] if own.old != own.new else ()), *copy.changes()),
        len(waiting),
    )


def _edit_entries(
    edit: YamlEdit,
    name: NewName,
    entry: Authority | None,
    other: Authority | None,
    alphabet: Alphabet,
) -> Iterator[str]:
    """Edit the authority file, and yield what an editor should know.

    Args:
        edit: Of the file.
        name: The name, and what it shall be.
        entry: That of the old name, if it has one.
        other: That of the new name, if it is another.
        alphabet: That of addresses.
    """
    formers = [] if identity(name.text) == identity(name.new) else [name.text]
    if other and entry and entry.slug and entry.slug != slug(entry.name, alphabet):
        formers.append(entry.slug)  # so that its address leads on
    if entry and other:
        for key in merge_entries(edit, entry, other, formers):
            yield f"{key}: of {name.text} is left out: {name.new} has one of its own."
    elif other:
        for former in formers:
            edit.add_item((entry_key(edit, other), "former"), former)
    elif entry:
        rename_entry(edit, entry_key(edit, entry), name.new, formers)
    else:
        edit.append(name.new, {"former": formers} if formers else None)


def _check_authorities(
    copy: WorkingCopy, files: Mapping[str, bytes], name: NewName, known: Counter[str]
) -> Authority:
    """Have articles parsed with the new authority files from now on; return the new entry.

    Args:
        copy: The archive.
        files: The authority files as they would be.
        name: The name, and what it is in them.
        known: The codes of the problems that the files have now. Raises CommandError for others.
    """
    authorities, problems = read_authorities(files)
    for problem in problems:
        known[problem.code] -= 1
        if known[problem.code] < 0:
            raise CommandError(f"nothing was changed, because of what would be: {problem}")
    result = authorities.find(name.kind, name.new)
    if not result or result.name != name.new or authorities.find(name.kind, name.text) != result:
        raise NotEditable(authority_file(name.kind))
    _check_address(copy, authorities, result, name.text)
    context = copy.context
    copy.context = ParseContext.create(context.options, authorities, context.zone)
    return result


def _unlisted_name(copy: WorkingCopy, authorities: Authorities, kind: Kind, text: str) -> str:
    """Return a name as the first article writes it that declares it. Raises CommandError."""
    names = [
        name.text
        for file in copy.files.values()
        if file.article
        for name in file.article.names(kind)
    ]
    same = [name for name in names if identity(name) == identity(text)]
    if same:
        return text if text in same else same[0]
    listed = (entry.name for entry in authorities.entries if entry.kind is kind)
    hint = did_you_mean(text, (*names, *listed)) or "newsgen list shows what articles declare"
    raise CommandError(f'nothing is called "{text}" among the {kind.value}: {hint}')


def _check_address(copy: WorkingCopy, authorities: Authorities, entry: Authority, old: str) -> None:
    """Refuse a name whose page would have the address of another name of its kind."""
    alphabet, kind = copy.site.config.slugs, entry.kind
    own = {identity(spelling.text) for spelling in entry.declarable_spellings} | {identity(old)}
    texts = {
        name.text: slug(name.text, alphabet)
        for file in copy.files.values()
        if file.article
        for name in file.article.names(kind)
        if not authorities.find(kind, name.text)
    }
    others = (one for one in authorities.entries if one.kind is kind and one is not entry)
    texts |= {other.name: other.slug_in(alphabet) for other in others if other.name != entry.name}
    for text, part in texts.items():
        if part == entry.slug_in(alphabet) and identity(text) not in own:
            raise CommandError(
                f'"{entry.name}" would have the address of "{text}": choose another name, '
                f'or merge the two: newsgen rename … "{old}" "{text}"'
            )


def _articles_to_edit(copy: WorkingCopy, name: NewName) -> Iterator[Article]:
    """Yield the articles whose front matter has the old name."""
    for path, file in copy.files.items():
        article = (copy.edited.get(path) or file).article
        if article and any(_says(copy, article, name)):
            yield article


def _says(copy: WorkingCopy, article: Article, name: NewName) -> Iterator[tuple[str, str]]:
    """Yield the keys of an article's front matter, and the texts there, that are the old name."""
    wanted = {identity(name.text), identity(name.new)}
    if not any(identity(one.text) in wanted for one in article.names(name.kind)):
        return
    options = copy.context.options
    try:
        edit = FrontMatterEdit(copy.content(article.path), article.path)
    except NotEditable:
        return
    main_key = keys_of_names(name.kind)[0]
    for key in edit.keys:
        ours = options.rename.get(key, key)
        value = edit.value(key)
        if ours == main_key and isinstance(value, dict):
            key, ours, value = f"{key}.{name.kind}", f"{ours}.{name.kind}", value.get(name.kind)
        if ours not in (main_key, f"{main_key}.{name.kind}"):
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and item != name.new and identity(item) == identity(name.text):
                yield key, item


def _edit_article(copy: WorkingCopy, article: Article, name: NewName) -> None:
    """Write the new name into the front matter of an article, which declares what it did."""
    edit = FrontMatterEdit(copy.content(article.path), article.path)
    for key, text in tuple(_says(copy, article, name)):
        edit.replace_item(key, text, name.new)
    before = copy.files[article.path].article or article
    expected = [_renamed(one, name) for one in before.name_lines.split("\n")]
    for _ in range(len(ENTITY_KINDS)):
        parsed = copy.put(article.path, edit.content).article
        missing = (
            []
            if not parsed
            else [one for one in expected if one not in parsed.name_lines.split("\n")]
        )
        if not missing:
            return
        for line in missing:  # the old tag was a name as well
            kind, _, text = line.partition(":")
            if kind not in TYPED_ENTITY_KINDS:
                raise CommandError(f"{article.path} would lose {text}; nothing was changed")
            key = "entities" if isinstance(edit.value("entities"), list) else f"entities.{kind}"
            edit.add_item(key, text)
    raise CommandError(f"{article.path} would declare other names; nothing was changed")


def _renamed(line: str, name: NewName) -> str:
    old = Name.from_line(line)
    return Name(name.kind, name.new).line if old.key == Name(name.kind, name.text).key else line
