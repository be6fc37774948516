"""Indexes of names: of each kind and of all entities, with the most active lately, and kept up."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from newsgen.model.kind import Kind
from newsgen.model.tuning import Tuning
from newsgen.pages import indexes
from newsgen.pages.views import IndexView
from newsgen.store.collation import Collation
from support.nu_checker import check as faults
from support.sites import Site, address_of

CONFIG = "title: T\nproblems: {N304: warning}\n"


def view(site: Site, address: str) -> IndexView:
    found = site.plan()[address].view
    assert isinstance(found, IndexView)
    return found


def names(site: Site, address: str) -> dict[str, list[str]]:
    return {each.letter: [one.label for one in each.names] for each in view(site, address).letters}


def latest(site: Site, address: str) -> dict[str, int]:
    found = view(site, address).lately
    return {each.label: each.count for each in found.names} if found else {}


def busy(site: Site, people: int = 30) -> Site:
    """People with one article each, from the first day of 2021 on, thirteen days apart."""
    for number in range(people):
        day = date(2021, 1, 1) + timedelta(13 * number)
        site.article(f"a{number}", date=str(day), entities={"people": [f"Person {number:02}"]})
    return site


# --- What is listed -------------------------------------------------------------------------------


def test_all_entities_stand_on_one_page_by_letter(tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG)
    site.article("a", entities={"people": ["Élysée Reclus"], "places": ["Samarkand"]})
    site.article("b", entities=["Nobody Knows"]).article("c", entities={"events": ["Eve", "Élan"]})
    assert names(site, "/entities/") == {
        "E": ["Élan", "Élysée Reclus", "Eve"],
        "N": ["Nobody Knows"],
        "S": ["Samarkand"],
    }
    site.build().ok()
    text = site.text("/entities/")
    assert "4 names" not in text
    assert "5 names" in text
    assert "People 1 Places 1 Events 2" in text
    assert "Élan Event, 1 article" in text
    assert "Nobody Knows 1 article" in text
    assert {"/people/", "/places/", "/events/", "/entities/nobody-knows/"} <= {
        *site.links("/entities/")
    }
    assert "/organizations/" not in site.links("/entities/")


def test_one_name_of_two_kinds_is_listed_twice(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", entities={"people": ["Paris"], "places": ["Paris"]})
    found = [(each.label, each.kind) for each in view(site, "/entities/").letters[0].names]
    assert found == [("Paris", Kind.PERSON), ("Paris", Kind.PLACE)]


def test_names_keep_their_direction(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", tags=["منظمة شنغهاي", "קול", "SCO"]).build().ok()
    assert "<bdi>منظمة شنغهاي</bdi>" in site.main("/tags/")
    assert list(names(site, "/tags/")) == ["S", "ק", "م"]


def test_aliases_lead_to_a_name_and_are_not_shown(tmp_path: Path) -> None:
    aliases = "Xi Jinping: {aliases: [习近平, Jinping], former: [Hsi]}\n"
    site = Site(tmp_path).write("authorities/people.yml", aliases)
    site.article("a", entities={"people": ["Xi Jinping"]}).build().ok()
    assert 'data-also="习近平 / Hsi"' in site.main("/people/")
    assert "习近平" not in site.text("/people/")


# --- Lately ---------------------------------------------------------------------------------------


def test_the_most_active_are_counted_back_from_the_newest_article(tmp_path: Path) -> None:
    site = busy(Site(tmp_path))
    for number in range(3):
        site.article(f"b{number}", date="2021-12-01", entities={"people": ["Person 03"]})
    site.article("c", date="2021-11-20", entities={"people": ["Person 00", "Person 03"]})
    assert latest(site, "/people/") == {
        "Person 03": 4,
        "Person 00": 1,
        **{f"Person {number}": 1 for number in range(23, 30)},
    }
    assert latest(site.build(now="2031-01-01").ok(), "/people/")["Person 03"] == 4
    assert "Most active lately In the 90 days up to 13 January 2022" in site.text("/people/")


def test_no_more_than_twelve_are_the_most_active(tmp_path: Path) -> None:
    site = busy(Site(tmp_path)).article("c", date="2022-01-31")
    everyone = {"people": [f"Person {number:02}" for number in range(29, -1, -1)]}
    site.article("d", date="2022-01-30", entities=everyone)
    found = latest(site, "/people/")
    assert len(found) == 12
    assert list(found) == sorted(found, key=lambda name: (-found[name], name))


@pytest.mark.parametrize("people", [24, 25])
def test_a_short_index_says_it_all_by_itself(tmp_path: Path, people: int) -> None:
    assert bool(latest(busy(Site(tmp_path), people), "/people/")) == (people > 24)


def test_a_story_in_several_languages_makes_nobody_more_active(tmp_path: Path) -> None:
    site = busy(Site(tmp_path, CONFIG + "language: en\nsearch: false\n"))
    for language in ("de", "fr"):
        name, people = f"{language}-a29", {"people": ["Person 29"]}
        site.article(
            name,
            date="2022-01-13",
            language=language,
            translation_of="a29.md",
            entities=people,
        )
    assert set(latest(site, "/people/").values()) == {1}


@pytest.mark.parametrize(
    "days, told", [(26, None), (27, 7), (118, 7), (119, 30), (358, 30), (359, 90), (9000, 90)]
)
def test_lately_is_at_most_a_quarter_of_the_archive(
    tmp_path: Path, days: int, told: int | None
) -> None:
    site = Site(tmp_path)
    site.article("old", date=str(date(2022, 9, 13) - timedelta(days)))
    site.article("new", tags=[f"t{number}" for number in range(25)])
    found = view(site, "/tags/").lately
    assert (found.days if found else None) == told


def test_where_much_is_written_lately_is_a_shorter_time(tmp_path: Path) -> None:
    site = busy(Site(tmp_path))
    site.tuning = Tuning(recent_stories=3)
    assert latest(site, "/people/").keys() == {"Person 27", "Person 28", "Person 29"}
    site.tuning = Tuning(recent_stories=2)
    assert latest(site, "/people/").keys() == {"Person 29"}


# --- Kept up --------------------------------------------------------------------------------------


def test_an_index_of_which_nothing_changed_is_not_even_put_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = busy(Site(tmp_path)).article("c", tags=["Élan"]).build().ok()
    ordered: list[str] = []
    original = Collation.sort_key

    def sort_key(collation: Collation, text: str) -> bytes:
        ordered.append(text)
        return original(collation, text)

    monkeypatch.setattr(Collation, "sort_key", sort_key)
    with monkeypatch.context() as patch:
        patch.setattr(indexes, "IndexEntry", None)
        site.article("c", "Another text.", tags=["Élan"]).build(explain=True)
    site.assert_rebuilt(
        "/2022/09/13/c/", *(each for each in site.reasons() if each != "/2022/09/13/c/")
    )
    assert not {"/tags/", "/people/", "/entities/"} & site.reasons().keys()
    assert [text for text in ordered if len(text) > 1] == []  # no name
    site.article("d", tags=["Ébène"]).build(explain=True).ok()
    assert "/tags/" in site.reasons()
    assert "Élan" in ordered


@pytest.mark.long
def test_fifty_thousand_names_are_pages_of_bounded_size(tmp_path: Path) -> None:
    site = Site(tmp_path)
    scripts = ("Name {}", "Имя {}", "اسم {}", "名{}", "É{}")
    for part in range(2500):
        everyone = [scripts[n % 5].format(f"{part}x{n}") for n in range(20)]
        site.article(f"a{part}", entities={"people": everyone})
    site.build(workers=2).ok()
    assert "50,000 names" in site.text("/people/")
    pages = [site.out / "people/index.html", *(site.out / "people/-").glob("*/index.html")]
    links = [site.links(address_of(page.relative_to(site.out).as_posix())) for page in pages]
    assert len({link for own in links for link in own if "/-/" not in link}) >= 50_000
    assert max(map(len, links)) < 2_100
    files = [*pages, *(site.out / "search/names").iterdir()]
    assert max(file.stat().st_size for file in files) < 500_000
    assert faults(pages[:20]) == []
