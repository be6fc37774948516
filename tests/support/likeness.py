"""Pictures of pages: taken so that they hold still, kept small, compared as if from some way off.

A picture is compared at a quarter of its size. At that distance a letter is a grey spot, and it
does not matter how a browser draws it; where a text, a line or a ground is, and in which colour,
does. Where lines break must not depend on the machine either, so pages are shown in DejaVu, which
comes along with Chromium on Debian; without these fonts nothing can be compared.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

from support import chromium
from support.reader import ARGUMENTS, serve_folder
from support.sample import build_sample

FONTS = """:root, :root :lang(en) {
  --serif: "DejaVu Serif"; --capitals: "DejaVu Serif"; --sans: "DejaVu Sans";
  --mono: "DejaVu Sans Mono";
}"""

_WIDTHS = """() => ['"DejaVu Serif"', '"DejaVu Sans"'].map(font => {
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.font = `20px ${font}, monospace`;
  const own = canvas.measureText('miles').width;
  canvas.font = '20px monospace';
  return own !== canvas.measureText('miles').width;
})"""

COLOURS = 128
"""Of a kept picture: enough that none looks different."""

REDUCTION = 4
"""How many times smaller a picture is looked at."""

POINT_TOLERANCE = 20
"""How far apart two points must be to differ, of 255 in one of red, green and blue."""

TOLERANCE = 0.002
"""The part of all points that may differ."""


@contextmanager
def open_sample() -> Iterator[tuple[Browser, str]]:
    """A browser, and the address at which the sample archive stands still for its pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        out, _ = build_sample(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        with serve_folder(out) as address:
            yield browser, address
        browser.close()


def fonts_are_there(page: Page) -> bool:
    """Whether the machine has the fonts that kept pictures are taken in."""
    return all(page.evaluate(_WIDTHS))


def take_picture(page: Page) -> bytes:
    """What is in the window, as a PNG file that can be kept."""
    return reduce_colours(page.screenshot(animations="disabled", style=FONTS))


def reduce_colours(picture: bytes) -> bytes:
    """The same picture in few colours, as a smaller file."""
    kept = BytesIO()
    few = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def difference(one: bytes, other: bytes) -> float:
    """The part of two pictures that is different; 1 if they are not of the same size."""
    first, second = (Image.open(BytesIO(each)).convert("RGB") for each in (one, other))
    if first.size != second.size:
        return 1.0
    apart = ImageChops.difference(first.reduce(REDUCTION), second.reduce(REDUCTION))
    most = Image.new("L", apart.size)
    for band in apart.split():
        most = ImageChops.lighter(most, band)
    points = most.histogram()
    return sum(points[POINT_TOLERANCE + 1 :]) / sum(points)
