"""The attachments of texts that are set aside and whose files are gone: they stay in the output."""

from pathlib import PurePosixPath

from newsgen.content.markdown.link_targets import FILE_PREFIX
from newsgen.content.site import Site
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.plan_inputs import path_on_disk
from newsgen.pipeline.parse import ParsedSite
from newsgen.pipeline.set_aside import SetAside
from newsgen.pipeline.shown_texts import text_address, text_at
from newsgen.publish.output_state import OutputState
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase


def keep_attachments(parsed: ParsedSite, set_aside: SetAside, output: OutputState) -> ParsedSite:
    """Return a parsed site that has the files which only its output has any more."""
    site, database = parsed.site, parsed.database
    texts = [text for path in set_aside.reasons if (text := text_at(database, path))]
    kept = set()
    for text in texts:
        for reference in text.references:
            path = reference.target.removeprefix(FILE_PREFIX)
            if path == reference.target or path_on_disk(path, site.other_files):
                continue
            published = routes.output_path(text_address(text) + PurePosixPath(path).name)
            if output.entry(published) and published not in output.faults:
                kept.add(path)
    if not kept:
        return parsed
    other_files = site.other_files | kept
    return replace(parsed, site=replace(site, other_files=other_files, kept_files=frozenset(kept)))


def note_kept_files(database: ArchiveDatabase, site: Site) -> tuple[tuple[str, bytes], ...]:
    """Keep which files only the output has; return those that are others now as keys of an index.

    The stored archive knows the files of the site's folder alone.
    """
    row = database.get("header", "kept files")
    earlier = codec.decode(row[0], tuple[str, ...]) if row else ()
    if changed := site.kept_files.symmetric_difference(earlier):
        database.put("header", "kept files", codec.encode(sorted(site.kept_files)))
    return tuple(("files", path.encode()) for path in sorted(changed))
