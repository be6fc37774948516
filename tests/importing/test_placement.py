"""Complete drafts become files: their links, pictures and old addresses lead where they should."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.front_matter.write_front_matter import write_front_matter
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.importing.complete import CompleteDraft, Completion, EditorChoices
from newsgen.importing.draft import Attachment, Draft, DraftPicture, Loss, Refusal
from newsgen.importing.known_archive import KnownArchive
from newsgen.importing.placement import PlacedArticle, Placement
from newsgen.model.authority import Authorities, Authority, Spelling
from newsgen.model.config import Config
from newsgen.model.kind import Kind
from newsgen.model.look_alikes import without_invisible
from newsgen.model.problem import Location
from newsgen.model.web_page_key import web_page_key

FIRST_LINE = Location("authorities/sources.yml", 1, 1)
SOURCES = Authorities(
    (
        Authority(Kind.SOURCE, "Anue Juheng", FIRST_LINE, (Spelling("Anue", FIRST_LINE),)),
        Authority(
            Kind.SOURCE, "Oakford Gazette", FIRST_LINE, urls=("https://www.oakford.example/",)
        ),
        Authority(Kind.AUTHOR, "A. Writer", FIRST_LINE, (Spelling("awriter", FIRST_LINE),)),
    )
)


def archive(paths: tuple[str, ...] = (), **config: object) -> KnownArchive:
    given = Config("The Test File", **config)  # type: ignore[arg-type]
    return KnownArchive(given, SOURCES, paths=paths)


def draft(**values: object) -> Draft:
    given = {
        "origin": "a.txt",
        "title": "Bridge opens",
        "source": "Anue Juheng",
        "date": "2022-09-13",
        "date_evidence": "its metadata",
        "text": "The text.",
        **values,
    }
    return Draft(**given)  # type: ignore[arg-type]


def complete(one: Draft, known: KnownArchive | None = None, **choices: object) -> CompleteDraft:
    choice = EditorChoices(**choices)  # type: ignore[arg-type]
    result = Completion(known or archive(), choice, lambda _origin, _question: "").complete(one)
    assert isinstance(result, CompleteDraft), result
    return result


def refusal(one: Draft) -> str:
    result = Completion(archive(), EditorChoices(), lambda _o, _q: "").complete(one)
    assert isinstance(result, Refusal)
    return result.message


def place(
    *drafts: Draft, with_pictures: bool = False, publish: bool = True, paths: tuple[str, ...] = ()
) -> list[PlacedArticle]:
    placement = Placement(archive(paths), publish=publish, with_pictures=with_pictures)
    places = [placement.reserve(one) for one in drafts]
    return [
        placement.place(one, path, identifier)
        for one, (path, identifier, _) in zip(drafts, places, strict=True)
    ]


@pytest.mark.parametrize(
    "source, title, url, name, new_title",
    [
        ("anue", "Bridge opens", "", "Anue Juheng", "Bridge opens"),
        ("Anue Juheng – World Economy", "Bridge opens", "", "Anue Juheng", "Bridge opens"),
        ("World | Anue Juheng", "Bridge opens", "", "Anue Juheng", "Bridge opens"),
        ("", "Bridge opens - Anue Juheng", "", "Anue Juheng", "Bridge opens"),
        ("", "Anue Juheng: Bridge opens", "", "Anue Juheng", "Bridge opens"),
        ("Other", "Bridge opens – Other", "", "Other", "Bridge opens"),
        ("", "Bridge opens", "https://oakford.example/a", "Oakford Gazette", "Bridge opens"),
        ("Other", "Bridge – the new one – opens", "", "Other", "Bridge – the new one – opens"),
    ],
)
def test_a_source_is_spelt_as_the_archive_spells_it(
    source: str, title: str, url: str, name: str, new_title: str
) -> None:
    done = complete(draft(source=source, title=title, source_url=url)).draft
    assert (done.source, done.title) == (name, new_title)


def test_what_an_article_must_have_is_asked_for_in_a_sentence() -> None:
    assert refusal(draft(title="")) == "it has no title: put one above the text"
    assert refusal(draft(source="")).endswith("name it with --source")
    assert refusal(draft(date="")).endswith("name the day with --date")
    assert "is not a calendar date" in refusal(draft(date="2022-02-30"))


def test_a_date_that_cannot_be_read_is_named() -> None:
    loss = Loss('its date "31 February" is no date that can be read', 3)
    way_out = "mend it there, or name the day with --date"
    assert refusal(draft(date="", losses=(loss,))) == f"{loss.message}: {way_out}"


def test_the_evidence_of_a_date_is_told() -> None:
    assert "date: 2022-09-13, from its metadata" in complete(draft()).notes
    url = "https://example.org/2022/09/12/bridge"
    done = complete(draft(date="", source_url=url))
    assert done.draft.date == "2022-09-12"
    assert "date: 2022-09-12, from its address" in done.notes
    late = complete(draft(date="2100-01-01"), today=date(2022, 9, 14))
    assert "date: 2100-01-01 is still to come; see whether it is right" in late.notes


def test_names_are_the_archives_and_each_is_there_once() -> None:
    done = complete(draft(authors=("awriter", "A. WRITER", "B. Writer"), tags=("x", " X ", "y")))
    assert done.draft.authors == ("A. Writer", "B. Writer")
    assert done.draft.tags == ("x", "y")


def test_titles_and_summaries_have_no_marks() -> None:
    done = complete(
        draft(title="The `new` bridge", summary="It **opens** [in May](https://a.example).")
    ).draft
    assert (done.title, done.summary) == ("The new bridge", "It opens in May.")


@pytest.mark.parametrize(
    "text, rest",
    [
        ("Bridge opens.\n\nIt opened.", "It opened."),
        ("**Bridge opens**\n\n\nIt opened.", "It opened."),
        ("## Bridge opens\n\nIt opened.", "It opened."),
        ("Bridge opens: how\n\nIt opened.", "Bridge opens: how\n\nIt opened."),
        ("Bridge opens.", "Bridge opens."),
    ],
)
def test_a_text_does_not_begin_with_its_title_once_more(text: str, rest: str) -> None:
    assert complete(draft(text=text)).draft.text == rest


def test_a_section_that_the_archive_lacks_becomes_a_tag() -> None:
    known = archive(sections=("World", "Trade"))
    assert complete(draft(section="world"), known).draft.section == "World"
    done = complete(draft(section="Sports", tags=("a",)), known).draft
    assert (done.section, done.tags) == ("", ("Sports", "a"))
    done = complete(draft(section="Sports", tags=("trade", "Trade", "a")), known).draft
    assert (done.section, done.tags) == ("Trade", ("Sports", "a"))


def test_links_between_drafts_lead_to_their_files() -> None:
    one = draft(keys=("a.md",), text="[b](draft:b.md#part) and [none](draft:c.md)")
    other = draft(keys=("b.md",), title="Road closed", date="2022-10-01", translation_of="a.md")
    first, second = place(one, other)
    assert "[b](../10/2022-10-01-road-closed.md#part) and none\n" in first.content
    assert [each.message for each in first.draft.losses] == [
        "the link to c.md leads to nothing that was imported"
    ]
    assert "translation_of: 2022/09/2022-09-13-bridge-opens.md\n" in second.content


def test_links_to_pages_that_are_not_imported_lead_to_the_old_site() -> None:
    text = "[c](draft:c.md#x) and [d](draft:d.md)"
    (placed,) = place(draft(text=text, old_addresses={"c.md": "https://oakford.example/c/"}))
    assert "[c](https://oakford.example/c/#x) and d\n" in placed.content


def test_an_old_address_that_the_archive_cannot_have_is_told() -> None:
    aliases = ("/old%20town/a/", "/old/a/", "/Tags", "/search/", "/about/")
    (placed,) = place(draft(aliases=aliases), paths=("pages/About.md",))
    assert "aliases: [/old/a/]\n" in placed.content
    assert [each.message for each in placed.draft.losses] == [
        "the old address /old%20town/a/ leads nowhere now: it holds a character that cannot stand"
        " in an address",
        "the old address /Tags leads to a page that the archive has there",
        "the old address /search/ leads to a page that the archive has there",
        "the old address /about/ leads to a page that the archive has there",
    ]


def test_links_within_a_text_stay_where_their_place_is_there() -> None:
    (placed,) = place(draft(text="[a](#end) and [b](#fn1)\n\n## End\n\nText."))
    assert "[a](#end) and b\n" in placed.content


def test_two_articles_of_one_day_and_title_and_address_are_both_kept() -> None:
    known = archive()
    placement = Placement(known, publish=True, with_pictures=False)
    one, two = draft(aliases=("/2022/bridge/",)), draft(aliases=("/2022/bridge",), origin="b")
    first, second = placement.reserve(one), placement.reserve(two)
    assert first[0] == "articles/2022/09/2022-09-13-bridge-opens.md"
    assert second[:2] == (
        *("articles/2022/09/2022-09-13-bridge-opens-2.md", "2022/09/13/bridge-opens-2"),
    )
    assert second[2] == (
        "another article has its day and title, so a number was added",
        f"the old address /2022/bridge is that of {first[0]}, too; it leads there",
    )
    assert "aliases: [/2022/bridge/]" in placement.place(one, *first[:2]).content.replace('"', "")
    assert "aliases" not in placement.place(two, *second[:2]).content


def test_pictures_come_along_if_wanted_or_keep_their_address() -> None:
    picture = Attachment("p.jpg", "p.jpg", url="https://example.org/p.jpg")
    fetched = Attachment("q.jpg", "Bild (ü).jpg", content=b"q", url="https://example.org/q.jpg")
    own = Attachment("/img/o.jpg", "o.jpg", path="old/img/o.jpg", is_own=True)
    embedded = Attachment("embedded:1", "picture-1.png", content=b"x")
    one = draft(
        text="![a](p.jpg) ![q](q.jpg) ![o](/img/o.jpg) ![e](embedded:1)",
        images=(DraftPicture("/img/o.jpg", "It", "", "A. Writer"),),
        attachments=(picture, fetched, own, embedded),
    )
    (placed,) = place(one)
    addresses = "![a](https://example.org/p.jpg) ![q](https://example.org/q.jpg)"
    assert f"{addresses} ![o](o.jpg)\n" in placed.content
    assert "image: {src: o.jpg, alt: It, credit: A. Writer}\n" in placed.content
    assert [file.path for file in placed.files] == ["articles/2022/09/o.jpg"]
    assert [each.message for each in placed.draft.losses] == [
        "the picture picture-1.png was left out: --pictures brings it along"
    ]
    (placed,) = place(one, with_pictures=True)
    names = "![q](<Bild (ü).jpg>) ![o](o.jpg) ![e](picture-1.png)"
    assert f"![a](https://example.org/p.jpg) {names}\n" in placed.content


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\x\\a.jpg", "", ".", "a\0b.jpg", "x" * 400]
)
def test_no_attachment_gets_out_of_its_folder(name: str) -> None:
    attachment = Attachment("p", name, content=b"x", is_own=True)
    (placed,) = place(draft(text="![a](p)", attachments=(attachment,)))
    (file,) = placed.files
    folder, _, base = file.path.rpartition("/")
    assert folder == "articles/2022/09"
    assert base not in ("", ".", "..")
    assert len(base) <= 110


def test_pictures_of_one_name_do_not_overwrite_each_other() -> None:
    drafts = [
        draft(
            title=f"Title {number}",
            text="![a](p)",
            attachments=(Attachment("p", "p.jpg", content=content, is_own=True),),
        )
        for number, content in enumerate((b"x", b"y", b"x"))
    ]
    assert [each.files[0].path.rpartition("/")[2] for each in place(*drafts)] == [
        *("p.jpg", "p-2.jpg", "p.jpg"),
    ]


@pytest.mark.parametrize(
    "url", ["http://www.a.example/x/", "https://a.example/x?utm_source=y#z", "https://a.example/x"]
)
def test_addresses_of_one_page_are_one(url: str) -> None:
    assert web_page_key(url) == web_page_key("https://a.example/x")
    assert web_page_key(url) != web_page_key("https://a.example/x?id=2")


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Cn", "Zl", "Zp")),
    min_size=1,
).filter(lambda text: text.split() and " ".join(text.split()) == without_invisible(text) == text)
_VALUES = st.fixed_dictionaries(
    {"title": _TEXT},
    optional={
        "source": _TEXT,
        "date": st.sampled_from(("2022-09-13", "2022-09-13 08:30:00 +05:00", "1900~")),
        "source_url": st.sampled_from(("https://a.example/?a=b&c=d#e:f", "https://a.example/x: y")),
        "slug": st.sampled_from(("2015", "true", "a-b", "0x1")),
        "tags": st.lists(_TEXT, min_size=1, max_size=3).map(tuple),
        "entities": st.fixed_dictionaries({"people": st.lists(_TEXT, min_size=1).map(tuple)}),
        "image": st.fixed_dictionaries({"src": _TEXT}, optional={"alt": _TEXT}),
    },
)


@given(_VALUES)
def test_front_matter_is_read_as_it_was_meant(values: dict[str, object]) -> None:
    text = write_front_matter(values)  # type: ignore[arg-type]
    mapping, problems = read_mapping(text, Location("a.md", 1, 1), allow_comments=True)
    assert problems == ()
    assert mapping
    assert plain(mapping) == values


def plain(node: Node) -> object:
    match node:
        case ScalarNode(text=text):
            return text
        case SequenceNode(items=items):
            return tuple(map(plain, items))
        case MappingNode(pairs=pairs):
            return {key.text: plain(value) for key, value in pairs}


def test_names_that_would_share_an_address_are_spelt_as_the_first_of_them() -> None:
    known = archive()
    complete(draft(authors=("René Weber",), tags=("Café life",)), known)
    second = complete(draft(authors=("Rene Weber",), tags=("Cafe life", "roads")), known)
    assert (second.draft.authors, second.draft.tags) == (("René Weber",), ("Café life", "roads"))
    assert 'authors: "Rene Weber" is spelt "René Weber", as in another article' in second.notes


def test_addresses_that_lead_nowhere_are_no_links() -> None:
    text = "[a](http://localhost:3000/x), <http://192.168.0.1/> and [b](https://.example.org/)"
    (placed,) = place(draft(text=text))
    assert "a, `http://192.168.0.1/` and b\n" in placed.content
    assert [each.message for each in placed.draft.losses] == [
        "the address http://localhost:3000/x leads nowhere: it names a computer that no reader"
        " reaches",
        'the address https://.example.org/ leads nowhere: it has the host ".example.org", which'
        " cannot be",
    ]


def test_names_of_files_that_make_one_address_are_told_apart() -> None:
    first, second = place(draft(slug="release-1.2"), draft(slug="release-1-2", title="Another"))
    assert first.path.endswith("-release-1.2.md")
    assert second.path.endswith("-release-1-2-2.md")


def test_an_old_address_that_another_article_has_now_is_told() -> None:
    first, second = place(
        draft(slug="fair"), draft(slug="hall", title="Another", aliases=("/2022/09/13/fair/",))
    )
    assert second.draft.aliases == ()
    assert [each.message for each in second.draft.losses] == [
        f"the old address /2022/09/13/fair/ is that of {first.path} now"
    ]
