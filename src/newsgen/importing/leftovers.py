"""Takes out of a text what web pages put around an article, and says what it took."""

import re
from collections import Counter
from collections.abc import Iterator

from newsgen.content.markdown.source_map import blank_code
from newsgen.content.page_leftovers import leftover_lines
from newsgen.importing.draft import Leftover
from newsgen.importing.leftover_kinds import kind_by_words

_LONGEST = 100
_GAPS = re.compile(r"\n{3,}")


def without_leftovers(markdown: str) -> tuple[str, tuple[Leftover, ...]]:
    """Return a text without its leftovers, and the lines that were taken out of it."""
    lines = markdown.split("\n")
    numbers = frozenset(leftover_lines(blank_code(markdown).split("\n")))
    if not numbers:
        return markdown, ()
    kept_lines = [line for number, line in enumerate(lines) if number not in numbers]
    text = _GAPS.sub("\n\n", "\n".join(kept_lines)).strip("\n")
    taken = (lines[number].strip() for number in sorted(numbers))
    return text, tuple(
        Leftover(kind_by_words(line) or "other", first_words(line), is_near=True) for line in taken
    )


def first_words(text: str) -> str:
    """Return so much of a text that an editor knows it again."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def describe_leftovers(leftovers: tuple[Leftover, ...], *, is_short: bool) -> Iterator[str]:
    """Yield lines on what was taken out.

    Args:
        is_short: Whether what stood far from the article is only counted, by its kind.
    """
    counts: Counter[str] = Counter()
    for leftover in leftovers:
        if leftover.is_near or not is_short:
            yield f"left out ({leftover.kind}): {leftover.text}"
        else:
            counts[leftover.kind] += 1
    if counts:
        kinds = (f"{kind} ({count})" for kind, count in counts.most_common())
        yield f"left out around the article: {', '.join(kinds)}"
