"""Takes out of a text what web pages put around an article, and says what it took."""

import re

from newsgen.content.page_leftovers import leftover_lines

_GAPS = re.compile(r"\n{3,}")


def without_leftovers(markdown: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without its leftovers, and the lines that were taken out of it."""
    lines = markdown.split("\n")
    numbers = frozenset(leftover_lines(lines))
    if not numbers:
        return markdown, ()
    kept_lines = [line for number, line in enumerate(lines) if number not in numbers]
    text = _GAPS.sub("\n\n", "\n".join(kept_lines)).strip("\n")
    return text, tuple(lines[number].strip() for number in sorted(numbers))


_NO_WORDS = re.compile(r"\]\([^)\n]*\)|<[^>\n]*>|[\\*_#>`|~\[\]!]+")


def plain_words(markdown: str) -> str:
    """Return the words of a Markdown text, without destinations of links and marks."""
    return _NO_WORDS.sub(" ", markdown)
