"""One file → one article: the map step. No article needs another to be prepared.

Takes a source and what holds for the whole site; gives the article's record and every problem. An
article that cannot be one is None, and a problem says why. The text is kept by who converts it.
"""

from collections.abc import Callable
from datetime import UTC

from newsgen.content import article_builder
from newsgen.content.context import Context, Conventions
from newsgen.content.front_matter import Parts, split
from newsgen.content.markdown import Body, convert
from newsgen.content.schema import FRONT_MATTER, PLAIN_PAGE
from newsgen.content.text import decode
from newsgen.content.yaml.nodes import Mapping, Node, Scalar
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.validator import Walk
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Place, Problem
from newsgen.model.value import Value, replace


class Source(Value, frozen=True):
    """A file as it is.

    path: relative to the site's folder, with forward slashes; origin: see `Article`.
    """

    path: str
    data: bytes
    origin: str = ""


class Prepared(Value, frozen=True, array_like=True):
    """A source after reading. article and page are None where a problem says why.

    loose: where the text of such a file points to, so that all its mistakes are found in one run.
    """

    path: str
    article: Article | None
    page: PlainPage | None
    problems: tuple[Problem, ...]
    loose: tuple[Reference, ...] = ()


Markup = Callable[[str, Place, str], Body]
"""`markup.convert`, or what remembers the bodies it has converted."""


def prepare(source: Source, context: Context, markup: Markup = convert) -> Prepared:
    """The article in a file under articles/, or the plain page in one under pages/."""
    is_page = source.path.startswith("pages/")
    walk = Walk(context.zone)
    parts = _split(source, walk)
    if parts is None:
        return Prepared(source.path, None, None, tuple(walk.problems))
    mapping = _mapping(parts, context.conventions, walk)
    body = markup(parts.body, parts.body_place, context.conventions.links_base)
    walk.problems += body.problems
    article = page = None
    loose = body.references
    if mapping:
        fields = PLAIN_PAGE if is_page else FRONT_MATTER
        way_out = "take it out, or list it in newsgen.yml under front_matter: extra:"
        values = walk.record(mapping, fields, ignore=context.conventions.extra, way_out=way_out)
        read = article_builder.Read(source.path, values, mapping.place, body)
        page = article_builder.page(read, context) if is_page else None
        made = None if is_page else article_builder.article(read, source.origin, context, walk)
        article = made if made and article_builder.usable(values, walk) else None
        loose = made.references if made else loose
    loose = () if article or page else loose
    return Prepared(source.path, article, page, tuple(walk.problems), loose)


def body_of(source: Source, base: str) -> Body:
    """The body of a source by itself. base: links.base of newsgen.yml."""
    parts = _split(source, Walk(UTC))
    return convert(parts.body, parts.body_place, base) if parts else Body()


def _split(source: Source, walk: Walk) -> Parts | None:
    text, problems = decode(source.data, source.path)
    walk.problems += problems
    if text is None:
        return None
    parts = split(text, source.path)
    if isinstance(parts, Parts):
        return parts
    walk.problems.append(parts)
    return None


def _mapping(parts: Parts, conventions: Conventions, walk: Walk) -> Mapping | None:
    """The front matter's keys, the foreign ones under our names; None if it cannot be read."""
    mapping, problems = read_mapping(parts.yaml, parts.yaml_place)
    walk.problems += problems
    if mapping is None:
        unreadable = any(problem.code in ("N109", "N112") for problem in problems)
        return None if unreadable else Mapping((), parts.yaml_place)
    return _rename(mapping, conventions, walk)


def _rename(mapping: Mapping, conventions: Conventions, walk: Walk) -> Mapping:
    """The mapping with foreign keys under our names; of two that mean one, the last counts."""
    pairs: dict[str, tuple[Scalar, Node]] = {}
    for key, node in mapping.pairs:
        ours = conventions.rename.get(key.text, key.text)
        if ours in pairs:
            message = f"{key.text}: is {ours}:, which is given on line {pairs[ours][0].place.line}"
            walk.say("N108", key.place, message, "keep one of them")
        pairs[ours] = replace(key, text=ours), node
    return replace(mapping, pairs=tuple(pairs.values()))
