"""The table of keys and an archive → the configuration of its form in the browser, /admin/.

It is for Sveltia CMS; the schema in its package describes it.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from newsgen.content.authorities import authority_file
from newsgen.content.yaml.quote import yaml_quoted, yaml_scalar
from newsgen.formats.cms_fields import NAMES, article_fields, authority_fields, page_fields
from newsgen.model.config import Config
from newsgen.model.kind import CONTROLLED_KINDS
from newsgen.model.value import Value

_NOTE = """\
# Made by newsgen from its table of keys; `newsgen schema cms` prints it anew. Sveltia CMS reads it.
"""
_MONTH_DEPTH = 3
"""How many parts the path of an article has that `newsgen new` makes: year, month and file."""
_SLUG = "{{date | date('YYYY-MM-DD')}}-{{title}}"
_PATH = "{{date | date('YYYY')}}/{{date | date('MM')}}/{{slug}}"
_BESIDE: Mapping[str, str] = {"media_folder": "", "public_folder": ""}
"""Pictures lie beside the text that shows them."""


class CmsBackend(Value, frozen=True):
    """Where the form saves to: a host that Sveltia CMS knows, a repository and a branch."""

    name: str = "github"
    repo: str = "OWNER/NAME"
    branch: str = ""


def cms_config_text(config: Config, paths: Iterable[str], backend: CmsBackend) -> str:
    """Return the configuration as the text of a file.

    Args:
        config: The settings of the archive.
        paths: The paths of its articles and pages, as in `articles/2022/09/vote.md`.
        backend: Where the form saves to.
    """
    return _NOTE + "".join(f"{line}\n" for line in _lines(build_cms_config(config, paths, backend)))


def build_cms_config(config: Config, paths: Iterable[str], backend: CmsBackend) -> dict[str, Any]:
    """Return the configuration as values.

    Args:
        config: The settings of the archive.
        paths: The paths of its articles and pages.
        backend: Where the form saves to.
    """
    branch = {"branch": backend.branch} if backend.branch else {}
    site_url = {"site_url": config.base_url} if config.base_url else {}
    return {
        "backend": {"name": backend.name, "repo": backend.repo, **branch},
        "publish_mode": "editorial_workflow",
        "media_folder": "static/media",
        "public_folder": "/static/media",
        "app_title": config.title,
        **site_url,
        "show_preview_links": False,
        "slug": {
            "encoding": config.slugs,
            "clean_accents": config.slugs == "ascii",
            "timezone": "local",
        },
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            *_text_collections(config, sorted(paths)),
            {
                "name": NAMES,
                "label": "Names",
                "description": "The authority files.",
                "icon": "contacts",
                "publish_mode": "simple",
                "files": [
                    {
                        "name": kind.value,
                        "label": kind.facts.plural,
                        "file": authority_file(kind),
                        "format": "newsgen-names",
                        "fields": authority_fields(kind),
                    }
                    for kind in CONTROLLED_KINDS
                ],
            },
        ],
    }


def _text_collections(config: Config, paths: list[str]) -> list[dict[str, Any]]:
    """Return the collections of articles and pages: one for each depth of folders and ending.

    The form finds files by the number of folders above them; only the first of articles, and the
    first of pages, makes new ones.
    """
    collections = []
    for folder, label, depth, icon in (
        ("articles", "Articles", _MONTH_DEPTH, "newspaper"),
        ("pages", "Pages", 1, "description"),
    ):
        places = [(depth, "md"), *(_place(path) for path in paths if path.startswith(f"{folder}/"))]
        for number, (place, ending) in enumerate(dict.fromkeys(places)):
            note = f"{place - 1} folders down" if place != 1 else "without a folder"
            if ending != "md":
                note += f", .{ending}"
            collection = {
                "name": f"{folder}-{place}-{ending}" if number else folder,
                "label": f"{label} ({note})" if number else label,
                "label_singular": label.removesuffix("s"),
                "icon": icon,
                "folder": folder,
                "extension": ending,
                "format": "newsgen-frontmatter",
                "create": not number,
                "slug": _SLUG if folder == "articles" else "{{title}}",
                "path": _PATH
                if folder == "articles" and not number
                else "/".join(["{{title}}"] * (place - 1) + ["{{slug}}"]),
                **_BESIDE,
            }
            if folder == "articles":
                collection["summary"] = "{{title}} ({{date}})"
                collection["sortable_fields"] = ["date", "title", "source"]
            fields = article_fields(config) if folder == "articles" else page_fields()
            collections.append(collection | {"fields": fields})
    return collections


def _place(path: str) -> tuple[int, str]:
    """Return how many parts the path of a text has below its top folder, and its ending."""
    return len(PurePosixPath(path).parts) - 1, PurePosixPath(path).suffix[1:]


def _lines(value: Mapping[str, Any] | list[Any]) -> list[str]:
    """Return the lines of a YAML block, of which nothing is indented but what stands within."""
    lines = []
    for key, item in value.items() if isinstance(value, Mapping) else enumerate(value):
        head = "-" if isinstance(value, list) else f"{key}:"
        if not isinstance(item, Mapping | list) or not item:
            lines.append(f"{head} {_scalar(item)}")
            continue
        inner = _lines(item)
        if head == "-":
            lines += [f"- {inner[0]}", *(f"  {line}" for line in inner[1:])]
        else:
            lines += [head, *(f"  {line}" for line in inner)]
    return lines


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return yaml_scalar(value) if value.isascii() else yaml_quoted(value)
    return json.dumps(value)
