"""Where the first mention of each name becomes a link, and the HTML with those links in it.

A mark is put only inside of one text between two tags, so that no tag is ever broken; never in a
heading, a link, a caption or code; and for no name that is a link already: links put in twice are
links put in once.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import quote

from newsgen.content.names.disambiguation import Mention
from newsgen.content.names.html_text import HtmlText
from newsgen.model.value import Value

NAME_PREFIX = "newsgen:name/"
"""Before the symbol of a name, where its address is to stand."""


class LinkSpan(Value, frozen=True, array_like=True):
    """A mention that is to be a link, from `start` to `end` in the HTML. number: of its entry."""

    start: int
    end: int
    entry_number: int


def find_link_spans(
    html_text: HtmlText,
    text_offset: int,
    mentions: Iterable[Mention],
    target_of: Callable[[int], str],
) -> Iterator[LinkSpan]:
    """The first mention of each name that can be a link, in their order.

    before: how much of the text the mentions are in stands before the page; symbol: of an entry.
    """
    parts = html_text.runs
    starts = [part.start for part in parts]
    done: set[int] = set()
    for mention in mentions:
        start, end = mention.start - text_offset, mention.end - text_offset
        if start < 0 or mention.entry_number in done:
            continue
        part = parts[bisect_right(starts, start) - 1]
        if not part.linkable or end > part.end:
            continue
        done.add(mention.entry_number)
        if (
            not html_text.linked_targets
            or target_of(mention.entry_number) not in html_text.linked_targets
        ):
            yield LinkSpan(part.html_offset(start), part.html_offset(end), mention.entry_number)


def insert_name_links(html: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The HTML with links at the marks: each from, to and the symbol of its name, in order."""
    pieces: list[str] = []
    done = 0
    for start, end, symbol in spans:
        pieces += (html[done:start], f'<a class="name" href="{NAME_PREFIX}{quote(symbol)}">')
        pieces += (html[start:end], "</a>")
        done = end
    return "".join(pieces) + html[done:]
