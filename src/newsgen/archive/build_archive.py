"""Builds the archive from the articles that a build shows: the one step that needs them all.

Takes articles, plain pages and authority files; gives the `Archive`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.archive.timeline import newest_first
from newsgen.archive.versions import Versions, find_versions
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import Name, NameKey
from newsgen.model.slug import Alphabet, identity, slug

K = TypeVar("K")
V = TypeVar("V")


def build_archive(
    articles: Iterable[Article],
    plain_pages: Iterable[PlainPage],
    authorities: Authorities,
    alphabet: Alphabet,
    language: str = "en",
    hidden_paths: frozenset[str] = frozenset(),
) -> Archive:
    """Return the archive of the articles that a build shows, in any order.

    Args:
        articles: All of them.
        plain_pages: All plain pages.
        authorities: The names of authority files.
        alphabet: Of slugs.
        language: That of the archive.
        hidden_paths: The paths of articles that exist but are hidden; they can be originals.
    """
    shown = newest_first(articles)
    published = tuple(article for article in shown if not article.withdrawn)
    languages = sorted({article.language for article in published})
    versions = find_versions(shown, hidden_paths, language)
    terms, respelled_paths = _terms_by_key(shown, authorities, alphabet, versions)
    return Archive(
        articles=published,
        stories=versions.one_of_each(published),
        languages=tuple(languages) if len(languages) > 1 else (),
        withdrawn_articles=tuple(article for article in shown if article.withdrawn),
        plain_pages=tuple(sorted(plain_pages, key=lambda page: (page.address, page.path))),
        terms=terms,
        articles_by_path={article.path: article for article in shown},
        respelled_paths=respelled_paths,
        parts=_group(
            ((term.kind, identity(term.authority.part_of)), term)
            for term in terms.values()
            if term.authority and term.authority.part_of
        ),
        versions=versions,
        authorities=authorities,
    )


@dataclass(slots=True)
class _SpellingVariant:
    """One way to write a name; all its variants share one list of the articles about it."""

    text: str
    members: list[Article]
    oldest: Article


def _terms_by_key(
    articles: tuple[Article, ...],
    authorities: Authorities,
    alphabet: Alphabet,
    versions: Versions,
) -> tuple[dict[NameKey, ListedTerm], frozenset[str]]:
    """Return every name, and the paths of articles that spell one otherwise than it is shown."""
    mentions = _mentions_by_key(articles, authorities)
    terms = {}
    respelled_paths: set[str] = set()
    for key, variants in _variants_by_key(articles).items():
        kind = key[0]
        oldest = min(variants, key=lambda variant: variant.oldest.sort_key)
        text, about = oldest.text, tuple(oldest.members)
        if len(variants) > 1:
            respelled_paths.update(member.path for member in about)
        authority = authorities.find(kind, text)
        term_slug = (authority.slug if authority else "") or slug(text, alphabet)
        _, mentioning = mentions.pop(key, (None, ()))
        location = authority.location if authority else oldest.oldest.location_of_names(kind)
        terms[key] = ListedTerm(
            kind,
            text,
            term_slug,
            authority,
            about,
            mentioning,
            *versions.one_of_each_in_two(about, mentioning),
            location,
        )
    for key, (entry, mentioning) in mentions.items():
        entry_slug = entry.slug_in(alphabet)
        lists = (), mentioning, (), versions.one_of_each(mentioning)
        terms[key] = ListedTerm(entry.kind, entry.name, entry_slug, entry, *lists, entry.location)
    return dict(sorted(terms.items())), frozenset(respelled_paths)


def _mentions_by_key(
    articles: tuple[Article, ...], authorities: Authorities
) -> dict[NameKey, tuple[Authority, tuple[Article, ...]]]:
    articles_by_line = _group(
        (line, article)
        for article in articles
        if article.mention_lines and not article.withdrawn
        for line in article.mentioned_lines
    )
    names = ((Name.from_line(line), members) for line, members in articles_by_line.items())
    return {
        name.key: (entry, members)
        for name, members in names
        if (entry := authorities.find(name.kind, name.text))
    }


def _variants_by_key(articles: tuple[Article, ...]) -> dict[NameKey, list[_SpellingVariant]]:
    variants_by_key: dict[NameKey, list[_SpellingVariant]] = defaultdict(list)
    # A large archive declares a million names with a few ten thousand texts: parse each text once.
    variants_by_line: dict[str, _SpellingVariant] = {}
    for article in articles:
        lines = article.name_lines.split("\n")
        # A withdrawn article needs a page of its source, but is not listed there.
        for line in lines[:1] if article.withdrawn else lines:
            variant = variants_by_line.get(line)
            if variant is None:
                name = Name.from_line(line)
                variants = variants_by_key[name.key]
                members = variants[0].members if variants else []
                variant = variants_by_line[line] = _SpellingVariant(name.text, members, article)
                variants.append(variant)
            variant.oldest = article  # articles come newest first
            if not article.withdrawn:
                variant.members.append(article)
    return variants_by_key


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
