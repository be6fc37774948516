"""`newsgen suggest`: finds what an editor should look at, and formats it as text and as JSON.

Takes a build request; reads the archive and studies its texts. If the archive cannot be read, the
result has problems only.
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
"""Problems because of which an authority file is not read, so that all its names seem unknown."""


class SuggestResult(Value, frozen=True):
    """The suggestions, or None if the archive cannot be read, and its problems."""

    suggestions: Suggestions | None
    problems: tuple[Problem, ...]


def find_suggestions(request: BuildRequest, limit: int, progress: Progress) -> SuggestResult:
    """Find the suggestions for an archive.

    Args:
        request: Which site to read, and how.
        limit: How many suggestions of each kind to return; 0 for all.
        progress: Called as articles are read and studied.
    """
    inputs = scan_site(request.site)
    with (
        gc_disabled(),
        open_session(
            request.cache_folder, request.workers, request.tuning, persistent=False
        ) as session,
    ):
        parsed = parse_site(request, inputs, session, Stopwatch(), progress)
        if not isinstance(parsed, ParsedSite):
            return SuggestResult(None, apply_severities(parsed, {}))
        problems = apply_severities(parsed.problems, parsed.site.config.problems)
        if any(
            error.code in _UNREADABLE_CODES and error.location.path in AUTHORITY_FILES
            for error in errors_in(problems)
        ):
            return SuggestResult(None, problems)
        articles = parsed.archive.articles
        studies = NameStudies(parsed.site, session)
        counts = CandidateCounts()
        for batch in studies.study(articles, lambda done: progress("study", done, len(articles))):
            for study in batch.studies:
                counts.add(counts.article_count, study)
            counts.count_lowercase(batch.lowercase_counts)
        # Many names have their examples in the same articles.
        text_of = lru_cache(maxsize=200)(lambda number: studies.text(articles[number]))
        return SuggestResult(make_suggestions(parsed.archive, counts, text_of, limit), problems)


def group_suggestions(suggestions: Suggestions) -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
    """Yield the heading and the suggestions of each kind that has any."""
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
    """Yield the lines that a terminal shows."""
    for title, shown in group_suggestions(suggestions):
        yield f"{title}:"
        for suggestion in shown:
            yield from (f"  {line}" for line in describe_suggestion(suggestion))
        yield ""
    if not any(suggestions.totals.values()):
        yield f"Nothing to suggest: {pluralize(suggestions.articles, 'article')} looked through."


def any_addable(suggestions: Suggestions) -> bool:
    """Return whether any suggestion shown can be written to a file."""
    groups = group_suggestions(suggestions)
    return any(addition_for(suggestion, Kind.PERSON) for _, group in groups for suggestion in group)


def describe_suggestion(suggestion: Suggestion) -> Iterator[str]:
    """Yield the lines of a suggestion: what it is and what to write, then its examples."""
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
    """Return what a suggestion would add to a file, if it can. kind: the one the editor chose."""
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
    """Return the line to write. has_entry: whether the file has an entry of the name."""
    if addition is None:
        return ""
    if has_entry:
        return f" under {yaml_scalar(addition.name)} in {addition.path}: {addition.spelling_line}"
    return f" {addition.path}: {addition.entry_line}"


def suggestions_json(suggestions: Suggestions) -> dict[str, Any]:
    """Return the object that `--json` prints; docs/commands.md describes it."""
    return {
        "articles": suggestions.articles,
        "totals": dict(suggestions.totals),
        "unknown": [
            {
                "name": unknown.text,
                "articles": unknown.count,
                "kind": unknown.kind.value if unknown.kind else None,
                "kin": unknown.variant_of or None,
                "listed": unknown.in_authority_file,
                "examples": _examples_json(unknown),
            }
            for unknown in suggestions.unknown
        ],
        "unlisted": list(map(_declared_name_json, suggestions.unlisted)),
        "alike": [
            {
                **_name_json(duplicate.preferred_name),
                "articles": duplicate.preferred_count,
                "listed": duplicate.in_authority_file,
                "other": duplicate.other.text,
                "other_articles": duplicate.count,
                "why": duplicate.difference,
                "examples": _examples_json(duplicate),
            }
            for duplicate in suggestions.alike
        ],
        "unsaid": list(map(_declared_name_json, suggestions.unsaid)),
        "ambiguous": [
            {
                "spelling": spelling.text,
                "names": [_name_json(name) for name in spelling.names],
                "articles": spelling.count,
                "examples": _examples_json(spelling),
            }
            for spelling in suggestions.ambiguous
        ],
    }


def _declared_name_json(suggestion: UnlistedName | UnmentionedName) -> dict[str, Any]:
    return {
        **_name_json(suggestion.name),
        "articles": suggestion.count,
        "examples": _examples_json(suggestion),
    }


def _name_json(name: Name) -> dict[str, str]:
    return {"name": name.text, "kind": name.kind.value}


def _examples_json(suggestion: Suggestion) -> list[dict[str, str]]:
    return [{"path": example.path, "sentence": example.text} for example in suggestion.examples]
