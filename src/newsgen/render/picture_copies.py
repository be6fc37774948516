"""Makes smaller copies of pictures; the only module that uses pillow, the extra `pictures`.

All copies are WebP, which browsers show since 2020: AVIF would be a fifth to a quarter smaller, and
takes four to sixteen times as long to make.
"""

import os
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsgen.content.picture_size import jpeg_segments
from newsgen.model.digest import digest
from newsgen.model.picture_size import PictureSize

if TYPE_CHECKING:
    from PIL.Image import Image

COPY_ENDING = ".webp"

_WIDTHS = (320, 800, 1600)
"""Of a thumbnail on a dense screen, of a column on a telephone's, of one on a dense one."""
_LEAST_GAIN = 1.2
"""How much wider a picture is, at least, than its largest copy."""
_ENDINGS = (".avif", ".jpeg", ".jpg", ".png", ".webp")
"""Of formats that are made smaller: drawings are small, and GIF may move."""
_MAX_PIXELS = 80_000_000
"""Of a picture that is made smaller; a larger one may be made to fill the memory."""
_MAX_HEIGHT = 16_000
"""Pixels of a copy: WebP holds 16,383."""
_MAX_NAME = 240
"""Bytes of the name of a picture whose copies get longer ones; file systems hold 255."""
_QUALITY = 78
_MAX_PROFILE = 10_000
"""Bytes of a colour profile that a copy keeps; those of screens have a few hundred."""
_EXIF_PLACE = 0x8825
"""The tag of a camera's position (Exif 3.0, section 4.6.3)."""
_VERSION = 2
"""Counts the changes of this module that make other copies of the same picture."""


@cache
def maker() -> str:
    """Return what makes copies, with its version; empty where nothing can."""
    try:
        import PIL  # its parts are loaded where a copy is made
    except ImportError:
        return ""
    return f"{_VERSION} {PIL.__version__}"


def picture_copy_digest(content_digest: str, width: int) -> str:
    """Return what stands for the content of a copy, without making it."""
    return digest(f"{content_digest} {width} {maker()}".encode())


def hides_places(path: str) -> bool:
    """Return whether `without_place` looks into a file."""
    return bool(maker()) and PurePosixPath(path).suffix.lower() in (".jpg", ".jpeg")


def copy_widths(path: str, size: PictureSize) -> tuple[int, ...]:
    """Return the widths of the copies of a picture, in pixels; none if it needs none."""
    is_fit = PurePosixPath(path).suffix.lower() in _ENDINGS
    is_named = len(os.fsencode(PurePosixPath(path).name)) <= _MAX_NAME
    is_small = size.width * size.height <= _MAX_PIXELS
    if not (maker() and is_fit and is_named and is_small and size.is_whole):
        return ()
    return tuple(
        width
        for width in _WIDTHS
        if width * _LEAST_GAIN <= size.width and width * size.height <= _MAX_HEIGHT * size.width
    )


def make_copies(data: bytes, widths: tuple[int, ...]) -> tuple[bytes, ...] | None:
    """Return copies of a picture with some widths; None if it is damaged."""
    with suppress(Exception):  # pillow raises what its decoders like
        return _copies(data, widths)
    return None


def _copies(data: bytes, widths: tuple[int, ...]) -> tuple[bytes, ...]:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as opened:
        # Where a picture is much larger, JPEG can be read as a smaller one.
        opened.draft("RGB", (2 * max(_WIDTHS), 2 * max(_WIDTHS)))
        picture = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile") or b""
        has_alpha = "A" in picture.getbands() or "transparency" in picture.info
        picture = picture.convert("RGBA" if has_alpha else "RGB")
        if len(profile) > _MAX_PROFILE:
            profile = b""
        return tuple(_copy(picture, width, profile) for width in widths)


def _copy(picture: "Image", width: int, profile: bytes) -> bytes:
    from PIL import Image

    height = max(1, round(picture.height * width / picture.width))
    stream = BytesIO()
    smaller = picture.resize((width, height), Image.Resampling.LANCZOS)
    smaller.save(stream, "WEBP", quality=_QUALITY, icc_profile=profile)
    return stream.getvalue()


def without_place(path: str, data: bytes) -> bytes:
    """Return a JPEG without the place where it was taken; its other notes and pixels stay.

    Other formats, and what has no place, are returned as they are; without pillow, all.
    """
    if not hides_places(path):
        return data
    pieces, position = [b""], 0
    for start, end in jpeg_segments(data):
        segment = data[start:end]
        kept = _without_place(segment)
        if kept != segment:
            pieces += data[position:start], kept
            position = end
    return b"".join((*pieces, data[position:]))


def _without_place(segment: bytes) -> bytes:
    """Return a segment of a JPEG without a place; empty if it cannot be told from the rest.

    Notes of cameras are in APP1 (Exif 3.0, section 4.7.2), those of programs as XML beside it.
    """
    from PIL import Image

    if segment[:2] != b"\xff\xe1":
        return segment
    content = segment[4:]
    if content.startswith(b"http://ns.adobe.com/"):
        return b"" if b"GPS" in content else segment
    if not content.startswith(b"Exif\0\0"):
        return segment
    with suppress(Exception):
        notes = Image.Exif()
        notes.load(content)
        if _EXIF_PLACE not in notes:
            return segment
        del notes[_EXIF_PLACE]
        kept = notes.tobytes()
        return b"\xff\xe1" + (len(kept) + 2).to_bytes(2, "big") + kept
    return b""
