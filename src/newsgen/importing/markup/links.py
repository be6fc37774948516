"""The links of a tree: whole addresses, places within the text, and footnotes."""

import re
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from newsgen.content.markdown.anchors import anchor_slug
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.markup.tree import (
    HEADINGS,
    HtmlElement,
    classes_of,
    drop,
    elements,
    new_element,
    replace_element,
    unwrap,
    words_of,
)

_SCHEMES = ("http:", "https:", "mailto:", "tel:", "ftp:", "draft:")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|note \d+)[\])]?", re.IGNORECASE)
_BACK = re.compile(r"[\s↩↑^⏎️︎↲⤴\[\]]*|.*\bback\b.{0,20}", re.IGNORECASE)
_NOTE_TAGS = ("li", "p", "div", "dd", "td", "aside", "span", "footer")


def write_links(root: HtmlElement, base_url: str, losses: LossCounter) -> None:
    """Give each link of a tree a whole address or a place in the text; others become words."""
    places = _places(root)
    page = urldefrag(base_url)[0]
    for link in elements(root, "a"):
        typed = (link.get("href") or "").strip()
        target = re.sub(r"[\t\r\n]", "", typed)
        before, _, fragment = target.partition("#")
        link.attrib.clear()
        address = _whole(base_url, target)
        if fragment and (not before or (page and urldefrag(address)[0] == page)):
            _link_place(link, places.get(unquote(fragment)))
            continue
        if address.casefold().startswith(_SCHEMES) and (words_of(link) or elements(link, "img")):
            link.set("href", address)
            continue
        if target and not _SCHEME.match(target) and before and words_of(link):
            losses.add("a link became its words: its address is not whole")
        unwrap(link)


def _whole(base_url: str, target: str) -> str:
    try:
        address = urljoin(base_url, target) if base_url and target else target
        address = f"https:{address}" if address.startswith("//") else address
        is_host = urlsplit(address).netloc or not address.startswith("http")
    except ValueError:
        return ""
    return address if is_host else ""


def collect_footnotes(root: HtmlElement) -> list[tuple[str, HtmlElement]]:
    """Take the footnotes out of a tree, each with its name; leave marks where they are meant."""
    places = _places(root)
    notes: dict[HtmlElement, str] = {}
    order = {element: number for number, element in enumerate(root.iter())}
    for link in elements(root, "a"):
        href = link.get("href") or ""
        target = places.get(unquote(href.partition("#")[2])) if "#" in href else None
        if target is None or not _is_mark(link):
            continue
        note = _note_of(target)
        if note is None or order[note] < order[link] or link in set(note.iterdescendants()):
            continue
        if note not in notes:
            notes[note] = str(len(notes) + 1)
        mark = new_element("footnote-mark", f"[^{notes[note]}]")
        frame = link.getparent()
        if frame is not None and frame.tag == "sup" and words_of(frame) == words_of(link):
            replace_element(frame, mark)
        else:
            replace_element(link, mark)
    return [(name, _take_note(note)) for note, name in notes.items()]


def _places(root: HtmlElement) -> dict[str, HtmlElement]:
    places: dict[str, HtmlElement] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, element)
    return places


def _link_place(link: HtmlElement, place: HtmlElement | None) -> None:
    """Point a link to a heading, if its place is one or stands at one."""
    heading = place
    if place is not None and place.tag not in HEADINGS:
        within = next(iter(elements(place, *HEADINGS)), None)
        heading = within if within is not None else next(place.iterancestors(*HEADINGS), None)
        if heading is None and not words_of(place):
            heading = place.getnext()
    if heading is not None and heading.tag in HEADINGS and words_of(link):
        link.set("href", f"#{anchor_slug(words_of(heading))}")
    else:
        unwrap(link)


def _is_mark(link: HtmlElement) -> bool:
    words = words_of(link)
    if not _MARK.fullmatch(words):
        return False
    parent = link.getparent()
    is_raised = (parent is not None and parent.tag == "sup") or bool(elements(link, "sup"))
    return is_raised or "note" in classes_of(link) + (link.get("href") or "") or words[0] == "["


def _note_of(place: HtmlElement) -> HtmlElement | None:
    """Return the element that holds a note; none for a place in the running text."""
    for element in (place, *place.iterancestors(*_NOTE_TAGS)):
        if element.tag in _NOTE_TAGS and words_of(element):
            return element if len(words_of(element)) < 5000 and element.tag != "span" else None
    return None


def _take_note(note: HtmlElement) -> HtmlElement:
    """Take a note out of its tree, with the list that held it once it is empty."""
    for link in elements(note, "a"):
        if (link.get("href") or "").startswith("#") and (
            _BACK.fullmatch(words_of(link)) or _is_mark(link) or "back" in classes_of(link)
        ):
            drop(link)
    holder = note.getparent()
    drop(note)
    while holder is not None and not words_of(holder) and holder.tag != "body":
        above = holder.getparent()
        if above is None or elements(holder, "img"):
            break
        drop(holder)
        holder = above
    note.tag = "div"
    first = re.match(r"\s*(?:\[?\d{1,3}\]?[.):]?|[*†‡])\s+(?=\S)", note.text or "")
    if first:
        note.text = (note.text or "")[first.end() :]
    return note
