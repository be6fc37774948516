"""The values and the converted body of a file → the record of an article or a plain page."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain

from newsgen.content.excerpt import excerpt
from newsgen.content.front_matter import front_matter_values as keys
from newsgen.content.front_matter.explicit_ids import explicit_id
from newsgen.content.front_matter.path_values import named_parts, report_other_date
from newsgen.content.front_matter.picture_values import article_pictures
from newsgen.content.markdown.link_targets import FILE_PREFIX
from newsgen.content.markdown.normalize_html import Body
from newsgen.content.parse_context import ParseContext
from newsgen.content.schema import WITHHOLDING_KEYS
from newsgen.content.text_fingerprint import text_fingerprint
from newsgen.content.yaml.validator import LocatedValues, Validator
from newsgen.model.article import (
    LOCATED_KEYS,
    Article,
    Moment,
    PlainPage,
    Reference,
    Rights,
)
from newsgen.model.config import KEPT_PREFIX
from newsgen.model.digest import digest
from newsgen.model.problem import Location, Problem
from newsgen.model.slug import Alphabet, slug

_KEY_CODES = ("N103", "N106", "N107", "N117")
"""Problems of one key of front matter."""

_DIRECT_KEYS = (
    *("source_url", "updated", "lead", "embargo", "archived_url", "retrieved", "license"),
    "future",
)
_PLACEHOLDER_MOMENT = Moment(date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC))


def build_plain_page(
    values: LocatedValues, location: Location, body: Body, context: ParseContext
) -> PlainPage | None:
    """Return the page of a file under pages/, with an address from its path; None without title."""
    if "title" not in values:
        return None
    return PlainPage(
        path=location.path,
        address=plain_page_address(location.path, context.options.slugs),
        title=keys.text_line(values, "title"),
        language=values.value("language", context.options.language),
        html_digest=digest(body.html),
        location=location,
        summary=keys.text_line(values, "summary"),
        references=body.references,
    )


def plain_page_address(path: str, alphabet: Alphabet) -> str:
    """Return the address of a file under pages/."""
    return "/" + "".join(f"{slug(part, alphabet)}/" for part in named_parts(path))


def build_article(
    values: LocatedValues,
    location: Location,
    body: Body,
    context: ParseContext,
    validator: Validator,
) -> Article:
    """Return the article of a file, with placeholders for required values that are missing.

    So every other value is checked too. `find_obstacle` says whether the article may be used.
    Its names have no meaning yet, nor has it digests of all it is made from. location: where the
    front matter starts.
    """
    options, path = context.options, location.path
    values = keys.read_midnights(values, context)
    title, summary = keys.text_line(values, "title"), keys.text_line(values, "summary")
    moment: Moment = values.value("date", _PLACEHOLDER_MOMENT)
    rights: Rights = values.value("rights", options.rights)
    withdrawn = keys.withdrawal(values, moment)
    keys.report_line_slips(values, validator)
    if "date" in values:
        keys.report_early_dates(values, moment, validator)
    if "date" in options.from_path:
        report_other_date(values, path, validator)
    pictures = article_pictures(values, options, validator)
    has_text = rights == "full" and not withdrawn
    needs_excerpt = rights == "excerpt" or (has_text and not summary)
    language = values.value("language", options.language)
    is_foreign = language.lower() != options.language.lower()
    return Article(
        path=path,
        explicit_id=explicit_id(values, validator),
        slug=keys.article_slug(path, values, options, validator),
        title=title,
        name_lines="",
        moment=moment,
        language=language,
        language_in_address=options.languages_in_addresses if is_foreign else "",
        html_digest=digest(body.html) if has_text else "",
        excerpt=excerpt(body, allow_whole=rights != "excerpt") if needs_excerpt else "",
        key_locations=" ".join(_key_locations(values, location)),
        dateline=keys.text_line(values, "dateline"),
        summary=summary,
        image=pictures.image,
        gallery=pictures.gallery,
        draft=values.value("status") == "draft" or values.value("draft", False),
        withdrawn=withdrawn,
        corrections=keys.corrections(values),
        translation_of=keys.translation_path(values),
        aliases=keys.former_addresses(values, validator),
        rights=rights,
        fingerprint=text_fingerprint(body.text) if has_text else b"",
        references=(
            *(body.references if has_text else ()),
            *pictures.references,
            *(_copy_references(values) if has_text else ()),
        ),
        **{key: values[key].value for key in _DIRECT_KEYS if key in values},
    )


def find_obstacle(values: LocatedValues, validator: Validator) -> Problem | None:
    """Return the problem that keeps a file from being an article; None if it has all it needs."""
    missing = [key for key in ("title", "date") if key not in values]
    keys = [*missing, *sorted(validator.invalid_keys & WITHHOLDING_KEYS)]
    if not keys:
        return None
    starts = tuple(f"{key}{sign}" for key in keys for sign in ":.")
    problems = validator.problems
    named = (problem for problem in problems if problem.message.startswith(starts))
    about_keys = (problem for problem in problems if problem.code in _KEY_CODES)
    return next(chain(named, about_keys, problems), None)


def _copy_references(values: LocatedValues) -> Iterator[Reference]:
    """Yield the reference to the copy of its source that the archive has itself."""
    if values.value("archived_url", "").startswith(f"/{KEPT_PREFIX}"):
        path, place = values["archived_url"].value[1:], values["archived_url"].location
        yield Reference(FILE_PREFIX + path, is_image=False, line=place.line, column=place.column)


def _key_locations(values: LocatedValues, start: Location) -> Iterator[str]:
    yield f"{start.line}:{start.column}"
    for key in LOCATED_KEYS:
        if key in values:
            location = values[key].location
            yield f"{key}:{location.line}:{location.column}"
    for key, day in keys.note_days(values):
        location = day.location
        yield f"{keys.note_key(key, day.value)}:{location.line}:{location.column}"
