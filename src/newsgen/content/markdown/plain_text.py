"""A body's HTML → its plain text, as `Body.text` has it: for whoever has kept only the HTML.

One line a block, entities resolved, marks of footnotes left out.
"""

import re
from html import unescape

from newsgen.content.markdown.content_model import PHRASING
from newsgen.content.markdown.tree_builder import BLOCK_BREAK

# Cutting at tags is safe in what nh3 gives: it escapes > in attributes.
_FOOTNOTE_LINK = re.compile(r'<a (?=[^>]*class="footnote-(?:ref|backref)")[^>]*>.*?</a>', re.DOTALL)
_INLINE = re.compile(rf"</?(?:{'|'.join(sorted(PHRASING - {'br'}))})(?: [^>]*)?>")
_LINE = re.compile(r"<br(?: [^>]*)?>")
_BLOCK = re.compile(r"<[^>]*>")


def html_to_text(html: str) -> str:
    """The text of a body. html: sanitised."""
    if "footnote" in html:
        html = _FOOTNOTE_LINK.sub("", html)
    text = _BLOCK.sub(BLOCK_BREAK, _LINE.sub(" ", _INLINE.sub("", html)))
    lines = (" ".join(line.split()) for line in unescape(text).split(BLOCK_BREAK))
    return "\n".join(line for line in lines if line)
