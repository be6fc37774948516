"""Citations on pages are those of the real styles, in all but a few things that are explained.

Capitals aside: the styles give titles those of their own, newsgen leaves them as printed.
"""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.citation_styles import Entry, compare
from support.sample import BuiltSample
from support.sites import Site

BASE = "https://example.org/archive/"

BYLINES = """
Anna Writer
Writer, Anna
Anna Writer|Bob Author
Anna Writer|Bob Author|Cy Scribe
Martin Luther King Jr.
King, Martin Luther, Jr.|Henry Louis Gates III
Dr. Anna Writer, PhD
Sir Arthur Conan Doyle
George R.R. Author
Anna 'Ann' Writer
Jean-Paul Sartre
J.-P. Sartre
Ludwig van Beethoven
Ursula von der Leyen|Charles de Gaulle
Jean d'Ormesson
Vincent Van Gogh
Luiz Inácio Lula da Silva
José Ortega y Gasset
Conan O'Writer
García Márquez, Gabriel
习近平
习近平|普京
Владимир Путин
Reuters
Reuters|Associated Press
The Editorial Board
World Health Organization|Anna Writer|Bob Author
Agence France-Presse|Human Rights Watch|A Correspondent
Anna Writer|Reuters
Reuters|Anna Writer
Anna Writer, Example Press
Anna Writer (Reuters)
A Author|B Author|C Author|D Author|E Author|F Author
A Author|B Author|C Author|D Author|E Author|F Author|G Author
A A|A B|A C|A D|A E|A F|A G|A H|A I|A J|A K|A L|A M|A N|A O|A P|A Q|A R|A S|A T|A U
"""
"""Authors of an article, a line each."""

TITLES = """
Who won?
It is over!
Yes…
The SCO's day, and Xi's
'Can I come?' the president asks
An app for all: ‘Can I eat this?’
The "spirit" of Shanghai
The “spirit” of Shanghai, and what ‘it’ is
What they call a "spirit"
He said: "We shall talk."
The members' talks
The talks of the '90s
Talks in the U.S.
谁赢了
Talks – and more talks; or: none
100 % of 5 & 6
"""

EXPLAINED = (
    # An ellipsis ends a sentence.
    ("Yes….", "Yes…"),
    # The initials of a double name keep their hyphen, as APA has it too.
    ("Sartre, J. P.", "Sartre, J.-P."),
    # Between a person and an organization the processor joins two lists, and forgets the comma that
    # belongs to initials and to an inverted name, or sets one where no name is inverted.
    ("Writer, A. & Reuters", "Writer, A., & Reuters"),
    ("Writer, Anna and Reuters", "Writer, Anna, and Reuters"),
    ("Reuters, and Anna Writer", "Reuters and Anna Writer"),
)
"""What the processor writes, and what newsgen writes on purpose, with the reason."""

MOST = 5
"""Of one style: at most 2 % of these entries and of those in tests/corpus, which do not differ."""


def rows(lines: str) -> list[str]:
    return lines.strip().split("\n")


@pytest.fixture(scope="module")
def entries(
    browser: Browser, built_sample: BuiltSample, tmp_path_factory: pytest.TempPathFactory
) -> list[Entry]:
    site = Site(tmp_path_factory.mktemp("styles"), f"title: T\nsearch: false\nbase_url: {BASE}\n")
    for number, names in enumerate(rows(BYLINES)):
        site.article(f"b{number:02}", title="Talks", authors=names.split("|"))
    for number, title in enumerate(rows(TITLES)):
        site.article(f"t{number:02}", title=json.dumps(title), source="The 'Example' Wire")
    site.write("authorities/authors.yml", "Wang Yi: {family: Wang}\n")
    site.article("family-first", title="Talks", authors=["Wang Yi"])
    site.article("elsewhere", title="Talks", source_url="https://example.net/talks")
    site.build().ok()
    out, _ = built_sample(BASE)
    pages = [*_pages(site.out), *_pages(out)]
    return compare(browser, pages)


def _pages(out: Path) -> list[Path]:
    return sorted(out.glob("2*/*/*/*/index.html"))


def explain(text: str) -> str:
    """What newsgen would write where the processor writes this."""
    for theirs, ours in EXPLAINED:
        text = text.replace(theirs, ours)
    return text


def test_sentences_are_those_of_the_styles(entries: list[Entry]) -> None:
    assert len(entries) > 180
    different = [entry for entry in entries if entry.differs]
    assert [each for each in different if replace(each, theirs=explain(each.theirs)).differs] == []
    assert max(Counter(entry.style for entry in different).values()) <= MOST


def test_each_explanation_is_needed(entries: list[Entry]) -> None:
    every = "\n".join(entry.theirs for entry in entries if entry.differs)
    assert [theirs for theirs, _ in EXPLAINED if theirs not in every] == []
