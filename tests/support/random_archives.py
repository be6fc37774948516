"""Small random archives of articles without files: translations, withdrawn ones, vague dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from newsgen.archive.visibility import Badge
from newsgen.content.authorities import read_authorities
from newsgen.model.article import (
    Article,
    Correction,
    FormerAddress,
    Moment,
    Withdrawal,
)
from newsgen.model.fingerprint import HASH_SIZE
from newsgen.model.period import Span
from newsgen.model.problem import Location
from support.plain_archive import PlainArchive

AUTHORITIES, _ = read_authorities(
    {
        "authorities/people.yml": b"Xi Jinping: {aliases: [Xi]}\nVladimir Putin:\nNarendra Modi:\n",
        "authorities/places.yml": b"Asia:\nSamarkand: {part_of: Asia}\n",
        "authorities/tags.yml": b"Talks: {former: [Negotiations]}\n",
    }
)
LINES = (
    *("people:Xi Jinping", "people:Vladimir Putin", "people:Narendra Modi", "people:Ana Dee"),
    *("places:Asia", "places:Samarkand", "tags:Talks", "tags:Trade", "tags:Xi"),
    *("sections:World", "authors:Ana Dee"),
)
FIRST = date(2021, 12, 30)


def fingerprint(*numbers: int) -> bytes:
    """Return the fingerprint of a text with such hashes."""
    return b"".join(number.to_bytes(HASH_SIZE, "big") for number in numbers)


FINGERPRINTS = (
    *(b"", fingerprint(*range(32)), fingerprint(*range(24), *range(40, 48))),
    *(fingerprint(1, 3, *range(6, 36)), fingerprint(*range(4), *range(50, 78))),
)
"""Of the last four texts the first is nearly the second and third, and the fourth none of them."""


@dataclass(frozen=True)
class Selection:
    """What the time of a build says of articles: badges by path, and the paths of news."""

    badges: Mapping[str, Badge]
    news_paths: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RandomArchive:
    """An archive and what it was made of, so that others can make it in another way."""

    archive: PlainArchive
    selection: Selection


def random_article(chance: Random, number: int, count: int) -> Article:
    """Return one of several articles; it may be a translation of another."""
    span: Span = chance.choice(("day", "day", "day", "month", "year"))
    day = FIRST + timedelta(chance.randint(0, 4) * chance.choice((1, 40, 200)))
    day = day if span == "day" else day.replace(day=1)
    day = day.replace(month=1) if span == "year" else day
    at = datetime(day.year, day.month, day.day, chance.choice((0, 7)), tzinfo=UTC)
    names = chance.sample(LINES, chance.randint(0, 5))
    entries = chance.sample(AUTHORITIES.entries, chance.randint(0, 2))
    mentions = sorted({entry.name_line for entry in entries}.difference(names))
    later = (None, None, None, day, day + timedelta(1), day + timedelta(30))
    updated, corrected, withdrawn = (chance.choice(later) for _ in range(3))
    original = chance.choice((None, None, *range(count)))
    return Article(
        path=f"articles/{number}.md",
        explicit_id="",
        slug=f"a{number}",
        title=f"Title {chance.randint(0, 2)}",
        name_lines="\n".join((chance.choice(("sources:Desk", "sources:Gazette")), *names)),
        moment=Moment(day, at, span=span),
        language=chance.choice(("en", "en", "ru", "zh")),
        html_digest="",
        excerpt="",
        key_locations="1:1",
        updated=Moment(updated, at + (updated - day)) if updated else None,
        corrections=(Correction(corrected, "It was put right."),) if corrected else (),
        withdrawn=Withdrawal(withdrawn, "It was wrong.") if withdrawn and number % 3 == 0 else None,
        translation_of="" if original in (None, number) else f"articles/{original}.md",
        mention_lines="\n".join(mentions),
        aliases=(FormerAddress(f"/old/{number}/", Location("a", 1, 1)),) if number % 4 == 1 else (),
        rights=chance.choice(("full", "full", "excerpt")),
        fingerprint=chance.choice(FINGERPRINTS),
    )


def random_articles(count: int, seed: int) -> tuple[Article, ...]:
    """Return the articles of an archive."""
    chance = Random(seed)
    return tuple(random_article(chance, number, count) for number in range(count))


def archive_of(articles: tuple[Article, ...]) -> RandomArchive:
    """Return the archive of some articles, the first as a draft, some as news."""
    badges = {articles[0].path: "draft"} if len(articles) % 3 == 0 else {}
    news = frozenset(article.path for article in articles if article.moment.day > date(2022, 2, 1))
    selection = Selection(badges, news)  # type: ignore[arg-type]
    return RandomArchive(PlainArchive(articles, AUTHORITIES), selection)


RANDOM_ARCHIVES = st.builds(
    lambda count, seed: archive_of(random_articles(count, seed)),
    st.integers(1, 12),
    st.integers(0, 10_000),
)
