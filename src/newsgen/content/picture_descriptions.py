"""Descriptions of pictures that say nothing: names of files, and what programs put there."""

import re

EMPTY_DESCRIPTION = (
    r"(?i:[^\[\]\n\"]+\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)"
    r"|(?:img|dscn?|dscf|pxl|screenshot|bildschirmfoto|capture d.écran|снимок экрана|截图|屏幕截图"
    r"|fig(?:ure|\.)?|abb(?:ildung|\.)?)[ _-]?\d[\w .-]*"
    r"|(?:image|photo|picture|pic|foto|bild)[ _-]?\d*|alt(?:[ -]?text)?|untitled|unnamed)"
)
"""A pattern of such descriptions."""


def says_nothing(description: str) -> bool:
    """Return whether a description does not say what the picture shows."""
    return bool(re.fullmatch(EMPTY_DESCRIPTION, description))
