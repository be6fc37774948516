"""What is to be read: files, entries of files, and the old sites that they belong to."""

from collections.abc import Mapping
from typing import Any

from newsgen.model.value import Value, field


class Document(Value, frozen=True):
    """One unit of work: what becomes one article, or a few.

    A format's `split` makes it quickly, in one process; its `read` does the work, in any process.

    Attributes:
        format: The name of the format in `formats.FORMATS`.
        origin: What it is for the editor's eyes: `old/a.md`, `export.xml, item 12`.
        path: The file it is read from; empty if `content` holds all of it.
        content: Its bytes, where the file has many documents.
        line: The line of the file on which `content` starts; 0 if that is not known.
        site: The number of its site in `ImportSettings.sites`; -1 without a site.
        place: Its path within its site; empty without a site.
    """

    format: str
    origin: str
    path: str = ""
    content: bytes = b""
    line: int = 0
    site: int = -1
    place: str = ""


class SettingsFault(Value, frozen=True):
    """What of the settings of an old site cannot be read. line: 0 if that is not known."""

    file: str
    message: str
    line: int = 0


class OldSite(Value, frozen=True):
    """What the configuration and the data files of an old site say about all of its documents.

    Attributes:
        kind: hugo, jekyll, pelican, eleventy, zola, nikola or wordpress.
        folder: Where it lies.
        origin: As the editor named it.
        title: Its name: the source of articles that name none.
        url: Its address, without a slash at the end.
        language: Its language, a BCP 47 tag.
        timezone: The zone of times without an offset: an IANA name.
        evidence: The file that tells its generator; empty if its folders do.
        note: What else an editor is told of it, a sentence without its end; may be empty.
        content_folder: The folder of its documents, with a slash at its end; empty if it is that
            of the site.
        include_folder: The folder of texts that documents include.
        default_language: The language of documents that name none, as the site writes it.
        default_author: The author of documents that name none.
        summary_mark: What ends the summary within a text; empty if only comments do.
        has_emoji_names: Whether `:smile:` is a picture in its texts.
        has_plain_braces: Whether nothing reads `{{ x }}` in its texts.
        texts: What its texts may show of its settings, by names such as `site.title`.
        author_names: Display names of authors by slug or user name, in lower case.
        source_names: Names of sources by slug.
        tag_names: Names of tags and categories by slug.
        links: Addresses and paths of its documents, each with a key of the draft (`Draft.keys`).
        settings_fault: What of its settings cannot be read.
        settings: Settings that only the module of its generator uses.
    """

    kind: str
    folder: str
    origin: str = ""
    title: str = ""
    url: str = ""
    language: str = ""
    timezone: str = ""
    evidence: str = ""
    note: str = ""
    content_folder: str = ""
    include_folder: str = ""
    default_language: str = ""
    default_author: str = ""
    summary_mark: str = ""
    has_emoji_names: bool = False
    has_plain_braces: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    author_names: Mapping[str, str] = field(default_factory=dict)
    source_names: Mapping[str, str] = field(default_factory=dict)
    tag_names: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    settings_fault: SettingsFault | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


class ImportSettings(Value, frozen=True):
    """What all documents of one import share.

    Attributes:
        sites: The old sites among what is imported.
        language: The archive's language.
        timezone: The archive's zone: of times without an offset.
        retrieved: The day on which the editor says it was read: YYYY-MM-DD; empty if not said.
        url: The address of the one document, if the editor said it.
    """

    sites: tuple[OldSite, ...] = ()
    language: str = "en"
    timezone: str = "UTC"
    retrieved: str = ""
    url: str = ""


class FileInput(Value, frozen=True):
    """A file or folder that the editor named.

    Attributes:
        path: Empty for standard input.
        origin: As the editor named it.
        parts: Paths of files, with its own, that may be parts of one export; empty if it is alone.
    """

    path: str
    origin: str
    parts: tuple[str, ...] = ()
