"""The examples of the CommonMark specification, which `make test` fetches (tests/package.json)."""

import re
from typing import NamedTuple

from support.paths import NODE_MODULES

SPECIFICATION = (NODE_MODULES / "commonmark-spec/spec.txt").resolve()

# An example is Markdown, a line with a dot, and HTML; arrows stand for tabs.
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """What is typed, and the HTML of it. number: from 1, as the specification counts."""

    number: int
    markdown: str
    html: str


def examples() -> list[Example]:
    """All of them, in their order."""
    if not SPECIFICATION.is_file():
        raise FileNotFoundError(f"{SPECIFICATION} is missing; `make test` fetches it")
    text = SPECIFICATION.read_text("utf-8").partition("<!-- END TESTS -->")[0]
    return [
        Example(number, markdown.replace("→", "\t"), html.replace("→", "\t"))
        for number, (markdown, html) in enumerate(_EXAMPLE.findall(text), 1)
    ]
