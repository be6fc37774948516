"""Takes the pictures of docs/gallery.md: each kind of page in four widths, of the sample archive.

`make pictures` takes them, in the fonts of the theme.
"""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser

from support.documents import PAGES, rows
from support.likeness import open_sample
from support.paths import ROOT

FOLDER = ROOT / "docs" / "pictures" / "gallery"
WIDTHS = (360, 768, 1280, 1920)
HEIGHT = 1100
SCALE, GAP, GROUND = 0.36, 16, (128, 128, 128)


def take(browser: Browser, address: str) -> bytes:
    """A page in all widths, side by side and smaller."""
    shots: list[Image.Image] = []
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": HEIGHT})
        page.goto(address, wait_until="networkidle")
        shot = Image.open(BytesIO(page.screenshot(animations="disabled")))
        size = round(width * SCALE), round(HEIGHT * SCALE)
        shots.append(shot.resize(size, Image.Resampling.LANCZOS))
        page.close()
    wide = sum(shot.width + GAP for shot in shots) + GAP
    strip, left = Image.new("RGB", (wide, shots[0].height + 2 * GAP), GROUND), GAP
    for shot in shots:
        strip.paste(shot, (left, GAP))
        left += shot.width + GAP
    # An octree keeps the few red letters beside a picture in many blues.
    few = strip.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    kept = BytesIO()
    few.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open_sample() as (browser, root):
        for name, address in gallery().items():
            (FOLDER / f"{name}.png").write_bytes(take(browser, root + address))


def gallery() -> dict[str, str]:
    """The address of each page in the gallery, by the name of its picture."""
    table = rows(PAGES["docs/gallery.md"], "page")
    return {row[2].split("gallery/")[1].split(".png")[0]: row[1].strip("`") for row in table}


if __name__ == "__main__":
    main()
