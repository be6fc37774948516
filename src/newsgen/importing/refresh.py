"""An article that was imported, and its document as it is now → the article with the new text."""

from newsgen.content.front_matter.fences import split_front_matter


def refresh_article(content: bytes, path: str, body: str) -> bytes | None:
    """Return the content of an article with another body; None if it has the same words already.

    Front matter stays as the editor has it. A file without front matter stays as it is.

    Args:
        path: Of the article, in the archive.
    """
    text = content.decode("utf-8", "surrogateescape")
    parts, _ = split_front_matter(text.removeprefix("\ufeff"), path)
    if parts is None or parts.body.split() == body.split():
        return None
    lines = text.split("\n")[: parts.body_location.line - 1]
    head = "\n".join((*lines, "", ""))
    return (head + body).encode("utf-8", "surrogateescape")
