"""Cuts HTML, as Markdown leaves it, into tags and text.

Takes any string; gives pieces in order, each a Tag or text. What only looks like a tag, such as
<TICKER>, is text. Comments vanish. Every piece of the string ends up in exactly one place.
"""

import html
import re
from collections.abc import Callable, Iterator

from newsgen.content.markdown.content_model import FLOW, PARENT_BOUND, VOID, name_set
from newsgen.content.text import FORBIDDEN_CHARACTERS
from newsgen.model.value import Value

# A quote that is left open costs one tag, not the text up to the next quote: where a quoted value
# holds a <, its end has to be where a value can end.
_VALUE = r"\"[^\"<]*+\"|'[^'<]*+'|\"[^\"]*+\"(?=[\s/>])|'[^']*+'(?=[\s/>])|[^\s<>]++"
_TOKEN = re.compile(
    r"<(?:(?P<comment>!--)"
    r"|(?P<other>[!?][^>]*+>)"
    r"|(?P<slash>/?)(?P<name>[A-Za-z][^\s/<>]*+)"
    rf"(?P<attributes>(?:[\s/]++|=|[^\s/<>=]++(?:\s*+=\s*+(?:{_VALUE}))?+)*+)>"
    r")?"
)
_ATTRIBUTE = re.compile(rf"(?P<name>[^\s/<>=]++)(?:\s*+=\s*+(?P<value>{_VALUE}))?")
# In an attribute `&copy=1` is no copyright sign: only references with a semicolon count there.
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*;)")
_NUMBER = re.compile(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);?")

REMOVED_WITH_CONTENT = name_set(
    "applet datalist iframe math noembed noframes object script select style svg template textarea"
    " title"
)
"""Elements whose content is no text of the article: they are taken out whole."""

_ELEMENT_NAMES = (
    REMOVED_WITH_CONTENT
    | VOID
    | FLOW
    | PARENT_BOUND
    | name_set(
        "acronym address article aside audio big blink body button canvas center colgroup data"
        " dialog dir fieldset font footer form frame frameset head header hgroup html label legend"
        " main map marquee menu meter nav nobr noscript optgroup option output picture progress rb"
        " rtc search section slot strike tfoot tt video"
    )
)
"""Every name that makes a tag a tag, obsolete ones included. The rest is text."""

_OFFICE_PREFIXES = ("o:", "v:", "w:", "st1:")
"""How the names begin that word processors leave behind."""


class HtmlTag(Value, frozen=True):
    """A tag of HTML: raw as it stands, attributes not yet looked at."""

    name: str
    is_end: bool
    attributes: str
    raw: str
    content_removed: bool = False
    """Whether what stood between this tag and its end was taken out with it."""

    def attribute_values(self) -> Iterator[tuple[str, str]]:
        """Names in lower case and decoded values, each name once, as browsers read them."""
        seen = set()
        for match in _ATTRIBUTE.finditer(self.attributes):
            name = match["name"].lower()
            if name not in seen:
                seen.add(name)
                yield name, decode_attribute(match["value"] or "")

    @property
    def is_self_closing(self) -> bool:
        """Whether it is typed <like-this/>."""
        return self.attributes.endswith("/") and self.attributes[-2:-1] in ("", *" \t\n\"'/")


_SIMPLE_TAGS = {
    tag.raw: tag
    for name in sorted(_ELEMENT_NAMES - REMOVED_WITH_CONTENT)
    for tag in (HtmlTag(name, False, "", f"<{name}>"), HtmlTag(name, True, "", f"</{name}>"))
}
"""Most tags, made once: they have no attributes."""

_CONSUMABLE_TAGS = ("<p>", "<li>")


ElementConsumer = Callable[[str, int], int]


def tokenize_html(
    text: str, consume: ElementConsumer | None = None
) -> Iterator[tuple[HtmlTag | str, int]]:
    """The tags and texts of some HTML, and where each ends. Text is HTML too, without a bare <.

    take: asked wherever a plain <p> or <li> begins, with its name, before it is given; may keep it
    and all up to the offset that it returns, or return 0.
    """
    done = 0
    endless: set[str] = set()
    while (at := text.find("<", done)) >= 0:
        end = text.find(">", at) + 1
        raw = text[at:end]
        plain = _SIMPLE_TAGS.get(raw)
        if plain:
            if done < at:
                yield text[done:at], at
            taken = consume(plain.name, at) if consume and raw in _CONSUMABLE_TAGS else 0
            if not taken:
                yield plain, end
            done = taken or end
            continue
        match = _TOKEN.match(text, at)
        assert match  # the pattern matches a bare < by itself
        name = (match["name"] or match["other"] or "").lower()
        end = match.end()
        if match["comment"] or (name in REMOVED_WITH_CONTENT and not match["slash"]):
            end = _removal_end(text, name, end, endless)
        if match["comment"] and end > match.end():
            yield text[done:at], at
        elif match["other"]:
            yield text[done:at], at
            yield HtmlTag(name[0], False, "", match.group()), end
        elif name in _ELEMENT_NAMES or name.startswith(_OFFICE_PREFIXES):
            yield text[done:at], at
            content = end > match.end()
            yield (
                HtmlTag(name, bool(match["slash"]), match["attributes"], match.group(), content),
                end,
            )
        else:
            yield text[done:at] + match.group().replace("<", "&lt;"), end
        done = end
    yield text[done:], len(text)


def control_references(text: str) -> list[str]:
    """Numeric references of a piece of text that stand for control characters."""
    found = (match.group() for match in _NUMBER.finditer(text))
    return [ref for ref in found if FORBIDDEN_CHARACTERS.sub("", html.unescape(ref)) == ""]


def decode_attribute(value: str) -> str:
    """What an attribute's value means, without its quotes or the one that was left open."""
    if value[:1] in ("'", '"'):
        value = value[1:-1] if len(value) > 1 and value[0] == value[-1] else value[1:]
    if "&" in value:
        value = _REFERENCE.sub(lambda match: html.unescape(match.group()), value)
        value = FORBIDDEN_CHARACTERS.sub("", value)
    return value


def _removal_end(text: str, name: str, start: int, unclosed: set[str]) -> int:
    """Where the comment or element that was opened before `start` is over; `start` if nowhere.

    endless: names known to have no end in the rest of the text, so that no search is done twice.
    """
    if name not in unclosed:
        pattern = rf"</{name}\s*/?>" if name else "-->"
        match = re.compile(pattern, re.IGNORECASE).search(text, start)
        if match:
            return match.end()
        unclosed.add(name)
    return start
