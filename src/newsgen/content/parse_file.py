"""One file under articles/ or pages/ → one article or plain page, and every problem in it.

Needs no other article: only the file and the context. A file that cannot become an article gives
None and a problem that says why. The HTML of the body is left to the converter to store.
"""

from collections.abc import Callable
from datetime import UTC

from newsgen.content.article_builder import (
    ValidatedFile,
    build_article,
    build_plain_page,
    is_publishable,
)
from newsgen.content.front_matter import SourceParts, split_front_matter
from newsgen.content.markdown import Body, convert_markdown
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.schema import FRONT_MATTER_FIELDS, PLAIN_PAGE_FIELDS
from newsgen.content.text import decode_text
from newsgen.content.yaml.collection_types import RecordType
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Validator
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value, replace


class SourceFile(Value, frozen=True):
    """The bytes of a file.

    path: relative to the site's folder, with forward slashes. input_digest: see `Article`.
    """

    path: str
    data: bytes
    input_digest: str = ""


class ParsedFile(Value, frozen=True, array_like=True):
    """The result of parsing a file. Without an article or page, a problem says why.

    orphan_references: what the text links to if it became neither: broken links are reported too.
    """

    path: str
    article: Article | None
    page: PlainPage | None
    problems: tuple[Problem, ...]
    orphan_references: tuple[Reference, ...] = ()


BodyConverter = Callable[[str, Location, str], Body]
"""`convert_markdown`, or one that stores the bodies it has converted."""


def parse_file(
    source: SourceFile, context: ParseContext, converter: BodyConverter = convert_markdown
) -> ParsedFile:
    """Return the article in a file under articles/, or the plain page in one under pages/."""
    validator = Validator(context.zone)
    parts = _split_source(source, validator)
    if parts is None:
        return ParsedFile(source.path, None, None, tuple(validator.problems))
    mapping = _read_front_matter(parts, context.options, validator)
    body = converter(parts.body, parts.body_location, context.options.links_base)
    validator.problems += body.problems
    article = page = None
    references = body.references
    if mapping:
        is_page = source.path.startswith("pages/")
        record = RecordType(PLAIN_PAGE_FIELDS if is_page else FRONT_MATTER_FIELDS)
        hint = "take it out, or list it in newsgen.yml under front_matter: extra:"
        values = record.validate_mapping(
            mapping, validator, ignored_keys=context.options.extra, unknown_key_hint=hint
        )
        file = ValidatedFile(source.path, values, mapping.location, body)
        if is_page:
            page = build_plain_page(file, context)
        else:
            article = build_article(file, source.input_digest, context, validator)
            references = article.references
            if not is_publishable(values, validator):
                article = None
    orphan_references = () if article or page else references
    return ParsedFile(source.path, article, page, tuple(validator.problems), orphan_references)


def parse_body(source: SourceFile, links_base: str) -> Body:
    """Return the converted body of a file. links_base: as in newsgen.yml."""
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
    """Return the front matter with foreign keys renamed; None if it cannot be read."""
    mapping, problems = read_mapping(parts.yaml, parts.yaml_location)
    validator.problems += problems
    if mapping is None:
        unreadable = any(problem.code in ("N109", "N112") for problem in problems)
        return None if unreadable else MappingNode((), parts.yaml_location)
    return _rename_keys(mapping, options, validator)


def _rename_keys(mapping: MappingNode, options: ParseOptions, validator: Validator) -> MappingNode:
    """Return the mapping with foreign keys renamed. Of two that mean one key, the last counts."""
    pairs: dict[str, tuple[ScalarNode, Node]] = {}
    for key, node in mapping.pairs:
        our_key = options.rename.get(key.text, key.text)
        if our_key in pairs:
            line = pairs[our_key][0].location.line
            message = f"{key.text}: is {our_key}:, which is given on line {line}"
            validator.report("N108", key.location, message, "keep one of them")
        pairs[our_key] = replace(key, text=our_key), node
    return replace(mapping, pairs=tuple(pairs.values()))
