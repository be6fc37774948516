"""Notebooks of Jupyter, and files that texts of Pelican show, become Markdown."""

import base64
import json
from pathlib import Path

from newsgen.importing.detect import detect_format
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Refusal
from newsgen.importing.foreign_values.notebook_text import notebook_markdown
from newsgen.importing.read_documents import read_one_document
from support.old_site import read_site

PICTURE = base64.b64encode(b"a picture" * 40).decode()
NOTEBOOK = {
    "metadata": {
        "kernelspec": {"language": "python"},
        "nikola": {"title": "Bridge", "date": "2022-09-13", "tags": "roads"},
    },
    "cells": [
        {"cell_type": "markdown", "source": ["# Bridge\n", "Text of *one*.\n"]},
        {
            "cell_type": "code",
            "source": "x = 1\nx",
            "outputs": [
                {"output_type": "stream", "text": ["\u001b[31mprinted\u001b[0m\n"]},
                {"data": {"image/png": PICTURE, "text/plain": "<a figure>"}},
                {"data": {"text/plain": ["1"]}},
            ],
        },
        {"cell_type": "raw", "source": "as it is"},
    ],
}


def test_a_notebook_has_its_texts_code_and_what_that_printed_and_drew(tmp_path: Path) -> None:
    file = tmp_path / "bridge.ipynb"
    file.write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    assert detect_format(file.name, file.read_bytes()) == "markdown"
    document = Document("markdown", "bridge.ipynb", path=str(file))
    (draft,) = read_one_document(document, ImportSettings())
    assert isinstance(draft, Draft)
    assert (draft.title, draft.date, draft.tags) == ("Bridge", "2022-09-13", ("roads",))
    assert draft.text == (
        "Text of *one*.\n\n```python\nx = 1\nx\n```\n\n```\nprinted\n```\n\n"
        "![](embedded:1)\n\n```\n1\n```\n\n```\nas it is\n```"
    )
    (picture,) = draft.attachments
    assert (picture.name, picture.content) == ("picture-1.png", b"a picture" * 40)


def test_an_old_notebook_and_some_of_its_cells() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Cost"},
        {"cell_type": "code", "input": "x", "outputs": [{"text": "1"}]},
    ]
    text = json.dumps({"worksheets": [{"cells": cells}]})
    assert notebook_markdown(text) == "## Cost\n\n```python\nx\n```\n\n```\n1\n```"
    assert notebook_markdown(text, ":1") == "## Cost"
    assert notebook_markdown("[1]") == notebook_markdown("{") == ""


def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bridge.ipynb"
    file.write_text('{"cells": 3}', encoding="utf-8")
    document = Document("markdown", "bridge.ipynb", path=str(file))
    (refusal,) = read_one_document(document, ImportSettings())
    assert isinstance(refusal, Refusal)
    assert "no text" in refusal.message


def test_texts_of_pelican_show_notebooks_and_code(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "SITENAME = 'Oakford Gazette'\nCODE_DIR = 'down/code'\n",
        "content/bridge.md": "Title: Bridge\nDate: 2022-09-13\n\n"
        "{% notebook down/bridge.ipynb cells[2:] %}\n\n"
        "{% include_code run.py lang:python How it runs %}\n\n"
        "{% include_code ../../../other.py %}\n",
        "content/down/bridge.ipynb": json.dumps(NOTEBOOK),
        "content/down/code/run.py": "print('x')\n",
    }
    (bridge,), _ = read_site(tmp_path, files)
    assert bridge.text == ("```\nas it is\n```\n\n**How it runs**\n\n```python\nprint('x')\n```")
    (loss,) = bridge.losses
    assert loss.message == "the shortcode {% include_code %} has no counterpart"


def test_a_picture_that_is_part_of_a_text_comes_along(tmp_path: Path) -> None:
    address = f"data:image/png;base64,{PICTURE}"
    files = {
        "pelicanconf.py": "SITENAME = 'Oakford Gazette'\n",
        "content/bridge.md": f"Title: Bridge\nDate: 2022-09-13\n\n![A bridge]({address})\n\n"
        f'<div><img alt="A fair" src="{address}"></div>\n\n'
        "![A dot](data:image/gif;base64,R0lGOD)\n",
    }
    (bridge,), _ = read_site(tmp_path, files)
    assert bridge.text == "![A bridge](embedded:1)\n\n![A fair](embedded:2)"
    assert [each.is_own for each in bridge.attachments] == [True, True]
    (loss,) = bridge.losses
    assert loss.message == "a picture in the text is broken, or too small to show anything"
