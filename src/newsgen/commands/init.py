"""`newsgen init`: a new archive that builds at once, with its settings explained where they stand.

Takes a folder, a title and where the archive is to be published; gives the paths it wrote. Refuses
to overwrite anything: then nothing is written at all.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.commands import vscode
from newsgen.commands.new import id_of, path_of
from newsgen.content.authorities import FILES
from newsgen.content.yaml.quote import line, quoted, scalar
from newsgen.model.errors import Refused
from newsgen.runtime.atomic import exists, in_the_way, is_folder, write_all_new
from newsgen.runtime.resources import packed

# What is packed with newsgen → where it goes. Packed without the dots that packers and version
# control take notice of.
_STARTER = {
    "newsgen.yml": "newsgen.yml",
    "about.md": "pages/about.md",
    **{path: path for path in FILES},
    "gitignore": ".gitignore",
    "publish.yml": ".github/workflows/publish.yml",
}

_WAY_OUT = "nothing was written; name another folder, or move away what is in the way"
_NO_BASE_URL = "#base_url: https://example.org/archive/"
_AUTHORITY = "Never change it."
_NO_AUTHORITY = "Put in a domain of yours before you publish anything, and never change it then."


def init(folder: Path, title: str, base_url: str, today: date) -> tuple[str, ...]:
    """Write a new archive into a folder, which may exist, and give the files' paths in it.

    title: by default made of the folder's name. base_url: may be empty. today: the date of the one
    article, a sample, and the year of the permanent ids.
    """
    title = line(title or _named(folder), "title")
    texts = _texts(title, line(base_url, "base URL") if base_url else "", today)
    if exists(folder) and not is_folder(folder):
        raise Refused(f"{folder} is not a folder: name another one")
    if there := in_the_way(folder, texts):
        raise Refused(f"{folder} already holds {', '.join(there)}: {_WAY_OUT}")
    try:
        write_all_new(folder, texts)
    except FileExistsError as error:
        raise Refused(f"{error.filename} is already there: {_WAY_OUT}") from None
    return tuple(texts)


def _texts(title: str, base_url: str, today: date) -> dict[str, str]:
    """Every file of the new archive, by its path."""
    host = _host(base_url) if base_url else ""
    words = {
        "title": scalar(title),
        "base_url": f"base_url: {quoted(base_url)}" if base_url else _NO_BASE_URL,
        "id_authority": f"{host or 'example.org'},{today.year:04}",
        "authority_note": _AUTHORITY if host else _NO_AUTHORITY,
        "version": __version__,
        "welcome": scalar(f"Welcome to {title}"),
        "source": scalar(title),
        "date": today.isoformat(),
        "id": id_of(today, "welcome"),
    }
    starter = _STARTER | {"welcome.md": path_of(today, "welcome")}
    texts = {path: _filled(name, words) for name, path in starter.items()}
    return texts | vscode.settings()


def _filled(name: str, words: Mapping[str, str]) -> str:
    """A packed file with its @words@ filled in, all at once: a title may hold such a word."""
    text = packed("newsgen.commands", f"starter/{name}")
    return re.sub(r"@(\w+)@", lambda found: words[found[1]], text)


def _named(folder: Path) -> str:
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
        raise Refused(f"{message}: write it as in https://example.org/archive/")
    return host
