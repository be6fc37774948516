"""`newsgen suggest`: what an editor should look at, as values, as a person reads it and as JSON.

Takes an order; reads the archive and studies its texts. Refuses nothing: where the archive cannot
be read, what is wrong with it is the answer.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from newsgen.commands.reporting import count
from newsgen.content.authorities import FILES, file_of
from newsgen.content.yaml.quote import scalar
from newsgen.model.kind import Kind, Name
from newsgen.model.problem import Problem, errors, grade
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pipeline.load import Stock, take_stock
from newsgen.pipeline.request import Order
from newsgen.pipeline.scan import list_inputs
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.system import without_collector
from newsgen.store.session import open_workshop
from newsgen.suggest import Alike, Ambiguous, Suggestions, Tally, Unknown, Unlisted, Unsaid, suggest
from newsgen.suggest.additions import Addition, Key
from newsgen.suggest.studies import Texts

Suggestion = Unknown | Unlisted | Alike | Unsaid | Ambiguous

_UNREAD = frozenset(("N109", "N112", "N114", "N118"))
"""What keeps an authority file from being read: its names would all be unknown."""


class Looked(Value, frozen=True):
    """What came of looking. suggestions: None where the archive cannot be read for its problems."""

    suggestions: Suggestions | None
    problems: tuple[Problem, ...]


def look(order: Order, limit: int, told: Progress) -> Looked:
    """Look through a whole archive. limit: suggestions of each kind; 0 for all of them."""
    inputs = list_inputs(order.site)
    with without_collector(), open_workshop(order.records, order.workers, lasting=False) as work:
        stock = take_stock(order, inputs, work, Stopwatch(), told)
        if not isinstance(stock, Stock):
            return Looked(None, grade(stock, {}))
        problems = grade(stock.problems, stock.site.config.problems)
        if any(each.code in _UNREAD and each.place.path in FILES for each in errors(problems)):
            return Looked(None, problems)
        articles = stock.archive.articles
        texts = Texts(stock.site, work.cache, work.pool)
        tally = Tally()
        for studied in texts.study(articles, lambda done: told("study", done, len(articles))):
            for study in studied.studies:
                tally.add(tally.articles, study)
            tally.count_small(studied.small)
        # The same articles show many of the names.
        text = lru_cache(maxsize=200)(lambda number: texts.text(articles[number]))
        return Looked(suggest(stock.archive, tally, text, limit), problems)


def sections(found: Suggestions) -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
    """The kinds of suggestions that there are, each under its heading."""
    for key, title in _TITLES.items():
        shown, total = getattr(found, key), found.totals.get(key, 0)
        if total:
            more = f", of which {len(shown):,} are shown" if len(shown) < total else ""
            yield f"{title} ({total:,}{more})", shown


_TITLES = {
    "unknown": "Names in texts that no authority file knows",
    "unlisted": "Names that articles declare and no authority file has",
    "alike": "Names that may be one",
    "unsaid": "Names that articles declare and never say",
    "ambiguous": "Spellings of several names, where nothing settles which is meant",
}


def lines(found: Suggestions) -> Iterator[str]:
    """All of it, as a terminal shows it."""
    for title, shown in sections(found):
        yield f"{title}:"
        for each in shown:
            yield from (f"  {line}" for line in told(each))
        yield ""
    if not any(found.totals.values()):
        yield f"Nothing to suggest: {count(found.articles, 'article')} looked through."


def writable(found: Suggestions) -> bool:
    """Whether any suggestion that is shown can be written to a file."""
    shown = (each for _, of_kind in sections(found) for each in of_kind)
    return any(addition(each, Kind.PERSON) for each in shown)


def told(each: Suggestion) -> Iterator[str]:
    """A suggestion: what it is and what to write, and below that where it is seen."""
    match each:
        case Unknown():
            yield f"{each.text}: in {count(each.count, 'article')}.{_guessed(each)}"
        case Unlisted():
            yield (
                f"{each.name.text} ({each.name.kind.value}): in {count(each.count, 'article')}."
                f"{_write(addition(each)) or _ANY_FILE}"
            )
        case Alike():
            yield (
                f"{each.other.text} ({count(each.count, 'article')}) and {each.kept.text} "
                f"({each.kept_count:,}): {each.why}. "
                f"To merge them,{_write(addition(each), listed=each.listed)}"
            )
        case Unsaid():
            yield (
                f"{each.name.text} ({each.name.kind.value}): {count(each.count, 'article')} "
                f"without it. Another spelling may be missing in {file_of(each.name.kind)}"
            )
        case Ambiguous():
            names = " or ".join(f"{name.text} ({name.kind.value})" for name in each.names)
            yield (
                f"{each.text}: {names}, in {count(each.count, 'article')}. "
                f"Declare which is meant, or name it in full"
            )
    for example in each.examples:
        yield f"  {example.path}{f': {example.text}' if example.text else ''}"


def addition(each: Suggestion, kind: Kind | None = None) -> Addition | None:
    """What would follow a suggestion, if that can be written. kind: the one the editor says."""
    match each:
        case Unknown():
            chosen = each.kind if each.listed or kind is None else kind
            if chosen and each.kin:
                key: Key = "aliases" if each.text.isupper() else "also"
                return Addition(chosen, each.kin, key, each.text)
            return Addition(chosen, each.text) if chosen else None
        case Unlisted():
            chosen = kind or (None if each.name.kind is Kind.ENTITY else each.name.kind)
            return Addition(chosen, each.name.text) if chosen else None
        case Alike():
            return Addition(each.kept.kind, each.kept.text, "former", each.other.text)
        case _:
            return None


def _guessed(each: Unknown) -> str:
    made = addition(each)
    if each.kin:
        return f" Perhaps {each.kin}{f':{_write(made, listed=each.listed)}' if made else ''}"
    return f" Perhaps {made.kind.value}:{_write(made)}" if made else ""


_ANY_FILE = " Say what it is, in people.yml, organizations.yml, places.yml or events.yml"


def _write(made: Addition | None, *, listed: bool = False) -> str:
    """The line to write. listed: whether the name it belongs to is in the file."""
    if made is None:
        return ""
    if listed:
        return f" under {scalar(made.name)} in {made.path}: {made.listed}"
    return f" {made.path}: {made.line}"


def as_json(found: Suggestions) -> dict[str, Any]:
    """The object `--json` prints; docs/commands.md describes it."""
    return {
        "articles": found.articles,
        "totals": dict(found.totals),
        "unknown": [
            {
                "name": each.text,
                "articles": each.count,
                "kind": each.kind.value if each.kind else None,
                "kin": each.kin or None,
                "listed": each.listed,
                "examples": _examples(each),
            }
            for each in found.unknown
        ],
        "unlisted": [
            {**_name(each.name), "articles": each.count, "examples": _examples(each)}
            for each in found.unlisted
        ],
        "alike": [
            {
                **_name(each.kept),
                "articles": each.kept_count,
                "listed": each.listed,
                "other": each.other.text,
                "other_articles": each.count,
                "why": each.why,
                "examples": _examples(each),
            }
            for each in found.alike
        ],
        "unsaid": [
            {**_name(each.name), "articles": each.count, "examples": _examples(each)}
            for each in found.unsaid
        ],
        "ambiguous": [
            {
                "spelling": each.text,
                "names": [_name(name) for name in each.names],
                "articles": each.count,
                "examples": _examples(each),
            }
            for each in found.ambiguous
        ],
    }


def _name(name: Name) -> dict[str, str]:
    return {"name": name.text, "kind": name.kind.value}


def _examples(each: Suggestion) -> list[dict[str, str]]:
    return [{"path": example.path, "sentence": example.text} for example in each.examples]
