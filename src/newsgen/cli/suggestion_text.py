"""Formats suggestions as lines for people and as JSON for programs."""

from collections.abc import Iterator
from typing import Any

from newsgen.cli.result_text import pluralize
from newsgen.content.authorities import authority_file
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, Name, join_words
from newsgen.suggest.suggestions import (
    AmbiguousSpelling,
    NearDuplicate,
    Suggestion,
    Suggestions,
    UnknownName,
    UnlistedName,
    UnmentionedName,
)

_GROUP_TITLES = {
    "unknown": "Names in texts that no authority file knows",
    "unlisted": "Names that articles declare and no authority file has",
    "alike": "Names that may be one",
    "unsaid": "Names that articles declare and never say",
    "ambiguous": "Spellings of several names, where nothing settles which is meant",
}


def group_suggestions(suggestions: Suggestions) -> Iterator[tuple[str, tuple[Suggestion, ...]]]:
    """Yield the heading and the suggestions of each kind that has any."""
    for key, title in _GROUP_TITLES.items():
        shown, total = getattr(suggestions, key), suggestions.totals.get(key, 0)
        if total:
            more = f", of which {len(shown):,} are shown" if len(shown) < total else ""
            yield f"{title} ({total:,}{more})", shown


def suggestion_lines(suggestions: Suggestions, invocation: str) -> Iterator[str]:
    """Yield the lines that a terminal shows. invocation: the command that calls newsgen."""
    groups = list(group_suggestions(suggestions))
    for title, shown in groups:
        yield f"{title}:"
        for suggestion in shown:
            yield from (f"  {line}" for line in describe_suggestion(suggestion))
        yield ""
    if not groups:
        yield f"Nothing to suggest: {pluralize(suggestions.articles, 'article')} looked through."
    if any(suggestion.addition(Kind.PERSON) for _, shown in groups for suggestion in shown):
        yield f"To add what you pick, run: {invocation} suggest --write"


def describe_suggestion(suggestion: Suggestion) -> Iterator[str]:
    """Yield the lines of a suggestion: what it is and what to write, then its examples."""
    articles = pluralize(suggestion.count, "article")
    line = _line_to_add(suggestion)
    match suggestion:
        case UnknownName(text=text):
            addition = suggestion.addition()
            guess = suggestion.variant_of or (addition.kind.value if addition else "")
            perhaps = f" Perhaps {guess}{':' if line else ''}{line}" if guess else ""
            yield f"{text}: in {articles}.{perhaps}"
        case UnlistedName(name=name):
            yield f"{_with_kind(name)}: in {articles}.{line or _ANY_FILE_HINT}"
        case NearDuplicate(preferred_name=preferred):
            yield (
                f"{suggestion.other.text} ({articles}) and {preferred.text} "
                f"({suggestion.preferred_count:,}): {suggestion.difference}. To merge them,{line}"
            )
        case UnmentionedName(name=name):
            yield (
                f"{_with_kind(name)}: {articles} without it. "
                f"Another spelling may be missing in {authority_file(name.kind)}"
            )
        case AmbiguousSpelling(text=text):
            names = " or ".join(map(_with_kind, suggestion.names))
            yield f"{text}: {names}, in {articles}. Declare which is meant, or name it in full"
    for example in suggestion.examples:
        yield f"  {example.path}{f': {example.text}' if example.text else ''}"


_FILE_NAMES = join_words((f"{kind.value}.yml" for kind in TYPED_ENTITY_KINDS), "or")
_ANY_FILE_HINT = f" Say what it is, in {_FILE_NAMES}"


def _line_to_add(suggestion: Suggestion) -> str:
    """Return the line that would be written, and where; empty if that is not clear."""
    addition = suggestion.addition()
    if addition is None:
        return ""
    if isinstance(suggestion, UnknownName | NearDuplicate) and suggestion.in_authority_file:
        entry = yaml_scalar(addition.name)
        return f" under {entry} in {addition.path}: {addition.spelling_line}"
    return f" {addition.path}: {addition.entry_line}"


def _with_kind(name: Name) -> str:
    return f"{name.text} ({name.kind.value})"


def suggestions_json(suggestions: Suggestions) -> dict[str, Any]:
    """Return the object that `--json` prints; docs/commands.md describes it."""
    groups = {key: list(map(_suggestion_json, getattr(suggestions, key))) for key in _GROUP_TITLES}
    return {"articles": suggestions.articles, "totals": dict(suggestions.totals), **groups}


def _suggestion_json(suggestion: Suggestion) -> dict[str, Any]:
    examples = [{"path": example.path, "sentence": example.text} for example in suggestion.examples]
    return {**_facts_json(suggestion), "examples": examples}


def _facts_json(suggestion: Suggestion) -> dict[str, Any]:
    match suggestion:
        case UnknownName(kind=kind):
            return {
                "name": suggestion.text,
                "articles": suggestion.count,
                "kind": kind.value if kind else None,
                "kin": suggestion.variant_of or None,
                "listed": suggestion.in_authority_file,
            }
        case NearDuplicate():
            return {
                **_name_json(suggestion.preferred_name),
                "articles": suggestion.preferred_count,
                "listed": suggestion.in_authority_file,
                "other": suggestion.other.text,
                "other_articles": suggestion.count,
                "why": suggestion.difference,
            }
        case AmbiguousSpelling():
            return {
                "spelling": suggestion.text,
                "names": list(map(_name_json, suggestion.names)),
                "articles": suggestion.count,
            }
        case UnlistedName(name=name) | UnmentionedName(name=name):
            return {**_name_json(name), "articles": suggestion.count}


def _name_json(name: Name) -> dict[str, str]:
    return {"name": name.text, "kind": name.kind.value}
