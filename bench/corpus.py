"""A made-up archive of any size: the same articles for the same size and seed, on every machine.

Names are given by Zipf's law: a few are in every other article, most in a handful. A larger
archive knows more names, though not in proportion. The figures are chosen so that newsgen makes
about 19,000 pages of 10,000 articles and 140,000 of 100,000.

Articles are made as one walks through them; none is held. Of each, ten bytes are kept, which links
to it need: its day and the first words of its title.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, islice
from random import Random
from typing import Any

from bench.prose import Prose

SEED = 2022
FIRST, LAST = date(2015, 1, 1), date(2022, 12, 31)
SOURCES = 40
# Above this size a month has thousands of files; each day then has a folder of its own.
BY_MONTH = 200_000
# The state of chance is kept before every so many articles, so that one can be made by itself.
STEP = 5000
# Words of a title that a link to the article shows.
TITLE_WORDS = 4
KINDS = {
    "tags": ("Topic", 1000),
    "people": ("Person", 1500),
    "organizations": ("Organization", 500),
    "places": ("Place", 500),
}


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its text. names: by kind. links: numbers of articles it points to.

    folder: of its file, below the folder of all articles.
    """

    number: int
    day: date
    folder: str
    title: str
    slug: str
    source: str
    summary: str
    names: dict[str, list[str]]
    links: tuple[int, ...]

    @property
    def address(self) -> str:
        """Where it is in every one of the sites."""
        return _address(self.day, self.slug)

    @property
    def path(self) -> str:
        """Of its file, without the folder of all articles."""
        return _path(self.folder, self.day, self.slug)


class Corpus:
    """All articles of a size. They and their texts are made as one walks through, alike each time.

    size: how many articles it has.
    """

    def __init__(self, size: int, seed: int = SEED) -> None:
        self.size = size
        self._seed = seed
        self.prose = Prose(Random(seed))
        self._kinds = {
            kind: _Lot(word, _number(most, size)) for kind, (word, most) in KINDS.items()
        }
        self._sources = _Lot("Source", SOURCES)

    def __iter__(self) -> Iterator[tuple[Article, str, str]]:
        """Each article, its text with addresses for links, and with paths of files.

        An address means the same anywhere; newsgen's editors write the path of a file, as in
        `../04/2013-04-01-x.md`.
        """
        chance = Random(self._seed)
        for article in self.articles():
            yield article, *self._texts(chance, article)

    def articles(self) -> Iterator[Article]:
        """Each article without its text."""
        chance = Random(self._seed)
        return (self._article(chance, number) for number in range(self.size))

    def article(self, number: int) -> Article:
        """One of them."""
        chance = Random()
        chance.setstate(self._summary.states[number // STEP])
        begin = number // STEP * STEP
        return next(
            islice(
                (self._article(chance, each) for each in range(begin, self.size)),
                number - begin,
                None,
            )
        )

    def by_day(self, place: int) -> Article:
        """The one at this place in the order of days."""
        days = self._summary.days
        return self.article(sorted(range(self.size), key=days.__getitem__)[place])

    def names(self, kind: str) -> list[str]:
        """All names of a kind that some article has, the most frequent first."""
        counts = self.counts(kind)
        return sorted(counts, key=lambda name: (-counts[name], name))

    def counts(self, kind: str) -> dict[str, int]:
        """In how many articles each name is."""
        return self._summary.counts[kind]

    @cached_property
    def _summary(self) -> "_Summary":
        summary = _Summary(self.prose.places)
        chance = Random(self._seed)
        for number in range(self.size):
            if number % STEP == 0:
                summary.states.append(chance.getstate())
            summary.add(self._article(chance, number))
        return summary

    def _article(self, chance: Random, number: int) -> Article:
        day = FIRST + timedelta(int(chance.random() * ((LAST - FIRST).days + 1)))
        names = {
            "tags": self._kinds["tags"].draw(chance, 3),
            "people": self._kinds["people"].draw(chance, 2),
            "organizations": self._kinds["organizations"].draw(chance, 1 + (number % 2)),
            "places": self._kinds["places"].draw(chance, 1 + (number // 2 % 2)),
        }
        words = self.prose.words(chance, 5)
        return Article(
            number,
            day,
            self.folder(day),
            f"{' '.join(words).capitalize()} in {names['places'][0]}",
            _slug(words, number),
            self._sources.draw(chance, 1)[0],
            self.prose.summary(chance, names["people"][0]),
            names,
            (int(chance.random() * self.size), int(chance.random() * self.size)),
        )

    def _texts(self, chance: Random, article: Article) -> tuple[str, str]:
        mentioned = [name for kind in KINDS if kind != "tags" for name in article.names[kind]]
        outside = [f"https://example.org/{article.slug}/{number}" for number in range(2)]
        marks = [f"@{number}@" for number in article.links]
        days = [FIRST + timedelta(self._summary.days[number]) for number in article.links]
        words = [self._title_words(number) for number in article.links]
        links = [
            ("the report", outside[0]),
            (" ".join(words[0]).capitalize(), marks[0]),
            ("a table", outside[1]),
            (" ".join(words[1]).capitalize(), marks[1]),
        ]
        text = self.prose.article(chance, mentioned, links)
        addressed = pathed = text
        up = "../" * (article.folder.count("/") + 1)
        for mark, number, day, begin in zip(marks, article.links, days, words, strict=True):
            slug = _slug(begin, number)
            addressed = addressed.replace(mark, _address(day, slug))
            pathed = pathed.replace(mark, up + _path(self.folder(day), day, slug))
        return addressed, pathed

    def _title_words(self, number: int) -> list[str]:
        """The first words of another article's title, of which its slug is made too."""
        words = self._summary.words[TITLE_WORDS * number : TITLE_WORDS * (number + 1)]
        return [self.prose.vocabulary[place] for place in words]

    def folder(self, day: date) -> str:
        """Where the articles of a day lie, below the folder of all articles."""
        return f"{day:%Y/%m}" if self.size <= BY_MONTH else f"{day:%Y/%m/%d}"


class _Summary:
    """What is kept of all articles, though they are not.

    days: of each, counted from the first. words: the first words of each title, as places in the
    vocabulary. counts: by kind, how many articles have a name. states: of chance, every STEP.
    """

    def __init__(self, places: dict[str, int]) -> None:
        self.days = array("H")
        self.words = array("H")
        self.counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        self.states: list[tuple[Any, ...]] = []
        self._places = places

    def add(self, article: Article) -> None:
        self.days.append((article.day - FIRST).days)
        words = article.title.lower().split()[:TITLE_WORDS]
        self.words.extend(map(self._places.__getitem__, words))
        for kind, names in article.names.items():
            self.counts[kind].update(names)


class _Lot:
    """Names of one kind, drawn by Zipf's law."""

    def __init__(self, word: str, number: int) -> None:
        self._names = [f"{word} {place + 1}" for place in range(number)]
        self._shares = list(accumulate(1 / (place + 1) for place in range(number)))

    def draw(self, chance: Random, count: int) -> list[str]:
        """Some names, none twice; a few at most."""
        drawn: dict[str, None] = {}
        while len(drawn) < count:
            drawn.setdefault(chance.choices(self._names, cum_weights=self._shares)[0])
        return list(drawn)


def _number(of_ten_thousand: int, size: int) -> int:
    growth: float = (size / 10_000) ** 0.65
    return max(5, round(of_ten_thousand * growth))


def _slug(words: Sequence[str], number: int) -> str:
    """Of the first words of a title."""
    return f"{'-'.join(words[:3])}-{number}"


def _address(day: date, slug: str) -> str:
    return f"/{day:%Y/%m/%d}/{slug}/"


def _path(folder: str, day: date, slug: str) -> str:
    return f"{folder}/{day}-{slug}.md"
