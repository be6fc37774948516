"""The path, the permanent id and the slug that a new article gets."""

from unicodedata import category, normalize

from newsgen.model.period import Period
from newsgen.model.slug import Alphabet, slug


def article_path(period: Period, article_slug: str) -> str:
    """Return the path of an article's file in the archive, in the folder of its month or year."""
    name = f"{period.isoformat()}-{article_slug}" if period.span == "day" else article_slug
    return "/".join(("articles", *period.parts[:2], f"{name}.md"))


def article_id(period: Period, article_slug: str) -> str:
    """Return the permanent id of an article: its address when it was created."""
    return "/".join((*period.parts, article_slug))


def title_slug(title: str, alphabet: Alphabet) -> str:
    """Return the last part of an article's address, made from as many words of its title as fit.

    It stays the same when a build makes the address from the file's name.
    """
    # `slug` writes other signs as digits, to tell tags such as C and C++ apart; in the address of a
    # headline, quotes and colons are better left out.
    words = "".join(
        char if char.isalnum() or char in "-.'’‘" or category(char).startswith("M") else " "
        for char in normalize("NFKC", title)
    )
    part = slug(words if words.strip() else title, alphabet)
    while "-" in part and slug(part, alphabet) != part:
        part = part.rpartition("-")[0]
    return part
