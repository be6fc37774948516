"""Which format a file has, by its first bytes and then by the ending of its name."""

import re

from newsgen.importing.decode import has_text

HEAD_SIZE = 4096
"""The number of bytes from the start of a file that tell its format."""

_ENDINGS = {
    "md markdown mkd mdown mkdn mdx qmd ipynb": "markdown",
    "rst rest": "restructuredtext",
    "html htm xhtml shtml php asp aspx": "html",
    "mht mhtml eml": "mhtml",
    "csv tsv": "csv",
    "jsonl ndjson json": "jsonl",
    "xml rss atom rdf wxr": "feed",
}
_FORMAT_BY_ENDING = {ending: name for words, name in _ENDINGS.items() for ending in words.split()}

_OTHER_PROGRAMS = (
    (b"%PDF", "it is a PDF: copy its text into a file of text, or save the page it came from"),
    (b"PK\x03\x04", "it is a Word document or an archive: save it as text, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "it is a Word document: save it as text"),
    (b"{\\rtf", "it is rich text (RTF): save it as plain text"),
    (
        b"bplist00",
        "it is a web archive of Safari: save the page as its source, or print it as text",
    ),
    (b"\x89PNG", "it is a picture: import reads texts"),
    (b"\xff\xd8\xff", "it is a picture: import reads texts"),
    (b"GIF8", "it is a picture: import reads texts"),
    (b"\x1f\x8b", "it is packed: unpack it first"),
)
_MHTML = re.compile(rb"^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*content-type:\s*multipart/", re.I)
_TAG = re.compile(r"<(?:!doctype html|html|head|body|div|article|p|h1|meta|title|section)\b", re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b")
_NINJS = re.compile(
    r'"(?:headlines?|bod(?:y|ies)(?:_(?:text|xhtml|html))?|renditions|versioncreated)"'
)


class UnknownFormat(Exception):
    """A file is none that can be imported. The message says what it is, and a way out."""


def detect_format(name: str, head: bytes) -> str:
    """Return the name of the format of a file; raise UnknownFormat.

    Args:
        name: The name of the file; empty for standard input.
        head: Its first HEAD_SIZE bytes, or all of it.
    """
    for mark, message in _OTHER_PROGRAMS:
        if head.startswith(mark):
            raise UnknownFormat(message)
    if _MHTML.match(head):
        return "mhtml"
    if not head.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise UnknownFormat("it is empty: put a text into it")
    if not has_text(head):
        raise UnknownFormat("it is no text: import reads texts, saved pages and data")
    text = head.replace(b"\x00", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd \t\r\n")
    ending = _FORMAT_BY_ENDING.get(name.rpartition(".")[2].casefold() if "." in name else "", "")
    if text.startswith("<") and ending not in ("markdown", "restructuredtext"):
        return _markup_format(text, ending)
    if text.startswith(("{", "[")) and ending in ("", "jsonl"):
        return _json_format(text) if ending or text[1:2] in '"\n\r {[' else "text"
    if text.startswith(("---\n", "---\r\n", "+++\n", "+++\r\n")) and not ending:
        return "markdown"
    return ending or "text"


def _markup_format(text: str, ending: str) -> str:
    if "wordpress.org/export/" in text:
        return "wordpress"
    tag, feed = _TAG.search(text), _FEED.search(text)
    if feed and not (tag and tag.start() < feed.start()):
        return "feed"
    return "html" if tag or ending in ("", "html") else ending


def _json_format(text: str) -> str:
    return "ninjs" if _NINJS.search(text) else "jsonl"
