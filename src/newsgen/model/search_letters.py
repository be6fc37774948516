"""The letters of search: which are compared as others, and which do not count.

`static/search-words.js` has the same table, which newsgen writes beside the indexes.
"""

import unicodedata
from functools import cache

_LATIN_LETTERS = (
    "2 ƨƻ, 5 ƽ, 6 ƅ, a ɐɑɒ, ae æ, b ƀɓƃʙ, c ƈȼɕʗ, d ðđɖɗƌƍȡ, db ȸ, dz ʣʤʥ, e ɛɇɘɜɝɞʚ, f ƒɸ, "
    "fn ʩ, g ɠɣǥɡɢʛ, "
    "h ħɦɧʜʮʯ, hv ƕ, i ıɩɨɪ, j ȷɉɟʄʝ, k ĸƙʞ, l łƚƛȴɫɬɭʟ, ls ʪ, lz ɮʫ, m ɱ, n ɲƞȵɳɴ, ng ŋ, "
    "o øɔɵɷ, oe œɶ, oi ƣ, ou ȣ, p ƥ, q ɋʠ, qp ȹ, r ʀɍɹɺɻɼɽɾɿʁ, s ʃȿʂʅʆ, sh ƪ, ss ß, "
    "t ŧƫƭʈȶʇ, tc ʨ, th þ, ts ƾʦʧ, u ʊʉɤ, v ʋ, w ɯƿɰʍ, ww ʬ, y ƴȝɏɥʎʏ, z ƶʒȥɀʐʑʓ, zh ƹƺ"
)
"""The Latin letters that do not come apart into a plain letter and an accent, after what they are
compared as: the letters that slugs have for them. To ask for these takes longer than an edit."""

_MORE_LETTERS = {"ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""}
"""Forms of a letter that keyboards give for another, and the stroke that only stretches a word."""


def fold(text: str) -> str:
    """Return letters and digits as they are compared: small, Latin without accents, NFKC."""
    return "".join(folded_letter(char) for char in decomposed(text))


@cache
def letter_table() -> dict[str, str]:
    """Return the letters that Unicode takes for plain ones and slugs do not, and their digits."""
    table = dict(_MORE_LETTERS)
    for group in _LATIN_LETTERS.split(", "):
        plain, letters = group.split()
        table |= dict.fromkeys(letters, plain)
    digits = filter(str.isdecimal, map(chr, range(0x80, 0x10000)))
    return table | {char: str(int(char)) for char in digits if decomposed(char) == char}


def decomposed(text: str) -> str:
    """Return a text in small letters, with the signs of each letter after it."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFKC", folded))


def folded_letter(char: str) -> str:
    """Return what a character of decomposed text is compared as; empty if it does not count."""
    if char.isascii():
        return char if char.isalnum() else ""
    letter = letter_table().get(char)
    if letter is not None:
        return letter
    return char if unicodedata.category(char)[0] in "LN" else ""
