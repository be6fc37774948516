"""Edits of the front matter of an article or a page in place: bytes → bytes.

Only the lines of a changed key differ: the body, the order of keys, comments, quotes, blank lines,
line ends and a byte order mark stay. Raises `NotEditable` for what has no front matter that can be
read, or where an edit would change anything else; the content is then as it was before.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping

from newsgen.content.front_matter.fences import split_front_matter
from newsgen.content.front_matter.rename_keys import short_form
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_data import YamlData, YamlValue
from newsgen.content.yaml.yaml_edit import YamlEdit


class FrontMatterEdit:
    """The content of a file of articles/ or pages/, whose front matter edits change.

    Keys are named as in the documentation: `image.alt` is the key `alt` within `image`. Any number
    of edits may follow each other; `content` gives the file as it is by then.
    """

    def __init__(
        self, content: bytes, path: str = "articles/", our_keys: Mapping[str, str] | None = None
    ) -> None:
        """Read a file.

        Args:
            content: Its bytes.
            path: Its path, for the words of what is wrong with it.
            our_keys: The keys of newsgen that foreign keys mean (`front_matter.rename`).
        """
        self._mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
        try:
            text = content.removeprefix(self._mark).decode()
        except UnicodeDecodeError as error:
            raise NotEditable("it is not saved as UTF-8") from error
        parts, problems = split_front_matter(text.replace("\r\n", "\n"), path)
        if parts is None:
            raise NotEditable(f"{problems[0].message}; {problems[0].hint}")
        lines = re.split(r"(?<=\n)", text)
        first, end = parts.yaml_location.line - 1, parts.body_location.line - 2
        self._head, self._tail = "".join(lines[:first]), "".join(lines[end:])
        line_end = "\r\n" if lines[first - 1].endswith("\r\n") else "\n"
        self._yaml = YamlEdit("".join(lines[first:end]).encode(), line_end)
        self._our_keys = our_keys or {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the front matter as they are typed, in order."""
        return tuple(self._yaml.data)

    def value(self, key: str) -> YamlData:
        """Return what stands at a key; None if it is empty or not there."""
        return self._yaml.value(self._path(key))

    def set(self, key: str, value: YamlValue) -> None:
        """Give a key a value, in its place if it is there, else below the last key."""
        path = self._path(key)
        single = self._yaml.value(path[:-1])
        inner = short_form(path[0]) if len(path) > 1 and isinstance(single, str) else ""
        if inner:  # image: a.jpg becomes image: {src: a.jpg, alt: …}
            self._yaml.set(path[:-1], {inner: single, path[-1]: value})
        else:
            self._yaml.set(path, value)

    def remove(self, key: str) -> None:
        """Take a key out with its value, if it is there."""
        self._yaml.remove(self._path(key))

    def rename(self, key: str, new: str) -> None:
        """Give a key another name. new: without the key that it is within."""
        self._yaml.rename(self._path(key), new)

    def replace_item(self, key: str, old: str, new: str) -> None:
        """Replace an item of a list, or a single value; if the new one is there, the old goes."""
        self._yaml.replace_item(self._path(key), old, new)

    def add_item(self, key: str, item: str) -> None:
        """Add an item to a list, there or not; a single value becomes its first item."""
        self._yaml.add_item(self._path(key), item)

    @property
    def content(self) -> bytes:
        """The bytes of the file, with all edits."""
        return self._mark + (self._head + self._yaml.text + self._tail).encode()

    def _path(self, key: str) -> tuple[str, ...]:
        """Return the path of a key; a foreign key of the file that means it comes first."""
        if key not in self._yaml.data:
            for name in self._yaml.data:
                if self._our_keys.get(name) == key:
                    return (name,)
        return tuple(key.split("."))
