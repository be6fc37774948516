"""reStructuredText becomes Markdown that says the same; what it cannot say is told."""

from pathlib import Path

import pytest

from newsgen.importing.detect import detect_format
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Refusal
from newsgen.importing.foreign_values.rst_front_matter import read_rst_front_matter
from newsgen.importing.read_documents import read_one_document


def read(folder: Path, text: str) -> Draft:
    """The draft of a file of reStructuredText."""
    file = folder / "2022-09-13-bridge.rst"
    file.write_text(text, encoding="utf-8")
    (draft,) = read_one_document(
        Document("restructuredtext", "bridge.rst", path=str(file)), ImportSettings()
    )
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    "typed, markdown",
    [
        ("A *word*, **two** and ``code``.", "A *word*, **two** and `code`."),
        (
            "See `the plan <https://oakford.example/>`_.",
            "See [the plan](https://oakford.example/).",
        ),
        ("Cost\n====\n\nHigh.\n\nMore\n----\n\nLow.", "## Cost\n\nHigh.\n\n### More\n\nLow."),
        ("See Cost_.\n\nCost\n====\n\nHigh.", "See [Cost](#cost).\n\n## Cost\n\nHigh."),
        (".. code-block:: python\n   :linenos:\n\n   x = 1", "```python\nx = 1\n```"),
        ("Type::\n\n    a < b", "Type:\n\n```\na < b\n```"),
        ("* one\n* two\n\n  1. three", "- one\n- two\n\n  1. three"),
        ("Term\n  What it means", "- **Term**: What it means"),
        ("Size : number\n  How much", "- **Size : number**: How much"),
        (".. data:: SIZE\n\n   How much.", "`SIZE`\n\nHow much."),
        ("A line [1]_.\n\n.. [1] A *note*.", "A line [^1].\n\n[^1]: A *note*."),
        ("| one\n| two", "one\\\ntwo"),
        (".. note:: Closed on Monday.", "> **Note**\n>\n> Closed on Monday."),
        ("=== ===\nA   B\n=== ===\n1   2\n=== ===", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        (".. |x| replace:: Oakford\n\nIn |x|.", "In Oakford."),
        (".. contents::\n\nText.", "Text."),
        (".. a comment\n\nText.", "Text."),
        ("The :math:`a_b` of :py:func:`run`.", "The `a_b` of `run`."),
        (".. youtube:: abc123", "<https://www.youtube.com/watch?v=abc123>"),
        (".. raw:: html\n\n   <p onclick=x>One <b>two</b></p>", "One **two**"),
        ("Title\n=====\nText\n\n    Deep\n    ----\n\n    Text.", "**Deep**"),
    ],
)
def test_what_the_markup_says_is_kept(tmp_path: Path, typed: str, markdown: str) -> None:
    assert markdown in read(tmp_path, f"Bridge\n######\n\n{typed}\n").text


def test_a_figure_has_its_caption_and_its_file(tmp_path: Path) -> None:
    (tmp_path / "bridge.jpg").write_bytes(b"a picture")
    figure = ".. figure:: bridge.jpg\n   :alt: A bridge\n   :width: huge\n\n   The bridge in May"
    draft = read(tmp_path, f"Bridge\n######\n\n{figure}\n")
    assert draft.text == '![A bridge](bridge.jpg "The bridge in May")'
    assert [each.name for each in draft.attachments] == ["bridge.jpg"]


@pytest.mark.parametrize(
    "typed, kept, told",
    [
        (
            ".. map:: big\n   :zoom: 3\n\n   A *word*.",
            "A *word*.",
            "the directive .. map:: has no counterpart; the text in it was kept",
        ),
        (":smell:`roses` here", "roses here", "the role :smell: has no counterpart"),
        (
            "+---+\n| a |\n+--+",
            "```\n+---+\n| a |\n+--+\n```",
            "cannot be read here: Malformed table",
        ),
        ("See Nothing_.", "See Nothing\\_.", 'Unknown target name: "nothing"'),
        (".. include:: /etc/hostname\n\nText.", "Text.", "/etc/hostname, which it includes"),
        (".. raw:: html\n   :file: /etc/hostname", ":file:", '"raw" directive disabled'),
        (".. |now| date::\n\nOn |now|.", "On |now|.", "the directive .. date:: has no counterpart"),
    ],
)
def test_what_has_no_counterpart_is_told_with_its_line(
    tmp_path: Path, typed: str, kept: str, told: str
) -> None:
    draft = read(tmp_path, f"Bridge\n######\n\n{typed}\n")
    assert kept in draft.text
    (loss, *_) = (each for each in draft.losses if told in each.message)
    assert 4 <= loss.line <= 6


def test_files_of_the_folder_are_shown_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "listings").mkdir()
    (tmp_path / "listings" / "run.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "end.inc").write_text("The *end*.\n", encoding="utf-8")
    text = ".. listing:: run.py python\n\n.. listing:: ../../other.py\n\n.. include:: end.inc\n"
    draft = read(tmp_path, f"Bridge\n######\n\n{text}")
    assert draft.text == "```python\nx = 1\n```\n\nThe *end*."
    messages = [each.message for each in draft.losses]
    assert messages == ["the code of ../../other.py was left out: it is not in the folder"]


def test_the_paragraph_above_the_end_of_the_teaser_is_the_summary(tmp_path: Path) -> None:
    text = "It `opens`_.\n\n.. _opens: https://oakford.example/\n\n.. TEASER_END: on\n\nMore.\n"
    draft = read(tmp_path, f"Bridge\n######\n\n{text}")
    assert draft.summary == "It opens."
    assert draft.text == "It [opens](https://oakford.example/).\n\nMore."


def test_substitutions_that_grow_without_end_are_left_as_they_are(tmp_path: Path) -> None:
    lines = [f".. |a{n}| replace:: {' '.join([f'|a{n - 1}|'] * 10)}" for n in range(1, 9)]
    draft = read(
        tmp_path, "\n".join(["Bridge", "######", "", "|a8|", "", ".. |a0| replace:: ha", *lines])
    )
    assert len(draft.text) < 100_000


def test_a_file_that_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "deep.rst"
    file.write_text("\n\n".join("  " * n + "* x" for n in range(400)), encoding="utf-8")
    document = Document("restructuredtext", "deep.rst", path=str(file))
    (refusal,) = read_one_document(document, ImportSettings())
    assert isinstance(refusal, Refusal)
    assert "RecursionError" in refusal.message


@pytest.mark.parametrize(
    "text, values, body",
    [
        ("Bridge\n######\n\n:date: 2022-09-13\n:tags: a, b\n\nText.", {"date", "tags"}, "Text."),
        ("######\nBridge\n######\n:date: 2022-09-13\n\nText.", {"date"}, "Text."),
        (":title: Bridge\n:date: 2022-09-13\n\nText.", {"date"}, "Text."),
        (":date: 2022-09-13\n\nBridge\n======\n\nText.", {"date"}, "Text."),
        (".. title: Bridge\n.. date: 2022-09-13\n\nText.", {"date"}, "Text."),
        ("Bridge\n======\n\nText.\n\n:a: list", set(), "Text.\n\n:a: list"),
    ],
)
def test_front_matter_is_a_title_with_fields_or_comments(
    text: str, values: set[str], body: str
) -> None:
    matter = read_rst_front_matter(text)
    assert matter.values["title"] == "Bridge"
    assert set(matter.values) == {"title", *values}
    assert matter.body.strip() == body
    assert text.split("\n")[matter.body_line - 1 :] == matter.body.split("\n")


def test_a_field_goes_on_in_lines_that_are_set_in() -> None:
    text = (
        "Bridge\n######\n:summary: The *bridge*\n    opens ``now``.\n:date: 2022-09-13\n\nText.\n"
    )
    assert read_rst_front_matter(text).values == {
        "title": "Bridge",
        "summary": "The *bridge* opens now.",
        "date": "2022-09-13",
    }


def test_a_title_below_a_target_is_the_title(tmp_path: Path) -> None:
    draft = read(tmp_path, ".. _top:\n\nBridge\n======\n\nText.\n")
    assert (draft.title, draft.text) == ("Bridge", "Text.")


def test_a_directive_at_the_start_is_no_front_matter(tmp_path: Path) -> None:
    assert read(tmp_path, ".. admonition:: News\n\n   Text.\n").text == "> **News**\n>\n> Text."


def test_the_ending_of_a_name_tells_restructuredtext() -> None:
    assert detect_format("bridge.rst", b"<b>Bridge</b>\n====\n") == "restructuredtext"
