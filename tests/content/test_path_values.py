"""What the path of an article says of it, where newsgen.yml lets it."""

from pathlib import Path

import pytest

from newsgen.content.front_matter.path_values import path_date, without_day
from support.sites import Site


@pytest.mark.parametrize(
    "path, day",
    [
        ("2012-05-03-talks.md", "2012-05-03"),
        ("2012-05-03.md", "2012-05-03"),
        ("20120503-talks.md", "2012-05-03"),
        ("2012_05_03_talks.md", "2012-05-03"),
        ("2012.05.03 talks.md", "2012-05-03"),
        ("2012-05-03talks.md", "2012-05-03"),
        ("talks-2012-05-03.md", "2012-05-03"),
        ("talks_20120503.md", "2012-05-03"),
        ("2012/05/03/talks.md", "2012-05-03"),
        ("2012/5/3/talks.md", "2012-05-03"),
        ("2012/05/03.md", "2012-05-03"),
        ("news/2012/05/03/talks/index.md", "2012-05-03"),
        ("2012-05-03-talks/index.md", "2012-05-03"),
        ("2012-05-03/talks.md", "2012-05-03"),
        ("2012/05-03/talks.md", "2012-05-03"),
        ("2012-05/03/talks.md", "2012-05-03"),
        ("2012/05/2012-05-04-talks.md", "2012-05-04"),
        ("2012/05/talks.md", "2012-05"),
        ("2012-05/talks.md", "2012-05"),
        # A number at the beginning of a title is no day.
        ("2012/05/10-things.md", "2012-05"),
        ("2012/talks.md", "2012"),
        ("1984.md", None),
        ("talks.md", None),
        ("7-days.md", None),
        ("2012-02-31-talks.md", None),
        ("2012-13-01-talks.md", None),
        ("2012/13/talks.md", None),
        ("201205031-talks.md", None),
        ("talks-of-2012-05-03-in-samarkand.md", None),
    ],
)
def test_a_path_holds_a_date_as_far_as_it_is_known(path: str, day: str | None) -> None:
    found = path_date(f"articles/{path}")
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    "name, rest",
    [
        ("2012-05-03-talks", "talks"),
        ("20120503_talks", "talks"),
        ("talks-2012-05-03", "talks"),
        ("2012-05-03", ""),
        ("talks", "talks"),
        ("20120503", ""),
    ],
)
def test_a_name_is_a_slug_without_its_day(name: str, rest: str) -> None:
    assert without_day(name) == rest


def test_newsgen_yml_says_what_paths_give_and_front_matter_goes_first(tmp_path: Path) -> None:
    config = "title: The Test File\nsearch: false\nproblems: {N104: warning}\nfront_matter:\n"
    site = Site(tmp_path, f"{config}  from_path: [section, any, authors, date]\n")
    site.write("authorities/authors.yml", "Wang Yi: {notations: [wang-yi]}\n")
    site.article("World/x/wang-yi/2012/05/2012-05-03-talks", date=None)
    site.article("World/x/20120504-bridge", date="2012-05-05 08:30", authors=["Zoë Müller"])
    site.article("economy/1912/05/price", date="", section="World")
    site.article("memo", date=None)
    site.build().ok()
    # A day apart is another day elsewhere; what is missing still is.
    told = [str(found.location) for found in site.outcome.problems]
    assert told == ["articles/memo.md:2:1"]
    site.assert_shows("/2012/05/03/talks/", "Wang Yi", "World")
    site.assert_pages("/authors/wang-yi/", "/authors/zoe-muller/", "/sections/world/")
    site.assert_shows("/2012/05/05/bridge/", "Zoë Müller").assert_shows("/1912/05/price/", "World")
    site.assert_no_pages("/sections/economy/")
