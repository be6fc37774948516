"""The law that incremental is clean: whatever was edited in whatever order, over random archives.

After each build of a sequence the tree, its manifest and what was said are those of a build that
remembers nothing; and the same build again draws and writes nothing.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.changes import Change, changes
from support.clusters import DaskCluster, dask_cluster
from support.examples import tries
from support.laws import assert_as_clean, conditions, stamps, write_files
from support.output import contents
from support.random_sites import Files, sites
from support.sites import SHARED, TRUSTING, Site

OPTIONS = st.sampled_from(
    (
        {},
        {},
        {},
        {},
        {"drafts": True},
        {"base_url": "https://elsewhere.example/"},
        {"now": "2023-01-01"},
        {"explain": True},
        {"index": False},
        {"clean": True},
    )
)

Steps = list[tuple[list[Change], dict[str, Any]]]
"""One for each build: what is done to the archive before it, and its options."""


def steps(most: int) -> st.SearchStrategy[Steps]:
    made = st.lists(changes(), min_size=0, max_size=3)
    return st.lists(st.tuples(made, OPTIONS), min_size=1, max_size=most)


def incremental_is_clean(
    files: Files, made: Steps, settled: bool, workers: int = 1, cluster: str = ""
) -> None:
    with TemporaryDirectory() as folder, conditions(trusted_stamps=settled):
        site = write_files(files, Path(folder)).build().ok()
        site.tuning = SHARED
        for edits, options in made:
            for edit in edits:
                edit.apply(site)
            before = contents(site.out)
            site.build(**options, workers=workers, cluster=cluster)
            asked = {key: options[key] for key in options.keys() - {"explain", "clean"}}
            assert_as_clean(site, **asked)
            assert "planned anew" not in {one.text for one in site.outcome.mended}
            if site.outcome.status != "ok":
                assert contents(site.out) == before
            elif workers == 1:
                nothing_is_left_to_do(site, **asked)


def nothing_is_left_to_do(site: Site, **options: Any) -> None:
    before = stamps(site.out)
    done = site.build(**options).ok().outcome
    assert (done.rendered_count, done.written_count, done.deleted_count) == (0, 0, 0)
    assert done.unchanged_count == done.file_count
    assert stamps(site.out) == before


@tries(6, 24, shrink=False)
@given(sites(), steps(4), st.booleans())
def test_incremental_is_clean(files: Files, made: Steps, settled: bool) -> None:
    incremental_is_clean(files, made, settled)


@pytest.mark.long
@tries(500, 500, shrink=False)
@given(sites(), steps(8), st.booleans())
def test_incremental_is_clean_for_many(files: Files, made: Steps, settled: bool) -> None:
    incremental_is_clean(files, made, settled)


@tries(4, 16, shrink=False)
@given(sites(), steps(2), st.lists(changes(), min_size=4, max_size=8))
def test_what_is_trusted_is_clean_and_verify_mends_the_rest(
    files: Files, made: Steps, last: list[Change]
) -> None:
    """While nobody alters the output, it is as a clean build's; then --verify makes it so."""
    with TemporaryDirectory() as folder, conditions(trusted_stamps=True):
        site = write_files(files, Path(folder)).build().ok()
        site.tuning = TRUSTING
        for edits, options in made:
            for edit in edits:
                if edit.deed != "tamper":
                    edit.apply(site)
            site.build(**options)
            assert_as_clean(
                site, **{key: options[key] for key in options.keys() - {"explain", "clean"}}
            )
        for edit in last:
            if edit.deed == "tamper":
                edit.apply(site)
        site.build()
        if site.build(verify=True).outcome.status == "ok":
            assert_as_clean(site)
            nothing_is_left_to_do(site, verify=True)


@tries(1, 4, shrink=False)
@given(sites(min_articles=3), steps(2), st.booleans())
def test_incremental_is_clean_however_many_work(files: Files, made: Steps, settled: bool) -> None:
    incremental_is_clean(files, made, settled, workers=2)


@pytest.fixture(scope="module")
def cluster() -> Iterator[DaskCluster]:
    with dask_cluster(2) as made:
        yield made


@tries(1, 30, shrink=False)
@given(sites(min_articles=3), steps(3), st.booleans())
def test_incremental_is_clean_on_a_cluster(
    cluster: DaskCluster, files: Files, made: Steps, settled: bool
) -> None:
    incremental_is_clean(files, made, settled, workers=2, cluster=cluster.address)


@pytest.mark.long
@tries(30, 30, shrink=False)
@given(sites(min_articles=3), steps(4), st.booleans(), st.integers(2, 3))
def test_incremental_is_clean_however_many_work_for_many(
    files: Files, made: Steps, settled: bool, workers: int
) -> None:
    incremental_is_clean(files, made, settled, workers)
