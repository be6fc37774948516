"""What one edit may change does not grow with the archive: the same edits of two archives.

The bounds are those of docs/architecture.md, here for an article with four names besides its source
and no pages of pairs that divide by year.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from newsgen.model.tuning import Tuning
from support.sites import Site, tree

CONFIG = """title: The Test File
base_url: https://example.org/
listings: {newest: 8, year: 20}
feeds: {entries: 8}
search: false
"""
SIZES = (60, 240)
DAYS_BETWEEN = 73  # so that the larger archive is of more years: 48 instead of 12
MIDDLE = 30  # the number of the article that is edited
NAMES, PAIRS, NEAR, LEVELS, WORDS = 5, 6, 12, 4, 8
"""Names of an article and pairs of them, articles near it in a timeline, and of an index or a file
of names the levels; words of its names, each with as many files as it has letters at most."""

PATTERNS = {
    "article": r"\d{4}/\d\d/\d\d/[^/]+/",
    "data": r"\d{4}/\d\d/\d\d/[^/]+/index\.json",
    "day": r"\d{4}/\d\d/\d\d/",
    "month": r"\d{4}/\d\d/",
    "year": r"\d{4}/",
    "day of year": r"on/(?:\d\d-\d\d/)?",
    "letter": r"[a-z]+/-/[^/]+/",
    "pair": r".*/with/.*",
    "name": r"(?:people|tags|sources)/[^-].*/",
    "index": r"(?:people|tags|sources|entities)/",
    "feed": r"feeds/.*(?:xml|json)",
    "name file": r"search/names/.*",
    "sitemap": r"sitemap.*",
    "other": r".*",
}
"""The kinds of files, by their addresses."""

BODY = {"article": 1, "data": 1}
TITLE = BODY | {
    "article": 1 + 2 + NEAR * (NAMES - 1),
    "day": 1,
    "month": 1,
    "year": 1,
    "day of year": 1,
    "name": 3 * NAMES,
    "pair": 3 * PAIRS,
    "feed": 3 + NAMES,
    "other": 1,  # the front page
}
PLACE = TITLE | {
    "day": 31 + 1,  # and the one of another year, if there are two from now on
    "day of year": 2,
    "month": 3,
    "year": 11,
    "index": 4,
    "letter": 2 * NAMES * LEVELS,
    "name file": 1 + 8 * WORDS,
    "name": 15 * NAMES,  # a year of too many articles is divided into twelve months
    "sitemap": 3,
    "other": 3,  # also the page of dates, and that of trends
}
Edit = Callable[[Site], object]


def add(*people: str) -> Edit:
    tags = ["Tag 1", "Everywhere"]
    return lambda site: site.article(
        "new", date=day_of(MIDDLE), entities={"people": people}, tags=tags
    )


EDITS: Mapping[str, tuple[Edit, Mapping[str, int]]] = {
    "the end of a text": (
        lambda site: site.edit(f"articles/a{MIDDLE}.md", "The end.", "And more."),
        BODY,
    ),
    "a title": (
        lambda site: site.edit(f"articles/a{MIDDLE}.md", f"title: a{MIDDLE}", "title: Other"),
        TITLE,
    ),
    "a new article": (add("Person 1", "Person 2"), PLACE),
    "a new name": (add("Person 1", "Somebody New"), PLACE),
    "no article": (lambda site: site.delete(f"articles/a{MIDDLE}.md"), PLACE),
}


def day_of(number: int) -> str:
    return (date(1970, 1, 1) + timedelta(number * DAYS_BETWEEN)).isoformat()


def write_archive(site: Site, count: int) -> Site:
    """Write articles about names of which there are more in a larger archive, and about one tag."""
    random = Random(count)
    pool = count // 6
    for number in range(count):
        people = [f"Person {chosen}" for chosen in random.sample(range(pool), 2)]
        tags = [f"Tag {random.randrange(pool)}", "Everywhere"]
        text = "A sentence of the text. " * 20 + "The end."
        names = {"entities": {"people": people}, "tags": tags}
        site.article(f"a{number}", text, date=day_of(number), **names)
    return site


@pytest.fixture(scope="module", params=SIZES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An archive of one of the sizes."""
    site = Site(tmp_path_factory.mktemp("bounds"), CONFIG)
    site.tuning = Tuning(names_per_page=5, names_per_file=5, recent_days=(30,))
    return write_archive(site, request.param).build().ok()


def kind_of(path: str) -> str:
    address = path.removesuffix("index.html")
    return next(kind for kind, pattern in PATTERNS.items() if re.fullmatch(pattern, address))


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_no_more_files_of_a_larger_archive(
    built: Site, tmp_path: Path, name: str
) -> None:
    edit, bounds = EDITS[name]
    site = built.copy(tmp_path)
    before = tree(site.out)
    edit(site)
    after = tree(site.build().ok().out)
    paths = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    changed = Counter(map(kind_of, paths))
    assert changed["article"]
    too_many = {kind: count for kind, count in changed.items() if count > bounds.get(kind, 0)}
    assert too_many == {}, sorted(paths)
