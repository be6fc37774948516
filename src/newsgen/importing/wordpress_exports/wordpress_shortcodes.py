"""Shortcodes in the text of a post of WordPress, such as `[gallery ids="1,2"]` → HTML."""

import html
import re
from collections.abc import Mapping
from posixpath import basename
from urllib.parse import urlsplit

from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.site_shortcodes.shortcode_arguments import (
    EMBEDDED,
    embedded_address,
    shortcode_arguments,
)
from newsgen.importing.wordpress_exports.wordpress_references import MediaFile

_CAPTION = re.compile(
    r"\[(?:wp_)?caption(?P<attributes>[^\]]*)\](?P<inner>.*?)\[/(?:wp_)?caption\]", re.DOTALL
)
_CAPTION_PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_FILES = re.compile(r"\[(?P<name>gallery|playlist)\b(?P<attributes>[^\]]*)\]")
_NUMBERS = re.compile(r"\b(?:ids|include)=[\"']?([\d,\s]+)")
_MEDIA = "|".join(sorted(EMBEDDED, key=len, reverse=True))
_EMBED = re.compile(
    rf"\[(?P<name>{_MEDIA})(?=[\s=\]])(?P<attributes>[^\]]*)\](?:(?P<inner>[^\[]*)\[/(?P=name)\])?"
)
_SHORTCODE = re.compile(
    r"\[(?P<close>/?)(?P<name>[a-z][\w-]*)(?P<attributes>(?:\s+[^\]\n<]*?)?)\s*/?\](?!\()"
)
_ARGUMENT = re.compile(r"\s(?:[\w-]+=[\"'\w]|https?://)")
_URL = re.compile(r"https?://[^\s\"'\]<|]+")


class ShortcodeReader:
    """Exchanges the shortcodes of one text, and counts what is lost of them.

    Args:
        media: Files of the media library by their numbers.
        own_files: The numbers of files that were added to the post itself.
    """

    def __init__(self, media: Mapping[str, MediaFile], own_files: tuple[str, ...] = ()) -> None:
        self._media = media
        self._own_files = own_files
        self.losses = LossCounter()

    def exchange(self, text: str) -> str:
        """Return a text in which HTML stands for shortcodes; of unknown ones, what they enclose."""
        text = _CAPTION.sub(_figure, text)
        text = _FILES.sub(self._files, text)
        text = _EMBED.sub(self._embed, text)
        return self._without_others(text)

    def _files(self, match: re.Match[str]) -> str:
        """Return the pictures of a gallery, or links to the recordings of a playlist."""
        listed = _NUMBERS.search(match["attributes"])
        numbers = re.findall(r"\d+", listed[1]) if listed else []
        wanted = numbers or self._own_files
        files = [self._media[number] for number in wanted if number in self._media]
        is_gallery = match["name"] == "gallery"
        if not numbers and is_gallery:
            files = [file for file in files if is_picture_address(file.url)]
        missing = len(numbers) - len(files) if numbers else int(not files)
        if missing:
            what = "a picture of a gallery" if is_gallery else "a recording of a playlist"
            for _ in range(missing):
                self.losses.add(f"{what} is not in the export")
        show = _picture if is_gallery else _recording
        return "\n\n" + "\n".join(map(show, files)) + "\n\n"

    def _embed(self, match: re.Match[str]) -> str:
        """Return a link to what WordPress would embed."""
        inner = match["inner"] or ""
        attributes = match["attributes"]
        named, positions = shortcode_arguments(attributes.lstrip("= "))
        url = _URL.search(f"{inner} {attributes}")
        address = url[0] if url else embedded_address(match["name"], named, [*positions, inner])
        if not address:
            return match[0]
        name = f"[{match['name']}]"
        self.losses.add(f"what {name} showed is a link now", name)
        return _link(address)

    def _without_others(self, text: str) -> str:
        """Return a text without commands of plug-ins.

        A word in brackets is a command only if it has attributes or an end, or if it is alone in
        its line and no word of any language: [sic] is text.
        """
        closed = {match["name"] for match in _SHORTCODE.finditer(text) if match["close"]}

        def replace_shortcode(match: re.Match[str]) -> str:
            name = match["name"]
            is_command = name in closed or _ARGUMENT.search(match["attributes"])
            if not is_command and not (re.search(r"[_-]", name) and _is_alone(match)):
                return match[0]
            if match["close"]:
                return ""
            url = _URL.search(match["attributes"]) if name not in closed else None
            if url:
                self.losses.add(f"what [{name}] showed is a link now", f"[{name}]")
                return _link(url[0])
            self.losses.add(f"the shortcode [{name}] has no counterpart", f"[{name}]")
            return ""

        return _SHORTCODE.sub(replace_shortcode, text)


def is_picture_address(url: str) -> bool:
    """Return whether a file of the media library is a picture, by the ending of its name."""
    ending = urlsplit(url).path.rpartition(".")[2].casefold()
    return ending in ("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp")


def _is_alone(match: re.Match[str]) -> bool:
    """Return whether a shortcode is all that its line has."""
    before = match.string[: match.start()].rpartition("\n")[2]
    after = match.string[match.end() :].partition("\n")[0]
    return not re.sub(r"<[^>]*>", "", before + after).strip()


def _figure(match: re.Match[str]) -> str:
    attributes, _ = shortcode_arguments(match["attributes"])
    inner = match["inner"]
    picture = _CAPTION_PICTURE.search(inner)
    if not picture:
        return inner
    caption = html.unescape(attributes.get("caption", "")) or inner[picture.end() :].strip()
    return f"\n\n<figure>{picture[0]}<figcaption>{caption}</figcaption></figure>\n\n"


def _picture(file: MediaFile) -> str:
    words = html.escape(" – ".join(filter(None, (file.caption, file.credit))))
    return (
        f'<figure><img src="{html.escape(file.url)}" alt="{html.escape(file.alt)}">'
        f"<figcaption>{words}</figcaption></figure>"
    )


def _recording(file: MediaFile) -> str:
    name = file.title or basename(urlsplit(file.url).path)
    return f'<p><a href="{html.escape(file.url)}">{html.escape(name)}</a></p>'


def _link(url: str) -> str:
    address = html.escape(html.unescape(url))
    return f'\n\n<p><a href="{address}">{address}</a></p>\n\n'
