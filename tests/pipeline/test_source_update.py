"""The sources in the archive database after any edits are those of a database made anew."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.progress import ignore_progress
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.runtime.clock import Stopwatch
from support.examples import tries
from support.sites import Site

PATHS = (
    *("articles/x.md", "articles/x.de.md", "articles/x.fr.md", "articles/de/x.md"),
    *("articles/en/x.md", "articles/de/y.md", "articles/fr/y.md", "articles/de/z.md"),
    *("articles/de/fr/x.md", "articles/german/v.md", "articles/en/v.md", "articles/_drafts/x.md"),
    *("pages/about.md", "articles/README.md", "articles/w.md", "articles/de/w.fr.md"),
)
FILES = ("articles/a.png", "articles/de/a.PNG", "articles/a.png.bak", "pages/old.docx")
PEOPLE = "authorities/people.yml"
TIMES = tuple(f"2022-0{month}-15" for month in range(1, 8))

OWN_ORDER = ("next term", "next group", "names known since", "time")
"""Rows of the header that tell in which order something came, or of the cache."""


TABLES = {
    "sources": "path, position, value",
    "header": "name, value",
    "articles": "path, face, own, badge, is_news",
}

INDEXES = (
    *("claims", "families", "file uses", "lost sources", "omissions", "orphan references"),
    *("own problems", "problems of others", "times", "unsettled sources", "unused files"),
    *("families of several languages", "language folders", "hidden", "page addresses"),
)
"""The indexes of sources and files: others have numbers of places and names."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = {
        "title": draw(st.sampled_from(("A", "B"))),
        "source": "Desk",
        "date": draw(st.sampled_from(("2022-03-01", "2022-03-01", "2022-03", "2023-09-01"))),
        "slug": draw(st.sampled_from(("", "", "s", "S"))),
        "language": draw(st.sampled_from(("", "", "", "de", "en"))),
        "translation_of": draw(st.sampled_from(("", "", "", "x.md"))),
        "draft": draw(st.sampled_from(("", "", "", "true"))),
        "embargo": draw(st.sampled_from(("", "", "", "2022-04-01", "2022-05-01"))),
    }
    front = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    broken = draw(st.sampled_from(("", "", "", "", "tags: [\n")))
    body = draw(st.sampled_from(("Nothing.", "![A](a.png)", "Jane Doe. ![A](../a.png)", "Doe.")))
    return f"---\n{front}{broken}---\n{body}\n"


edits = st.one_of(
    st.tuples(st.sampled_from(PATHS), texts() | st.none()),
    st.tuples(st.sampled_from(PATHS), texts()),
    st.tuples(st.sampled_from(FILES), st.sampled_from(("1", "22", None))),
    st.tuples(
        st.just(PEOPLE), st.sampled_from(("", "Jane Doe:\n", "Jane Doe: {aliases: [Doe]}\n"))
    ),
)


def take_in_anew(site: Path, now: str, *, drafts: bool) -> dict[str, Any]:
    """What a database has that knows nothing yet."""
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(site, Path(folder) / "site", ignore=lambda *_: {".newsgen"})
        return take_in(copy, now, drafts=drafts)


def take_in(site: Path, now: str, *, drafts: bool) -> dict[str, Any]:
    """Take a site in; return all that is stored of its sources."""
    request = BuildRequest(site, site.parent / "out", workers=1, now=now, drafts=drafts)
    with open_session(request, Stopwatch(), ignore_progress, persistent=True) as session:
        parsed = parse_site(request, scan_site(site), session)
        assert isinstance(parsed, ParsedSite)
        database = parsed.database
        parsed.parse_stage.save(parsed.delta.removed_sources, parsed.source_count)
        stored: dict[str, Any] = {
            "problems": sorted(map(str, parsed.problems)),
            "omissions": parsed.omissions,
            "lost": parsed.lost_paths,
            "orphans": parsed.orphan_references,
            "until": parsed.valid_until,
            "keys": {},
        }
        for table, columns in TABLES.items():
            rows = database.select(f"SELECT {columns} FROM {table}")
            stored[table] = {row[0]: row for row in rows if row[0] not in OWN_ORDER}
        for index in INDEXES:
            query = "SELECT key, value FROM keys WHERE list = ?"
            stored["keys"][index] = dict(database.select(query, index))
        database.commit()
        parsed.scan.save()
    return stored


@tries(60, 1000)
@given(
    st.lists(
        st.tuples(
            st.lists(edits, max_size=4), st.sampled_from(TIMES), st.booleans() | st.just(False)
        ),
        min_size=2,
        max_size=5,
    )
)
def test_sources_after_any_edits_are_those_of_a_database_made_anew(
    rounds: list[tuple[list[tuple[str, str | None]], str, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site").write("newsgen.yml", "title: News\n")
        for files, now, drafts in rounds:
            for path, text in files:
                if text is not None:
                    site.write(path, text)
                elif (site.folder / path).exists():
                    site.delete(path)
            stored = take_in(site.folder, now, drafts=drafts)
            assert stored == take_in_anew(site.folder, now, drafts=drafts)
