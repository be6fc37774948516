"""Finds names of one kind that would live at one address (N302), and says the ways out.

Which of two names is right, only the editor knows. But a name of an authority file is never to be
merged into a spelling of an article, and words of two languages are not one for their looks alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.content.authorities import authority_file
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.article import Article
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.slug import Alphabet, identity

NameLocator = Callable[[Article, Kind, str], Location]
"""Gives the location of a name that an article declares."""


def locate_key(article: Article, kind: Kind, text: str) -> Location:
    """Return the location of the key that declares names of a kind: all that is in memory."""
    return article.location_of_names(kind)


def find_name_conflicts(
    archive: Archive, alphabet: Alphabet, locate: NameLocator
) -> Iterator[Problem]:
    """Yield a problem for each name whose address is that of a likelier one, at that name."""
    groups: dict[tuple[Kind, str], list[ListedTerm]] = defaultdict(list)
    for term in archive.terms.values():
        groups[term.kind, term.slug].append(term)
    unlisted_kinds = {term.kind for term in archive.terms.values() if term.authority is None}
    for entry in archive.authorities.entries:
        if entry.kind not in unlisted_kinds:
            continue
        # No article has it yet, but its address is taken.
        group = groups.get((entry.kind, entry.slug_in(alphabet)), ())
        if group and all(term.authority is None for term in group):
            slug = entry.slug_in(alphabet)
            term = ListedTerm(entry.kind, entry.name, slug, entry, (), (), (), (), entry.location)
            groups[entry.kind, slug].append(term)
    for (kind, slug), terms in groups.items():
        kept, *others = sorted(terms, key=_rank) if len(terms) > 1 else terms
        for other in others:
            there = _location(archive, kept, locate)
            message = (
                f'"{other.text}" and "{kept.text}" ({there}) would both have the address '
                f"/{kind.value}/{slug}/"
            )
            hint = _ways_out(kept, other, _free_slug(kept, other, groups))
            place, sides = _location(archive, other, locate), (_texts(other), _texts(kept))
            yield problem("N302", place, message, hint, sides)


def are_of_different_languages(one: Sequence[Article], two: Sequence[Article]) -> bool:
    """Return whether no article of the first is in a language of the second; none has no say."""
    languages = _languages(one), _languages(two)
    return all(languages) and languages[0].isdisjoint(languages[1])


def _languages(articles: Sequence[Article]) -> set[str]:
    return {article.language.partition("-")[0] for article in articles}


def _rank(term: ListedTerm) -> tuple[bool, int, int, str]:
    """Order names by how likely they are written rightly: an accent is sooner lost than gained."""
    accents = sum(char > "\x7f" for char in identity(term.text))
    return term.authority is None, -accents, -term.count, term.text


def _location(archive: Archive, term: ListedTerm, locate: NameLocator) -> Location:
    article = archive.articles_by_path.get(term.location.path)
    return locate(article, term.kind, term.text) if article else term.location


def _free_slug(
    kept: ListedTerm, other: ListedTerm, groups: dict[tuple[Kind, str], list[ListedTerm]]
) -> str:
    """Return a slug for the second of two names that no name of their kind has."""
    endings = [str(number) for number in range(2, len(groups) + 3)]
    if are_of_different_languages(kept.articles, other.articles):
        endings = [*sorted(_languages(other.articles)), *endings]
    slugs = (f"{other.slug}-{ending}" for ending in endings)
    return next(slug for slug in slugs if (other.kind, slug) not in groups)


def _texts(term: ListedTerm) -> tuple[str, ...]:
    """Return the paths of the articles without which there would be no such name."""
    return () if term.authority else tuple(article.path for article in term.articles)


def _ways_out(kept: ListedTerm, other: ListedTerm, slug: str) -> str:
    good, bad = yaml_scalar(kept.text), yaml_scalar(other.text)
    are_foreign = are_of_different_languages(kept.articles, other.articles)
    if other.kind not in CONTROLLED_KINDS and are_foreign:
        return "they are of different languages: give one another name"
    if other.kind not in CONTROLLED_KINDS:
        return f"if they are one, write {good} here; if they are two, give one another name"
    file = authority_file(other.kind)
    if other.authority:
        change = "change the" if other.authority.slug else "add a"
        apart = f"{change} slug: of {bad} in {file}, as in slug: {slug}"
        together = f"add {bad} to the aliases: of {good} and take its own entry out"
        return f"if they are two, {apart}; if they are one, {together}"
    apart = f"add the line {bad}: {{slug: {slug}}} to {file}"
    of_one_kind = kept.authority is not None and other.kind is not Kind.TAG
    if are_foreign and not of_one_kind:
        return f"they are of different languages: {apart}"
    if kept.authority:
        together = f"write {good} here, or add {bad} to its aliases: in {file}"
    else:
        together = f"write {good} here, or add the line {good}: {{aliases: [{bad}]}} to {file}"
    return f"if they are one, {together}; if they are two, {apart}"
