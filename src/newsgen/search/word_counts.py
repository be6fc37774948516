"""How often words, and pairs of words that follow each other, are printed in each year.

Most pairs are in one or two articles. So a first pass over the texts counts hashes of words and
pairs, and the second counts only those that enough articles may have (J. Park, M. Chen and P. Yu,
"An effective hash-based algorithm for mining association rules", 1995). The numbers are exact, and
memory holds little more than what is published.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain, pairwise
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

_PAIR_FACTOR = 1_000_003
"""Makes the hash of two words another one than that of the same words the other way round."""


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


class _PartCounts(Value, frozen=True, array_like=True):
    """The counts of some texts.

    Attributes:
        articles: Of each word.
        totals: The number of all words by year.
        numbers: How often each word is printed, by year.
    """

    articles: Mapping[str, int]
    totals: Mapping[int, int]
    numbers: Mapping[int, Mapping[str, int]]


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
    fewest = min(fewest, _MOST_SEEN)
    seen = bytearray(_hash_count(article_count))
    for _, hashes in run(WORD_HASH_JOB, len(seen), read_texts()):
        for each, count in hashes.items():
            total = seen[each] + count
            seen[each] = total if total < _MOST_SEEN else _MOST_SEEN
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


def printed_words(text: PrintedText) -> Iterator[list[str]]:
    """Yield the words of each paragraph, as a search knows them.

    A single character of a script without spaces is left out: it is in the pair before it.
    """
    for paragraph in (*text.text.split("\n"), *paragraphs(text.body_html)):
        words = list(chain.from_iterable(map(_countable_words, paragraph.split())))
        if words:
            yield words


@lru_cache(maxsize=200_000)
def _countable_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without blanks."""
    words = search_words(text).words
    return tuple(word for word in words if len(word) > 1 or not UNSPACED.match(word))


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return crc32(word.encode())


def _hashes(words: list[str], mask: int) -> tuple[list[int], list[int]]:
    """Return the hashes of words, and those of each word with the one that follows it."""
    own = [*map(_word_hash, words)]
    pairs = [(one * _PAIR_FACTOR + other) & mask for one, other in pairwise(own)]
    return [each & mask for each in own], pairs


def _hash_count(article_count: int) -> int:
    bits = (article_count * _HASHES_PER_ARTICLE).bit_length()
    return 1 << min(max(bits, _HASH_BITS.start), _HASH_BITS.stop - 1)


def _make_hash_counts(hash_count: int) -> Callable[[tuple[PrintedText, ...]], dict[int, int]]:
    """Return what counts in how many texts each hash is."""

    def count(texts: tuple[PrintedText, ...]) -> dict[int, int]:
        counts: Counter[int] = Counter()
        for text in texts:
            found: set[int] = set()
            for words in printed_words(text):
                found.update(*_hashes(words, hash_count - 1))
            counts.update(found)
        return dict(counts)

    return count


def _make_part_counts(sketch: _Sketch) -> Callable[[tuple[PrintedText, ...]], _PartCounts]:
    """Return what counts the words of texts that enough articles may have."""
    seen, fewest, mask = sketch.seen, sketch.fewest, len(sketch.seen) - 1

    def frequent(words: list[str]) -> Iterator[str]:
        own, pairs = _hashes(words, mask)
        for at, each in enumerate(own):
            if seen[each] >= fewest:
                yield words[at]
        for at, each in enumerate(pairs):
            if seen[each] >= fewest:
                yield f"{words[at]} {words[at + 1]}"

    def count(texts: tuple[PrintedText, ...]) -> _PartCounts:
        articles: Counter[str] = Counter()
        totals: Counter[int] = Counter()
        numbers: dict[int, Counter[str]] = defaultdict(Counter)
        for text in texts:
            found: list[str] = []
            for words in printed_words(text):
                totals[text.year] += len(words)
                found += frequent(words)
            numbers[text.year].update(found)
            articles.update(set(found))
        return _PartCounts(articles, totals, dict(numbers))

    return count


WORD_HASH_JOB = Job(_make_hash_counts, int, PrintedText, dict[int, int])
PRINTED_COUNT_JOB = Job(_make_part_counts, _Sketch, PrintedText, _PartCounts)
