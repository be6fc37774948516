"""The names of an article: what it says of them by itself, and what they mean.

The first depends on its file alone, the second on the authority files too. Whoever keeps the first
can find the second again without the file.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import chain, pairwise

from newsgen.content import resolve_names as names
from newsgen.content.front_matter.name_slips import (
    joined_forms,
    report_divided_names,
    report_name_slips,
)
from newsgen.content.names.finder import ArticleMentions, NameFinder
from newsgen.content.names.signature import article_signature
from newsgen.content.parse_context import ParseOptions
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.model.kind import KIND_BY_KEY, Kind, Name
from newsgen.model.pack_numbers import pack_numbers
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace


class DeclaredName(Value, frozen=True, array_like=True):
    """A name as front matter has it. line, column: as in `Location`, in the file of the article."""

    text: str
    line: int
    column: int

    @classmethod
    def of(cls, item: Located) -> "DeclaredName":
        """Return the name that front matter declares."""
        return cls(item.value, item.location.line, item.location.column)

    def located(self, path: str) -> Located:
        """Return the value of front matter again. path: that of the article's file."""
        location = Location(path, self.line, self.column)
        return Located(self.text, location, location)


DeclaredNames = tuple[DeclaredName, ...]


class NameStatement(Value, frozen=True, array_like=True):
    """What an article says of names, whatever the authority files know.

    Attributes:
        source: The source; that of newsgen.yml where the article names none.
        states_source: Whether it names one.
        section: The section, if it has one.
        series: The series it is a part of, if it is one.
        entities: The lists under `entities:` by their kinds; None where one list has all kinds.
        written_names: Those `joined_names` that stand in its text.
        links_names: Whether names in its text become links.
    """

    source: DeclaredName
    states_source: bool
    authors: DeclaredNames
    section: Name | None
    series: DeclaredName | None
    tags: DeclaredNames
    entities: tuple[tuple[Kind | None, DeclaredNames], ...]
    written_names: tuple[str, ...]
    links_names: bool

    @property
    def lists_of_people(self) -> Iterator[DeclaredNames]:
        """The lists in which two items may be one name."""
        yield self.authors
        yield from (items for kind, items in self.entities if kind in (None, Kind.PERSON))

    @property
    def joined_names(self) -> Iterator[str]:
        """The names that two items of such a list would be together."""
        for people in self.lists_of_people:
            for first, second in pairwise(people):
                yield from joined_forms(first.text, second.text)

    @property
    def declared_texts(self) -> Iterator[str]:
        """All that is looked up in authority files for it, but for what its text has."""
        lists = (items for _, items in self.entities)
        series = (self.series,) if self.series else ()
        items = chain((self.source,), self.authors, series, self.tags, *lists)
        return chain((item.text for item in items), self.joined_names)


class ResolvedNames(Value, frozen=True, array_like=True):
    """What the names of an article mean. The first three are the fields of `Article`.

    problems: Those that other authority files might not have.
    signature: As `article_signature` returns it; empty where there are no authority files.
    """

    name_lines: str
    mention_lines: str
    packed_link_spans: bytes
    problems: tuple[Problem, ...]
    signature: bytes


def state_names(
    values: LocatedValues, text: str, options: ParseOptions, validator: Validator
) -> NameStatement:
    """Return what front matter says of names. text: that of the article."""
    source = values.get("source")
    sections = names.resolve_section(values.get("section"), options.sections, validator)
    entities = values.value("entities", ())
    by_kind = (
        {KIND_BY_KEY[key]: items.value for key, items in entities.items()}
        if isinstance(entities, LocatedValues)
        else {None: entities}
    )
    statement = NameStatement(
        source=DeclaredName.of(source) if source else DeclaredName(options.default_source, 0, 0),
        states_source=source is not None,
        authors=_declared(values.sequence("authors")),
        section=next(iter(sections), None),
        series=DeclaredName.of(values["series"]) if "series" in values else None,
        tags=_declared(values.sequence("tags")),
        entities=tuple((kind, _declared(items)) for kind, items in by_kind.items() if items),
        written_names=(),
        links_names=values.value("link_names", options.link_names),
    )
    spaced_text = f" {text}"
    written = tuple(name for name in statement.joined_names if f" {name}" in spaced_text)
    return replace(statement, written_names=written) if written else statement


def resolve_article_names(
    statement: NameStatement, path: str, article: Article | None, html: str, finder: NameFinder
) -> ResolvedNames:
    """Return what the names of an article mean by the authority files of a finder.

    Args:
        statement: What the article says of names.
        path: That of its file.
        article: With or without names; None if the file is no article, though it has problems.
        html: Of the text that it publishes.
        finder: The names of the authority files.
    """
    entries, validator = finder.authorities.entries, Validator(UTC)
    _report_slips(statement, path, finder.authorities, validator)
    lines = _name_lines(statement, path, finder.authorities, validator)
    if not entries:
        return ResolvedNames("\n".join(lines), "", b"", tuple(validator.problems), b"")
    found = finder.find(_headlines(article), html, lines) if article else ArticleMentions()
    mention_lines = tuple(dict.fromkeys(entries[each].name_line for each in found.mentions))
    positions = {line: at for at, line in enumerate((*lines, *mention_lines))}
    link_spans = found.link_spans if statement.links_names else ()
    numbers = (
        (span.start, span.end, positions[entries[span.entry_number].name_line])
        for span in link_spans
    )
    return ResolvedNames(
        "\n".join(lines),
        "\n".join(mention_lines),
        pack_numbers(chain.from_iterable(numbers)),
        tuple(validator.problems),
        article_signature(found.folded_text, statement.declared_texts),
    )


def _declared(items: Iterable[Located]) -> DeclaredNames:
    return tuple(map(DeclaredName.of, items))


def _located(items: DeclaredNames, path: str) -> tuple[Located, ...]:
    return tuple(item.located(path) for item in items)


def _headlines(article: Article) -> tuple[str, ...]:
    """Return the texts in which names are looked for before those in the body of an article."""
    captions = (image.caption for image in article.images)
    return () if article.withdrawn else (article.title, article.summary, *filter(None, captions))


def _name_lines(
    statement: NameStatement, path: str, authorities: Authorities, validator: Validator
) -> tuple[str, ...]:
    tags = _located(statement.tags, path)
    series = _located((statement.series,) if statement.series else (), path)
    entities = [(kind, _located(items, path)) for kind, items in statement.entities]
    found = (
        names.resolve_name(authorities, Kind.SOURCE, statement.source.text),
        *names.resolve_names(authorities, Kind.AUTHOR, _located(statement.authors, path)),
        *filter(None, (statement.section,)),
        *names.resolve_names(authorities, Kind.SERIES, series),
        *names.resolve_names(authorities, Kind.TAG, tags),
        *names.resolve_entities(entities, tags, authorities, validator),
    )
    return tuple(name.line for name in found)


def _report_slips(
    statement: NameStatement, path: str, authorities: Authorities, validator: Validator
) -> None:
    """Report names that are more than a name, or less."""
    report_name_slips(Kind.AUTHOR, _located(statement.authors, path), authorities, validator)
    if statement.states_source:
        report_name_slips(Kind.SOURCE, [statement.source.located(path)], authorities, validator)
    for people in statement.lists_of_people:
        items = _located(people, path)
        report_divided_names(items, authorities, statement.written_names, validator)
