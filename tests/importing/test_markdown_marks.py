"""Marks and indents of other programs become those of which `newsgen check` has nothing to say."""

import pytest

from newsgen.content.markdown.convert import convert_markdown
from newsgen.importing.markdown_dialects.foreign_markdown import convert_foreign_markdown
from newsgen.importing.markdown_dialects.straighten_lists import straighten_lists
from newsgen.model.problem import Location
from support.paths import ROOT

MARKS = [
    # Headings with a line below them.
    ("Fair is open.\n---\n\nText", "## Fair is open.\n\nText"),
    ("Fair\n====\nText", "# Fair\nText"),
    ("Text\n\n---\n\n- Item\n---", "Text\n\n---\n\n- Item\n---"),
    # Addresses within addresses, and pictures of many sizes.
    ('<a href="https://example.org/?src=hash">Fair</a>', "[Fair](https://example.org/?src=hash)"),
    ('A <picture><source srcset="b.avif"><img src="b.jpg" alt="B"></picture>', "A ![B](b.jpg)"),
    # Strong and emphasized words: where the marks would not be seen.
    ("**Fair:** open", "**Fair:** open"),
    ("**Fair—**open", "<strong>Fair—</strong>open"),
    ("**Fair: **open", "**Fair:** open"),
    ("A ** Fair:** open", "A **Fair:** open"),
    ("**One** and **two**", "**One** and **two**"),
    ("2 ** 3 and 4 ** 5", "2 ** 3 and 4 ** 5"),
    ("**A *new* fair—**open", "<strong>A *new* fair—</strong>open"),
    ("The fair*,* open", "The fair<em>,</em> open"),
    ("`**Fair—**open`", "`**Fair—**open`"),
    # Numbers that begin a line.
    ("Words.\n\n2. A second.\n\nWords.", "Words.\n\n2\\. A second.\n\nWords."),
    ("1. One.\n2. Two.\n4. Four.", "1. One.\n2. Two.\n3. Four."),
    ("> 3) A third.", "> 3\\) A third."),
    # Items.
    ("Bring\n\n• a coat\n• a hat", "Bring\n\n- a coat\n- a hat"),
    ("1. One\n\n  * inner\n\n2. Two", "1. One\n\n   * inner\n\n2. Two"),
    ("1. One\n\n  More.\n\n2. Two", "1. One\n\n   More.\n\n2. Two"),
    ("  1. One\n\n    More.\n  2. Two", "  1. One\n\n     More.\n  2. Two"),
    ("* One\n * Two", "* One\n* Two"),
    ("* One\n    * inner\n        * innermost", "* One\n    * inner\n        * innermost"),
    (
        "1. One\n\n  ```\n  code\n    more\n  ```\n\n2. Two",
        "1. One\n\n   ```\n   code\n     more\n   ```\n\n2. Two",
    ),
    # Attributes.
    ("[Fair](https://oakford.example/){.external}", "[Fair](https://oakford.example/)"),
    ("![Fair](a.jpg){.left .wide} and more", "![Fair](a.jpg) and more"),
    ("### Fair {#fair}", "### Fair"),
    ("A paragraph.\n{.warning}\n\nMore.", "A paragraph.\n\nMore."),
    ('- One <b style="color: red">red</b> word', "- One <b>red</b> word"),
    ('A <span class="x">red</span> word', "A red word"),
    ('- <img src="a.jpg" alt="Fair" class="wide">', "- ![Fair](a.jpg)"),
    # Addresses.
    ("Write to desk@oakford.example.", "Write to <desk@oakford.example>."),
    (
        "See (www.oakford.example/fair).",
        "See ([www.oakford.example/fair](http://www.oakford.example/fair)).",
    ),
    ("[Desk](mailto:%20desk@oakford.example)", "[Desk](mailto:desk@oakford.example)"),
    (
        "[Desk](mailto:desk@oakford.example?subject=The fair)",
        "[Desk](mailto:desk@oakford.example?subject=The%20fair)",
    ),
    (
        "[See **www.oakford.example**](https://oakford.example/)",
        "[See **www.oakford.example**](https://oakford.example/)",
    ),
    (
        "- <code>git clone https://oakford.example/a</code>",
        "- `git clone https://oakford.example/a`",
    ),
    ("See (https://oakford.example/a_(b)) now.", "See (<https://oakford.example/a_(b)>) now."),
    # Code below HTML.
    (
        "<blockquote>Words.</blockquote>\n```php\n<td class='x'>\n```",
        "> Words.\n\n```php\n<td class='x'>\n```",
    ),
    (
        "Words.\n<blockquote>It is <b>open</b>.</blockquote>\nMore.\n## Cost\nFree.",
        "Words.\n<blockquote>It is <b>open</b>.</blockquote>\n\nMore.\n## Cost\nFree.",
    ),
    # Pictures with captions within words.
    (
        "Words. <figure>![A fair](a.jpg)<figcaption>In *May*</figcaption></figure>",
        'Words.\n\n![A fair](a.jpg "In *May*")',
    ),
]


@pytest.mark.parametrize("typed, becomes", MARKS, ids=[typed for typed, _ in MARKS])
def test_marks_of_others_become_those_of_newsgen(typed: str, becomes: str) -> None:
    text, _ = convert_foreign_markdown(typed)
    assert text == becomes
    assert convert_foreign_markdown(text)[0] == text
    told = {each.code for each in convert_markdown(text, Location("a.md", 1)).problems}
    assert not told - {"N212", "N201"}


def test_attributes_that_say_nothing_here_are_told_once() -> None:
    _, losses = convert_foreign_markdown('- <b style="x">a</b> and <i style="y">b</i>')
    assert [each.message for each in losses] == ["the attribute style of HTML was taken out"]


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_lists_as_commonmark_has_them_stay_as_they_are(path: object) -> None:
    text = (ROOT / "docs" / str(path)).read_text("utf-8")
    assert straighten_lists(text) == text


def test_a_script_of_the_site_itself_is_told_as_such() -> None:
    _, losses = convert_foreign_markdown('Text.\n\n<div><script src="/js/map.js"></script></div>\n')
    (loss,) = (each for each in losses if "script" in each.message)
    assert loss.message == "a script of the site was left out, with what it showed"
