"""Formulas between dollar signs, or in environments of LaTeX → code that holds their TeX.

Other programs show them by a script; here their signs would be read as marks of Markdown. An amount
such as $5 is no formula: one within a line has a sign that only formulas have.
"""

import re

from newsgen.importing.markdown_links import replace_outside_code

_LINES = r"(?:(?!\n[ \t]*\n)[^$]){1,5000}?"
"""Lines of a formula: none is empty."""

_BLOCK = re.compile(
    rf"^[ \t]*(?:\$\$(?P<words>{_LINES})\$\$"
    r"|(?P<environment>\\begin\{(?P<name>(?:equation|align|gather|eqnarray|multline)\*?)\}"
    rf"{_LINES}\\end\{{(?P=name)\}}))[ \t]*$",
    re.MULTILINE,
)
_INLINE = re.compile(
    r"\$\$(?P<two>[^$\n`]+)\$\$"
    r"|(?<![\w$\\])\$(?=[^\s$])(?P<one>[^$\n`]*[\\^_{}][^$\n`]*)(?<!\s)\$(?![\w$])"
)


def write_formulas_as_code(text: str) -> str:
    """Return Markdown with its formulas as code: those in lines of their own as blocks."""
    if "$" not in text and "\\begin{" not in text:
        return text
    text = replace_outside_code(_BLOCK, text, _block)
    return replace_outside_code(_INLINE, text, _inline)


def _block(match: re.Match[str]) -> str:
    tex = (match["words"] or match["environment"]).strip()
    return f"\n```tex\n{tex}\n```\n" if tex else match[0]


def _inline(match: re.Match[str]) -> str:
    tex = (match["two"] or match["one"]).strip()
    return f"`{tex}`" if tex else match[0]
