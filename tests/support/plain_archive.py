"""A plain model of an archive, lists in memory, with which the stored archive is compared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsgen.archive.timeline import newest_first
from newsgen.archive.versions import find_versions
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import Kind, Name, NameKey
from newsgen.model.problem import Location
from newsgen.model.slug import slug

Articles = tuple[Article, ...]


@dataclass(frozen=True)
class PlainTerm:
    """A name with the articles about it, and those that only mention it, newest first.

    stories, mention_stories: the same as lists show them: each story once, and as a mention only if
    no version of it is about the name.
    """

    kind: Kind
    text: str
    slug: str
    authority: Authority | None
    location: Location
    articles: Articles
    mentions: Articles
    stories: Articles
    mention_stories: Articles

    @property
    def count(self) -> int:
        return len(self.stories) + len(self.mention_stories)


class PlainVersions:
    """The stories that have several versions, by the path of each version."""

    def __init__(self, stories: Mapping[str, Articles]) -> None:
        self._stories = stories

    def of(self, article: Article) -> Articles:
        """All versions of an article's story; the first stands for it."""
        return self._stories.get(article.path, (article,))

    def one_of_each(self, articles: Articles) -> Articles:
        """Each story once, as the first of its versions that is among the articles."""
        present = {article.path for article in articles}
        return tuple(
            article
            for article in articles
            if article.language
            == next(each for each in self.of(article) if each.path in present).language
        )


class PlainArchive:
    """The articles that a build shows, newest first, and their names, by their keys."""

    def __init__(
        self,
        articles: Iterable[Article],
        authorities: Authorities | None = None,
        language: str = "en",
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        shown = newest_first(articles)
        self._authorities = authorities or Authorities()
        self.articles = tuple(article for article in shown if not article.withdrawn)
        self.articles_by_path = {article.path: article for article in shown}
        self.versions = PlainVersions(find_versions(shown, hidden, language))
        self.stories = self.versions.one_of_each(self.articles)
        self.terms: Mapping[NameKey, PlainTerm] = dict(sorted(self._terms(shown).items()))

    def term(self, kind: Kind, text: str) -> PlainTerm:
        return self.terms[Name(kind, text).key]

    def terms_of_kind(self, kind: Kind) -> tuple[PlainTerm, ...]:
        return tuple(term for term in self.terms.values() if term.kind is kind)

    def _terms(self, shown: Articles) -> dict[NameKey, PlainTerm]:
        spellings: dict[NameKey, tuple[str, Article]] = {}
        about: dict[NameKey, list[Article]] = defaultdict(list)
        mentioning: dict[NameKey, list[Article]] = defaultdict(list)
        for article in shown:
            lines = article.name_lines.split("\n")
            # Of a withdrawn article only the source is a name of the archive.
            names = map(Name.from_line, lines[:1] if article.withdrawn else lines)
            # The first spelling of the oldest article counts.
            spellings |= {name.key: (name.text, article) for name in reversed([*names])}
            if not article.withdrawn:
                for key in {Name.from_line(line).key for line in lines}:
                    about[key].append(article)
                for line in article.mentioned_lines:
                    mentioning[Name.from_line(line).key].append(article)
        terms = {}
        for key in {*spellings, *mentioning}:
            text, oldest = spellings.get(key, (key[1], None))
            entry = self._authorities.find(key[0], text)
            if entry or oldest:
                text = text if oldest else entry.name if entry else ""
                place = oldest.location_of_names(key[0]) if oldest else None
                lists = tuple(about[key]), tuple(mentioning[key])
                terms[key] = self._term(key[0], text, entry, place, *lists)
        return terms

    def _term(
        self,
        kind: Kind,
        text: str,
        entry: Authority | None,
        place: Location | None,
        about: Articles,
        mentions: Articles,
    ) -> PlainTerm:
        first = {self.versions.of(article)[0].path for article in about}
        mere = tuple(each for each in mentions if self.versions.of(each)[0].path not in first)
        location = entry.location if entry else place
        assert location
        return PlainTerm(
            kind,
            text,
            (entry.slug if entry else "") or slug(text, "unicode"),
            entry,
            location,
            about,
            mentions,
            self.versions.one_of_each(about),
            self.versions.one_of_each(mere),
        )
