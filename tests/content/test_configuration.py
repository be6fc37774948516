"""newsgen.yml → the configuration, and what is wrong with it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.read_config import read_config
from newsgen.content.schema import CONFIG_FIELDS
from newsgen.content.yaml.record_type import RecordType
from newsgen.model.accent import make_accent
from newsgen.model.config import ArchivePicture, Config, MenuItem, Publisher
from newsgen.model.problem import Location, Problem, apply_severities, problem
from newsgen.model.problem_codes import PROBLEM_CODES

ZONES = (
    *("UTC", "Asia/Samarkand", "Asia/Tashkent", "Europe/Rome", "Europe/London", "Europe/Moscow"),
    *("Europe/Paris", "America/New_York", "EST", "Etc/GMT-5", "Etc/GMT+8"),
)

EVERYTHING = """\
title: The Samarkand File
tagline: What was said and signed
base_url: https://example.org/archive
language: zh-Hans
timezone: Asia/Samarkand
id_authority: example.org,2022
publisher: {name: Press, url: https://example.org/, logo: logo.svg, corrections_policy: pages/a.md}
sections: [World, Economy]
menu: [{label: About, page: pages/about.md}, {label: Tags, url: /tags/}]
links: {base: https://old.example.org/}
front_matter: {rename: {topics: tags}, extra: [weight, layout], midnight: day, from_path: date}
image: {src: static/cover.png, alt: A cover}
problems: {N115: warning, N116: error}
slugs: ascii
names: {link: false, ignore: [The Council, Mayor]}
listings: {newest: 7, year: 70, pairs: 3, fold: true}
related: false
search: false
feeds: {entries: 5, text: full}
rights: excerpt
license: CC-BY-4.0
host: netlify
data: true
ninjs: true
editor: vscodium://file/{path}:{line}
languages_in_addresses: end
accent: "#0b5c3b"
"""


def read(text: str) -> tuple[Config | None, list[str]]:
    """The configuration, and its problems as `code line:column`."""
    config, problems = read_config(text.encode(), ZONES)
    assert all(found.location.path == "newsgen.yml" for found in problems)
    return config, [
        f"{found.code} {found.location.line}:{found.location.column}" for found in problems
    ]


def test_everything_newsgen_yml_may_say() -> None:
    config, problems = read(EVERYTHING)
    assert problems == []
    assert config == Config(
        title="The Samarkand File",
        tagline="What was said and signed",
        accent=make_accent("#0b5c3b"),
        base_url="https://example.org/archive/",
        language="zh-Hans",
        languages_in_addresses="end",
        timezone="Asia/Samarkand",
        id_authority="example.org,2022",
        publisher=config.publisher,
        image=ArchivePicture("static/cover.png", Location("newsgen.yml", 12, 14), "A cover"),
        sections=("World", "Economy"),
        menu=config.menu,
        links_base="https://old.example.org/",
        rename={"topics": "tags"},
        extra=("weight", "layout"),
        problems={"N115": "warning", "N116": "error"},
        slugs="ascii",
        link_names=False,
        ignored_names=("The Council", "Mayor"),
        newest=7,
        year=70,
        pairs=3,
        fold=True,
        related=False,
        search=False,
        feed_entries=5,
        feed_text="full",
        rights="excerpt",
        license="CC-BY-4.0",
        host="netlify",
        midnight="day",
        from_path=("date",),
        data=True,
        ninjs=True,
        editor="vscodium://file/{path}:{line}",
    )
    assert (config.publisher.name, config.publisher.url) == ("Press", "https://example.org/")
    assert (config.publisher.logo, config.publisher.corrections_policy) == (
        "logo.svg",
        "pages/a.md",
    )
    assert config.menu == (
        MenuItem("About", Location("newsgen.yml", 9, 8), page="pages/about.md"),
        MenuItem("Tags", Location("newsgen.yml", 9, 46), url="/tags/"),
    )


def test_the_example_names_every_key() -> None:
    for field in CONFIG_FIELDS:
        assert f"\n{field.name}:" in f"\n{EVERYTHING}"
        if isinstance(field.value_type, RecordType):
            assert all(f"{inner.name}: " in EVERYTHING for inner in field.value_type.fields)


def test_an_accent_that_cannot_be_read_names_one_that_can() -> None:
    config, found = read_config(b'title: A\naccent: "#ffcc00"', zones=())
    assert config
    assert config.accent is None
    assert [one.code for one in found] == ["N117"]
    assert "its contrast is 1.3, not 4.5" in found[0].message
    _, nearly = read_config(b'title: A\naccent: "#973aea"', zones=())
    assert "its contrast is 4.4, not 4.5" in nearly[0].message
    suggested = found[0].hint.split('"')[1]
    assert found[0].hint == f'a darker one of its kind is "{suggested}"'
    config, found = read_config(f'title: A\naccent: "{suggested}"'.encode(), zones=())
    assert config
    assert config.accent == make_accent(suggested)
    assert found == ()
    _, found = read_config(b"title: A\naccent: green", zones=())
    assert found[0].hint == 'write six hexadecimal digits in quotes, as in "#0b5c3b"'


def test_a_title_is_enough() -> None:
    config, problems = read("title: The Test File")
    assert problems == []
    assert config == Config("The Test File")
    assert config.publisher == Publisher()
    assert (config.language, config.timezone, config.slugs, config.links_base) == (
        "en",
        "UTC",
        "unicode",
        "/",
    )


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/"])
def test_a_base_url_ends_in_one_slash(address: str) -> None:
    config, problems = read(f"title: T\nbase_url: {address}")
    assert config
    assert (config.base_url, problems) == ("https://example.org/", [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "- title",
        "title: a: b",
    ],
)
def test_what_says_nothing_is_no_configuration(text: str) -> None:
    config, problems = read(text)
    assert config is None
    assert problems


@pytest.mark.parametrize("title", ["tagline: a", "title:", "title: ''", "title: [a]"])
def test_without_a_title_the_rest_still_counts(title: str) -> None:
    config, problems = read(f"{title}\nlanguage: ru\n")
    assert config
    assert (config.title, config.language) == ("", "ru")
    assert "N404" in str(problems)


def test_bytes_that_are_no_text_are_refused() -> None:
    config, problems = read_config(b"title: S\xe3o Paulo\n", ZONES)
    assert config is None
    assert [(found.code, found.location) for found in problems] == [
        ("N114", Location("newsgen.yml", 1, 9))
    ]


@pytest.mark.parametrize(
    "line, told, kept",
    [
        ("titel: a", ["N107 2:1"], {}),
        ("links: {bse: /}", ["N107 2:9"], {}),
        ("front_matter: {renames: {a: tags}}", ["N107 2:16"], {}),
        ("base_url: example.org", ["N117 2:11"], {"base_url": ""}),
        ("base_url: ftp://example.org/", ["N117 2:11"], {"base_url": ""}),
        ("timezone: Asia/Samarqand", ["N402 2:11"], {"timezone": "UTC"}),
        ("timezone: ../Asia/Samarkand", ["N402 2:11"], {"timezone": "UTC"}),
        ("language: en_US", [], {"language": "en-US"}),
        ("language: englisch", ["N402 2:11"], {"language": "en"}),
        ("language:", ["N116 2:1"], {"language": "en"}),
        ("language: ''\nmenu: [{label: '', url: ''}]\nproblems: {}", [], {"language": "en"}),
        ("id_authority: example.org", ["N117 2:15"], {"id_authority": ""}),
        ("id_authority: Example Org,2022", ["N117 2:15"], {"id_authority": ""}),
        ("id_authority: [example.org, 2022]", ["N106 2:15"], {"id_authority": ""}),
        (
            "publisher: The Press",
            [],
            {
                "publisher": Publisher(
                    "The Press", locations={"name": Location("newsgen.yml", 2, 12)}
                )
            },
        ),
        ("publisher: {url: example.org}", ["N117 2:18"], {"publisher": Publisher()}),
        ("sections: World, Economy", ["N113 2:11"], {"sections": ("World", "Economy")}),
        ("sections: {World: 1}", ["N106 2:11"], {"sections": ()}),
        ("menu: {About: pages/about.md}", ["N106 2:7"], {"menu": ()}),
        ("menu: [About]", ["N106 2:8"], {"menu": ()}),
        ("menu: [{page: pages/about.md}]", ["N104 2:8"], {"menu": ()}),
        ("menu: [{label: About}]", ["N104 2:8"], {}),
        ("links: {base: archive}", ["N117 2:15"], {"links_base": "/"}),
        ("links: {base: 'javascript:a'}", ["N117 2:15"], {"links_base": "/"}),
        ("front_matter: {rename: {topics: tagz}}", ["N117 2:33"], {"rename": {}}),
        ("front_matter: {rename: [topics]}", ["N106 2:24"], {"rename": {}}),
        ("front_matter: {extra: {a: b}}", ["N106 2:23"], {"extra": ()}),
        ("problems: {N999: warning}", ["N403 2:12"], {"problems": {}}),
        ("problems: {n103: warning}", ["N403 2:12"], {"problems": {}}),
        ("problems: {N103: none}", ["N117 2:18"], {"problems": {}}),
        ("problems: N103", ["N106 2:11"], {"problems": {}}),
        (
            "problems: {N999: warning, N103: warning}",
            ["N403 2:12"],
            {"problems": {"N103": "warning"}},
        ),
        ("languages_in_addresses: true", ["N117 2:25"], {"languages_in_addresses": ""}),
        ("slugs: latin", ["N117 2:8"], {"slugs": "unicode"}),
        ("names: {link: yes}", ["N106 2:15"], {"link_names": True}),
        ("names: false", ["N106 2:8"], {"link_names": True}),
        ("listings: {newest: 0}", ["N106 2:20"], {"newest": 30}),
        ("listings: {year: many, newest: 5}", ["N106 2:18"], {"newest": 5, "year": 200}),
        ("search: yes", ["N106 2:9"], {"search": True}),
        ("title: Again", ["N108 2:1"], {"title": "Again"}),
        ("tagline: &a b", ["N112 2:10"], None),
        ("tagline: a #1", ["N110 2:12"], {"tagline": "a"}),
    ],
)
def test_what_is_refused(line: str, told: list[str], kept: dict[str, Any] | None) -> None:
    config, problems = read(f"title: T\n{line}\n")
    assert problems == told
    if kept is None:
        assert config is None
    else:
        assert config
        assert {name: getattr(config, name) for name in kept} == kept


def test_comments_behind_values_are_at_home_here() -> None:
    config, problems = read("title: The Test File  # for now\nlanguage: en # or uz\n")
    assert config
    assert (config.title, problems) == ("The Test File", [])


@pytest.mark.parametrize(
    "line, hint",
    [
        ("baseurl: https://example.org/", 'did you mean "base_url"?'),
        ("timezone: asia/samarkand", 'did you mean "Asia/Samarkand"?'),
        ("timezone: Nowhere at all", "write the zone of a city, as in Asia/Samarkand"),
        ("timezone: Samarkand", 'did you mean "Asia/Samarkand"?'),
        ("timezone: new york", 'did you mean "America/New_York"?'),
        ("timezone: Moscow Time", 'did you mean "Europe/Moscow"?'),
        ("timezone: Londn", 'did you mean "Europe/London"?'),
        ("timezone: europe/paris", 'did you mean "Europe/Paris"?'),
        ("timezone: UTC+5", "write Etc/GMT-5, which means 5 hours ahead of UTC"),
        ("timezone: -08:00", "write Etc/GMT+8, which means 8 hours behind UTC"),
        ("timezone: UTC+5:30", "write the zone of a city, as in Asia/Samarkand"),
        ("timezone: CEST", "write the zone of a city, as in Asia/Samarkand"),
        ("problems: {N015: warning}", 'did you mean "N'),
        ("front_matter: {rename: {topics: tagz}}", 'did you mean "tags"?'),
        ("menu: [{label: About}]", "add page: pages/about.md"),
    ],
)
def test_the_way_out(line: str, hint: str) -> None:
    _, problems = read_config(f"title: T\n{line}\n".encode(), ZONES)
    assert [found.hint.startswith(hint) for found in problems] == [True], problems


@pytest.mark.parametrize("code", sorted(PROBLEM_CODES))
def test_exactly_the_codes_that_say_so_can_be_lowered(code: str) -> None:
    config, problems = read(f"title: T\nproblems: {{{code}: warning}}\n")
    assert config
    lowerable = (
        bool(PROBLEM_CODES[code].warning_effect) or PROBLEM_CODES[code].severity == "warning"
    )
    assert problems == ([] if lowerable else ["N403 2:12"])
    found = problem(code, Location("a.md", 1, 1), "a message")
    severity = "warning" if lowerable else "error"
    assert [each.severity for each in apply_severities([found], config.problems)] == [severity]


@pytest.mark.parametrize("code", sorted(PROBLEM_CODES))
def test_every_code_can_be_made_an_error(code: str) -> None:
    config, problems = read(f"title: T\nproblems: {{{code}: error}}\n")
    assert config
    assert problems == []
    found = problem(code, Location("a.md", 1, 1), "a message")
    assert [each.severity for each in apply_severities([found], config.problems)] == ["error"]


def test_problems_are_shown_once_and_in_the_order_of_their_places() -> None:
    places = [
        Location("b.md", 1, 1),
        Location("a.md", 10, 1),
        Location("a.md", 9, 2),
        Location("a.md", 9, 1),
        Location("a.md"),
    ]
    found: list[Problem] = [problem("N107", place, "a message") for place in places]
    graded = apply_severities([*found, *found], {})
    assert [each.location for each in graded] == sorted(places)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_configuration_or_a_problem(data: bytes) -> None:
    config, problems = read_config(data, ZONES)
    assert config or problems
