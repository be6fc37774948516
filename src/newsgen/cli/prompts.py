"""The questions of `newsgen suggest --write`: one for each suggestion that can be written."""

from pathlib import Path

import click

from newsgen.commands.suggest import Suggestion, addition, sections, told
from newsgen.model.errors import Refused
from newsgen.model.kind import Kind
from newsgen.suggest import Alike, Suggestions, Unknown, Unlisted
from newsgen.suggest.additions import Addition, write

_KINDS = {"p": Kind.PERSON, "o": Kind.ORGANIZATION, "l": Kind.PLACE, "e": Kind.EVENT}


def ask(site: Path, found: Suggestions) -> int:
    """Ask about each suggestion and write what is picked at once; gives how many were."""
    picked = 0
    for title, shown in sections(found):
        askable = [each for each in shown if _askable(each)]
        if askable:
            click.echo(f"{title}:")
        for each in askable:
            for line in told(each):
                click.echo(f"  {line}")
            answer = _answer(each)
            if answer == _QUIT:
                return picked
            if isinstance(answer, Addition):
                picked += _written(site, answer)
    return picked


def _askable(each: Suggestion) -> bool:
    return addition(each, Kind.PERSON) is not None


def _answer(each: Suggestion) -> Addition | str:
    """What to add, or the letter for nothing, or for no more questions."""
    made = addition(each)
    if made and (isinstance(each, Alike | Unlisted) or (isinstance(each, Unknown) and each.listed)):
        chosen = _prompt("Merge them?" if isinstance(each, Alike) else "Add it?", ("y", "n", "q"))
        return made if chosen == "y" else chosen
    chosen = _prompt(_WHICH, (*_KINDS, "n", "q"))
    return addition(each, _KINDS[chosen]) or "n" if chosen in _KINDS else chosen


def _prompt(asked: str, letters: tuple[str, ...]) -> str:
    told = asked if asked == _WHICH else f"{asked} [y]es, [n]o, [q]uit"
    return click.prompt(told, type=click.Choice(letters), default="n", show_choices=False)


_QUIT = "q"
_WHICH = "Add it to [p]eople, [o]rganizations, p[l]aces, [e]vents; [n]o, [q]uit"


def _written(site: Path, made: Addition) -> bool:
    try:
        write(site, (made,))
    except Refused as refused:
        click.echo(f"  {refused}", err=True)
        return False
    click.echo(f"  Written to {made.path}.")
    return True
