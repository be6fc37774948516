"""A made-up archive of any size: the same articles for the same size and seed, on every machine.

Names are given by Zipf's law: a few are in every other article, most in a handful. A larger
archive knows more names, though not in proportion. The figures are chosen so that newsgen makes
about 19,000 pages of 10,000 articles and 140,000 of 100,000.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from bench.prose import Prose

SEED = 2022
FIRST, LAST = date(2015, 1, 1), date(2022, 12, 31)
SOURCES = 40
KINDS = {
    "tags": ("Topic", 1000),
    "people": ("Person", 1500),
    "organizations": ("Organization", 500),
    "places": ("Place", 500),
}


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its text. names: by kind. links: numbers of articles it points to."""

    number: int
    day: date
    title: str
    slug: str
    source: str
    summary: str
    names: dict[str, list[str]]
    links: tuple[int, ...]

    @property
    def address(self) -> str:
        """Where it is in every one of the sites."""
        return f"/{self.day:%Y/%m/%d}/{self.slug}/"

    @property
    def path(self) -> str:
        """Of its file, without the folder of all articles."""
        return f"{self.day:%Y/%m}/{self.day}-{self.slug}.md"


class Corpus:
    """All articles of a size. Their texts are made as one walks through them, each time alike."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        chance = Random(seed)
        self._seed = seed
        self._prose = Prose(Random(seed))
        self._kinds = {
            kind: _Lot(word, _number(most, size)) for kind, (word, most) in KINDS.items()
        }
        self._sources = _Lot("Source", SOURCES)
        self.articles = [self._article(chance, number, size) for number in range(size)]

    def __iter__(self) -> Iterator[tuple[Article, str, str]]:
        """Each article, its text with addresses for links, and with paths of files.

        An address means the same anywhere; newsgen's editors write the path of a file, as in
        `../04/2013-04-01-x.md`.
        """
        chance = Random(self._seed)
        for article in self.articles:
            yield article, *self._texts(chance, article)

    def names(self, kind: str) -> list[str]:
        """All names of a kind that some article has, the most frequent first."""
        counts = self.counts(kind)
        return sorted(counts, key=lambda name: (-counts[name], name))

    def counts(self, kind: str) -> dict[str, int]:
        """In how many articles each name is."""
        counts: dict[str, int] = {}
        for article in self.articles:
            for name in article.names[kind]:
                counts[name] = counts.get(name, 0) + 1
        return counts

    def _article(self, chance: Random, number: int, size: int) -> Article:
        day = FIRST + timedelta(int(chance.random() * ((LAST - FIRST).days + 1)))
        names = {
            "tags": self._kinds["tags"].draw(chance, 3),
            "people": self._kinds["people"].draw(chance, 2),
            "organizations": self._kinds["organizations"].draw(chance, 1 + (number % 2)),
            "places": self._kinds["places"].draw(chance, 1 + (number // 2 % 2)),
        }
        words = self._prose.words(chance, 5)
        return Article(
            number,
            day,
            f"{' '.join(words).capitalize()} in {names['places'][0]}",
            f"{'-'.join(words[:3])}-{number}",
            self._sources.draw(chance, 1)[0],
            self._prose.summary(chance, names["people"][0]),
            names,
            (int(chance.random() * size), int(chance.random() * size)),
        )

    def _texts(self, chance: Random, article: Article) -> tuple[str, str]:
        mentioned = [name for kind in KINDS if kind != "tags" for name in article.names[kind]]
        others = [self.articles[number] for number in article.links]
        outside = [f"https://example.org/{article.slug}/{number}" for number in range(2)]
        marks = [f"@{other.number}@" for other in others]
        words = [" ".join(other.title.split()[:4]) for other in others]
        links = [
            ("the report", outside[0]),
            (words[0], marks[0]),
            ("a table", outside[1]),
            (words[1], marks[1]),
        ]
        text = self._prose.article(chance, mentioned, links)
        addressed = pathed = text
        for mark, other in zip(marks, others, strict=True):
            addressed = addressed.replace(mark, other.address)
            pathed = pathed.replace(mark, f"../../{other.path}")
        return addressed, pathed


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
