"""Roles of Nikola and Sphinx. docutils keeps roles in one table of the process, as directives."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from docutils import nodes
from docutils.parsers.rst import roles
from docutils.parsers.rst.languages import get_language
from docutils.parsers.rst.states import Inliner
from docutils.utils import new_document, unescape

from newsgen.importing.restructured_text.rst_context import RstContext

_NAME = re.compile(r"(?<!\w):([A-Za-z][\w:+.-]*):`|`:([A-Za-z][\w:+.-]*):(?!\w)")
_TITLED = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]*)>", re.DOTALL)
_CODE = frozenset(
    (
        *("file", "kbd", "command", "samp", "program", "option", "envvar", "makevar", "token"),
        *("class", "func", "meth", "mod", "attr", "exc", "obj", "data", "const", "type", "macro"),
        *("func", "member", "mimetype", "newsgroup", "regexp", "keyword", "envvar", "math", "tt"),
    )
)
_STRONG = frozenset(("menuselection", "guilabel", "dfn", "term"))
_RoleResult = tuple[Sequence[nodes.Node], Sequence[nodes.system_message]]


def _role(
    name: str,
    _source: str,
    text: str,
    line: int,
    inliner: Inliner,
    options: Mapping[str, Any] | None = None,
    content: Sequence[str] | None = None,
) -> _RoleResult:
    """Return what a role makes of its text; of an unknown one, the text."""
    plain = unescape(text)
    titled = _TITLED.fullmatch(plain)
    words = titled["words"] if titled else plain
    base = name.casefold().rpartition(":")[2]
    if base == "doc":
        target = (titled["target"] if titled else plain).strip()
        return [nodes.reference("", words, refuri=f"link://slug/{target}")], []
    if base == "math":
        return [nodes.literal("", plain)], []
    if base in _CODE or ":" in name:
        return [nodes.literal("", words.lstrip("~!"))], []
    if base in _STRONG:
        return [nodes.strong("", words)], []
    if base not in ("abbr", "ref", "numref", "any", "download", "eq"):
        context = inliner.document.settings.import_context
        assert isinstance(context, RstContext)
        what = f":{name}:"
        context.lose(f"the role {what} has no counterpart; its text was kept", line, what)
    return [nodes.inline("", plain if base == "abbr" else words)], []


def register_roles(text: str) -> None:
    """Enter the roles that a text names and docutils does not know, and those that differ here."""
    # Their types know only roles that are links, and another kind of language.
    register: Any = roles.register_local_role
    find: Any = roles.role
    names = {each for pair in _NAME.findall(text) for each in pair if each}
    tree = new_document("")
    english = get_language("en", tree.reporter)
    for name in sorted({each.casefold() for each in names} | {"math"}):
        known, _ = find(name, english, 0, tree.reporter)
        if known is None or name == "math":
            register(name, _role)
