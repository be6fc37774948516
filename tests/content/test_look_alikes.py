"""Names that differ in what nobody sees, in ß and ss or in capitals: on pages and in texts."""

from pathlib import Path

import pytest

from newsgen.content.authorities import read_authorities
from newsgen.content.names import NameFinder
from newsgen.content.names.html_text import insert_name_links
from newsgen.model.authority import Authorities
from newsgen.model.kind import Kind
from newsgen.model.look_alikes import difference_note
from support.sites import Site

A = "/2022/09/13/a/"


def authorities_of(text: str, kind: str = "places") -> Authorities:
    authorities, problems = read_authorities({f"authorities/{kind}.yml": text.encode()})
    assert problems == ()
    return authorities


def linked(authorities: Authorities, html: str) -> str:
    """The HTML with a link at the first mention of each name."""
    spans = NameFinder(authorities).find((), html, ()).link_spans
    return insert_name_links(
        html, [(span.start, span.end, str(span.entry_number)) for span in spans]
    )


@pytest.mark.parametrize(
    "written",
    [
        "Samar\u00adkand",
        "Samar\u200bkand",
        "Sa\u2060mar\u2060kand",
        "\u200eSamarkand\u200f",
        "S\u200camarkand",
        "\u2068Samarkand\u2069",
        "Samar&shy;kand",
        "Samar&#8203;kand",
    ],
)
def test_a_name_is_found_in_a_text_with_what_nobody_sees(written: str) -> None:
    html = f"<p>The old city of {written}, and more.</p>"
    found = linked(authorities_of("Samarkand:\n"), html)
    before, _, rest = found.partition('<a class="name" href="newsgen:name/0">')
    shown, _, after = rest.partition("</a>")
    assert before + shown + after == html
    assert shown.replace("&shy;", "").strip("\u200e\u200f\u2068\u2069")[0] == "S"
    assert after.lstrip("\u200f\u2069") == ", and more.</p>"


@pytest.mark.parametrize(
    "spelling, text",
    [
        ("Paciﬁc Forum", "The Pacific Forum met."),
        ("Pacific Forum", "The Paciﬁc Forum met."),
        ("Xi-Putin summit", "The Xi–Putin summit began."),
        ("Xi–Putin summit", "The Xi-Putin summit began."),
        ("O'Neil Hall", "At O´Neil Hall."),
        ('The "Rams"', "With The “Rams” away."),
    ],
)
def test_a_name_is_found_in_all_its_forms(spelling: str, text: str) -> None:
    finder = NameFinder(authorities_of(f"{spelling!r}:\n" if '"' in spelling else f"{spelling}:\n"))
    assert finder.find((text,), "", ()).mentions == (0,)


def test_a_spelling_with_what_nobody_sees_is_found() -> None:
    files = {"authorities/places.yml": "Samarkand: {aliases: [Samar\u00adqand]}\n".encode()}
    authorities, _ = read_authorities(files)
    assert authorities.entries[0].aliases[0].text == "Samarqand"
    assert NameFinder(authorities).find(("In Samarqand",), "", ()).mentions == (0,)


def test_a_joiner_that_shows_is_part_of_the_name() -> None:
    finder = NameFinder(authorities_of("نامه\u200cای:\n"))
    assert finder.find(("نامه\u200cای",), "", ()).mentions == (0,)
    assert finder.find(("نامهای",), "", ()).mentions == ()


def test_names_are_shown_without_what_nobody_sees(tmp_path: Path) -> None:
    site = Site(tmp_path).article(
        "a", tags=["S\u00adC\u200bO"], source="\u202eDesk\u202c", section="Wor\u2060ld"
    )
    main = site.build().ok().main("/tags/sco/") + site.main(A)
    assert "SCO" in main
    assert not set("\u00ad\u200b\u202e\u202c\u2060") & set(main)


WEISS = "Peter Weiß:\n  slug: peter-weiss-writer\nPeter Weiss:\n  slug: peter-weiss-mayor\n"


def test_sharp_s_tells_two_names_of_an_authority_file_apart(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", WEISS)
    site.article("a", "Peter Weiß spoke.").article("b", "Peter Weiss spoke.")
    site.article("c", entities={"people": ["Peter Weiß"]}).build().ok()
    assert not site.outcome.problems
    site.assert_shows("/people/peter-weiss-writer/", "Peter Weiß", A.strip("/"))
    site.assert_shows("/people/peter-weiss-mayor/", "Peter Weiss", "2022/09/13/b")


def test_one_name_with_sharp_s_is_written_with_ss_too() -> None:
    one = authorities_of("Peter Weiß:\nRussia:\n", "people")
    for text in ("Peter Weiß", "Peter Weiss", "PETER WEISS", "PETER WEIẞ"):
        found = one.find(Kind.PERSON, text)
        assert found is not None
        assert found.name == "Peter Weiß"
    two = authorities_of("Weiss:\nWeiß:\n", "people")
    for text, name in (("Weiss", "Weiss"), ("WEISS", "Weiss"), ("Weiß", "Weiß"), ("weiß", "Weiß")):
        found = two.find(Kind.PERSON, text)
        assert found is not None
        assert found.name == name
    # Of two that are left, neither is meant.
    assert authorities_of("Weißs:\nWeisß:\n", "people").find(Kind.PERSON, "Weisss") is None


NOTATIONS = "Roger Douglas:\n  notations: [douglas, set]\n"


def test_a_notation_means_a_name_in_front_matter_and_in_no_text(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", NOTATIONS)
    site.article("a", "The set was of Douglas fir.", title="LOOKS SET", entities=["set"])
    site.article("b", "The set was of Douglas fir.", title="LOOKS SET").build().ok()
    site.assert_shows("/people/roger-douglas/", "Roger Douglas", "2022/09/13/a")
    assert "2022/09/13/b" not in site.main("/people/roger-douglas/")
    assert "douglas" not in site.text("/people/roger-douglas/")


@pytest.mark.parametrize(
    "spelling, texts, is_found",
    [
        ("Bond", ("NEW EUROYEN BOND ISSUED", "The issue is of ten years."), False),
        ("Bond", ("NEW EUROYEN BOND ISSUED", "Mr Bond said so."), True),
        ("SET", ("THAILAND LOOKS SET TO SIGN", "It signs in May."), False),
        ("SET", ("Thailand's SET closed higher", "It rose."), True),
        ("Moscow", ("MOSCOW SUMMIT OPENS", "The talks began."), True),
        ("Ryme", ("BRIDGE OVER RYME CLOSED", "The ryme was high."), False),
        ("Ryme", ("BRIDGE OVER RYME CLOSED", "It is shut."), True),
        ("New Bond", ("NEW BOND STREET", "A bond."), True),
        ("Bond", ("BOND", "A text."), False),
    ],
)
def test_a_line_in_capitals_proves_no_name_that_is_a_word(
    spelling: str, texts: tuple[str, ...], is_found: bool
) -> None:
    head, body = texts
    mentions = (
        NameFinder(authorities_of(f"{spelling}:\n")).find((head,), f"<p>{body}</p>", ()).mentions
    )
    assert bool(mentions) is is_found


def test_the_full_name_settles_what_stands_in_capitals() -> None:
    finder = NameFinder(authorities_of("James Bond:\n  aliases: [Bond]\n", "people"))
    text = ("BOND WINS",)
    assert finder.find(text, "<p>A race.</p>", ()).mentions == ()
    assert finder.find(text, "<p>James Bond won.</p>", ()).mentions == (0,)
    spans = finder.find((), "<p>BOND WINS</p>", ("people:James Bond",)).link_spans
    assert [(span.start, span.end) for span in spans] == [(3, 7)]


# --- Messages about two texts that look alike ----------------------------------------------------


@pytest.mark.parametrize(
    "one, other, note",
    [
        ("caf\u00e9", "cafe\u0301", "U+00E9 where the other has U+0065 U+0301"),
        ("a.png", "a\u200b.png", "U+002E where the other has U+200B"),
        ("a", "a\u200b", "nothing where the other has U+200B"),
        ("Xi's", "Xi\u2019s", "U+0027 where the other has U+2019"),
        ("Xi", "Xi", ""),
        ("Xi", "Li", ""),
        ("articles/a.md", "articles/b.md", ""),
    ],
)
def test_what_differs_is_named_by_its_number_in_unicode(one: str, other: str, note: str) -> None:
    said = difference_note(one, other)
    assert said == (f"; they look alike, but one has {note}" if note else "")


def test_two_files_that_look_alike_are_told_apart(tmp_path: Path) -> None:
    site = Site(tmp_path).article("caf\u00e9").article("cafe\u0301")
    site.write("static/\u00e9.png", "").write("static/e\u0301.png", "")
    site.write("authorities/people.yml", "Jos\u00e9: {}\nJose\u0301: {}\n")
    problems = site.build().outcome.problems
    codes = {found.code for found in problems if "U+0065 U+0301" in found.message}
    assert codes == {"N301", "N306", "N312"}
