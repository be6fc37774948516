"""Asks the questions of `newsgen suggest --write`, and writes what the editor chooses."""

from collections.abc import Iterable
from pathlib import Path

import click

from newsgen.cli.output import print_wrapped
from newsgen.cli.suggestion_text import describe_suggestion, group_suggestions
from newsgen.model.command_error import CommandError
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.suggest.additions import Addition, write_additions
from newsgen.suggest.suggestions import (
    NearDuplicate,
    Suggestion,
    Suggestions,
    UnknownName,
    UnlistedName,
)


def review_suggestions(site: Path, suggestions: Suggestions) -> int:
    """Ask about each suggestion, write the chosen additions at once, and return their number."""
    written_count = 0
    for title, shown in group_suggestions(suggestions):
        addable = [suggestion for suggestion in shown if suggestion.addition(Kind.PERSON)]
        if addable:
            click.echo(f"{title}:")
        for suggestion in addable:
            for line in describe_suggestion(suggestion):
                print_wrapped(f"  {line}")
            letter, addition = _ask_for_addition(suggestion)
            if letter == "q":
                return written_count
            try:
                if addition:
                    write_additions(site, (addition,))
                    written_count += 1
                    click.echo(f"  Written to {addition.path}.")
            except CommandError as error:
                click.echo(f"  {error}", err=True)
    return written_count


def _ask_for_addition(suggestion: Suggestion) -> tuple[str, Addition | None]:
    """Return the letter that the editor typed, and the addition that it stands for."""
    addition = suggestion.addition()
    is_known = isinstance(suggestion, UnknownName) and suggestion.in_authority_file
    if addition and (is_known or isinstance(suggestion, NearDuplicate | UnlistedName)):
        is_merge = isinstance(suggestion, NearDuplicate)
        question = "Merge them?" if is_merge else "Add it?"
        letter = _prompt(f"{question} [y]es, [n]o, [q]uit", "ynq", "n" if is_merge else "y")
        return letter, addition if letter == "y" else None
    if not addition:
        letter = _prompt(_KIND_QUESTION, (*_KIND_LETTERS, "n", "q"))
    else:
        question = f"Add it to {addition.kind}? [y]es, or to {_KIND_CHOICES}; [n]o, [q]uit"
        letter = _prompt(question, ("y", *_KIND_LETTERS, "n", "q"), "y")
        if letter == "y":
            return letter, addition
    kind = _KIND_LETTERS.get(letter)
    return letter, suggestion.addition(kind) if kind else None


def _prompt(question: str, letters: Iterable[str], default: str = "n") -> str:
    choice = click.Choice(tuple(letters), case_sensitive=False)
    letter: str = click.prompt(question, type=choice, default=default, show_choices=False)
    return letter


def _choose_letters() -> dict[str, Kind]:
    """Return each kind of entity under the first letter of its key that is still free."""
    kinds: dict[str, Kind] = {}
    for kind in TYPED_ENTITY_KINDS:
        kinds[next(letter for letter in kind if letter not in {"n", "q", *kinds})] = kind
    return kinds


_KIND_LETTERS = _choose_letters()
_KIND_CHOICES = ", ".join(kind.replace(key, f"[{key}]", 1) for key, kind in _KIND_LETTERS.items())
_KIND_QUESTION = f"Add it to {_KIND_CHOICES}; [n]o, [q]uit"
