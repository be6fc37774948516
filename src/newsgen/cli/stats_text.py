"""Formats the numbers of an archive: one screen of plain words, and JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate, islice
from typing import Any

from newsgen.cli.result_text import pluralize
from newsgen.commands.stats import ArchiveStats
from newsgen.model.escape_controls import escape_controls
from newsgen.model.kind import Kind

_LABEL_WIDTH = 15
_MOST_YEARS = 12
"""More years than these are counted by decades."""

_DOT = " · "
_REST_WIDTH = len("20,000 more")

_HIDDEN = {
    "draft": "draft",
    "embargoed": "embargoed article",
    "expired": "expired article",
    "withdrawn": "withdrawn article",
}
"""What a build does not show, as nouns that can be counted."""

_FIRST_KINDS = (Kind.SOURCE, Kind.SECTION, Kind.AUTHOR, Kind.TAG)
_KINDS = (*_FIRST_KINDS, *(kind for kind in Kind if kind not in _FIRST_KINDS))


def stats_lines(stats: ArchiveStats, width: int) -> Iterator[str]:
    """Yield the lines for people, as long as a width allows."""
    if not stats.total:
        yield "The query means no article."
        return
    days = dict.fromkeys((stats.first_date, stats.last_date))
    words = f"{stats.words:,} words, {stats.words // stats.total:,} on average"
    yield f"{pluralize(stats.total, 'article')}, {' to '.join(days)}; {words}."
    counts = [(stats.states[state], noun) for state, noun in _HIDDEN.items()]
    if hidden := [pluralize(count, noun) for count, noun in counts if count]:
        yield f"Among them {', '.join(hidden)}."
    yield ""
    yield _row("Years", _years(stats.years), width)
    yield _row("Languages", stats.languages, width)
    for kind in _KINDS:
        if names := stats.names[kind]:
            yield _row(kind.facts.plural, names, width)
    yield from _missing_rows(stats, width)
    for number, length in enumerate(stats.longest):
        label = "" if number else "Longest"
        yield f"{label:<{_LABEL_WIDTH}}{length.words:,} words: {escape_controls(length.path)}"


def _years(years: Mapping[str, int]) -> Mapping[str, int]:
    """Return the counts of years; of decades, where there are many years."""
    if len(years) <= _MOST_YEARS:
        return years
    decades: Counter[str] = Counter()
    for year, count in years.items():
        decades[f"{year[:3]}0s"] += count
    return decades


def _missing_rows(stats: ArchiveStats, width: int) -> Iterator[str]:
    """Yield what is missing, all of it, on as many lines as that takes."""
    label, line = "Missing", ""
    lacks = [(word, count) for word, count in stats.missing.items() if count]
    for word, count in lacks:
        item = f"{word} {count:,} ({100 * count // stats.total} %)"
        if line and _LABEL_WIDTH + len(line + _DOT + item) > width:
            yield f"{label:<{_LABEL_WIDTH}}{line}"
            label, line = "", item
        else:
            line += f"{_DOT if line else ''}{item}"
    if lacks:
        yield f"{label:<{_LABEL_WIDTH}}{line}"


def _row(label: str, counts: Mapping[str, int], width: int) -> str:
    """Return a label with the first counts that find room, and how many more there are."""
    items = [
        f"{escape_controls(name)} {count:,}"
        for name, count in islice(counts.items(), width)  # more find no room
    ]
    lengths = list(accumulate(len(item) + len(_DOT) for item in items))
    room = width - _LABEL_WIDTH
    fitting = sum(length <= room for length in lengths)
    if fitting < len(counts):  # the words about the rest take as much as an item
        fitting = max(sum(length <= room - _REST_WIDTH for length in lengths), 1)
    rest = len(counts) - fitting
    text = _DOT.join(items[:fitting]) + (f"{_DOT}{rest:,} more" if rest else "")
    return f"{label:<{_LABEL_WIDTH}}{text}"


def stats_json(stats: ArchiveStats) -> dict[str, Any]:
    """Return the object that `--json` prints; docs/commands.md describes it."""
    return {
        "articles": stats.total,
        "first": stats.first_date or None,
        "last": stats.last_date or None,
        "words": stats.words,
        "states": dict(stats.states),
        "missing": dict(stats.missing),
        "years": [{"year": year, "articles": count} for year, count in stats.years.items()],
        "languages": [
            {"language": tag, "articles": count} for tag, count in stats.languages.items()
        ],
        "names": [
            {"kind": kind.value, "name": name, "articles": count}
            for kind in _KINDS
            for name, count in stats.names[kind].items()
        ],
        "longest": [
            {"path": length.path, "title": length.title, "words": length.words}
            for length in stats.longest
        ],
        "unread": list(stats.unread_paths),
    }
