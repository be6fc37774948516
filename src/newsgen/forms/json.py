"""Values as JSON text: what is empty is left out, and what UTF-8 cannot hold."""

import json
from typing import Any


def written(value: Any) -> str:
    """A file: indented, for people look into it."""
    return json.dumps(bare(value), ensure_ascii=False, indent=1) + "\n"


def inline(value: Any) -> str:
    """For a script element of a page, which only the characters `<` could end before its time."""
    text = json.dumps(bare(value), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def bare(value: Any) -> Any:
    """A value without what is empty, and texts without halves of surrogate pairs."""
    match value:
        case dict():
            kept = {key: bare(each) for key, each in value.items()}
            return {key: each for key, each in kept.items() if each not in _EMPTY}
        case list() | tuple():
            return [each for each in map(bare, value) if each not in _EMPTY]
        case str():
            return value.encode("utf-8", "ignore").decode()
        case _:
            return value


_EMPTY: tuple[object, ...] = ("", None, [], {})
