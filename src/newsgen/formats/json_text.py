"""Values as JSON text: what is empty is left out, and what UTF-8 cannot hold."""

import json
from typing import Any


def json_document(value: Any) -> str:
    """A file, in one line: there is one for each article, and Python indents slowly."""
    return compact_json(value) + "\n"


def script_json(value: Any) -> str:
    """For a script element of a page, which only the characters `<` could end before its time."""
    text = compact_json(value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def compact_json(value: Any) -> str:
    """Without spaces, and without halves of surrogate pairs."""
    text = json.dumps(drop_empty(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "ignore").decode()


def drop_empty(value: Any) -> Any:
    """A value without what is empty; False and 0 say something."""
    if isinstance(value, dict):
        return {
            key: kept
            for key, each in value.items()
            if (kept := drop_empty(each)) not in _EMPTY_VALUES
        }
    if isinstance(value, list | tuple):
        return [kept for each in value if (kept := drop_empty(each)) not in _EMPTY_VALUES]
    return value


_EMPTY_VALUES: tuple[object, ...] = ("", None, [], {})
