"""Clippings of plain text: what their lines say, and that their words become no marks."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.names.html_text import read_html_text
from newsgen.importing import read_documents
from newsgen.importing.date_line import read_date_line
from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.detect import UnknownFormat, detect_format
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Refusal
from newsgen.importing.event_days import find_event_days
from newsgen.importing.markdown_links import exchange_links
from newsgen.importing.plain_to_markdown import markdown_of_text
from newsgen.importing.text_clipping import read_text_clipping
from newsgen.model.problem import Location

BODY = "The bridge opens in May. It was closed for a year, and the council has paid for it."


def clipping(text: str | bytes, **settings: str) -> Draft:
    data = text.encode() if isinstance(text, str) else text
    (reading,) = read_text_clipping(Document("text", "a.txt"), data, ImportSettings(**settings))
    assert isinstance(reading, Draft)
    return reading


def shown_words(markdown: str) -> list[str]:
    body = convert_markdown(markdown, Location("articles/a.md", 1, 1), "/")
    return read_html_text(body.html).text.split()


@pytest.mark.parametrize(
    "name, head, kind",
    [
        ("a.txt", b"A title\n\nA text", "text"),
        ("", b"---\ntitle: A\n---\nText", "markdown"),
        ("", b"+++\ntitle = 'A'\n+++\nText", "markdown"),
        ("a.md", b'{\n"title": "A"\n}\nText', "markdown"),
        ("a", b"\xef\xbb\xbf<!DOCTYPE html><html><head>", "html"),
        ("a.html", b"<!-- saved --><p>Text", "html"),
        ("a.txt", b"From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n", "mhtml"),
        ("a.xml", b'<?xml version="1.0"?><rss version="2.0"><channel>', "feed"),
        ("a.xml", b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        ("a.xml", b'<rss xmlns:wp="http://wordpress.org/export/1.2/">', "wordpress"),
        ("a.csv", b"title,date\nA,2022-09-13\n", "csv"),
        ("", b'{"title": "A"}\n{"title": "B"}\n', "jsonl"),
        ("a.json", b'{"uri": "urn:a", "headlines": [{"value": "A"}]}', "ninjs"),
        ("a.txt", "Ein Titel mit ü\n".encode("utf-16"), "text"),
        ("a.txt", b"[1] A note begins so, and is no data", "text"),
    ],
)
def test_the_format_of_a_file_is_told_by_its_first_bytes(name: str, head: bytes, kind: str) -> None:
    assert detect_format(name, head) == kind


@pytest.mark.parametrize(
    "head, word",
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04\x14", "Word"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 4, "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_way_out(head: bytes, word: str) -> None:
    with pytest.raises(UnknownFormat, match=rf"{word}.*: \w"):
        detect_format("a.bin", head)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_encoding_that_says_what_it_is_needs_no_note(encoding: str) -> None:
    decoded = decode_foreign_text("Zoë, 习近平\r\nПутин".encode(encoding))
    assert (decoded.text, decoded.note) == ("Zoë, 习近平\nПутин", "")


def test_an_encoding_that_was_guessed_is_told() -> None:
    russian = "Президенты России и Китая встретятся в Самарканде на этой неделе. " * 5
    decoded = decode_foreign_text(russian.encode("cp1251"), "utf-8")
    assert decoded.text == russian
    assert "cp1251" in decoded.note


@pytest.mark.parametrize(
    "text, encoding",
    [
        ("Für die Öffnung der Brücke sprach der Bürgermeister. ", "cp1252"),
        ("L’été dernier, la commune a décidé de fermer le pont à Noël. ", "cp1252"),
        ("Burmistrz ogłosił, że most będzie otwarty w święto. Żółw też. ", "cp1250"),
        ("Президенты встретятся в Самарканде на этой неделе, сообщил Кремль. ", "cp1251"),
        ("大橋將於五月重新開放，市議會在市政廳開會討論。", "big5"),
    ],
)
def test_a_text_that_lies_about_its_encoding_is_read(text: str, encoding: str) -> None:
    assert decode_foreign_text((text * 6).encode(encoding), "utf-8").text == text * 6


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["The bridge.\n", "Мост открыт.\n", "一座桥开放了。\n", "الجسر.\n"]
)
def test_two_bytes_a_letter_are_text_without_a_mark_that_says_so(text: str, encoding: str) -> None:
    data = (text * 6).encode(encoding)
    assert detect_format("a.txt", data) == "text"
    assert decode_foreign_text(data).text == text * 6


@pytest.mark.parametrize("spoilt", [b"\xff", b"\xd0", b"\xe2\x82 "])
def test_a_few_wrong_bytes_do_not_spoil_a_text_in_utf_8(spoilt: bytes) -> None:
    russian = "Мост через реку снова открыт.\n"
    decoded = decode_foreign_text(russian.encode() + spoilt + russian.encode())
    assert decoded.text.count("�") == 1
    assert decoded.text.count("снова") == 2
    assert decoded.note == "some of its letters are no UTF-8, first on line 2: � stands for them"


def test_a_declared_encoding_is_believed_where_it_can_be() -> None:
    assert decode_foreign_text("“Zoë”".encode("cp1252"), "iso-8859-1").text == "“Zoë”"


def test_a_file_of_many_megabytes_is_no_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_documents, "_TEXT_LIMIT", 1_000_000)
    file = tmp_path / "a.md"
    file.write_bytes(b"# Bridge\n\n" + b"It opened. " * 100_000)
    (reading,) = read_documents.read_one_document(
        Document("markdown", "a.md", path=str(file)), ImportSettings()
    )
    assert reading == Refusal("a.md", "it has 1 MB; take out what is no text, 1 MB at most")


def test_title_source_and_text_are_told_apart() -> None:
    draft = clipping(f"Bridge opens | Oakford Gazette – Local\n\n{BODY}\n\n\nLeave a Replay")
    assert (draft.title, draft.source) == ("Bridge opens", "Oakford Gazette – Local")
    assert (draft.text, [each.text for each in draft.leftovers]) == (BODY, ["Leave a Replay"])
    assert (draft.date, draft.retrieved) == ("", "")


def test_lines_above_the_text_say_who_and_when_and_where() -> None:
    draft = clipping(
        "Bridge opens\nBy A. Writer and B. Writer\nTuesday, September 13, 2022\n"
        f"https://example.org/bridge\nSource: Oakford Gazette\nRetrieved: 2022-09-14\n\n{BODY}"
    )
    assert draft.authors == ("A. Writer", "B. Writer")
    assert draft.date == "2022-09-13"
    assert draft.date_evidence == 'the line "Tuesday, September 13, 2022" above the text'
    assert draft.source_url == "https://example.org/bridge"
    assert (draft.source, draft.retrieved) == ("Oakford Gazette", "2022-09-14")
    assert draft.text == BODY


@pytest.mark.parametrize("text", ["A title alone", "\n \n", "Share this\n"])
def test_what_has_no_text_is_refused(text: str) -> None:
    (reading,) = read_text_clipping(Document("text", "a.txt"), text.encode(), ImportSettings())
    assert isinstance(reading, Refusal)
    assert "text" in reading.message


def test_lines_that_are_paragraphs_stay_paragraphs() -> None:
    line = "A sentence that is long enough to be a whole paragraph by itself. " * 3
    assert markdown_of_text(f"{line}\n{line}").count("\n\n") == 1
    assert markdown_of_text("A line that\nwas broken\n\nby a program\n").count("\n\n") == 1


_LINE = st.text(st.sampled_from("ab1 .*_#<>[](){}%&;`~|\\-+=!:/习"), min_size=1, max_size=30)


@given(st.lists(_LINE.filter(str.strip), min_size=1, max_size=4))
def test_a_plain_text_is_shown_as_it_was_typed(lines: list[str]) -> None:
    text = "\n\n".join(f"x {line.strip()} y" for line in lines)
    assert shown_words(markdown_of_text(text)) == text.split()


@pytest.mark.parametrize(
    "start",
    ["# ", "- ", "+ ", "1. ", "2022. ", "> ", "| ", "=== ", "``` ", "    ", "<div> ", "[a]: "],
)
def test_a_line_begins_nothing_by_its_first_signs(start: str) -> None:
    text = f"{start}words"
    assert "".join(shown_words(markdown_of_text(text))) == "".join(text.split())


@pytest.mark.parametrize(
    "line, day",
    [
        ("Tuesday, September 13, 2022", "2022-09-13"),
        ("Published: 13.09.2022", "2022-09-13"),
        ("13 September 2022 10:30", "2022-09-13 10:30"),
        ("2022年9月13日", "2022-09-13"),
        ("13 сентября 2022", "2022-09-13"),
        ("le 13 septembre 2022", "2022-09-13"),
        ("13 de septiembre de 2022", "2022-09-13"),
        ("13. September 2022", "2022-09-13"),
        ("Sept. 13, 2022 at 8:30 p.m. EST", "2022-09-13T20:30:00-05:00"),
        ("2022-09-13T08:30:00+02:00", "2022-09-13T08:30:00+02:00"),
        ("13/09/2022", "2022-09-13"),
        ("03/04/2022", ""),
        ("Trade in 2022 grew", ""),
        ("2022", ""),
        ("2 hours ago", ""),
        ("September 13", ""),
    ],
)
def test_a_line_is_a_date_only_if_it_says_one_day(line: str, day: str) -> None:
    assert read_date_line(line, "en") == day


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Thursday (15th)",
            "Thursday the 15th",
            "Thursday, 15 ",
            "Donnerstag, den 15.",
            "jeudi 15 ",
        ),
        *("jueves 15 ", "четверг, 15-го", "周四（15日）", "星期四15日", "15日(周四)"),
    ],
)
def test_weekday_and_number_name_a_day_beside_the_day_of_reading(words: str) -> None:
    (event,) = find_event_days(f"They meet {words} in Samarkand.", date(2022, 9, 14))
    assert event.day == date(2022, 9, 15)


def test_weekday_and_number_that_disagree_name_no_day() -> None:
    (event,) = find_event_days("They meet on Friday (15th).", date(2022, 9, 14))
    assert event.day is None
    assert list(find_event_days("On Thursday 15:30, or Thursday 150", date(2022, 9, 14))) == []


def test_the_first_and_last_days_of_the_calendar_have_neighbours() -> None:
    (event,) = find_event_days("on Monday (1st)", date(1, 1, 1))
    assert event.day == date(1, 1, 1)
    (event,) = find_event_days("on Friday (31st)", date(9999, 12, 31))
    assert event.day == date(9999, 12, 31)


def test_destinations_of_links_are_exchanged_and_words_stay() -> None:
    text = (
        'A [link](draft:a "title"), ![picture](p.jpg), [none](gone), [words](words with blanks), '
        "[**bold** ![x](p.jpg)](draft:b)"
        " [ref]\n\n[ref]: draft:a\n[unused]: draft:a\n"
    )
    table = {"draft:a": "a.md", "p.jpg": "new name.jpg", "draft:b": "b.md"}
    new = exchange_links(text, lambda old, _: table.get(old))
    assert new == (
        'A [link](a.md "title"), ![picture](<new name.jpg>), none, words, '
        "[**bold** ![x](<new name.jpg>)](b.md) [ref]\n\n[ref]: a.md\n\n"
    )


def test_a_reference_without_a_destination_becomes_its_words_and_code_stays() -> None:
    text = (
        "[One][Gone], [gone] and [two][here]. ![x][gone]\n\n[gone]: #gone\n[here]: p.jpg 'Title'\n"
        "[^1]: Note\n[two]:\n\n`[gone](gone)`\n\n```\n[a](gone)\n[gone]: gone\n```\n"
    )
    new = exchange_links(text, lambda old, _: None if "gone" in old else "q.jpg")
    assert new == (
        "One, gone and [two][here]. \n\n[here]: q.jpg 'Title'\n"
        "[^1]: Note\n[two]:\n\n`[gone](gone)`\n\n```\n[a](gone)\n[gone]: gone\n```\n"
    )


def test_signs_of_shortcodes_in_addresses_are_encoded() -> None:
    new = exchange_links("[a](b)", lambda old, _: "https://example.org/{{ x }}/{y}")
    assert new == "[a](<https://example.org/%7B%7B x %7D%7D/%7By%7D>)"


def test_links_that_stay_are_not_touched() -> None:
    text = "[a](<x y>) [b](c_(d)) ![](e) [f][g] `[h](i)`\n\n[g]: <j k>\n"
    assert exchange_links(text, lambda old, _: old) == text
    assert not re.search("[<]x y[>]", exchange_links(text, lambda _old, _: None))
