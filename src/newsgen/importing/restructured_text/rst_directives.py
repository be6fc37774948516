"""Directives of Pelican, Nikola and Sphinx, and those of docutils whose options are read loosely.

docutils keeps directives in one table of the process; those of this module are entered once, and
each unknown one of a text, too.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.directives.images import Figure, Image
from docutils.parsers.rst.languages import get_language
from docutils.statemachine import StringList
from docutils.utils import new_document

from newsgen.importing.restructured_text.rst_context import RstContext
from newsgen.importing.site_shortcodes.shortcode_arguments import EMBEDDED, embedded_address

_NAME = re.compile(r"^[ \t>]*\.\. +(?:\|[^|\n]+\| +)?([\w:+.-]+?) ?::(?:\s|$)", re.MULTILINE)


class _AnyOptions(dict[str, Callable[[str], Any]]):
    """Options of which those that docutils does not know, or whose value is wrong, say nothing."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged

    def __bool__(self) -> bool:
        return True


def _loosely(options: dict[str, Callable[[str], Any]] | None) -> _AnyOptions:
    def loose_option(convert: Callable[[str], Any]) -> Callable[[str], Any]:
        def converted(text: str) -> Any:
            try:
                return convert(text)
            except (ValueError, TypeError):
                return None

        return converted

    return _AnyOptions({name: loose_option(convert) for name, convert in (options or {}).items()})


class _Loose(Directive):
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = _AnyOptions()

    @property
    def context(self) -> RstContext:
        context = self.state.document.settings.import_context
        assert isinstance(context, RstContext)
        return context

    @property
    def words(self) -> str:
        """Its arguments in one line."""
        return " ".join(" ".join(self.arguments).split())

    def inner(self, content: StringList | None = None) -> list[nodes.Node]:
        """Return what its content says."""
        frame = nodes.container()
        self.state.nested_parse(content or self.content, self.content_offset, frame)
        return frame.children

    def lose(self, message: str, what: str) -> None:
        self.context.lose(message, self.lineno, what)


class _Nothing(_Loose):
    """Says how a page is made, as a table of contents does."""

    def run(self) -> list[nodes.Node]:
        return []


class _UnknownDirective(_Loose):
    """Has no counterpart: the text in it is kept."""

    def run(self) -> list[nodes.Node]:
        lost = f"the directive .. {self.name}:: has no counterpart"
        message = f"{lost}; the text in it was kept" if self.content else lost
        self.lose(message, f".. {self.name}::")
        return self.inner() if self.content else []


class _CodeBlock(_Loose):
    """Code, with the name of its language."""

    def run(self) -> Sequence[nodes.Node]:
        code = "\n".join(self.content)
        if path := self.options.get("include", ""):
            code = self.context.find_text(path)
            if not code:
                self.lose(f"the code of {path} was left out: it is not in the folder", path)
        return _code(code, self.words, self.options.get("caption") or "")


class _Listing(_Loose):
    """The code of a file: the path, then its language; Sphinx has it as an option."""

    def run(self) -> Sequence[nodes.Node]:
        path, _, language = self.words.partition(" ")
        code = self.context.find_text(path) or self.context.find_text(f"listings/{path}")
        if not code:
            self.lose(f"the code of {path} was left out: it is not in the folder", path)
        language = language or self.options.get("language") or ""
        return _code(code, language, self.options.get("caption") or "")


class _Include(_Loose):
    """The text of another file of the site."""

    def run(self) -> list[nodes.Node]:
        text = self.context.find_text(self.words)
        if not text or self.options:
            self.lose(f"the text of {self.words}, which it includes, was left out", self.words)
            return []
        # What an included text includes is not known there: no file can include itself.
        lines = [line for line in text.splitlines() if not line.strip().startswith(".. include::")]
        register_directives(text)
        return self.inner(StringList(lines, self.words))


class _Math(_Loose):
    """A formula, as it is typed."""

    def run(self) -> Sequence[nodes.Node]:
        return _code("\n".join((*self.arguments, *self.content)).strip("\n"), "")


class _Embedded(_Loose):
    """What another site shows: a link to it."""

    def run(self) -> list[nodes.Node]:
        name = self.name.partition("_")[0].casefold()
        words = self.words.split()
        where = words[0] if words else ""
        is_address = where.startswith(("http://", "https://"))
        address = where if is_address else embedded_address(name, {}, words)
        if not address:
            self.lose(f"the directive .. {self.name}:: names nothing", f".. {self.name}::")
            return []
        link = nodes.reference("", address, refuri=address)
        return [nodes.paragraph("", "", link), *(self.inner() if self.content else [])]


class _Remark(_Loose):
    """A remark with a title, such as Sphinx has besides those of docutils."""

    def run(self) -> list[nodes.Node]:
        title = {"seealso": "See also", "versionadded": "New in version"}.get(self.name)
        title = title or self.name.replace("versionchanged", "changed in version").capitalize()
        is_version = self.name.startswith(("version", "deprecated"))
        head = f"{title} {self.words}" if is_version else title
        remark = nodes.block_quote("", nodes.paragraph("", "", nodes.strong("", head.strip())))
        if self.words and not is_version:
            text, _ = self.state.inline_text(self.words, self.lineno)
            remark += nodes.paragraph("", "", *text)
        remark += self.inner() if self.content else []
        return [remark]


class _Described(_Loose):
    """Something of a program that Sphinx documents: its name, and what is said of it."""

    def run(self) -> list[nodes.Node]:
        name = nodes.paragraph("", "", nodes.literal("", self.words))
        return [name, *(self.inner() if self.content else [])]


class _Image(Image):
    option_spec: ClassVar = _loosely(Image.option_spec)


class _Figure(Figure):
    option_spec: ClassVar = _loosely(Figure.option_spec)


def _code(code: str, language: str, caption: str = "") -> list[nodes.Node]:
    block = nodes.literal_block("", code.strip("\n"))
    name = language.split()[0].casefold() if language.split() else ""
    if name not in ("", "none", "text", "default"):
        block["language"] = name
    head = [nodes.paragraph("", "", nodes.strong("", caption))] if caption else []
    return [*head, block] if code.strip() else []


_OWN: dict[str, type[Directive]] = {
    **dict.fromkeys(("code", "code-block", "sourcecode", "code-cell", "ipython"), _CodeBlock),
    **dict.fromkeys(("listing", "literalinclude"), _Listing),
    **dict.fromkeys(("image", "img"), _Image),
    **dict.fromkeys(("figure", "thumbnail", "lead"), _Figure),
    **dict.fromkeys(("seealso", "todo", "versionadded", "versionchanged", "deprecated"), _Remark),
    **dict.fromkeys((*EMBEDDED, "media", "soundcloud_playlist"), _Embedded),
    **dict.fromkeys(
        (
            *("contents", "sectnum", "section-numbering", "header", "footer", "title", "toctree"),
            *("highlight", "index", "tabularcolumns", "currentmodule", "module", "default-domain"),
        ),
        _Nothing,
    ),
    **dict.fromkeys(
        (
            *("data", "function", "method", "attribute", "exception", "option", "envvar"),
            *("confval", "describe", "py:class", "py:function", "py:method", "py:data"),
        ),
        _Described,
    ),
    "include": _Include,
    "math": _Math,
    "date": _UnknownDirective,
}


def register_directives(text: str) -> None:
    """Enter the directives of this module, and those that a text names and nobody knows."""
    for name, directive in _OWN.items():
        directives.register_directive(name, directive)
    tree = new_document("")
    english: Any = get_language("en", tree.reporter)
    for name in {each.casefold() for each in _NAME.findall(text)}:
        known, _ = directives.directive(name, english, tree)
        if known is None:
            directives.register_directive(name, _UnknownDirective)
