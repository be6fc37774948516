"""`newsgen init`: writes a new archive that builds at once and whose settings explain themselves.

Refuses to overwrite anything; then it writes nothing at all. With the settings it writes, VS Code's
YAML extension checks newsgen.yml and the authority files against JSON Schemas; for front matter,
which it does not check, there are snippets and a task.
"""

import json
import re
from datetime import date
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any, get_args
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.content.new_article import article_id, article_path
from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.quote import single_line, yaml_quoted, yaml_scalar
from newsgen.content.yaml.record_type import RecordType
from newsgen.formats import json_schema
from newsgen.model.command_error import CommandError
from newsgen.model.config import CONFIG_FILE
from newsgen.model.kind import TYPED_ENTITY_KINDS, join_words
from newsgen.model.period import Period
from newsgen.runtime.editor_files import blocking_paths, exists, is_folder, write_all_new
from newsgen.runtime.program_origin import requirement
from newsgen.runtime.resources import read_resource

WORKFLOW = ".github/workflows/publish.yml"

# A resource of the package → its path in the archive. Resources have no leading dots, because
# packaging tools and version control would act on such files.
_STARTER_FILES = {
    "newsgen.yml": "newsgen.yml",
    "about.md": "pages/about.md",
    **{path: path for path in AUTHORITY_FILES},
    "gitignore": ".gitignore",
    "publish.yml": WORKFLOW,
}
_TRIGGERS = """\
  push:
    branches: [main]
  pull_request:
  workflow_dispatch:
  schedule:
    - cron: "20 4 * * *" # an embargo ends without a push
"""
_WAITING = """\
  workflow_dispatch:
  # This newsgen was installed from a folder or file that GitHub cannot reach. Write below, at
  # NEWSGEN, where it can be had, as in: newsgen @ git+https://… . Then take the signs away here.
  # push:
  #   branches: [main]
  # pull_request:
  # schedule:
  #   - cron: "20 4 * * *" # an embargo ends without a push
"""
"""What starts the workflow, and the same where no run could succeed yet."""

_EMPTY_AUTHORITY_FILE = """\
# {} that articles are about. authorities/people.yml shows all keys an entry can have.
"""
"""The authority file of a kind of entity without an example among the resources."""

_VSCODE_FILES = ("extensions.json", "settings.json", "tasks.json")
_COMMON_KEYS = ("tags", "entities", "summary")
"""Keys in the snippet of an article besides the required ones."""

_SNIPPETS_NOTE = """\
// Made by newsgen init. At the top of an empty Markdown file press Ctrl+Space and choose "article";
// inside front matter every key completes by its name. To VS Code front matter is YAML, hence the
// scope; from version 1.109 on `include` keeps these keys out of files that are YAML altogether.
"""
_OCCUPIED_HINT = "nothing was written; name another folder, or move away what is in the way"


def holds_archive(folder: Path) -> bool:
    """Return whether a folder is that of an archive."""
    return exists(folder / CONFIG_FILE)


def init_site(folder: Path, title: str, base_url: str, today: date) -> tuple[str, ...]:
    """Write a new archive and return the paths of its files.

    Args:
        title: The archive's title; if empty, it is made from the folder's name.
        base_url: Where it will be published; may be empty.
        today: The date of the sample article; its year is part of the permanent ids.

    Raises:
        CommandError: A file exists already, or an argument is not valid.
    """
    title = single_line(title or _default_title(folder), "title")
    texts = _starter_texts(title, single_line(base_url, "base URL") if base_url else "", today)
    if exists(folder) and not is_folder(folder):
        raise CommandError(f"{folder} is not a folder: name another one")
    if blocking := blocking_paths(folder, texts):
        raise CommandError(f"{folder} already holds {', '.join(blocking)}: {_OCCUPIED_HINT}")
    try:
        write_all_new(folder, texts)
    except FileExistsError as error:
        raise CommandError(f"{error.filename} is already there: {_OCCUPIED_HINT}") from None
    return tuple(texts)


def _starter_texts(title: str, base_url: str, today: date) -> dict[str, str]:
    """Return the text of every file by path."""
    host, day = _host(base_url) if base_url else "", Period(today, "day")
    values = {
        "title": yaml_scalar(title),
        "base_url": f"base_url: {yaml_quoted(base_url)}"
        if base_url
        else "#base_url: https://example.org/archive/",
        "id_authority": f"{host or 'example.org'},{today.year:04}",
        "authority_note": "Never change it."
        if host
        else "Put in a domain of yours before you publish anything, and never change it then.",
        "requirement": requirement() or f"newsgen=={__version__}",
        "welcome": yaml_scalar(f"Welcome to {title}"),
        "entity_kinds": join_words(TYPED_ENTITY_KINDS),
        "source": yaml_scalar(title),
        "date": today.isoformat(),
        "id": article_id(day, "welcome"),
    }
    texts = {}
    for name, path in {**_STARTER_FILES, "welcome.md": article_path(day, "welcome")}.items():
        # All at once: a title may contain another name.
        texts[path] = re.sub(r"@(\w+)@", lambda match: values[match[1]], _starter_text(name))
    if not requirement():
        texts[WORKFLOW] = texts[WORKFLOW].replace(_TRIGGERS, _WAITING)
    return texts | _vscode_texts()


def _starter_text(name: str) -> str:
    """Return a resource, which has @names@ of values."""
    try:
        return read_resource("newsgen.commands", f"starter/{name}")
    except FileNotFoundError:
        if name not in AUTHORITY_FILES:
            raise
        return _EMPTY_AUTHORITY_FILE.format(PurePosixPath(name).stem.capitalize())


def _vscode_texts() -> dict[str, str]:
    snippets = json.dumps(_snippets(), ensure_ascii=False, indent=2)
    texts = {".vscode/newsgen.code-snippets": f"{_SNIPPETS_NOTE}{snippets}\n"}
    for name in _VSCODE_FILES:
        texts[f".vscode/{name}"] = _starter_text(f"vscode/{name}")
    for schema in get_args(json_schema.SchemaName):
        texts[f".vscode/newsgen/{schema}.schema.json"] = json_schema.schema_text(schema)
    return texts


def _snippets() -> dict[str, Any]:
    """Return a snippet for a whole article, and one for each key of front matter."""
    article_fields = tuple(
        field for field in FRONT_MATTER_FIELDS if field.required or field.name in _COMMON_KEYS
    )
    article = {
        "scope": "markdown",
        "prefix": ["article", "---"],
        "description": "A newsgen article: front matter and text.",
        "body": ["---", *RecordType(article_fields).field_lines(count(1)), "---", "$0", ""],
    }
    return {"newsgen article": article} | {
        f"newsgen {field.name}": {
            "scope": "yaml",
            "include": ["*.md", "*.markdown"],
            "prefix": field.name,
            "description": field.description,
            "body": list(field.value_type.snippet_lines(field.name, count(1))),
        }
        for field in FRONT_MATTER_FIELDS
    }


def _default_title(folder: Path) -> str:
    """Return a title made from a folder's name: `samarkand-file` → Samarkand File."""
    words = re.split(r"[\s_-]+", folder.resolve().name)
    return " ".join(word[:1].upper() + word[1:] for word in words).strip() or "News Archive"


def _host(base_url: str) -> str:
    """Return the host of a base URL in the form of permanent ids (RFC 4151: ASCII)."""
    try:
        parts = urlsplit(base_url)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:  # includes UnicodeError
        host = ""
    if not host or parts.scheme not in ("http", "https") or " " in base_url:
        message = f'the base URL "{base_url}" is not an address that starts with https://'
        raise CommandError(f"{message}: write it as in https://example.org/archive/")
    return host
