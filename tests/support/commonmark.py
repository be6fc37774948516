"""The examples of the CommonMark specification, which `make test` fetches (tests/package.json).

newsgen's Markdown is another, but these are the corners of the language, each typed by somebody who
had thought about it.
"""

import re

from support.paths import NODE_MODULES

SPECIFICATION = (NODE_MODULES / "commonmark-spec/spec.txt").resolve()

# An example is Markdown, a line with a dot, and HTML; arrows stand for tabs.
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


def examples() -> list[str]:
    """The Markdown of all of them, in their order."""
    if not SPECIFICATION.is_file():
        raise FileNotFoundError(f"{SPECIFICATION} is missing; `make test` fetches it")
    text = SPECIFICATION.read_text("utf-8").partition("<!-- END TESTS -->")[0]
    return [markdown.replace("→", "\t") for markdown, _ in _EXAMPLE.findall(text)]
