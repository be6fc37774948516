"""What archives answer: for each question the same as a look through a plain list."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date

import pytest
from hypothesis import given

from newsgen.archive.companions import WHOLE_STORY
from newsgen.archive.questions import (
    ARTICLES,
    CORRECTIONS,
    DAY_BITS,
    NEWS,
    RESTRICTED,
    WITHDRAWN,
    ArchiveQuestions,
    Timeline,
    change_sort_key,
    name_subject,
)
from newsgen.archive.search_shards import search_days
from newsgen.model.article import Article, Correction
from newsgen.model.index_letters import IndexLetters
from newsgen.model.kind import CONTROLLED_KINDS, ENTITY_KINDS, Kind, Name, index_kinds
from newsgen.model.period import NARROWER_SPAN, Period, Span
from newsgen.pages.name_files import name_words
from newsgen.pages.routes import dated_address
from newsgen.store import place_lists, stored_rows
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from support.plain_archive import PlainArchive
from support.random_archives import RANDOM_ARCHIVES, RandomArchive
from support.stored_archives import WholeArticles


def with_little_memory(made: RandomArchive) -> ArchiveQuestions:
    """The stored archive, which keeps one article decoded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_rows, "_MAX_FACES_OF_FEW_PAGES", 1)
        return WholeArticles(made, reads_all=False)


def with_some_lists(made: RandomArchive) -> ArchiveQuestions:
    """The stored archive, which keeps the first lists that are asked for in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place_lists, "_MAX_LOADED", 3)
        return WholeArticles(made, reads_all=True)


IMPLEMENTATIONS = {
    "stored": lambda made: WholeArticles(made, reads_all=False),
    "stored, all read": lambda made: WholeArticles(made, reads_all=True),
    "stored, little memory": with_little_memory,
    "stored, some lists in memory": with_some_lists,
}
"""Each way to read the stored archive; they give the same answers."""

Maker = Callable[[RandomArchive], ArchiveQuestions]
SPANS: tuple[Span, ...] = ("year", "month", "day")
LETTERS = IndexLetters(Collation(Cache(None)).sort_key)
KINDS = (Kind.PERSON, Kind.PLACE, Kind.TAG, Kind.SOURCE)


pytestmark = pytest.mark.parametrize("ask", IMPLEMENTATIONS.values(), ids=IMPLEMENTATIONS)


def declared(article: Article) -> set[str]:
    lines = article.name_lines.split("\n")
    return {name_subject(Name.from_line(line).key) for line in lines}


def mentioned(article: Article) -> set[str]:
    return {name_subject(Name.from_line(line).key) for line in article.mentioned_lines}


def lists(made: RandomArchive) -> dict[Timeline, list[Article]]:
    """All timelines of an archive, each version by itself."""
    archive, found = made.archive, {}
    every = sorted(archive.articles_by_path.values(), key=lambda a: a.sort_key, reverse=True)
    shown = [article for article in every if not article.withdrawn]
    found[ARTICLES] = shown
    found[WITHDRAWN] = [article for article in every if article.withdrawn]
    paths = made.selection.news_paths - made.selection.badges.keys()
    found[NEWS] = [article for article in shown if article.path in paths]
    found[RESTRICTED] = [article for article in shown if article.rights != "full"]
    for subject in {subject for article in shown for subject in declared(article)}:
        found[Timeline("about", subject)] = [a for a in shown if subject in declared(a)]
    for subject in {each for article in shown for each in mentioned(article)}:
        found[Timeline("mentions", subject)] = [
            article
            for article in shown
            if subject in mentioned(article)
            if all(subject not in declared(each) for each in archive.versions.of(article))
        ]
    for language in {article.language for article in shown}:
        found[Timeline("language", language)] = [a for a in shown if a.language == language]
    return found


def once(archive: PlainArchive, articles: Iterable[Article]) -> tuple[Article, ...]:
    """Each story once: the first of its versions that is among the articles."""
    articles = tuple(articles)

    def stands(article: Article) -> bool:
        first = next(each for each in archive.versions.of(article) if each in articles)
        return article.language == first.language

    return tuple(filter(stands, articles))


def is_within(article: Article, period: Period) -> bool:
    own = article.moment.period
    return period.first <= own.first and own.last <= period.last


def periods(articles: Iterable[Article], span: Span) -> list[Period]:
    found = {Period.of(article.moment.day, span) for article in articles}
    return sorted(each for each in found if any(is_within(a, each) for a in articles))[::-1]


@given(RANDOM_ARCHIVES)
def test_whole_timelines(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    for timeline, articles in lists(made).items():
        stories = articles if timeline in (WITHDRAWN, NEWS, RESTRICTED) else once(archive, articles)
        stories = tuple(stories)
        assert questions.entries(timeline) == tuple(articles)
        assert questions.newest(timeline) == stories
        assert questions.newest(timeline, 2) == stories[:2]
        assert questions.count(timeline) == len(stories)
        for count in range(3):
            assert questions.has_more_than(timeline, count) == (len(stories) > count)
        ends = questions.ends(timeline)
        dates = [each.moment.calendar_date for each in stories]
        assert ends == ((dates[-1], dates[0]) if dates else None)
    nobody = Timeline.about((Kind.PERSON, "nobody"))
    assert (questions.count(nobody), questions.ends(nobody)) == (0, None)


@given(RANDOM_ARCHIVES)
def test_periods_of_timelines(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    for timeline, articles in lists(made).items():
        for span in SPANS:
            found = periods(articles, span)
            counts = {}
            for period in found:
                members = [article for article in articles if is_within(article, period)]
                assert questions.entries(timeline, period) == tuple(members)
                stories = once(archive, members)
                assert questions.between(timeline, period) == stories
                known = [story for story in stories if story.moment.span == span]
                assert questions.known_only_to(timeline, period) == tuple(known)
                counts[period] = len(stories)
                if narrower := NARROWER_SPAN.get(span):
                    inner = [
                        (each, len(questions.between(timeline, each)))
                        for each in periods(members, narrower)
                    ]
                    assert questions.tally(timeline, narrower, period) == tuple(inner)
            assert questions.tally(timeline, span) == tuple(counts.items())
            for period in {Period.of(a.moment.day, span) for a in archive.articles}:
                before = [each for each in found if each < period]
                after = [each for each in found if each > period]
                near = (max(before, default=None), min(after, default=None))
                assert questions.period_before(timeline, period) == near[0]
                assert questions.period_after(timeline, period) == near[1]


@given(RANDOM_ARCHIVES)
def test_neighbours_are_those_next_to_an_article_without_its_own_story(
    ask: Maker, made: RandomArchive
) -> None:
    archive, questions = made.archive, ask(made)
    for timeline, articles in lists(made).items():
        if timeline in (WITHDRAWN, NEWS, RESTRICTED):
            continue
        stories = once(archive, articles)
        for article in archive.articles:
            own = archive.versions.of(article)
            others = [each for each in stories if each not in own]
            later = [each for each in others if each.sort_key > article.sort_key][::-1]
            earlier = [each for each in others if each.sort_key < article.sort_key]
            found = questions.neighbours(timeline, article, 2)
            for places, group in zip(found, (later, earlier), strict=True):
                nearest = group[:2]
                days = [each.moment.day.toordinal() for each in nearest]
                assert [place >> DAY_BITS for place in places] == days
                paths = [each.path for each in nearest]
                assert [questions.face_at(place).path for place in places] == paths


@given(RANDOM_ARCHIVES)
def test_changes_are_in_the_order_of_the_last_change(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    every = archive.articles_by_path.values()
    subjects = {"", *(article.language for article in every)}
    subjects |= {subject for article in every for subject in declared(article)}
    assert tuple(questions.subjects("changes")) == tuple(sorted(subjects))
    for subject in subjects:
        members = [
            article
            for article in every
            if subject in ("", article.language) or subject in declared(article)
        ]
        shown = [article for article in members if not article.withdrawn]
        stories = once(archive, shown)
        expected = [each for each in members if each in stories or each.notice_days]
        expected.sort(key=change_sort_key, reverse=True)
        timeline = Timeline("changes", subject)
        assert questions.newest(timeline) == tuple(expected)
        for count in (0, 1, 3):
            assert questions.newest(timeline, count) == tuple(expected[:count])


@given(RANDOM_ARCHIVES)
def test_corrections_are_told_once_for_a_story_and_a_day(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    notes = questions.corrections()
    days = [note.day for _, note in notes]
    assert days == sorted(days, reverse=True)
    assert questions.corrections(count=2) == notes[:2]
    assert questions.count(CORRECTIONS) == len(notes)
    years = Counter(Period.of(day, "year") for day in days)
    assert questions.tally(CORRECTIONS, "year") == tuple(years.items())
    for year in years:
        own = tuple(each for each in notes if each[1].day.year == year.first.year)
        assert questions.corrections(year) == own
    first_paths = {
        (archive.versions.of(article)[0].path, day): article.path
        for story in map(archive.versions.of, archive.articles)
        for article in reversed(story)
        for day in days_of_notes(article)
    }
    assert {(archive.versions.of(a)[0].path, n.day): a.path for a, n in notes} == first_paths
    assert len(notes) == len(first_paths)


def days_of_notes(article: Article) -> set[object]:
    notes: list[Correction] = list(article.corrections)
    return {*(note.day for note in notes), *([article.updated.day] if article.updated else [])}


@given(RANDOM_ARCHIVES)
def test_names(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    named: dict[int, list[str]] = {}
    for key, listed in archive.terms.items():
        kind, _ = key
        term = questions.term(kind, listed.text.upper())
        assert term
        assert (term.kind, term.text, term.slug) == (kind, listed.text, listed.slug)
        assert term.authority == listed.authority == questions.authority(kind, listed.text)
        assert questions.location(term) == listed.location
        assert questions.weight(term) == len(listed.stories).bit_length()
        assert questions.term_at(kind, term.slug) == term
        parts = [each for each in archive.terms.values() if each.authority]
        parts = [each for each in parts if each.authority and each.authority.part_of == term.text]
        assert [each.text for each in questions.parts(term)] == [each.text for each in parts]
        stories = (*listed.stories, *listed.mention_stories)
        if stories:
            named.setdefault(min(each.moment.day.year for each in stories), []).append(term.text)
    for kind in Kind:
        counted = [(e.text, e.count) for e in archive.terms_of_kind(kind)]
        assert [(term.text, count) for term, count in questions.terms(kind)] == counted
        assert questions.term(kind, "nobody") is questions.term_at(kind, "nobody") is None
    former = [e.text for e in archive.terms.values() if e.authority and e.authority.former]
    assert [term.text for term in questions.former_names()] == former
    for year in (2021, 2022, 2023, 2024):
        period = Period(date(year, 1, 1), "year")
        found = questions.first_named_in(period)
        assert [term.text for term in found] == named.get(year, [])
        assert questions.count_first_named(period) == len(found)
    assert questions.authority(Kind.PERSON, "Xi") == questions.authority(Kind.PERSON, "xi jinping")


@given(RANDOM_ARCHIVES)
def test_names_by_letter_by_words_and_by_their_stories(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    named = [term for term in archive.terms.values() if term.count]
    shown = {(term.kind, term.text): term.count for term in named}
    words = sorted(
        (word, each.kind, each.text)
        for each in named
        for word in name_words(each.text, each.authority)
    )
    for kind in Kind:
        own = [term for term in named if term.kind in index_kinds(kind)]
        for count in (0, 1, 3):
            assert questions.has_more_names(kind, count) == (len(own) > count)
        by_letter: dict[str, list[tuple[str, int]]] = {}
        for listed in archive.terms_of_kind(kind):
            if listed.count:
                under = by_letter.setdefault(LETTERS.letter(listed.text).weight, [])
                under.append((listed.text, listed.count))
        assert {letter.weight for letter in questions.letters(kind)} == by_letter.keys()
        counts = {weight: len(names) for weight, names in by_letter.items()}
        assert questions.letter_counts(kind) == counts
        for weight, names in by_letter.items():
            found = [(term.text, count) for term, count in questions.names_under(kind, weight)]
            assert sorted(found) == sorted(names)
    ranked = sorted(named, key=lambda each: (-each.count, each.text, each.kind, each.slug))
    for count in (1, 3, 100):
        most = questions.most_frequent_names(count)
        assert [(term.kind, term.text) for term, _ in most] == [
            (each.kind, each.text) for each in ranked[:count]
        ]
        people = [each.text for each in ranked if each.kind is Kind.PERSON]
        most = questions.most_frequent_names(count, Kind.PERSON)
        assert [term.text for term, _ in most] == people[:count]
    assert questions.word_letters() == "".join(sorted({word[0] for word, _, _ in words}))
    for beginning in ("", *(word[:2] for word, _, _ in words)):
        answer = [*questions.name_words(beginning)]
        assert all(shown[term.kind, term.text] == count for _, (term, count) in answer)
        assert sorted((word, term.kind, term.text) for word, (term, _) in answer) == [
            each for each in words if each[0].startswith(beginning)
        ]


def weight(archive: PlainArchive, article: Article, subject: str) -> int:
    """What a name adds to a score: 2 where the article is about it, 1 where its text alone has it.

    It is no mention if another version of the story is about the name.
    """
    if subject in declared(article):
        return 2
    is_about = any(subject in declared(each) for each in archive.versions.of(article))
    return int(subject in mentioned(article) and not is_about)


@given(RANDOM_ARCHIVES)
def test_names_that_share_stories(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    pairs: dict[str, int] = {}
    # The tag stands for the person.
    substitutes = {(Kind.TAG, "xi")} if (Kind.PERSON, "xi jinping") in archive.terms else set()
    named = {
        key: sorted((*each.articles, *each.mentions), key=lambda a: a.sort_key, reverse=True)
        for key, each in archive.terms.items()
        if key not in substitutes
    }
    for key, articles in named.items():
        term = questions.term(*key)
        if not term or term.kind not in KINDS:
            continue
        own = name_subject(key)
        for kind in KINDS:
            expected = []
            for other_key in named:
                subject = name_subject(other_key)
                weights = {
                    each.path: weight(archive, each, own) * weight(archive, each, subject)
                    for each in articles
                }
                members = tuple(each for each in articles if weights[each.path])
                if other_key[0] is not kind or subject == own or not members:
                    continue
                stories = once(archive, members)
                score = sum(weights[each.path] for each in stories)
                if score >= WHOLE_STORY:
                    expected.append((-score, subject, len(stories)))
                timeline = Timeline.pair(key, other_key)
                if {kind, term.kind} <= set(ENTITY_KINDS):
                    pairs[timeline.subject] = score
                    other = questions.term(*other_key)
                    assert other
                    assert questions.shared_score(term, other) == score
                    assert questions.entries(timeline) == members
                    assert questions.newest(timeline) == stories
                else:
                    assert questions.entries(timeline) == ()
            found = questions.companions(term, kind)
            assert [(-one.score, name_subject(one.term.key), one.stories) for one in found] == (
                sorted(expected)
            )
            assert questions.companions(term, kind, 1) == found[:1]
    for least in (1, 2, 4, 8, 12):
        expected_pairs = [subject for subject, score in pairs.items() if score >= least]
        assert list(questions.pairs(least)) == sorted(expected_pairs)


@given(RANDOM_ARCHIVES)
def test_articles(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    for path, article in archive.articles_by_path.items():
        assert questions.article(path) == article
        assert questions.versions(article) == archive.versions.of(article)
        assert questions.badge(article) == made.selection.badges.get(path, "")
        for kind in CONTROLLED_KINDS:
            texts = (
                [archive.terms[name.key].text for name in article.names(kind)]
                if (not article.withdrawn or kind is Kind.SOURCE)
                else []
            )
            assert [term.text for term in questions.names_of(article, kind)] == texts
        if not article.withdrawn:
            names = [Name.from_line(line).text for line in article.mentioned_lines]
            assert [term.text for term in questions.mentions_of(article)] == names
    assert questions.article("articles/none.md") is None
    oldest_first = [*archive.articles_by_path.values()][::-1]
    assert list(questions.articles()) == oldest_first
    assert list(questions.articles(newest_first=True)) == oldest_first[::-1]
    for period in {Period.of(article.moment.day, "month") for article in oldest_first}:
        expected = [one for one in oldest_first if Period.of(one.moment.day, "month") == period]
        assert list(questions.articles(period)) == expected
    aliases = [
        (a.address, article.path)
        for article in archive.articles_by_path.values()
        for a in article.aliases
    ]
    found = [(alias.address, article.path) for alias, article in questions.former_addresses()]
    assert found == aliases
    for kind in ("about", "mentions", "language"):
        subjects = sorted(t.subject for t in lists(made) if t.kind == kind if lists(made)[t])
        assert list(questions.subjects(kind)) == subjects  # type: ignore[arg-type]


@given(RANDOM_ARCHIVES)
def test_what_is_published_of_a_period(ask: Maker, made: RandomArchive) -> None:
    questions = ask(made)
    for year in periods(made.archive.articles, "year"):
        published = [
            article
            for article in made.archive.articles
            if is_within(article, year) and article.path not in made.selection.badges
        ]
        days = [each.changed.day for each in published if each.changed.span == "day"]
        assert questions.published(year) == (len(published), max(days, default=None))
        told = [
            (dated_address(each), each.changed.day if each.changed.span == "day" else None)
            for each in published
        ]
        assert [*questions.published_addresses(year)] == told[::-1]


@given(RANDOM_ARCHIVES)
def test_the_days_of_the_archive_are_those_of_its_articles(ask: Maker, made: RandomArchive) -> None:
    assert {*ask(made).search_days()} == {*search_days(made.archive.articles)}


@given(RANDOM_ARCHIVES)
def test_names_that_several_stories_of_a_day_have(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    shown = [each for each in archive.articles_by_path.values() if not each.withdrawn]
    days = {article.moment.day for article in shown}
    for day in (Period(day, "day") for day in days):
        stories: dict[str, set[str]] = defaultdict(set)
        for article in shown:
            if is_within(article, day):
                for subject in declared(article) | mentioned(article):
                    stories[subject].add(archive.versions.of(article)[0].path)
        several = {name: len(paths) for name, paths in stories.items() if len(paths) > 1}
        found = questions.names_of_several(day)
        assert {name_subject(term.key): count for term, count in found} == several
        assert [term.key for term, _ in found] == sorted(term.key for term, _ in found)
        period = questions.names_between(day)
        assert {path for path, _ in period} == {path for each in stories.values() for path in each}


@given(RANDOM_ARCHIVES)
def test_articles_with_nearly_the_same_text(ask: Maker, made: RandomArchive) -> None:
    archive, questions = made.archive, ask(made)
    shown = [each for each in archive.articles_by_path.values() if not each.withdrawn]

    def hashes(article: Article) -> list[bytes]:
        return [article.fingerprint[at : at + 4] for at in range(0, 128, 4) if article.fingerprint]

    for article in shown:
        story = {version.path for version in archive.versions.of(article)}
        counts = {}
        for other in shown:
            own, others = hashes(article), hashes(other)
            equal = len({*own} & {*others})
            if other.path not in story and {*own[:3]} & {*others[:3]} and equal >= 22:
                counts[other.path] = (-equal, other.sort_key)
        expected = sorted(counts, key=counts.__getitem__)[:3]
        assert [other.path for other in questions.similar_articles(article)] == expected
        has_earlier = any(key < article.sort_key for _, key in counts.values())
        assert questions.repeats_earlier(article) == has_earlier
