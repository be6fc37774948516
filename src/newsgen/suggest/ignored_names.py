"""Adds a name to those that newsgen.yml has suggestions say nothing of: `names: {ignore: [...]}`.

As with an addition, one line changes or is new, and the new text is read before it is written.
"""

from contextlib import suppress

from newsgen.content.read_config import read_config
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_edit import YamlEdit
from newsgen.model.command_error import CommandError
from newsgen.model.config import CONFIG_FILE
from newsgen.model.value import Value


class IgnoredName(Value, frozen=True):
    """A name that no later run shall suggest."""

    text: str

    @property
    def path(self) -> str:
        """The path of the file that says so."""
        return CONFIG_FILE


def content_with_ignored_name(content: bytes, name: IgnoredName) -> bytes:
    """Return the content of newsgen.yml with one more name to ignore. Raises CommandError."""
    with suppress(NotEditable):
        edit = YamlEdit(content)
        if ("names",) in edit:
            edit.add_item(("names", "ignore"), name.text)
        else:
            edit.append("names", {"ignore": [name.text]})
        if _ignored_names(edit.content) == (*_ignored_names(content), name.text):
            return edit.content
    raise CommandError(
        f"{CONFIG_FILE} was left as it is, because newsgen finds no place for it. "
        f"Add it by hand: names: {{ignore: [{yaml_scalar(name.text)}]}}"
    )


def _ignored_names(content: bytes) -> tuple[str, ...]:
    config, _ = read_config(content, zones=())  # which zones there are does not matter here
    return config.ignored_names if config else ()
