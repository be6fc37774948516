"""Settings that are Python programs (Pelican, Nikola): read, never run."""

import ast

from newsgen.importing.front_matter_formats import Plain


def read_python_settings(text: str) -> dict[str, Plain]:
    """Return the values of names that a program sets at its top to something plain."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    values: dict[str, Plain] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name):
                values[target.id] = _plain(value, values)
    return values


def _plain(node: ast.expr, values: dict[str, Plain]) -> Plain:
    """Return what an expression is; an empty text if that is not plain."""
    match node:
        case ast.Constant(value=None | False):
            return "false" if node.value is False else ""
        case ast.Constant(value=True):
            return "true"
        case ast.Constant(value=value):
            return str(value)
        case ast.Name(id=name):
            return values.get(name, "")
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return [_plain(item, values) for item in items]
        case ast.Dict(keys=keys, values=items):
            return {
                key: _plain(item, values)
                for each, item in zip(keys, items, strict=True)
                if each is not None and isinstance(key := _plain(each, values), str)
            }
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = _plain(left, values), _plain(right, values)
            return f"{both[0]}{both[1]}" if all(isinstance(each, str) for each in both) else ""
        case _:
            return ""
