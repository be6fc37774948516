"""The elements of AMP pages → those of HTML that they stand for."""

from newsgen.importing.markup.tree import HtmlElement, drop, elements, new_element, replace_element

_AS_HTML = {
    "amp-img": "img",
    "amp-anim": "img",
    "amp-video": "video",
    "amp-audio": "audio",
    "amp-iframe": "iframe",
    "amp-sidebar": "nav",
}
_INLINE = ("p", "span", "a", "picture", "figure", "noscript", "td", "th")
"""Elements that may hold a picture beside words, or as their only one."""


def write_amp_elements(root: HtmlElement) -> None:
    """Make pictures, players and menus of AMP such of HTML; pictures stand by themselves."""
    for element in elements(root, *_AS_HTML):
        for child in elements(element, "noscript"):
            drop(child)
        element.tag = _AS_HTML[str(element.tag)]
        frame = element.getparent()
        if element.tag != "img":
            continue
        for child in list(element):
            drop(child)
        if frame is not None and frame.tag not in _INLINE:
            paragraph = new_element("p")
            replace_element(element, paragraph)
            paragraph.append(element)
