"""What an article's page weighs beside its own text, and how much that may be.

HTML is counted as it is written, the style sheets and scripts that a page asks for compressed, as
they are sent. What only search needs is asked for by the search page, and is no article's weight.
"""

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes. html: without the text."""

    html: int
    styles: int
    scripts: int

    def over(self, most: "Weight") -> bool:
        """Whether any of it is more than it may be."""
        return self.html > most.html or self.styles > most.styles or self.scripts > most.scripts


MOST = Weight(html=15_000, styles=20_000, scripts=15_000)


def weight(page: Path) -> Weight:
    """What the page of an article in a built archive weighs. ValueError: it has no text."""
    html = page.read_text("utf-8")
    read = _Reader(html)
    if len(read.ends) != 2:
        raise ValueError(f"{page} has no text")
    start, end = read.ends
    around = html[:start] + html[end:]
    return Weight(len(around.encode()), _sent(page, read.styles), _sent(page, read.scripts))


def _sent(page: Path, links: list[str]) -> int:
    files = (page.parent / unquote(urlsplit(link).path) for link in links)
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


class _Reader(HTMLParser):
    """ends: where the text begins and ends; styles, scripts: what the page asks for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ends: list[int] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self._depth = 0  # of <div> in the text
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "div" and (self._depth or given.get("class") == "text"):
            self._depth += 1
            if self._depth == 1:
                self.ends.append(self._place() + len(self.get_starttag_text() or ""))
        elif tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given["href"])
        elif tag == "script" and "src" in given:
            self.scripts.append(given["src"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1
            if not self._depth:
                self.ends.append(self._place())

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
