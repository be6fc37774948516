"""What commands that edit an archive say of their changes, as lines and as JSON."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from newsgen.cli.result_text import pluralize
from newsgen.runtime.file_changes import FileChange

if TYPE_CHECKING:
    from newsgen.commands.move import ArticleMove
    from newsgen.commands.rename import NameChange


def move_lines(move: "ArticleMove", dry_run: bool) -> Iterator[str]:
    """Yield what becomes of an article's file, its pictures, its address and its id."""
    yield f"{'Would move' if dry_run else 'Moved'} {move.path} to {move.new_path}"
    for picture in move.pictures:
        yield f"  and {picture.path} to {picture.new_path}"
    if move.address == move.new_address:
        yield f"  Its address stays {move.address}"
    elif move.is_published:
        yield f"  Its address is {move.new_address}, and {move.address} leads there."
    else:
        yield (
            f"  Its address will be {move.new_address}; {move.address} was not published, "
            "and leads nowhere."
        )
    if move.article_id:
        yield f"  Its permanent id is written: {move.article_id}"


def move_json(move: "ArticleMove") -> dict[str, Any]:
    """Return the same for `--json`."""
    return {
        "path": move.path,
        "new_path": move.new_path,
        "address": move.address,
        "new_address": move.new_address,
        "redirects": move.is_published,
        "id": move.article_id or None,
        "moved": [{"path": one.path, "new_path": one.new_path} for one in move.pictures],
    }


def rename_lines(change: "NameChange", dry_run: bool) -> Iterator[str]:
    """Yield what becomes of a name, its address and the articles that declare it."""
    name = change.name
    verb = "merge" if change.is_merged else "rename"
    words = f"Would {verb}" if dry_run else f"{verb.title()}d"
    yield f"{words} {name.text} {'into' if change.is_merged else 'to'} {name.new}"
    for note in change.notes:
        yield f"  {note}"
    if change.address != change.new_address:
        yield f"  {change.address} leads to {change.new_address}"
    if change.waiting_count:
        count = pluralize(change.waiting_count, "article")
        yield f"  {name.text}, in {count}, means {name.new}; --everywhere writes that there."


def rename_json(change: "NameChange") -> dict[str, Any]:
    """Return the same for `--json`."""
    return {
        "kind": change.name.kind.value,
        "old": change.name.text,
        "new": change.name.new,
        "merged": change.is_merged,
        "address": change.address,
        "new_address": change.new_address,
        "notes": list(change.notes),
        "articles_left": change.waiting_count,
    }


def change_lines(
    changes: tuple[FileChange, ...], dry_run: bool, known_path: str = ""
) -> Iterator[str]:
    """Yield the files that change; of a dry run, with each line as it is and as it would be.

    Args:
        changes: Those of a command.
        dry_run: Whether nothing was written.
        known_path: A file that has been named, and whose old content is at another path.
    """
    gone = next((change.old for change in changes if change.new is None), None)
    others = [one for one in changes if one.new is not None]
    if others:
        yield "Would change:" if dry_run else "Changed:"
    for change in others:
        old = gone if change.path == known_path else change.old
        lines = tuple(_line_changes(old or b"", change.new or b""))
        yield f"  {change.path}" if lines or dry_run else f"  {change.path} (as it was)"
        if dry_run:
            yield from (f"    {line}" for line in lines)


def changes_json(changes: tuple[FileChange, ...], dry_run: bool) -> dict[str, Any]:
    """Return the same for `--json`: each file with what it lost and got, line by line."""
    return {
        "written": not dry_run,
        "changed": [
            {"path": one.path, "lines": list(_line_changes(one.old or b"", one.new or b""))}
            for one in changes
            if one.old is not None and one.new is not None
        ],
    }


def _line_changes(old: bytes, new: bytes) -> Iterator[str]:
    """Yield the lines that differ, each after a minus or a plus, and the number of the first."""
    before, after = old.decode().splitlines(), new.decode().splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield from (f"- {line}" for line in before[old_start:old_end])
            yield from (f"+ {line}" for line in after[new_start:new_end])
