"""Photographs for tests, with what a camera writes into them."""

from io import BytesIO

from PIL import Image

PLACE = 0x8825
ORIENTATION, DESCRIPTION, ARTIST = 0x0112, 0x010E, 0x013B
SIDEWAYS = 6


def photograph(
    width: int, height: int, *, turned: bool = False, place: bool = False, kind: str = "JPEG"
) -> bytes:
    """A picture that cannot be packed into few bytes; turned: held sideways."""
    image = Image.effect_noise((width, height), 60).convert("RGB")
    notes = Image.Exif()
    notes[DESCRIPTION], notes[ARTIST] = "A fair", "Desk"
    if turned:
        notes[ORIENTATION] = SIDEWAYS
    if place:
        notes.get_ifd(PLACE).update({1: "N", 2: (39.0, 39.0, 1.0), 3: "E", 4: (66.0, 58.0, 0.0)})
    stream = BytesIO()
    image.save(stream, kind, **({"exif": notes} if kind == "JPEG" else {}))
    return stream.getvalue()
