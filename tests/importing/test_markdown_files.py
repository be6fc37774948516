"""Markdown files by themselves: what the lines above their texts say."""

import pytest

from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft
from newsgen.importing.markdown_file import read_markdown_file

BODY = "\nThe bridge opens.\n"


def markdown_draft(text: str, name: str = "20220103 Bridge.md") -> Draft:
    (reading,) = read_markdown_file(Document("markdown", name, name), text.encode(), SETTINGS)
    assert isinstance(reading, Draft)
    return reading


SETTINGS = ImportSettings()


@pytest.mark.parametrize(
    "head",
    [
        '[#]: subject: "Bridge opens"\n[#]: author: "A. Writer https://oakford.example"\n'
        '[#]: url: "https://oakford.example/1"\n',
        "[#]: subject: (Bridge opens)\n[#]: author: (A. Writer)\n"
        "[#]: url: (https://oakford.example/1)\n",
        "[//]: # (title: Bridge opens)\n[//]: # (author: A. Writer <aw@oakford.example>)\n"
        "[//]: # (url: https://oakford.example/1)\n",
    ],
)
def test_comments_above_a_text_are_its_front_matter(head: str) -> None:
    draft = markdown_draft(head + BODY)
    assert (draft.title, draft.authors) == ("Bridge opens", ("A. Writer",))
    assert (draft.date, draft.date_evidence) == ("2022-01-03", "the name of its file")
    assert draft.source_url == "https://oakford.example/1"
    assert (draft.text, draft.losses) == ("The bridge opens.", ())


def test_the_heading_of_a_translation_is_its_title_and_not_the_subject() -> None:
    head = '[#]: subject: "Bridge opens"\n[#]: translator: "B. Writer"\n\nLe pont\n=======\n'
    draft = markdown_draft(head + BODY)
    assert (draft.title, draft.text, draft.tags) == ("Le pont", "The bridge opens.", ())
    assert [(each.line, each.message) for each in draft.losses] == [
        (2, 'the key "translator" has no counterpart'),
        (1, 'the key "original_subject" has no counterpart'),
    ]


@pytest.mark.parametrize(
    "name, day",
    [
        ("2022-01-03-bridge.md", "2022-01-03"),
        ("2022.1.3 bridge.md", "2022-01-03"),
        ("20220103_bridge.md", "2022-01-03"),
        ("20221303 bridge.md", ""),
        ("12340103 bridge.md", ""),
        ("202201 bridge.md", ""),
    ],
)
def test_a_file_may_begin_with_a_day(name: str, day: str) -> None:
    assert markdown_draft(f"# Bridge\n{BODY}", name).date == day


def test_addresses_in_scripts_without_blanks_are_links() -> None:
    assert markdown_draft("# 橋\n\n見https://oakford.example/1。\n").text == (
        "見<https://oakford.example/1>。"
    )


CODE = (
    ('<pre lang="php"><?php\n\n  a < b;\n?></pre>', "```php\n<?php\n\n  a < b;\n?>\n```"),
    ("<code>\na();\n\nb();\n</code>", "```\na();\n\nb();\n```"),
    ('<code><pre lang="java">\nif (a &lt; b)\n</pre></code>', "```java\nif (a < b)\n```"),
    ("<pre>\na <b>b</b>\n</pre>", "```\na b\n```"),
    ('<pre lang="c">\n<span class="k">int</span> a;\n</pre>', "```\nint a;\n```"),
    ("A <code>b</code> in words", "A `b` in words"),
)
"""Code in elements of HTML, and what it becomes."""


@pytest.mark.parametrize("typed, markdown", CODE)
def test_code_in_elements_keeps_its_lines_and_signs(typed: str, markdown: str) -> None:
    assert markdown_draft(f"# Bridge\n\nWords.\n\n{typed}\n").text == f"Words.\n\n{markdown}"


def test_keys_for_the_layout_of_a_page_are_left_out_and_told() -> None:
    draft = markdown_draft("---\ntitle: A\nlayout: post\nweight: 3\nshape: x\n---\nWords.\n")
    assert [(each.kind, each.text) for each in draft.leftovers] == [
        ("key for the layout", "layout"),
        ("key for the layout", "weight"),
    ]
    assert [each.message for each in draft.losses] == ['the key "shape" has no counterpart']
