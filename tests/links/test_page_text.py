"""Pages of other hosts are read as browsers read them, whatever they say of their charset."""

import pytest

from newsgen.links.page_text import page_text


@pytest.mark.parametrize(
    "content, charset, text",
    [
        ("Überblick".encode(), "", "Überblick"),
        ("Überblick".encode(), "utf-8", "Überblick"),
        ("Überblick".encode("cp1252"), "", "Überblick"),
        ("“Überblick”".encode("cp1252"), "iso-8859-1", "“Überblick”"),
        ("Ё".encode("cp1251"), '"windows-1251"', "Ё"),
        ("東京".encode("shift_jis"), "x-sjis", "東京"),
        ("東京".encode("shift_jis"), "windows-31j", "東京"),
        ("東京".encode("utf-16"), "iso-8859-1", "東京"),
        ("東京".encode("utf-8-sig"), "iso-8859-1", "東京"),
        ("囍".encode("gbk"), "gb2312", "囍"),
        (b"Broken \xff here", "utf-8", "Broken \ufffd here"),
        (b"Broken \xc3", "no-such-charset", "Broken Ã"),
    ],
)
def test_a_page_is_read_in_its_charset(content: bytes, charset: str, text: str) -> None:
    assert page_text(content, charset) == text


@pytest.mark.parametrize(
    "head, encoding",
    [
        ("<meta charset=gb2312>", "gbk"),
        ('<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "shift_jis"),
        ("<meta charset='utf-16'>", "utf-8"),
    ],
)
def test_a_page_says_its_charset_where_its_host_does_not(head: str, encoding: str) -> None:
    assert page_text(f"{head}<p>東京".encode(encoding), "") == f"{head}<p>東京"
