"""Formulas in Markdown of other programs become code with their TeX; amounts stay amounts."""

import pytest

from newsgen.importing.markdown_dialects.markdown_formulas import write_formulas_as_code

TEXTS = [
    (r"So $a_1$ and $\theta$ hold.", r"So `a_1` and `\theta` hold."),
    ("It cost $5, then $10.", "It cost $5, then $10."),
    ("US$5_000 and $6_000 more", "US$5_000 and $6_000 more"),
    ("The row $x$ stays.", "The row $x$ stays."),
    ("In $$x^2$$ a line.", "In `x^2` a line."),
    ("So\n\n$$\na_1 = b\n  + c\n$$\n\nholds.", "So\n\n\n```tex\na_1 = b\n  + c\n```\n\n\nholds."),
    ("$$a_1$$", "\n```tex\na_1\n```\n"),
    (
        "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
        "\n```tex\n\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n```\n",
    ),
    ("```\n$a_1$\n```\n\n`$b_1$`", "```\n$a_1$\n```\n\n`$b_1$`"),
    ("One $$ and another\n\n$$ far away", "One $$ and another\n\n$$ far away"),
    ("An escaped \\$a_1$ stays", "An escaped \\$a_1$ stays"),
]


@pytest.mark.parametrize("text, expected", TEXTS)
def test_formulas_are_code(text: str, expected: str) -> None:
    assert write_formulas_as_code(text) == expected
    assert write_formulas_as_code(expected) == expected
