"""`newsgen suggest`: what an editor should look at, as values, as a person reads it and as JSON.

Takes an order; reads the archive and studies its texts. Refuses nothing: where the archive cannot
be read, what is wrong with it is the answer.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from newsgen.commands.result_text import pluralize
from newsgen.content.authorities import AUTHORITY_FILES, authority_file
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, Name, join_words
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.system import gc_disabled
from newsgen.store.session import open_session
from newsgen.suggest import (
    AmbiguousSpelling,
    CandidateCounts,
    NearDuplicate,
    Suggestions,
    UnknownName,
    UnlistedName,
    UnmentionedName,
    make_suggestions,
)
from newsgen.suggest.additions import Addition, SpellingKey
from newsgen.suggest.studies import NameStudies

Suggestion = UnknownName | UnlistedName | NearDuplicate | UnmentionedName | AmbiguousSpelling

_UNREADABLE_CODES = frozenset(("N109", "N112", "N114", "N118"))
"""What keeps an authority file from being read: its names would all be unknown."""


class SuggestResult(Value, frozen=True):
    """What came of looking. suggestions: None where the archive cannot be read for its problems."""

    suggestions: Suggestions | None
    problems: tuple[Problem, ...]


def find_suggestions(request: BuildRequest, limit: int, progress: Progress) -> SuggestResult:
    """Look through a whole archive. limit: suggestions of each kind; 0 for all of them."""
    inputs = scan_site(request.site)
    with (
        gc_disabled(),
        open_session(
            request.cache_folder, request.workers, request.tuning, persistent=False
        ) as work,
    ):
        stock = parse_site(request, inputs, work, Stopwatch(), progress)
        if not isinstance(stock, ParsedSite):
            return SuggestResult(None, apply_severities(stock, {}))
        problems = apply_severities(stock.problems, stock.site.config.problems)
        if any(
            each.code in _UNREADABLE_CODES and each.location.path in AUTHORITY_FILES
            for each in errors_in(problems)
        ):
            return SuggestResult(None, problems)
        articles = stock.archive.articles
        texts = NameStudies(stock.site, work)
        tally = CandidateCounts()
        for studied in texts.study(articles, lambda done: progress("study", done, len(articles))):
            for study in studied.studies:
                tally.add(tally.article_count, study)
            tally.count_lowercase(studied.lowercase_counts)
        # The same articles show many of the names.
        text = lru_cache(maxsize=200)(lambda number: texts.text(articles[number]))
        return SuggestResult(make_suggestions(stock.archive, tally, text, limit), problems)


def group_suggestions(suggestions: Suggestions) -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
    """The kinds of suggestions that there are, each under its heading."""
    for key, title in _GROUP_TITLES.items():
        shown, total = getattr(suggestions, key), suggestions.totals.get(key, 0)
        if total:
            more = f", of which {len(shown):,} are shown" if len(shown) < total else ""
            yield f"{title} ({total:,}{more})", shown


_GROUP_TITLES = {
    "unknown": "Names in texts that no authority file knows",
    "unlisted": "Names that articles declare and no authority file has",
    "alike": "Names that may be one",
    "unsaid": "Names that articles declare and never say",
    "ambiguous": "Spellings of several names, where nothing settles which is meant",
}


def suggestion_lines(suggestions: Suggestions) -> Iterator[str]:
    """All of it, as a terminal shows it."""
    for title, shown in group_suggestions(suggestions):
        yield f"{title}:"
        for each in shown:
            yield from (f"  {line}" for line in describe_suggestion(each))
        yield ""
    if not any(suggestions.totals.values()):
        yield f"Nothing to suggest: {pluralize(suggestions.articles, 'article')} looked through."


def any_addable(suggestions: Suggestions) -> bool:
    """Whether any suggestion that is shown can be written to a file."""
    shown = (each for _, of_kind in group_suggestions(suggestions) for each in of_kind)
    return any(addition_for(each, Kind.PERSON) for each in shown)


def describe_suggestion(suggestion: Suggestion) -> Iterator[str]:
    """A suggestion: what it is and what to write, and below that where it is seen."""
    articles = pluralize(suggestion.count, "article")
    match suggestion:
        case UnknownName(text=text):
            yield f"{text}: in {articles}.{_guess_text(suggestion)}"
        case UnlistedName(name=name):
            line = _line_to_add(addition_for(suggestion)) or _ANY_FILE_HINT
            yield f"{name.text} ({name.kind.value}): in {articles}.{line}"
        case NearDuplicate(preferred_name=preferred, in_authority_file=has_entry):
            line = _line_to_add(addition_for(suggestion), has_entry=has_entry)
            yield (
                f"{suggestion.other.text} ({articles}) and {preferred.text} "
                f"({suggestion.preferred_count:,}): {suggestion.difference}. To merge them,{line}"
            )
        case UnmentionedName(name=name):
            yield (
                f"{name.text} ({name.kind.value}): {articles} without it. "
                f"Another spelling may be missing in {authority_file(name.kind)}"
            )
        case AmbiguousSpelling():
            names = " or ".join(f"{name.text} ({name.kind.value})" for name in suggestion.names)
            yield (
                f"{suggestion.text}: {names}, in {articles}. "
                f"Declare which is meant, or name it in full"
            )
    for example in suggestion.examples:
        yield f"  {example.path}{f': {example.text}' if example.text else ''}"


def addition_for(suggestion: Suggestion, kind: Kind | None = None) -> Addition | None:
    """What would follow a suggestion, if that can be written. kind: the one the editor says."""
    match suggestion:
        case UnknownName():
            chosen = suggestion.kind if suggestion.in_authority_file or kind is None else kind
            if chosen and suggestion.variant_of:
                key: SpellingKey = "aliases" if suggestion.text.isupper() else "also"
                return Addition(chosen, suggestion.variant_of, key, suggestion.text)
            return Addition(chosen, suggestion.text) if chosen else None
        case UnlistedName():
            chosen = kind or (None if suggestion.name.kind is Kind.ENTITY else suggestion.name.kind)
            return Addition(chosen, suggestion.name.text) if chosen else None
        case NearDuplicate():
            return Addition(
                suggestion.preferred_name.kind,
                suggestion.preferred_name.text,
                "former",
                suggestion.other.text,
            )
        case _:
            return None


def _guess_text(suggestion: UnknownName) -> str:
    addition = addition_for(suggestion)
    line = _line_to_add(addition, has_entry=suggestion.in_authority_file)
    guess = suggestion.variant_of or (addition.kind.value if addition else "")
    if not guess:
        return ""
    return f" Perhaps {guess}:{line}" if addition else f" Perhaps {guess}"


_FILE_NAMES = join_words((f"{kind.value}.yml" for kind in TYPED_ENTITY_KINDS), "or")
_ANY_FILE_HINT = f" Say what it is, in {_FILE_NAMES}"


def _line_to_add(addition: Addition | None, *, has_entry: bool = False) -> str:
    """The line to write. listed: whether the name it belongs to is in the file."""
    if addition is None:
        return ""
    if has_entry:
        return f" under {yaml_scalar(addition.name)} in {addition.path}: {addition.spelling_line}"
    return f" {addition.path}: {addition.entry_line}"


def suggestions_json(suggestions: Suggestions) -> dict[str, Any]:
    """The object `--json` prints; docs/commands.md describes it."""
    return {
        "articles": suggestions.articles,
        "totals": dict(suggestions.totals),
        "unknown": [
            {
                "name": each.text,
                "articles": each.count,
                "kind": each.kind.value if each.kind else None,
                "kin": each.variant_of or None,
                "listed": each.in_authority_file,
                "examples": _examples_json(each),
            }
            for each in suggestions.unknown
        ],
        "unlisted": [
            {**_name_json(each.name), "articles": each.count, "examples": _examples_json(each)}
            for each in suggestions.unlisted
        ],
        "alike": [
            {
                **_name_json(each.preferred_name),
                "articles": each.preferred_count,
                "listed": each.in_authority_file,
                "other": each.other.text,
                "other_articles": each.count,
                "why": each.difference,
                "examples": _examples_json(each),
            }
            for each in suggestions.alike
        ],
        "unsaid": [
            {**_name_json(each.name), "articles": each.count, "examples": _examples_json(each)}
            for each in suggestions.unsaid
        ],
        "ambiguous": [
            {
                "spelling": each.text,
                "names": [_name_json(name) for name in each.names],
                "articles": each.count,
                "examples": _examples_json(each),
            }
            for each in suggestions.ambiguous
        ],
    }


def _name_json(name: Name) -> dict[str, str]:
    return {"name": name.text, "kind": name.kind.value}


def _examples_json(suggestion: Suggestion) -> list[dict[str, str]]:
    return [{"path": example.path, "sentence": example.text} for example in suggestion.examples]
