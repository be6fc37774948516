"""Tags of languages as programs and people write them → the tag of BCP 47 (RFC 5646)."""

import re
from collections.abc import Mapping

LANGUAGE_FORM = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*(?:\.[A-Za-z0-9-]+)?(?:@[A-Za-z]+)?"
"""A tag, or the same as POSIX writes it: pt_BR, pt_BR.UTF-8, sr@latin. Some rare forms lack."""


def _table(lines: str) -> Mapping[str, str]:
    """Return a table of lines with a tag and what means it: "en: eng" is {"eng": "en"}."""
    pairs = (line.split(": ") for line in lines.strip().split("\n"))
    return {word: tag for tag, words in pairs for word in words.split()}


_OTHER_CODES = _table(
    """
en: eng
de: deu ger
fr: fra fre
es: spa
ru: rus
it: ita
pt: por
zh: zho chi
ja: jpn
ko: kor
ar: ara
nl: nld dut
pl: pol
uk: ukr
tr: tur
hi: hin
el: ell gre
cs: ces cze
fa: fas per
he: heb iw
id: ind in
yi: ji
ro: ron rum mo
sv: swe
"""
)
"""Codes of three letters (ISO 639-2) that BCP 47 has in two, and those that it had before."""

_MODIFIERS = {"latin": "-Latn", "cyrillic": "-Cyrl"}

_COUNTRIES = _table(
    """
ja: jp
zh: cn
zh-Hans: chs
zh-Hant: cht
el: gr
uk: ua
cs: cz
da: dk
en-GB: gb
en-US: us
"""
)
"""Codes of countries and of some programs that are no codes of languages."""

_NAMES = _table(
    """
ar: arabic العربية
bg: bulgarian български
ca: catalan català
cs: czech čeština
da: danish dansk
de: german deutsch allemand alemán
el: greek ελληνικά
en: english englisch anglais inglés английский
es: spanish spanisch español castellano espagnol
et: estonian eesti
eu: basque euskara
fa: persian farsi فارسی
fi: finnish suomi
fr: french französisch français francés
ga: irish gaeilge
gl: galician galego
he: hebrew עברית
hi: hindi हिन्दी
hr: croatian hrvatski
hu: hungarian magyar
id: indonesian
it: italian italienisch italiano
ja: japanese japanisch 日本語
ka: georgian ქართული
kk: kazakh қазақша
ko: korean 한국어
ky: kyrgyz кыргызча
lt: lithuanian lietuvių
lv: latvian latviešu
ms: malay
nb: bokmål
nl: dutch nederlands
nn: nynorsk
no: norwegian norsk
pl: polish polski
pt: portuguese portugiesisch português
ro: romanian română
ru: russian russisch русский
sk: slovak slovenčina
sl: slovene slovenian slovenščina
sr: serbian srpski српски
sv: swedish svenska
tg: tajik тоҷикӣ
th: thai ไทย
tr: turkish türkçe
uk: ukrainian українська
uz: uzbek oʻzbekcha
vi: vietnamese việt
zh: chinese chinesisch chinois mandarin 中文 汉语 漢語
zh-Hans: 简体中文 简体
zh-Hant: 繁體中文 繁體
"""
)
"""Names of languages, in English, in themselves and in a few neighbours."""

_SCRIPTS = {"zh simplified": "zh-Hans", "zh traditional": "zh-Hant"}


def language_tag(text: str) -> str | None:
    """Return the tag that a text means, with the capitals of BCP 47; None if it means none."""
    if not re.fullmatch(LANGUAGE_FORM, text, re.ASCII) or text.casefold() in _COUNTRIES:
        return None
    plain, _, modifier = text.partition("@")
    code, *parts = re.split("[-_]", plain.partition(".")[0].lower())
    tag = [_OTHER_CODES.get(code, code) + _MODIFIERS.get(modifier.lower(), "")]
    for part in parts:
        is_extension = any(len(earlier) == 1 for earlier in tag)
        is_script = len(part) == 4 and part.isalpha() and not is_extension
        is_region = len(part) == 2 and not is_extension
        region = "GB" if part == "uk" else part.upper()
        tag.append(part.title() if is_script else region if is_region else part)
    return "-".join(tag)


def tag_of_name(name: str) -> str:
    """Return the tag of a language by its name in any case: de for Deutsch; empty for no name."""
    return _NAMES.get(name.casefold(), "")


def language_hint(text: str) -> str:
    """Return the hint for a text that is no tag: the tag that it seems to mean, if any."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    tag = _COUNTRIES.get(text.casefold()) or next(filter(None, map(tag_of_name, words)), "")
    tag = next((_SCRIPTS[key] for word in words if (key := f"{tag} {word}") in _SCRIPTS), tag)
    if not tag and (code := re.match("[a-z]{2}(?: [a-z]{2}$|(?![a-z]))", text.casefold())):
        tag = language_tag(code[0].replace(" ", "-")) or ""
    return f"write {tag}" if tag else "write one such as en or zh-Hans"
