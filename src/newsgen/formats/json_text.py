"""Values as JSON text: what is empty is left out, and what UTF-8 cannot hold."""

import json
from typing import Any


def written(value: Any) -> str:
    """A file, in one line: there is one for each article, and Python indents slowly."""
    return compact(value) + "\n"


def inline(value: Any) -> str:
    """For a script element of a page, which only the characters `<` could end before its time."""
    text = compact(value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def compact(value: Any) -> str:
    """Without spaces, and without halves of surrogate pairs."""
    text = json.dumps(bare(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "ignore").decode()


def bare(value: Any) -> Any:
    """A value without what is empty; False and 0 say something."""
    if isinstance(value, dict):
        return {key: kept for key, each in value.items() if (kept := bare(each)) not in _EMPTY}
    if isinstance(value, list | tuple):
        return [kept for each in value if (kept := bare(each)) not in _EMPTY]
    return value


_EMPTY: tuple[object, ...] = ("", None, [], {})
