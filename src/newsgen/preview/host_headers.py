"""`_headers` of an archive → what a host says with a file, as Netlify and Cloudflare read it."""

import re

_HEADER_LINE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*([\x20-\x7e]*)")
"""A line that is a header (RFC 9110, 5.1 and 5.5)."""

_HOST_CONTROLLED_HEADERS = (
    "content-length",
    "content-type",
    "content-encoding",
    "connection",
    "transfer-encoding",
)


def host_headers(text: str, path: str) -> dict[str, str]:
    """Return the headers of all patterns that fit a path; of one name the last one counts.

    Not what describes the file or the line it comes on, which a host knows best.

    Args:
        text: The text of `_headers`.
        path: The address of the file, with a slash at its start.
    """
    headers: dict[str, str] = {}
    fits = False
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = re.sub(":[a-z]+", "[^/]+", re.escape(line.strip()).replace(r"\*", ".*"))
            fits = bool(re.fullmatch(pattern, path))
        elif fits and line.startswith((" ", "\t")):
            match = _HEADER_LINE.fullmatch(line.strip())
            if line.strip().startswith("! "):
                headers.pop(line.strip()[2:].strip(), None)
            elif match and not match[1].lower().startswith(_HOST_CONTROLLED_HEADERS):
                headers[match[1]] = match[2]
    return headers
