"""Pages that a browser saved with all their files in one (MHTML, RFC 2557) → drafts."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urljoin, urlsplit

from newsgen.content.text import one_line
from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Attachment, Draft, Loss, Reading, Refusal
from newsgen.importing.page.page_address import PageAddress
from newsgen.importing.web_page import read_page
from newsgen.model.value import replace

_MOST = 60_000_000
"""Bytes of a page with its files; reading takes ten times the memory."""

_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg"}


def read_mhtml(document: Document, content: bytes, settings: ImportSettings) -> tuple[Reading, ...]:
    """Return the draft of a page in its parts, or why it has none."""
    if len(content) > _MOST:
        size, most = len(content) // 1_000_000, _MOST // 1_000_000
        message_ = f"it has {size} MB, {most} MB at most are read: save the page as HTML"
        return (Refusal(document.origin, message_),)
    message = message_from_bytes(content, policy=policy.default)
    parts = list(_parts(message))
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if page is None:
        message_ = "there is no page in it: save the page again, as HTML or with SingleFile"
        return (Refusal(document.origin, message_),)
    address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    address = address if address.startswith(("http://", "https://")) else ""
    decoded = decode_foreign_text(_content(page), page.get_content_charset() or "")
    known = PageAddress(
        url=settings.url or address, retrieved=settings.retrieved or _day(_header(message, "Date"))
    )
    files = dict(_files(parts, page))
    reading = read_page(
        document,
        decoded.text,
        known,
        lambda src: files.get(src) or files.get(urljoin(address, src)),
    )
    if isinstance(reading, Draft):
        title = reading.title or one_line(_header(message, "Subject"))
        losses = [Loss(decoded.note)] if decoded.note else []
        if any(part.defects for part in (message, *parts)):
            losses.append(
                Loss("the file is cut off, or not as it should be: see whether all is there")
            )
        reading = replace(reading, title=title, losses=(*losses, *reading.losses))
    return (reading,)


_PAGES = ("text/html", "application/xhtml+xml")


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if not part.is_multipart():
            yield part


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(part: EmailMessage, name: str) -> str:
    try:
        return str(part.get(name) or "").strip()
    except (ValueError, IndexError, AttributeError):  # what email raises at broken headers
        return ""


def _day(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError):
        return ""


def _files(parts: list[EmailMessage], page: EmailMessage) -> Iterator[tuple[str, Attachment]]:
    """Yield the pictures among the parts by the addresses that the page has for them."""
    for number, part in enumerate(parts, start=1):
        if part is page or part.get_content_maintype() != "image":
            continue
        location = _header(part, "Content-Location")
        kind = part.get_content_subtype()
        ending = _ENDINGS.get(kind, kind)
        name = unquote(urlsplit(location).path.rpartition("/")[2]) if "://" in location else ""
        name = name if "." in name else f"picture-{number}.{ending}"
        is_web = location.startswith(("http://", "https://"))
        reference = location if is_web else f"embedded:{number}"
        file = Attachment(reference, name, content=_content(part), url=location if is_web else "")
        yield location, file
        if identifier := _header(part, "Content-ID").strip("<>"):
            yield f"cid:{identifier}", file
