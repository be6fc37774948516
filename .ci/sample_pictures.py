"""Draws the raster pictures of the sample articles: `python .ci/sample_pictures.py`.

They are drawn and not photographed, so that the samples belong to nobody else.
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw

ARTICLES = Path(__file__).resolve().parent.parent / "articles"
SCALE = 2
"""The pictures are drawn larger and then reduced, which makes their edges smooth."""

GLAZES = ((23, 78, 126), (31, 122, 140), (217, 176, 96), (239, 231, 210), (13, 52, 90))


def star(x: float, y: float, radius: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """Return the corners of a star of eight points: of two squares, one turned by 45 degrees."""
    inner = radius * math.sqrt(2) * math.sin(math.pi / 8) / math.sin(math.radians(112.5))
    return [
        (
            x + (radius if corner % 2 == 0 else inner) * math.cos(turn + corner * math.pi / 8),
            y + (radius if corner % 2 == 0 else inner) * math.sin(turn + corner * math.pi / 8),
        )
        for corner in range(16)
    ]


def glaze(colour: tuple[int, int, int], row: int, column: int) -> tuple[int, int, int]:
    """Return a colour as it comes from the kiln, no two alike."""
    light = 0.86 + 0.26 * (math.sin(12.9898 * row + 78.233 * column) * 43758.5453 % 1)
    return tuple(min(255, round(part * light)) for part in colour)  # type: ignore[return-value]


def tiles(width: int, height: int, side: float) -> Image.Image:
    """Return a wall of stars and crosses, the pattern of the tiles of Samarkand."""
    image = Image.new("RGB", (width * SCALE, height * SCALE), GLAZES[4])
    draw, side = ImageDraw.Draw(image), side * SCALE
    for row in range(-1, math.ceil(height * SCALE / side) + 2):
        for column in range(-1, math.ceil(width * SCALE / side) + 2):
            x, y = column * side, row * side
            cross = star(x + side / 2, y + side / 2, side * 0.5, math.pi / 8)
            draw.polygon(
                cross, fill=glaze(GLAZES[1], row, column), outline=GLAZES[3], width=3 * SCALE
            )
            draw.polygon(star(x, y, side * 0.48), fill=glaze(GLAZES[0], row, column))
            draw.line([*star(x, y, side * 0.48), star(x, y, side * 0.48)[0]], GLAZES[3], 3 * SCALE)
            draw.polygon(star(x, y, side * 0.26, math.pi / 8), fill=glaze(GLAZES[2], row, column))
            draw.polygon(star(x, y, side * 0.14), fill=glaze(GLAZES[3], row, column))
    light = Image.linear_gradient("L").resize(image.size)
    shade = Image.new("RGB", image.size, (8, 16, 32))
    image = Image.composite(image, shade, light.point(lambda level: 255 - level // 2))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def main() -> None:
    """Draw all pictures."""
    wall = ARTICLES / "2022/09/star-and-cross-tiles.jpg"
    tiles(1400, 788, 200).save(wall, quality=72, optimize=True, progressive=True)


if __name__ == "__main__":
    main()
