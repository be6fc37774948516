"""What HTML has and Markdown has not: each is made of elements that Markdown has."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from newsgen.importing.markup.formulas import UNREADABLE
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.markup.tables import straighten_table
from newsgen.importing.markup.tree import (
    BLOCKS,
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

_NOTHING = ("script", "style", "template", "link", "meta", "base", "head", "title", "canvas", "map")
_CONTROLS = ("button", "select", "textarea", "datalist", "dialog", "progress", "meter", "nav")
_AMP_FRAMES = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/embed/{}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
}
"""Elements of AMP that show something from elsewhere: the attribute that names it, its address."""

_FRAMES = ("iframe", "embed", "object", "video", "audio", "frame", *_AMP_FRAMES)
_INLINE = ("a", "b", "strong", "i", "em", "span", "font", "u", "s", "small", "big", "code", "sup")
_LINE_NUMBERS = re.compile(r"\b(?:line-?no(?:s|number)?s?|line-numbers(?:-rows)?|gutter)\b")
_UNSEEN = re.compile(r"\b(?:doubleclick|googletagmanager|googlesyndication|adservice)\b")


def write_structure(root: HtmlElement, losses: LossCounter) -> None:
    """Make of a tree one that has only what Markdown can say."""
    _drop_what_is_no_text(root, losses)
    for frame in elements(root, *_FRAMES):
        _link_frame(frame, losses)
    for element in elements(root, "dl"):
        _list_definitions(element)
    for element in elements(root, "table"):
        if words_of(element) or elements(element, "img"):
            straighten_table(element, losses)
        else:
            drop(element)
    for element in elements(root, "pre"):
        _straighten_code(element)
    for element in elements(root, "ul", "ol"):
        _straighten_list(element)
    for element in elements(root, *_INLINE):
        _straighten_inline(element)
    for element in elements(root, "b", "strong", "i", "em"):
        _join_with_next(element)


def _drop_what_is_no_text(root: HtmlElement, losses: LossCounter) -> None:
    for element in elements(root, *_NOTHING, *_CONTROLS, "input", "svg", UNREADABLE):
        if element.tag == "script" and element.get("src"):
            host = urlsplit(element.get("src") or "").hostname or ""
            if not host or host.endswith(".invalid"):  # of an address that is not whole
                host = "the site"
            losses.add(f"a script of {host} was left out, with what it showed", host)
        elif element.tag == "svg" and len(element) > 1 and words_of(element):
            losses.add("a drawing (SVG) was left out")
        elif element.tag in ("select", "textarea"):
            losses.add("a form was left out")
        elif element.tag == UNREADABLE:
            _tell_formula(element, losses)
            continue
        elif element.tag == "input" and element.get("type") == "checkbox":
            sign = "☑" if element.get("checked") is not None else "☐"
            replace_element(element, new_element("span", f"{sign} "))
            continue
        drop(element)


def _tell_formula(signs: HtmlElement, losses: LossCounter) -> None:
    if words_of(signs):
        losses.add("a formula has no source: its signs stand in a line")
    else:
        losses.add("a formula was left out: the page has no source of it")
    unwrap(signs)


def _link_frame(frame: HtmlElement, losses: LossCounter) -> None:
    source = frame.get("src") or frame.get("data-src") or frame.get("data") or ""
    if frame.tag in _AMP_FRAMES:
        key, address = _AMP_FRAMES[str(frame.tag)]
        source = address.format(frame.get(key)) if frame.get(key) else ""
    for child in elements(frame, "source", "a", "embed", "iframe"):
        source = source or child.get("src") or child.get("href") or ""
    is_unseen = frame.get("height") in ("0", "1") or _UNSEEN.search(source)
    if (
        not source
        or source.startswith(("about:", "data:", "javascript:", "blob:", "cid:"))
        or is_unseen
    ):
        drop(frame)
        return
    address = _watch_address(source)
    parts = urlsplit(address if not address.startswith("//") else f"https:{address}")
    host = (parts.hostname or "").removeprefix("www.")
    host = "" if host.endswith(".invalid") else host
    recordings = {"video": "the video", "audio": "the recording"}
    title = " ".join((frame.get("title") or "").split())
    file = unquote(parts.path.rpartition("/")[2]).rpartition(":")[2]
    name = title or (file if frame.tag in recordings else "") or host or file
    what = recordings.get(str(frame.tag), "what was shown from there")
    losses.add(f"{what} is a link now: {host or name}", host or name)
    paragraph = new_element("p")
    paragraph.append(new_element("a", name, href=address))
    replace_element(frame, paragraph)


def _watch_address(source: str) -> str:
    """Return the address at which people see what a frame shows."""
    parts = urlsplit(source)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.strip("/").split("/")
    if host in ("youtube.com", "youtube-nocookie.com") and path[0] in ("embed", "v"):
        if path[-1] == "videoseries":
            return f"https://www.youtube.com/playlist?{parts.query}"
        return f"https://www.youtube.com/watch?v={path[-1]}"
    if host == "player.vimeo.com":
        return f"https://vimeo.com/{path[-1]}"
    if host == "facebook.com" and path[0] == "plugins":
        return parse_qs(parts.query).get("href", [source])[0]
    return source


def _list_definitions(definitions: HtmlElement) -> None:
    """Make `- **term**: words` of a list of definitions."""
    items: list[HtmlElement] = []
    for child in list(elements(definitions, "dt", "dd")):
        if child.tag == "dt":
            if words_of(child):
                item = new_element("li")
                item.append(new_element("strong"))
                item[0].text, item[0].tail = words_of(child), None
                items.append(item)
        elif items:
            item = items[-1]
            if len(item) == 1 and not _has_block(child):
                item[0].tail = ": "
                child.tag = "span"
            else:
                child.tag = "div"
            child.tail = None
            item.append(child)
        else:
            child.tag = "li"
            items.append(child)
    for child in list(definitions):
        definitions.remove(child)
    definitions.tag, definitions.text = "ul", None
    definitions.extend(items)


def _straighten_code(code: HtmlElement) -> None:
    """Leave in a block of code its text, and the name of its language."""
    table = next(code.iterancestors("table"), None)
    for element in elements(code):
        if _LINE_NUMBERS.search(classes_of(element)):
            drop(element)
        elif element.tag == "br":
            element.text = "\n"
    if table is not None and any(
        _LINE_NUMBERS.search(classes_of(above)) for above in code.iterancestors("td")
    ):
        drop(code)
        return
    text = "".join(code.itertext())
    language = _code_language(code)
    for child in list(code):
        code.remove(child)
    code.attrib.clear()
    code.text = text.strip("\n")
    if language:
        code.set("language", language)


def _code_language(code: HtmlElement) -> str:
    near = [code, *elements(code, "code"), *list(code.iterancestors())[:2]]
    for element in near:
        classes = classes_of(element)
        match = re.search(r"(?:language|lang|highlight-source|brush:)[-\s]*([a-z0-9+#]+)", classes)
        name = match[1] if match else (element.get("data-lang") or "").casefold()
        if re.fullmatch(r"[a-z0-9+#]+", name) and name not in ("none", "plaintext", "default"):
            return name
    return ""


def _straighten_list(items: HtmlElement) -> None:
    """Put into items what stands beside them in a list."""
    previous: HtmlElement | None = None
    for child in list(items):
        if child.tag == "li":
            if words_of(child) or elements(child, "img"):
                previous = child
            else:
                drop(child)
        elif child.tag in ("ul", "ol") and previous is not None:
            child.tail = None
            previous.append(child)
        elif child.tag in ("ul", "ol"):
            unwrap(child)
        elif words_of(child) or elements(child, "img"):
            previous = new_element("li")
            replace_element(child, previous)
            previous.append(child)
    if not len(items):
        drop(items)


def _has_block(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS for child in element.iterdescendants())


def _straighten_inline(element: HtmlElement) -> None:
    """Leave no paragraphs within a link, no line break at its ends; marks around paragraphs go."""
    while len(element) and element[0].tag == "br" and not (element.text or "").strip():
        line_break = element[0]
        element.remove(line_break)
        line_break.tail, element.text = None, line_break.tail
        element.addprevious(line_break)
    while len(element) and element[-1].tag == "br" and not (element[-1].tail or "").strip():
        line_break = element[-1]
        element.remove(line_break)
        line_break.tail, element.tail = element.tail, None
        element.addnext(line_break)
    if element.getparent() is None or not _has_block(element):
        return
    if element.tag != "a" or elements(element, "table", "pre", "li", "blockquote"):
        unwrap(element)
        return
    for child in element.iterdescendants(*BLOCKS):
        if child.tag in HEADINGS and words_of(child) == words_of(element):
            _swap(element, child)
            return
    blocks = [child for child in element.iterdescendants() if child.tag in BLOCKS]
    for child in blocks:
        child.tag = "span"
        child.tail = f" {child.tail or ''}"


def _swap(link: HtmlElement, heading: HtmlElement) -> None:
    """Put a link into the heading that it stands around."""
    new = new_element(str(heading.tag))
    replace_element(link, new)
    unwrap(heading)
    new.append(link)


def _join_with_next(element: HtmlElement) -> None:
    """Join two equal marks that follow each other, and take out those within their like."""
    if element.getparent() is None:
        return
    same = ("b", "strong") if element.tag in ("b", "strong") else ("i", "em")
    if next(element.iterancestors(*same), None) is not None:
        unwrap(element)
        return
    following = element.getnext()
    while following is not None and following.tag in same and not element.tail:
        element.tail, following.tail = following.tail, None
        element.append(following)
        unwrap(following)
        following = element.getnext()
