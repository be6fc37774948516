"""Recognizes the folder of another generator, and gives its documents."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from newsgen.importing.document import Document, OldSite
from newsgen.importing.draft import Refusal
from newsgen.importing.foreign_values.front_matter_formats import Plain
from newsgen.importing.site_folders.eleventy import eleventy_documents, find_eleventy_site
from newsgen.importing.site_folders.eleventy_page import eleventy_page, eleventy_values
from newsgen.importing.site_folders.hugo import find_hugo_site, hugo_documents
from newsgen.importing.site_folders.hugo_page import hugo_page
from newsgen.importing.site_folders.hugo_values import hugo_values
from newsgen.importing.site_folders.jekyll import find_jekyll_site, jekyll_documents
from newsgen.importing.site_folders.jekyll_page import jekyll_page, post_values
from newsgen.importing.site_folders.nikola import (
    find_nikola_site,
    nikola_documents,
    nikola_page,
    nikola_values,
)
from newsgen.importing.site_folders.pelican import find_pelican_site, pelican_documents
from newsgen.importing.site_folders.pelican_page import pelican_page, pelican_values
from newsgen.importing.site_folders.site_files import TEXT_ENDINGS, SiteFiles, SitePage, address_key
from newsgen.importing.site_folders.zola import find_zola_site, zola_documents, zola_page
from newsgen.model.value import replace


class Generator(NamedTuple):
    """What tells sites of a generator, and how it finds and addresses their documents."""

    find: Callable[[SiteFiles], OldSite | None]
    documents: Callable[[SiteFiles, OldSite], Iterator[str]]
    page: Callable[[str, Mapping[str, Plain], OldSite], SitePage]
    values: Callable[[str, Mapping[str, Plain], OldSite], Mapping[str, Plain]] = post_values


GENERATORS = {
    "pelican": Generator(find_pelican_site, pelican_documents, pelican_page, pelican_values),
    "nikola": Generator(find_nikola_site, nikola_documents, nikola_page, nikola_values),
    "eleventy": Generator(find_eleventy_site, eleventy_documents, eleventy_page, eleventy_values),
    "zola": Generator(find_zola_site, zola_documents, zola_page),
    "jekyll": Generator(find_jekyll_site, jekyll_documents, jekyll_page),
    "hugo": Generator(find_hugo_site, hugo_documents, hugo_page, hugo_values),
}
"""Generators by their names, in the order in which a folder is looked at."""

_FILE_LINK, PAGE_LINK, GROUP_LINK = "file:", "page:", "group:"
"""Begin keys of `OldSite.links`: names of files and of pages, and groups of translations.

Those of pages beside the articles stand with addresses.
"""


def find_old_site(folder: str, origin: str = "") -> OldSite | Refusal | None:
    """Return the site in a folder; None if it is no site of a generator.

    origin: The folder as the editor named it.
    """
    files = SiteFiles(folder)
    for generator in GENERATORS.values():
        if site := generator.find(files):
            inner = site.folder.removeprefix(folder)
            links = _links(SiteFiles(site.folder), site, generator)
            return replace(site, origin=f"{origin or folder}{inner}", links=links)
    return None


def site_documents(site: OldSite, number: int) -> Iterator[Document | Refusal]:
    """Yield the documents of a site. number: of the site in `ImportSettings.sites`."""
    if fault := site.settings_fault:
        message = f"{fault.message}; what it says of the site counts in part only"
        yield Refusal(f"{site.origin}/{fault.file}", message, fault.line)
    files = SiteFiles(site.folder)
    for path in GENERATORS[site.kind].documents(files, site):
        origin, place = (f"{each.rstrip('/')}/{path}" for each in (site.origin, site.folder))
        yield Document(_markup(path, site), origin, path=place, site=number, place=path)


def _markup(path: str, site: OldSite) -> str:
    """Return the name of the format that a document has."""
    rst_endings = ("rst", "rest", *site.settings.get("rst_endings", ()))
    for ending in reversed(path.rpartition("/")[2].split(".")[-2:]):  # a.es.rst and a.rst.es
        if ending in rst_endings:
            return "restructuredtext"
        if ending in TEXT_ENDINGS:
            return "markdown"
    return "markdown"


def page_values(path: str, values: Mapping[str, Plain], site: OldSite) -> Mapping[str, Plain]:
    """Return front matter with what the site says for a whole folder."""
    return GENERATORS[site.kind].values(path, values, site)


def page_of(path: str, values: Mapping[str, Plain], site: OldSite) -> SitePage:
    """Return what the generator of a site makes of the place and front matter of a document."""
    return GENERATORS[site.kind].page(path, values, site)


def _links(files: SiteFiles, site: OldSite, generator: Generator) -> dict[str, str]:
    """Return keys of all documents by addresses, names of files and groups of translations."""
    links: dict[str, str] = {}
    groups: dict[str, list[tuple[str, str]]] = {}
    found: list[tuple[str, Mapping[str, Plain], SitePage]] = []
    for path in generator.documents(files, site):
        values = page_values(path, files.front_matter(path).values, site)
        found.append((path, values, generator.page(path, values, site)))
    main = _main_languages(site)
    # A name that documents in several languages have means the one in the site's own.
    for path, values, page in sorted(
        found, key=lambda each: each[2].language.casefold() not in main
    ):
        name = path.rpartition("/")[2]
        names = {path, name, path.rpartition(".")[0], name.rpartition(".")[0]}
        if name.startswith("index."):
            folder = path.rpartition("/")[0]
            names = {path, path.rpartition(".")[0], folder, folder.rpartition("/")[2]}
        if page.is_page:
            links |= {f"{PAGE_LINK}{each.casefold()}": page.address for each in names}
            continue
        for each in sorted(names):
            links.setdefault(f"{_FILE_LINK}{each.casefold()}", path)
        aliases = values.get("aliases") or values.get("redirect_from") or ()
        for address in (page.address, *(aliases if isinstance(aliases, list) else (aliases,))):
            if isinstance(address, str) and address.strip("/ "):
                links.setdefault(address_key(address), path)
        if page.group:
            groups.setdefault(page.group, []).append((page.language.casefold(), path))
    return links | _originals(groups, site)


def _main_languages(site: OldSite) -> tuple[str, ...]:
    """Return the names of the site's own language; "" is that of a document that names none."""
    return ("", site.language.casefold(), site.default_language.casefold())


def _originals(groups: Mapping[str, list[tuple[str, str]]], site: OldSite) -> dict[str, str]:
    """Return the document of each group of translations that the others are translations of.

    It is in the language of the site; if there is none, in that of most documents.
    """
    main = _main_languages(site)
    numbers = Counter(language for group in groups.values() for language, _ in group)

    def rank(member: tuple[str, str]) -> tuple[bool, int]:
        return member[0] not in main, -numbers[member[0]]

    return {
        f"{GROUP_LINK}{name}": min(group, key=rank)[1]
        for name, group in groups.items()
        if len({language for language, _ in group}) > 1
    }
