"""Where the first mention of each name becomes a link, and the HTML with those links in it.

A mark is put only inside of one text between two tags, so that no tag is ever broken; never in a
heading, a link, a caption or code; and for no name that is a link already: links put in twice are
links put in once.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import quote

from newsgen.content.names.disambiguation import Mention
from newsgen.content.names.html_text import Page
from newsgen.model.value import Value

NAME = "newsgen:name/"
"""Before the symbol of a name, where its address is to stand."""


class Mark(Value, frozen=True, array_like=True):
    """A mention that is to be a link, from `start` to `end` in the HTML. number: of its entry."""

    start: int
    end: int
    number: int


def marks(
    page: Page, before: int, mentions: Iterable[Mention], symbol: Callable[[int], str]
) -> Iterator[Mark]:
    """The first mention of each name that can be a link, in their order.

    before: how much of the text the mentions are in stands before the page; symbol: of an entry.
    """
    parts = page.parts
    starts = [part.start for part in parts]
    done: set[int] = set()
    for mention in mentions:
        start, end = mention.start - before, mention.end - before
        if start < 0 or mention.number in done:
            continue
        part = parts[bisect_right(starts, start) - 1]
        if not part.linkable or end > part.end:
            continue
        done.add(mention.number)
        if not page.linked or symbol(mention.number) not in page.linked:
            yield Mark(part.place(start), part.place(end), mention.number)


def apply(html: str, marked: Sequence[tuple[int, int, str]]) -> str:
    """The HTML with links at the marks: each from, to and the symbol of its name, in order."""
    pieces: list[str] = []
    done = 0
    for start, end, symbol in marked:
        pieces += (html[done:start], f'<a class="name" href="{NAME}{quote(symbol)}">')
        pieces += (html[start:end], "</a>")
        done = end
    return "".join(pieces) + html[done:]
