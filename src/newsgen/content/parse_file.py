"""One file under articles/ or pages/ → one article or plain page, and every problem in it.

What a file says is found first, without the authority files; then what its names mean.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from datetime import UTC

from newsgen.content.article_builder import (
    build_article,
    build_plain_page,
    find_obstacle,
)
from newsgen.content.article_names import (
    NameStatement,
    ResolvedNames,
    resolve_article_names,
    state_names,
)
from newsgen.content.front_matter.fences import SourceParts, split_front_matter
from newsgen.content.front_matter.foreign_holds import (
    ForeignHolds,
    hold_back,
    misspelt_holds,
    separate_holds,
)
from newsgen.content.front_matter.foreign_keys import (
    UNUSED_KEY_HINT,
    advise_on_unknown_key,
    gather_stray_kinds,
    gather_stray_picture,
    misnamed_keys,
    without_article_keys,
)
from newsgen.content.front_matter.path_values import add_path_values, advise_on_date
from newsgen.content.front_matter.read_front_matter import read_front_matter
from newsgen.content.front_matter.rename_keys import rename_keys
from newsgen.content.front_matter.repeated_values import report_repeated_values
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.normalize_html import Body
from newsgen.content.names import NameFinder
from newsgen.content.parse_context import ParseContext
from newsgen.content.schema import FRONT_MATTER_FIELDS, PLAIN_PAGE_FIELDS, WITHHOLDING_KEYS
from newsgen.content.text import decode_text
from newsgen.content.yaml.nodes import Node, ScalarNode, SequenceNode
from newsgen.content.yaml.record_type import KeyAdvice, RecordType
from newsgen.content.yaml.validator import Validator
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.slug import identity
from newsgen.model.value import Value, replace


class SourceFile(Value, frozen=True):
    """The bytes of a file. path: relative to the site's folder."""

    path: str
    data: bytes


class ParsedFile(Value, frozen=True, array_like=True):
    """The result of parsing a file.

    Attributes:
        own_problems: Those that the file has by itself, whatever the authority files are.
        orphan_references: Those of a text that became neither article nor page.
        withheld_references: Those of an article's text that is not published.
        obstacle: The problem that keeps it from being an article or a page, if it is one of a key.
        name_problems: Those of its names, which other authority files might not have.
    """

    path: str
    article: Article | None
    page: PlainPage | None
    own_problems: tuple[Problem, ...]
    orphan_references: tuple[Reference, ...] = ()
    withheld_references: tuple[Reference, ...] = ()
    obstacle: Problem | None = None
    name_problems: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the file."""
        return (*self.own_problems, *self.name_problems)

    def with_names(self, names: ResolvedNames) -> "ParsedFile":
        """Return the same with other meanings of its names."""
        article = self.article and replace(
            self.article,
            name_lines=names.name_lines,
            mention_lines=names.mention_lines,
            packed_link_spans=names.packed_link_spans,
        )
        return replace(self, article=article, name_problems=names.problems)


class FileStatement(Value, frozen=True):
    """What a file says by itself.

    Attributes:
        parsed_file: The result of parsing it, without the meanings of its names.
        names: What it says of names, if it may be an article.
        html: Of the text that its article publishes.
    """

    parsed_file: ParsedFile
    names: NameStatement | None = None
    html: str = ""

    def resolve_names(self, finder: NameFinder) -> ResolvedNames | None:
        """Return what its names mean by the authority files of a finder."""
        if self.names is None:
            return None
        path, article = self.parsed_file.path, self.parsed_file.article
        return resolve_article_names(self.names, path, article, self.html, finder)


BodyConverter = Callable[[str, Location, str], Body]
"""`convert_markdown`, or one that stores the bodies it has converted."""


def parse_file(
    source: SourceFile, context: ParseContext, converter: BodyConverter = convert_markdown
) -> ParsedFile:
    """Return the article in a file under articles/, or the plain page in one under pages/."""
    statement = state_file(source, context, converter)
    names = statement.resolve_names(context.finder)
    return statement.parsed_file.with_names(names) if names else statement.parsed_file


def state_file(
    source: SourceFile, context: ParseContext, converter: BodyConverter = convert_markdown
) -> FileStatement:
    """Return what a file says by itself; nothing of it depends on the authority files."""
    validator, options = Validator(context.zone), context.options
    parts = split_source(source, validator)
    if parts is None:
        return FileStatement(ParsedFile(source.path, None, None, tuple(validator.problems)))
    front_matter = read_front_matter(parts.yaml, parts.yaml_location)
    mapping = front_matter.mapping
    validator.problems += front_matter.problems
    validator.unread_keys = front_matter.unread_keys
    is_page = source.path.startswith("pages/")
    holds = ForeignHolds()
    if mapping:
        mapping, holds = separate_holds(mapping, options.rename, validator, with_own_keys=is_page)
    if mapping and options.rename:
        mapping = rename_keys(mapping, options.rename, validator)
    body = converter(parts.body, parts.body_location, options.links_base)
    validator.problems += body.problems
    article = page = obstacle = names = None
    references = body.references
    if mapping:
        advice: str | KeyAdvice
        if is_page:
            record, advice = RecordType(PLAIN_PAGE_FIELDS), UNUSED_KEY_HINT
            mapping = without_article_keys(mapping, options.extra, validator)
        else:
            mapping = gather_stray_kinds(mapping, options.extra, validator)
            mapping = gather_stray_picture(mapping, options.extra, validator)
            validator.unread_keys |= misnamed_keys(mapping)
            path, unread = source.path, validator.unread_keys
            mapping = add_path_values(mapping, path, options.from_path, unread)
            record, advice = RecordType(FRONT_MATTER_FIELDS), advise_on_unknown_key
        values = record.validate_mapping(
            mapping, validator, ignored_keys=options.extra, unknown_key_advice=advice
        )
        location = mapping.location
        if is_page:
            page = build_plain_page(values, location, body, context)
            if holds.location:
                message = "a plain page has neither drafts nor embargoes, and this one is held back"
                hint = "take the line out to publish the page, or begin the file's name with _"
                obstacle = problem("N321", holds.location, message, hint)
                validator.problems.append(obstacle)
            if holds.location or validator.invalid_keys & WITHHOLDING_KEYS:
                page = None
        else:
            validator.problems = [advise_on_date(found, path) for found in validator.problems]
            validator.invalid_keys |= misspelt_holds(mapping, options.extra)
            built = build_article(values, location, body, context, validator)
            names = state_names(values, body.text, options, validator)
            if built.html_digest:
                report_repeated_values(values, parts.body, parts.body_location, validator)
            if built.draft:  # whose words may well be still to come
                problems = validator.problems
                validator.problems = [found for found in problems if found.code != "N129"]
            references = built.references
            obstacle = find_obstacle(values, validator)
            article = None if obstacle else hold_back(built, holds)
        if not front_matter.is_whole:
            article = page = obstacle = None
    orphan_references = () if article or page else references
    withheld_references = () if not article or article.html_digest else body.references
    parsed = ParsedFile(
        source.path,
        article,
        page,
        tuple(validator.problems),
        orphan_references,
        withheld_references,
        obstacle,
    )
    return FileStatement(parsed, names, body.html if article and article.html_digest else "")


def parse_body(source: SourceFile, links_base: str) -> Body:
    """Return the converted body of a file. links_base: as in newsgen.yml."""
    parts = split_source(source, Validator(UTC))
    return convert_markdown(parts.body, parts.body_location, links_base) if parts else Body()


def name_locations(
    source: SourceFile, keys: Container[str], rename: Mapping[str, str]
) -> dict[str, Location]:
    """Return where the front matter of a file writes names, by their identities.

    Args:
        keys: Those that may declare them, such as `tags`.
        rename: The foreign keys that newsgen.yml renames.
    """
    parts = split_source(source, Validator(UTC))
    mapping = read_front_matter(parts.yaml, parts.yaml_location).mapping if parts else None
    pairs = mapping.pairs if mapping else ()
    locations: dict[str, Location] = {}
    for key, node in pairs:
        if rename.get(key.text, key.text) in keys:
            for scalar in _scalars(node):
                for text in (scalar.text, *scalar.text.split(",")):
                    locations.setdefault(identity(text), scalar.location)
    return locations


def _scalars(node: Node) -> Iterator[ScalarNode]:
    """Yield the single values in a node, in order."""
    if isinstance(node, ScalarNode):
        yield node
        return
    nodes = node.items if isinstance(node, SequenceNode) else (value for _, value in node.pairs)
    for inner in nodes:
        yield from _scalars(inner)


def split_source(source: SourceFile, validator: Validator) -> SourceParts | None:
    """Return the front matter and the body of a file, or None if it has none; and report why."""
    text, problems = decode_text(source.data, source.path)
    validator.problems += problems
    if text is None:
        return None
    parts, fence_problems = split_front_matter(text, source.path)
    validator.problems += fence_problems
    return parts
