"""The text below front matter → the text of a draft, whatever markup it has."""

import re

from newsgen.content.markdown.shortcodes import SHORTCODE
from newsgen.content.text import one_line
from newsgen.importing.document import OldSite
from newsgen.importing.draft import Draft
from newsgen.importing.foreign_values.front_matter_formats import ForeignFrontMatter
from newsgen.importing.leftovers import without_leftovers
from newsgen.importing.markdown_dialects.foreign_html import html_as_markdown
from newsgen.importing.markdown_dialects.foreign_markdown import (
    convert_foreign_markdown,
    heading_names,
)
from newsgen.importing.markdown_dialects.markdown_formulas import write_formulas_as_code
from newsgen.importing.markdown_dialects.markdown_marks import draw_emoji
from newsgen.importing.markdown_links import replace_outside_code
from newsgen.importing.site_folders.site_files import SitePage, text_of
from newsgen.importing.site_references import SiteReferences
from newsgen.importing.site_shortcodes.foreign_shortcodes import convert_shortcodes
from newsgen.importing.site_shortcodes.site_words import find_site_words
from newsgen.importing.text_title import text_before_mark, without_title
from newsgen.model.value import replace

_HTML_NAME = re.compile(r"\.(?:html?|njk|liquid|hbs)$", re.IGNORECASE)
_HTML_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|section|article|table)\b", re.IGNORECASE)
_FIRST_HEADING = re.compile(r"\A#{2,6} ")
_NUNJUCKS_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def with_text(
    draft: Draft,
    matter: ForeignFrontMatter,
    is_rst: bool,
    page: SitePage,
    site: OldSite | None,
    references: SiteReferences,
) -> Draft:
    """Return a draft with its text, its summary if the text marks it, and what was lost."""
    if is_rst:
        draft = _with_rst(draft, matter, references)
    else:
        draft = _with_markdown(draft, matter, page, site, references)
    text, leftovers = without_leftovers(draft.text)
    return replace(draft, text=text.strip(), leftovers=(*draft.leftovers, *leftovers))


def _with_rst(draft: Draft, matter: ForeignFrontMatter, references: SiteReferences) -> Draft:
    # It loads docutils, which takes a tenth of a second and which most imports do not need.
    from newsgen.importing.restructured_text.rst_to_html import rst_as_html

    read = rst_as_html(matter.body, matter.body_line, references.file_text)
    text, losses = html_as_markdown(read.html, draft.title)
    title, below = without_title(_FIRST_HEADING.sub("# ", text), draft.title)
    text = below if title else text
    return replace(
        draft,
        title=draft.title or title,
        text=references.exchange(text, {}),
        summary=draft.summary or read.summary,
        losses=(*draft.losses, *read.losses, *losses),
    )


def _with_markdown(
    draft: Draft,
    matter: ForeignFrontMatter,
    page: SitePage,
    site: OldSite | None,
    references: SiteReferences,
) -> Draft:
    """Return a draft with a text of Markdown or HTML."""
    place, whole = draft.keys[0], matter.body
    title, body = without_title(whole, draft.title)
    line = matter.body_line + whole[: len(whole) - len(body)].count("\n")
    separator = site.summary_mark if site else ""
    separator = text_of(matter.values, "excerpt_separator") or separator
    before = text_before_mark(body, separator)
    is_html = bool(_HTML_NAME.search(place)) and bool(_HTML_BLOCK.search(body))
    if not is_html:
        body = write_formulas_as_code(body)
    if site and site.has_emoji_names:
        body = draw_emoji(body)
    if site and site.has_plain_braces:
        body = replace_outside_code(SHORTCODE, body, lambda match: f"`{match[0]}`")
    converted = convert_shortcodes(
        _NUNJUCKS_COMMENT.sub("", body) if place.endswith((".njk", ".liquid")) else body,
        find_site_words(site, draft, matter.values, page.address),
        line,
    )
    text = converted.text.replace(separator, "") if separator.strip() else converted.text
    if draft.title:
        _, text = without_title(text, draft.title)
    if is_html:
        text, losses = html_as_markdown(text, draft.title)
    else:
        # Notebooks that the text shows bring formulas, too.
        text, losses = convert_foreign_markdown(write_formulas_as_code(text))
    summary = draft.summary
    if before and not summary:
        summary = one_line(re.sub(r"[*_`#>]|!?\[([^\]]*)\]\([^)]*\)", r"\1", before))
    return replace(
        draft,
        title=draft.title or title,
        text=references.exchange(text, heading_names(body)),
        summary=summary,
        losses=(*draft.losses, *converted.losses, *losses),
    )
