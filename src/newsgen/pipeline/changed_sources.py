"""Which sources of a site are to be taken in: those that an edit may have changed."""

from collections.abc import Iterable, Iterator

from newsgen.content.site import Site
from newsgen.content.stray_files import is_text_path, markdown_files, omission_reason
from newsgen.model.site_changes import SiteChanges
from newsgen.model.value import Value
from newsgen.pipeline.parse_sources import ParseStage
from newsgen.store.source_rows import SourceRows


class ChangedSources(Value, frozen=True):
    """Sources that are to be taken in.

    Attributes:
        parsed: The paths of those to be parsed; all come once.
        left_out: Of those that are not read, the reason.
        removed: The paths of those that are no more.
        renewed: The paths of those to be taken in even if their content is the same; None for all.
    """

    parsed: Iterable[str]
    left_out: dict[str, str]
    removed: tuple[str, ...]
    renewed: frozenset[str] | None


def first_sources(site: Site) -> ChangedSources:
    """Return all sources of a site."""
    reasons = ((path, omission_reason(path)) for path in markdown_files(site.listing))
    omitted = {path: reason for path, reason in reasons if reason}
    return ChangedSources(site.sources, {**omitted, **site.left_out}, (), frozenset())


def changed_sources(
    site: Site,
    stage: ParseStage,
    rows: SourceRows,
    changes: SiteChanges | None,
    concerned: frozenset[str] | None,
) -> ChangedSources:
    """Return the sources that may say or mean something else than what the rows have.

    Args:
        site: As it is now.
        stage: What knows the contents of files.
        rows: What was taken in.
        changes: What changed in the site's folder; None if that is not known.
        concerned: The paths of sources whose names may mean something else; None if that is not
            known.
    """
    parsed: dict[str, None] = {}
    left_out: dict[str, str] = {}
    removed: dict[str, None] = {}
    every = changes is None or concerned is None
    unsettled = frozenset(key.decode() for key, _ in rows.index("unsettled sources"))
    renewed = None if concerned is None else concerned | unsettled | site.stand_ins.keys()
    candidates = _all_paths(site, rows) if every else _paths(site, rows, changes, concerned)
    for path in candidates:
        if path in site.left_out:
            left_out[path] = site.left_out[path]
        elif path in site.sources:
            row = rows.get(path)
            is_same = row is not None and row.content == stage.content_digest(path) != ""
            if not is_same or renewed is None or path in renewed:
                parsed[path] = None
        elif site.listing.has_file(path) and (reason := omission_reason(path)):
            left_out[path] = reason
        else:
            removed[path] = None
    return ChangedSources(parsed, left_out, tuple(removed), renewed)


def _paths(
    site: Site,
    rows: SourceRows,
    changes: SiteChanges | None,
    concerned: frozenset[str] | None,
) -> Iterator[str]:
    """Yield the paths that may have changed."""
    changed = (*changes.added, *changes.changed, *changes.removed) if changes else ()
    yield from filter(is_text_path, changed)
    yield from (path for path in concerned or () if rows.get(path))
    yield from [key.decode() for key, _ in rows.index("unsettled sources")]
    yield from (*site.left_out, *site.stand_ins)


def _all_paths(site: Site, rows: SourceRows) -> Iterator[str]:
    """Yield the paths of all sources that there are or were."""
    yield from markdown_files(site.listing)
    yield from (*site.left_out, *site.stand_ins)
    listed = site.listing.has_file
    yield from [path for path in rows.paths() if not listed(path)]
