"""Tags of languages as programs and people write them → the tag of BCP 47 (RFC 5646)."""

import re

LANGUAGE_FORM = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*(?:\.[A-Za-z0-9-]+)?(?:@[A-Za-z]+)?"
"""A tag, or the same as POSIX writes it: pt_BR, pt_BR.UTF-8, de_DE@euro. Some rare forms lack."""

_SHORTER_CODES = {
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "rus": "ru",
    "ita": "it",
    "por": "pt",
    "zho": "zh",
    "chi": "zh",
    "jpn": "ja",
    "kor": "ko",
    "ara": "ar",
    "nld": "nl",
    "dut": "nl",
    "pol": "pl",
    "ukr": "uk",
    "tur": "tr",
    "hin": "hi",
    "ell": "el",
}
"""Codes of three letters (ISO 639-2) that BCP 47 has in two."""

_MISTAKEN_WORDS = {
    "jp": "ja",
    "cn": "zh",
    "gr": "el",
    "ua": "uk",
    "cz": "cs",
    "dk": "da",
    "gb": "en-GB",
    "us": "en-US",
    "english": "en",
    "englisch": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "russian": "ru",
    "русский": "ru",
    "chinese": "zh",
    "中文": "zh",
    "arabic": "ar",
    "portuguese": "pt",
    "português": "pt",
    "italian": "it",
    "italiano": "it",
    "japanese": "ja",
    "日本語": "ja",
}
"""Codes of countries that are no codes of languages, and names of languages."""


def language_tag(text: str) -> str | None:
    """Return the tag that a text means, with the capitals of BCP 47; None if it means none."""
    if not re.fullmatch(LANGUAGE_FORM, text, re.ASCII) or text.casefold() in _MISTAKEN_WORDS:
        return None
    code, *parts = re.split("[-_]", re.split("[.@]", text)[0].lower())
    tag = [_SHORTER_CODES.get(code, code)]
    for part in parts:
        is_extension = any(len(earlier) == 1 for earlier in tag)
        is_script = len(part) == 4 and part.isalpha() and not is_extension
        is_region = len(part) == 2 and not is_extension
        tag.append(part.title() if is_script else part.upper() if is_region else part)
    return "-".join(tag)


def language_hint(text: str) -> str:
    """Return the hint for a text that is no tag: the tag that it seems to mean, if any."""
    tag = _MISTAKEN_WORDS.get(text.casefold())
    return f"write {tag}" if tag else "write one such as en or zh-Hans"
