"""Texts of which blank lines part the paragraphs → HTML with paragraphs."""

import re

_BLOCK_NAMES = (
    "address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|iframe|li|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
    "|video|audio"
)
_BLOCK_START = re.compile(rf"<(?:{_BLOCK_NAMES})\b", re.IGNORECASE)
_BLOCK_END = re.compile(rf"</(?:{_BLOCK_NAMES})>", re.IGNORECASE)
_BESIDE_TAGS = re.compile(
    rf"((?:<(?:{_BLOCK_NAMES})\b[^>]*>)?)\s*(.*?)\s*((?:</(?:{_BLOCK_NAMES})>)?)",
    re.IGNORECASE | re.DOTALL,
)
_FRAME = re.compile(r"<(?:div|blockquote|section|article|aside|header|footer)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def paragraphs_of_text(text: str) -> str:
    """Return the HTML of a text without tags: blank lines part its paragraphs."""
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", text))


def with_paragraphs(text: str) -> str:
    """Return HTML with the paragraphs that blank lines and blocks part; its lines are broken."""
    text = _TAG.sub(lambda match: match[0].replace("\n", " "), text)
    text = _BLOCK_START.sub("\n\n\\g<0>", text)
    text = _BLOCK_END.sub("\\g<0>\n\n", text)
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return "\n".join(map(_paragraph, filter(None, blocks)))


def _paragraph(block: str) -> str:
    """Return a paragraph whose line ends are breaks, between the tags of blocks beside it."""
    match = _BESIDE_TAGS.fullmatch(block)
    head, inner, tail = match.groups() if match else ("", block, "")
    lines = re.sub(r"(?:<br\s*/?>)?[ \t]*\n", "<br>\n", inner)
    has_paragraph = inner and (not head or _FRAME.match(head))
    return f"{head}<p>{lines}</p>{tail}" if has_paragraph else f"{head}{lines}{tail}"
