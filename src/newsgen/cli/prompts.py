"""Asks the questions of `newsgen suggest --write`.

Takes suggestions; asks about each that can be written, and writes what the editor chooses.
"""

from pathlib import Path

import click

from newsgen.commands.suggest import (
    Suggestion,
    addition_for,
    describe_suggestion,
    group_suggestions,
)
from newsgen.model.command_error import CommandError
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.suggest import NearDuplicate, Suggestions, UnknownName, UnlistedName
from newsgen.suggest.additions import Addition, write_additions


def review_suggestions(site: Path, suggestions: Suggestions) -> int:
    """Ask about each suggestion, write the chosen additions at once, and return their number."""
    written_count = 0
    for title, shown in group_suggestions(suggestions):
        addable = [suggestion for suggestion in shown if _is_addable(suggestion)]
        if addable:
            click.echo(f"{title}:")
        for suggestion in addable:
            for line in describe_suggestion(suggestion):
                click.echo(f"  {line}")
            answer = _ask_for_addition(suggestion)
            if answer == _QUIT_LETTER:
                return written_count
            if isinstance(answer, Addition):
                written_count += _write_addition(site, answer)
    return written_count


def _is_addable(suggestion: Suggestion) -> bool:
    return addition_for(suggestion, Kind.PERSON) is not None


def _ask_for_addition(suggestion: Suggestion) -> Addition | str:
    """Return the addition that the editor chose, or the letter for no or quit."""
    addition = addition_for(suggestion)
    if addition and (
        isinstance(suggestion, NearDuplicate | UnlistedName)
        or (isinstance(suggestion, UnknownName) and suggestion.in_authority_file)
    ):
        question = "Merge them?" if isinstance(suggestion, NearDuplicate) else "Add it?"
        letter = _prompt(f"{question} [y]es, [n]o, [q]uit", ("y", "n", _QUIT_LETTER))
        return addition if letter == "y" else letter
    letter = _prompt(_KIND_QUESTION, (*_KIND_LETTERS, "n", _QUIT_LETTER))
    kind = _KIND_LETTERS.get(letter)
    return letter if kind is None else addition_for(suggestion, kind) or "n"


def _prompt(question: str, letters: tuple[str, ...]) -> str:
    return click.prompt(question, type=click.Choice(letters), default="n", show_choices=False)


_QUIT_LETTER = "q"


def _choose_letters() -> dict[str, Kind]:
    """Return each kind of entity under the first letter of its key that is still free."""
    kinds: dict[str, Kind] = {}
    for kind in TYPED_ENTITY_KINDS:
        kinds[next(letter for letter in kind if letter not in {"n", "q", *kinds})] = kind
    return kinds


_KIND_LETTERS = _choose_letters()
_KIND_CHOICES = ", ".join(kind.replace(key, f"[{key}]", 1) for key, kind in _KIND_LETTERS.items())
_KIND_QUESTION = f"Add it to {_KIND_CHOICES}; [n]o, [q]uit"


def _write_addition(site: Path, addition: Addition) -> bool:
    """Write an addition and return whether that worked."""
    try:
        write_additions(site, (addition,))
    except CommandError as error:
        click.echo(f"  {error}", err=True)
        return False
    click.echo(f"  Written to {addition.path}.")
    return True
