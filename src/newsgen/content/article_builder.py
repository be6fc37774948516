"""A file's values and converted body → the record of an article or plain page."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import unquote

from newsgen.content import resolve_names as names
from newsgen.content.excerpt import excerpt
from newsgen.content.markdown import Body, resolve_target
from newsgen.content.names import LinkSpan
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.yaml.validator import Located, LocatedValues, Validator
from newsgen.model.address import invalid_alias_reason as address_refusal
from newsgen.model.article import (
    LOCATED_KEYS,
    Article,
    Correction,
    FormerAddress,
    Image,
    Moment,
    PlainPage,
    Reference,
    Rights,
    Withdrawal,
    pack_numbers,
)
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.problem import Location, Problem
from newsgen.model.slug import invalid_slug_reason, slug
from newsgen.model.value import Value

WITHHOLDING_KEYS = frozenset(("status", "draft", "embargo", "withdrawn", "rights"))
"""Keys by which an editor holds something back: without what they say, nothing is published."""

_PLACEHOLDER_MOMENT = Moment(date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC))

_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}(?:[-_ ]+|$)")
_CHARACTER_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)


class ValidatedFile(Value, frozen=True):
    """A file with its front matter walked and its body converted."""

    path: str
    values: LocatedValues
    location: Location
    body: Body


def build_plain_page(file: ValidatedFile, context: ParseContext) -> PlainPage | None:
    """The plain page a file under pages/ is; its address follows from its path alone."""
    if "title" not in file.values:
        return None
    parts = _path_parts(file.path)[1:]
    folders = parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts
    return PlainPage(
        path=file.path,
        address="/" + "".join(f"{slug(part, context.options.slugs)}/" for part in folders),
        title=_line_of(file.values, "title"),
        language=_text_of(file.values, "language", context.options.language),
        html_digest=digest(file.body.html),
        location=file.location,
        summary=_line_of(file.values, "summary"),
        references=file.body.references,
    )


def build_article(
    file: ValidatedFile, input_digest: str, context: ParseContext, validator: Validator
) -> Article:
    """The article a file is, with stand-ins for what is missing, so that all else is looked at.

    Whether it may be published is `usable`'s to say.
    """
    values, authorities = file.values, context.authorities
    conventions = context.options
    given = values.get("source")
    source = given.value if given else conventions.default_source
    tags = _list_of(values, "tags")
    rights: Rights = _value_of(values, "rights") or conventions.rights
    withdrawn = _withdrawal(values)
    image, pictured = _image(file, conventions, validator)
    shown = rights == "full" and not withdrawn
    summary = _line_of(values, "summary")
    declared = (
        names.resolve_name(authorities, Kind.SOURCE, source),
        *names.resolve_names(authorities, Kind.AUTHOR, _list_of(values, "authors")),
        *names.resolve_section(values.get("section"), conventions.sections, validator),
        *names.resolve_names(authorities, Kind.TAG, tags),
        *names.resolve_entities(_value_of(values, "entities") or (), tags, authorities, validator),
    )
    lines = tuple(name.line for name in declared)
    own = _value_of(values, "link_names")
    linked = conventions.link_names if own is None else own
    head = () if withdrawn else (_line_of(values, "title"), summary)
    found = context.finder.find(head, file.body.html if shown else "", lines)
    return Article(
        path=file.path,
        input_digest=input_digest,
        explicit_id=_explicit_id(values, validator),
        slug=_slug(file, conventions, validator),
        title=_line_of(values, "title"),
        name_lines="\n".join(lines),
        moment=_value_of(values, "date") or _PLACEHOLDER_MOMENT,
        language=_text_of(values, "language", conventions.language),
        html_digest=digest(file.body.html) if shown else "",
        excerpt=_excerpt(file.body, rights, is_required=shown and not summary),
        key_locations=" ".join(_key_locations(file)),
        source_url=_text_of(values, "source_url"),
        dateline=_line_of(values, "dateline"),
        summary=summary,
        updated=_value_of(values, "updated"),
        image=image,
        lead=bool(_value_of(values, "lead")),
        draft=_text_of(values, "status") == "draft" or bool(_value_of(values, "draft")),
        embargo=_value_of(values, "embargo"),
        withdrawn=withdrawn,
        corrections=_corrections(values),
        translation_of=_translation_path(values),
        aliases=_aliases(values, validator),
        archived_url=_text_of(values, "archived_url"),
        retrieved=_value_of(values, "retrieved"),
        rights=rights,
        packed_mentions=pack_numbers(found.mentions),
        packed_link_spans=pack_numbers(_flatten_spans(found.link_spans)) if linked else b"",
        references=(*(file.body.references if shown else ()), *pictured),
    )


def _flatten_spans(spans: tuple[LinkSpan, ...]) -> Iterator[int]:
    for mark in spans:
        yield from (mark.start, mark.end, mark.entry_number)


def is_publishable(values: LocatedValues, validator: Validator) -> bool:
    """Whether a file says all an article needs; what it does not, `walk` has reported by then."""
    return "title" in values and "date" in values and not validator.invalid_keys & WITHHOLDING_KEYS


def _path_parts(path: str) -> list[str]:
    """The folders of a file and its name without the ending."""
    *folders, name = path.split("/")
    return [*folders, name.rpartition(".")[0] or name]


def _value_of(values: LocatedValues, name: str) -> Any | None:
    return values[name].value if name in values else None


def _list_of(values: LocatedValues, name: str) -> tuple[Located, ...]:
    return values[name].value if name in values else ()


def _text_of(values: LocatedValues, name: str, default: str = "") -> str:
    return values[name].value if name in values else default


def _line_of(values: LocatedValues, name: str) -> str:
    """A text in one line. Entities such as &#8217; came with a copied headline: they are read."""
    text = _text_of(values, name)
    return " ".join(
        (_CHARACTER_REFERENCE.sub(_decode_reference, text) if "&" in text else text).split()
    )


def _decode_reference(match: re.Match[str]) -> str:
    read = html.unescape(match.group())
    return read if read.isprintable() or read == "\xa0" else match.group()


def _key_locations(file: ValidatedFile) -> Iterator[str]:
    yield f"{file.location.line}:{file.location.column}"
    for key in LOCATED_KEYS:
        if key in file.values:
            place = file.values[key].location
            yield f"{key}:{place.line}:{place.column}"


def _explicit_id(values: LocatedValues, validator: Validator) -> str:
    if "id" not in values:
        return ""
    given = values["id"]
    parts = given.value.split("/")
    why = next((why for part in parts if part and (why := invalid_slug_reason(part))), "")
    if not all(parts):
        why = "has an empty part"
    elif {".", ".."} & set(parts):
        why = "must not hold . or .."
    if not why:
        return str(given.value)
    validator.report(
        "N307", given.location, f'id: "{given.value}" {why}', "write it as in 2022/xi-putin"
    )
    return ""


def _slug(file: ValidatedFile, options: ParseOptions, validator: Validator) -> str:
    *folders, stem = _path_parts(file.path)
    if stem == "index" and len(folders) > 1:
        stem = folders[-1]
    default = slug(
        unquote(_DATE_PREFIX.sub("", stem, count=1)) or _text_of(file.values, "title", stem),
        options.slugs,
    )
    if "slug" not in file.values:
        return default
    given = file.values["slug"]
    if why := invalid_slug_reason(given.value):
        message = f'slug: "{given.value}" {why}'
        validator.report(
            "N307", given.location, message, f"write it as in {default}, or leave it out"
        )
        return default
    return str(given.value)


def _image(
    file: ValidatedFile, options: ParseOptions, validator: Validator
) -> tuple[Image | None, tuple[Reference, ...]]:
    """The picture above the text, and the reference to it if it is a file of the site."""
    image: LocatedValues = file.values["image"].value if "image" in file.values else {}
    if "src" not in image:
        return None, ()
    found = resolve_target(
        image["src"].value, image["src"].location, options.links_base, is_image=True
    )
    if isinstance(found, Problem):
        validator.problems.append(found)
        return None, ()
    src = found.reference.target if found.reference else found.href
    picture = Image(src, _line_of(image, "alt"), _line_of(image, "credit"))
    return picture, (found.reference,) if found.reference else ()


def _withdrawal(values: LocatedValues) -> Withdrawal | None:
    """Withdrawn is withdrawn, even where its note could not be read."""
    if "withdrawn" not in values:
        return None
    given: LocatedValues = values["withdrawn"].value
    day = (
        given["date"].value
        if "date" in given
        else (_value_of(values, "date") or _PLACEHOLDER_MOMENT).day
    )
    return Withdrawal(day, _line_of(given, "note"))


def _excerpt(body: Body, rights: str, *, is_required: bool) -> str:
    if rights == "excerpt":
        return excerpt(body, allow_whole=False)
    return excerpt(body) if is_required else ""


def _corrections(values: LocatedValues) -> tuple[Correction, ...]:
    """The corrections that have a date and a note, newest first."""
    made = (
        Correction(item.value["date"].value, _line_of(item.value, "note"))
        for item in _list_of(values, "corrections")
        if "date" in item.value and "note" in item.value
    )
    return tuple(sorted(made, key=lambda correction: correction.day, reverse=True))


def _translation_path(values: LocatedValues) -> str:
    """The path of the original, with articles/ before it whether it was written or not."""
    path = _text_of(values, "translation_of").replace("\\", "/").removeprefix("./")
    return f"articles/{path.removeprefix('articles/')}" if path else ""


def _aliases(values: LocatedValues, validator: Validator) -> tuple[FormerAddress, ...]:
    """The former addresses that can be addresses, percent-decoded as all of ours are."""
    kept: dict[str, FormerAddress] = {}
    for item in _list_of(values, "aliases"):
        address = unquote(item.value)
        if why := address_refusal(address):
            hint = "write it as in /old/address/"
            validator.report("N308", item.location, f'aliases: "{item.value}" {why}', hint)
        else:
            kept.setdefault(address, FormerAddress(address, item.location))
    return tuple(kept.values())
