"""What was lost, left out and refused in an import of many documents: one line a kind."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from newsgen.cli.result_text import pluralize
from newsgen.commands.import_result import ImportedArticle
from newsgen.importing.draft import Refusal

_KINDS = 40
"""Up to so many kinds are told; the report that is kept has all."""

_EXAMPLES = 3


_QUOTED = re.compile(r'"[^"]*"|https?://\S+')
"""What a reason says of one document, such as its title or an address."""


class _Kind:
    """Losses of one kind: the articles that have one, what was lost, and the first article."""

    def __init__(self, example: str) -> None:
        self.example = example
        self.articles = 0
        self.times = 0
        self.things: Counter[str] = Counter()


def loss_lines(articles: Iterable[ImportedArticle]) -> Iterator[str]:
    """Yield each kind of what was lost and left out: of texts first, the most frequent first."""
    kinds: dict[str, _Kind] = {}
    for article in articles:
        found = [(f"lost: {loss.kind}", loss.what) for loss in article.draft.losses]
        for leftover in article.draft.leftovers:
            found.append((f"left out: {leftover.kind}", leftover.text if leftover.is_near else ""))
        for name in dict.fromkeys(name for name, _ in found):
            kinds.setdefault(name, _Kind(article.draft.origin)).articles += 1
        for name, thing in dict.fromkeys(found):
            if thing:
                kinds[name].things[thing] += 1
        for loss in article.draft.losses:
            kinds[f"lost: {loss.kind}"].times += loss.count
        for leftover in article.draft.leftovers:
            kinds[f"left out: {leftover.kind}"].times += 1
    ordered = sorted(kinds.items(), key=lambda item: (_rank(item[0]), -item[1].articles))
    yield from (_kind_line(name, kind) for name, kind in ordered[:_KINDS])
    if len(ordered) > _KINDS:
        yield "  and more: the report has all"


def _rank(name: str) -> int:
    """Return how late a kind is told: what was lost of texts comes before keys and leftovers."""
    return 2 if name.startswith("left out: ") else name.startswith("lost: the key ")


def _kind_line(name: str, kind: _Kind) -> str:
    times = f"{kind.times:,} times in " if kind.times > kind.articles else ""
    count = f"{times}{pluralize(kind.articles, 'article')}"
    things = kind.things.most_common(_EXAMPLES)
    if len(things) < 2:
        only = "".join(thing for thing, _ in things)
        told = name.replace("…", only, 1) if "…" in name or not only else f"{name}: {only}"
        return f"  {told} ({count}, as in {kind.example})"
    shown = [f"{thing} ({number:,})" for thing, number in things]
    if len(kind.things) > _EXAMPLES:
        shown.append(f"{len(kind.things) - _EXAMPLES:,} more")
    return f"  {name}: {', '.join(shown)} ({count}, as in {kind.example})"


def refusal_lines(refusals: Iterable[Refusal]) -> Iterator[str]:
    """Yield why documents were not imported: those of one reason together, the most first."""
    by_reason: dict[str, list[Refusal]] = {}
    for refusal in refusals:
        by_reason.setdefault(_QUOTED.sub("…", refusal.message), []).append(refusal)
    ordered = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    for reason, same in ordered[:_KINDS]:
        if len(same) == 1:
            yield f"not imported: {refused_place(same[0])}: {same[0].message}"
            continue
        yield f"not imported: {len(same):,} documents: {reason}"
        for refusal in same[:_EXAMPLES]:
            yield f"  {refused_place(refusal)}"
        if len(same) > _EXAMPLES:
            yield f"  … and {len(same) - _EXAMPLES:,} more"
    if len(ordered) > _KINDS:
        rest = sum(len(same) for _, same in ordered[_KINDS:])
        yield f"… and {rest:,} more that were not imported"


def refused_place(refusal: Refusal) -> str:
    """Return the document, and the line, that a refusal is about."""
    line = f", line {refusal.line}" if refusal.line else ""
    return f"{refusal.origin.removesuffix(line)}{line}"
