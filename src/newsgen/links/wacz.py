"""A capture → a WACZ file (version 1.1.1): a WARC file (ISO 28500) with its index, in a ZIP.

Programs such as ReplayWeb.page show it as the page was, script apart. Contents are written as
they are when unpacked, so the headers that tell of packing are left out.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsgen.links.page_capture import Capture, media_type
from newsgen.links.polite_client import HttpAnswer

_WACZ_VERSION = "1.1.1"
_WARC = "archive/data.warc.gz"
_INDEX = "indexes/index.cdxj"
_PAGES = "pages/pages.jsonl"
_PACKING_HEADERS = frozenset(
    ("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive")
)


def wacz_copy(capture: Capture, time: datetime, title: str, software: str) -> bytes:
    """Return a capture as a WACZ file.

    Args:
        capture: Of a page.
        time: When it was captured.
        title: What the page is called in a list of pages.
        software: The program that captured it, with its version.
    """
    moment = time.astimezone(UTC)
    warc, index = _warc(capture, moment, software)
    page = {"url": capture.final_address, "ts": _iso(moment), "title": title}
    page["id"] = sha256(json.dumps(page).encode()).hexdigest()[:22]
    pages = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, page
    files = {
        _WARC: warc,
        _INDEX: index,
        _PAGES: "".join(f"{_json(one)}\n" for one in pages).encode(),
    }
    package = {
        "profile": "data-package",
        "wacz_version": _WACZ_VERSION,
        "title": title,
        "created": _iso(moment),
        "software": software,
        "mainPageUrl": capture.final_address,
        "mainPageDate": _iso(moment),
        "resources": [
            {
                "name": path.rpartition("/")[2],
                "path": path,
                "hash": _hash(data),
                "bytes": len(data),
            }
            for path, data in files.items()
        ],
    }
    files["datapackage.json"] = json.dumps(package, indent=2, ensure_ascii=False).encode()
    digest = {"path": "datapackage.json", "hash": _hash(files["datapackage.json"])}
    files["datapackage-digest.json"] = _json(digest).encode()
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as packed:  # players read parts of it by their places
        for path, data in files.items():
            packed.writestr(ZipInfo(path, moment.timetuple()[:6]), data)
    return out.getvalue()


def _warc(capture: Capture, time: datetime, software: str) -> tuple[bytes, bytes]:
    """Return the WARC file, and its index: a line of CDXJ for each answer."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    info = {"software": software, "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("data.warc.gz", info))
    lines = []
    for address, answer in capture.answers.items():
        start = out.tell()
        record = writer.create_warc_record(
            address,
            "response",
            payload=BytesIO(answer.content),
            length=len(answer.content),
            http_headers=StatusAndHeaders(_status(answer), _headers(answer), "HTTP/1.1"),
            warc_headers_dict={"WARC-Date": _iso(time)},
        )
        writer.write_record(record)
        facts = {
            "url": address,
            "mime": media_type(answer)[0],
            "status": str(answer.status),
            "digest": record.rec_headers.get_header("WARC-Payload-Digest"),
            "length": str(out.tell() - start),
            "offset": str(start),
            "filename": _WARC.rpartition("/")[2],
        }
        lines.append(f"{_sort_key(address)} {time:%Y%m%d%H%M%S} {_json(facts)}\n")
    return out.getvalue(), "".join(sorted(lines)).encode()


def _status(answer: HttpAnswer) -> str:
    try:
        return f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:  # a code that no standard has
        return f"{answer.status} -"


def _headers(answer: HttpAnswer) -> list[tuple[str, str]]:
    kept = [pair for pair in answer.headers if pair[0].lower() not in _PACKING_HEADERS]
    return [*kept, ("Content-Length", str(len(answer.content)))]


def _sort_key(address: str) -> str:
    """Return an address as indexes sort it (SURT): org,example)/path?query."""
    parts = urlsplit(address)
    labels = (parts.hostname or "").removeprefix("www.").split(".")
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(labels))}{port}){parts.path or '/'}{query}".lower().replace(
        " ", "%20"
    )


def _iso(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def _hash(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
