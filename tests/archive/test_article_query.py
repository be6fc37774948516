"""What a query means, and what is said where it means nothing."""

from datetime import UTC, date, datetime

import pytest

from newsgen.archive.article_query import read_query
from newsgen.archive.query_criteria import QueryScope, split_query
from newsgen.model.article import Article, Moment, Withdrawal
from newsgen.model.authority import Authorities, Authority, Spelling
from newsgen.model.command_error import CommandError
from newsgen.model.image import Image
from newsgen.model.kind import Kind
from newsgen.model.period import Span
from newsgen.model.problem import Location
from newsgen.model.value import replace

NOW = datetime(2022, 10, 1, tzinfo=UTC)

LOCATION = Location("authorities/x.yml", 1, 1)

AUTHORITIES = Authorities(
    (
        Authority(
            Kind.PERSON,
            "Hettie Thorne",
            LOCATION,
            aliases=(Spelling("H. Thorne", LOCATION),),
            former=(Spelling("Hettie Pell", LOCATION),),
            notations=(Spelling("thorne", LOCATION),),
        ),
        Authority(Kind.PLACE, "Oakford", LOCATION),
        Authority(Kind.TAG, "Ferries", LOCATION),
    )
)


MENTIONED = "people:Hettie Thorne\nplaces:Oakford"


def moment(day: str, span: Span = "day") -> Moment:
    first = date.fromisoformat(day)
    return Moment(first, datetime(*first.timetuple()[:3], tzinfo=UTC), span=span)


def article(name: str, *names: str, source: str = "Oakford Gazette", **fields: object) -> Article:
    """An article of 13 September 2022 with these names, as in `tags:Ferries`."""
    given: dict[str, object] = {
        "path": name,
        "explicit_id": "",
        "slug": name,
        "title": name,
        "name_lines": "\n".join([f"sources:{source}", *names]),
        "moment": moment("2022-09-13"),
        "language": "en",
        "html_digest": name,
        "excerpt": "",
        "key_locations": "1:1",
    }
    return Article(**(given | fields))  # type: ignore[arg-type]


WHOLE = article(
    "whole",
    "tags:Ferries",
    "authors:Desk",
    "sections:Local",
    "people:Hettie Thorne",
    title="Brücke: the Bridge over the Ryme stays closed",
    summary="It stays closed.",
    image=Image("/ryme.jpg", alt="The bridge"),
    source_url="https://gazette.example/1",
    archived_url="https://archive.example/1",
    retrieved=date(2022, 9, 14),
)
ARTICLES = (
    WHOLE,
    article("mentioning", mention_lines=MENTIONED, moment=moment("2022-10-15")),
    article("draft", "tags:Ferries", "tags:Market day", draft=True, moment=moment("2021-05-01")),
    article("month", source="Ryme Herald", moment=moment("2022-09-01", "month")),
    article("year", source="Ryme Herald", moment=moment("2022-01-01", "year")),
    article("embargoed", embargo=moment("2022-10-05"), language="zh-Hant", title="大橋封閉"),
    article("expired", expiry=moment("2022-09-20"), language="de", translation_of="whole"),
    article("pictured", image=Image("/a.jpg"), html_digest="pictured"),
    article("gallery", source="Ryme Herald", gallery=(Image("/b.jpg"),), summary="Pictures."),
    article("gone", withdrawn=Withdrawal(date(2022, 9, 20), "It was wrong."), html_digest=""),
)

BODIES = {"pictured": '<p>The <img src="b.jpg" alt="Low Barrow"></p>', "month": '<img src="c.jpg">'}

SCOPE = QueryScope(ARTICLES, AUTHORITIES, NOW, lambda each: BODIES.get(each.path, "<p>Text.</p>"))


def paths(*arguments: str) -> set[str]:
    """The names of the articles that a query means."""
    condition = read_query(tuple(split_query(arguments)), SCOPE)
    return {each.path for each in ARTICLES if condition(each)}


EVERY = {each.path for each in ARTICLES}


@pytest.mark.parametrize(
    "arguments, expected",
    [
        ((), EVERY),
        # Dates: as much as is known of an article has to be within.
        (("date:2022-09-13",), EVERY - {"mentioning", "draft", "month", "year"}),
        (("date:2022-09",), EVERY - {"mentioning", "draft", "year"}),
        (("date:2022",), EVERY - {"draft"}),
        (("date:2022-09..2022-10",), EVERY - {"draft", "year"}),
        (("date:2022-10..",), {"mentioning"}),
        (("date:..2021",), {"draft"}),
        (("date:*..2021-05-01",), {"draft"}),
        (("-date:2022-09",), {"mentioning", "draft", "year"}),
        # Names, by any spelling of the authority file; names of texts are mentions.
        (("source:Ryme Herald",), {"month", "year", "gallery"}),
        (("source:ryme herald",), {"month", "year", "gallery"}),
        (("tag:Ferries",), {"whole", "draft"}),
        (("tag:Market day", "tag:Ferries"), {"draft"}),
        (("person:H. Thorne",), {"whole", "mentioning"}),
        (("people:Hettie Pell",), {"whole", "mentioning"}),
        (("person:thorne",), {"whole", "mentioning"}),
        (("name:Hettie Thorne",), {"whole", "mentioning"}),
        (("place:Oakford",), {"mentioning"}),
        (("-place:Oakford",), EVERY - {"mentioning"}),
        (("author:Desk", "section:local"), {"whole"}),
        # Languages, with what is narrower.
        (("lang:zh",), {"embargoed"}),
        (("language:zh_Hant",), {"embargoed"}),
        (("lang:zh-Hans",), set()),
        (("lang:German",), {"expired"}),
        (("-lang:en",), {"embargoed", "expired"}),
        # What is missing, and what an article is.
        (("missing:summary",), EVERY - {"whole", "gallery", "gone"}),
        (("-missing:summary",), {"whole", "gallery", "gone"}),
        (("missing:picture",), EVERY - {"whole", "pictured", "month", "gallery", "gone"}),
        (("missing:image",), EVERY - {"whole", "pictured", "month", "gallery", "gone"}),
        (("missing:alt",), {"pictured", "month", "gallery"}),
        (("missing:source_url", "missing:archived-url"), EVERY - {"whole", "gone"}),
        (("no:retrieved",), EVERY - {"whole", "gone"}),
        (("missing:tag",), EVERY - {"whole", "draft", "gone"}),
        (("missing:name",), EVERY - {"whole", "gone"}),
        (("missing:author",), EVERY - {"whole", "gone"}),
        (("missing:section",), EVERY - {"whole", "gone"}),
        (("missing:text",), set()),
        (("is:draft",), {"draft"}),
        (("is:embargoed",), {"embargoed"}),
        (("is:expired",), {"expired"}),
        (("is:withdrawn",), {"gone"}),
        (("is:future",), {"mentioning"}),
        (("is:translation",), {"expired"}),
        (("is:published",), EVERY - {"draft", "embargoed", "expired", "gone"}),
        # Words of titles, in any case and without accents; a phrase in one piece.
        (("bridge", "brucke"), {"whole"}),
        (("closed bridge",), {"whole"}),
        (('"closed bridge"',), set()),
        (('"stays closed"',), {"whole"}),
        (("title:ryme",), {"whole"}),
        (("title:stays closed",), {"whole"}),
        (("-bridge", "lang:zh"), {"embargoed"}),
        (("大橋",), {"embargoed"}),
        # A whole query in one argument, as quotation marks of the shell leave it.
        (('source:"Oakford Gazette" tag:Ferries -is:draft',), {"whole"}),
        (("tag:“Market day” date:2021",), {"draft"}),
        (("date:2021 draft",), {"draft"}),
        (("  ",), EVERY),
    ],
)
def test_all_terms_of_a_query_hold_of_what_it_means(
    arguments: tuple[str, ...], expected: set[str]
) -> None:
    assert paths(*arguments) == expected


@pytest.mark.parametrize(
    "argument, words",
    [
        ("sorce:x", 'sorce is no key of a query; did you mean "source"?'),
        ("zzz:x", "the keys are date, source, tag"),
        ("Council:x", "a title with a colon is '\"Council:x\"'"),
        ("year:2022", "write date:2022"),
        ("since:2022", "write date:2022-09.."),
        ("before:2022", "write date:..2022-09"),
        ("has:summary", "write -missing:summary"),
        ("tag:", "nothing stands after the colon"),
        ('tag:""', "nothing stands after the colon"),
        ("tag:Feries", 'no article has the tag "Feries"; did you mean "Ferries"?'),
        ("person:Thorn", 'did you mean "thorne"?'),
        ("person:Pell", 'did you mean "Hettie Pell"?'),
        ("tag:Oakford", 'it is known as another kind: place:"Oakford"'),
        ("person:Qqqq", "newsgen stats shows"),
        ("source:Oakford Gazette draft", 'did you mean "Oakford Gazette"?'),
        ("date:2022-13", '"2022-13" is not a calendar date'),
        ("date:13.9.2022", "write 2022-09-13"),
        ("date:..", "no date stands before or after the dots"),
        ("date:2022-10..2022-09", "2022-10 is after 2022-09; turn them round"),
        ("lang:x!", "is not a language tag"),
        ("is:dreft", 'did you mean "draft"?'),
        ("is:zzz", "it can be draft, embargoed"),
        ("missing:sumary", 'did you mean "summary"?'),
        ('source:"Oakford Gazette', "a quotation mark is not closed"),
        ("!!", "there is no letter or digit to look for"),
    ],
)
def test_a_query_that_means_nothing_is_told_with_the_way_out(argument: str, words: str) -> None:
    with pytest.raises(CommandError) as refused:
        paths(argument)
    assert words in str(refused.value)


def test_a_query_without_a_name_in_the_archive_finds_a_name_of_its_files() -> None:
    scope = replace(SCOPE, articles=(WHOLE,))
    condition = read_query(tuple(split_query(["place:Oakford"])), scope)
    assert not condition(WHOLE)
