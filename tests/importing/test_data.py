"""Tables, JSON and items of ninjs: each record is an article, and a wrong one stops only itself."""

import json
import re
from io import BytesIO

import pytest

from newsgen.importing.document import Document, FileInput, ImportSettings
from newsgen.importing.draft import Draft, Reading, Refusal
from newsgen.importing.formats import read_by_format, split_by_format
from newsgen.importing.records.json_lines import split_json_lines
from newsgen.importing.records.record_keys import RECORD_WORDS, record_key
from support.paths import ROOT

SETTINGS = ImportSettings(language="en", timezone="Asia/Tashkent")


def readings(name: str, data: str | bytes) -> list[Reading]:
    content = data if isinstance(data, bytes) else data.encode()
    found: list[Reading] = []
    for each in split_by_format(name, FileInput("", "data"), BytesIO(content)):
        if isinstance(each, Document):
            found += read_by_format(each, each.content, SETTINGS)
        else:
            found.append(each)
    return found


def draft(name: str, data: str | bytes) -> Draft:
    (reading,) = readings(name, data)
    assert isinstance(reading, Draft), reading
    return reading


def refusal(name: str, data: str | bytes) -> Refusal:
    (reading,) = readings(name, data)
    assert isinstance(reading, Refusal), reading
    return reading


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_of_a_table_is_an_article(sign: str) -> None:
    columns = ("headline", "pub_date", "byline", "keywords", "content", "url", "colour")
    cells = (
        *("Bridge opens", "13.09.2022", "A. Writer", '"Council|Bridge"', '"A text.\n\nAnd more."'),
        *("https://example.org/bridge", "red"),
    )
    rows = (columns, cells)
    reading = draft("csv", "\ufeff" + "\r\n".join(sign.join(row) for row in rows))
    assert (reading.title, reading.date) == ("Bridge opens", "2022-09-13")
    assert reading.date_evidence == 'its key "pub_date"'
    assert (reading.authors, reading.tags) == (("A. Writer",), ("Council", "Bridge"))
    assert reading.text == "A text.\n\nAnd more."
    assert reading.source_url == "https://example.org/bridge"
    assert [loss.message for loss in reading.losses] == ['the key "colour" has no counterpart']


def test_words_of_other_languages_name_columns() -> None:
    reading = draft(
        "csv", "Titel;Datum;Quelle;Text\nBrücke offen;2022-09-13;Anue Juheng;Ein Text.\n"
    )
    assert (reading.title, reading.source, reading.text) == (
        *("Brücke offen", "Anue Juheng", "Ein Text."),
    )


def test_every_word_means_one_key() -> None:
    words = [word for each in RECORD_WORDS.values() for word in each.split()]
    assert len(words) == len(set(words))


def test_the_columns_of_the_docs_are_those_that_are_read() -> None:
    docs = (ROOT / "docs" / "importing.md").read_text("utf-8")
    table = docs.partition("<!-- columns -->")[2].partition("<!-- end of columns -->")[0]
    for row in table.strip().split("\n")[2:]:
        ours, examples = (cell.strip() for cell in row.strip("|").split("|"))
        keys = set(re.findall(r"`([^`]+)`", ours))
        meant = {record_key(key).removeprefix("entities.") for key in keys}
        assert meant == keys
        for word in examples.split(", ") if not examples.startswith("as in") else ():
            assert record_key(word).removeprefix("entities.") in keys, word


@pytest.mark.parametrize(
    "table, encoding",
    [
        ("\ufeffTitel;Veröffentlicht am;Autor/in;Text\r\nA;31.12.2021;W;T.\r\n", "utf-8"),
        ("TITLE\tDate\tAuthor(s)\tBody\nA\t12/31/2021\tW\tT.\n", "utf-16"),
        ("sep=;\nTitre;Date de publication;Auteur(s);Contenu\nA;31 décembre 2021;W;T.\n", "cp1252"),
        ("\n;;;\nTítulo,Fecha de publicación,Autor,Contenido\nA,31/12/2021,W,T.\n", "utf-8"),
        ("Заголовок;Дата публикации;Автор;Текст\nA;31.12.2021;W;T.\n", "utf-8"),
        ("标题,日期,作者,正文\nA,2021年12月31日,W,T.\n", "gb18030"),
        ("العنوان,التاريخ,الكاتب,النص\nA,2021-12-31,W,T.\n", "utf-8"),
    ],
)
def test_tables_of_office_programs(table: str, encoding: str) -> None:
    reading = draft("csv", table.encode(encoding))
    assert (reading.title, reading.date, reading.authors, reading.text) == (
        *("A", "2021-12-31", ("W",), "T."),
    )
    assert reading.losses == ()


@pytest.mark.parametrize(
    "head, message",
    [
        ("name;value", "no column is the text: name one text; its columns are name, value"),
        (
            "a;b",
            "no column is the title and text: name one title and text; its columns are a, b",
        ),
        ("text", "its first line names no columns: begin it with title, date and text"),
    ],
)
def test_a_table_without_titles_or_texts_is_refused_once(head: str, message: str) -> None:
    reading = refusal("csv", f"\n{head}\nx;1\ny;2\n")
    assert (reading.message, reading.line) == (message, 2)


def test_what_is_not_read_of_a_table_is_told() -> None:
    reading = draft(
        "csv",
        "title;text;excerpt;byline;photo;lead;Titel\nA;T.;S;By A. Writer and Bo Lee;C. Ray;yes;B\n",
    )
    assert (reading.summary, reading.authors, reading.images) == ("S", ("A. Writer", "Bo Lee"), ())
    assert [loss.message for loss in reading.losses] == [
        'the key "lead" has no counterpart',
        'the key "Titel" says the same as another and was left out',
        'its image "C. Ray" is no address',
    ]


def test_a_wrong_row_is_told_with_its_line_and_the_others_are_read() -> None:
    table = 'title,date,text\n"A, with\na line",2022-09-13,Text\n,2022-09-13,Text\n'
    table += "B,,\nC,x,y,z\nD,x,y\n"
    found = readings("csv", table)
    lines = [(each.origin, each.message) for each in found if isinstance(each, Refusal)]
    assert lines == [
        ("data, line 4", "it has no title: give the record a key or column title"),
        ("data, line 5", '"B" has a title and no text: give it a key or column text'),
        (
            "data, line 6",
            "it has 4 cells, and there are 3 columns: put quotes around a cell with the separator",
        ),
    ]
    assert [each.title for each in found if isinstance(each, Draft)] == ["A, with a line", "D"]
    last = found[-1]
    assert isinstance(last, Draft)
    assert (last.date, last.losses[0].message) == ("", 'its date "x" is no date that can be read')


def test_a_table_in_another_encoding_is_read() -> None:
    table = (
        "title,text\nПрезиденты встретятся,Президенты России и Китая встретятся на этой неделе.\n"
    )
    assert draft("csv", table.encode("utf-16")).title == "Президенты встретятся"


def test_objects_of_json_are_articles() -> None:
    item = {
        "title": "Bridge opens",
        "date": "2022-09-13T08:30:00+05:00",
        "authors": ["A. Writer", {"name": "B. Writer"}],
        "tags": "Council, Bridge",
        "source": {"name": "Anue Juheng"},
        "text": '<p>A <a href="/more">text</a>.</p><figure><img src="a.jpg" alt="It"></figure>',
        "source_url": "https://example.org/bridge",
        "image": "https://example.org/b.jpg",
        "image_alt": "A bridge",
    }
    for data in (json.dumps(item), json.dumps([item], indent=1), json.dumps({"items": [item]})):
        reading = draft("jsonl", data)
        assert reading.authors == ("A. Writer", "B. Writer")
        assert reading.tags == ("Council", "Bridge")
        assert reading.text == (
            "A [text](https://example.org/more).\n\n![It](https://example.org/a.jpg)"
        )
        assert [each.url for each in reading.attachments] == [
            *("https://example.org/a.jpg", "https://example.org/b.jpg"),
        ]
        assert reading.images[0].alt == "A bridge"


def test_a_first_line_of_json_that_is_cut_stops_only_itself() -> None:
    text = '{"title": "A",\n{"title": "B", "text": "It opened."}\nnull\n'
    stream = BytesIO(text.encode())
    documents = list(split_json_lines(FileInput("a.jsonl", "a.jsonl"), stream))
    lines = [each.line for each in documents if isinstance(each, Document)]
    assert lines == [1, 2, 3]


def test_posts_of_a_web_service_of_wordpress_are_articles() -> None:
    post = {
        "id": 5,
        "date": "2022-09-13T08:30:00",
        "link": "https://oakford.example/bridge/",
        "title": {"rendered": "Bread &#038; <em>bridge</em>"},
        "content": {"rendered": "<p>A text.</p>", "protected": False},
        "excerpt": {"rendered": "<p>In &#8220;short&#8221;.</p>\n"},
        "author": 3,
        "categories": [1, 2],
    }
    reading = draft("jsonl", json.dumps([post]))
    assert (reading.title, reading.text, reading.summary) == (
        *("Bread & bridge", "A text.", "In “short”."),
    )
    assert (reading.authors, reading.tags) == ((), ())
    assert [loss.what for loss in reading.losses] == ["author", "categories"]


def test_blank_lines_part_the_paragraphs_of_html_without_any() -> None:
    table = 'title,text\nA,"One <b>word</b>\nline\n\n<h2>Two</h2>\nThree"\n'
    assert draft("csv", table).text == "One **word**\\\nline\n\n## Two\n\nThree"


def test_lines_of_json_that_are_cut_or_no_objects_stop_only_themselves() -> None:
    data = '{"title": "A", "text": "x y"}\n{"title": "B"\n[1]\n\n{"title": "C", "text": "z"}\n'
    found = readings("jsonl", data)
    assert [type(each).__name__ for each in found] == ["Draft", "Refusal", "Refusal", "Draft"]
    assert [each.origin for each in found] == [f"data, line {line}" for line in (1, 2, 3, 5)]
    assert "no JSON" in refusal("jsonl", "[{}").message
    assert "no JSON" in refusal("jsonl", "[" * 100_000).message


NINJS_1 = {
    "uri": "urn:a",
    "type": "text",
    "versioncreated": "2022-09-13T08:30:00+05:00",
    "headline": "Bridge opens",
    "body_html": "<p>A text.</p>",
    "byline": "By A. Writer",
    "language": "en",
    "subject": [{"name": "Council"}],
    "person": [{"name": "Xi Jinping", "rel": "about"}, {"name": "B. Writer", "rel": "author"}],
    "place": [{"name": "Samarkand"}],
    "source": "Anue Juheng",
    "slugline": "bridge",
}
NINJS_3 = {
    "uri": "urn:a",
    "type": "text",
    "contentCreated": "2022-09-13T08:30:00+05:00",
    "versionCreated": "2022-09-14T08:30:00+05:00",
    "headlines": [{"role": "main", "value": "Bridge opens"}],
    "descriptions": [{"role": "summary", "value": "In short."}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>A text.</p>"}],
    "by": "A. Writer, B. Writer",
    "infoSources": [{"name": "Anue Juheng"}],
    "subjects": [{"name": "Council"}],
    "people": [{"name": "Xi Jinping", "rel": "about"}, {"name": "No One", "rel": "mentions"}],
    "places": [{"name": "Samarkand"}],
    "altIds": [{"role": "source", "value": "https://example.org/bridge"}],
    "associations": [
        {
            "name": "picture",
            "type": "picture",
            "headlines": [{"value": "A bridge"}],
            "descriptions": [{"role": "caption", "value": "The bridge in May."}],
            "by": "A. Writer",
            "renditions": [
                {"href": "https://example.org/small.jpg", "width": 100},
                {"href": "https://example.org/large.jpg", "width": 900},
            ],
        }
    ],
}


def test_an_item_of_ninjs_1_is_an_article() -> None:
    reading = draft("ninjs", json.dumps(NINJS_1))
    assert (reading.title, reading.text, reading.source) == (
        "Bridge opens",
        "A text.",
        "Anue Juheng",
    )
    assert reading.authors == ("B. Writer", "A. Writer")
    assert reading.tags == ("Council",)
    assert reading.entities["people"] == ("Xi Jinping",)
    assert (reading.date, reading.date_evidence) == (
        *("2022-09-13T08:30:00+05:00", "its key versioncreated"),
    )
    assert [loss.message for loss in reading.losses] == ["its slugline have no counterpart"]


def test_an_item_of_ninjs_3_is_an_article() -> None:
    reading = draft("ninjs", json.dumps(NINJS_3))
    assert reading.updated == "2022-09-14T08:30:00+05:00"
    assert (reading.summary, reading.source_url) == ("In short.", "https://example.org/bridge")
    assert reading.authors == ("A. Writer", "B. Writer")
    assert reading.entities["people"] == ("Xi Jinping",)
    (picture,) = reading.images
    assert (picture.src, picture.alt) == ("https://example.org/large.jpg", "A bridge")
    assert (picture.caption, picture.credit) == ("The bridge in May.", "A. Writer")


def test_pictures_and_items_without_text_are_no_articles() -> None:
    assert "type picture" in refusal("ninjs", '{"type": "picture", "headline": "A"}').message
    assert "no text" in refusal("ninjs", '{"type": "text", "headline": "A"}').message
    assert "no JSON" in refusal("ninjs", '{"type": ').message
