"""A Markdown file, by itself or of an old site: front matter in any form, and its text."""

import html
import re
from posixpath import basename, dirname
from urllib.parse import urlsplit

from newsgen.content.text import one_line
from newsgen.importing.body_text import with_text
from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import Document, ImportSettings, OldSite
from newsgen.importing.draft import Draft, DraftPicture, Loss, Reading, Refusal
from newsgen.importing.foreign_dates import UNREAD_DATE, day_in_address, normal_date
from newsgen.importing.foreign_values.foreign_front_matter import (
    ForeignValues,
    is_hidden,
    read_foreign_values,
)
from newsgen.importing.foreign_values.front_matter_formats import read_foreign_front_matter
from newsgen.importing.foreign_values.notebook_text import read_notebook
from newsgen.importing.foreign_values.rst_front_matter import read_rst_front_matter
from newsgen.importing.site_folders.old_sites import (
    GROUP_LINK,
    page_of,
    page_values,
)
from newsgen.importing.site_folders.permalinks import absolute_path, name_day
from newsgen.importing.site_folders.site_files import SitePage
from newsgen.importing.site_references import SiteReferences
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.value import replace

_OTHER_MARKUP = {
    "textile": "Textile",
    "org": "Org mode",
    "adoc": "AsciiDoc",
    "asciidoc": "AsciiDoc",
    "pdc": "Pandoc's Markdown",
    "pandoc": "Pandoc's Markdown",
}
"""The markup of files by the endings of their names."""
_TAG = re.compile(
    r"</?(?:em|i|b|strong|br|span|small|a|p|code|sup|sub|u|mark|cite|abbr|q|div)\b[^<>]*>", re.I
)
_NO_SECTIONS = ("uncategorized", "uncategorised", "posts", "post", "blog", "articles", "content")
"""Names of folders and categories that say nothing of an article."""


def read_markdown_file(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of a file, or why it is none."""
    origin = document.origin
    if markup := _OTHER_MARKUP.get(document.path.rpartition(".")[2].casefold()):
        message = f"it is {markup}: turn it into Markdown first, as pandoc does"
        return (Refusal(origin, message),)
    decoded = decode_foreign_text(content)
    if not decoded.text.strip():
        return (Refusal(origin, "it is empty: put a text into it"),)
    is_rst = document.format == "restructuredtext"
    read_front_matter = read_rst_front_matter if is_rst else read_foreign_front_matter
    if document.path.casefold().endswith(".ipynb"):
        read_front_matter = read_notebook
    matter = read_front_matter(decoded.text)
    if matter.error:
        return (Refusal(origin, matter.error, matter.error_line),)
    site = settings.sites[document.site] if document.site >= 0 else None
    place = document.place or basename(document.path or origin)
    values = page_values(place, matter.values, site) if site else matter.values
    page = page_of(place, values, site) if site else _page_by_name(place)
    if page.is_page:
        return (Refusal(origin, "it is a page, no article: write it into pages/"),)
    said = read_foreign_values(matter, values)
    target = values.get("redirect_to")
    if target and site and site.kind == "jekyll":
        target = target[0] if isinstance(target, list) else target
        return (Refusal(origin, f"it only leads on to {target}"),)
    draft = Draft(
        origin,
        keys=(place,),
        title=_title(said),
        losses=said.losses,
        leftovers=said.leftovers,
    )
    if decoded.note:
        draft = replace(draft, losses=(*draft.losses, Loss(decoded.note)))
    draft = _with_dates(draft, said, page, site, settings)
    if site and not draft.date and "date" not in said.texts:
        message = "it is a page without a date, no article: write it into pages/, or give it a date"
        return (Refusal(origin, message),)
    draft = _with_names(draft, said, page, site)
    draft = _with_place(draft, said, page, site, settings)
    folder = site.folder if site else dirname(document.path)
    references = SiteReferences(folder, place, page.address, site)
    draft = with_text(draft, replace(matter, values=values), is_rst, page, site, references)
    draft = _with_pictures(draft, said, references)
    draft = replace(
        draft,
        attachments=tuple(references.attachments.values()),
        old_addresses=references.old_addresses,
        losses=(*draft.losses, *references.losses),
    )
    if not draft.text and not draft.summary:
        what = "it has a title and no text" if draft.title else "it has no text"
        return (Refusal(origin, f"{what}: put the text of the article below its front matter"),)
    return (draft,)


def _page_by_name(place: str) -> SitePage:
    day, rest = name_day(basename(place).rpartition(".")[0])
    return SitePage(date=day, slug=rest if day else "")


def _title(said: ForeignValues) -> str:
    return _without_tags(said.texts.get("title", ""))


def _without_tags(text: str) -> str:
    """Return a text that is shown as it is typed, without HTML."""
    return one_line(html.unescape(_TAG.sub("", text)))


def _with_dates(
    draft: Draft,
    said: ForeignValues,
    page: SitePage,
    site: OldSite | None,
    settings: ImportSettings,
) -> Draft:
    """Return a draft with its dates; one that cannot be read is a loss."""
    zone = site.timezone if site else ""
    language = settings.language
    dates: dict[str, str] = {}
    losses = []
    texts = dict(said.texts)
    if texts.get("published", "").casefold() not in ("true", "false", "yes", "no", ""):
        texts.setdefault("date", texts["published"])
    for key in ("date", "updated", "embargo", "expires"):
        text = texts.get(key, "")
        dates[key] = normal_date(text, zone, language)
        if text and not dates[key]:
            losses.append(
                Loss(
                    f'its {said.keys.get(key, key)} "{text[:60]}" {UNREAD_DATE}',
                    what=text[:60],
                )
            )
    evidence = f"its front matter ({said.keys.get('date', 'published')})" if dates["date"] else ""
    if not dates["date"] and page.date:
        dates["date"], evidence = page.date, page.date_evidence or "the name of its file"
    if not dates["date"] and (day := day_in_address(page.address)):
        dates["date"], evidence = day, f"its old address ({page.address})"
    if not dates["date"] and dates["embargo"]:
        dates["date"], evidence = dates["embargo"], f"its front matter ({said.keys['embargo']})"
    if not dates["date"] and dates["updated"] and site and site.kind == "hugo":
        key = said.keys["updated"]
        dates["date"], evidence = dates["updated"], f"its front matter ({key}), as Hugo reads it"
    if dates["embargo"][:10] <= dates["date"][:10]:
        dates["embargo"] = ""
    if dates["updated"][:10] <= dates["date"][:10]:
        dates["updated"] = ""
    return replace(draft, **dates, date_evidence=evidence, losses=(*draft.losses, *losses))


def _with_names(draft: Draft, said: ForeignValues, page: SitePage, site: OldSite | None) -> Draft:
    """Return a draft with its source, authors, section and tags, by their whole names."""
    author_names = site.author_names if site else {}
    tag_names = site.tag_names if site else {}
    source = said.texts.get("source", "")
    if site:
        source = site.source_names.get(source.casefold(), source) or site.title
    authors = tuple(
        author_names.get(name.casefold(), name) for name in said.lists.get("authors", ())
    )
    if not authors and site and site.default_author:
        name = site.default_author
        authors = (author_names.get(name.casefold(), name),)
    tags = tuple(
        tag_names.get(tag.casefold(), tag)
        for tag in said.lists.get("tags", ())
        if tag.casefold() not in _NO_SECTIONS
    )
    section = said.texts.get("section", "")
    if not section:
        section = next((each for each in page.sections if each.casefold() not in _NO_SECTIONS), "")
    if not section and len(tags) == 1 and said.keys.get("tags") == "categories":
        section, tags = tags[0], ()
    section = tag_names.get(section.casefold(), section)
    return replace(
        draft,
        source=one_line(source),
        authors=tuple(dict.fromkeys(filter(None, map(one_line, authors)))),
        section="" if section.casefold() in _NO_SECTIONS else section,
        series=said.texts.get("series", ""),
        tags=tuple(tag for tag in dict.fromkeys(tags) if tag.casefold() != section.casefold()),
        entities={
            kind.value: said.lists.get(f"entities.{kind.value}", ()) for kind in TYPED_ENTITY_KINDS
        },
    )


def _with_place(
    draft: Draft,
    said: ForeignValues,
    page: SitePage,
    site: OldSite | None,
    settings: ImportSettings,
) -> Draft:
    """Return a draft with its addresses, its language and whether it is published."""
    texts = said.texts
    source_url = texts.get("source_url", "")
    if not source_url.startswith(("http://", "https://")):
        source_url = ""
    if site and site.url and urlsplit(source_url).netloc == urlsplit(site.url).netloc:
        source_url = ""
    address = texts.get("address", "") if not site else page.address
    if not site and address.startswith(("http://", "https://")):
        source_url, address = source_url or address, ""
    if "{{" in address or "{%" in address or ":" in address:
        address = ""
    old = [path for path in (address, *said.lists.get("aliases", ())) if path.strip("/ ")]
    language = texts.get("language", "") or page.language
    if site and not language:
        language = site.language
    group = site.links.get(f"{GROUP_LINK}{page.group}", "") if site and page.group else ""
    return replace(
        draft,
        source_url=settings.url or source_url,
        retrieved=texts.get("retrieved", "")[:10] or settings.retrieved,
        slug=texts.get("slug", "") or page.slug,
        aliases=tuple(dict.fromkeys(absolute_path(path) for path in old)),
        language=language.replace("_", "-").partition(".")[0],
        translation_of=group if group != draft.keys[0] and page.language else "",
        is_draft=page.is_draft or is_hidden(said),
        summary=_without_tags(texts.get("summary", "")),
        archived_url=texts.get("archived_url", ""),
        dateline=texts.get("dateline", ""),
        rights=texts.get("rights", "") if texts.get("rights") in ("full", "excerpt") else "",
        id=texts.get("id", "") if not site and said.keys.get("id") == "id" else "",
    )


def _with_pictures(draft: Draft, said: ForeignValues, references: SiteReferences) -> Draft:
    """Return a draft with the pictures beside its text."""
    images = []
    if "<a " in said.texts.get("image.caption", ""):
        draft = replace(draft, losses=(*draft.losses, Loss("a link in a caption became its words")))
    for number, src in enumerate(said.lists.get("image", ())):
        place = references.destination(src, True)
        if place is None:
            continue
        alt, caption, credit = (
            _without_tags(said.texts.get(f"image.{key}", "")) if not number else ""
            for key in ("alt", "caption", "credit")
        )
        images.append(DraftPicture(place, alt, caption, credit))
    return replace(draft, images=tuple(images))
