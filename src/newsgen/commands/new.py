"""`newsgen new`: begins an article, a file with filled front matter in its right place.

Takes what a person typed; gives the file's path. Refuses to overwrite, and to write where there is
no archive.
"""

from datetime import date, datetime
from pathlib import Path
from unicodedata import category, normalize

from newsgen.content.yaml.quote import line, quoted, scalar
from newsgen.model.errors import Refused
from newsgen.model.problem import errors
from newsgen.model.slug import Alphabet, slug
from newsgen.pipeline.scan import list_inputs
from newsgen.pipeline.site_loader import load
from newsgen.runtime.atomic import write_new
from newsgen.store.cache import Cache

OFFERED = """\
# Keys you may add: take away the # and fill in. "newsgen schema front-matter" lists them all.
#authors: [A. Writer]
#dateline: The place it was filed from
#section: World
#entities: {people: [], organizations: [], places: [], events: []}
#summary: One or two sentences for listings.
#source_url: https://example.org/where-it-was-first-published
#image: {src: picture.jpg, alt: What it shows., credit: Who made it.}
#status: draft
"""


def new(site: Path, title: str, source: str, day: date, tags: tuple[str, ...]) -> Path:
    """Write the file of a new article and give its path.

    title, source and tags are kept as typed, in one line each; a name that no authority file knows
    is as good as any. day: the article's date, or a moment, which means the date it is then in the
    archive's time zone.
    """
    title, source = line(title, "title"), line(source, "source")
    tags = tuple(dict.fromkeys(line(tag, "tag") for tag in tags))
    found, problems = load(list_inputs(site), Cache(None))
    if found is None:
        raise Refused(str(errors(problems)[0]))
    if isinstance(day, datetime):
        day = day.astimezone(found.context.zone).date()
    last = last_part(title, found.config.slugs)
    path = site / path_of(day, last)
    keys = [
        f"title: {quoted(title)}",
        f"source: {scalar(source)}",
        f"date: {day.isoformat()}",
        f"id: {id_of(day, last)}",
        f"tags: [{', '.join(scalar(tag) for tag in tags)}]" if tags else "#tags: [A topic]",
    ]
    try:
        write_new(path, "\n".join(["---", *keys, f"{OFFERED}---", "", ""]))
    except FileExistsError as error:
        hint = "give the article another title, or go on with that file"
        raise Refused(f"{error.filename} is already there: {hint}") from None
    return path


def path_of(day: date, last: str) -> str:
    """Where the file of a day's article belongs."""
    written = day.isoformat()
    return f"articles/{written[:7].replace('-', '/')}/{written}-{last}.md"


def id_of(day: date, last: str) -> str:
    """The permanent id of an article: its address when it was begun."""
    return f"{day.isoformat().replace('-', '/')}/{last}"


def last_part(title: str, alphabet: Alphabet) -> str:
    """The last part of the address, made of the title's words, of as many as an address can hold.

    Reading makes it again, of the file's name, and comes to the same.
    """
    words = "".join(char if _spoken(char) else " " for char in normalize("NFKC", title))
    part = slug(words if words.strip() else title, alphabet)
    while "-" in part and slug(part, alphabet) != part:
        part = part.rpartition("-")[0]
    return part


def _spoken(char: str) -> bool:
    """Whether a character is part of a word.

    The digits that `slug` adds for others tell the tags C and C++ apart; headlines are full of
    quotes and colons that nobody misses in an address.
    """
    return char.isalnum() or category(char).startswith("M") or char in "-.'’‘"
