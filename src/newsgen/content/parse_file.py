"""One file → one article: the map step. No article needs another to be prepared.

Takes a source and what holds for the whole site; gives the article's record and every problem. An
article that cannot be one is None, and a problem says why. The text is kept by who converts it.
"""

from collections.abc import Callable
from datetime import UTC

from newsgen.content import article_builder
from newsgen.content.front_matter import SourceParts, split_front_matter
from newsgen.content.markdown import Body, convert_markdown
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.schema import FRONT_MATTER_FIELDS, PLAIN_PAGE_FIELDS
from newsgen.content.text import decode_text
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Validator
from newsgen.content.yaml.value_types import RecordType
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace


class SourceFile(Value, frozen=True):
    """A file as it is.

    path: relative to the site's folder, with forward slashes; origin: see `Article`.
    """

    path: str
    data: bytes
    input_digest: str = ""


class ParsedFile(Value, frozen=True, array_like=True):
    """A source after reading. article and page are None where a problem says why.

    loose: where the text of such a file points to, so that all its mistakes are found in one run.
    """

    path: str
    article: Article | None
    page: PlainPage | None
    problems: tuple[Problem, ...]
    orphan_references: tuple[Reference, ...] = ()


BodyConverter = Callable[[str, Location, str], Body]
"""`markup.convert`, or what remembers the bodies it has converted."""


def parse_file(
    source: SourceFile, context: ParseContext, converter: BodyConverter = convert_markdown
) -> ParsedFile:
    """The article in a file under articles/, or the plain page in one under pages/."""
    is_page = source.path.startswith("pages/")
    walk = Validator(context.zone)
    parts = _split_source(source, walk)
    if parts is None:
        return ParsedFile(source.path, None, None, tuple(walk.problems))
    mapping = _read_front_matter(parts, context.options, walk)
    body = converter(parts.body, parts.body_location, context.options.links_base)
    walk.problems += body.problems
    article = page = None
    loose = body.references
    if mapping:
        fields = PLAIN_PAGE_FIELDS if is_page else FRONT_MATTER_FIELDS
        way_out = "take it out, or list it in newsgen.yml under front_matter: extra:"
        values = RecordType(fields).validate_mapping(
            mapping, walk, ignored_keys=context.options.extra, unknown_key_hint=way_out
        )
        read = article_builder.ValidatedFile(source.path, values, mapping.location, body)
        page = article_builder.build_plain_page(read, context) if is_page else None
        made = (
            None
            if is_page
            else article_builder.build_article(read, source.input_digest, context, walk)
        )
        article = made if made and article_builder.is_publishable(values, walk) else None
        loose = made.references if made else loose
    loose = () if article or page else loose
    return ParsedFile(source.path, article, page, tuple(walk.problems), loose)


def parse_body(source: SourceFile, links_base: str) -> Body:
    """The body of a source by itself. base: links.base of newsgen.yml."""
    parts = _split_source(source, Validator(UTC))
    return convert_markdown(parts.body, parts.body_location, links_base) if parts else Body()


def _split_source(source: SourceFile, validator: Validator) -> SourceParts | None:
    text, problems = decode_text(source.data, source.path)
    validator.problems += problems
    if text is None:
        return None
    parts = split_front_matter(text, source.path)
    if isinstance(parts, SourceParts):
        return parts
    validator.problems.append(parts)
    return None


def _read_front_matter(
    parts: SourceParts, options: ParseOptions, validator: Validator
) -> MappingNode | None:
    """The front matter's keys, the foreign ones under our names; None if it cannot be read."""
    mapping, problems = read_mapping(parts.yaml, parts.yaml_location)
    validator.problems += problems
    if mapping is None:
        unreadable = any(problem.code in ("N109", "N112") for problem in problems)
        return None if unreadable else MappingNode((), parts.yaml_location)
    return _rename_keys(mapping, options, validator)


def _rename_keys(mapping: MappingNode, options: ParseOptions, validator: Validator) -> MappingNode:
    """The mapping with foreign keys under our names; of two that mean one, the last counts."""
    pairs: dict[str, tuple[ScalarNode, Node]] = {}
    for key, node in mapping.pairs:
        ours = options.rename.get(key.text, key.text)
        if ours in pairs:
            message = (
                f"{key.text}: is {ours}:, which is given on line {pairs[ours][0].location.line}"
            )
            validator.report("N108", key.location, message, "keep one of them")
        pairs[ours] = replace(key, text=ours), node
    return replace(mapping, pairs=tuple(pairs.values()))
