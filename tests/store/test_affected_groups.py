"""Whoever has read what an edit changed is found: no group of pages can be outdated unnoticed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import combinations, pairwise, product
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.archive.questions import (
    ARTICLES,
    CORRECTIONS,
    NEWS,
    WITHDRAWN,
    ArchiveQuestions,
    Timeline,
)
from newsgen.archive.related import ADJACENT_RADIUS
from newsgen.archive.versions import lead_version
from newsgen.model.article import Article, Moment
from newsgen.model.authority import Authorities
from newsgen.model.index_letters import IndexLetters
from newsgen.model.kind import Kind, Name
from newsgen.model.period import Period
from newsgen.model.value import replace
from newsgen.store import affected_groups
from newsgen.store.affected_groups import AffectedGroups
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from newsgen.store.encoded_pages import PageRow
from newsgen.store.page_group_rows import GroupName, PageGroupRows, StoredGroup
from newsgen.store.stored_archive import StoredArchive
from store.test_archive_update import ENTRIES, LINES, PATHS, Changes, apply, articles, changes
from support.examples import tries

NAMES = [Name.from_line(line) for line in ("sources:Desk", *LINES)]
TIMELINES = (
    *(ARTICLES, WITHDRAWN, CORRECTIONS, NEWS, Timeline("changes"), Timeline("changes", "de")),
    *(Timeline("language", tag) for tag in ("en", "de", "fr")),
    *(Timeline.about(name.key) for name in NAMES),
    *(Timeline.mentions(name.key) for name in NAMES[:3]),
    *(Timeline("changes", f"{kind.value}:{text}") for kind, text in (n.key for n in NAMES)),
    *(Timeline.pair(one.key, two.key) for one, two in pairwise(NAMES) if one.key != two.key),
)
PERIODS = (
    *(Period(date(2022, 1, 1), span) for span in ("year", "month", "day")),
    *(Period(date(2021, 12, day), "day") for day in (30, 31)),
    *(Period(date(2021, 12, 1), "month"), Period(date(2021, 1, 1), "year")),
)
LETTER_WEIGHTS = tuple(
    IndexLetters(Collation(Cache(None)).sort_key).letter(letter).weight for letter in "ABNSX"
)

RADIUS = 2
"""Stands for the radius of related articles, of which there are few here."""

PLAIN = Article(
    path="",
    explicit_id="",
    slug="",
    title="A",
    name_lines="sources:Desk",
    moment=Moment(date(2022, 1, 1), datetime(2022, 1, 1, tzinfo=UTC)),
    language="en",
    html_digest="",
    excerpt="",
    key_locations="1:1",
)

Question = Callable[[ArchiveQuestions], object]


def questions() -> Iterator[tuple[GroupName, Question]]:
    """What groups of pages ask: each group one thing, but that of an article much."""
    for path in PATHS:
        yield ("article", path), lambda archive, path=path: article_answers(archive, path)
        yield ("face", path), lambda archive, path=path: archive.face(path)
        yield ("repeats", path), lambda archive, path=path: repeats_answer(archive, path)
        yield ("versions", path), lambda archive, path=path: versions_answer(archive, path)
    for line in TIMELINES:
        yield ("newest", str(line)), lambda archive, line=line: list_answers(archive, line, None)
        yield ("newest two", str(line)), lambda archive, line=line: list_answers(archive, line, 2)
        yield ("count", str(line)), lambda archive, line=line: archive.count(line)
        yield ("more", str(line)), lambda archive, line=line: archive.has_more_than(line, 2)
        if line.kind not in ("corrections", "changes"):
            yield ("ends", str(line)), lambda archive, line=line: archive.ends(line)
            for span in ("year", "month", "day"):
                name = f"{line} {span}"
                yield (
                    ("tally", name),
                    lambda archive, line=line, span=span: archive.tally(line, span),
                )
            for period in PERIODS:
                name = f"{line} {period}"
                yield (
                    ("between", name),
                    lambda archive, line=line, period=period: archive.between(line, period),
                )
                yield (
                    ("entries", name),
                    lambda archive, line=line, period=period: archive.entries(line, period),
                )
                yield (
                    ("known only to", name),
                    lambda archive, line=line, period=period: archive.known_only_to(line, period),
                )
                yield (
                    ("period before", name),
                    lambda archive, line=line, period=period: archive.period_before(line, period),
                )
                yield (
                    ("period after", name),
                    lambda archive, line=line, period=period: archive.period_after(line, period),
                )
    for period in PERIODS:
        yield (
            ("names between", str(period)),
            lambda archive, period=period: sorted(
                (path, sorted(names)) for path, names in archive.names_between(period)
            ),
        )
        if period.span == "day":
            yield (
                ("names of several", str(period)),
                lambda archive, period=period: archive.names_of_several(period),
            )
    for name in NAMES:
        yield ("term", name.line), lambda archive, name=name: archive.term(name.kind, name.text)
        yield ("name", ":".join(name.key)), lambda archive, name=name: name_answers(archive, name)
    for kind in (Kind.PERSON, Kind.TAG, Kind.SOURCE):
        yield ("terms", kind), lambda archive, kind=kind: list(archive.terms(kind))
        yield ("letters", kind), lambda archive, kind=kind: archive.letters(kind)
        yield ("letter counts", kind), lambda archive, kind=kind: archive.letter_counts(kind)
    for kind, weight in product((Kind.PERSON, Kind.TAG), LETTER_WEIGHTS):
        yield (
            ("names under", f"{kind}:{weight}"),
            lambda archive, kind=kind, weight=weight: list(archive.names_under(kind, weight)),
        )
    for kind, count in product((Kind.PERSON, Kind.TAG, Kind.ENTITY, None), range(6)):
        yield (
            ("more names", f"{kind} {count}"),
            lambda archive, kind=kind, count=count: archive.has_more_names(kind, count),
        )
    for count in (1, 3, 100):
        yield (
            ("most frequent names", str(count)),
            lambda archive, count=count: archive.most_frequent_names(count),
        )
    yield ("word letters", ""), lambda archive: archive.word_letters()
    for beginning in ("", "a", "l", "lee"):
        yield (
            ("name words", beginning),
            lambda archive, beginning=beginning: list(archive.name_words(beginning)),
        )
    for year in (PERIODS[0], PERIODS[-1]):
        yield (
            ("first named", str(year)),
            lambda archive, year=year: archive.first_named_in(year),
        )
        yield ("named", str(year)), lambda archive, year=year: archive.count_first_named(year)
        yield ("published", str(year)), lambda archive, year=year: archive.published(year)
        yield (
            ("addresses", str(year)),
            lambda archive, year=year: list(archive.published_addresses(year)),
        )
        yield ("corrections", str(year)), lambda archive, year=year: archive.corrections(year)
    yield ("corrections", "two"), lambda archive: archive.corrections(count=2)
    yield ("search days", ""), lambda archive: archive.search_days()
    yield ("former", ""), lambda archive: [str(one) for one in archive.former_addresses()]
    for slug in ("desk", "news", "sco", "ann-lee"):
        for kind in (Kind.SOURCE, Kind.TAG, Kind.PERSON):
            yield (
                ("slug", f"{kind}/{slug}"),
                lambda archive, kind=kind, slug=slug: archive.term_at(kind, slug),
            )
    # No page asks which timelines of changes there are, only what tells which groups there are.
    for subject in ("about", "mentions", "language", "articles"):
        yield (
            ("subjects", subject),
            lambda archive, subject=subject: list(archive.subjects(subject)),
        )
    for one, two in combinations({name.key: name for name in NAMES}.values(), 2):
        yield (
            ("score", f"{one.line} {two.line}"),
            lambda archive, one=one, two=two: score_answer(archive, one, two),
        )
    for least in (1, 4, 12):
        yield ("pairs", str(least)), lambda archive, least=least: list(archive.pairs(least))


def list_answers(archive: ArchiveQuestions, line: Timeline, count: int | None) -> object:
    """A list with what feeds show of articles besides their faces."""
    if line == CORRECTIONS:
        return archive.corrections(count=count)
    return [(one, names(archive, one, feeds=True)) for one in archive.newest(line, count)]


def names(archive: ArchiveQuestions, article: Article, *, feeds: bool) -> object:
    kinds = (Kind.SOURCE, Kind.TAG) if feeds else (Kind.SOURCE, Kind.TAG, Kind.PERSON)
    return [archive.names_of(article, kind) for kind in kinds], archive.badge(article)


def article_answers(archive: ArchiveQuestions, path: str) -> object:
    article = archive.article(path)
    if article is None:
        return None
    answers: list[object] = [article, versions_answer(archive, path)]
    answers += map(archive.face, PATHS)  # its text may refer to any
    answers.append(names(archive, article, feeds=False))
    if article.withdrawn:  # its page shows none near it
        return answers
    answers.append(archive.mentions_of(article))
    answers += archive.similar_articles(article)
    lead = lead_version(article, archive.versions(article))
    answers.append(archive.neighbours(ARTICLES, lead, ADJACENT_RADIUS))
    for kind in (Kind.PERSON, Kind.TAG):
        terms = archive.names_of(article, kind)
        for term in terms:
            near = archive.neighbours(Timeline.about(term.key), article, RADIUS)
            answers += (archive.weight(term), near)
            others = [archive.face_at(place) for side in near for place in side]
            answers += others
            answers += [archive.declared_of(other, terms) for other in others]
    return answers


def versions_answer(archive: ArchiveQuestions, path: str) -> object:
    """What pages show of versions, and decide by them."""
    article = archive.article(path)
    return article and [
        (one.path, one.title, one.slug, one.moment, one.language, one.lead, one.name_lines)
        for one in archive.versions(article)
    ]


def name_answers(archive: ArchiveQuestions, name: Name) -> object:
    term = archive.term(name.kind, name.text)
    if term is None:
        return None
    company = [archive.companions(term, kind, 2) for kind in (Kind.PERSON, Kind.TAG, Kind.PLACE)]
    return term, company, archive.weight(term), archive.parts(term)


def repeats_answer(archive: ArchiveQuestions, path: str) -> bool:
    face = archive.face(path)
    return bool(face and not face.withdrawn and archive.repeats_earlier(face))


def score_answer(archive: ArchiveQuestions, one: Name, two: Name) -> int | None:
    terms = [archive.term(name.kind, name.text) for name in (one, two)]
    return archive.shared_score(*terms) if all(terms) else None


QUESTIONS = dict(questions())


def ask(database: ArchiveDatabase) -> Iterator[tuple[GroupName, StoredGroup]]:
    """Ask all, and give each answer as the one page of its group, with what was read."""
    archive = StoredArchive(database, Authorities(ENTRIES), reads_all=False)
    for key, question in QUESTIONS.items():
        answer = str(question(archive))
        yield key, StoredGroup((PageRow(f"/{key}/", "", answer),), archive.notes.take())


def difference(one: StoredGroup, two: StoredGroup) -> tuple[str, str, object]:
    """Where two answers begin to differ, and what was read for the first."""
    texts = one.pages[0].view_digest, two.pages[0].view_digest
    at = next((n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), 0)
    return texts[0][at - 80 : at + 40], texts[1][at - 80 : at + 40], one.reads


def no_group_is_missed(steps: list[Changes]) -> None:
    database = ArchiveDatabase.open(None)
    apply(database, steps[0])
    groups = dict(ask(database))
    for edit in steps[1:]:
        rows = PageGroupRows(database)
        database.begin()
        for key, group in groups.items():
            rows.put(key, group)
        database.commit()
        with patch.object(affected_groups, "WINDOW_RADIUS", RADIUS):
            affected = AffectedGroups(database).find(apply(database, edit))
        after = dict(ask(database))
        for key, group in after.items():
            if group.pages != groups[key].pages:
                assert key in affected, difference(groups[key], group)
        groups = after


@tries(25, 60, shrink=False)
@given(st.lists(changes(), min_size=2, max_size=3))
def test_whoever_read_what_changed_is_found(steps: list[Changes]) -> None:
    no_group_is_missed(steps)


@tries(25, 100)
@given(st.data())
def test_a_mention_touches_no_list_of_other_names(data: st.DataObject) -> None:
    stories = {path: data.draw(articles(path)) for path in PATHS}
    stories = {path: replace(one, translation_of="") for path, one in stories.items()}
    database = ArchiveDatabase.open(None)
    apply(
        database, {path: (replace(one, mention_lines=""), False) for path, one in stories.items()}
    )
    rows = PageGroupRows(database)
    database.begin()
    for key, group in ask(database):
        rows.put(key, group)
    database.commit()
    changed = data.draw(st.sampled_from(PATHS))
    affected = AffectedGroups(database).find(apply(database, {changed: (stories[changed], False)}))
    mentioned = [":".join(Name.from_line(line).key) for line in stories[changed].mentioned_lines]
    lists = [name for kind, name in affected if kind in ("newest", "between", "entries", "tally")]
    assert [name for name in lists if not any(one in name for one in mentioned)] == []


def test_a_companion_below_those_that_are_shown_touches_nothing() -> None:
    archive = [(f"articles/{n}.md", name) for n, name in enumerate(("Bo", "Bo", "Cy", "Cy", "Di"))]

    def about(path: str, *names: str) -> Article:
        one = replace(PLAIN, path=path, slug=path[9:10])
        return replace(one, name_lines="\n".join(("sources:Desk", *(f"people:{n}" for n in names))))

    database = ArchiveDatabase.open(None)
    apply(database, {path: (about(path, "Ann", name), False) for path, name in archive})
    asked = StoredArchive(database, Authorities(), reads_all=False)
    rows = PageGroupRows(database)
    database.begin()
    for name in ("Ann", "Di"):
        term = asked.term(Kind.PERSON, name)
        assert term
        page = PageRow(f"/{name}/", "", str(asked.companions(term, Kind.PERSON, 2)))
        rows.put(("name", f"people:{name.lower()}"), StoredGroup((page,), asked.notes.take()))
    database.commit()
    edit = {"articles/4.md": (about("articles/4.md", "Ann", "Ed"), False)}
    affected = AffectedGroups(database).find(apply(database, edit))
    # Names that came or went have others beside them, which may look alike.
    assert {name for (_, name), why in affected.items() if why != "problem"} == {"people:di"}
    edit = {"articles/4.md": (about("articles/4.md", "Ann", "Bo"), False)}
    affected = AffectedGroups(database).find(apply(database, edit))
    assert ("name", "people:ann") in affected


@pytest.mark.long
@tries(1000, 1000)
@given(st.lists(changes(), min_size=2, max_size=5))
def test_whoever_read_what_changed_is_found_for_many(steps: list[Changes]) -> None:
    no_group_is_missed(steps)
