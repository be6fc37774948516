"""Finds where the first mention of each name can be a link, and puts these links into HTML.

A link span never contains a tag, so no element is broken. There are none in headings, links,
captions and code.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from newsgen.content.names.disambiguation import Mention
from newsgen.content.names.html_text import HtmlText

NAME_PREFIX = "newsgen:name/"
"""Starts the symbolic target of a name in HTML."""


def find_link_spans(
    html_text: HtmlText, text_offset: int, mentions: Iterable[Mention]
) -> Iterator[Mention]:
    """Yield the first mention of each name that can be a link, in order, with its span in the HTML.

    Args:
        html_text: The text of the body.
        text_offset: Where the body starts in the text that the mentions are in.
        mentions: The mentions, in order.
    """
    runs = html_text.runs
    starts = [run.start for run in runs]
    done: set[int] = set()
    for mention in mentions:
        start, end = mention.start - text_offset, mention.end - text_offset
        if start < 0 or mention.entry_number in done:
            continue
        run = runs[bisect_right(starts, start) - 1]
        if not run.linkable or end > run.end:
            continue
        done.add(mention.entry_number)
        yield Mention(run.html_offset(start), run.html_offset(end), mention.entry_number)


def insert_name_links(html: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Return the HTML with links in it. spans: start, end and target of each, in order."""
    pieces: list[str] = []
    done = 0
    for start, end, target in spans:
        pieces += (html[done:start], f'<a class="name" href="{NAME_PREFIX}{quote(target)}">')
        pieces += (html[start:end], "</a>")
        done = end
    return "".join(pieces) + html[done:]
