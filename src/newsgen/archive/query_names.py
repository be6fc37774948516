"""Names in queries: which articles declare or mention one, and which was meant if none does.

Takes a spelling as an authority file or an article has it; refuses one that no article has.
"""

from collections.abc import Iterator, Mapping

from newsgen.archive.article_traits import Condition
from newsgen.archive.query_criteria import Criterion, QueryScope, folded_words
from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.article import Article
from newsgen.model.command_error import CommandError
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Kind, Name, join_words
from newsgen.model.slug import identity

KINDS_BY_KEY: Mapping[str, tuple[Kind, ...]] = {
    "source": (Kind.SOURCE,),
    "tag": (Kind.TAG,),
    "section": (Kind.SECTION,),
    "series": (Kind.SERIES,),
    "author": (Kind.AUTHOR,),
    **{(kind.entity or kind.facts).singular.lower(): (kind,) for kind in TYPED_ENTITY_KINDS},
    "name": ENTITY_KINDS,
}
"""The keys whose value is a name."""

_MAX_PROPOSALS = 3


def name_condition(criterion: Criterion, key: str, scope: QueryScope) -> Condition:
    """Return what tells that an article declares a name, under any spelling, or mentions it."""
    kinds = KINDS_BY_KEY[key]
    entries = list(filter(None, (scope.authorities.find(kind, criterion.value) for kind in kinds)))
    same = {identity(criterion.value), *(identity(entry.name) for entry in entries)}
    declared = (name for name in _declared_names(scope) if name.kind in kinds)
    wanted_lines = {name.line for name in declared if identity(name.text) in same}
    entry_lines = {entry.name_line for entry in entries}
    if not wanted_lines and not entry_lines:
        hint = _name_hint(criterion, key, scope)
        message = f'{criterion.text}: no article has the {key} "{criterion.value}"; {hint}'
        raise CommandError(message)

    def has_name(article: Article) -> bool:
        return not wanted_lines.isdisjoint(article.name_lines.split("\n")) or (
            bool(entry_lines) and not entry_lines.isdisjoint(article.mentioned_lines)
        )

    return has_name


def _declared_names(scope: QueryScope) -> Iterator[Name]:
    """Yield each name that articles declare once for each way in which it is written."""
    lines = {line for article in scope.articles for line in article.name_lines.split("\n")}
    return map(Name.from_line, sorted(filter(None, lines)))


def _name_hint(criterion: Criterion, key: str, scope: QueryScope) -> str:
    """Return the hint for a name of no article: names of the kind like it, or its other kind."""
    known: dict[str, set[str]] = {other: set() for other in KINDS_BY_KEY}
    for other, kinds in KINDS_BY_KEY.items():
        known[other].update(name.text for name in _declared_names(scope) if name.kind in kinds)
        for entry in scope.authorities.entries:
            if entry.kind in kinds:
                known[other].update(spelling.text for spelling in entry.declarable_spellings)
    same = identity(criterion.value)
    for other, names in known.items():
        if any(identity(name) == same for name in names):
            return f'it is known as another kind: {other}:"{criterion.value}"'
    wanted = f" {folded_words(criterion.value)} "
    longer = sorted(name for name in known[key] if wanted in f" {folded_words(name)} ")
    if longer:
        proposals = (f'"{name}"' for name in longer[:_MAX_PROPOSALS])
        return f"did you mean {join_words(proposals, 'or')}?"
    return (
        did_you_mean(criterion.value, known[key])
        or "newsgen stats shows the names of most articles"
    )
