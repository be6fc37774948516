"""Files of a listing are found by their paths, however many are asked for."""

from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.file_listing import FileListing, ListedFolder

NAMES = st.lists(st.text("aab.жé ", min_size=1, max_size=5), unique=True, max_size=12)


@given(NAMES, st.lists(st.text("aab.жé /", max_size=5), max_size=30))
def test_a_file_is_found_by_its_path_and_nothing_else_is(
    names: list[str], asked: list[str]
) -> None:
    names = sorted(names)
    stamps = {name: bytes([number] * 32) for number, name in enumerate(names)}
    listing = FileListing({"articles": ListedFolder("/".join(names), b"".join(stamps.values()))})
    for name in (*asked, *names, *reversed(names)):
        path = f"articles/{name}"
        assert listing.stamp(path) == stamps.get(name)
        assert listing.position(path) == (names.index(name) if name in stamps else None)
        assert listing.has_file(path) == (name in stamps)
        assert not listing.has_file(f"pages/{name}")
