"""Brings the stored archive to what a parsed site holds, and says what that touched."""

from collections.abc import Iterator
from typing import Any

from newsgen.content.site import Site
from newsgen.model.authority import Authority
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.slug import identity, lenient_identity
from newsgen.model.value import Value
from newsgen.pipeline.parse import ParsedSite
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import ArchiveDelta
from newsgen.store.archive_update import ArchiveUpdate
from newsgen.store.program_digest import program_digest


class SiteDelta(Value, frozen=True):
    """What changed in a site since the stored archive was written.

    Attributes:
        is_first: Whether the stored archive was empty.
        archive: What that touched in the archive.
        keys: Authority entries and files that came, went or changed, as keys of an index each.
    """

    is_first: bool
    archive: ArchiveDelta
    keys: tuple[tuple[str, bytes], ...]


def settings_digest(request: BuildRequest, site: Site) -> str:
    """Return the digest of all that pages depend on besides the archive and files of the site."""
    settings = (request.drafts, request.tuning, site.config, sorted(site.root_files))
    return digest(codec.encode((program_digest(), settings)))


def update_stored_archive(
    request: BuildRequest, parsed: ParsedSite, database: ArchiveDatabase
) -> SiteDelta:
    """Change the stored archive, within its transaction, to what a parsed site holds."""
    site = parsed.site
    settings = settings_digest(request, site)
    if request.clean or database.get("header", "settings") != (settings,):
        database.clear()
        database.put("header", "settings", settings)
    is_first = database.is_new
    config = site.config
    authorities = site.context.authorities
    update = ArchiveUpdate(database, authorities, config.slugs, config.language)
    keys = list(_change_authorities(database, update, authorities.entries))
    keys += _change_files(database, site)
    _change_articles(database, update, parsed)
    return SiteDelta(is_first, update.finish(), tuple(keys))


def _change_articles(database: ArchiveDatabase, update: ArchiveUpdate, parsed: ParsedSite) -> None:
    selection = parsed.selection
    stored: dict[str, str] = dict(database.select("SELECT path, source FROM places"))
    for article in sorted(selection.articles, key=lambda one: one.sort_key):
        path = article.path
        badge, is_news = selection.badges.get(path, ""), path in selection.news_paths
        source = digest(codec.encode((article, badge, is_news)))
        if stored.pop(path, None) != source:
            update.replace(path, article, badge, is_news=is_news, source=source)
    hidden = set(parsed.hidden_paths)
    for path in stored:
        update.replace(path, None, is_hidden=path in hidden)
    known = database.select("SELECT key FROM keys WHERE list = 'hidden'")
    stored_hidden = {key.decode() for (key,) in known}
    for path in sorted(hidden ^ stored_hidden):
        if database.get("places", path) is None:
            update.replace(path, None, is_hidden=path in hidden)
    pages = {page.path: page for page in parsed.archive.plain_pages}
    stored_pages = database.select("SELECT key FROM keys WHERE list = 'page addresses'")
    for path in {*(key.decode() for (key,) in stored_pages), *pages}:
        update.replace_page(path, pages.get(path))


def _change_authorities(
    database: ArchiveDatabase, update: ArchiveUpdate, entries: tuple[Authority, ...]
) -> Iterator[tuple[str, bytes]]:
    """Look up the names of changed entries again, and yield these as keys of an index."""
    whole = digest(codec.encode(entries))
    if database.get("header", "authorities") == (whole,):
        return
    database.put("header", "authorities", whole)
    stored: dict[bytes, bytes] = dict(
        database.select("SELECT key, value FROM keys WHERE list = 'authority entries'")
    )
    for number, entry in enumerate(entries):
        key = f"{entry.kind.value}:{entry.name}\0{number}".encode()
        value = codec.encode(entry)
        earlier = stored.pop(key, None)
        if earlier != value:
            database.put("keys", "authority entries", key, value)
            both = [entry] if earlier is None else [entry, codec.decode(earlier, Authority)]
            yield from _touched_names(database, update, both)
    for key, value in stored.items():
        database.delete("keys", "authority entries", key)
        yield from _touched_names(database, update, [codec.decode(value, Authority)])


def _touched_names(
    database: ArchiveDatabase, update: ArchiveUpdate, entries: list[Authority]
) -> Iterator[tuple[str, bytes]]:
    for entry in entries if not database.is_new else ():
        for spelling in entry.declarable_spellings:
            for name in {identity(spelling.text), lenient_identity(spelling.text)}:
                update.touch_names(((entry.kind, name), (Kind.TAG, name)))
                yield "authorities", f"{entry.kind.value}:{name}".encode()


def _change_files(database: ArchiveDatabase, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the files beside texts that came or went."""
    rows: Any = database.select("SELECT key FROM keys WHERE list = 'files'")
    stored = {key for (key,) in rows}
    files = {path.encode() for path in site.other_files}
    for key in stored - files:
        database.delete("keys", "files", key)
        yield "files", key
    for key in files - stored:
        database.put("keys", "files", key, 1)
        yield "files", key
