"""Letters that a conversion spoilt are told with what they were; what only looks so is not."""

import pytest

from newsgen.content.spoilt_letters import spoilt_letters_problem
from newsgen.model.problem import Location


def spoil(text: str) -> str:
    """What a program shows of UTF-8 that it takes for Windows-1252."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


WORDS = """
Müller café naïve “no” it’s Bridge–Road 5€ ©2022 Łódź Dvořák Shav🙂kat
Мирзиёев Σαμαρκάνδη سمرقند סמרקנד 習近平主席
"""


@pytest.mark.parametrize("word", WORDS.split())
def test_spoilt_letters_are_told_with_the_right_ones(word: str) -> None:
    for spoilt in (spoil(word), spoil(spoil(word))):
        found = spoilt_letters_problem(f"One line.\n\nThe word {spoilt} here.", "a.md")
        assert found is not None, spoilt
        assert (found.code, found.location) == ("N122", Location("a.md", 3, 10))
        assert found.hint == f"write {word}, or copy the text anew"


def test_a_letter_that_was_lost_is_told() -> None:
    found = spoilt_letters_problem("The caf\ufffd and the caf\ufffd.", "a.md")
    assert found is not None
    assert found.location == Location("a.md", 1, 8)
    assert "(2 such places)" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Das sagt die „FPÖ“, das macht „Spaß“, und das ist ein „Ä“.",
        "« Le café » et « l’été »… « DÉJÀ »",
        "« Le caf\u00e9\u00a0» et «\u00a0voil\u00e0\u00a0»",
        "NÃO. «IRMû, “IRMÔ, PÂ”, ÂNGELA, Ã, Â",
        "Å, Ångström, på Å, «Å», Ål",
        "3×“ 4×5×6, Ø„ Ðà Ñandú, ÑANDÚ",
        "Đặng Thị Ngọc Thịnh, Xã, HÀ, «XÃ»",
        "Он сказал: «Нет». İstanbul’da. 習近平「訪問」。 سمرقند",
    ],
)
def test_what_languages_write_is_not_told(text: str) -> None:
    assert spoilt_letters_problem(text, "a.md") is None
