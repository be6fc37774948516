"""Cuts HTML into tags and text. A tag with an unknown name, such as <TICKER>, is text."""

import html
import re
from collections.abc import Callable, Iterator

from newsgen.content.markdown.content_model import FLOW, PARENT_BOUND, VOID, name_set
from newsgen.content.text import FORBIDDEN_CHARACTERS
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.value import Value

# An unclosed quote must not take the text up to the next quote: if a quoted value holds a <, its
# closing quote has to stand where a value can end.
_VALUE = r"\"[^\"<]*+\"|'[^'<]*+'|\"[^\"]*+\"(?=[\s/>])|'[^']*+'(?=[\s/>])|[^\s<>]++"
_TOKEN = lazy_pattern(
    r"<(?:(?P<comment>!--)"
    r"|(?P<other>[!?][^>]*+>)"
    r"|(?P<slash>/?)(?P<name>[A-Za-z][^\s/<>]*+)"
    rf"(?P<attributes>(?>(?:[\s/]++|=|[^\s/<>=]++(?>(?:\s*+=\s*+(?:{_VALUE}))?))*))>"
    r")?"
)
_ATTRIBUTE = lazy_pattern(rf"(?P<name>[^\s/<>=]++)(?:\s*+=\s*+(?P<value>{_VALUE}))?")
# In an attribute, `&copy=1` is no copyright sign: only references with a semicolon are decoded.
_REFERENCE = lazy_pattern(r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*;)")
_NUMBER = lazy_pattern(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);?")

REMOVED_WITH_CONTENT = name_set(
    "applet datalist iframe math noembed noframes object script select style svg template textarea"
    " title"
)
"""Elements whose content is no text of the article. They are removed with it."""

_ELEMENT_NAMES = REMOVED_WITH_CONTENT | VOID | FLOW | PARENT_BOUND
_ELEMENT_NAMES |= name_set(
    "acronym address article aside audio big blink body button canvas center colgroup data dialog"
    " dir fieldset font footer form frame frameset head header hgroup html label legend main map"
    " marquee menu meter nav nobr noscript optgroup option output picture progress rb rtc search"
    " section slot strike tfoot tt video"
)
"""All names of elements, obsolete ones included. A tag with another name is text."""

OFFICE_PREFIXES = ("o:", "v:", "w:", "st1:")
"""Prefixes of the names of elements that word processors make."""


class HtmlTag(Value, frozen=True):
    """A tag of HTML: `raw` as typed, `attributes` as one string that is not parsed yet."""

    name: str
    is_end: bool
    attributes: str
    raw: str
    content_removed: bool = False

    def attribute_values(self) -> Iterator[tuple[str, str]]:
        """Yield names in lower case and decoded values; the first if a name is repeated."""
        seen = set()
        for match in _ATTRIBUTE.finditer(self.attributes):
            name = match["name"].lower()
            if name not in seen:
                seen.add(name)
                yield name, decode_attribute(match["value"] or "")

    @property
    def is_self_closing(self) -> bool:
        """Whether it is typed as <name/>."""
        return self.attributes.endswith("/") and self.attributes[-2:-1] in ("", *" \t\n\"'/")


_SIMPLE_TAGS = {
    tag.raw: tag
    for name in sorted(_ELEMENT_NAMES - REMOVED_WITH_CONTENT)
    for tag in (HtmlTag(name, False, "", f"<{name}>"), HtmlTag(name, True, "", f"</{name}>"))
}
"""The tags without attributes, each made once."""

_CONSUMABLE_TAGS = ("<p>", "<li>")


def tokenize_html(
    text: str, consume: Callable[[str, int], int] | None = None
) -> Iterator[tuple[HtmlTag | str, int]]:
    """Yield the tags and texts of some HTML, and where each ends. Text is HTML without a bare <.

    consume: called with the name and offset of each <p> or <li> without attributes. Returns the
    offset up to which it has taken the HTML, or 0.
    """
    done = 0
    unclosed: set[str] = set()
    while (at := text.find("<", done)) >= 0:
        end = text.find(">", at) + 1
        raw = text[at:end]
        simple_tag = _SIMPLE_TAGS.get(raw)
        if simple_tag:
            if done < at:
                yield text[done:at], at
            consumed = consume(simple_tag.name, at) if consume and raw in _CONSUMABLE_TAGS else 0
            if not consumed:
                yield simple_tag, end
            done = consumed or end
            continue
        match = _TOKEN.match(text, at)
        assert match  # the pattern matches a bare < by itself
        name = (match["name"] or match["other"] or "").lower()
        end = match.end()
        if match["comment"] or (name in REMOVED_WITH_CONTENT and not match["slash"]):
            end = _removal_end(text, name, end, unclosed)
        is_removed = end > match.end()
        if match["other"]:
            yield text[done:at], at
            yield HtmlTag(name[0], False, "", match.group()), end
        elif name in _ELEMENT_NAMES or name.startswith(OFFICE_PREFIXES):
            yield text[done:at], at
            is_end, attributes = bool(match["slash"]), match["attributes"]
            yield HtmlTag(name, is_end, attributes, match.group(), is_removed), end
        else:
            is_comment = match["comment"] and is_removed
            yield text[done:at] + ("" if is_comment else match.group().replace("<", "&lt;")), end
        done = end
    yield text[done:], len(text)


def control_references(text: str) -> list[str]:
    """Return the numeric references of a text that stand for control characters."""
    references = (match.group() for match in _NUMBER.finditer(text))
    return [ref for ref in references if FORBIDDEN_CHARACTERS.sub("", html.unescape(ref)) == ""]


def decode_attribute(value: str) -> str:
    """Return a typed attribute value decoded and without its quotes, or the unclosed one."""
    if value[:1] in ("'", '"'):
        value = value[1:-1] if len(value) > 1 and value[0] == value[-1] else value[1:]
    if "&" in value:
        value = _REFERENCE.sub(lambda match: html.unescape(match.group()), value)
        value = FORBIDDEN_CHARACTERS.sub("", value)
    return value


def _removal_end(text: str, name: str, start: int, unclosed: set[str]) -> int:
    """Return where the comment or element opened before `start` ends; `start` if nowhere."""
    if name not in unclosed:  # so that none is searched for twice
        pattern = rf"</{name}\s*/?>" if name else "-->"
        match = re.compile(pattern, re.IGNORECASE).search(text, start)
        if match:
            return match.end()
        unclosed.add(name)
    return start
