"""The questions of `newsgen suggest --write`: one for each suggestion that can be written."""

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
    """Ask about each suggestion and write what is picked at once; gives how many were."""
    picked = 0
    for title, shown in group_suggestions(suggestions):
        askable = [each for each in shown if _is_addable(each)]
        if askable:
            click.echo(f"{title}:")
        for each in askable:
            for line in describe_suggestion(each):
                click.echo(f"  {line}")
            answer = _ask_for_addition(each)
            if answer == _QUIT_LETTER:
                return picked
            if isinstance(answer, Addition):
                picked += _write_addition(site, answer)
    return picked


def _is_addable(suggestion: Suggestion) -> bool:
    return addition_for(suggestion, Kind.PERSON) is not None


def _ask_for_addition(suggestion: Suggestion) -> Addition | str:
    """What to add, or the letter for nothing, or for no more questions."""
    made = addition_for(suggestion)
    if made and (
        isinstance(suggestion, NearDuplicate | UnlistedName)
        or (isinstance(suggestion, UnknownName) and suggestion.in_authority_file)
    ):
        chosen = _prompt(
            "Merge them?" if isinstance(suggestion, NearDuplicate) else "Add it?", ("y", "n", "q")
        )
        return made if chosen == "y" else chosen
    chosen = _prompt(_KIND_QUESTION, (*_KIND_LETTERS, "n", "q"))
    return (
        addition_for(suggestion, _KIND_LETTERS[chosen]) or "n"
        if chosen in _KIND_LETTERS
        else chosen
    )


def _prompt(question: str, letters: tuple[str, ...]) -> str:
    told = question if question == _KIND_QUESTION else f"{question} [y]es, [n]o, [q]uit"
    return click.prompt(told, type=click.Choice(letters), default="n", show_choices=False)


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


def _write_addition(site: Path, new_addition: Addition) -> bool:
    try:
        write_additions(site, (new_addition,))
    except CommandError as refused:
        click.echo(f"  {refused}", err=True)
        return False
    click.echo(f"  Written to {new_addition.path}.")
    return True
