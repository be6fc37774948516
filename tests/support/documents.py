"""The pages of the documentation as values: their sections, tables, words in backticks, examples.

A fenced block is a file of an archive if the line before it ends with a colon and names that file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support.paths import ROOT

_NAMES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in _NAMES}
"""The text of every page, by its path."""

_FILE = r"(?:(?:articles|authorities|pages|static|templates)/[\w./-]+|newsgen\.yml)"
_BLOCK = re.compile(rf"(?:`({_FILE})`[^`\n]*:\n\n)?( *)```(\w*)\n(.*?\n) *```", re.DOTALL)
_FENCED = re.compile(r"```.*?```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A fenced block. file: the file of an archive that it is, or empty."""

    page: str
    language: str
    text: str
    file: str


def _examples() -> Iterator[Example]:
    for page, text in PAGES.items():
        for file, indent, language, body in _BLOCK.findall(text):
            yield Example(page, language, re.sub(f"^{indent}", "", body, flags=re.M), file)


EXAMPLES = tuple(_examples())


def examples(*languages: str, page: str = "") -> list[Example]:
    """The examples in some languages, or all, of the pages whose path holds a word; never none."""
    wanted = [each for each in EXAMPLES if page in each.page]
    found = [each for each in wanted if not languages or each.language in languages]
    assert found, (languages, page)
    return found


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next heading."""
    fenced = _FENCED.sub(lambda block: block[0].replace("\n#", "\n\0"), PAGES[page])
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", fenced, re.M | re.S)
    assert found, f"{page} has no section {heading}"
    return found[1].replace("\0", "#")


def rows(text: str, head: str) -> list[list[str]]:
    """The rows of the first table whose first column is called this, cell by cell."""
    table = re.search(rf"^\| {head} \|.*\n\|[-:| ]+\|\n((?:\|.*\n?)+)", text, re.M)
    assert table, f"there is no table of {head}"
    lines = (line.removeprefix("|").removesuffix("|") for line in table[1].splitlines())
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)] for line in lines]


def spans(text: str) -> list[str]:
    """What stands in backticks."""
    return [span.replace("\\|", "|") for span in re.findall(r"(?<!`)`([^`]+)`(?!`)", text)]


def first_spans(table: Iterable[list[str]]) -> list[str]:
    """What stands in backticks in the first column."""
    return [name for row in table for name in spans(row[0])]


def prose(page: str) -> str:
    """A page without its examples."""
    return _FENCED.sub("", PAGES[page])


def anchors(page: str) -> set[str]:
    """The names by which a page's headings are linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
