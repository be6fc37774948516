"""Licences: the terms under which others may use a text or data.

A licence is written as its code in the SPDX list (https://spdx.org/licenses/), or as the address of
any terms. Of the list those are known that are made for texts and data.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.value import Value

_CREATIVE_COMMONS = lazy_pattern(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(1\.0|2\.0|2\.5|3\.0|4\.0)")
_FIRST_PATHS = {"CC-BY-NC-ND-1.0": "by-nd-nc/1.0"}
"""The address of the first version names its parts in another order."""

_OTHERS: Mapping[str, str] = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "GFDL-1.3-only": "https://www.gnu.org/licenses/fdl-1.3.html",
    "GFDL-1.3-or-later": "https://www.gnu.org/licenses/fdl-1.3.html",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "ODC-By-1.0": "https://opendatacommons.org/licenses/by/1-0/",
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "PDDL-1.0": "https://opendatacommons.org/licenses/pddl/1-0/",
}
LICENSE_CODES = (*(f"CC-BY{kind}-4.0" for kind in ("", "-SA", "-NC", "-ND")), *_OTHERS)
"""Codes to choose from; of Creative Commons there are more kinds and versions."""


class License(Value, frozen=True):
    """The terms of a text.

    Attributes:
        code: That of the SPDX list; empty for terms that are known by their address alone.
        label: What readers see.
        url: Where the terms are.
    """

    code: str
    label: str
    url: str


def read_license(text: str) -> License | None:
    """Return the licence of a code, in any case, or of an address; None if it is neither."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", text):
        return License("", parts.hostname.removeprefix("www."), text)
    if match := _CREATIVE_COMMONS.fullmatch(text.upper()):
        kind, version = match.groups()
        path = _FIRST_PATHS.get(match[0], f"{kind.lower()}/{version}")
        url = f"https://creativecommons.org/licenses/{path}/"
        return License(match[0], f"CC {kind} {version}", url)
    code = next((each for each in _OTHERS if each.upper() == text.upper()), "")
    return License(code, code.replace("-", " "), _OTHERS[code]) if code else None


def license_of(*texts: str) -> License | None:
    """Return the licence of the first text that is not empty; None if all are."""
    text = next(filter(None, texts), "")
    return read_license(text) if text else None
