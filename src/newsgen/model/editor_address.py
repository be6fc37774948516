"""The address that opens a file in an editor, from its template: `editor` of newsgen.yml."""

import re
from urllib.parse import quote

from newsgen.model.lazy_pattern import lazy_pattern

EDITOR_TEMPLATE = "vscode://file/{path}:{line}"
"""Visual Studio Code, for whose users `newsgen init` writes settings."""

_FORM = lazy_pattern(r"(?P<scheme>[a-z][a-z0-9+.-]*):[!-~]+")
_WEB_SCHEMES = ("ftp", "http", "https", "mailto", "tel")
_UNSAFE_SCHEMES = ("about", "blob", "data", "file", "javascript", "vbscript")


def invalid_editor_reason(template: str) -> str:
    """Return why a template gives no address of an editor, or an empty text."""
    match = _FORM.fullmatch(template)
    if not match:
        return "is not the address of a program, as in vscode://file/{path}:{line}"
    if match["scheme"] in (*_WEB_SCHEMES, *_UNSAFE_SCHEMES):
        return f"begins with {match['scheme']}:, which leads to no editor"
    if "{path}" not in template:
        return "says nowhere which file: {path} stands for its path"
    others = set(re.findall(r"\{[^{}]*\}", template)) - {"{path}", "{line}"}
    return f"has {min(others)}; only {{path}} and {{line}} stand for something" if others else ""


def editor_address(template: str, path: str, line: int = 1) -> str:
    """Return the address that opens a file at a line.

    Args:
        path: The whole path. Its first slash is left out where the template has one before it.
    """
    encoded = quote(path.replace("\\", "/"), safe="/:")
    if "/{path}" in template:
        encoded = encoded.removeprefix("/")
    return template.replace("{path}", encoded).replace("{line}", str(line))
