"""The attachments of texts that are set aside and whose files are gone: they stay in the output."""

from pathlib import PurePosixPath

from newsgen.content.markdown import FILE_PREFIX
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.plan_inputs import path_on_disk
from newsgen.pipeline.parse import ParsedSite
from newsgen.pipeline.set_aside import SetAside
from newsgen.pipeline.shown_texts import text_address, text_at
from newsgen.publish.output_state import OutputState


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
