"""`newsgen schema`: what programs need that help somebody who writes, from the table of keys."""

from pathlib import Path
from typing import Literal

from newsgen.content.stray_files import is_markdown
from newsgen.formats.cms_config import CmsBackend, cms_config_text
from newsgen.formats.json_schema import SchemaName, schema_text
from newsgen.model.config import TEXT_FOLDERS, Config
from newsgen.pipeline.list_folders import list_files
from newsgen.pipeline.site_loader import load_config


def read_schema(site: Path, name: SchemaName | Literal["cms"]) -> str:
    """Return a JSON Schema, or the configuration of the form, as the text of a file.

    What newsgen.yml says is in it where the site's folder holds an archive.
    """
    config = load_config(site)[0]
    if name == "cms":
        return cms_text(site, config or Config(title="News archive"), CmsBackend())
    return schema_text(name, config)


def cms_text(site: Path, config: Config, backend: CmsBackend) -> str:
    """Return the configuration of the form of an archive.

    Args:
        site: The folder of the archive, whose texts are listed and not opened.
        config: Its settings.
        backend: Where the form saves to.
    """
    listing = list_files(site, TEXT_FOLDERS)
    files = (path for folder in TEXT_FOLDERS for path in listing.files_in(folder))
    paths = (path for path in files if is_markdown(path))
    return cms_config_text(config, paths, backend)
