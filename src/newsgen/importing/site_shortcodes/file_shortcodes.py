"""Shortcodes that show a file of the site: `notebook` and `include_code`, as in Pelican."""

import re

from newsgen.importing.foreign_values.notebook_text import notebook_markdown
from newsgen.importing.plain_to_markdown import escape_signs
from newsgen.importing.site_shortcodes.site_words import SiteWords

FILE_SHORTCODES = ("notebook", "include_code")
_CELLS = re.compile(r"cells\[([-\d]*:[-\d]*)\]")
_LANGUAGE = re.compile(r"lang:(\S*)")
_OPTION = re.compile(r"\b(?:lang|lines|codec):\S*|:hideall:|:hidefilename:")


def shown_file(name: str, rest: str, words: SiteWords) -> str:
    """Return the Markdown that a file becomes; empty if there is none.

    Args:
        name: One of FILE_SHORTCODES.
        rest: Its arguments.
    """
    path, _, options = rest.strip("\"' ").partition(" ")
    path = path.strip("\"'")
    if name == "notebook":
        cells = _CELLS.search(options)
        return notebook_markdown(words.content_text(path), cells[1] if cells else "")
    code = words.included_text(path).strip("\n")
    language = _LANGUAGE.search(options)
    title = " ".join(_OPTION.sub("", options).split())
    head = f"**{escape_signs(title)}**\n\n" if title else ""
    fence = "````" if "```" in code else "```"
    return f"{head}{fence}{language[1] if language else ''}\n{code}\n{fence}" if code else ""
