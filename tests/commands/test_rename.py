"""`newsgen rename`: a name is another one everywhere, and its old address leads on."""

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.cli.program import newsgen
from newsgen.commands.rename import NameChange, NewName, rename_name
from newsgen.model.command_error import CommandError
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.slug import slug
from newsgen.pipeline.request import BuildRequest
from support.sites import NOW, Site

PLACES = "authorities/places.yml"
TAGS = "authorities/tags.yml"


def rename(site: Site, kind: Kind, old: str, new: str, everywhere: bool = False) -> NameChange:
    request = BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW)
    return rename_name(request, NewName(kind, old, new), everywhere, False, lambda *_: None)


def text(site: Site, path: str) -> str:
    return (site.folder / path).read_text()


def article(lines: str) -> str:
    return f"---\ntitle: A\nsource: Desk\ndate: 2022-09-13\n{lines}---\nThe text.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).write("articles/a.md", article("entities: {places: [Nur-Sultan]}\n"))


@pytest.mark.parametrize(
    "before, old, new, after",
    [
        ("Nur-Sultan:\n", "Nur-Sultan", "Astana", "Astana:\n  former: [Nur-Sultan]\n"),
        (
            "# On it.\nnur-sultan: {aliases: [Astana, Akmola]} # was\n\n"
            "Oakford:\n  part_of: Nur-Sultan\n",
            "akmola",
            "Astana",
            "# On it.\nAstana: {aliases: [Akmola], former: [nur-sultan]} # was\n\n"
            "Oakford:\n  part_of: Astana\n",
        ),
        ("", "nur-sultan", "Astana", "Astana: {former: [Nur-Sultan]}\n"),
        ("Oakford:\n", "Nur-Sultan", "Astana", "Oakford:\nAstana: {former: [Nur-Sultan]}\n"),
        ("nur-sultan:\n", "Nur-Sultan", "Nur-Sultan", "Nur-Sultan:\n"),
        (
            "'Nur-Sultan': {aliases: {kk: [Astana], ru: A}}\n",
            "Nur-Sultan",
            "Astana",
            "Astana: {aliases: {ru: A}, former: [Nur-Sultan]}\n",
        ),
    ],
)
def test_an_entry_gets_its_new_name_and_keeps_the_old_one(
    site: Site, before: str, old: str, new: str, after: str
) -> None:
    if before:
        site.write(PLACES, before)
    rename(site, Kind.PLACE, old, new)
    assert text(site, PLACES) == after


@pytest.mark.parametrize(
    "before, after, notes",
    [
        (
            "Nur-Sultan: {aliases: [Akmola], also: [Sultan]}\nAstana:\n  aliases: [Aqmola]\n",
            "Astana:\n  aliases: [Aqmola, Akmola]\n  former: [Nur-Sultan]\n  also: [Sultan]\n",
            0,
        ),
        (
            "Astana: # stays\n\n# Old.\nNur-Sultan:\n  description: A.\n  slug: ns\n\nB:\n\nC:\n",
            "Astana: # stays\n  former: [Nur-Sultan, ns]\n  description: A.\n\n# Old.\n\n"
            "B:\n\nC:\n",
            0,
        ),
        (
            "Astana: {description: A, aliases: {kk: B}}\n\n"
            "Nur-Sultan: {description: B, aliases: {ru: C}}\n\nD:\n",
            "Astana: {description: A, aliases: {kk: B, ru: [C]}, former: [Nur-Sultan]}\n\nD:\n",
            1,
        ),
        (
            "Astana: {part_of: Nur-Sultan}\nNur-Sultan: {part_of: B}\nB: {part_of: C}\nC:\n",
            "Astana:\n  former: [Nur-Sultan]\n  part_of: B\nB: {part_of: C}\nC:\n",
            0,
        ),
        ("Astana:\n", "Astana:\n  former: [Nur-Sultan]\n", 0),
    ],
)
def test_a_name_that_has_an_entry_takes_the_old_one_in(
    site: Site, before: str, after: str, notes: int
) -> None:
    site.write(PLACES, before)
    change = rename(site, Kind.PLACE, "Nur-Sultan", "astana")
    assert text(site, PLACES) == after
    assert change.is_merged
    assert len(change.notes) == 1 + notes


def test_articles_say_the_new_name_and_lose_nothing(tmp_path: Path) -> None:
    config = "title: A\nsearch: false\nfront_matter: {rename: {topics: tags}}\n"
    site = Site(tmp_path, config).write(
        "authorities/organizations.yml", "SCO Pact: {aliases: [SCO]}\n"
    )
    site.write("articles/a.md", article("tags: [Council, 'sco'] # why\nlead: true\n"))
    site.write("articles/b.md", article("slug: b\ntopics:\n  - SCO # one\n  - Pact\n"))
    site.write("articles/c.md", article("slug: c\ntags: SCO\nentities: [SCO]\n"))
    site.write("articles/d.md", article("slug: d\nentities: [SCO]\n"))
    before = set(site.plan())
    rename(site, Kind.TAG, "SCO", "Pact", everywhere=True)
    assert text(site, TAGS) == "Pact: {former: [SCO]}\n"
    assert text(site, "articles/a.md") == article(
        "tags: [Council, 'Pact'] # why\nlead: true\nentities: {organizations: [SCO Pact]}\n"
    )
    assert text(site, "articles/b.md") == article(
        "slug: b\n# one\ntopics:\n  - Pact\nentities: {organizations: [SCO Pact]}\n"
    )
    assert text(site, "articles/c.md") == article("slug: c\ntags: Pact\nentities: [SCO]\n")
    assert text(site, "articles/d.md") == article("slug: d\nentities: [SCO]\n")
    assert before <= set(site.plan())
    rename(site, Kind.ORGANIZATION, "SCO Pact", "SCO", everywhere=True)
    assert "{organizations: [SCO]}" in text(site, "articles/a.md")
    assert {found.code for found in site.check().ok().outcome.problems} == {"N323"}  # one text


@pytest.mark.parametrize(
    "places, old, new, message",
    [
        ("Astana:\n", "Asatna", "B", 'nothing is called "Asatna" among the places: did you mean'),
        ("Astana:\n", "Astana", "Astana", "is what it is called already"),
        ("Astana:\n", "Astana", " ", "the new name is empty"),
        ("{Astana: {}}\n", "Nur-Sultan", "B", "cannot be edited in place: its keys stand in"),
        ("Astana: {}\nOakford: {slug: b}\n", "Astana", "B", 'would have the address of "Oakford"'),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    site: Site, places: str, old: str, new: str, message: str
) -> None:
    site.write(PLACES, places)
    with pytest.raises(CommandError, match=message):
        rename(site, Kind.PLACE, old, new)
    assert text(site, PLACES) == places


def test_the_command_says_what_changes(site: Site) -> None:
    site.write(PLACES, "Nur-Sultan: {aliases: [Akmola]}\n")
    arguments = ["-C", str(site.folder), "rename", "place", "akmola", "Astana"]
    result = CliRunner().invoke(newsgen, [*arguments, "--dry-run"])
    assert result.output.splitlines() == [
        "Would rename Nur-Sultan to Astana",
        '  "akmola" is a spelling of Nur-Sultan (authorities/places.yml:1:1).',
        "  /places/nur-sultan/ leads to /places/astana/",
        "  Nur-Sultan, in 1 article, means Astana; --everywhere writes that there.",
        "Would change:",
        "  authorities/places.yml",
        "    - Nur-Sultan: {aliases: [Akmola]}",
        "    + Astana: {aliases: [Akmola], former: [Nur-Sultan]}",
    ]
    document = json.loads(
        CliRunner().invoke(newsgen, [*arguments, "--everywhere", "--json"]).output
    )
    assert (document["new_address"], document["articles_left"]) == ("/places/astana/", 0)
    assert [one["path"] for one in document["changed"]] == [PLACES, "articles/a.md"]
    assert "places: [Astana]" in text(site, "articles/a.md")
    refused = CliRunner().invoke(newsgen, ["rename", "section", "A", "B"])
    assert "is no kind of names: write person, organization" in refused.output


# --- Law -----------------------------------------------------------------------------------------

_names = st.sampled_from(("Oakford", "Low Barrow", "oakford", "Bridge", "Ryme", "Öl"))


@settings(max_examples=12)
@given(st.data(), st.sampled_from(CONTROLLED_KINDS), st.booleans())
def test_after_a_rename_every_old_address_answers_and_check_finds_nothing_new(
    data: st.DataObject, kind: Kind, everywhere: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        listed = data.draw(st.lists(_names, unique_by=str.casefold, max_size=3))
        site.write(
            f"authorities/{kind}.yml", "".join(f"{name}:\n" for name in listed) or "# None.\n"
        )
        used = [data.draw(_names) for _ in range(3)]
        for number, name in enumerate(used):
            keys = {Kind.TAG: f"tags: [{name}]\n", Kind.AUTHOR: f"authors: {name}\n"}
            keys[Kind.SOURCE] = f"source: {name}\n"
            lines = keys.get(kind, f"entities:\n  {kind}:\n    - {name} # its name\n")
            whole = article(f"slug: n{number}\n{lines}")
            whole = whole.replace("source: Desk\n", "") if kind is Kind.SOURCE else whole
            site.write(f"articles/n{number}.md", whole)
        before, problems = set(site.plan()), len(site.check().outcome.problems)
        new = data.draw(_names)
        if new == used[0]:
            return
        if {new, used[0]} <= {"Oakford", "oakford"}:
            return
        rename(site, kind, used[0], new, everywhere)
        pages = set(site.plan())
        assert len(site.check().outcome.problems) <= problems
        assert f"/{kind}/{slug(used[0])}/" in pages
        assert {address for address in before if address.startswith(f"/{kind}/")} <= pages
        assert sum("# its name" in text(site, f"articles/n{at}.md") for at in range(3)) in (0, 3)
