"""Which element may stand in which: as much of HTML's content model as the allow-list needs.

Pure tables and a few questions asked of them. The rules are those of the HTML Standard and its
checker; parents here are the elements of `sanitize.ELEMENTS` and "" for the article itself.
"""

from functools import cache


def names(listed: str) -> frozenset[str]:
    """The names of elements or attributes listed with spaces between them."""
    return frozenset(listed.split())


HEADINGS = names("h1 h2 h3 h4 h5 h6")
PHRASING = names(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q ruby s samp small span strong"
    " sub sup time u var wbr"
)
BLOCKS = HEADINGS | names("blockquote details div dl figure hr ol p pre table ul")
FLOW = PHRASING | BLOCKS
CELLS = names("caption tbody td th thead tr")
PARTS = CELLS | names("dd dt figcaption li rp rt summary")
"""Elements that stand in their own kind of parent only."""

VOID = names("area base br col embed hr img input link meta param source track wbr")
"""Elements without an end."""

_TRANSPARENT = names("a del ins")  # these may hold what their parent may hold
_CONTENT = {
    "": FLOW,
    "blockquote": FLOW,
    "caption": FLOW,
    "dd": FLOW,
    "details": FLOW | {"summary"},
    "div": FLOW,
    "dl": names("dd dt"),
    "dt": FLOW,
    "figcaption": FLOW,
    "figure": FLOW | {"figcaption"},
    "li": FLOW,
    "ol": names("li"),
    "ruby": PHRASING | {"rp", "rt"},
    "table": names("caption tbody thead"),
    "tbody": names("tr"),
    "td": FLOW,
    "th": FLOW,
    "thead": names("tr"),
    "tr": names("td th"),
    "ul": names("li"),
}
_BANNED = {
    "a": names("a details"),
    "caption": names("table"),
    "dfn": names("dfn"),
    "dt": HEADINGS,
    "ruby": names("ruby"),
    "th": HEADINGS,
}
# The part that is put in where a parent has only parts and something else stands in it.
_IMPLIED = {
    "dl": "dd",
    "ol": "li",
    "table": "tbody",
    "tbody": "tr",
    "thead": "tr",
    "tr": "td",
    "ul": "li",
}


def content(name: str, parent: frozenset[str]) -> frozenset[str]:
    """What an element may hold. parent: what its parent may hold."""
    return parent & FLOW if name in _TRANSPARENT else _CONTENT.get(name, PHRASING)


def banned(name: str) -> frozenset[str]:
    """What an element may not hold at any depth."""
    return _BANNED.get(name, frozenset())


@cache
def between(parent: str, allowed: frozenset[str], name: str) -> tuple[str, ...] | None:
    """The parts that have to come between a parent and a child; None if it cannot hold it."""
    parts: list[str] = []
    while name not in allowed:
        implied = _IMPLIED.get(parent)
        if implied is None:
            return None
        parts.append(implied)
        parent, allowed = implied, _CONTENT[implied]
    return tuple(parts)


@cache
def ends_before(open_name: str, name: str) -> bool:
    """Whether an open element is over where an element begins that it cannot hold.

    So it is for ends that may be left out, as of <p> and <li>, and for inline elements that were
    not closed; a block is never cut in two.
    """
    if name in CELLS:
        return open_name != "table"
    if open_name in PHRASING or open_name == "p":
        return True
    if name in ("li", "dd", "dt"):
        return open_name in ("li", "dd", "dt")
    return open_name in ("rp", "rt")
