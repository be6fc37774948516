"""The reduce step: prepared articles → the archive, with every name's articles, and what clashes.

Takes the articles a build shows; gives an `Archive`. Refuses two articles with one id (N303), two
names that would share an address (N302) and translations of nothing (N309).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from newsgen.archive.timeline import newest_first
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import CONTROLLED, Kind, Name
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.slug import Alphabet, slug
from newsgen.model.value import Value
from newsgen.reading.nearest import did_you_mean


class Term(Value, frozen=True):
    """A name and the articles that declare it, newest first.

    text: the canonical name, or the spelling of the oldest article where no authority knows it;
    place: where that is written.
    """

    kind: Kind
    text: str
    slug: str
    authority: Authority | None
    articles: tuple[Article, ...]
    place: Place


class Archive(Value, frozen=True):
    """All a site publishes, in memory: small records only.

    articles: newest first, without the withdrawn; terms: by `Name.key`, in the order of their keys;
    by_path: every article shown, withdrawn ones too; respelled: paths of those with a name that
    another article spells, and newsgen shows, otherwise.
    """

    articles: tuple[Article, ...]
    withdrawn: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    terms: Mapping[tuple[Kind, str], Term]
    by_path: Mapping[str, Article]
    respelled: frozenset[str]

    def term(self, name: Name) -> Term:
        """The term an article's name belongs to."""
        return self.terms[name.key]

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
        pages=tuple(sorted(pages, key=lambda page: page.address)),
        terms=terms,
        by_path={article.path: article for article in shown},
        respelled=respelled,
    )
    problems = (
        *_same_id(shown),
        *_same_slug(archive),
        *_no_original(archive, hidden),
    )
    return archive, problems


def _terms(
    shown: tuple[Article, ...], authorities: Authorities, alphabet: Alphabet
) -> tuple[dict[tuple[Kind, str], Term], frozenset[str]]:
    """Every name declared, and the articles that spell one otherwise than it is shown.

    A withdrawn article needs its source's page, but is not on it.
    """
    members: dict[tuple[Kind, str], list[Article]] = defaultdict(list)
    spellings: dict[tuple[Kind, str], dict[str, Article]] = defaultdict(dict)
    for article in shown:
        for name in _names(article):
            key = name.key
            spellings[key][name.text] = article  # the last one, which is the oldest
            if not article.withdrawn:
                members[key].append(article)
    terms = {}
    respelled: set[str] = set()
    for key in sorted(spellings):
        found, kind = spellings[key], key[0]
        text, article = min(found.items(), key=lambda item: item[1].order)
        if len(found) > 1:
            respelled.update(member.path for member in members[key])
        known = authorities.find(kind, text)
        terms[key] = Term(
            kind,
            text,
            (known.slug if known else "") or slug(text, alphabet),
            known,
            tuple(members.get(key, ())),
            known.place if known else article.place_of_names(kind),
        )
    return terms, frozenset(respelled)


def _names(article: Article) -> tuple[Name, ...]:
    if article.withdrawn:
        return (article.source,)
    section = (article.section,) if article.section else ()
    return (article.source, *article.authors, *section, *article.tags, *article.about)


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
