"""Settings that are Python programs (Pelican, Nikola): read, never run."""

import ast
from collections.abc import Iterable, Mapping

from newsgen.importing.document import SettingsFault
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.model.kind import join_words
from newsgen.model.value import Value, field

_ENVIRONMENT = ("os.environ.get", "environ.get", "os.getenv", "getenv")


class PythonSettings(Value, frozen=True):
    """What a program sets at its top to something plain.

    Attributes:
        values: The values of names; what is computed is an empty text.
        computed: The line of each name whose value cannot be read.
        error: Why the program cannot be read; empty if it can.
        error_line: The line that the error is about.
    """

    values: Mapping[str, Plain] = field(default_factory=dict)
    computed: Mapping[str, int] = field(default_factory=dict)
    error: str = ""
    error_line: int = 0

    def fault(self, path: str, used: Iterable[str]) -> SettingsFault | None:
        """Return what cannot be read of the settings; None if all can that is wanted.

        Args:
            path: Of the program.
            used: The names that an import wants to know.
        """
        error, line = self.error, self.error_line
        names = [name for name in used if name in self.computed]
        if names and not error:
            verb = "are" if len(names) > 1 else "is"
            error = f"{join_words(names, 'and')} {verb} computed, and settings are never run"
            line = min(self.computed[name] for name in names)
        return SettingsFault(path, error, line) if error else None


class _Computed(Exception):
    """An expression has a value that only running it tells."""


def read_python_settings(text: str) -> PythonSettings:
    """Return what a program says at its top, where it is plain."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return PythonSettings(error=f"it is no Python ({error.msg})", error_line=error.lineno or 0)
    except (ValueError, RecursionError, MemoryError):
        return PythonSettings(error="it is no Python")
    values: dict[str, Plain] = {}
    computed: dict[str, int] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name):
                computed.pop(target.id, None)
                try:
                    values[target.id] = _plain(value, values)
                except (_Computed, RecursionError):
                    values[target.id] = ""
                    computed[target.id] = node.lineno
    return PythonSettings(values, computed)


def _plain(node: ast.expr, values: Mapping[str, Plain]) -> Plain:
    """Return what an expression is; raise _Computed if that is not plain."""
    match node:
        case ast.Constant(value=value):
            if isinstance(value, bool):
                return "true" if value else "false"
            return "" if value is None else str(value)
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return [_plain_or_nothing(item, values) for item in items]
        case ast.Dict(keys=keys, values=items):
            return {
                key: _plain_or_nothing(item, values)
                for each, item in zip(keys, items, strict=True)
                if each is not None and isinstance(key := _plain_or_nothing(each, values), str)
            }
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _sum(_plain(left, values), _plain(right, values))
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, values) for part in parts)
        case ast.FormattedValue(value=inner, format_spec=None):
            return _text(inner, values)
        case ast.Subscript(value=outer, slice=key):
            whole, name = _plain(outer, values), _text(key, values)
            if isinstance(whole, dict) and name in whole:
                return whole[name]
        case ast.Call(func=function, args=[_, default]) if ast.unparse(function) in _ENVIRONMENT:
            return _plain(default, values)
    raise _Computed


def _plain_or_nothing(node: ast.expr, values: Mapping[str, Plain]) -> Plain:
    """Return what a part of a list or table is; an empty text if that is not plain."""
    try:
        return _plain(node, values)
    except _Computed:
        return ""


def _text(node: ast.expr, values: Mapping[str, Plain]) -> str:
    text = _plain(node, values)
    if not isinstance(text, str):
        raise _Computed
    return text


def _sum(left: Plain, right: Plain) -> Plain:
    if isinstance(left, str) and isinstance(right, str):
        return f"{left}{right}"
    if isinstance(left, list) and isinstance(right, list):
        return [*left, *right]
    raise _Computed
