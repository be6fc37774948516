"""HTML of other programs → Markdown as newsgen reads it, with the files that it shows."""

import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from lxml import etree
from markdownify import BACKSLASH, MarkdownConverter

from newsgen.importing.draft import Attachment, Loss
from newsgen.importing.markdown_links import destination
from newsgen.importing.markup.amp import write_amp_elements
from newsgen.importing.markup.formulas import write_formulas
from newsgen.importing.markup.links import collect_footnotes, write_links
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.markup.pictures import LINK_MARKS, FindAttachment, PictureCollector
from newsgen.importing.markup.structure import write_structure
from newsgen.importing.markup.text_nodes import write_text_nodes
from newsgen.importing.markup.tree import (
    BLOCKS,
    HEADINGS,
    HtmlElement,
    body_of,
    drop,
    elements,
    new_element,
    parse_html,
    words_of,
)
from newsgen.model.value import Value, field, replace

MAX_SIZE = 10_000_000
"""Characters of HTML that are read; no article has more."""

_CAPTION_LINK = re.compile("{0}([^{0}{1}{2}]*){1}([^{0}{1}{2}]*){2}".format(*LINK_MARKS))
_GAPS = re.compile(r"\n{3,}")
_LAST_RULE = re.compile(r"^(?:\*\*\*\n+)+|(?:\n+\*\*\*)+$")
_RUN = re.compile(r"`+")
_FENCE = re.compile(r"^`{3,}", re.MULTILINE)


class MarkdownText(Value, frozen=True):
    """The Markdown of some HTML, the files that it shows, and what could not be carried over.

    credits: Who made its pictures, by their references; their captions end with it.
    """

    text: str
    attachments: tuple[Attachment, ...] = ()
    losses: tuple[Loss, ...] = ()
    credits: Mapping[str, str] = field(default_factory=dict)


def _find_nothing(_source: str) -> Attachment | None:
    return None


def markdown_of(
    html: str, base_url: str, *, title: str = "", find: FindAttachment = _find_nothing
) -> MarkdownText:
    """Return the Markdown of HTML.

    Args:
        base_url: The address of its page, for links that are not whole; empty if that is not known.
        title: The title of the article: a heading at the top that repeats it is left out.
        find: Says which picture came with the document.
    """
    losses = LossCounter()
    if len(html) > MAX_SIZE:
        html = html[:MAX_SIZE]
        losses.add(f"what follows the first {MAX_SIZE // 1_000_000} MB of its HTML was left out")
    text = markdown_of_tree(body_of(parse_html(html)), base_url, title=title, find=find)
    return replace(text, losses=(*losses.losses(), *text.losses))


def markdown_of_tree(
    root: HtmlElement, base_url: str, *, title: str = "", find: FindAttachment = _find_nothing
) -> MarkdownText:
    """Return the Markdown of a tree, which is used up.

    Args:
        base_url: As of markdown_of.
        title: As of markdown_of.
        find: As of markdown_of.
    """
    losses = LossCounter()
    pictures = PictureCollector(base_url, find, losses)
    root.tag = "div"
    write_amp_elements(root)
    write_formulas(root)
    _drop_title(root, title)
    pictures.collect(root)
    footnotes = collect_footnotes(root)
    write_structure(root, losses)
    write_links(root, base_url, losses)
    parts = [_convert(root)]
    for name, note in footnotes:
        write_structure(note, losses)
        write_links(note, base_url, losses)
        lines = _convert(note).split("\n")
        more = "".join(f"\n    {line}".rstrip(" ") for line in lines[1:])
        parts.append(f"[^{name}]: {lines[0]}{more}")
    text = "\n\n".join(part for part in parts if part)
    files = tuple(pictures.attachments.values())
    return MarkdownText(text, files, losses.losses(), pictures.credits)


def _drop_title(root: HtmlElement, title: str) -> None:
    """Drop the first heading, and the first paragraph, if they repeat the title of the article."""
    wanted = _letters(title)
    paragraphs = [each for each in elements(root, "p") if words_of(each)][:2]
    first = (next(iter(elements(root, *HEADINGS)), None), *paragraphs[: len(paragraphs) - 1])
    for element in first:
        if element is not None and wanted and _letters(words_of(element)) == wanted:
            drop(element)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _convert(root: HtmlElement) -> str:
    frame = new_element("div")
    root.tail = None
    frame.append(root)
    write_text_nodes(frame)
    # As XML, because lxml writes other addresses into HTML than are in the tree.
    markup = etree.tostring(frame, encoding="unicode")
    text = _Converter(
        heading_style="atx", bullets="-", newline_style=BACKSLASH, table_infer_header=True
    ).convert_soup(BeautifulSoup(markup, "html.parser"))
    lines = (line.rstrip() for line in text.split("\n"))
    return _LAST_RULE.sub("", _GAPS.sub("\n\n", "\n".join(lines)).strip("\n"))


class _Converter(MarkdownConverter):
    """Puts together a tree whose texts are Markdown already: see `markup.text_nodes`."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before, words, after = _chomp(text)
        href = str(el.get("href") or "")
        if not words or not href or "_noformat" in parent_tags:
            return text
        if words.replace("\\", "") == href and re.fullmatch(r"https?://[^\s<>]+", href):
            return f"{before}<{href}>{after}"
        return f"{before}[{words}]({destination(href)}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt, title = (str(el.get(name) or "") for name in ("alt", "title"))
        if parent_tags & {"td", "th"}:  # a picture of a table has no caption that is shown
            title = _CAPTION_LINK.sub(r"\1", title)
        words = re.sub(r"[\[\]\\<>`*]", r"\\\g<0>", alt)
        caption = f' "{_caption(title)}"' if title else ""
        return f"![{words}]({destination(str(el['src']))}{caption})"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Two line breaks that follow each other part paragraphs; one at an end says nothing."""
        if "_inline" in parent_tags:
            return " "
        following, previous = _beside(el, "next_sibling"), _beside(el, "previous_sibling")
        if _is_break(previous) or following is None or previous is None:
            return ""
        if _is_block(following) or _is_block(previous):
            return ""
        return "\n\n" if _is_break(following) else "\\\n"

    def convert_cell_break(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "<br>"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _marked(el, text, "**", "strong", parent_tags)

    def convert_i(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _marked(el, text, "*", "em", parent_tags)

    convert_strong = convert_b
    convert_em = convert_i

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        before, words, after = _chomp(text)
        if not words or "_noformat" in parent_tags:
            return text
        if "td" in parent_tags or "th" in parent_tags:
            words = words.replace("|", "\\|")
        marks = "`" * (max((len(run) for run in _RUN.findall(words)), default=0) + 1)
        pad = " " if len(marks) > 1 else ""
        return f"{before}{marks}{pad}{words}{pad}{marks}{after}"

    convert_kbd = convert_code
    convert_samp = convert_code
    convert_tt = convert_code

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code = el.get_text().strip("\n")
        if not code.strip():
            return ""
        fence = "`" * max(3, *(len(run) + 1 for run in _FENCE.findall(code)), 3)
        return f"\n\n{fence}{el.get('language') or ''}\n{code}\n{fence}\n\n"

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n***\n\n"

    def convert_q(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"“{text}”"

    def convert_abbr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        title = str(el.get("title") or "").replace("&", "&amp;").replace('"', "&quot;")
        return f'<abbr title="{title}">{text}</abbr>' if title and text.strip() else text

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Keep an element that Markdown has no mark for."""
        return f"<{el.name}>{text}</{el.name}>" if text.strip() else text

    convert_sup = convert_sub
    convert_s = convert_sub
    convert_del = convert_sub
    convert_ins = convert_sub
    convert_mark = convert_sub
    convert_ruby = convert_sub
    convert_rt = convert_sub
    convert_rp = convert_sub

    def convert_strike(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<s>{text}</s>" if text.strip() else text

    def __getattr__(self, name: str) -> Any:
        """Treat all other blocks as `div`."""
        if name.removeprefix("convert_") in _OTHER_BLOCKS:
            return self.convert_div
        raise AttributeError(name)


_OTHER_BLOCKS = BLOCKS - frozenset(
    (*HEADINGS, "p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "pre", "blockquote", "hr")
)
_LINE_BLOCKS = BLOCKS - {"body", "td", "th", "tr", "tbody", "thead", "tfoot"}


def _chomp(text: str) -> tuple[str, str, str]:
    words = text.strip()
    return (" " if text[:1].isspace() else ""), words, (" " if text[-1:].isspace() else "")


def _caption(text: str) -> str:
    """Return the words of a caption, and its links, as the title of a picture in Markdown."""
    parts = _CAPTION_LINK.split(" ".join(text.split()))
    quoted = [re.sub(r'[\\"<`*_\[\]]', r"\\\g<0>", part) for part in parts]
    quoted[1::3] = [f"[{words}]" for words in quoted[1::3]]
    quoted[2::3] = [f"({address})" for address in parts[2::3]]
    return "".join(quoted)


def _beside(element: Tag, side: str) -> PageElement | None:
    """Return what stands beside an element; None for nothing, or blanks alone."""
    other = getattr(element, side)
    while isinstance(other, NavigableString) and not other.strip():
        other = getattr(other, side)
    return other if isinstance(other, PageElement) else None


def _is_break(node: PageElement | None) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def _is_block(node: PageElement | None) -> bool:
    return isinstance(node, Tag) and node.name in _LINE_BLOCKS


def _marked(element: Tag, text: str, mark: str, tag: str, parent_tags: set[str]) -> str:
    """Return emphasized words; with tags where Markdown would not see the mark beside letters."""
    before, words, after = _chomp(text)
    if not words or "_noformat" in parent_tags:
        return text
    if "\n\n" in words:
        return text
    left, right = (_sign_beside(element, side) for side in ("previous_sibling", "next_sibling"))
    is_fast = (not before and left.isalnum() and not words[0].isalnum()) or (
        not after and right.isalnum() and not words[-1].isalnum()
    )
    touches = (not before and left == "*") or (not after and right == "*")
    if is_fast or touches:
        return f"{before}<{tag}>{words}</{tag}>{after}"
    return f"{before}{mark}{words}{mark}{after}"


def _sign_beside(element: Tag, side: str) -> str:
    other = getattr(element, side)
    if isinstance(other, NavigableString):
        return str(other)[-1:] if side == "previous_sibling" else str(other)[:1]
    return "*" if isinstance(other, Tag) and other.name in ("b", "strong", "i", "em") else ""
