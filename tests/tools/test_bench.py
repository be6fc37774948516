"""The comparison with other programs: its corpus, its edits, its figures. No peer is needed."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Timer

import pytest

from bench.corpus import Corpus
from bench.edits import EDITS, TRIES, copy, to_add, to_rename
from bench.goals import HUGE, LARGE, SMALL, Goal, Goals, goals
from bench.meter import Cost, FailedError, Watch, held, measure, used
from bench.record import Measurement
from bench.serving import Preview
from bench.table import judged, put, ratio, table
from bench.variants import titles
from bench.writing import FORMS, prepare
from newsgen.model.problem import Location, problem
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.preview.live_reload import LiveReload
from newsgen.preview.server import run_server
from support.paths import ROOT

HUGO = Cost(wall=20.0, cpu=24.0, memory=1_000_000_000)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(30)


@pytest.fixture(scope="module")
def sites(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    prepare(corpus, folder)
    return folder


def build_folder(site: Path, out: Path) -> BuildResult:
    return build(BuildRequest(site, out, workers=1))


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- The corpus ----------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_articles_and_texts(corpus: Corpus) -> None:
    assert list(corpus) == list(corpus) == list(Corpus(30))
    assert list(corpus) != list(Corpus(30, seed=1))


def test_a_size_has_the_articles_it_always_had(sites: Path) -> None:
    """Figures of two days can be compared: whoever changes the articles measures all sizes anew."""
    digest = hashlib.sha256()
    for name, data in sorted(files(sites / "newsgen").items()):
        if name != ".digest":
            digest.update(name.encode() + data)
    assert digest.hexdigest()[:16] == "4aa5b5ceb9dc2662"


def test_one_article_can_be_made_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.corpus.STEP", 7)
    corpus = Corpus(30)
    articles = list(corpus.articles())
    assert [corpus.article(number) for number in (0, 6, 7, 20, 29)] == [
        articles[number] for number in (0, 6, 7, 20, 29)
    ]
    in_order = sorted(articles, key=lambda article: (article.day, article.number))
    assert [corpus.by_day(place) for place in range(30)] == in_order


@pytest.mark.parametrize("by_month", [0, 30])
def test_links_lead_to_the_files_of_other_articles(
    by_month: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.corpus.BY_MONTH", by_month)
    corpus = Corpus(30)
    paths = {article.path: article for article in corpus.articles()}
    assert {path.count("/") for path in paths} == {2 if by_month else 3}
    for article, addressed, pathed in corpus:
        targets = re.findall(r"\]\((\.\./[^)]+)\)", pathed)
        assert len(targets) == 2
        for target, address in zip(targets, re.findall(r"\]\((/[^)]+)\)", addressed), strict=True):
            other = paths[os.path.normpath(f"{os.path.dirname(article.path)}/{target}")]
            assert other.address == address


def test_an_article_has_what_the_pages_of_it_are_made_of(corpus: Corpus) -> None:
    for article, text, _ in corpus:
        counts = [len(set(article.names[kind])) for kind in ("tags", "people")]
        assert counts == [3, 2]
        assert {len(article.names[kind]) for kind in ("organizations", "places")} <= {1, 2}
        assert text.count("\n\n") == 5
        assert 1800 < len(text) < 2800
        assert len(re.findall(r"\]\(https://example\.org/", text)) == 2
        assert len(re.findall(r"\]\(/20\d\d/", text)) == 2


def test_every_program_gets_the_same_articles(corpus: Corpus, sites: Path) -> None:
    paths = sorted(article.path for article in corpus.articles())
    for program, (folder, _) in FORMS.items():
        root = sites / program / folder
        assert sorted(file.relative_to(root).as_posix() for file in root.rglob("*.md")) == paths


def test_a_corpus_is_kept_for_the_next_run(corpus: Corpus, sites: Path) -> None:
    kept = sites / "newsgen" / "kept"
    kept.write_text("", "utf-8")
    prepare(corpus, sites)
    assert kept.exists()
    kept.unlink()
    digest = sites / "newsgen" / ".digest"
    digest.write_text("of an older generator", "utf-8")
    prepare(corpus, sites)
    assert digest.read_text("utf-8") != "of an older generator"


# --- newsgen's site and its edits ----------------------------------------------------------------


def test_each_try_changes_something_else(corpus: Corpus, sites: Path, tmp_path: Path) -> None:
    copy(sites / "newsgen", tmp_path / "site")
    seen = [files(tmp_path / "site")]
    for turn in range(TRIES + 1):
        for edit in EDITS[1:]:
            address = edit.make(tmp_path / "site", corpus, turn)
            assert not address or address.startswith("/20")
            seen.append(files(tmp_path / "site"))
    assert all(before != after for before, after in pairwise(seen))


def test_a_new_alias_stands_in_texts_behind_another_name() -> None:
    corpus = Corpus(600)
    spelling, expected = to_add(corpus)[0]
    assert expected >= 3
    assert sum(spelling in text for _, text, _ in corpus) > 0
    assert spelling.rsplit(" ", 1)[0] in corpus.counts("people")
    assert 40 < to_rename(corpus)[0][1] < 60


@pytest.mark.long
def test_it_builds_before_and_after_every_edit(corpus: Corpus, sites: Path, tmp_path: Path) -> None:
    before = files(sites / "newsgen")
    site, out = tmp_path / "site", tmp_path / "out"
    copy(sites / "newsgen", site)
    outcome = build_folder(site, out)
    assert (outcome.status, outcome.problems, outcome.omissions) == ("ok", (), ())
    for edit in EDITS:
        edit.make(site, corpus, 0)
    old = to_rename(corpus)[0][0]
    outcome = build_folder(site, out)
    assert (outcome.status, outcome.problems) == ("ok", ())
    pages = {name: text.decode() for name, text in files(out).items() if name.endswith(".html")}
    assert sum("Measured 0 times before." in text for text in pages.values()) == 31
    assert sum("<p>One more.</p>" in text for text in pages.values()) == 1
    assert sum("<h1>Changed: " in text for text in pages.values()) == 1
    assert "Added 0" in pages["2022/12/31/added-0/index.html"]
    spelling, person = to_add(corpus)[0][0], to_rename(corpus)[-1][0]
    address = f"people/{person.lower().replace(' ', '-')}/index.html"
    assert spelling in pages[address]
    assert f"Renamed {old}" in pages[f"people/renamed-{old.lower().replace(' ', '-')}/index.html"]
    assert files(sites / "newsgen") == before


# --- What a command costs ------------------------------------------------------------------------


def test_what_a_command_prints_is_kept_and_its_failure_is_told(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", "print('done')"], tmp_path)
    assert cost.said == "done\n"
    assert cost.wall > 0
    assert cost.cpu > 0
    with pytest.raises(FailedError, match="no such thing"):
        measure([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_memory_is_that_of_all_processes_together() -> None:
    child = "held = bytearray(b'x') * 40_000_000; print('ready', flush=True); input()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        now = held(process.pid)
        assert now > 40_000_000
        assert held(process.pid, most=now * 10) == 0
        process.communicate(b"\n")


def test_processor_time_is_that_of_all_processes_together() -> None:
    before = used(os.getsid(0))
    sum(range(2_000_000))
    assert used(os.getsid(0)) >= before


# --- An edit in a preview ------------------------------------------------------------------------


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Preview, LiveReload]]:
    """A preview of nothing, and what tells its windows of changes."""
    monkeypatch.setattr("bench.serving.REST", 0.01)
    monkeypatch.setattr("bench.serving.IDLE", 1000.0)
    live_reload = LiveReload()
    watch = Watch(os.getsid(0))
    with run_server(tmp_path, live_reload, 0) as address:
        yield Preview(os.getsid(0), int(address.strip("/").rsplit(":", 1)[1]), watch), live_reload
    watch.end()


def test_an_edit_lasts_until_its_page_is_another_one(
    shown: tuple[Preview, LiveReload],
) -> None:
    preview, live_reload = shown

    def update(path: str) -> None:
        live_reload.update([path], (), "")

    def save() -> str:
        update("other/index.html")
        Timer(0.1, update, ["article/index.html"]).start()
        return "/article/"

    assert preview.measure(save).wall > 0.05


def test_an_edit_that_is_not_shown_ends_the_run(shown: tuple[Preview, LiveReload]) -> None:
    preview, live_reload = shown
    missing = problem("N101", Location("articles/a.md"), "the title is missing")

    def save() -> str:
        live_reload.update([], (missing,), "")
        return "/article/"

    with pytest.raises(FailedError, match="the title is missing"):
        preview.measure(save)


# --- The table -----------------------------------------------------------------------------------


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table_is_aligned_and_shows_ratios_and_goals() -> None:
    rows = [
        (Measurement("Hugo", HUGO, 17_487, 90_000_000), Goals()),
        (
            Measurement("newsgen, edited", Cost(10.0, 12.0, 500_000_000), written=1, unchanged=2),
            Goals(Goal(11.0, 0.4), Goal(600e6)),
        ),
    ]
    lines = table(rows, HUGO).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert cells(lines[0]) == [
        *("build", "files", "output MB", "seconds", "÷ Hugo", "goal", "CPU", "÷ Hugo"),
        *("memory MB", "÷ Hugo", "goal", "written", "unchanged"),
    ]
    assert cells(lines[3]) == [
        *("newsgen, edited", "", "", "10.00", "0.50", "≤ 11 s ✓, ≤ 0.4 ✗", "12.00", "0.50"),
        *("500", "0.50", "≤ 600 MB ✓", "1", "2"),
    ]


def test_without_hugo_goals_are_seconds_and_megabytes_alone() -> None:
    row = (Measurement("newsgen, clean", HUGO), Goals(Goal(of_hugo=0.4), Goal(900e6, 0.1)))
    head, _, line = table([row], None).splitlines()
    assert cells(head) == ["build", "seconds", "CPU", "memory MB", "goal"]
    assert cells(line)[-2:] == ["1,000", "≤ 900 MB ✗"]


def test_a_goal_belongs_to_a_row_of_the_table() -> None:
    for size in (SMALL, LARGE, HUGE):
        asked = [title for title in titles() if goals(title, size) != Goals()]
        assert len(asked) == (9 if size == HUGE else 10)
    title = goals("newsgen, one title edited", LARGE)
    assert title == Goals(Goal(1.0, 0.0025), Goal(150e6))
    assert goals("newsgen, one title edited", 500) == Goals()
    assert len(set(titles())) == len(titles())


@pytest.mark.parametrize(
    "part, told", [(250.0, "12.5"), (20.0, "1.00"), (1.6, "0.080"), (0.1, "0.005")]
)
def test_ratios_are_short_whatever_their_size(part: float, told: str) -> None:
    assert ratio(part, 20.0) == told


def test_a_goal_that_is_just_reached_is_reached() -> None:
    assert (judged(0.08, 0.08), judged(0.081, 0.08)) == ("≤ 0.08 ✓", "≤ 0.08 ✗")


def test_a_table_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("a\n<!-- bench 10 -->\nold\n<!-- end of bench 10 -->\nb\n", "utf-8")
    assert put(page, "10", r"\1 new")
    assert put(page, "10", r"\1 newer")
    assert not put(page, "1", "another")
    told = "a\n<!-- bench 10 -->\n\n\\1 newer\n\n<!-- end of bench 10 -->\nb\n"
    assert page.read_text("utf-8") == told


@pytest.mark.parametrize("name", ["10000", "100000", "1000000", "growth"])
def test_the_docs_have_room_for_every_table(name: str, tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_bytes((ROOT / "docs/performance.md").read_bytes())
    assert put(page, name, "new")
