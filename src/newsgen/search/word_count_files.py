"""The files of the words of a language, which the page of words fetches.

One file lists the others, and has what all words have in common. A file has the words that begin
with certain letters, with their numbers; if there are too many, more letters part them.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from newsgen.pages.routes import beginning_file
from newsgen.search.word_counts import WordCounts

WORD_LIST_FILE = "words.json"
"""The file that lists the others."""


def word_count_files(counts: WordCounts, words_per_file: int) -> dict[str, bytes]:
    """Return the content of each file by its name.

    words_per_file: the number of words beyond which a file is divided.
    """
    groups = dict(_groups("", sorted(counts.numbers), words_per_file))
    files = {beginning_file(start): _json(_rows(counts, words)) for start, words in groups.items()}
    files[WORD_LIST_FILE] = _json(
        {
            "articles": counts.articles,
            "fewest": counts.fewest,
            "first": counts.first_year,
            "totals": counts.totals,
            "beginnings": sorted(groups),
        }
    )
    return files


def _groups(beginning: str, words: Sequence[str], most: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the letters that words begin with, and the words, sorted as they come."""
    if len(words) <= most:
        yield beginning, words
        return
    length = len(beginning)
    for letter, group in groupby(words, lambda word: word[length : length + 1]):
        members = tuple(group)
        yield from _groups(beginning + letter, members, most) if letter else ((beginning, members),)


def _rows(counts: WordCounts, words: Sequence[str]) -> dict[str, list[int]]:
    """Return for each word the first year that has it, and its numbers up to the last such year."""
    rows = {}
    for word in words:
        numbers = counts.numbers[word]
        years = [at for at, number in enumerate(numbers) if number]
        if years:
            first, last = years[0], years[-1]
            rows[word] = [counts.first_year + first, *numbers[first : last + 1]]
    return rows


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
