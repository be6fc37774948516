"""The text of a post of WordPress → HTML: blocks, paragraphs without tags, and shortcodes."""

import html
import re
from collections.abc import Mapping

from newsgen.importing.draft import Loss
from newsgen.model.value import Value

_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_PAGE_MARK = re.compile(r"<!--\s*(?:more.*?|nextpage|noteaser)\s*-->")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|iframe|li|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)\b",
    re.IGNORECASE,
)
_PRE = re.compile(r"<pre\b.*?</pre>", re.IGNORECASE | re.DOTALL)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption(?P<attributes>[^\]]*)\](?P<inner>.*?)\[/(?:wp_)?caption\]", re.DOTALL
)
_CAPTION_PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_GALLERY = re.compile(r"\[gallery(?P<attributes>[^\]]*)\]")
_EMBED = re.compile(
    r"\[(?P<name>embed|youtube|vimeo|video|audio|playlist|soundcloud|twitter|tweet|instagram)\b"
    r"(?P<attributes>[^\]]*)\](?:(?P<inner>[^\[]*)\[/(?P=name)\])?"
)
_SHORTCODE = re.compile(
    r"\[(?P<close>/?)(?P<name>[a-z][\w-]*)(?P<attributes>\s+[^\]\n]*?)?\s*/?\](?!\()"
)
_ATTRIBUTE = re.compile(
    r"(?P<key>[\w-]+)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>\S+))"
)
_URL = re.compile(r"https?://[^\s\"'\]<]+")


class MediaFile(Value, frozen=True):
    """A picture of the media library, as posts refer to it by number."""

    url: str
    alt: str = ""
    caption: str = ""


def wordpress_html(text: str, media: Mapping[str, MediaFile]) -> tuple[str, tuple[Loss, ...]]:
    """Return the HTML of a post, and what was lost of it.

    Args:
        media: Files of the media library by their numbers.
    """
    has_blocks = "<!-- wp:" in text
    text = _PAGE_MARK.sub("", _BLOCK_COMMENT.sub("", text))
    text = _CAPTION.sub(_figure, text)
    text = _GALLERY.sub(lambda match: _gallery(match["attributes"], media), text)
    text = _EMBED.sub(_embed, text)
    text, losses = _without_shortcodes(text)
    return text if has_blocks else _with_paragraphs(text), losses


def _figure(match: re.Match[str]) -> str:
    attributes, inner = _attributes(match["attributes"]), match["inner"]
    picture = _CAPTION_PICTURE.search(inner)
    if not picture:
        return inner
    caption = attributes.get("caption") or inner[picture.end() :].strip()
    return f"\n\n<figure>{picture[0]}<figcaption>{caption}</figcaption></figure>\n\n"


def _gallery(attributes: str, media: Mapping[str, MediaFile]) -> str:
    numbers = re.findall(r"\d+", _attributes(attributes).get("ids", ""))
    files = [media[number] for number in numbers if number in media]
    figures = (
        f'<figure><img src="{html.escape(file.url)}" alt="{html.escape(file.alt)}">'
        f"<figcaption>{html.escape(file.caption)}</figcaption></figure>"
        for file in files
    )
    return "\n\n" + "\n".join(figures) + "\n\n"


def _embed(match: re.Match[str]) -> str:
    """Return a link to what WordPress would embed."""
    url = _URL.search(f"{match['inner'] or ''} {match['attributes']}")
    if not url:
        return match[0]
    address = html.escape(html.unescape(url[0]))
    return f'\n\n<p><a href="{address}">{address}</a></p>\n\n'


def _without_shortcodes(text: str) -> tuple[str, tuple[Loss, ...]]:
    """Return a text without commands of plug-ins; what they enclose stays.

    A word in brackets is a command only if it has attributes or an end: [sic] is text.
    """
    closed = {match["name"] for match in _SHORTCODE.finditer(text) if match["close"]}
    counts: dict[str, int] = {}

    def replace_shortcode(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in closed and "=" not in (match["attributes"] or ""):
            return match[0]
        if not match["close"]:
            counts[name] = counts.get(name, 0) + 1
        return ""

    text = _SHORTCODE.sub(replace_shortcode, text)
    return text, tuple(
        Loss(f"the shortcode [{name}] has no counterpart", count=count)
        for name, count in counts.items()
    )


def _with_paragraphs(text: str) -> str:
    """Return a text of the classic editor with its paragraphs: blank lines part them."""
    parts = []
    end = 0
    for match in _PRE.finditer(text):
        parts += [_paragraphs(text[end : match.start()]), match[0]]
        end = match.end()
    return "\n".join((*parts, _paragraphs(text[end:])))


def _paragraphs(text: str) -> str:
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return "\n".join(
        block if _BLOCK_TAG.match(block) else f"<p>{_with_breaks(block)}</p>"
        for block in blocks
        if block
    )


def _with_breaks(block: str) -> str:
    """Return a paragraph whose line ends are breaks, but for those beside tags of blocks."""
    lines = block.split("\n")
    return "\n".join(
        line if last or _BLOCK_TAG.search(line) else f"{line}<br>"
        for line, last in zip(lines, [*[False] * (len(lines) - 1), True], strict=True)
    )


def _attributes(text: str) -> dict[str, str]:
    return {
        match["key"]: html.unescape(match["double"] or match["single"] or match["bare"] or "")
        for match in _ATTRIBUTE.finditer(text)
    }
