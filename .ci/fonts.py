"""Makes the theme's fonts anew, static/fonts/: Adobe's Source Serif and Source Sans, cut down.

Each file has one face and the letters of one script, so a browser fetches only what a page shows.
The faces have names of their own, since the licence keeps the word Source for the whole fonts.
"""

import io
import sys
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from newsgen.runtime.npm_package import NpmPackage, fetch_packages

FOLDER = Path(__file__).resolve().parent.parent / "static" / "fonts"
PACKAGES = (
    NpmPackage(
        "source-serif",
        "4.5.1",
        "NUAh5IzF7KiUu2gTpqE+ed9MNbMe4st7LIIXZ0OHHSPc6gg86H67j04M8sIhU2qqFd26btXaFQ2ge5u/p72j0Q==",
        {
            "VAR/SourceSerif4Variable-Roman.ttf": "serif.ttf",
            "VAR/SourceSerif4Variable-Italic.ttf": "serif-italic.ttf",
            "LICENSE.md": "serif.md",
        },
    ),
    NpmPackage(
        "source-sans",
        "3.52.0",
        "xsm7qlMI/JwxwNdp6pvpR6l+aZjn90fzOzoeUz/qoohIYbKbDwQNRIz5/ItYs7/hvqLirQNUoDFGXSVA3TU9tw==",
        {"VF/SourceSans3VF-Upright.ttf": "sans.ttf", "LICENSE.md": "sans.md"},
    ),
)
SCRIPTS = {
    # Also the signs that all scripts have in common.
    "latin": (
        *(range(0x20, 0x7F), range(0xA0, 0x100), range(0x2010, 0x2016), range(0x2018, 0x201F)),
        *([0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E], [0x2020, 0x2022, 0x2026, 0x2030]),
        [0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212],
    ),
    "latin-ext": (
        *(range(0x100, 0x152), range(0x154, 0x160), range(0x162, 0x178), range(0x179, 0x17D)),
        *(range(0x17F, 0x250), range(0x300, 0x330), range(0x1E00, 0x1F00)),
    ),
    "cyrillic": (range(0x400, 0x530),),
    "greek": (range(0x370, 0x400),),
}
"""Code points by script; each belongs to one."""

MARKS = ("ccmp", "locl", "mark", "mkmk")
TEXT_FEATURES = ("kern", "liga", "onum", *MARKS)
HEAD_FEATURES = ("kern", "liga", *MARKS)
LABEL_FEATURES = ("kern", "tnum", *MARKS)


_COPYRIGHT = 0
"""Number of a name in a font."""


class Face(NamedTuple):
    """A face of the theme.

    axes: of the variable font, the value or the range that is kept.
    has_small_capitals: in place of small letters.
    """

    name: str
    family: str
    source: str
    axes: dict[str, float | tuple[float, float]]
    features: tuple[str, ...]
    has_small_capitals: bool = False


FACES = (
    Face("serif", "Newsgen Serif", "serif.ttf", {"opsz": 16, "wght": (400, 650)}, TEXT_FEATURES),
    Face(
        *("serif-italic", "Newsgen Serif", "serif-italic.ttf"),
        *({"opsz": 16, "wght": 400}, TEXT_FEATURES),
    ),
    Face(
        *("capitals", "Newsgen Capitals", "serif.ttf"),
        *({"opsz": 12, "wght": 400}, ("kern",)),
        has_small_capitals=True,
    ),
    Face("display", "Newsgen Serif", "serif.ttf", {"opsz": 48, "wght": 640}, HEAD_FEATURES),
    Face("sans", "Newsgen Sans", "sans.ttf", {"wght": (400, 650)}, LABEL_FEATURES),
)


def main() -> None:
    """Write all files, and both licences beside them."""
    files = fetch_packages(PACKAGES)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "LICENSE.md").write_bytes(files["serif.md"].rstrip() + b"\n\n\n" + files["sans.md"])
    for face in FACES:
        for script, ranges in SCRIPTS.items():
            data = cut(files[face.source], face, {point for each in ranges for point in each})
            (FOLDER / f"{face.name}-{script}.woff2").write_bytes(data)
            sys.stdout.write(f"{face.name}-{script}.woff2: {len(data):,} bytes\n")


def cut(source: bytes, face: Face, points: set[int]) -> bytes:
    """Return a font with these characters alone, at a face's place on the axes."""
    font = instantiateVariableFont(TTFont(io.BytesIO(source)), face.axes)
    if "gvar" in font:
        # A glyph that no axis changes may have no entry, and the subsetter asks for it.
        for glyph in font.getGlyphOrder():
            font["gvar"].variations.setdefault(glyph, [])
    if face.has_small_capitals:
        use_small_capitals(font)
    options = Options()
    options.layout_features = [*face.features]
    options.hinting = False
    options.name_IDs = [_COPYRIGHT]
    options.drop_tables += ["DSIG", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    rename(font, face)
    font.flavor = "woff2"
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def use_small_capitals(font: Any) -> None:
    """Show small letters as the small capitals that the font has for them."""
    features = font["GSUB"].table.FeatureList.FeatureRecord
    numbers = {
        at for each in features if each.FeatureTag == "smcp" for at in each.Feature.LookupListIndex
    }
    lookups = font["GSUB"].table.LookupList.Lookup
    small: dict[str, str] = {}
    for table in (table for at in sorted(numbers) for table in lookups[at].SubTable):
        small |= getattr(getattr(table, "ExtSubTable", table), "mapping", {})
    for table in font["cmap"].tables:
        table.cmap = {point: small.get(glyph, glyph) for point, glyph in table.cmap.items()}


def rename(font: Any, face: Face) -> None:
    """Give a font the name of the face; whose work it is stays in it."""
    texts = {
        1: face.family,
        2: "Regular",
        4: face.family,
        6: face.family.replace(" ", ""),
        13: "SIL Open Font License, Version 1.1",
    }
    for number, text in texts.items():
        font["name"].setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
