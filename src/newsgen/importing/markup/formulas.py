"""Formulas of a page → code that holds their TeX.

Pages show a formula by a script or as a picture, and keep its source beside it: in MathML, in a
script, or as the description of the picture.
"""

import re
from urllib.parse import unquote_plus, urlsplit

from newsgen.importing.markup.mathml import tex_of_mathml
from newsgen.importing.markup.tree import (
    BLOCKS,
    HtmlElement,
    classes_of,
    drop,
    elements,
    new_element,
    parse_html,
    replace_element,
    words_of,
)

UNREADABLE = "unreadable-formula"
"""The tag of the signs, if any, of a formula whose source is not known."""

_FRAMES = re.compile(
    r"(?:^|\s)(?:katex-display|katex|mwe-math-element"
    r"|mathjax(?:_(?:display|svg|svg_display|chtml|preview))?)(?=\s|$)"
)
_PICTURES = re.compile(r"(?:^|\s)(?:latex|tex|mwe-math-fallback-image-\w+)(?=\s|$)")
_PICTURE_HOSTS = re.compile(r"latex\.php|latex\.codecogs|mathtex\.cgi|mimetex\.cgi")
_STYLE = re.compile(r"\{\s*\\(?:display|text)style\s+(.*)\}", re.DOTALL)
_DISPLAY = re.compile(r"katex-display|mathjax_(?:svg_)?display|mwe-math-fallback-image-display")


def write_formulas(root: HtmlElement) -> None:
    """Put code into the place of each formula of a tree; a block of code of one in its own line."""
    for script in elements(root, "script"):
        kind = (script.get("type") or "").casefold()
        if kind.startswith("math/"):
            _write_script(script, kind)
    for element in elements(root):
        if element.getparent() is None:
            continue
        if element.tag == "mjx-container" or (
            element.tag in ("span", "div") and _FRAMES.search(classes_of(element))
        ):
            _write_frame(element)
    for math in elements(root, "math"):
        _write(math, _tex_of_math(math), is_display=math.get("display") == "block")
    for image in elements(root, "img"):
        address = image.get("src") or ""
        if _PICTURES.search(classes_of(image)) or _PICTURE_HOSTS.search(address):
            tex = image.get("alt") or unquote_plus(urlsplit(address).query.removeprefix("latex="))
            if tex:
                _write(image, tex, is_display=bool(_DISPLAY.search(classes_of(image))))


def _write_script(script: HtmlElement, kind: str) -> None:
    """Write the formula that a script holds, in the place of what was shown for it."""
    shown = script.getprevious()
    while (
        shown is not None and _FRAMES.search(classes_of(shown)) and not (shown.tail or "").strip()
    ):
        drop(shown)
        shown = script.getprevious()
    tex = (script.text or "").strip().removeprefix("% <![CDATA[").removesuffix("%]]>")
    if kind.startswith("math/mml"):
        tex = next(map(_tex_of_math, elements(parse_html(tex), "math")), "")
    _write(script, tex, is_display="mode=display" in kind)


def _write_frame(frame: HtmlElement) -> None:
    """Write the formula that an element shows, if it is one."""
    sources = [frame, *elements(frame)]
    formulas = elements(frame, "math")
    hidden = frame.get("data-mathml") or ""
    formulas = formulas or (elements(parse_html(hidden), "math") if hidden else [])
    tex = next(filter(None, (each.get("data-latex") or "" for each in sources)), "")
    tex = tex or next(map(_tex_of_math, formulas), "")
    images = (each.get("alt") or "" for each in elements(frame, "img"))
    is_display = (
        frame.get("display") == "true"
        or bool(_DISPLAY.search(" ".join(map(classes_of, sources))))
        or any(each.get("display") == "block" for each in formulas)
    )
    _write(frame, tex or next(filter(None, images), ""), is_display=is_display)


def _tex_of_math(math: HtmlElement) -> str:
    """Return the TeX of an element of MathML: as it says it, else made of its elements."""
    notes = (
        words_of(note) for note in elements(math, "annotation") if "tex" in note.get("encoding", "")
    )
    return math.get("alttext") or next(notes, "") or tex_of_mathml(math)


def _write(element: HtmlElement, tex: str, *, is_display: bool) -> None:
    tex = tex.strip().strip("$").strip()
    match = _STYLE.fullmatch(tex)
    tex = match[1].strip() if match else tex
    if not tex:
        replace_element(element, new_element(UNREADABLE, words_of(element)))
    elif is_display and next(element.iterancestors("table", "li"), None) is None:
        block = new_element("pre", tex)
        block.set("class", "language-tex")
        replace_element(_line_of(element), block)
    else:
        replace_element(element, new_element("code", " ".join(tex.split())))


def _line_of(element: HtmlElement) -> HtmlElement:
    """Return the element that has nothing but an element, up to its paragraph."""
    frame = element.getparent()
    while (
        frame is not None
        and len(frame) == 1
        and frame.tag in ("p", "span", "div")
        and not ((frame.text or "") + (element.tail or "")).strip()
    ):
        if frame.tag in BLOCKS:
            return frame
        element, frame = frame, frame.getparent()
    return element
