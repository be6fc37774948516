"""A Dask cluster: what dies there costs time and no result, and what is wrong is told."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from newsgen.runtime import cluster as cluster_module
from newsgen.runtime.cluster import ClusterUnavailable
from newsgen.runtime.cluster_address import invalid_address_reason
from newsgen.runtime.cluster_workers import open_cluster_pool
from newsgen.runtime.pool import Pool
from newsgen.store.program_digest import describe_program
from support.cluster_jobs import ADDITION, ALL_DEATHS, DIVISION, ONE_DEATH, WAITING
from support.clusters import DaskCluster, dask_cluster, write_other_newsgen

NUMBERS = range(1, 61)
PAIRS = [2 * number + 1 for number in range(1, 61, 2)]
"""The sums of two numbers each."""


@pytest.fixture
def cluster() -> Iterator[DaskCluster]:
    with dask_cluster(2) as made:
        yield made


def open_cluster(address: str) -> AbstractContextManager[Pool]:
    return open_cluster_pool(address, 2, describe_program)


def add_up(pool: Pool, start: int = 0) -> Iterator[int]:
    results = pool.run(ADDITION, start, NUMBERS, chunk_size=2, serial_limit=1)
    return (total for _, total in results)


def test_chunks_come_back_in_order_job_after_job(cluster: DaskCluster) -> None:
    with open_cluster(cluster.address) as pool:
        assert list(add_up(pool)) == PAIRS
        assert list(add_up(pool, 100)) == [100 + total for total in PAIRS]
        assert pool.is_remote
        assert pool.notices == ()


def test_an_exception_of_a_job_is_raised_here(cluster: DaskCluster) -> None:
    with open_cluster(cluster.address) as pool, pytest.raises(ZeroDivisionError):
        list(pool.run(DIVISION, 1, (1, 0, 1), chunk_size=1, serial_limit=1))


def test_other_workers_do_what_a_dead_one_had(cluster: DaskCluster, tmp_path: Path) -> None:
    with open_cluster(cluster.address) as pool:
        results = pool.run(ONE_DEATH, str(tmp_path), NUMBERS, chunk_size=2, serial_limit=1)
        assert [total for _, total in results] == PAIRS
        assert pool.is_remote
    assert (tmp_path / "died").exists()


def test_this_machine_goes_on_where_no_worker_is_left(cluster: DaskCluster) -> None:
    with open_cluster(cluster.address) as pool:
        results = pool.run(ALL_DEATHS, None, NUMBERS, chunk_size=2, serial_limit=1)
        assert [total for _, total in results] == PAIRS
        assert not pool.is_remote
        (notice,) = pool.notices
        assert notice.startswith("The cluster was lost: ")
        assert list(add_up(pool)) == PAIRS


def test_this_machine_goes_on_where_the_scheduler_dies(cluster: DaskCluster) -> None:
    with open_cluster(cluster.address) as pool:
        results = add_up(pool)
        first = next(results)
        cluster.scheduler.kill()
        cluster.scheduler.wait()
        assert [first, *results] == PAIRS
        assert not pool.is_remote
        assert pool.notices == (
            "The cluster was lost: the scheduler is gone, or the connection to it. "
            "This machine did the rest.",
        )


def test_a_worker_with_another_newsgen_is_left_out(cluster: DaskCluster, tmp_path: Path) -> None:
    cluster.add_worker(write_other_newsgen(tmp_path))
    with open_cluster(cluster.address) as pool:
        assert list(add_up(pool)) == PAIRS
        (notice,) = pool.notices
        assert " is left out: it runs newsgen " in notice
        assert notice.endswith(f", and this is {describe_program()}.")


def test_a_worker_with_another_newsgen_that_comes_later_is_left_out(
    cluster: DaskCluster, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    with open_cluster(cluster.address) as pool, ExitStack() as stack:

        def numbers() -> Iterator[int]:
            """Give all numbers; let another worker come before the last ones."""
            yield from NUMBERS[:10]
            cluster.add_worker(write_other_newsgen(tmp_path))
            yield from NUMBERS[10:14]
            stack.callback(os.close, os.open(gate, os.O_RDWR))
            yield from NUMBERS[14:]

        results = pool.run(WAITING, str(gate), numbers(), chunk_size=2, serial_limit=1)
        assert [total for _, total in results] == PAIRS
        assert list(add_up(pool)) == PAIRS
        (notice,) = pool.notices
        assert " is left out: it runs " in notice
        assert pool.is_remote


def test_workers_with_another_newsgen_alone_are_no_cluster(tmp_path: Path) -> None:
    with dask_cluster(0) as cluster:
        cluster.add_worker(write_other_newsgen(tmp_path))
        with (
            open_cluster(cluster.address) as pool,
            pytest.raises(ClusterUnavailable, match="no worker runs the same program"),
        ):
            list(add_up(pool))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_CONNECT_SECONDS", 0.3)


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_WORKER_SECONDS", 0.3)
    with (
        dask_cluster(0) as cluster,
        open_cluster(cluster.address) as pool,
        pytest.raises(ClusterUnavailable, match="it has no worker"),
    ):
        list(add_up(pool))


@pytest.mark.usefixtures("impatient")
def test_a_scheduler_that_does_not_answer_is_told() -> None:
    address = "tcp://127.0.0.1:9"
    with (
        open_cluster(address) as pool,
        pytest.raises(ClusterUnavailable, match=f"no Dask scheduler answers at {address}"),
    ):
        list(add_up(pool))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("address", ["tls://127.0.0.1:9", "strange://127.0.0.1:9"])
def test_an_address_that_dask_cannot_use_is_told(address: str) -> None:
    with open_cluster(address) as pool, pytest.raises(ClusterUnavailable, match=address):
        list(add_up(pool))


def test_no_cluster_is_needed_where_this_process_works_alone() -> None:
    with open_cluster("tcp://127.0.0.1:9") as pool:
        results = pool.run(ADDITION, 1, (1, 2), chunk_size=2, serial_limit=2)
        assert [total for _, total in results] == [4]


def test_what_to_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        open_cluster("local:1") as pool,
        pytest.raises(ClusterUnavailable, match=r"pip install 'newsgen\[cluster\]'"),
    ):
        list(add_up(pool))


def test_a_cluster_is_started_on_this_machine() -> None:
    with open_cluster("local:1") as pool:
        assert list(add_up(pool)) == PAIRS
        assert pool.is_remote


@pytest.mark.parametrize("address", ["local:1", "tcp://10.0.0.1:8786", "tls://host:1", "host:8786"])
def test_addresses_of_clusters(address: str) -> None:
    assert invalid_address_reason(address) == ""


@pytest.mark.parametrize("address", ["", "local:", "local:0", "local:two", "local:²", "host", "/a"])
def test_what_is_no_address_of_a_cluster(address: str) -> None:
    assert invalid_address_reason(address).startswith("must ")
