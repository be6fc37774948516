"""Looks whether the stored archive has the pages that would be planned today.

What an edit forgot to look at would stay outdated for good. So every build plans a few page groups
again that it has no reason to plan, in turn, and `--verify` makes the whole archive anew beside the
stored one. Where they differ, the stored archive is made anew.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsgen.pages import routes
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.place_outputs import group_key
from newsgen.pipeline.plan import SitePlan, plan_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.run_with_retries import StoredPagesDiffer
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.set_aside import SetAside
from newsgen.publish.output_state import OutputState
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.command_session import OpenDatabases, Session
from newsgen.store.encoded_pages import COPIED, PageRow
from newsgen.store.page_group_rows import PageGroupRows

_GROUPS = 4
"""How many page groups a build plans again."""

_KINDS = ("article", "plain page", "name", "name period", "pair", "pair period", "period")
"""Of these; others hold a part of every article, and planning them would be felt."""


def audit_groups(plan: SitePlan) -> None:
    """Plan the next few groups again that a build does not plan; raise StoredPagesDiffer."""
    database = plan.build_state.database
    turn = database.get("header", "audit turn")
    marks = ", ".join("?" * len(_KINDS))
    query = (
        f"SELECT id, kind, name, pages FROM groups WHERE id > ? AND kind IN ({marks}) "
        "ORDER BY id LIMIT ?"
    )
    rows = list(database.select(query, turn[0] if turn else 0, *_KINDS, _GROUPS))
    different: list[str] = []
    for _, kind, name, pages in rows:
        group = group_key(kind, name)
        if not plan.pages.why(group):
            stored = {row for row in _rows(pages) if row.template != COPIED}
            different += (row.address for row in stored ^ _planned_rows(plan, kind, name))
    is_end = len(rows) < _GROUPS
    database.put("header", "audit turn", 0 if is_end else rows[-1][0])
    _require_equal(different)


def audit_archive(
    request: BuildRequest,
    files: ScannedFiles,
    output: OutputState,
    session: Session,
    set_aside: SetAside,
    database: ArchiveDatabase,
) -> None:
    """Make a site's archive anew and compare all pages; raise StoredPagesDiffer.

    database: The stored archive, brought to what the site holds, with all pages.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        databases = OpenDatabases(Path(folder))
        try:
            beside = Session(
                session.cache, session.pool, session.tuning, session.stopwatch, databases=databases
            )
            parsed = parse_site(request, files, beside, set_aside)
            if not isinstance(parsed, ParsedSite):
                raise FileChanged("newsgen.yml")
            if set_aside:
                from newsgen.pipeline.kept_attachments import keep_attachments  # loads much

                parsed = keep_attachments(parsed, set_aside, output)
            for _ in plan_site(request, parsed, beside).pages.planned():
                pass
            _require_equal(_differences(database, parsed.database))
        finally:
            databases.close()


def _planned_rows(plan: SitePlan, kind: str, name: str) -> set[PageRow]:
    outputs = plan.pages.plan_again(group_key(kind, name))
    return {output.row for output in outputs if output.row.template != COPIED}


def _differences(stored: ArchiveDatabase, new: ArchiveDatabase) -> list[str]:
    """Return the addresses of pages that only one archive has, or that differ."""
    different: list[str] = []
    groups = PageGroupRows(new)
    for kind, name, pages in stored.select("SELECT kind, name, pages FROM groups"):
        other = groups.get((kind, name))
        different += (row.address for row in {*_rows(pages)} ^ {*(other.pages if other else ())})
    known = PageGroupRows(stored)
    for kind, name, pages in new.select("SELECT kind, name, pages FROM groups"):
        if known.find((kind, name)) is None:
            different += (row.address for row in _rows(pages))
    return different


def _rows(pages: bytes) -> tuple[PageRow, ...]:
    decoded: Any = codec.decode(pages, tuple[PageRow, ...])
    return tuple(decoded)


def _require_equal(different: list[str]) -> None:
    if different:
        raise StoredPagesDiffer(sorted({*map(routes.output_path, different)}))
