"""A file's values and converted body → the record of an article or plain page."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import unquote

from newsgen.content import resolve_names as names
from newsgen.content.context import Context, Conventions
from newsgen.content.excerpt import excerpt
from newsgen.content.markdown import Body, resolve
from newsgen.content.names import Mark
from newsgen.content.yaml.validator import Given, Values, Walk
from newsgen.model.address import refusal as address_refusal
from newsgen.model.article import (
    NOTED,
    Article,
    Correction,
    FormerAddress,
    Image,
    Moment,
    PlainPage,
    Reference,
    Rights,
    Withdrawal,
    packed,
)
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.problem import Place, Problem
from newsgen.model.slug import refusal, slug
from newsgen.model.value import Value

HOLDING_BACK = frozenset(("status", "draft", "embargo", "withdrawn", "rights"))
"""Keys by which an editor holds something back: without what they say, nothing is published."""

_SOME_DAY = Moment(date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC))

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?:[-_ ]+|$)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


class Read(Value, frozen=True):
    """A file with its front matter walked and its body converted."""

    path: str
    values: Values
    place: Place
    body: Body


def page(read: Read, context: Context) -> PlainPage | None:
    """The plain page a file under pages/ is; its address follows from its path alone."""
    if "title" not in read.values:
        return None
    parts = _parts(read.path)[1:]
    folders = parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts
    return PlainPage(
        path=read.path,
        address="/" + "".join(f"{slug(part, context.conventions.slugs)}/" for part in folders),
        title=_plain(read.values, "title"),
        language=_text(read.values, "language", context.conventions.language),
        body=digest(read.body.html),
        place=read.place,
        summary=_plain(read.values, "summary"),
        references=read.body.references,
    )


def article(read: Read, origin: str, context: Context, walk: Walk) -> Article:
    """The article a file is, with stand-ins for what is missing, so that all else is looked at.

    Whether it may be published is `usable`'s to say.
    """
    values, authorities = read.values, context.authorities
    conventions = context.conventions
    given = values.get("source")
    source = given.value if given else conventions.source
    tags = _list(values, "tags")
    rights: Rights = _value(values, "rights") or conventions.rights
    withdrawn = _withdrawal(values)
    image, pictured = _image(read, conventions, walk)
    shown = rights == "full" and not withdrawn
    summary = _plain(values, "summary")
    declared = (
        names.resolve(authorities, Kind.SOURCE, source),
        *names.resolve_all(authorities, Kind.AUTHOR, _list(values, "authors")),
        *names.section(values.get("section"), conventions.sections, walk),
        *names.resolve_all(authorities, Kind.TAG, tags),
        *names.declared(_value(values, "entities") or (), tags, authorities, walk),
    )
    lines = tuple(name.line for name in declared)
    own = _value(values, "link_names")
    linked = conventions.link_names if own is None else own
    head = () if withdrawn else (_plain(values, "title"), summary)
    found = context.finder.find(head, read.body.html if shown else "", lines)
    return Article(
        path=read.path,
        origin=origin,
        own_id=_id(values, walk),
        slug=_slug(read, conventions, walk),
        title=_plain(values, "title"),
        declared="\n".join(lines),
        moment=_value(values, "date") or _SOME_DAY,
        language=_text(values, "language", conventions.language),
        body=digest(read.body.html) if shown else "",
        excerpt=_excerpt(read.body, rights, needed=shown and not summary),
        noted=" ".join(_noted(read)),
        source_url=_text(values, "source_url"),
        dateline=_plain(values, "dateline"),
        summary=summary,
        updated=_value(values, "updated"),
        image=image,
        lead=bool(_value(values, "lead")),
        draft=_text(values, "status") == "draft" or bool(_value(values, "draft")),
        embargo=_value(values, "embargo"),
        withdrawn=withdrawn,
        corrections=_corrections(values),
        translation_of=_translation(values),
        aliases=_aliases(values, walk),
        archived_url=_text(values, "archived_url"),
        retrieved=_value(values, "retrieved"),
        rights=rights,
        mentions=packed(found.mentions),
        marks=packed(_flat(found.marks)) if linked else b"",
        references=(*(read.body.references if shown else ()), *pictured),
    )


def _flat(marks: tuple[Mark, ...]) -> Iterator[int]:
    for mark in marks:
        yield from (mark.start, mark.end, mark.number)


def usable(values: Values, walk: Walk) -> bool:
    """Whether a file says all an article needs; what it does not, `walk` has reported by then."""
    return "title" in values and "date" in values and not walk.dropped & HOLDING_BACK


def _parts(path: str) -> list[str]:
    """The folders of a file and its name without the ending."""
    *folders, name = path.split("/")
    return [*folders, name.rpartition(".")[0] or name]


def _value(values: Values, name: str) -> Any | None:
    return values[name].value if name in values else None


def _list(values: Values, name: str) -> tuple[Given, ...]:
    return values[name].value if name in values else ()


def _text(values: Values, name: str, default: str = "") -> str:
    return values[name].value if name in values else default


def _plain(values: Values, name: str) -> str:
    """A text in one line. Entities such as &#8217; came with a copied headline: they are read."""
    text = _text(values, name)
    return " ".join((_ENTITY.sub(_character, text) if "&" in text else text).split())


def _character(match: re.Match[str]) -> str:
    read = html.unescape(match.group())
    return read if read.isprintable() or read == "\xa0" else match.group()


def _noted(read: Read) -> Iterator[str]:
    yield f"{read.place.line}:{read.place.column}"
    for key in NOTED:
        if key in read.values:
            place = read.values[key].place
            yield f"{key}:{place.line}:{place.column}"


def _id(values: Values, walk: Walk) -> str:
    if "id" not in values:
        return ""
    given = values["id"]
    parts = given.value.split("/")
    why = next((why for part in parts if part and (why := refusal(part))), "")
    if not all(parts):
        why = "has an empty part"
    elif {".", ".."} & set(parts):
        why = "must not hold . or .."
    if not why:
        return str(given.value)
    walk.say("N307", given.place, f'id: "{given.value}" {why}', "write it as in 2022/xi-putin")
    return ""


def _slug(read: Read, conventions: Conventions, walk: Walk) -> str:
    *folders, stem = _parts(read.path)
    if stem == "index" and len(folders) > 1:
        stem = folders[-1]
    default = slug(
        unquote(_DATED.sub("", stem, count=1)) or _text(read.values, "title", stem),
        conventions.slugs,
    )
    if "slug" not in read.values:
        return default
    given = read.values["slug"]
    if why := refusal(given.value):
        message = f'slug: "{given.value}" {why}'
        walk.say("N307", given.place, message, f"write it as in {default}, or leave it out")
        return default
    return str(given.value)


def _image(
    read: Read, conventions: Conventions, walk: Walk
) -> tuple[Image | None, tuple[Reference, ...]]:
    """The picture above the text, and the reference to it if it is a file of the site."""
    image: Values = read.values["image"].value if "image" in read.values else {}
    if "src" not in image:
        return None, ()
    found = resolve(image["src"].value, image["src"].place, conventions.links_base, image=True)
    if isinstance(found, Problem):
        walk.problems.append(found)
        return None, ()
    src = found.reference.target if found.reference else found.href
    picture = Image(src, _plain(image, "alt"), _plain(image, "credit"))
    return picture, (found.reference,) if found.reference else ()


def _withdrawal(values: Values) -> Withdrawal | None:
    """Withdrawn is withdrawn, even where its note could not be read."""
    if "withdrawn" not in values:
        return None
    given: Values = values["withdrawn"].value
    day = given["date"].value if "date" in given else (_value(values, "date") or _SOME_DAY).day
    return Withdrawal(day, _plain(given, "note"))


def _excerpt(body: Body, rights: str, *, needed: bool) -> str:
    if rights == "excerpt":
        return excerpt(body, whole=False)
    return excerpt(body) if needed else ""


def _corrections(values: Values) -> tuple[Correction, ...]:
    """The corrections that have a date and a note, newest first."""
    made = (
        Correction(item.value["date"].value, _plain(item.value, "note"))
        for item in _list(values, "corrections")
        if "date" in item.value and "note" in item.value
    )
    return tuple(sorted(made, key=lambda correction: correction.day, reverse=True))


def _translation(values: Values) -> str:
    """The path of the original, with articles/ before it whether it was written or not."""
    path = _text(values, "translation_of").replace("\\", "/").removeprefix("./")
    return f"articles/{path.removeprefix('articles/')}" if path else ""


def _aliases(values: Values, walk: Walk) -> tuple[FormerAddress, ...]:
    """The former addresses that can be addresses, percent-decoded as all of ours are."""
    kept: dict[str, FormerAddress] = {}
    for item in _list(values, "aliases"):
        address = unquote(item.value)
        if why := address_refusal(address):
            hint = "write it as in /old/address/"
            walk.say("N308", item.place, f'aliases: "{item.value}" {why}', hint)
        else:
            kept.setdefault(address, FormerAddress(address, item.place))
    return tuple(kept.values())
