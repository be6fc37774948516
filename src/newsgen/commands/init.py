"""`newsgen init`: a new archive that builds at once, with its settings explained where they stand.

Takes a folder, a title and where the archive is to be published; gives the paths it wrote. Refuses
to overwrite anything: then nothing is written at all.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.commands import vscode_settings
from newsgen.commands.new import article_id, article_path
from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.content.yaml.quote import single_line, yaml_quoted, yaml_scalar
from newsgen.model.command_error import CommandError
from newsgen.model.kind import TYPED_ENTITY_KINDS, join_words
from newsgen.runtime.editor_files import blocking_paths, exists, is_folder, write_all_new
from newsgen.runtime.resources import read_resource

# What is packed with newsgen → where it goes. Packed without the dots that packers and version
# control take notice of.
_STARTER_FILES = {
    "newsgen.yml": "newsgen.yml",
    "about.md": "pages/about.md",
    **{path: path for path in AUTHORITY_FILES},
    "gitignore": ".gitignore",
    "publish.yml": ".github/workflows/publish.yml",
}

_EXAMPLE_FREE_FILE = """\
# {} that articles are about. authorities/people.yml shows all keys an entry can have.
"""
"""The authority file of a kind of entity for which no example is packed."""

_OCCUPIED_HINT = "nothing was written; name another folder, or move away what is in the way"
_BASE_URL_COMMENT = "#base_url: https://example.org/archive/"
_ID_DOMAIN_NOTE = "Never change it."
_NO_ID_DOMAIN_NOTE = (
    "Put in a domain of yours before you publish anything, and never change it then."
)


def init_site(folder: Path, title: str, base_url: str, today: date) -> tuple[str, ...]:
    """Write a new archive into a folder, which may exist, and give the files' paths in it.

    title: by default made of the folder's name. base_url: may be empty. today: the date of the one
    article, a sample, and the year of the permanent ids.
    """
    title = single_line(title or _default_title(folder), "title")
    texts = _starter_texts(title, single_line(base_url, "base URL") if base_url else "", today)
    if exists(folder) and not is_folder(folder):
        raise CommandError(f"{folder} is not a folder: name another one")
    if there := blocking_paths(folder, texts):
        raise CommandError(f"{folder} already holds {', '.join(there)}: {_OCCUPIED_HINT}")
    try:
        write_all_new(folder, texts)
    except FileExistsError as error:
        raise CommandError(f"{error.filename} is already there: {_OCCUPIED_HINT}") from None
    return tuple(texts)


def _starter_texts(title: str, base_url: str, today: date) -> dict[str, str]:
    """Every file of the new archive, by its path."""
    host = _host(base_url) if base_url else ""
    words = {
        "title": yaml_scalar(title),
        "base_url": f"base_url: {yaml_quoted(base_url)}" if base_url else _BASE_URL_COMMENT,
        "id_authority": f"{host or 'example.org'},{today.year:04}",
        "authority_note": _ID_DOMAIN_NOTE if host else _NO_ID_DOMAIN_NOTE,
        "version": __version__,
        "welcome": yaml_scalar(f"Welcome to {title}"),
        "entity_kinds": join_words(TYPED_ENTITY_KINDS),
        "source": yaml_scalar(title),
        "date": today.isoformat(),
        "id": article_id(today, "welcome"),
    }
    starter = _STARTER_FILES | {"welcome.md": article_path(today, "welcome")}
    texts = {path: _fill_in_starter(name, words) for name, path in starter.items()}
    return texts | vscode_settings.settings_files()


def _fill_in_starter(name: str, values: Mapping[str, str]) -> str:
    """A packed file with its @words@ filled in, all at once: a title may hold such a word."""
    try:
        text = read_resource("newsgen.commands", f"starter/{name}")
    except FileNotFoundError:
        if name not in AUTHORITY_FILES:
            raise
        text = _EXAMPLE_FREE_FILE.format(PurePosixPath(name).stem.capitalize())
    return re.sub(r"@(\w+)@", lambda found: values[found[1]], text)


def _default_title(folder: Path) -> str:
    """A title made of a folder's name: `samarkand-file` → Samarkand File."""
    words = re.split(r"[\s_-]+", folder.resolve().name)
    return " ".join(word[:1].upper() + word[1:] for word in words).strip() or "News Archive"


def _host(base_url: str) -> str:
    """The host that a base URL names, in the form that permanent ids want (RFC 4151: ASCII)."""
    try:
        parts = urlsplit(base_url)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:  # which UnicodeError is
        host = ""
    if not host or parts.scheme not in ("http", "https") or " " in base_url:
        message = f'the base URL "{base_url}" is not an address that starts with https://'
        raise CommandError(f"{message}: write it as in https://example.org/archive/")
    return host
