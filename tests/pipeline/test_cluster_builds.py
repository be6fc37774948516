"""A build on a cluster gives what a build on this machine gives, whoever dies meanwhile."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.progress import Stage
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.render import template_digests
from newsgen.runtime import cluster as cluster_module
from newsgen.runtime.theme import Theme, default_theme
from support.clusters import DaskCluster, dask_cluster
from support.examples import tries
from support.sample import copy_sample
from support.sites import NOW, SHARED, Site, tree


@pytest.fixture(scope="module")
def cluster() -> Iterator[DaskCluster]:
    with dask_cluster(2) as made:
        yield made


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample archive, and its output as this machine alone makes it."""
    folder = tmp_path_factory.mktemp("sample")
    site = Site.__new__(Site)
    site.folder, site.out, site.opened = copy_sample(folder / "site"), folder / "out", None
    site.tuning, site.outcome = SHARED, BuildResult("ok")
    return site.build(base_url="https://example.org/").ok()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A few articles with search, built by this machine alone."""
    site = Site(tmp_path_factory.mktemp("few"), "title: The Test File\n")
    site.tuning = SHARED
    for number in range(12):
        entities = {"people": [f"person {number % 4}"]}
        site.article(f"a{number}", date=f"2022-02-{10 + number}", entities=entities)
    return site.build(base_url="https://example.org/").ok()


def build_anew(sample: Site, folder: Path, **options: Any) -> Site:
    """The same archive, built from nothing into a folder below this one."""
    site = sample.copy(folder)
    site.out = folder / "anew"
    return site.build(base_url="https://example.org/", clean=True, **options)


def test_a_cluster_writes_the_same_bytes(
    sample: Site, cluster: DaskCluster, tmp_path: Path
) -> None:
    site = build_anew(sample, tmp_path, cluster=cluster.address).ok()
    assert tree(site.out) == tree(sample.out)
    assert site.outcome.notices == ()


def test_an_edit_costs_a_cluster_what_it_costs_this_machine(
    sample: Site, cluster: DaskCluster, tmp_path: Path
) -> None:
    here, there = sample.copy(tmp_path / "here"), sample.copy(tmp_path / "there")
    options = {"base_url": "https://example.org/"}
    for site in (here, there):
        site.article("new", title="A new one", date="2022-09-16", tags=["SCO"])
    here.build(**options)
    there.build(cluster=cluster.address, **options)
    assert tree(there.ok().out) == tree(here.ok().out)
    assert there.outcome.changed_paths == here.outcome.changed_paths


@pytest.mark.parametrize("template", ["{{ page.nothing }}", "{% for %}", "{{ t('Search') }}"])
def test_templates_of_a_site_travel(cluster: DaskCluster, tmp_path: Path, template: str) -> None:
    site = Site(tmp_path, "title: The Test File\nsearch: false\nlanguage: de\n")
    site.tuning = SHARED
    site.write("templates/parts/mine.html", template)
    site.write("templates/article.html", "\n{% include 'parts/mine.html' %}\n")
    site.write("templates/languages/de.po", 'msgid "Search"\nmsgstr "Stöbern"\n')
    for number in range(4):
        site.article(f"a{number}", date=f"2022-02-1{number}")
    serial = site.build(clean=True)
    problems, files = serial.outcome.problems, tree(site.out)
    assert problems or "Stöbern" in site.page("/2022/02/10/a0/")
    site.build(clean=True, cluster=cluster.address)
    assert site.outcome.problems == problems
    assert tree(site.out) == files


def test_a_cluster_that_is_not_there_fails_and_leaves_the_output(
    sample: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_CONNECT_SECONDS", 0.3)
    site = sample.copy(tmp_path)
    site.article("new", date="2022-09-16")
    site.build(base_url="https://example.org/", cluster="tcp://127.0.0.1:9")
    assert site.outcome.status == "failed"
    assert site.outcome.message.startswith("no Dask scheduler answers at tcp://127.0.0.1:9")
    assert tree(site.out) == tree(sample.out)


Victim = Literal["worker", "workers", "scheduler"]


def build_and_kill(few: Site, out: Path, victim: Victim, stage: Stage, after: int) -> BuildResult:
    """Build an archive on a cluster of which some die when so much of a stage is done."""
    with dask_cluster(2) as cluster:
        victims = {
            "worker": cluster.workers[:1],
            "workers": cluster.workers,
            "scheduler": [cluster.scheduler],
        }

        def kill(now: Stage, done: int, total: int) -> None:
            if now == stage and done >= after:
                for process in victims[victim]:
                    process.kill()

        request = BuildRequest(
            site=few.folder,
            out=out,
            base_url="https://example.org/",
            cluster=cluster.address,
            workers=2,
            clean=True,
            now=NOW,
            tuning=SHARED,
        )
        return build(request, kill)


@pytest.mark.parametrize("victim", ["workers", "scheduler"])
def test_a_lost_cluster_is_told(few: Site, tmp_path: Path, victim: Victim) -> None:
    result = build_and_kill(few, tmp_path / "out", victim, "render", 1)
    (notice,) = result.notices
    assert notice.startswith("The cluster was lost: ")
    assert tree(tmp_path / "out") == tree(few.out)


def test_what_is_tried_again_does_without_a_lost_cluster(few: Site, tmp_path: Path) -> None:
    """A template that is saved during a build is a reason to try again."""
    site = few.copy(tmp_path).write("templates/article.html", "First.")
    with dask_cluster(1) as cluster:

        def kill_and_save(now: Stage, done: int, total: int) -> None:
            if now == "render" and done == 5:
                cluster.scheduler.kill()
                site.write("templates/article.html", "Own.")

        options = {"cluster": cluster.address, "clean": True, "now": NOW, "tuning": SHARED}
        request = BuildRequest(site=site.folder, out=site.out, **options)
        result = build(request, kill_and_save)
    assert result.status == "ok"
    assert site.page("/2022/02/10/a0/") == "Own.\n"
    (notice,) = result.notices
    assert notice.startswith("The cluster was lost: ")


def test_the_theme_is_that_of_the_process_that_builds(
    few: Site, cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(default_theme().templates, theme / "templates")
    (theme / "templates/article.html").write_text("Of another theme.")
    other = Theme(theme / "templates", default_theme().static)
    site = few.copy(tmp_path)
    monkeypatch.setattr(template_digests, "default_theme", lambda: other)
    site.build(cluster=cluster.address, clean=True).ok()
    assert site.page("/2022/02/10/a0/") == "Of another theme.\n"


@tries(2, 12, shrink=False)
@given(
    st.sampled_from(("worker", "workers", "scheduler")),
    st.sampled_from(("prepare", "render", "search")),
    st.integers(0, 20),
)
def test_whoever_is_killed_the_bytes_are_the_same(
    few: Site,
    tmp_path_factory: pytest.TempPathFactory,
    victim: Victim,
    stage: Stage,
    after: int,
) -> None:
    out = tmp_path_factory.mktemp("killed") / "out"
    result = build_and_kill(few, out, victim, stage, after)
    assert result.status == "ok", result.message
    assert tree(out) == tree(few.out)
