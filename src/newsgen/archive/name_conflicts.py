"""Finds names of one kind that would live at one address (N302), and says the ways out.

Which of two names is right, only the editor knows. But a name of an authority file is never to be
merged into a spelling of an article, and words of two languages are not one for their looks alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count
from typing import Protocol

from newsgen.archive.questions import ArchiveQuestions, Timeline
from newsgen.archive.term import Term
from newsgen.content.authorities import authority_file
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.slug import Alphabet, identity
from newsgen.model.value import Value


class NameQuestions(ArchiveQuestions, Protocol):
    """The questions of an archive that knows which names share an address."""

    def names_at(self, kind: Kind, slug: str) -> tuple[Term, ...]:
        """Return the names of a kind with a slug, by their keys. Who asks is found by a rule."""


NameLocator = Callable[[Article, Kind, str], Location]
"""Gives the location of a name that an article declares."""


_Beginning = tuple[Kind, str]
"""A kind, and the first letter of slugs; empty where that of a name does not tell it."""


class NameAtAddress(Value, frozen=True):
    """A name with the articles about it, of which not all need have another address."""

    term: Term
    count: int
    articles: tuple[Article, ...]
    location: Location


class NameConflicts:
    """Finds the conflicts of names over their addresses."""

    def __init__(
        self,
        questions: NameQuestions,
        authorities: Authorities,
        alphabet: Alphabet,
        locate: NameLocator,
    ) -> None:
        """Take the archive, the authority files, the alphabet of slugs, and what locates names."""
        self._questions = questions
        self._authorities = authorities
        self._alphabet: Alphabet = alphabet
        self._locate = locate
        self._by_beginning: dict[Kind, dict[str, list[tuple[int, Authority]]]] = {}
        self._by_slug: dict[_Beginning, dict[str, tuple[int, Authority]]] = {}

    def problem_of(self, term: Term) -> Problem | None:
        """Return the problem of a name whose address is that of a likelier one, at that name."""
        kind, slug = term.kind, term.slug
        terms = self._questions.names_at(kind, slug)
        if all(one.authority is None for one in terms):
            # No article has it yet, but its address is taken.
            entry = self._entry_at(kind, slug)
            terms += (Term(kind, entry.name, slug, entry),) if entry else ()
        if len(terms) == 1:
            return None
        kept, *others = sorted(map(self._at_address, terms), key=_rank)
        other = next((one for one in others if one.term.text == term.text), None)
        if other is None:
            return None
        message = (
            f'"{term.text}" and "{kept.term.text}" ({kept.location}) would both have the address '
            f"/{kind.value}/{slug}/"
        )
        hint = _ways_out(kept, other, self._free_slug(kept, other))
        return problem("N302", other.location, message, hint, (_texts(other), _texts(kept)))

    def _entry_at(self, kind: Kind, slug: str) -> Authority | None:
        """Return the first entry of a kind with a slug; only names that begin alike are slugged."""
        found: dict[int, Authority] = {}
        for begins in ((kind, slug[:1]), (kind, "")):
            if begins not in self._by_slug:
                entries = self._entries_of(kind).get(begins[1], ())
                self._by_slug[begins] = {
                    entry.slug_in(self._alphabet): (number, entry)
                    for number, entry in reversed(entries)  # of two with a slug the first counts
                }
            if pair := self._by_slug[begins].get(slug):
                found[pair[0]] = pair[1]
        return found[min(found)] if found else None

    def _entries_of(self, kind: Kind) -> dict[str, list[tuple[int, Authority]]]:
        """Return the entries of a kind by the first letter of slugs."""
        if kind not in self._by_beginning:
            found = self._by_beginning[kind] = defaultdict(list)
            for number, entry in enumerate(self._authorities.entries):
                if entry.kind is kind:
                    first = (entry.slug or entry.name)[:1]
                    is_plain = bool(entry.slug) or (entry.name.isascii() and first.isalnum())
                    letter = (first if entry.slug else first.lower()) if is_plain else ""
                    found[letter].append((number, entry))
        return self._by_beginning[kind]

    def _at_address(self, term: Term) -> NameAtAddress:
        questions, about = self._questions, Timeline.about(term.key)
        if questions.term(term.kind, term.text) is None:
            assert term.authority
            return NameAtAddress(term, 0, (), term.authority.location)
        stories = questions.count(about) + questions.count(Timeline.mentions(term.key))
        location = questions.location(term)
        if article := questions.article(location.path):
            location = self._locate(article, term.kind, term.text)
        return NameAtAddress(term, stories, questions.entries(about), location)

    def _free_slug(self, kept: NameAtAddress, other: NameAtAddress) -> str:
        """Return a slug for the second of two names that no name of their kind has."""
        endings: Iterable[str] = map(str, count(2))
        if are_of_different_languages(kept.articles, other.articles):
            endings = chain(sorted(_languages(other.articles)), endings)
        slugs = (f"{other.term.slug}-{ending}" for ending in endings)
        names_at = self._questions.names_at
        return next(slug for slug in slugs if not names_at(other.term.kind, slug))


def are_of_different_languages(one: Sequence[Article], two: Sequence[Article]) -> bool:
    """Return whether no article of the first is in a language of the second; none has no say."""
    languages = _languages(one), _languages(two)
    return all(languages) and languages[0].isdisjoint(languages[1])


def _languages(articles: Sequence[Article]) -> set[str]:
    return {article.language.partition("-")[0] for article in articles}


def _rank(name: NameAtAddress) -> tuple[bool, int, int, str]:
    """Order names by how likely they are written rightly: an accent is sooner lost than gained."""
    text = name.term.text
    accents = sum(char > "\x7f" for char in identity(text))
    return name.term.authority is None, -accents, -name.count, text


def _texts(name: NameAtAddress) -> tuple[str, ...]:
    """Return the paths of the articles without which there would be no such name."""
    return () if name.term.authority else tuple(article.path for article in name.articles)


def _ways_out(kept_name: NameAtAddress, other_name: NameAtAddress, slug: str) -> str:
    kept, other = kept_name.term, other_name.term
    good, bad = yaml_scalar(kept.text), yaml_scalar(other.text)
    are_foreign = are_of_different_languages(kept_name.articles, other_name.articles)
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
