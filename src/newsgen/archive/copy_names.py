"""How systems call a copy of a file: its name, and that of the original, without their ending."""

import re
from collections.abc import Iterator

_COPY = "Copy|copy|Kopie|kopie|Copie|copie|Copia|copia|Cópia|cópia|Kopia|Копия|копия|副本|コピー"
_COPY_NAMES = (
    re.compile(rf"(?P<stem>.+?)(?: ?\(\d+\)| ?[-–—_ ] ?(?:{_COPY})(?: ?\(?\d+\)?)?| \d)"),
    re.compile(rf"(?:(?:{_COPY})[ _-](?:of|von|de|di|van|av)|Копия)[ _-](?P<stem>.+)"),
)


def originals_by_name(path: str) -> Iterator[str]:
    """Yield the paths of which a path may be a copy, by its name."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    for pattern in _COPY_NAMES:
        if match := pattern.fullmatch(stem):
            yield f"{folder}{slash}{match['stem']}{dot}{ending}"
