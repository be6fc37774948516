"""Notebooks of Jupyter → Markdown: their texts, their code, and what the code printed and drew."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsgen.importing.foreign_values.front_matter_formats import ForeignFrontMatter, Plain

_RUN = re.compile(r"^`{3,}", re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_SLICE = re.compile(r"(-?\d*):(-?\d*)")
_PICTURES = ("image/png", "image/jpeg", "png", "jpeg")


def notebook_markdown(text: str, cells: str = "") -> str:
    """Return what a notebook says; empty if it is none.

    Args:
        cells: The cells that count, as Python has it: `2:`; empty for all.
    """
    notebook = _object(text)
    found = _list(notebook, "cells")
    for sheet in _list(notebook, "worksheets"):  # before version 4
        found += _list(sheet, "cells")
    if match := _SLICE.fullmatch(cells):
        start, end = (int(number) if number.strip("-") else None for number in match.groups())
        found = found[start:end]
    kernel = _member(_member(notebook, "metadata"), "kernelspec")
    language = _text(kernel.get("language")) or "python"
    parts = (part for cell in found for part in _parts(cell, language))
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def read_notebook(text: str) -> ForeignFrontMatter:
    """Return a notebook as a text of Markdown with the front matter that Nikola keeps in it."""
    values = _member(_member(_object(text), "metadata"), "nikola")
    plain: dict[str, Plain] = {str(key): _text(value) for key, value in values.items()}
    return ForeignFrontMatter(plain, body=notebook_markdown(text))


def _parts(cell: Mapping[str, Any], language: str) -> Iterator[str]:
    source = _text(cell.get("source") or cell.get("input"))
    match cell.get("cell_type"):
        case "markdown":
            yield source
        case "heading":
            yield f"{'#' * int(cell.get('level') or 1)} {source}"
        case "code":
            yield _fenced(source, language)
            yield from map(_output, _list(cell, "outputs"))
        case _:
            yield _fenced(source)


def _output(output: Mapping[str, Any]) -> str:
    """Return a picture, or what was printed."""
    data = {**output, **_member(output, "data")}
    for kind in _PICTURES:
        if picture := re.sub(r"\s", "", _text(data.get(kind))):
            return f"![](data:image/{kind.rpartition('/')[2]};base64,{picture})"
    return _fenced(_COLOUR.sub("", _text(data.get("text") or data.get("text/plain"))))


def _fenced(code: str, language: str = "") -> str:
    if not code.strip():
        return ""
    fence = "`" * max(3, *(len(run) + 1 for run in _RUN.findall(code)), 3)
    return f"{fence}{language}\n{code.strip(chr(10))}\n{fence}"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "".join(each for each in value if isinstance(each, str))
    return value if isinstance(value, str) else ""


def _member(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _list(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = data.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _object(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
