"""Asks the questions of `newsgen suggest --write`, and writes what the editor chooses."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from newsgen.cli.output import print_wrapped
from newsgen.cli.suggestion_text import describe_suggestion, group_suggestions
from newsgen.model.command_error import CommandError
from newsgen.model.config import CONFIG_FILE
from newsgen.model.escape_controls import escape_controls
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.model.value import Value, replace
from newsgen.runtime.file_changes import FileChange
from newsgen.suggest.additions import Addition
from newsgen.suggest.file_changes import undo_changes, write_additions
from newsgen.suggest.ignored_names import IgnoredName
from newsgen.suggest.suggestions import (
    AddableSuggestion,
    NearDuplicate,
    Suggestion,
    Suggestions,
    UnknownName,
)


def _choose_letters() -> dict[str, Kind]:
    """Return each kind of entity under the first letter of its key that is still free."""
    kinds: dict[str, Kind] = {}
    for kind in TYPED_ENTITY_KINDS:
        kinds[next(letter for letter in kind if letter not in {*_ANSWERS, *kinds})] = kind
    return kinds


_ANSWERS = {"y": "yes", "n": "no", "v": "never", "u": "undo", "q": "quit"}
_KIND_LETTERS = _choose_letters()
_WORDS: Mapping[str, str] = {**_ANSWERS, **_KIND_LETTERS}
"""What an editor may answer, by the letter that is enough."""

_Additions = tuple[Addition | IgnoredName, ...]


class _Answer(Value, frozen=True):
    """What an editor picked for a suggestion, and what was written for it."""

    additions: _Additions
    changes: tuple[FileChange, ...]


def review_suggestions(site: Path, suggestions: Suggestions) -> int:
    """Ask about each suggestion, write what is chosen at once, and return how many were added.

    Answers can be taken back one by one, from the last to the first.
    """
    questions = [
        (title, suggestion)
        for title, group in group_suggestions(suggestions)
        for suggestion in _sort_names_first(group)
        if isinstance(suggestion, AddableSuggestion)
    ]
    answers: list[_Answer] = []
    last_title = letter = ""
    while questions and letter != "q":
        ending = ("u", "q") if answers else ("q",)
        additions: _Additions = ()
        if len(answers) == len(questions):
            letter = _prompt("That was the last one.", (ending,), "q")
        else:
            title, suggestion = questions[len(answers)]
            if title != last_title:
                click.echo(f"{title}:")
                last_title = title
            letter, additions = _ask_for_additions(_with_kind_of_name(suggestion, answers), ending)
        if letter == "u":
            _undo_answer(site, answers)
        elif letter != "q":
            answers.append(_Answer(additions, _write(site, additions)))
    return sum(any(change.path != CONFIG_FILE for change in each.changes) for each in answers)


def _sort_names_first(group: Iterable[Suggestion]) -> list[Suggestion]:
    """Return suggestions in their order, but other spellings of an unknown name behind it."""
    group = tuple(group)
    places = {each.text: place for place, each in enumerate(group) if isinstance(each, UnknownName)}

    def sort_key(suggestion: Suggestion) -> tuple[int, bool]:
        if not isinstance(suggestion, UnknownName):
            return 0, False
        name = suggestion.variant_of
        return places.get(name, places[suggestion.text]), name in places

    return sorted(group, key=sort_key)


def _with_kind_of_name(
    suggestion: AddableSuggestion, answers: Iterable[_Answer]
) -> AddableSuggestion:
    """Return a suggestion that knows where the name now is that it may be another spelling of."""
    kinds = {
        addition.name: addition.kind
        for answer in answers
        for addition in answer.additions
        if isinstance(addition, Addition) and answer.changes
    }
    if isinstance(suggestion, UnknownName) and suggestion.variant_of in kinds:
        kind = kinds[suggestion.variant_of]
        return replace(suggestion, kind=kind, in_authority_file=True)
    return suggestion


def _write(site: Path, additions: _Additions) -> tuple[FileChange, ...]:
    """Write what was picked and say where, or why it cannot be written."""
    try:
        changes = write_additions(site, additions)
    except CommandError as error:
        click.echo(f"  {error}", err=True)
        return ()
    for change in changes:
        click.echo(f"  Written to {change.path}.")
    return changes


def _undo_answer(site: Path, answers: list[_Answer]) -> None:
    """Take the last answer back, and say so, or why it cannot be taken back."""
    changes = answers[-1].changes
    try:
        undo_changes(site, changes)
    except CommandError as error:
        click.echo(f"  {error}", err=True)
        return
    answers.pop()
    paths = " and ".join(change.path for change in changes)
    click.echo(f"  Taken back: {paths or 'nothing had been written'}.")


def _ask_for_additions(
    suggestion: AddableSuggestion, ending: tuple[str, ...]
) -> tuple[str, _Additions]:
    """Return the letter that the editor typed, and the additions that it stands for.

    Args:
        ending: The letters that stand for no answer to this question.
    """
    for line in describe_suggestion(suggestion):
        print_wrapped(f"  {line}")
    addition = suggestion.addition()
    is_merge = isinstance(suggestion, NearDuplicate)
    is_unknown = isinstance(suggestion, UnknownName) and not suggestion.in_authority_file
    answers: dict[str, _Additions] = {"y": (addition,)} if addition else {}
    kinds: tuple[str, ...] = ()
    if is_unknown or not addition:
        kinds = tuple(_KIND_LETTERS)
        for letter, kind in _KIND_LETTERS.items():
            chosen = suggestion.addition(kind)
            answers[letter] = (chosen,) if chosen else ()
    answers["v"] = suggestion.refusal()
    place = f" to {addition.kind}" if addition and kinds else ""
    question = "Merge them?" if is_merge else f"Add it{place}?"
    groups = (("y",) if addition else (), kinds, ("n", "v", *ending))
    letter = _prompt(question, groups, "n" if is_merge or not addition else "y")
    return letter, answers.get(letter, ())


def _prompt(question: str, groups: Iterable[tuple[str, ...]], default: str) -> str:
    """Return the letter that the editor typed, or the one of the word that was typed.

    Args:
        groups: The letters that may be typed.
    """
    groups = tuple(filter(None, groups))
    words = {letter: _WORDS[letter] for group in groups for letter in group}

    def letter_of(answer: str) -> str:
        text = answer.strip().casefold()
        for letter, word in words.items():
            if text in (letter, word):
                return letter
        known = ", ".join(f"{letter} for {word}" for letter, word in words.items())
        raise click.UsageError(f'"{escape_controls(answer)}" is no answer; type {known}')

    labels = (", ".join(map(_label, group)) for group in groups)
    letter: str = click.prompt(
        f"{question} {'; '.join(labels)}", default=default, value_proc=letter_of
    )
    return letter


def _label(letter: str) -> str:
    """Return the word that a letter stands for, with that letter in brackets."""
    return _WORDS[letter].replace(letter, f"[{letter}]", 1)
