"""How often words, and pairs of words that follow each other, are printed in each year.

Most pairs are in one or two articles. So a first pass over the texts counts hashes of words and
pairs, and the second counts only those that enough articles may have (J. Park, M. Chen and P. Yu,
"An effective hash-based algorithm for mining association rules", 1995). The numbers are exact, and
memory holds little more than what is published.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from zlib import crc32

from newsgen.model.article import Article
from newsgen.model.search_words import UNSPACED, search_words
from newsgen.model.value import Value
from newsgen.runtime.job import Job
from newsgen.runtime.pool import Pool
from newsgen.search.documents import paragraphs, shown_texts

_FEWEST_ARTICLES = 3
"""The articles that a word or pair of words has to be in, to be counted at all."""

_ARTICLES_PER_ARTICLE = 20_000
"""In larger archives one article more is asked for, for so many: 5 of 100,000, 50 of a million."""

_HASHES_PER_ARTICLE = 128
_HASH_BITS = range(16, 27)
"""The least and most bits of a hash: of more, memory would hold more than the second pass needs."""

_MOST_SEEN = 255
"""A hash is counted up to here, in a byte."""


class PrintedText(Value, frozen=True, array_like=True):
    """What the page of an article prints of it.

    Attributes:
        text: The title, and what is not in the body: a line for each paragraph.
    """

    year: int
    text: str
    body_html: str


class WordCounts(Value, frozen=True):
    """The counts of an archive's words in one language.

    Attributes:
        articles: The number of articles that were counted.
        fewest: The number of articles that each of the words is in, at least.
        first_year: That of the first of each word's numbers.
        totals: The number of words printed in each year.
        numbers: How often each word or pair of words was printed in each year.
    """

    articles: int
    fewest: int
    first_year: int
    totals: tuple[int, ...]
    numbers: Mapping[str, tuple[int, ...]]


class _Sketch(Value, frozen=True):
    """What the first pass found.

    Attributes:
        seen: By hash, in how many articles words of it are; its length is a power of two.
        fewest: As of `WordCounts`.
    """

    seen: bytes
    fewest: int

    def may_be_printed_enough(self, word: str) -> bool:
        return self.seen[_hash(word, len(self.seen))] >= self.fewest


class _PartCounts(Value, frozen=True, array_like=True):
    """The counts of some texts.

    Attributes:
        articles: Of each word.
        totals: The number of all words by year.
        numbers: How often each word is printed, by year.
    """

    articles: dict[str, int]
    totals: dict[int, int]
    numbers: dict[int, dict[str, int]]


def printed_text(article: Article, read_body: Callable[[str, str], str]) -> PrintedText:
    """Return what is counted of an article; no more than its rights let pages show.

    read_body: as of `search_document`.
    """
    text, body_html = shown_texts(article, read_body)
    year = article.moment.calendar_date.first.year
    return PrintedText(year, f"{article.title}\n{text}", body_html)


def count_printed_words(
    read_texts: Callable[[], Iterable[PrintedText]],
    article_count: int,
    years: range,
    pool: Pool,
    *,
    chunk_size: int,
    serial_limit: int,
) -> WordCounts:
    """Count the words of texts of one language.

    Args:
        read_texts: Gives all texts; it is called twice.
        years: From that of the oldest text to that of the newest.
        chunk_size: Texts that a worker counts at once.
        serial_limit: As of `Pool.run`.
    """
    run = partial(pool.run, chunk_size=chunk_size, serial_limit=serial_limit)
    fewest = max(_FEWEST_ARTICLES, article_count // _ARTICLES_PER_ARTICLE)
    seen = bytearray(_hash_count(article_count))
    for _, hashes in run(WORD_HASH_JOB, len(seen), read_texts()):
        for each in hashes:
            if seen[each] < _MOST_SEEN:
                seen[each] += 1
    sketch = _Sketch(bytes(seen), fewest)
    articles: Counter[str] = Counter()
    totals = array("Q", bytes(8 * len(years)))
    numbers: dict[str, array[int]] = {}
    empty = bytes(4 * len(years))
    for _, part in run(PRINTED_COUNT_JOB, sketch, read_texts()):
        articles.update(part.articles)
        for year, total in part.totals.items():
            totals[year - years.start] += total
        for year, counted in part.numbers.items():
            at = year - years.start
            for word, number in counted.items():
                own = numbers.get(word)
                if own is None:
                    own = numbers[word] = array("I", empty)
                own[at] += number
    enough = {word: tuple(own) for word, own in numbers.items() if articles[word] >= fewest}
    return WordCounts(article_count, fewest, years.start, tuple(totals), enough)


def printed_words(text: PrintedText) -> Iterator[tuple[str, ...]]:
    """Yield the words of each paragraph, as a search knows them.

    A single character of a script without spaces is left out: it is in the pair before it.
    """
    for paragraph in (*text.text.split("\n"), *paragraphs(text.body_html)):
        words = search_words(paragraph).words
        if any(map(_is_single_character, words)):
            words = tuple(word for word in words if not _is_single_character(word))
        if words:
            yield words


def _is_single_character(word: str) -> bool:
    return len(word) == 1 and bool(UNSPACED.match(word))


def _occurrences(text: PrintedText) -> tuple[int, Counter[str]]:
    """Return the number of words of a text, and how often it has each word and pair of words."""
    total = 0
    counts: Counter[str] = Counter()
    for words in printed_words(text):
        total += len(words)
        counts.update(words)
        counts.update(f"{one} {other}" for one, other in pairwise(words))
    return total, counts


def _hash_count(article_count: int) -> int:
    bits = (article_count * _HASHES_PER_ARTICLE).bit_length()
    return 1 << min(max(bits, _HASH_BITS.start), _HASH_BITS.stop - 1)


def _hash(word: str, count: int) -> int:
    return crc32(word.encode()) & (count - 1)


def _make_sketch(hash_count: int) -> Callable[[tuple[PrintedText, ...]], tuple[int, ...]]:
    def hashes(texts: tuple[PrintedText, ...]) -> tuple[int, ...]:
        return tuple(_hash(word, hash_count) for text in texts for word in _occurrences(text)[1])

    return hashes


def _make_count(sketch: _Sketch) -> Callable[[tuple[PrintedText, ...]], _PartCounts]:
    def count(texts: tuple[PrintedText, ...]) -> _PartCounts:
        part = _PartCounts({}, {}, {})
        for text in texts:
            total, counts = _occurrences(text)
            known = part.numbers.setdefault(text.year, {})
            for word, number in counts.items():
                if sketch.may_be_printed_enough(word):
                    part.articles[word] = part.articles.get(word, 0) + 1
                    known[word] = known.get(word, 0) + number
            part.totals[text.year] = part.totals.get(text.year, 0) + total
        return part

    return count


WORD_HASH_JOB = Job(_make_sketch, int, PrintedText, tuple[int, ...])
PRINTED_COUNT_JOB = Job(_make_count, _Sketch, PrintedText, _PartCounts)
