"""Links and images are resolved, and those that point nowhere are reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.insert_addresses import insert_addresses
from newsgen.content.markdown.link_targets import LinkTarget, resolve_target
from newsgen.model.problem import Location, Problem
from support.symbolic_targets import symbolic_targets

LOCATION = Location("articles/2022/talks.md", 9, 1)
OLD = "https://old.example/"


def href_or_code(typed: str, base: str = "/", image: bool = False) -> str:
    """Return the href, or the code of the problem."""
    link = resolve_target(typed, LOCATION, base, image)
    return link.code if isinstance(link, Problem) else link.href


@pytest.mark.parametrize(
    "typed, href",
    [
        ("other.md", "newsgen:article/articles/2022/other.md"),
        ("../09/x.md", "newsgen:article/articles/09/x.md"),
        ("../../pages/about.MD", "newsgen:article/pages/about.MD"),
        ("x.md#The part", "newsgen:article/articles/2022/x.md#text-the-part"),
        ("x.md#text-the-part", "newsgen:article/articles/2022/x.md#text-the-part"),
        ("x.md#fn:1", "newsgen:article/articles/2022/x.md#fn:1"),
        ("a b.pdf#page=2", "newsgen:file/articles/2022/a%20b.pdf#page=2"),
        ("a%20b.pdf?x=1", "newsgen:file/articles/2022/a%20b.pdf?x=1"),
        ("100%.pdf", "newsgen:file/articles/2022/100%25.pdf"),
        (
            "картина.png",
            "newsgen:file/articles/2022/%D0%BA%D0%B0%D1%80%D1%82%D0%B8%D0%BD%D0%B0.png",
        ),
        ("..\\img\\a.png", "newsgen:file/articles/img/a.png"),
        ("/2022/09/x/", "newsgen:root/2022/09/x/"),
        ("/2022/09/x/#The part", "newsgen:root/2022/09/x/#text-the-part"),
        ("/a//b/./c/../d.pdf#page=2", "newsgen:root/a/b/d.pdf#page=2"),
        ("/", "newsgen:root/"),
        ("#the part", "#the%20part"),
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.ORG:80/A", "http://example.org:80/A"),
        ("//example.org/x", "https://example.org/x"),
        ("/\\example.org/x", "https://example.org/x"),
        (
            "https://example.org/a b|{c}?q=[d]&e=%#f#g",
            "https://example.org/a%20b%7C%7Bc%7D?q=%5Bd%5D&e=%25#f%23g",
        ),
        ("https://example.org/%7Euser", "https://example.org/%7Euser"),
        ("https://пример.example/п", "https://пример.example/%D0%BF"),
        ("https://[2001:db8::1]:8000/x", "https://[2001:db8::1]:8000/x"),
        ("mailto:desk@example.org?subject=a b", "mailto:desk@example.org?subject=a%20b"),
        ("tel:+998 66", "tel:+998%2066"),
        ("  https://example.org/\n", "https://example.org/"),
    ],
)
def test_a_link_is_resolved(typed: str, href: str) -> None:
    assert href_or_code(typed) == href


@pytest.mark.parametrize(
    "typed, code",
    [
        ("", "N201"),
        (" ", "N201"),
        ("#", "N201"),
        ("?page=2", "N201"),
        ("http://[x", "N201"),
        ("http:///x", "N201"),
        ("http:x", "N201"),
        ("https://a b.example/", "N201"),
        ("https://a..example/", "N201"),
        ("https://example.org:99999/", "N201"),
        ("https://1.2.3.4.5/", "N201"),
        ("https://xn--a/", "N201"),
        ("mailto:", "N201"),
        ("../../..", "N204"),
        ("../../../etc/passwd", "N204"),
        ("..%2f..%2F..%2fx", "N204"),
        ("/../x", "N204"),
        ("C:\\Users\\x.md", "N204"),
        ("javascript:alert(1)", "N205"),
        (" JaVa\tScript\n:alert(1)", "N205"),
        ("\x01javascript:alert(1)", "N205"),
        ("vbscript:x", "N205"),
        ("data:text/html,x", "N205"),
        ("file:///etc/passwd", "N205"),
        ("newsgen:article/x.md", "N205"),
        ("https://user:word@example.org/", "N205"),
    ],
)
def test_a_link_that_cannot_be_published_is_a_problem(typed: str, code: str) -> None:
    assert href_or_code(typed) == code


@pytest.mark.parametrize(
    "typed, href",
    [
        ("map.png", "newsgen:file/articles/2022/map.png"),
        ("/img/map.png", "newsgen:root/img/map.png"),
        ("https://example.org/map.png", "https://example.org/map.png"),
        ("", "N203"),
        ("#x", "N203"),
        ("mailto:desk@example.org", "N203"),
        ("http://[x", "N203"),
        ("../../../map.png", "N204"),
        ("data:image/png;base64,AAAA", "N205"),
    ],
)
def test_an_image_is_resolved_likewise(typed: str, href: str) -> None:
    assert href_or_code(typed, image=True) == href


@pytest.mark.parametrize(
    "base, href",
    [
        ("/", "newsgen:root/x/y"),
        ("/archive/", "newsgen:root/archive/x/y"),
        (OLD, "https://old.example/x/y"),
        ("https://old.example/news", "https://old.example/news/x/y"),
    ],
)
def test_the_base_goes_before_a_link_from_the_root(base: str, href: str) -> None:
    assert href_or_code("/x/y", base) == href
    assert href_or_code("x/y", base) == "newsgen:file/articles/2022/x/y"


def test_a_reference_is_decoded_and_without_what_follows_the_path() -> None:
    link = resolve_target("../a%20b/%D0%BF.md?q#f", LOCATION)
    assert isinstance(link, LinkTarget)
    assert link.reference is not None
    assert link.reference.target == "newsgen:article/articles/a b/п.md"
    assert not link.reference.is_image


def test_a_folder_with_marks_of_its_own_is_no_part_of_what_was_typed() -> None:
    link = resolve_target("x.md", Location("articles/50%20 #1?/a.md"))
    assert isinstance(link, LinkTarget)
    assert link.reference is not None
    assert link.reference.target == "newsgen:article/articles/50%20 #1?/x.md"
    assert symbolic_targets(f'<a href="{link.href}">') == (link.reference.target,)


def test_references_come_in_the_order_of_the_text_with_their_places() -> None:
    text = (
        "See [a](a.md) and\n[b](b.md), ![m](m.png), <a href='a.md'>c</a>.\n\n`[a](a.md)` [a](a.md)"
    )
    references = [
        (ref.target.rsplit("/", 1)[1], ref.is_image, ref.line, ref.column)
        for ref in convert_markdown(text, LOCATION).references
    ]
    assert references == [
        ("a.md", False, 9, 9),
        ("b.md", False, 10, 5),
        ("m.png", True, 10, 17),
        ("a.md", False, 10, 34),
        ("a.md", False, 12, 17),
    ]


@pytest.mark.parametrize(
    "typed, published, message",
    [
        (
            "a [b](http://[x) c",
            "<p>a b c</p>",
            'articles/2022/talks.md:9:7: the link "http://[x" leads nowhere: it has the host "[x",'
            " which cannot be; mend the address or take the link away [N201]",
        ),
        (
            "a [b]() c",
            "<p>a b c</p>",
            'articles/2022/talks.md:9:7: the link "" leads nowhere: it is empty;'
            " mend the address or take the link away [N201]",
        ),
        (
            "a [b](#nothing) c",
            "<p>a b c</p>",
            'articles/2022/talks.md:9:7: the link "#nothing" leads nowhere: no heading or id of'
            " this text has that name; mend the name after the # [N201]",
        ),
        (
            "a ![a < b](../../../m.png)",
            "<p>a a &lt; b</p>",
            'articles/2022/talks.md:9:12: the image "../../../m.png" leads out of the site;'
            " name a file inside of the site's folder [N204]",
        ),
        (
            "a [b](javascript:alert(1)) c",
            "<p>a b c</p>",
            "articles/2022/talks.md:9:7: a link with javascript: in its address is not published;"
            " its text stays; use an https: address [N205]",
        ),
    ],
)
def test_a_link_to_nowhere_leaves_its_text(typed: str, published: str, message: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert body.html == published
    assert [str(problem) for problem in body.problems] == [message]
    assert body.references == ()


@pytest.mark.parametrize(
    "fragment", ["#the-talks", "#The talks", "#text-the-talks", "#THE-TALKS", "#the%20talks"]
)
def test_a_link_within_a_text_finds_its_heading_however_it_is_spelled(fragment: str) -> None:
    body = convert_markdown(f"[down](<{fragment}>)\n\n# The talks", LOCATION)
    assert '<a href="#text-the-talks">down</a>' in body.html
    assert body.problems == ()


def test_a_link_within_a_text_finds_ids_that_were_typed() -> None:
    body = convert_markdown(
        '[a](#x1) [b](#Y)\n\n<p id="x1">p</p>\n\n<a name="Y"></a>\n\n[t](#top)', LOCATION
    )
    assert '<a href="#text-x1">a</a> <a href="#text-y">b</a>' in body.html
    assert '<p id="text-x1">p</p>' in body.html
    assert '<a id="text-y"></a>' in body.html
    assert '<a href="#top">t</a>' in body.html
    assert body.problems == ()


def test_links_in_other_scripts_find_their_headings() -> None:
    body = convert_markdown("[вниз](#переговоры)\n\n# Переговоры", LOCATION)
    assert 'href="#text-%D0%BF' in body.html
    assert 'id="text-переговоры"' in body.html
    assert body.problems == ()


def test_no_link_opens_a_window_so_none_needs_a_guard() -> None:
    body = convert_markdown(
        '<a href="https://example.org/" target="_blank" rel="noopener">x</a>', LOCATION
    )
    assert body.html == '<p><a href="https://example.org/">x</a></p>'


# Filling


def test_inserted_addresses_are_escaped_and_what_follows_them_stays() -> None:
    html = '<p><a href="newsgen:article/a%20b.md#text-x" title="t">x</a></p>'
    filled = insert_addresses(html, {"newsgen:article/a b.md": '../a"b/?c&d'})
    assert filled == '<p><a href="../a&quot;b/?c&amp;d#text-x" title="t">x</a></p>'


def test_a_link_without_an_address_leaves_its_text_and_an_image_its_description() -> None:
    html = (
        '<p><a href="newsgen:file/x">one <em>two</em></a> <a href="https://example.org/">three</a>'
        '<img alt="a &lt; &quot;b&quot;" src="newsgen:file/y"><img alt="" src="newsgen:file/y"></p>'
    )
    filled = insert_addresses(html, {"newsgen:file/x": None, "newsgen:file/y": None})
    assert filled == (
        '<p>one <em>two</em> <a rel="noopener" href="https://example.org/">three</a>'
        "a &lt; &quot;b&quot;</p>"
    )


def test_a_link_without_an_address_can_still_be_led_to() -> None:
    html = '<a id="text-x" href="newsgen:file/x">one</a>'
    assert insert_addresses(html, {"newsgen:file/x": None}) == '<a id="text-x">one</a>'


def test_a_target_that_the_table_forgets_is_named() -> None:
    with pytest.raises(KeyError, match="no address for newsgen:root/x"):
        insert_addresses('<a href="newsgen:root/x">x</a>', {})


def test_text_that_looks_like_a_target_stays_text() -> None:
    body = convert_markdown('`<a href="newsgen:file/x">` newsgen:file/x', LOCATION)
    assert symbolic_targets(body.html) == ()
    assert insert_addresses(body.html, {}) == body.html


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)


@given(
    st.lists(st.tuples(NAMES, st.booleans(), st.sampled_from(["../x/", 'a"&b', None])), max_size=5)
)
def test_every_reference_of_a_text_is_replaced_once_and_for_all(
    links: list[tuple[str, bool, str | None]],
) -> None:
    typed = "\n\n".join(f"{'!' * image}[t](<d/{name}>)" for name, image, _ in links)
    body = convert_markdown(typed, LOCATION)
    assert set(symbolic_targets(body.html)) == {reference.target for reference in body.references}
    addresses = dict.fromkeys(symbolic_targets(body.html), links[0][2] if links else None)
    filled = insert_addresses(body.html, addresses)
    assert symbolic_targets(filled) == ()
    assert insert_addresses(filled, {}) == filled


@given(st.text(max_size=12) | st.from_regex(r"(https?:)?//\S{1,12}", fullmatch=True), st.booleans())
def test_whatever_is_typed_as_an_address_is_resolved_or_refused(typed: str, image: bool) -> None:
    link = resolve_target(typed, LOCATION, is_image=image)
    if isinstance(link, Problem):
        assert link.code in ("N201", "N203", "N204", "N205")
    else:
        assert link.href.isprintable()
        assert not set(link.href) & set(' "<>\\^`{|}')
        assert link.href.startswith(("newsgen:", "#", "http://", "https://", "mailto:", "tel:"))
