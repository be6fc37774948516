"""The archive: the articles a build publishes, and each of their names with its articles."""

from collections.abc import Mapping

from newsgen.archive.term import Term
from newsgen.archive.versions import Versions
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authorities
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, Name, NameKey
from newsgen.model.problem import Location
from newsgen.model.slug import identity
from newsgen.model.value import Value


class ListedTerm(Term, frozen=True):
    """A name with the articles about it, and those that only mention it, newest first.

    Its location is that of its authority file, else of the oldest article about it.

    Attributes:
        stories, mention_stories: The same as lists show them: each story once, and as a mention
            only if no version of it is about the name.
    """

    articles: tuple[Article, ...]
    mentions: tuple[Article, ...]
    stories: tuple[Article, ...]
    mention_stories: tuple[Article, ...]
    location: Location

    @property
    def count(self) -> int:
        """The number of all stories it appears in."""
        return len(self.stories) + len(self.mention_stories)


class Archive(Value, frozen=True):
    """All that a build publishes, in memory: small records, without texts.

    Attributes:
        articles: Those that are not withdrawn, newest first, as withdrawn ones are.
        stories: The same, each story once.
        languages: The tags of those of the articles; none where all are in one.
        terms: In the order of the keys.
        articles_by_path: All articles, withdrawn ones included.
        respelled_paths: The paths of articles that spell a name otherwise than pages show it.
        parts: By what they are parts of.
    """

    articles: tuple[Article, ...]
    stories: tuple[Article, ...]
    languages: tuple[str, ...]
    withdrawn_articles: tuple[Article, ...]
    plain_pages: tuple[PlainPage, ...]
    terms: Mapping[NameKey, ListedTerm]
    articles_by_path: Mapping[str, Article]
    respelled_paths: frozenset[str]
    parts: Mapping[NameKey, tuple[ListedTerm, ...]]
    versions: Versions
    authorities: Authorities

    def term(self, name: Name) -> ListedTerm:
        """Return the term of a name that an article declares."""
        return self.terms[name.key]

    def broader_term(self, term: ListedTerm) -> ListedTerm | None:
        """Return the term that another is part of, if it has articles (SKOS: broader)."""
        name = term.authority.part_of if term.authority else ""
        return self.terms.get((term.kind, identity(name))) if name else None

    def entity_of_tag(self, tag: ListedTerm) -> ListedTerm | None:
        """Return the entity a tag stands for; None if it stands for none, or is no tag."""
        if tag.kind is not Kind.TAG:
            return None
        entries = (self.authorities.find(kind, tag.text) for kind in TYPED_ENTITY_KINDS)
        entry = next(filter(None, entries), None)
        return self.terms.get((entry.kind, identity(entry.name))) if entry else None

    def terms_of_kind(self, kind: Kind) -> tuple[ListedTerm, ...]:
        """Return the terms of one kind, in the order of their keys."""
        return tuple(term for term in self.terms.values() if term.kind is kind)
