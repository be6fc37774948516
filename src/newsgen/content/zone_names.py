"""What an editor wrote for a time zone, such as a city or an offset → how to write it."""

import re
from collections.abc import Iterable

from newsgen.content.did_you_mean import nearest_word
from newsgen.model.lazy_pattern import lazy_pattern

_OFFSET = lazy_pattern(
    r"(?:UTC|GMT)?\s*(?P<sign>[+−–-])\s*0?(?P<hours>\d{1,2})(?::?00)?", re.IGNORECASE
)
_EXAMPLE = "write the zone of a city, as in Asia/Samarkand"


def zone_hint(text: str, zones: Iterable[str]) -> str:
    """Return how to write a zone that newsgen does not know. zones: the names it knows."""
    names = {zone.casefold(): zone for zone in zones}
    if offset := _OFFSET.fullmatch(text):
        # In these names the sign is that of the way to UTC.
        sign = "-" if offset["sign"] == "+" else "+"
        name = f"Etc/GMT{sign}{offset['hours']}"
        what = f"{offset['hours']} hours {'ahead of' if sign == '-' else 'behind'} UTC"
        return f"write {name}, which means {what}" if name.casefold() in names else _EXAMPLE
    cities = {
        folded.rpartition("/")[2].replace("_", " "): zone
        for folded, zone in sorted(names.items(), reverse=True)
        if "/" in folded and not folded.startswith(("etc/", "posix/", "right/", "us/", "systemv/"))
    }
    folded = text.casefold()
    words = (folded, folded.rpartition("/")[2].strip(), *re.split(r"[\s,]+", folded))
    zone = names.get(folded) or next((cities[word] for word in words if word in cities), "")
    if not zone and "/" in text:
        zone = nearest_word(text, names.values())
    if not zone and len(text) > 4:
        zone = cities.get(nearest_word(text, cities), "")
    return f'did you mean "{zone}"?' if zone else _EXAMPLE
