"""Reads the size of a picture, and whether its file has an end."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import BinaryIO

from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.picture_size import PictureSize
from newsgen.model.value import replace

_PICTURE_ENDINGS = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Of the formats that browsers show."""

_SVG_HEAD = 20_000
"""Bytes of a drawing that are searched for its first tag: licences and comments may come before."""
_SVG_TAG = lazy_pattern(r"<(?:\w+:)?svg\b([^>]*)>", re.IGNORECASE)
_SVG_ATTRIBUTE = r"""\s{0}\s*=\s*["']([^"']*)["']"""
_START_OF_SCAN = 0xDA
_TOO_LARGE = 1_000_000
"""Pixels: no format but a drawing can say so many."""
_NUMBER = lazy_pattern(r"(\d+(?:\.\d+)?)(?:px)?")


def is_picture(path: str) -> bool:
    """Return whether a file is a picture, by its name."""
    return PurePosixPath(path).suffix.lower() in _PICTURE_ENDINGS


def is_static_picture(path: str) -> bool:
    """Return whether a file of a site is a picture of the folder static/, by its path."""
    return path.startswith("static/") and is_picture(path)


def read_picture_size(path: str, stream: BinaryIO) -> PictureSize | None:
    """Return the size of a picture, turned as its camera says; None if its file does not tell.

    Of a damaged file, imagesize says nothing, or raises what it likes.
    """
    if path.lower().endswith(".svg"):
        return _svg_size(stream.read(_SVG_HEAD).decode("utf-8", "replace"))
    import imagesize  # which loads what speaks with hosts

    with suppress(Exception):
        info = imagesize.get_info(stream)
        size = _size(info.width, info.height)
        stream.seek(0)
        return replace(size, is_whole=_has_end(stream.read())) if size else None
    return None


def _has_end(data: bytes) -> bool:
    """Return whether the file of a picture is whole, as far as its format tells.

    A JPEG has a marker after its scans, in which there is none (ITU-T T.81, section B.1.1.5), a PNG
    ends with the chunk IEND (section 11.2.5), and a WebP says its length first (RFC 9649, section
    2.4). More bytes may follow: telephones put a film there.
    """
    if data.startswith(b"\xff\xd8"):
        scan = _jpeg_head_end(data)
        return scan is not None and data.find(b"\xff\xd9", scan) >= 0
    if data.startswith(b"\x89PNG"):
        return b"IEND" in data
    if data.startswith(b"RIFF"):
        return len(data) >= int.from_bytes(data[4:8], "little") + 8
    return True


def _svg_size(head: str) -> PictureSize | None:
    """Return the width and height of a drawing in pixels, or the proportions of its view box."""
    tag = _SVG_TAG.search(head)
    if not tag:
        return None
    found = {
        name: match[1].strip()
        for name in ("width", "height", "viewBox")
        if (match := re.search(_SVG_ATTRIBUTE.format(name), tag[1]))
    }
    lengths = [_NUMBER.fullmatch(found.get(name, "")) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return _size(float(lengths[0][1]), float(lengths[1][1]))
    box = _NUMBER.findall(found.get("viewBox", ""))
    return _size(float(box[2]), float(box[3])) if len(box) == 4 else None


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each segment of a JPEG begins and ends, up to the first scan.

    More bytes of 0xFF may stand before a marker (ITU-T T.81, section B.1.1.2). Nothing that is cut
    off is among them.
    """
    position = 2
    while data[position : position + 1] == b"\xff":
        while data[position + 1 : position + 2] == b"\xff":
            position += 1
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        end = position + 2 + length
        if length < 2 or end > len(data):
            return
        yield position, end
        if data[position + 1] == _START_OF_SCAN:
            return
        position = end


def _jpeg_head_end(data: bytes) -> int | None:
    """Return where the first scan of a JPEG begins; None if there is none."""
    segments = jpeg_segments(data)
    return next((end for start, end in segments if data[start + 1] == _START_OF_SCAN), None)


def _size(width: float, height: float) -> PictureSize | None:
    if not (1 <= width < _TOO_LARGE and 1 <= height < _TOO_LARGE):
        return None
    return PictureSize(round(width), round(height))
