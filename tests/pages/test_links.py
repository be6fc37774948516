"""Links between pages: relative, percent-encoded, and right whatever the names and the depth."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.pages.links import absolute_url, href, root_href

ALLOWED = "/!$&'()*+,;=:@~-._"
"""What RFC 3986 lets stand in a path."""

PARTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1, max_size=8
).filter(lambda part: part not in (".", ".."))
FOLDERS = st.lists(st.sampled_from(["a", "b", "2022", "上海", "a:b", "50% ?#"]) | PARTS, max_size=5)
ADDRESSES = st.tuples(FOLDERS, st.sampled_from(["", "", "x.html", "a:b", "ü #1?.svg"])).map(
    lambda given: "/" + "".join(f"{part}/" for part in given[0]) + given[1]
)


@given(ADDRESSES, ADDRESSES, st.sampled_from(["", "/archive", "/über/uns"]))
def test_a_link_leads_from_its_page_to_its_target_under_any_prefix(
    page: str, target: str, prefix: str
) -> None:
    def served(address: str) -> str:
        return "https://example.org" + quote(prefix + address, safe=ALLOWED)

    link = href(root_href(page), target)
    assert urljoin(served(page), link) == served(target)
    assert link == quote(link, safe=ALLOWED + "%")
    assert link
    assert not link.startswith("/")
    assert not urlsplit(link).scheme


@pytest.mark.parametrize(
    "page, target, link",
    [
        ("/2022/09/13/x/", "/tags/上海/", "../../../../tags/%E4%B8%8A%E6%B5%B7/"),
        ("/2022/09/13/x/", "/2022/09/", "../../../../2022/09/"),
        ("/2022/09/13/x/", "/2022/09/13/x/", "../../../../2022/09/13/x/"),
        ("/2022/09/13/x/", "/", "../../../../"),
        ("/tags/sco/", "/map #1.svg", "../../map%20%231.svg"),
        ("/", "/static/newsgen.css", "static/newsgen.css"),
        ("/", "/", "./"),
        ("/old.html", "/tags/", "tags/"),
        ("/", "/a:b/", "./a:b/"),
        ("/tags/", "/a:b/", "../a:b/"),
    ],
)
def test_links_go_by_the_root(page: str, target: str, link: str) -> None:
    assert href(root_href(page), target) == link


@pytest.mark.parametrize(
    "base_url, link",
    [
        ("", "/tags/sco/"),
        ("https://example.org/", "/tags/sco/"),
        ("https://example.org/archive/", "/archive/tags/sco/"),
        ("https://example.org/архив/", "/%D0%B0%D1%80%D1%85%D0%B8%D0%B2/tags/sco/"),
    ],
)
def test_the_page_for_wrong_addresses_works_at_any_depth(base_url: str, link: str) -> None:
    assert href(root_href("/404.html", base_url), "/tags/sco/") == link


@pytest.mark.parametrize(
    "address, link",
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/a b|c", "https://example.org/a%20b%7Cc"),
        (
            "https://пример.example/путь/100%",
            "https://xn--e1afmkfd.example/%D0%BF%D1%83%D1%82%D1%8C/100%25",
        ),
        (
            "https://MÜNCHEN.straße.example:8080/ß",
            "https://xn--mnchen-3ya.xn--strae-oqa.example:8080/%C3%9F",
        ),
        ("https://example.org/caf%C3%A9", "https://example.org/caf%C3%A9"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_addresses_elsewhere_stay_but_for_what_no_address_can_hold(address: str, link: str) -> None:
    assert href("../", address) == link
    assert absolute_url(address, "https://example.org/archive/") == link


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "tags/sco/", "//example.org/", "", "#a"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is not an address"):
        href("../", address)


def test_an_absolute_address_of_a_page_is_encoded() -> None:
    assert (
        absolute_url("/tags/上海/", "https://example.org/archive/")
        == "https://example.org/archive/tags/%E4%B8%8A%E6%B5%B7/"
    )
