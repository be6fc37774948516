"""The text of a post of WordPress → HTML: blocks, paragraphs without tags, and shortcodes."""

import html
import re
from collections.abc import Mapping

from newsgen.importing.draft import Loss
from newsgen.importing.html_paragraphs import with_paragraphs
from newsgen.importing.wordpress_exports.wordpress_blocks import (
    expand_patterns,
    read_blocks,
    with_descriptions,
)
from newsgen.importing.wordpress_exports.wordpress_references import MediaFile
from newsgen.importing.wordpress_exports.wordpress_shortcodes import ShortcodeReader

_PAGE_MARK = re.compile(r"<!--\s*(?:more.*?|nextpage|noteaser)\s*-->")
_PRE = re.compile(r"<pre\b(?P<attributes>[^>]*)>(?P<code>.*?)</pre>", re.IGNORECASE | re.DOTALL)
_INLINE_CODE = re.compile(
    r"<code\b(?P<attributes>[^>]*)>(?P<code>.*?)</code>", re.IGNORECASE | re.DOTALL
)
_KEPT = re.compile(r"<pre kept=\"(\d+)\"></pre>|\ue000(\d+)\ue001")
_LANGUAGES = (
    "actionscript3|as3|bash|shell|clojure|cpp|csharp|css|delphi|pascal|diff|patch|erlang|fsharp|go"
    "|groovy|haskell|html|java|javafx|javascript|js|latex|matlab|objc|perl|php|powershell|python"
    "|ruby|scala|sql|vb|vbnet|xhtml|xml|xslt|yaml"
)
_CODE = re.compile(
    rf"\[(?P<name>sourcecode|source|code|crayon|cc[a-zA-Z]*(?:_\w+)?|{_LANGUAGES})"
    r"(?P<attributes>\s[^\]]*|)\](?P<code>.*?)\[/(?P=name)\]",
    re.DOTALL,
)
_LANGUAGE = re.compile(r"\blang(?:uage)?=[\"']?([\w+#-]+)")
_ESCAPED = re.compile(r"\[(\[/?[a-z][\w-]*[^\]]*\])\]")


def wordpress_html(
    text: str,
    media: Mapping[str, MediaFile],
    own_files: tuple[str, ...] = (),
    patterns: Mapping[str, str] | None = None,
    footnotes: str = "",
) -> tuple[str, tuple[Loss, ...]]:
    """Return the HTML of a post, and what was lost of it.

    Args:
        media: Files of the media library by their numbers.
        own_files: The numbers of those that were added to the post itself.
        patterns: Texts that several posts share, by their numbers.
        footnotes: As of `read_blocks`.
    """
    text = expand_patterns(text.replace("\r\n", "\n"), patterns or {})
    has_blocks = "<!-- wp:" in text
    text, block_losses = read_blocks(_PAGE_MARK.sub("\n\n", text), footnotes)
    kept: list[str] = []

    def keep(markup: str, is_block: bool) -> str:
        kept.append(markup)
        number = len(kept) - 1
        return f'\n\n<pre kept="{number}"></pre>\n\n' if is_block else f"\ue000{number}\ue001"

    text = _CODE.sub(lambda match: keep(_code_block(match), True), text)
    text = _PRE.sub(lambda match: keep(_preformatted(match), True), text)
    text = _INLINE_CODE.sub(lambda match: keep(*_inline_code(match)), text)
    text = _ESCAPED.sub(lambda match: keep(match[1], False), text)
    shortcodes = ShortcodeReader(media, own_files)
    text = with_descriptions(shortcodes.exchange(text), media)
    text = text if has_blocks else with_paragraphs(text)
    while _KEPT.search(text):
        text = _KEPT.sub(lambda match: kept[int(match[1] or match[2])], text)
    return text, (*block_losses, *shortcodes.losses.losses())


def text_before_more(text: str) -> str:
    """Return what stands above the mark that parts a post on lists; empty without a mark."""
    before, mark, _ = text.partition("<!--more")
    return before if mark else ""


def _code_block(match: re.Match[str]) -> str:
    """Return code that a shortcode encloses: as it is shown, or with entities for its signs."""
    code, name = match["code"], match["name"]
    declared = _LANGUAGE.search(match["attributes"])
    language = declared[1] if declared else name.partition("_")[2]
    language = language or (name if re.fullmatch(_LANGUAGES, name) else "")
    plain = code if re.search(r"<[a-z/?!]", code, re.IGNORECASE) else html.unescape(code)
    return _pre(plain, language)


def _preformatted(match: re.Match[str]) -> str:
    """Return a block of code; of a plug-in for colours, if it names a language, as it is typed."""
    language = _LANGUAGE.search(match["attributes"])
    if language is None:
        return match[0]
    is_typed = "escaped=" not in match["attributes"] and "<code" not in match["code"]
    code = match["code"]
    plain = code if is_typed and "&lt;" not in code else html.unescape(code)
    return _pre(plain, language[1])


def _inline_code(match: re.Match[str]) -> tuple[str, bool]:
    """Return code of a text, and whether it is a block: it is if it has several lines."""
    if "\n" not in match["code"].strip():
        return match[0], False
    named = _preformatted(match)
    return (f"<pre>{match['code']}</pre>" if named == match[0] else named), True


def _pre(code: str, language: str) -> str:
    words = html.escape(code.strip("\n"), quote=False)
    mark = f' class="language-{html.escape(language.casefold())}"' if language else ""
    return f"<pre{mark}>{words}</pre>"
