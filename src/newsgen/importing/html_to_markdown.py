"""HTML of other programs → the Markdown that newsgen reads, with its pictures as attachments.

markdownify walks the tree (BeautifulSoup's, made by lxml); what is said here is what a news archive
wants otherwise: figures with captions, whole addresses, nothing that only a browser could run.
"""

import html
import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from markdownify import ATX, BACKSLASH, MarkdownConverter

from newsgen.content.text import one_line
from newsgen.importing.draft import Attachment, Loss
from newsgen.importing.html_references import HtmlReferences
from newsgen.importing.markdown_links import destination
from newsgen.importing.plain_to_markdown import escape_line_start, escape_signs
from newsgen.model.value import Value

_SIZE_LIMIT = 5_000_000
"""Characters of HTML that are converted at most."""

_UNREAD_TAGS = (
    *("script", "style", "noscript", "template", "svg", "button", "form", "input", "select"),
    *("textarea", "object", "embed", "link", "meta", "head", "canvas", "map"),
)
_MAX_COLUMNS = 50
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:?)[-\s:]+([\w+#-]+)")
_TITLE_MARKS = re.compile(r'[\\"]')


class MarkdownText(Value, frozen=True):
    """A text with the files that it refers to, and what was lost of it."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    losses: tuple[Loss, ...] = ()


def markdown_of(source: str, base_url: str) -> MarkdownText:
    """Return the Markdown of HTML.

    Args:
        base_url: The address that relative links start from; empty if it is not known.
    """
    if len(source) > _SIZE_LIMIT:
        source = source[:_SIZE_LIMIT]
    return markdown_of_tree(BeautifulSoup(source, "lxml"), base_url)


def markdown_of_tree(soup: Any, base_url: str) -> MarkdownText:
    """Return the Markdown of a tree of BeautifulSoup, which is changed.

    Args:
        base_url: As of `markdown_of`.
    """
    references = HtmlReferences(base_url)
    for tag in soup.find_all(_UNREAD_TAGS):
        tag.decompose()
    text = _Converter(references).convert_soup(soup)
    text = _EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n")))
    return MarkdownText(text.strip(), tuple(references.attachments.values()), references.losses)


class _Converter(MarkdownConverter):
    def __init__(self, references: HtmlReferences) -> None:
        super().__init__(
            heading_style=ATX,
            bullets="-",
            newline_style=BACKSLASH,
            autolinks=False,
            code_language_callback=_code_language,
        )
        self._references = references

    def convert_sub(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"<{el.name}>{text}</{el.name}>" if text.strip() else text

    convert_sup = convert_sub

    def escape(self, text: str, parent_tags: Any) -> str:
        return escape_signs(text)

    def convert_p(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        return f"\n\n{escape_line_start(text.strip())}\n\n" if text.strip() else ""

    def convert_div(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_inline" in parent_tags or not text.strip():
            return f" {text.strip()} "
        return f"\n\n{text.strip()}\n\n"

    convert_article = convert_section = convert_div

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        if not text.strip() or "_noformat" in parent_tags:
            return text
        address = self._references.whole_address(el.get("href") or "") if el.get("href") else ""
        if not address or (text.strip().startswith("![") and el.find("img")):
            return text
        before, words, after = _edges(text)
        if html.unescape(words.replace("\\", "")) == address:
            return f"{before}<{address}>{after}"
        return f"{before}[{words}]({destination(address)}){after}"

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        reference = self._references.picture(el)
        if not reference:
            return ""
        alt = escape_signs(one_line(el.get("alt") or ""))
        if "_inline" in parent_tags and "td" not in parent_tags:
            return alt
        return f"![{alt}]({destination(reference)})"

    def convert_figure(self, el: Any, text: str, parent_tags: Any) -> str:
        picture, caption = el.find("img"), el.find("figcaption")
        if picture is None or "_inline" in parent_tags:
            return f"\n\n{text.strip()}\n\n"
        reference = self._references.picture(picture)
        words = one_line(caption.get_text(" ")) if caption else ""
        if not reference:
            return f"\n\n{escape_signs(words)}\n\n" if words else ""
        title = _TITLE_MARKS.sub(r"\\\g<0>", words)
        alt = escape_signs(one_line(picture.get("alt") or ""))
        title = f' "{title}"' if title else ""
        return f"\n\n![{alt}]({destination(reference)}{title})\n\n"

    def convert_iframe(self, el: Any, text: str, parent_tags: Any) -> str:
        address = self._references.whole_address(el.get("src") or el.get("data-src") or "")
        if not address:
            return ""
        self._references.lose(f"what is embedded from {urlsplit(address).netloc} became a link")
        return f"\n\n<{address}>\n\n"

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        span = el.get("colspan", "")
        width = min(int(span), _MAX_COLUMNS) if span.isdigit() else 1
        cell = one_line(text.replace("|", "\\|"))
        return f" {cell} |" + " |" * (width - 1)

    convert_th = convert_td

    def convert_dt(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def convert_dd(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    def convert_video(self, el: Any, text: str, parent_tags: Any) -> str:
        source = el.get("src") or next((each.get("src") for each in el.find_all("source")), "")
        address = self._references.whole_address(source or "")
        if not address:
            return ""
        self._references.lose(f"a {el.name} became a link")
        return f"\n\n<{address}>\n\n"

    convert_audio = convert_video


def _edges(text: str) -> tuple[str, str, str]:
    """Return the blanks before a text, its words in one line, and the blanks after it."""
    words = _SPACES.sub(" ", text.strip())
    return " " if text[:1].isspace() else "", words, " " if text[-1:].isspace() else ""


def _code_language(tag: Any) -> str:
    """Return the language of a block of code, as its classes say it."""
    inner = tag.find("code")
    classes = [*(tag.get("class") or ()), *((inner.get("class") or ()) if inner else ())]
    match = _LANGUAGE.search(" ".join(classes))
    return match[1].lower() if match else ""
