"""Indexes of very many names: a page for each letter, and below it for each letter that follows."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.index_letters import IndexLetters
from newsgen.model.tuning import Tuning
from newsgen.pages.letter_ranges import LetterRanges, NameRange, SortedName
from newsgen.pages.views import IndexView
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from support.sites import Site

NAMES = st.text("aAbBé (-1٢ЕёЙ习王김🎉", min_size=1, max_size=5).filter(str.strip).map(str.strip)
KEY = Collation(Cache(None)).sort_key
MOST = 3


def index_of(names: set[str]) -> list[NameRange]:
    """The letters of some names."""
    ordered = sorted(names, key=lambda name: (KEY(name), name))
    listed = [SortedName(KEY(name), name, 0) for name in ordered]
    letters = IndexLetters(KEY).group(listed, lambda name: name.text)
    return [LetterRanges(KEY).of_letter(*letter) for letter in letters]


def pages(ranges: list[NameRange]) -> Iterator[tuple[str, list[str], list[NameRange]]]:
    """Each page of an index: its part of the address, its names, and what it leads to."""
    for each in ranges:
        names, below = (
            (each.names, list[NameRange]())
            if len(each.names) <= MOST
            else LetterRanges(KEY).split(each)
        )
        yield each.segment, [name.text for name in names], below
        yield from pages(below)


def primary(name: str) -> bytes:
    return KEY(name).partition(b"\0\0\0")[0]


@given(st.sets(NAMES, max_size=40))
def test_every_name_is_on_one_page_and_no_page_is_too_long(names: set[str]) -> None:
    found = list(pages(index_of(names)))
    assert sorted(text for _, texts, _ in found for text in texts) == sorted(names)
    addresses = [segment for segment, _, _ in found]
    assert len(set(addresses)) == len(addresses)
    for _, texts, below in found:
        assert texts or below
        assert len(texts) <= MOST or len({primary(text) for text in texts}) == 1
        assert len(below) != 1 or texts


@given(st.sets(NAMES, max_size=40), NAMES)
def test_a_new_name_changes_the_pages_of_its_own_beginnings(names: set[str], new: str) -> None:
    def shown(all_names: set[str]) -> dict[str, object]:
        return {
            segment: (texts, [each.segment for each in below])
            for segment, texts, below in pages(index_of(all_names))
        }

    before, after = shown(names - {new}), shown(names | {new})
    changed = {segment for segment in after if before.get(segment) != after[segment]}
    ways = [
        (segment, {each.segment for each in below})
        for segment, _, below in pages(index_of(names | {new}))
    ]
    parents = {segment for segment, below in ways if below & changed}
    # On each level one page: its own, or one that was divided and so leads to new ones.
    assert len(changed - {each for segment, below in ways for each in below}) <= 1
    assert all(len(below & parents) <= 1 for _, below in ways)


def busy(folder: Path, *names: str) -> Site:
    site = Site(folder)
    site.tuning = Tuning(names_per_page=3)
    for number, name in enumerate(names):
        site.article(f"a{number}", date=f"2021-{number % 12 + 1:02}-01", tags=[name])
    return site


def view(site: Site, address: str) -> IndexView:
    found = site.plan()[address].view
    assert isinstance(found, IndexView)
    return found


def test_few_names_are_one_page(tmp_path: Path) -> None:
    site = busy(tmp_path, "Ana", "Bob", "Zoe").build().ok()
    assert site.links("/tags/")[2:] == ["/tags/ana/", "/tags/bob/", "/tags/zoe/"]
    site.assert_no_pages("/tags/-/a/")


def test_many_names_have_a_page_for_each_letter(tmp_path: Path) -> None:
    site = busy(tmp_path, "Ana", "Abe", "Bob", "Ábel", "Ada", "Иван", "王毅", "2022", "Aba").build()
    assert "9 names" in site.ok().text("/tags/")
    assert "A 5 B 1 И 1 0–9 1 … 1" in site.text("/tags/")
    assert site.links("/tags/")[2:4] == ["/tags/-/a/", "/tags/-/b/"]
    assert "Tags, A 5 names" in site.text("/tags/-/a/")
    assert "Ab 3 Ad 1 An 1" in site.text("/tags/-/a/")
    assert site.links("/tags/-/ab/")[-3:] == ["/tags/aba/", "/tags/abe/", "/tags/abel/"]
    assert "Tags A Tags, Ab 3 names Find a name After Ad Aba 1 article" in site.text("/tags/-/ab/")
    assert "Before Ad" in site.text("/tags/-/an/")


def test_names_named_as_the_folder_of_letters_collide_with_nothing(tmp_path: Path) -> None:
    names = (
        "-",
        "- s",
        "s",
        "letters",
        "_",
        "Con",
        "Cona",
        "Conb",
        "Conc",
        "Cox",
        "S1",
        "Sé",
        "S2",
    )
    site = busy(tmp_path, *names).build().ok()
    assert site.exists("/tags/-/con_/")  # Windows keeps the name con for itself


def test_all_entities_are_divided_too_and_say_their_kinds(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.tuning = Tuning(names_per_page=3)
    site.article("a", entities={"people": ["Ana", "Eve"], "places": ["Eden", "Aden"]})
    site.build().ok()
    assert "Place Event A 2 E 2" in site.text("/entities/")
    assert "Eden Place, 1 article Eve Person, 1 article" in site.text("/entities/-/e/")
    site.assert_no_pages("/people/-/a/")


def test_a_name_that_comes_and_goes_changes_its_letters_alone(tmp_path: Path) -> None:
    site = busy(tmp_path, "Ana", "Abe", "Ábel", "Ada", "Bob", "Zoe").build().ok()
    site.article("new", date="2021-01-01", tags=["Abc"]).build(explain=True).ok()
    indexes = {address for address in site.reasons() if address.startswith("/tags/-/")}
    assert indexes == {"/tags/-/a/", "/tags/-/ab/"}
    site.delete("articles/new.md").build(explain=True).ok()
    indexes = {address for address in site.reasons() if address.startswith("/tags/-/")}
    assert indexes == {"/tags/-/a/", "/tags/-/ab/"}


def test_an_index_that_grows_is_divided_and_united_again(tmp_path: Path) -> None:
    site = busy(tmp_path, "Ana", "Bob", "Zoe").build().ok()
    site.article("new", date="2021-01-01", tags=["Abc"]).build().ok()
    site.assert_pages("/tags/-/a/", "/tags/-/b/", "/tags/-/z/")
    assert [each.count for each in view(site, "/tags/").letters] == [2, 1, 1]
    site.delete("articles/new.md").build().ok().assert_no_pages("/tags/-/a/", "/tags/-/z/")
