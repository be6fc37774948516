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
from newsgen.model.kind import CONTROLLED, TYPED_ENTITIES, Kind, Name
from newsgen.model.problem import Place, Problem, problem
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
    place: Place

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
    withdrawn: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    terms: Mapping[tuple[Kind, str], Term]
    by_path: Mapping[str, Article]
    respelled: frozenset[str]
    parts: Mapping[tuple[Kind, str], tuple[Term, ...]]
    translations: Mapping[str, tuple[Article, ...]]
    authorities: Authorities

    def term(self, name: Name) -> Term:
        """The term an article's name belongs to."""
        return self.terms[name.key]

    def larger(self, term: Term) -> Term | None:
        """The term that one is part of, if there are articles of it."""
        name = term.authority.part_of if term.authority else ""
        return self.terms.get((term.kind, identity(name))) if name else None

    def meant(self, tag: Term) -> Term | None:
        """The person, organization, place or event that a tag stands for; none for other names."""
        if tag.kind is not Kind.TAG:
            return None
        known = (self.authorities.find(kind, tag.text) for kind in TYPED_ENTITIES)
        entry = next(filter(None, known), None)
        return self.terms.get((entry.kind, identity(entry.name))) if entry else None

    def of(self, kind: Kind) -> tuple[Term, ...]:
        """The terms of one kind, by identity."""
        return tuple(term for term in self.terms.values() if term.kind is kind)


def survey(
    articles: Iterable[Article],
    pages: Iterable[PlainPage],
    authorities: Authorities,
    alphabet: Alphabet,
    hidden: frozenset[str] = frozenset(),
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive of the articles a build shows, and what clashes in it.

    hidden: paths of articles that exist but are not shown; a translation of one is not a mistake.
    """
    shown = newest_first(articles)
    published = tuple(article for article in shown if not article.withdrawn)
    terms, respelled = _terms(shown, authorities, alphabet)
    archive = Archive(
        articles=published,
        withdrawn=tuple(article for article in shown if article.withdrawn),
        pages=tuple(sorted(pages, key=lambda page: (page.address, page.path))),
        terms=terms,
        by_path={article.path: article for article in shown},
        respelled=respelled,
        parts=_parts(terms),
        translations=_translations(published),
        authorities=authorities,
    )
    problems = (
        *_same_id(shown),
        *_same_slug(archive),
        *_no_original(archive, hidden),
    )
    return archive, problems


class _Spelling:
    """One way in which articles write a name. members: shared by all ways to write it."""

    __slots__ = ("members", "oldest", "text")

    def __init__(self, text: str, members: list[Article]) -> None:
        self.text = text
        self.members = members
        self.oldest: Article


def _terms(
    shown: tuple[Article, ...], authorities: Authorities, alphabet: Alphabet
) -> tuple[dict[tuple[Kind, str], Term], frozenset[str]]:
    """Every name there is, and the articles that spell one otherwise than it is shown.

    A withdrawn article needs its source's page, but is not on it.
    """
    spellings = _spellings(shown)
    mentions = _mentions(shown, authorities.entries)
    terms = {}
    respelled: set[str] = set()
    for key, found in spellings.items():
        kind = key[0]
        oldest = min(found, key=lambda each: each.oldest.order)
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
            mentions.pop(key, _UNMENTIONED)[1],
            known.place if known else oldest.oldest.place_of_names(kind),
        )
    for key, (entry, mentioning) in mentions.items():
        own = entry.slug_in(alphabet)
        terms[key] = Term(entry.kind, entry.name, own, entry, (), mentioning, entry.place)
    return dict(sorted(terms.items())), frozenset(respelled)


_UNMENTIONED: tuple[None, tuple[Article, ...]] = (None, ())


def _mentions(
    shown: tuple[Article, ...], entries: tuple[Authority, ...]
) -> dict[tuple[Kind, str], tuple[Authority, tuple[Article, ...]]]:
    """The entries that articles mention, with these articles, by their keys."""
    found: dict[int, list[Article]] = defaultdict(list)
    for article in shown:
        if article.mentions and not article.withdrawn:
            for number in article.mentioned:
                found[number].append(article)
    named = ((entries[number], tuple(members)) for number, members in found.items())
    return {(entry.kind, identity(entry.name)): (entry, members) for entry, members in named}


def _spellings(shown: tuple[Article, ...]) -> dict[tuple[Kind, str], list[_Spelling]]:
    """The ways to write each name, by its key."""
    found: dict[tuple[Kind, str], list[_Spelling]] = defaultdict(list)
    # A million names in a large archive are a few ten thousand texts: each is looked into once.
    by_line: dict[str, _Spelling] = {}
    for article in shown:
        lines = article.declared.split("\n")
        for line in lines[:1] if article.withdrawn else lines:
            spelling = by_line.get(line)
            if spelling is None:
                name = Name.of(line)
                same = found[name.key]
                spelling = _Spelling(name.text, same[0].members if same else [])
                by_line[line] = spelling
                same.append(spelling)
            spelling.oldest = article  # they come newest first
            if not article.withdrawn:
                spelling.members.append(article)
    return found


def _parts(terms: Mapping[tuple[Kind, str], Term]) -> dict[tuple[Kind, str], tuple[Term, ...]]:
    found: dict[tuple[Kind, str], list[Term]] = defaultdict(list)
    for term in terms.values():
        if term.authority and term.authority.part_of:
            found[term.kind, identity(term.authority.part_of)].append(term)
    return {key: tuple(parts) for key, parts in found.items()}


def _translations(published: Iterable[Article]) -> dict[str, tuple[Article, ...]]:
    found: dict[str, list[Article]] = defaultdict(list)
    for article in published:
        if article.translation_of:
            found[article.translation_of].append(article)
    return {path: tuple(translations) for path, translations in found.items()}


def _same_id(shown: tuple[Article, ...]) -> Iterable[Problem]:
    first: dict[str, Article] = {}
    for article in sorted(shown, key=lambda each: each.path):
        other = first.setdefault(article.id, article)
        if other is not article:
            message = f'the id "{article.id}" is that of {other.path} as well'
            yield problem("N303", article.place_of("id"), message, "give one of them another id:")


def _same_slug(archive: Archive) -> Iterable[Problem]:
    first: dict[tuple[Kind, str], Term] = {}
    for term in archive.terms.values():
        other = first.setdefault((term.kind, term.slug), term)
        if other is not term:
            yield _clash(other, term)


def _clash(one: Term, two: Term) -> Problem:
    message = (
        f'"{two.text}" and "{one.text}" ({one.place}) would both have the address '
        f"/{one.kind.value}/{one.slug}/"
    )
    if one.kind not in CONTROLLED:
        return problem("N302", two.place, message, "write one of them differently")
    hint = (
        f"in authorities/{one.kind.value}.yml, write {one.text}: {{former: [{two.text}]}} to merge "
        f"them, or {two.text}: {{slug: another-slug}} to tell them apart"
    )
    return problem("N302", two.place, message, hint)


def _no_original(archive: Archive, hidden: frozenset[str]) -> Iterable[Problem]:
    known = archive.by_path.keys() | hidden
    for article in (*archive.articles, *archive.withdrawn):
        original = article.translation_of
        if original and (original == article.path or original not in known):
            message = f'translation_of: there is no other article "{original}"'
            hint = did_you_mean(original, known - {article.path})
            yield problem("N309", article.place_of("translation_of"), message, hint)
