"""The pictures of a tree: which file each one shows, and its caption and credit."""

import re
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from newsgen.importing.draft import Attachment
from newsgen.importing.embedded_files import embedded_file
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.markup.tree import (
    HtmlElement,
    classes_of,
    drop,
    elements,
    new_element,
    parse_html,
    replace_element,
    unwrap,
    words_of,
)

FindAttachment = Callable[[str], Attachment | None]
"""The address of a picture as typed → the file, if it came with the document."""

_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-src-large", "data-hi-res-src")
_SOURCE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(r"\s*(\S+?)(?:\s+([\d.]+)[wx])?\s*(?:,\s|,?$)")
_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_CREDIT = re.compile(r"\b(?:credit|copyright|photographer|byline|source)", re.IGNORECASE)
_CAPTION = re.compile(r"\b(?:wp-)?caption(?:-text)?\b|\bfigcaption\b")
_SHARE_SIGN = re.compile(
    r"/(?:(?:icon|share|social|logo)[-_]?)?(?:facebook|fb|twitter|x|whatsapp|e?mail|pinterest|linkedin"
    r"|telegram|reddit|print|google-?plus|tumblr|blank)(?:[-_](?:icon|logo|share|sign|\d+(?:x\d+)?))?"
    r"\.(?:png|gif|svg)$",
    re.IGNORECASE,
)
_SHARE_SIGN = re.compile(
    r"/(?:(?:icon|share|social|logo)[-_]?)?(?:facebook|twitter|whatsapp|e?mail|pinterest|linkedin"
    r"|telegram|reddit|print|tumblr|blank|spacer)(?:[-_](?:icon|logo|share|sign|\d+))?"
    r"\.(?:png|gif|svg)$",
    re.IGNORECASE,
)
_PLAIN_ADDRESS = re.compile(r"https?://[^\s()<>\[\]\"\\]+")
LINK_MARKS = "\ue010\ue011\ue012"
"""What stands in a caption before the words of a link, before its address and behind it."""

CREDIT_MARK = " – "
"""What stands between a caption and its credit."""

_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


class PictureCollector:
    """Gives each picture of a tree its address, its words and an attachment."""

    def __init__(self, base_url: str, find: FindAttachment, losses: LossCounter) -> None:
        self._base_url = base_url
        self._find = find
        self._losses = losses
        self.attachments: dict[str, Attachment] = {}
        self.credits: dict[str, str] = {}

    def collect(self, root: HtmlElement) -> None:
        """Leave in a tree only pictures that show something, figures as one with a caption."""
        for noscript in elements(root, "noscript"):
            _use_noscript(noscript)
        for picture in elements(root, "picture"):
            _use_sources(picture)
        for image in elements(root, "img"):
            self._collect_image(image)
        for figure in elements(root, "figure", "div"):
            if figure.tag == "figure" or "wp-caption" in classes_of(figure).split():
                self._collect_figure(figure)

    def reference(self, source: str) -> str:
        """Return the destination of a picture's address; empty if it shows nothing."""
        if source.startswith("data:"):
            return self._embedded(source)
        attachment = self._find(source)
        if attachment is None:
            attachment = self._attachment(source)
        if attachment is None:
            self._losses.add("a picture was left out: its address is none")
            return ""
        self.attachments[attachment.reference] = attachment
        return attachment.reference

    def _collect_figure(self, figure: HtmlElement) -> None:
        if elements(figure, "figure"):
            _part_figures(figure)
            return
        links = [link for link in elements(figure, "a") if not elements(link, "img")]
        for link in links if elements(figure, "img") else ():
            if not self._mark_link(link):
                self._losses.add("a link in a caption became its words")
        caption = _make_figure(figure)
        for image in elements(caption.frame, "img"):
            if caption.credit:
                self.credits[image.get("src") or ""] = caption.credit

    def _mark_link(self, link: HtmlElement) -> bool:
        """Mark a link of a caption for its Markdown; return whether its address is a whole one."""
        above = takewhile(lambda each: each.tag != "figure", link.iterancestors())
        is_credit = any(_CREDIT.search(classes_of(each)) for each in (link, *above))
        try:
            address = urljoin(self._base_url, (link.get("href") or "").strip())
        except ValueError:
            address = ""
        if is_credit or not words_of(link) or not _PLAIN_ADDRESS.fullmatch(address):
            return False
        words = words_of(link)
        for child in list(link):
            link.remove(child)
        link.text = f"{LINK_MARKS[0]}{words}{LINK_MARKS[1]}{address}{LINK_MARKS[2]}"
        return True

    def _attachment(self, source: str) -> Attachment | None:
        """Return the file at an address: one beside the document, if that has no address."""
        try:
            address = urljoin(self._base_url, source) if self._base_url else source
            address = f"https:{address}" if address.startswith("//") else address
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme not in ("", "http", "https") or bool(parts.scheme) != bool(parts.netloc):
            return None
        name = unquote(parts.path.rpartition("/")[2]) or "picture"
        address = address.replace(" ", "%20") if parts.scheme else address
        return Attachment(address, name, url=address if parts.scheme else "")

    def _embedded(self, source: str) -> str:
        file = embedded_file(source, len(self.attachments) + 1)
        if file is None:
            return ""
        for attachment in self.attachments.values():
            if attachment.content == file.content:
                return attachment.reference
        self.attachments[file.reference] = file
        return file.reference

    def _collect_image(self, image: HtmlElement) -> None:
        source = _source(image)
        reference = self.reference(source) if source and not _is_tracker(image) else ""
        if not reference:
            drop(image)
            return
        alt = image.get("alt") or ""
        image.tag = "img"
        image.attrib.clear()
        image.set("src", reference)
        image.set("alt", " ".join(alt.split()))
        link = image.getparent()
        if link is not None and link.tag == "a" and not words_of(link):
            path = urlsplit(link.get("href") or "").path.casefold()
            if path.endswith(_PICTURE_ENDINGS) or not link.get("href"):
                unwrap(link)


def _source(image: HtmlElement) -> str:
    """Return the address of the largest file of a picture; placeholders are passed over."""
    sets = [image.get(name) or "" for name in _SOURCE_SETS]
    single = [image.get(name) or "" for name in _SOURCES]
    plain = image.get("src") or ""
    if plain and not plain.startswith("data:") and not any(single):
        return plain.strip()
    candidates = [*single, *(_largest(text) for text in sets), plain]
    return next((text.strip() for text in candidates if text and " " not in text.strip()), "")


def _largest(source_set: str) -> str:
    candidates = [
        (float(match[2] or 1), match[1].rstrip(","))
        for match in _CANDIDATE.finditer(source_set[:20_000])
        if match[1] and re.fullmatch(r"[\d.]*\d|", match[2] or "")
    ]
    return max(candidates, key=lambda pair: pair[0])[1] if candidates else ""


def _is_tracker(image: HtmlElement) -> bool:
    sides = [(image.get(side) or "").removesuffix("px").strip() for side in ("width", "height")]
    is_sign = not image.get("alt") and _SHARE_SIGN.search(_source(image).partition("?")[0])
    return (
        bool(is_sign)
        or any(side in ("0", "1", "2") for side in sides)
        or bool(_HIDDEN.search(image.get("style") or "") and not image.get("data-src"))
    )


def _use_noscript(noscript: HtmlElement) -> None:
    """Put the picture of a noscript into the place of the one that a script would have loaded."""
    if len(noscript) == 0 and "<img" in (noscript.text or ""):
        for image in parse_html(noscript.text or "").iter("img"):
            noscript.append(image)
            break
        noscript.text = None
    before = noscript.getprevious()
    images = elements(noscript, "img")
    if len(images) != 1 or words_of(noscript):
        drop(noscript)
        return
    if before is not None and not (before.tail or "").strip():
        old = [before] if before.tag == "img" else elements(before, "img")
        if len(old) == 1 and not words_of(before):
            if not images[0].get("alt") and old[0].get("alt"):
                images[0].set("alt", old[0].get("alt"))
            drop(old[0])
    unwrap(noscript)


def _use_sources(picture: HtmlElement) -> None:
    """Give the image of a picture element the address of a source, if it has none of its own."""
    images = elements(picture, "img")
    sets = [
        source.get("srcset") or source.get("data-srcset") for source in elements(picture, "source")
    ]
    first = next(filter(None, sets), "")
    if not images and first:
        images = [new_element("img")]
        picture.append(images[0])
    if images and first and not _source(images[0]):
        images[0].set("srcset", first)
    for source in elements(picture, "source"):
        drop(source)
    unwrap(picture)


class _Figure(NamedTuple):
    """The pictures of a figure, and who made them."""

    frame: HtmlElement
    credit: str = ""


def _part_figures(figure: HtmlElement) -> None:
    """Make of a figure of several ones, as galleries are, these and a paragraph of its caption."""
    own = [
        caption
        for caption in elements(figure, "figcaption")
        if next(caption.iterancestors("figure"), None) is figure
    ]
    frame = new_element("div")
    for part in elements(figure, "figure"):
        part.tail = None
        frame.append(part)
    for caption in own:
        caption.tag, caption.tail = "p", None
        frame.append(caption)
    replace_element(figure, frame)


def _make_figure(figure: HtmlElement) -> _Figure:
    """Make of a figure its pictures, each in a paragraph, the last one with the caption."""
    images = elements(figure, "img")
    captions = [
        element
        for element in figure.iter("figcaption", "p", "div", "span")
        if element is not figure
        and (element.tag == "figcaption" or _CAPTION.search(classes_of(element)))
    ]
    is_picture = images and not elements(figure, "table", "pre", "blockquote", "iframe", "video")
    if not is_picture:
        for caption in captions:
            caption.tag = "p"
        figure.tag = "div"
        return _Figure(new_element("div"))
    outside = [caption for caption in captions if not elements(caption, "img")]
    words, credit = _caption_and_credit(figure) if outside else ("", "")
    links = [image.getparent() for image in images]
    frame = new_element("div")
    for image, link in zip(images, links, strict=True):
        paragraph = new_element("p")
        image.tail = None
        if link is not None and link.tag == "a" and len(elements(link, "img")) == 1:
            paragraph.append(new_element("a", href=link.get("href") or ""))
            paragraph[0].append(image)
        else:
            paragraph.append(image)
        frame.append(paragraph)
    if words or credit:
        images[-1].set("title", CREDIT_MARK.join(filter(None, (words, credit))))
    replace_element(figure, frame)
    return _Figure(frame, credit)


def _caption_and_credit(figure: HtmlElement) -> tuple[str, str]:
    """Return the words of a figure that are no picture: its caption, and its credit."""
    credits_ = []
    for element in figure.iter("span", "p", "small", "cite", "em", "div"):
        if element is not figure and _CREDIT.search(classes_of(element)) and len(element) < 3:
            credit = words_of(element)
            if credit and credit != words_of(figure):
                credits_.append(credit)
                element.text = ""
                for child in list(element):
                    drop(child)
    return words_of(figure), ", ".join(dict.fromkeys(credits_))
