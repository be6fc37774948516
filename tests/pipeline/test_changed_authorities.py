"""What articles mean after edits of authority files, and how few of them are looked at for that."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.parse_file import ParsedFile
from newsgen.pipeline.parse_sources import ParseStage
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.site_loader import load_site
from newsgen.runtime.pool import open_pool
from newsgen.store import parse_memo
from newsgen.store.cache import Cache
from newsgen.store.command_session import Session
from newsgen.store.file_digests import FileDigests
from support.examples import tries
from support.sites import Site

PEOPLE = "authorities/people.yml"


def parse(site: Site, cache_folder: Path) -> dict[str, ParsedFile]:
    """What the files of a site say and mean, from this cache, which is saved as in a build."""
    with ExitStack() as stack:
        cache = Cache(cache_folder)
        stack.callback(cache.close)
        session = Session(cache, stack.enter_context(open_pool(1)))
        scanned = scan_site(site.folder)
        loaded, _ = load_site(scanned, cache)
        assert loaded
        digests = FileDigests(cache, loaded.listing, scanned.listed_at)
        stage = ParseStage(loaded, digests, session)
        files = [source.file for source in stage.parse(loaded.sources)]
        stage.save((), len(loaded.sources))
    assert len({file.path for file in files}) == len(files)
    return {file.path: file for file in files}


AUTHORITIES = (
    "",
    "Xi Jinping: {aliases: [习近平], also: [Xi]}\n",
    "Xi Jinping:\n  description: A person.\n  aliases: [习近平]\n  also: [Xi]\n",
    "Xi: {former: [Xi Jinping]}\nJane Doe: {match: false}\n",
    "Jane Doe: {slug: jane, also: [Doe]}\nXi Jinping:\n",
    "Jane Doe:\nJohn Doe: {aliases: [Doe]}\n",
    "Владимир Путин: {aliases: [Weiß]}\nJane Doe: {match_case: false}\n",
)
TEXTS = (
    "Xi Jinping met Jane Doe. Doe smiled; Xi did not.",
    "习近平 spoke. WEISS WINS.",
    "О Владимире Путине. JANE DOE",
    "Nobody came.",
)
DECLARED = ("people: [Doe]", "people: [Weiss, Xi Jinping]", "places: [Xi]", "people: [Doe, Jane]")

edits = st.tuples(
    st.sampled_from((PEOPLE, "authorities/places.yml")), st.sampled_from(AUTHORITIES)
) | st.builds(
    lambda number, text, declared: (
        f"articles/{number}.md",
        f"---\ntitle: Doe\nsource: Desk\ndate: 2022-09-1{number}\n"
        f"entities: {{{declared}}}\n---\n{text}\n",
    ),
    st.integers(1, 3),
    st.sampled_from(TEXTS),
    st.sampled_from(DECLARED),
)


@tries(25, 2000)
@given(st.lists(st.lists(edits, min_size=1, max_size=3), min_size=2, max_size=6))
def test_after_any_edits_names_mean_what_they_mean_to_those_who_know_nothing(
    rounds: list[list[tuple[str, str]]],
) -> None:
    with TemporaryDirectory() as folder, TemporaryDirectory() as cache:
        site = Site(Path(folder))
        for number in range(1, 4):
            site.article(str(number), TEXTS[number - 1], date=f"2022-09-1{number}")
        for files in rounds:
            for path, text in files:
                site.write(path, text)
            with TemporaryDirectory() as nothing:
                assert parse(site, Path(cache)) == parse(site, Path(nothing))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site").write(PEOPLE, "Xi Jinping:\nJane Doe: {aliases: [J. Doe]}\n")
    made.article("xi", "Xi Jinping came.").article("jane", "Jane Doe came.")
    made.article("declared", "Somebody came.", entities={"people": ["J. Doe"]})
    made.article("nobody", "Nobody came.").write("pages/about.md", "---\ntitle: Us\n---\nXi\n")
    return made


class ReadFiles:
    """Which files a build parses, and of which it looks up the names alone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.parsed: set[str] = set()
        self.resolved: set[str] = set()
        parse, resolve = parse_memo.state_file, parse_memo.ParseMemo.resolve

        def noted_parse(source: Any, *rest: Any) -> Any:
            self.parsed.add(source.path)
            return parse(source, *rest)

        def noted_resolve(memo: Any, record: Any, *rest: Any) -> Any:
            self.resolved.add(Path(record.parsed_file.path).stem)
            return resolve(memo, record, *rest)

        monkeypatch.setattr(parse_memo, "state_file", noted_parse)
        monkeypatch.setattr(parse_memo.ParseMemo, "resolve", noted_resolve)


@pytest.mark.parametrize(
    "old, new, resolved",
    [
        ("Xi Jinping:", "Xi: {former: [Xi Jinping]}", {"xi"}),
        ("[J. Doe]", "[J. Doe, Doe]", {"jane"}),
        ("[J. Doe]", "[J. Doe, Doe Jane]", set()),
        ("Jane Doe: {aliases: [J. Doe]}", "Jane Doe:\nJ. Doe:", {"declared"}),
        ("Xi Jinping:", "Xi Jinping: {match: false}", {"xi"}),
        ("Xi Jinping:", "Xi Jinping: {description: A person}", set()),
        ("Xi Jinping:", "# A comment.\n\nXi Jinping:", set()),
        ("Xi Jinping:\n", "", {"xi"}),
    ],
)
def test_only_articles_with_a_spelling_are_looked_at_and_none_is_parsed(
    site: Site, monkeypatch: pytest.MonkeyPatch, old: str, new: str, resolved: set[str]
) -> None:
    cache = site.folder / ".newsgen"
    parse(site, cache)
    read_files = ReadFiles(monkeypatch)
    site.edit(PEOPLE, old, new)
    parse(site, cache)
    assert (read_files.parsed, read_files.resolved) == (set(), resolved)
    read_files.resolved.clear()
    parse(site, cache)
    assert (read_files.parsed, read_files.resolved) == (set(), set())


def test_the_first_names_of_an_archive_are_looked_for_in_all_articles(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = site.folder / ".newsgen"
    site.delete(PEOPLE)
    parse(site, cache)
    read_files = ReadFiles(monkeypatch)
    site.write(PEOPLE, "Jane Doe:\n")
    parse(site, cache)
    assert (read_files.parsed, read_files.resolved) == (set(), {"xi", "jane", "declared", "nobody"})


@pytest.mark.parametrize(
    "lost", ["generations", "signatures", "outdated_names", "bodies", "records"]
)
def test_what_is_lost_costs_only_time(site: Site, tmp_path: Path, lost: Any) -> None:
    cache = site.folder / ".newsgen"
    parse(site, cache)
    store = Cache(cache)
    store.retain(lost, set())
    store.close()
    site.edit(PEOPLE, "Xi Jinping:", "Xi: {former: [Xi Jinping]}")
    assert parse(site, cache) == parse(site, tmp_path / "nothing")


def test_an_authority_file_that_cannot_be_read_makes_nobody_look_at_articles(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build fails, and when the file is mended all is as it was."""
    site.build().ok()
    read_files = ReadFiles(monkeypatch)
    site.edit(PEOPLE, "Xi Jinping:", "Xi Jinping: [")
    assert site.build().outcome.status == "problems"
    site.edit(PEOPLE, "Xi Jinping: [", "Xi Jinping:").build().ok()
    assert (read_files.parsed, read_files.resolved) == (set(), set())
