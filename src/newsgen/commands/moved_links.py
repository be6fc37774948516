"""The links and pictures of a text, as they are typed once it or what they lead to is moved."""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping

from newsgen.commands.working_copy import WorkingCopy, references_in
from newsgen.content.front_matter.fences import split_front_matter
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.markdown.link_edits import readdress_links, typed_address
from newsgen.content.markdown.link_targets import (
    ARTICLE_PREFIX,
    FILE_PREFIX,
    ROOT_PREFIX,
    resolve_target,
)
from newsgen.content.parse_file import SourceFile, parse_file
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_data import YamlData
from newsgen.model.command_error import CommandError
from newsgen.model.problem import Location, Problem
from newsgen.pages.plan_inputs import path_on_disk

_PREFIX = re.compile(f"{ARTICLE_PREFIX}|{FILE_PREFIX}")


class MovedPaths:
    """What is moved: the new paths of files by their old ones, and addresses likewise."""

    def __init__(self, paths: Mapping[str, str], addresses: Mapping[str, str]) -> None:
        self.paths, self.addresses = paths, addresses

    def target(self, target: str) -> str:
        """Return where a symbolic target is afterwards."""
        if target.startswith(ROOT_PREFIX):
            address = "/" + target.removeprefix(ROOT_PREFIX)
            new = self.addresses.get(address.rstrip("/") + "/")
            return ROOT_PREFIX + new[1:] if new else target
        prefix = _PREFIX.match(target)
        path = target[prefix.end() :] if prefix else target
        old = path_on_disk(path, self.paths)
        return target.removesuffix(path) + self.paths[old] if old else target

    def typed(self, target: str, path: str) -> str | None:
        """Return what to type for a target in a file; None if that stays as it is.

        path: Of the file as it is now.
        """
        new = self.target(target)
        if target.startswith(ROOT_PREFIX):
            return f"/{new.removeprefix(ROOT_PREFIX)}" if new != target else None
        folder = posixpath.dirname(self.paths.get(path, path))
        if new == target and folder == posixpath.dirname(path):
            return None
        return posixpath.relpath(_PREFIX.sub("", new), folder)


def relinked_content(copy: WorkingCopy, path: str, moved: MovedPaths) -> bytes:
    """Return the content of a file with all its links and pictures as they have to be.

    Raises CommandError if one is typed in a way that cannot be edited.
    """
    content = copy.content(path)
    known = references_in(copy.files[path])
    expected = Counter(moved.target(reference.target) for reference in known)
    changed = [one for one in known if moved.typed(one.target, path) is not None]
    if not changed:
        return content
    base = copy.context.options.links_base
    new_path = moved.paths.get(path, path)
    head, body = _divide(content.decode(), path)
    for with_indented in (False, True):
        new_body = readdress_links(
            body, Location(path), base, lambda target: moved.typed(target, path), with_indented
        )
        new = _with_picture(copy, (head + new_body).encode(), path, moved)
        parsed = parse_file(SourceFile(new_path, new), copy.context)
        if Counter(reference.target for reference in references_in(parsed)) == expected:
            return new
    raise CommandError(
        f"{changed[0].location(path)}: this link cannot be edited in place; nothing was changed: "
        "write it anew, as in [words](file.md)"
    )


def _divide(text: str, path: str) -> tuple[str, str]:
    """Return the text of a file up to its body, and the body."""
    parts, _ = split_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n"), path)
    lines = re.split(r"(?<=\n)", text)
    start = parts.body_location.line - 1 if parts else 0
    return "".join(lines[:start]), "".join(lines[start:])


def _with_picture(copy: WorkingCopy, content: bytes, path: str, moved: MovedPaths) -> bytes:
    """Return the content with another path for the picture above the text."""
    options = copy.context.options
    try:
        edit = FrontMatterEdit(content, path, options.rename)
    except NotEditable:
        return content
    for key, value in (("image", edit.value("image")), ("images", edit.value("images"))):
        new = _moved_picture(value, path, moved, options.links_base)
        if new != value:
            edit.set(key, new)
    return edit.content


def _moved_picture(value: YamlData, path: str, moved: MovedPaths, links_base: str) -> YamlData:
    """Return what a key says of pictures, with their paths as they have to be."""
    if isinstance(value, list):
        return [_moved_picture(item, path, moved, links_base) for item in value]
    if isinstance(value, dict):
        return {
            key: _moved_picture(inner, path, moved, links_base) if key == "src" else inner
            for key, inner in value.items()
        }
    link = resolve_target(value or "", Location(path), links_base, is_image=True)
    reference = None if isinstance(link, Problem) else link.reference
    new = moved.typed(reference.target, path) if reference else None
    return value if new is None else typed_address(new)
