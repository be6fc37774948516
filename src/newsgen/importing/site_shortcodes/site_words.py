"""What the texts of an old site may name: its values, its documents, and files to include."""

from collections.abc import Mapping
from posixpath import dirname

from newsgen.importing.document import OldSite
from newsgen.importing.draft import Draft
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.site_files import SiteFiles, nested_texts
from newsgen.model.value import Value, field


class SiteWords(Value, frozen=True):
    """What shortcodes may name of their site, and how it reads them.

    Attributes:
        values: Its values, by the names that Liquid has for them.
        links: As `OldSite` has them.
        folders: In which references are looked up first; the first is that of the document.
        has_plain_braces: Whether `{{ x }}` is text, as it is for Hugo and Zola.
        root: The folder of the site.
        includes: The path from there of the folder with texts to include; empty if it has none.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    has_plain_braces: bool = False
    root: str = ""
    includes: str = ""

    def included_text(self, file: str) -> str:
        """Return the text of a file to include; empty if there is none.

        file: Begins with `./` if it lies beside the document.
        """
        is_beside = file.startswith("./") and self.folders
        folder = self.folders[0] if is_beside else self.includes
        return SiteFiles(self.root).text(f"{folder}/{file}") if folder and self.root else ""

    def content_text(self, path: str) -> str:
        """Return the text of a file below the folder of texts; empty if there is none."""
        folder = self.folders[1] if len(self.folders) > 1 else ""
        return SiteFiles(self.root).text(f"{folder}/{path}") if self.root else ""


def find_site_words(
    site: OldSite | None, draft: Draft, values: Mapping[str, Plain], address: str
) -> SiteWords:
    """Return what the text of a draft may name.

    Args:
        values: Of its front matter.
        address: Of its page on the old site.
    """
    own = {"page.title": draft.title, "title": draft.title}
    if not site:
        return SiteWords(own)
    own |= {"site.title": site.title, "page.author": ", ".join(draft.authors)}
    page = {**nested_texts(values, ""), **nested_texts(values, "page."), "page.url": address}
    return SiteWords(
        {**site.texts, **page, **own},
        site.links,
        (dirname(draft.keys[0]), site.content_folder.rstrip("/")),
        site.kind in ("hugo", "zola"),
        site.folder,
        site.include_folder,
    )
