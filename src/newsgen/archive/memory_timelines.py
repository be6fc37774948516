"""The timelines of an archive in memory: with all versions, and with each story once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from heapq import nlargest

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.archive.companions import Companion, TrackedTerms
from newsgen.archive.questions import ARTICLES, Timeline, change_sort_key, name_subject
from newsgen.archive.visibility import Selection
from newsgen.model.article import Article
from newsgen.model.kind import ENTITY_KINDS, KIND_BY_KEY, Kind, Name, NameKey
from newsgen.model.value import Value


class Company(Value, frozen=True):
    """The companions of a name, the most frequent first, in all and of each kind."""

    term: ListedTerm
    by_key: Mapping[NameKey, Companion]
    by_kind: Mapping[Kind, list[Companion]]


class MemoryTimelines:
    """The timelines of one archive."""

    def __init__(self, archive: Archive, selection: Selection) -> None:
        self._archive = archive
        self._selection = selection
        self._tracked_terms = TrackedTerms(archive)
        self._company: Company | None = None

    def entries(self, timeline: Timeline) -> tuple[Article, ...]:
        """Return all articles of a timeline, newest first, each version by itself."""
        archive = self._archive
        match timeline.kind:
            case "articles":
                return archive.articles
            case "withdrawn":
                return archive.withdrawn_articles
            case "about":
                term = self._term(timeline.subject)
                return term.articles if term else ()
            case "mentions":
                term = self._term(timeline.subject)
                return self._mentions(term) if term else ()
            case "pair":
                return self._pair(timeline.subject)
            case "language":
                return self._by_language.get(timeline.subject, ())
            case "changes":
                return self.latest_changes(timeline.subject, None)
            case "news":
                paths = self._selection.news_paths - self._selection.badges.keys()
                return tuple(each for each in archive.articles if each.path in paths)
            case "restricted":
                return tuple(each for each in archive.articles if each.rights != "full")
            case "corrections":
                return ()

    def stories(self, timeline: Timeline) -> tuple[Article, ...]:
        """Return the articles of a timeline with each story once."""
        match timeline.kind:
            case "articles":
                return self._archive.stories
            case "about" | "mentions":
                if term := self._term(timeline.subject):
                    return term.stories if timeline.kind == "about" else term.mention_stories
                return ()
            case "pair":
                return self._archive.versions.one_of_each(self._pair(timeline.subject))
        return self.entries(timeline)

    def latest_changes(self, subject: str, count: int | None) -> tuple[Article, ...]:
        """Return the newest articles of a timeline of changes; all without a number."""
        timeline = _timeline_before_changes(subject)
        stories = self.stories(timeline)
        changed = self._changed_by_subject.get(subject, ())
        newest = stories[:count]
        if count is not None and len(newest) == count > 0:
            # Of one day, articles that are known to a month only come first in one order alone.
            last = newest[-1].moment.day
            end = count
            while end < len(stories) and stories[end].moment.day == last:
                end += 1
            newest = stories[:end]
        if not changed and all(article.moment.span == "day" for article in newest):
            return newest[:count]
        listed = (each for each in changed if each.notice_days or self._stands(each, timeline))
        articles = {article.path: article for article in (*newest, *listed)}.values()
        return tuple(
            nlargest(len(articles) if count is None else count, articles, self._change_key)
        )

    def _stands(self, article: Article, timeline: Timeline) -> bool:
        """Return whether an article stands for its story in a timeline that it is in."""
        story = self._archive.versions.of(article)
        first = next((version for version in story if _is_in(version, timeline)), article)
        return first.language == article.language

    def _change_key(self, article: Article) -> tuple[object, ...]:
        key = self._change_keys.get(article.path)
        return key or (article.moment.day, False, article.moment.at, article.sort_key)

    @cached_property
    def _change_keys(self) -> Mapping[str, tuple[object, ...]]:
        changed = self._changed_by_subject.get("", ())
        return {article.path: change_sort_key(article) for article in changed}

    @cached_property
    def _changed_by_subject(self) -> Mapping[str, tuple[Article, ...]]:
        """The articles that changed since they were published, by the timelines they are in."""
        changed: dict[str, list[Article]] = defaultdict(list)
        archive = self._archive
        for article in (*archive.articles, *archive.withdrawn_articles):
            if article.updated or article.corrections or article.withdrawn:
                for subject in ("", article.language, *_declared_subjects(article)):
                    changed[subject].append(article)
        return {subject: tuple(articles) for subject, articles in changed.items()}

    def subjects_of_pairs(self) -> Iterator[str]:
        """Yield the pairs of entities that have a timeline of their own."""
        for key, term in self._archive.terms.items():
            if term.kind in ENTITY_KINDS and term.articles:
                companions = self.company(term).by_key.values()
                others = sorted(each.key for each in companions if each.has_pair_page)
                yield from (Timeline.pair(key, other).subject for other in others if key < other)

    def subjects_of_changes(self) -> Iterator[str]:
        """Yield the subjects of all timelines of changes that are not empty, in order."""
        terms = (name_subject(key) for key, term in self._archive.terms.items() if term.articles)
        languages = self._by_language
        whole = [""] if self._archive.articles else []
        yield from sorted({*whole, *terms, *languages, *self._changed_by_subject})

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the articles that are not withdrawn, in order."""
        return tuple(sorted(self._by_language))

    @cached_property
    def _by_language(self) -> Mapping[str, tuple[Article, ...]]:
        articles: dict[str, list[Article]] = defaultdict(list)
        for article in self._archive.articles:
            articles[article.language].append(article)
        return {language: tuple(members) for language, members in articles.items()}

    def company(self, term: ListedTerm) -> "Company":
        """Return the companions of a name; those of the last one are remembered."""
        if self._company is None or self._company.term is not term:
            companions = self._tracked_terms.companions_of(term)
            by_kind: dict[Kind, list[Companion]] = {kind: [] for kind in Kind}
            for each in companions:
                by_kind[each.term.kind].append(each)
            self._company = Company(term, {each.key: each for each in companions}, by_kind)
        return self._company

    def _pair(self, subject: str) -> tuple[Article, ...]:
        one, two = map(self._term, subject.split("\n"))
        if not (one and two and one.articles and two.articles):
            return ()
        if self._company and self._company.term is two:
            one, two = two, one
        companion = self.company(one).by_key.get(two.key)
        return companion.articles if companion else ()

    def _mentions(self, term: ListedTerm) -> tuple[Article, ...]:
        versions = self._archive.versions
        if not versions:
            return term.mentions
        about = {versions.of(article)[0].path for article in term.articles}
        return tuple(each for each in term.mentions if versions.of(each)[0].path not in about)

    def _term(self, subject: str) -> ListedTerm | None:
        kind, _, text = subject.partition(":")
        return self._archive.terms.get((KIND_BY_KEY[kind], text))


def _timeline_before_changes(subject: str) -> Timeline:
    """Return the timeline that one of changes has the articles of, without withdrawn ones."""
    if not subject:
        return ARTICLES
    return Timeline("about" if ":" in subject else "language", subject)


def _is_in(article: Article, timeline: Timeline) -> bool:
    if timeline.kind == "about":
        return timeline.subject in _declared_subjects(article)
    return timeline.kind == "articles" or article.language == timeline.subject


def _declared_subjects(article: Article) -> tuple[str, ...]:
    lines = article.name_lines.split("\n")
    return tuple(dict.fromkeys(name_subject(Name.from_line(line).key) for line in lines))
