"""The type of licences."""

from typing import Any

from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.yaml.scalar_types import ScalarType
from newsgen.model.license import LICENSE_CODES, read_license


class LicenseType(ScalarType, frozen=True):
    """A code of the SPDX list of licences, or the address of other terms."""

    _words = "licence"
    _description = "a licence such as CC-BY-4.0, or an address of terms"
    _example = "CC-BY-4.0"
    _placeholder = f"${{%d|{','.join(LICENSE_CODES)}|}}"
    _pattern = r"[A-Za-z0-9.-]+|[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*"
    _pattern_hint = f"write {_description}"

    def _hint(self, text: str) -> str:
        code = "-".join(text.upper().replace("CC-", "CC ").split())
        meant = code if read_license(code) else f"{code}-4.0"
        if read_license(meant):
            return f"write {meant}"
        default = f"write {self._example}, or the address of the terms"
        return did_you_mean(text, LICENSE_CODES) or default

    def _convert(self, text: str) -> Any | None:
        found = read_license(text)
        return (found.code or found.url) if found else None
