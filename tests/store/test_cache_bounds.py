"""What newsgen remembers stays in proportion to the archive, however often it is edited."""

from pathlib import Path

from newsgen.model.tuning import Tuning
from newsgen.store import cache
from support.sites import Site

EDITS = 12


def rows(site: Site) -> dict[str, int]:
    """How many rows each table of the cache holds."""
    kept = cache.Cache(site.folder / ".newsgen")
    try:
        return {table: sum(1 for _ in kept.scan(table)) for table in cache._CACHE_TABLES}
    finally:
        kept.close()


def test_what_is_not_needed_any_more_is_forgotten(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", tags=["SCO"]).article("b", tags=["SCO"])
    site.tuning = Tuning(cache_slack=0)
    site.build().ok()
    before = rows(site)
    for number in range(EDITS):
        site.article("a", f"Text {number}.", title=f"Title {number}", tags=[f"tag {number}", "SCO"])
        site.build().ok()
    after = rows(site)
    assert {name: count for name, count in after.items() if count > 2 * before[name] + 4} == {}


def test_what_is_needed_to_explain_is_kept(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", tags=["SCO"]).article("b", tags=["SCO"])
    site.tuning = Tuning(cache_slack=0)
    site.build().ok()
    for number in range(EDITS):
        site.article("a", title=f"Title {number}", tags=["SCO"]).build(explain=True).ok()
    assert site.reasons()["/tags/sco/"] == "view: groups"
