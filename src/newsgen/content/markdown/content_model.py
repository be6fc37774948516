"""The content model of the HTML Standard: which element may stand in which.

Parents are the elements of `sanitize.ALLOWED_ELEMENTS`, and "" for the article itself.
"""

from functools import cache


def name_set(text: str) -> frozenset[str]:
    """Return the names of elements or attributes that are listed with spaces between them."""
    return frozenset(text.split())


HEADINGS = name_set("h1 h2 h3 h4 h5 h6")
PHRASING = name_set(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q ruby s samp small span strong"
    " sub sup time u var wbr"
)
BLOCKS = HEADINGS | name_set("blockquote details div dl figure hr ol p pre table ul")
FLOW = PHRASING | BLOCKS
TABLE_PARTS = name_set("caption tbody td th thead tr")
PARENT_BOUND = TABLE_PARTS | name_set("dd dt figcaption li rp rt summary")
"""Elements that may stand in certain parents only."""

VOID = name_set("area base br col embed hr img input link meta param source track wbr")

_TRANSPARENT = name_set("a del ins")  # these may hold what their parent may hold
_ALLOWED_CONTENT = {
    **dict.fromkeys(("", *name_set("blockquote caption dd div dt figcaption li td th")), FLOW),
    "details": FLOW | {"summary"},
    "dl": name_set("dd dt"),
    "figure": FLOW | {"figcaption"},
    "ol": name_set("li"),
    "ruby": PHRASING | {"rp", "rt"},
    "table": name_set("caption tbody thead"),
    "tbody": name_set("tr"),
    "thead": name_set("tr"),
    "tr": name_set("td th"),
    "ul": name_set("li"),
}
BANNED_DESCENDANTS = {
    "a": name_set("a details"),
    "caption": name_set("table"),
    "dfn": name_set("dfn"),
    "dt": HEADINGS,
    "ruby": name_set("ruby"),
    "th": HEADINGS,
}
# For a parent that may hold certain elements only: the one that is opened for anything else.
_IMPLIED_CHILD = {
    "dl": "dd",
    "ol": "li",
    "table": "tbody",
    "tbody": "tr",
    "thead": "tr",
    "tr": "td",
    "ul": "li",
}


def allowed_content(name: str, parent_allowed: frozenset[str]) -> frozenset[str]:
    """Return what an element may hold. parent_allowed: what its parent may hold."""
    return parent_allowed & FLOW if name in _TRANSPARENT else _ALLOWED_CONTENT.get(name, PHRASING)


@cache
def implied_parents(parent: str, allowed: frozenset[str], name: str) -> tuple[str, ...] | None:
    """Return the elements that have to come between a parent and a child, or None."""
    parents: list[str] = []
    while name not in allowed:
        implied = _IMPLIED_CHILD.get(parent)
        if implied is None:
            return None
        parents.append(implied)
        parent, allowed = implied, _ALLOWED_CONTENT[implied]
    return tuple(parents)


@cache
def has_implied_end(open_name: str, name: str) -> bool:
    """Return whether an open element ends where an element begins that it cannot hold.

    Elements whose end tag may be left out, as <p> and <li>, do, and inline elements that were not
    closed. A block is never cut in two.
    """
    if name in TABLE_PARTS:
        return open_name != "table"
    if open_name in PHRASING or open_name == "p":
        return True
    if name in ("li", "dd", "dt"):
        return open_name in ("li", "dd", "dt")
    return open_name in ("rp", "rt")
