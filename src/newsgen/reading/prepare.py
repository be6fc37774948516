"""One file → one article: the map step. No article needs another to be prepared.

Takes a source and what holds for the whole site; gives the article's record, its text and every
problem. An article that cannot be one is None, and a problem says why.
"""

from dataclasses import dataclass, replace

from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.config import Config
from newsgen.model.problem import Problem
from newsgen.reading import record
from newsgen.reading.context import Context
from newsgen.reading.fields import FRONT_MATTER, PLAIN_PAGE
from newsgen.reading.frontmatter import Parts, split
from newsgen.reading.mapping import read_mapping
from newsgen.reading.markup import convert
from newsgen.reading.nodes import Mapping, Node, Scalar
from newsgen.reading.text import decode
from newsgen.reading.walk import Walk


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it is. path: relative to the site's folder, with forward slashes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source after reading. article and page are None where a problem says why.

    loose: where the text of such a file points to, so that all its mistakes are found in one run.
    """

    path: str
    article: Article | None
    page: PlainPage | None
    body: str
    problems: tuple[Problem, ...]
    loose: tuple[Reference, ...] = ()


def prepare(source: Source, context: Context) -> Prepared:
    """The article in a file under articles/, or the plain page in one under pages/."""
    is_page = source.path.startswith("pages/")
    walk = Walk(context.zone)
    parts = _split(source, walk)
    if parts is None:
        return Prepared(source.path, None, None, "", tuple(walk.problems))
    mapping = _mapping(parts, context.config, walk)
    body = convert(parts.body, parts.body_place, context.config.links_base)
    walk.problems += body.problems
    article = page = None
    loose = body.references
    if mapping:
        fields = PLAIN_PAGE if is_page else FRONT_MATTER
        way_out = "take it out, or list it in newsgen.yml under front_matter: extra:"
        values = walk.record(mapping, fields, ignore=context.config.extra, way_out=way_out)
        read = record.Read(source.path, values, mapping.place, body)
        page = record.page(read, context) if is_page else None
        made = None if is_page else record.article(read, context, walk)
        article = made if made and record.usable(values, walk) else None
        loose = made.references if made else loose
    loose = () if article or page else loose
    return Prepared(source.path, article, page, body.html, tuple(walk.problems), loose)


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


def _mapping(parts: Parts, config: Config, walk: Walk) -> Mapping | None:
    """The front matter's keys, the foreign ones under our names; None if it cannot be read."""
    mapping, problems = read_mapping(parts.yaml, parts.yaml_place)
    walk.problems += problems
    if mapping is None:
        unreadable = any(problem.code in ("N109", "N112") for problem in problems)
        return None if unreadable else Mapping((), parts.yaml_place)
    return _rename(mapping, config, walk)


def _rename(mapping: Mapping, config: Config, walk: Walk) -> Mapping:
    """The mapping with foreign keys under our names; of two that mean one, the last counts."""
    pairs: dict[str, tuple[Scalar, Node]] = {}
    for key, node in mapping.pairs:
        ours = config.rename.get(key.text, key.text)
        if ours in pairs:
            message = f"{key.text}: is {ours}:, which is given on line {pairs[ours][0].place.line}"
            walk.say("N108", key.place, message, "keep one of them")
        pairs[ours] = replace(key, text=ours), node
    return replace(mapping, pairs=tuple(pairs.values()))
