"""One file under articles/ or pages/ → one article or plain page, and every problem in it."""

from collections.abc import Callable, Mapping
from datetime import UTC

from newsgen.content.article_builder import build_article, build_plain_page, is_publishable
from newsgen.content.markdown import Body, convert_markdown
from newsgen.content.parse_context import ParseContext
from newsgen.content.schema import FRONT_MATTER_FIELDS, PLAIN_PAGE_FIELDS
from newsgen.content.text import decode_text
from newsgen.content.yaml.collection_types import RecordType
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Validator
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value, replace

_ARTICLE_HINT = "start the file with a line of --- , then title:, source: and date:, then --- again"
_PAGE_HINT = "start the file with a line of --- , then title:, then --- again"


class SourceFile(Value, frozen=True):
    """The bytes of a file. path: relative to the site's folder. input_digest: see `Article`."""

    path: str
    data: bytes
    input_digest: str = ""


class ParsedFile(Value, frozen=True, array_like=True):
    """The result of parsing a file. orphan_references: of a text that became neither."""

    path: str
    article: Article | None
    page: PlainPage | None
    problems: tuple[Problem, ...]
    orphan_references: tuple[Reference, ...] = ()


class SourceParts(Value, frozen=True):
    """The YAML and the body of a file, each with the location of its first line."""

    yaml: str
    yaml_location: Location
    body: str
    body_location: Location


BodyConverter = Callable[[str, Location, str], Body]
"""`convert_markdown`, or one that stores the bodies it has converted."""


def parse_file(
    source: SourceFile, context: ParseContext, converter: BodyConverter = convert_markdown
) -> ParsedFile:
    """Return the article in a file under articles/, or the plain page in one under pages/."""
    validator, options = Validator(context.zone), context.options
    parts = _split_source(source, validator)
    if parts is None:
        return ParsedFile(source.path, None, None, tuple(validator.problems))
    mapping = _read_front_matter(parts, validator)
    if mapping and options.rename:
        mapping = _rename_keys(mapping, options.rename, validator)
    body = converter(parts.body, parts.body_location, options.links_base)
    validator.problems += body.problems
    article = page = None
    references = body.references
    if mapping:
        is_page = source.path.startswith("pages/")
        hint = "take it out, or list it in newsgen.yml under front_matter: extra:"
        values = RecordType(PLAIN_PAGE_FIELDS if is_page else FRONT_MATTER_FIELDS).validate_mapping(
            mapping, validator, ignored_keys=options.extra, unknown_key_hint=hint
        )
        location = mapping.location
        if is_page:
            page = build_plain_page(values, location, body, context)
        else:
            built = build_article(values, location, body, source.input_digest, context, validator)
            references = built.references
            article = built if is_publishable(values, validator) else None
    orphan_references = () if article or page else references
    return ParsedFile(source.path, article, page, tuple(validator.problems), orphan_references)


def parse_body(source: SourceFile, links_base: str) -> Body:
    """Return the converted body of a file. links_base: as in newsgen.yml."""
    parts = _split_source(source, Validator(UTC))
    return convert_markdown(parts.body, parts.body_location, links_base) if parts else Body()


def split_front_matter(text: str, path: str) -> SourceParts | Problem:
    """Return the parts of a file, or the problem that it has none. Blank lines may come first."""
    lines = text.split("\n")
    hint = _PAGE_HINT if path.startswith("pages/") else _ARTICLE_HINT
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return problem("N101", Location(path, 1, 1), "the file is empty", hint)
    if lines[first].rstrip() != "---":
        return problem("N101", Location(path, first + 1, 1), "there is no front matter", hint)
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == "---":
            return SourceParts(
                "\n".join(lines[first + 1 : number]),
                Location(path, first + 2, 1),
                "\n".join(lines[number + 1 :]),
                Location(path, number + 2, 1),
            )
    message = "the front matter that starts here has no end"
    hint = "put a line of --- after the last key"
    return problem("N102", Location(path, first + 1, 1), message, hint)


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


def _read_front_matter(parts: SourceParts, validator: Validator) -> MappingNode | None:
    mapping, problems = read_mapping(parts.yaml, parts.yaml_location)
    validator.problems += problems
    is_readable = not any(problem.code in ("N109", "N112") for problem in problems)
    return mapping or (MappingNode((), parts.yaml_location) if is_readable else None)


def _rename_keys(
    mapping: MappingNode, our_keys: Mapping[str, str], validator: Validator
) -> MappingNode:
    """Return the mapping with foreign keys renamed. Of two that mean one key, the last counts."""
    pairs: dict[str, tuple[ScalarNode, Node]] = {}
    for key, node in mapping.pairs:
        our_key = our_keys.get(key.text, key.text)
        if our_key in pairs:
            line = pairs[our_key][0].location.line
            message = f"{key.text}: is {our_key}:, which is given on line {line}"
            validator.report("N108", key.location, message, "keep one of them")
        pairs[our_key] = replace(key, text=our_key), node
    return replace(mapping, pairs=tuple(pairs.values()))
