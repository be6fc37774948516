"""The blocks of a post of WordPress, which comments of its HTML mark → HTML as pages show it."""

import html
import json
import re
from collections.abc import Mapping

from newsgen.importing.draft import Loss
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.wordpress_exports.wordpress_references import MediaFile

_BLOCK = re.compile(
    r"<!--\s*(?P<close>/?)wp:(?P<name>[a-z][a-z0-9/_-]*)\s*(?P<values>\{.*?\})?\s*(?P<void>/?)-->",
    re.DOTALL,
)
_SILENT = frozenset(("more", "nextpage", "spacer", "separator", "footnotes", "post-content"))
"""Blocks without a text of their own, of which a reader misses nothing."""

_CITATION = re.compile(r"<cite\b[^>]*>(.*?)</cite>\s*(?=</blockquote>)", re.DOTALL)
_DASH = re.compile(r"\s*(?:<[^>]*>)*\s*[-–—―~]")
_VERSE = re.compile(r"<pre\b[^>]*\bwp-block-verse\b[^>]*>(.*?)</pre>", re.DOTALL)
_SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)</summary>", re.DOTALL)
_DOWNLOAD = re.compile(r"<a\b[^>]*\bwp-block-file__button\b[^>]*>.*?</a>", re.DOTALL)
_PREVIEW = re.compile(r"<object\b[^>]*\bwp-block-file__embed\b[^>]*>.*?</object>", re.DOTALL)
_IMAGE = re.compile(r"<img\b(?P<attributes>[^>]*\bwp-image-(?P<number>\d+)\b[^>]*)>")
_NO_ALT = re.compile(r"\s*\balt=(?:\"\s*\"|'\s*')")


def expand_patterns(text: str, patterns: Mapping[str, str]) -> str:
    """Return a text with the patterns, also named reusable blocks, that it shows by number."""

    def expand(match: re.Match[str]) -> str:
        number = str(_block_values(match).get("ref", ""))
        return patterns.get(number, match[0]) if match["name"] == "block" else match[0]

    return _BLOCK.sub(expand, text)


def read_blocks(text: str, footnotes: str = "") -> tuple[str, tuple[Loss, ...]]:
    """Return the HTML of a text with blocks, and what was lost of it.

    Args:
        footnotes: A JSON list of the footnotes of the post.
    """
    losses = LossCounter()

    def read_block(match: re.Match[str]) -> str:
        name = match["name"].removeprefix("core/")
        if not match["void"] or name in _SILENT:
            return ""
        address = _block_values(match).get("url")
        if name.rpartition("/")[0] in ("", "core-embed") and "embed" in name and address:
            return f"\n<p>{html.escape(str(address))}</p>\n"
        losses.add(f"the block {name} has no counterpart", name)
        return ""

    text = _BLOCK.sub(read_block, text)
    text = _VERSE.sub(lambda match: f"<p>{match[1].strip().replace(chr(10), '<br>')}</p>", text)
    text = _CITATION.sub(_write_citation, text)
    text = _SUMMARY.sub(r"<p><strong>\1</strong></p>", text)
    text = _PREVIEW.sub("", _DOWNLOAD.sub("", text))
    return text + _footnote_list(footnotes), losses.losses()


def with_descriptions(text: str, media: Mapping[str, MediaFile]) -> str:
    """Return HTML in which pictures have the descriptions of the media library."""

    def describe(match: re.Match[str]) -> str:
        attributes = _NO_ALT.sub("", match["attributes"])
        file = media.get(match["number"])
        if file is None or not file.alt or re.search(r"\balt=", attributes):
            return match[0]
        return f'<img alt="{html.escape(file.alt)}"{attributes}>'

    return _IMAGE.sub(describe, text)


def _block_values(match: re.Match[str]) -> Mapping[str, object]:
    try:
        values = json.loads(match["values"] or "{}")
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _write_citation(match: re.Match[str]) -> str:
    dash = "" if _DASH.match(match[1]) or not match[1].strip() else "— "
    return f"<p>{dash}{match[1]}</p>"


def _footnote_list(footnotes: str) -> str:
    """Return the footnotes of a post as the list that pages show."""
    try:
        notes = json.loads(footnotes or "[]")
    except ValueError:
        return ""
    items = (
        f'<li id="{html.escape(str(note.get("id", "")))}">{note.get("content", "")}</li>'
        for note in (notes if isinstance(notes, list) else ())
        if isinstance(note, dict)
    )
    return f"\n<ol>{''.join(items)}</ol>\n" if notes else ""
