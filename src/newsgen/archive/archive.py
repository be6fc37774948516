"""The reduce step: prepared articles → the archive, with every name's articles, and what clashes.

Takes the articles a build shows; gives an `Archive`. Refuses two articles with one id (N303), two
names that would share an address (N302) and translations of nothing (N309).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from newsgen.archive.timeline import newest_first
from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import CONTROLLED_KINDS, TYPED_ENTITY_KINDS, Kind, Name
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.slug import Alphabet, identity, slug
from newsgen.model.value import Value


class Term(Value, frozen=True):
    """A name, the articles that are about it, and those that only mention it, newest first.

    text: the canonical name, or the spelling of the oldest article where no authority knows it;
    place: where that is written.
    """

    kind: Kind
    text: str
    slug: str
    authority: Authority | None
    articles: tuple[Article, ...]
    mentions: tuple[Article, ...]
    location: Location

    @property
    def count(self) -> int:
        """Of all articles it appears in."""
        return len(self.articles) + len(self.mentions)

    @property
    def key(self) -> tuple[Kind, str]:
        """As `Name.key`."""
        return self.kind, identity(self.text)


class Archive(Value, frozen=True):
    """All a site publishes, in memory: small records only.

    articles: newest first, without the withdrawn; terms: by `Name.key`, in the order of their keys;
    by_path: every article shown, withdrawn ones too; respelled: paths of those with a name that
    another article spells, and newsgen shows, otherwise; parts: by `Name.key`, the terms that are
    part of another; translations: of the article at each path; authorities: in whose entries
    articles have the numbers of names.
    """

    articles: tuple[Article, ...]
    withdrawn_articles: tuple[Article, ...]
    plain_pages: tuple[PlainPage, ...]
    terms: Mapping[tuple[Kind, str], Term]
    articles_by_path: Mapping[str, Article]
    respelled_paths: frozenset[str]
    parts: Mapping[tuple[Kind, str], tuple[Term, ...]]
    translations: Mapping[str, tuple[Article, ...]]
    authorities: Authorities

    def term(self, name: Name) -> Term:
        """The term an article's name belongs to."""
        return self.terms[name.key]

    def broader_term(self, term: Term) -> Term | None:
        """The term that one is part of, if there are articles of it."""
        name = term.authority.part_of if term.authority else ""
        return self.terms.get((term.kind, identity(name))) if name else None

    def entity_of_tag(self, tag: Term) -> Term | None:
        """The person, organization, place or event that a tag stands for; none for other names."""
        if tag.kind is not Kind.TAG:
            return None
        known = (self.authorities.find(kind, tag.text) for kind in TYPED_ENTITY_KINDS)
        entry = next(filter(None, known), None)
        return self.terms.get((entry.kind, identity(entry.name))) if entry else None

    def terms_of_kind(self, kind: Kind) -> tuple[Term, ...]:
        """The terms of one kind, by identity."""
        return tuple(term for term in self.terms.values() if term.kind is kind)


def build_archive(
    articles: Iterable[Article],
    plain_pages: Iterable[PlainPage],
    authorities: Authorities,
    alphabet: Alphabet,
    hidden_paths: frozenset[str] = frozenset(),
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive of the articles a build shows, and what clashes in it.

    hidden: paths of articles that exist but are not shown; a translation of one is not a mistake.
    """
    shown = newest_first(articles)
    published = tuple(article for article in shown if not article.withdrawn)
    terms, respelled = _terms_by_key(shown, authorities, alphabet)
    archive = Archive(
        articles=published,
        withdrawn_articles=tuple(article for article in shown if article.withdrawn),
        plain_pages=tuple(sorted(plain_pages, key=lambda page: (page.address, page.path))),
        terms=terms,
        articles_by_path={article.path: article for article in shown},
        respelled_paths=respelled,
        parts=_parts_by_key(terms),
        translations=_translations_by_path(published),
        authorities=authorities,
    )
    problems = (
        *_duplicate_ids(shown),
        *_slug_conflicts(archive),
        *_missing_originals(archive, hidden_paths),
    )
    return archive, problems


class _SpellingVariant:
    """One way in which articles write a name. members: shared by all ways to write it."""

    __slots__ = ("members", "oldest", "text")

    def __init__(self, text: str, members: list[Article]) -> None:
        self.text = text
        self.members = members
        self.oldest: Article


def _terms_by_key(
    articles: tuple[Article, ...], authorities: Authorities, alphabet: Alphabet
) -> tuple[dict[tuple[Kind, str], Term], frozenset[str]]:
    """Every name there is, and the articles that spell one otherwise than it is shown.

    A withdrawn article needs its source's page, but is not on it.
    """
    spellings = _spellings_by_key(articles)
    mentions = _mentions_by_key(articles, authorities.entries)
    terms = {}
    respelled: set[str] = set()
    for key, found in spellings.items():
        kind = key[0]
        oldest = min(found, key=lambda each: each.oldest.sort_key)
        text, members = oldest.text, oldest.members
        if len(found) > 1:
            respelled.update(member.path for member in members)
        known = authorities.find(kind, text)
        terms[key] = Term(
            kind,
            text,
            (known.slug if known else "") or slug(text, alphabet),
            known,
            tuple(members),
            mentions.pop(key, _NO_MENTIONS)[1],
            known.location if known else oldest.oldest.location_of_names(kind),
        )
    for key, (entry, mentioning) in mentions.items():
        own = entry.slug_in(alphabet)
        terms[key] = Term(entry.kind, entry.name, own, entry, (), mentioning, entry.location)
    return dict(sorted(terms.items())), frozenset(respelled)


_NO_MENTIONS: tuple[None, tuple[Article, ...]] = (None, ())


def _mentions_by_key(
    articles: tuple[Article, ...], entries: tuple[Authority, ...]
) -> dict[tuple[Kind, str], tuple[Authority, tuple[Article, ...]]]:
    """The entries that articles mention, with these articles, by their keys."""
    found: dict[int, list[Article]] = defaultdict(list)
    for article in articles:
        if article.packed_mentions and not article.withdrawn:
            for number in article.mentioned_entry_numbers:
                found[number].append(article)
    named = ((entries[number], tuple(members)) for number, members in found.items())
    return {(entry.kind, identity(entry.name)): (entry, members) for entry, members in named}


def _spellings_by_key(
    articles: tuple[Article, ...],
) -> dict[tuple[Kind, str], list[_SpellingVariant]]:
    """The ways to write each name, by its key."""
    found: dict[tuple[Kind, str], list[_SpellingVariant]] = defaultdict(list)
    # A million names in a large archive are a few ten thousand texts: each is looked into once.
    by_line: dict[str, _SpellingVariant] = {}
    for article in articles:
        lines = article.name_lines.split("\n")
        for line in lines[:1] if article.withdrawn else lines:
            spelling = by_line.get(line)
            if spelling is None:
                name = Name.from_line(line)
                same = found[name.key]
                spelling = _SpellingVariant(name.text, same[0].members if same else [])
                by_line[line] = spelling
                same.append(spelling)
            spelling.oldest = article  # they come newest first
            if not article.withdrawn:
                spelling.members.append(article)
    return found


def _parts_by_key(
    terms: Mapping[tuple[Kind, str], Term],
) -> dict[tuple[Kind, str], tuple[Term, ...]]:
    found: dict[tuple[Kind, str], list[Term]] = defaultdict(list)
    for term in terms.values():
        if term.authority and term.authority.part_of:
            found[term.kind, identity(term.authority.part_of)].append(term)
    return {key: tuple(parts) for key, parts in found.items()}


def _translations_by_path(articles: Iterable[Article]) -> dict[str, tuple[Article, ...]]:
    found: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.translation_of:
            found[article.translation_of].append(article)
    return {path: tuple(translations) for path, translations in found.items()}


def _duplicate_ids(articles: tuple[Article, ...]) -> Iterable[Problem]:
    first: dict[str, Article] = {}
    for article in sorted(articles, key=lambda each: each.path):
        other = first.setdefault(article.id, article)
        if other is not article:
            message = f'the id "{article.id}" is that of {other.path} as well'
            yield problem(
                "N303", article.location_of("id"), message, "give one of them another id:"
            )


def _slug_conflicts(archive: Archive) -> Iterable[Problem]:
    first: dict[tuple[Kind, str], Term] = {}
    for term in archive.terms.values():
        other = first.setdefault((term.kind, term.slug), term)
        if other is not term:
            yield _slug_conflict_problem(other, term)


def _slug_conflict_problem(one: Term, two: Term) -> Problem:
    message = (
        f'"{two.text}" and "{one.text}" ({one.location}) would both have the address '
        f"/{one.kind.value}/{one.slug}/"
    )
    if one.kind not in CONTROLLED_KINDS:
        return problem("N302", two.location, message, "write one of them differently")
    hint = (
        f"in authorities/{one.kind.value}.yml, write {one.text}: {{former: [{two.text}]}} to merge "
        f"them, or {two.text}: {{slug: another-slug}} to tell them apart"
    )
    return problem("N302", two.location, message, hint)


def _missing_originals(archive: Archive, hidden_paths: frozenset[str]) -> Iterable[Problem]:
    known = archive.articles_by_path.keys() | hidden_paths
    for article in (*archive.articles, *archive.withdrawn_articles):
        original = article.translation_of
        if original and (original == article.path or original not in known):
            message = f'translation_of: there is no other article "{original}"'
            hint = did_you_mean(original, known - {article.path})
            yield problem("N309", article.location_of("translation_of"), message, hint)
