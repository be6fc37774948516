"""Saved pages of the web, whole, with their folder, or in one file (SingleFile) → drafts."""

import os
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from newsgen.content.text import one_line
from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Attachment, Draft, DraftPicture, Loss, Reading, Refusal
from newsgen.importing.html_to_markdown import markdown_of_tree
from newsgen.importing.leftovers import without_leftovers
from newsgen.importing.markup.amp import write_amp_elements
from newsgen.importing.markup.formulas import write_formulas
from newsgen.importing.markup.pictures import CREDIT_MARK, FindAttachment
from newsgen.importing.markup.tree import HtmlElement, body_of, elements, parse_html, words_of
from newsgen.importing.page.article_cuts import cut_scripts
from newsgen.importing.page.find_article import find_article
from newsgen.importing.page.left_out_parts import find_left_out_parts
from newsgen.importing.page.no_article import why_no_article
from newsgen.importing.page.page_address import PageAddress, find_address, strip_archive
from newsgen.importing.page.page_authors import find_authors
from newsgen.importing.page.page_date import find_date, find_update
from newsgen.importing.page.page_head import PageHead, read_page_head
from newsgen.importing.page.page_title import find_site_name, find_title, site_keys
from newsgen.model.value import replace
from newsgen.runtime.foreign_files import path_inside

_MOST_MARKUP = 10_000_000
"""Characters of a page without scripts and embedded files; no article has more."""

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)|encoding=[\"']([\w-]+)", re.I
)
_SCRIPT = re.compile(
    r"<(script|style)\b(?![^>]{0,500}ld\+json)[^>]{0,5000}>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_FIRST_PICTURE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?:<(?P<angled>[^>]*)>|(?P<src>[^\s)]*))"
    r'(?: "(?P<caption>(?:\\.|[^"\\])*)")?\)(?:\n+|$)'
)
_MOST_TAGS = 15


def read_web_page(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of a saved page, or why it has none."""
    match = _CHARSET.search(content[:4096])
    declared = (match[1] or match[2]).decode("ascii") if match else ""
    decoded = decode_foreign_text(content, declared)
    hint = PageAddress(url=settings.url, retrieved=settings.retrieved)
    reading = read_page(document, decoded.text, hint, lambda src: _file_beside(document, src))
    if decoded.note and isinstance(reading, Draft):
        reading = replace(reading, losses=(Loss(decoded.note), *reading.losses))
    return (reading,)


def read_page(document: Document, source: str, hint: PageAddress, find: FindAttachment) -> Reading:
    """Return the draft of a page, or why it has none.

    Args:
        document: Where it comes from.
        source: Its HTML.
        hint: What is known of its address.
        find: Says which picture came with it.
    """
    if len(source) > _MOST_MARKUP:
        source = _SCRIPT.sub("", source)
        if len(source) > _MOST_MARKUP and "data:" not in source[:_MOST_MARKUP]:
            size = len(source) // 1_000_000
            message = f"it has {size} MB of HTML, which no article has: save the article alone"
            return Refusal(document.origin, message)
    root = parse_html(source)
    head = read_page_head(root)
    address = find_address(source, root, head, hint)
    if address.archived_url:
        strip_archive(root)
    write_amp_elements(root)
    write_formulas(root)
    cut_scripts(root)
    article, originals = find_article(root)
    if message := why_no_article(root, article, head):
        return Refusal(document.origin, message)
    site_name = find_site_name(head)
    host = urlsplit(address.url).hostname or ""
    site = site_keys(site_name, host)
    title = find_title(root, head, site)
    markdown = markdown_of_tree(article, address.base, title=title, find=find)
    text, leftovers = without_leftovers(markdown.text)
    if not text:
        return Refusal(document.origin, "there is no text in it: copy its text into a file of text")
    date, evidence = find_date(root, head, address.url or address.archived_url)
    draft = Draft(
        origin=document.origin,
        title=title,
        text=text,
        source=site_name or host.removeprefix("www."),
        authors=find_authors(root, head, site),
        date=date,
        date_evidence=evidence,
        updated=find_update(head, date),
        language=_language(root, head),
        section=head.meta("article:section") or head.data("articleSection"),
        tags=_tags(root, head),
        summary=_summary(head, text),
        source_url=address.url,
        retrieved=address.retrieved,
        archived_url=address.archived_url,
        attachments=markdown.attachments,
        leftovers=(*leftovers, *find_left_out_parts(body_of(root), originals, title)),
        losses=markdown.losses,
    )
    return _with_picture(draft, head, markdown.credits)


def _file_beside(document: Document, source: str) -> Attachment | None:
    """Return a file of the folder that a browser saved beside a page."""
    if not document.path or urlsplit(source).scheme or source.startswith("//"):
        return None
    reference = unquote(source.partition("?")[0]).removeprefix("./")
    path = path_inside(os.path.dirname(document.path), reference)
    name = reference.rpartition("/")[2]
    return Attachment(reference, name, path=path) if path and name else None


def _language(root: HtmlElement, head: PageHead) -> str:
    said = (root.get("lang"), root.get("xml:lang"), head.data("inLanguage"))
    metas = ("content-language", "dc:language", "og:locale", "language")
    return next((text.strip() for text in (*said, head.meta(*metas)) if text), "").replace("_", "-")


def _tags(root: HtmlElement, head: PageHead) -> tuple[str, ...]:
    tags = list(head.metas.get("article:tag", ()))
    tags = tags or [
        words_of(e) for e in elements(root, "a") if "tag" in (e.get("rel") or "").split()
    ]
    keywords = head.article.get("keywords")
    if not tags and isinstance(keywords, list):
        tags = [word for word in keywords if isinstance(word, str)]
    if not tags:
        text = keywords if isinstance(keywords, str) else ""
        text = text or head.meta("news_keywords", "parsely-tags", "sailthru:tags", "keywords")
        tags = re.split(r"[,;，、]", text)
    names = dict.fromkeys(filter(None, map(one_line, tags)))
    return tuple(names) if len(names) <= _MOST_TAGS else ()


def _summary(head: PageHead, text: str) -> str:
    """Return the summary of a page; its first words, cut off, are none."""
    names = ("og:description", "description", "dc:description", "twitter:description")
    summary = head.meta(*names) or head.data("description")
    start = re.sub(r"\W+", "", summary.rstrip(". …[]"))
    is_cut = summary.endswith(("…", "...", "[…]", "…]"))
    return "" if is_cut and start and start in re.sub(r"\W+", "", text) else summary


def _with_picture(draft: Draft, head: PageHead, credits_: Mapping[str, str]) -> Draft:
    """Return a draft whose first picture, if it stands above the text, is that of the article."""
    first = _FIRST_PICTURE.match(draft.text)
    if first and (first["angled"] or first["src"]):
        words = [re.sub(r"\\(.)", r"\1", first[key] or "") for key in ("alt", "caption")]
        reference = first["angled"] or first["src"]
        credit = credits_.get(reference, "")
        caption = words[1].removesuffix(credit).removesuffix(CREDIT_MARK)
        picture = DraftPicture(reference, words[0], caption, credit)
        return replace(draft, text=draft.text[first.end() :], images=(picture,))
    source = head.meta("og:image:secure_url", "og:image", "og:image:url", "twitter:image")
    if not source.startswith(("http://", "https://")):
        return draft
    name = unquote(urlsplit(source).path.rpartition("/")[2]) or "picture"
    if any(each.name == name for each in draft.attachments):
        return draft
    attachment = Attachment(source, name, url=source)
    picture = DraftPicture(source, head.meta("og:image:alt", "twitter:image:alt"))
    return replace(draft, images=(picture,), attachments=(*draft.attachments, attachment))
