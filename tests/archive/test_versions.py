"""Which articles are versions of one story, and which of them stands for it where."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from newsgen.archive.companions import WHOLE_STORY
from newsgen.archive.questions import Timeline
from newsgen.archive.related import related_articles
from newsgen.archive.versions import lead_version, other_versions
from newsgen.model.article import Article, Moment, Withdrawal
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import Kind
from newsgen.model.problem import Location
from newsgen.model.value import replace
from support.plain_archive import PlainArchive
from support.stored_archives import stored_archive


def version(
    name: str,
    original: str = "",
    day: int = 13,
    tags: Iterable[str] = (),
    people: Iterable[str] = (),
) -> Article:
    """An article whose language begins its name: de_summit is the German one."""
    language, _, slug = name.partition("_")
    names = (*(f"tags:{tag}" for tag in tags), *(f"people:{person}" for person in people))
    return Article(
        path=name,
        explicit_id="",
        slug=slug,
        title=name,
        name_lines="\n".join(("sources:Desk", *names)),
        moment=Moment(date(2022, 9, day), datetime(2022, 9, day, tzinfo=UTC)),
        language=language,
        html_digest="",
        excerpt="",
        key_locations="1:1",
        translation_of=original,
    )


def archive(
    *articles: Article, language: str = "en", hidden: frozenset[str] = frozenset()
) -> PlainArchive:
    return PlainArchive(articles, language=language, hidden=hidden)


def paths(articles: Iterable[Article]) -> list[str]:
    return [article.path for article in articles]


@pytest.mark.parametrize(
    "language, lead",
    [
        ("en", "en_a"),
        ("de", "de_a"),
        ("fr-CA", "fr_a"),
        # In none of its languages: the original.
        ("ja", "ru_a"),
    ],
)
def test_a_story_stands_in_a_list_once_in_the_language_of_the_archive(
    language: str, lead: str
) -> None:
    story = [version("ru_a"), *(version(f"{tag}_a", "ru_a") for tag in ("de", "en", "fr"))]
    for order in permutations(story):
        made = archive(*order, version("de_b", day=12), language=language)
        assert paths(made.stories) == [lead, "de_b"]
        assert {lead_version(each, made.versions.of(each)).path for each in story} == {lead}
        assert paths(made.versions.of(story[1]))[0] == lead
        assert made.term(Kind.SOURCE, "Desk").count == 2
    assert len(made.articles) == 5


@pytest.mark.parametrize(
    "originals, stories",
    [
        # A translation of a translation, and what two people wrote of each other.
        ({"en_a": "", "fr_a": "en_a", "de_a": "fr_a"}, [["de_a", "en_a", "fr_a"]]),
        ({"en_a": "de_a", "de_a": "en_a"}, [["de_a", "en_a"]]),
        ({"en_a": "de_a", "de_a": "fr_a", "fr_a": "de_a"}, [["de_a", "en_a", "fr_a"]]),
        # The original is a draft: its translations are versions of each other.
        ({"fr_a": "draft", "de_a": "draft"}, [["de_a", "fr_a"]]),
        # It does not exist, or is the article itself: N309, and no story.
        ({"fr_a": "nothing", "de_a": "nothing"}, [["de_a"], ["fr_a"]]),
        ({"fr_a": "fr_a", "de_a": ""}, [["de_a"], ["fr_a"]]),
    ],
)
def test_versions_are_what_is_a_translation_of_one_text(
    originals: dict[str, str], stories: list[list[str]]
) -> None:
    articles = [version(path, original) for path, original in originals.items()]
    made = archive(*articles, hidden=frozenset({"draft"}))
    found = {tuple(sorted(paths(made.versions.of(article)))) for article in articles}
    assert sorted(map(list, found)) == stories
    assert len(made.stories) == len(stories)


def test_a_withdrawn_original_still_makes_its_translations_one_story() -> None:
    gone = replace(version("ru_a"), withdrawn=Withdrawal(date(2022, 9, 20), "It was wrong."))
    made = archive(version("fr_a", "ru_a"), version("de_a", "ru_a"), gone)
    assert paths(made.versions.of(made.articles[0])) == ["de_a", "fr_a"]
    assert paths(made.versions.of(gone)) == ["ru_a"]


def test_two_texts_in_one_language_are_never_one_in_a_list() -> None:
    story = [version("en_a"), version("en_b", "en_a"), version("de_a", "en_a")]
    made = archive(*story)
    assert sorted(paths(made.stories)) == ["en_a", "en_b"]
    assert paths(other_versions(story[2], made.versions.of(story[2]))) == ["en_a"]
    assert paths(other_versions(story[1], made.versions.of(story[1]))) == ["de_a"]


def test_a_list_without_the_version_that_stands_for_a_story_has_another() -> None:
    made = archive(
        version("en_a", tags=["army"]),
        version("de_a", "en_a", tags=["Armee", "SCO"]),
        version("fr_a", "en_a", day=14, tags=["Armée", "SCO"]),
    )
    terms = {term.text: paths(term.stories) for term in made.terms_of_kind(Kind.TAG)}
    assert terms == {"army": ["en_a"], "Armee": ["de_a"], "Armée": ["fr_a"], "SCO": ["de_a"]}
    assert paths(made.term(Kind.TAG, "SCO").articles) == ["fr_a", "de_a"]


def test_a_story_that_is_about_a_name_is_no_mention_of_it() -> None:
    samarkand = Authority(Kind.PLACE, "Samarkand", Location("places.yml"))
    declared = version("en_a")
    made = PlainArchive(
        (
            replace(declared, name_lines=f"{declared.name_lines}\nplaces:Samarkand"),
            *(
                replace(version(name, original), mention_lines="places:Samarkand")
                for name, original in {"de_a": "en_a", "de_b": "", "ru_b": "de_b"}.items()
            ),
        ),
        Authorities((samarkand,)),
    )
    (term,) = made.terms_of_kind(Kind.PLACE)
    assert sorted(paths(term.mentions)) == ["de_a", "de_b", "ru_b"]
    assert (paths(term.stories), paths(term.mention_stories)) == (["en_a"], ["de_b"])
    assert term.count == 2


def test_related_are_other_stories_in_the_language_of_the_article() -> None:
    languages = ("en", "de", "zh-Hant")
    made = archive(
        *(
            version(f"{language}_{name}", "" if language == "en" else f"en_{name}", day, ["SCO"])
            for day, name in enumerate("abc", 1)
            for language in languages
        ),
        version("zh-Hans_d", "", 4, ["SCO"]),
    )
    questions = stored_archive(made.articles)
    found = {
        article.path: {match.article.path for match in related_articles(questions, article)}
        for article in made.articles
    }
    assert found["de_b"] == {"de_a", "de_c", "zh-Hans_d"}
    assert found["en_a"] == {"en_b", "en_c", "zh-Hans_d"}
    # What is nearest in script is not there, so what can be read is.
    assert found["zh-Hans_d"] == {"zh-Hant_a", "zh-Hant_b", "zh-Hant_c"}


def test_two_names_share_stories_and_see_each_other_in_any_version() -> None:
    names = ("Ann", "Bo")
    questions = stored_archive(
        version(f"{language}_{name}", "" if language == "en" else f"en_{name}", people=people)
        for name in "abc"
        for language, people in (("en", names[:1]), ("de", names), ("fr", names))
    )
    ann, bo = (questions.term(Kind.PERSON, name) for name in names)
    assert ann
    assert bo
    assert questions.companions(ann, Kind.PERSON) == ((bo, 3, 3 * WHOLE_STORY),)
    assert questions.companions(bo, Kind.PERSON) == ((ann, 3, 3 * WHOLE_STORY),)
    both = questions.newest(Timeline.pair(ann.key, bo.key))
    assert sorted(paths(both)) == ["de_a", "de_b", "de_c"]
