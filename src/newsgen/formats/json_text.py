"""Values as JSON text, without empty parts and without characters that UTF-8 cannot hold."""

import json
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode
"""Much quicker than `json`; it refuses lone surrogates."""

_CONTAINERS = dict, list, tuple


def json_document(value: Any) -> str:
    """Return a JSON file in one line: Python is slow to indent, and each article has a file."""
    return compact_json(value) + "\n"


def script_json(value: Any) -> str:
    """Return JSON for a script element, with `<`, `>` and `&` escaped so that none can end it."""
    text = compact_json(value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def compact_json(value: Any) -> str:
    """Return JSON without spaces and without lone surrogates."""
    filled = drop_empty(value)
    try:
        return _encode(filled).decode()
    except UnicodeEncodeError:
        text = json.dumps(filled, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "ignore").decode()


def drop_empty(value: Any) -> Any:
    """Return a value without its empty texts, lists, objects and nulls; False and 0 stay."""
    if isinstance(value, dict):
        filled = {}
        for key, item in value.items():
            part = drop_empty(item) if isinstance(item, _CONTAINERS) else item
            if part or part == 0:
                filled[key] = part
        return filled
    if isinstance(value, list | tuple):
        return [part for item in value if (part := drop_empty(item)) or part == 0]
    return value
