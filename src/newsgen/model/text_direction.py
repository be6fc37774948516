"""The direction in which a language is written."""

from functools import lru_cache
from typing import Literal

# Languages usually written in Arabic, Hebrew, Syriac, Thaana or N'Ko letters, and those scripts
# (CLDR, characterOrder).
_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi")
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))


@lru_cache(maxsize=1000)
def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the base direction of texts in a language, which is a BCP 47 tag."""
    primary, *rest = language.casefold().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
