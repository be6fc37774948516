"""The output is trusted as it was left: what somebody changed there is noticed in turn, or at once.

At once where newsgen has a reason to look, and with --verify.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.cli.result_text import build_json, build_lines
from newsgen.publish import output_state
from newsgen.publish.manifest import StampedEntry
from newsgen.publish.output_state import find_faults
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.transaction import open_output
from newsgen.runtime.pool import Pool
from support.changes import tamper
from support.laws import assert_as_clean, conditions, stamps
from support.output import contents
from support.sites import TRUSTING, Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Of its output a build looks at one file."""
    with conditions(trusted_stamps=True):
        site = Site(tmp_path).article("a", tags=["SCO"]).article("b").write("static/x.css", "x {}")
        site.tuning = TRUSTING
        yield site.build().ok()


def mended(site: Site) -> dict[str, str]:
    return {each.path: each.text for each in site.outcome.mended}


@pytest.mark.parametrize("how", ["remove", "alter", "lengthen"])
def test_what_somebody_changed_is_mended_by_verify(site: Site, how: str) -> None:
    tamper(site, 0.9, how)
    changed = contents(site.out)
    site.build().ok()
    assert contents(site.out) == changed
    site.build(verify=True).ok()
    assert list(mended(site).values()) == [
        "output missing" if how == "remove" else "output altered"
    ]
    assert_as_clean(site)
    kept = stamps(site.out)
    site.build(verify=True).ok()
    assert (site.outcome.rendered_count, mended(site), stamps(site.out)) == (0, {}, kept)


def test_it_is_told_with_what_was_wrong(site: Site) -> None:
    (site.out / "tags/index.html").write_text("mine")
    (site.out / "static/x.css").unlink()
    site.build(verify=True).ok()
    lines = build_lines(site.outcome, "newsgen")
    assert "Mended: static/x.css (output missing)" in lines
    assert {"path": "tags/index.html", "reason": "output altered"} in build_json(site.outcome)[
        "mended"
    ]


def test_verify_reads_what_looks_untouched(site: Site) -> None:
    """As after a fault of the disk."""
    (site.out / "tags/index.html").write_text("mine")
    with open_output(site.out, site.folder / ".newsgen") as manifest:
        entry = manifest.entry("tags/index.html")
        assert entry
        manifest.change(entries=[(entry, OutputTree(site.out).stamp(entry.path))])
    site.build().ok()
    assert mended(site) == {}
    site.build(verify=True).ok()
    assert mended(site) == {"tags/index.html": "output altered"}


def test_every_file_has_its_turn(site: Site) -> None:
    tamper(site, 1, "alter")
    files = site.outcome.file_count
    for _ in range(files):
        if mended(site.build().ok()):
            break
    assert len(mended(site)) == 1
    assert_as_clean(site)
    site.build().ok()
    assert site.outcome.up_to_date


def test_the_preview_looks_at_no_more_files_of_a_large_output(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(180):
        site.write(f"static/{number}.css", "x {}")
    site.build().ok()
    counts: list[int] = []

    def note(out: Path, entries: list[StampedEntry], pool: Pool, *, verify: bool = False) -> object:
        counts.append(len(entries))
        return find_faults(out, entries, pool, verify=verify)

    monkeypatch.setattr(output_state, "find_faults", note)
    site.build().ok()
    site.build(index=False).ok()
    assert counts == [site.outcome.file_count // 64, 1]


def test_one_file_that_is_amiss_is_reason_to_look_at_all(site: Site) -> None:
    """As after `rm -r public/*`, which leaves the manifest alone."""
    for path in (path for path in site.out.rglob("*") if path.is_file()):
        if not path.name.startswith(".newsgen"):
            path.unlink()
    site.build().ok()
    assert len(mended(site)) == site.outcome.file_count
    assert_as_clean(site)


def test_what_is_replaced_or_deleted_is_looked_at(site: Site) -> None:
    theirs = site.out / "2022/09/13/b/index.html"
    theirs.write_text("mine")
    (site.out / "2022/09/13/a/index.html").write_text("mine")
    site.article("a", "Another text.").delete("articles/b.md").build().assert_warning("N604")
    assert theirs.read_text() == "mine"
    site.assert_shows("/2022/09/13/a/", "Another text.")


def test_files_of_the_export_are_left_to_the_export(site: Site) -> None:
    from newsgen.commands.export import export_data
    from newsgen.pipeline.request import BuildRequest
    from support.sites import NOW

    request = BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW)
    assert export_data(request).status == "ok"
    (site.out / "data/names.csv").unlink()
    site.build(verify=True).ok()
    assert mended(site) == {"data/names.csv": "output missing; run newsgen export"}
    assert export_data(request).written_count == 1


def test_a_manifest_that_lacks_a_row_costs_no_build(site: Site) -> None:
    site.article("one").build().ok()
    with closing(sqlite3.connect(site.out / ".newsgen-manifest", isolation_level=None)) as database:
        database.execute("DELETE FROM files WHERE path = CAST('index.html' AS BLOB)")
    site.article("one", title="Another title").build().ok()
    assert_as_clean(site)
