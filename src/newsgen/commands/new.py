"""`newsgen new`: begins an article, a file with filled front matter in its right place.

Takes what a person typed; gives the file's path. Refuses to overwrite, and to write where there is
no archive.
"""

from datetime import date, datetime
from pathlib import Path
from unicodedata import category, normalize

from newsgen.content.yaml.quote import single_line, yaml_quoted, yaml_scalar
from newsgen.model.command_error import CommandError
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.problem import errors_in
from newsgen.model.slug import Alphabet, slug
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.site_loader import load_site
from newsgen.runtime.editor_files import write_new
from newsgen.store.cache import Cache

_EMPTY_LISTS = ", ".join(f"{kind.value}: []" for kind in TYPED_ENTITY_KINDS)
OPTIONAL_KEYS = f"""\
# Keys you may add: take away the # and fill in. "newsgen schema front-matter" lists them all.
#authors: [A. Writer]
#dateline: The place it was filed from
#section: World
#entities: {{{_EMPTY_LISTS}}}
#summary: One or two sentences for listings.
#source_url: https://example.org/where-it-was-first-published
#image: {{src: picture.jpg, alt: What it shows., credit: Who made it.}}
#status: draft
"""


def create_article(site: Path, title: str, source: str, day: date, tags: tuple[str, ...]) -> Path:
    """Write the file of a new article and give its path.

    title, source and tags are kept as typed, in one line each; a name that no authority file knows
    is as good as any. day: the article's date, or a moment, which means the date it is then in the
    archive's time zone.
    """
    title, source = single_line(title, "title"), single_line(source, "source")
    tags = tuple(dict.fromkeys(single_line(tag, "tag") for tag in tags))
    found, problems = load_site(scan_site(site), Cache(None))
    if found is None:
        raise CommandError(str(errors_in(problems)[0]))
    if isinstance(day, datetime):
        day = day.astimezone(found.context.zone).date()
    last = title_slug(title, found.config.slugs)
    path = site / article_path(day, last)
    keys = [
        f"title: {yaml_quoted(title)}",
        f"source: {yaml_scalar(source)}",
        f"date: {day.isoformat()}",
        f"id: {article_id(day, last)}",
        f"tags: [{', '.join(yaml_scalar(tag) for tag in tags)}]" if tags else "#tags: [A topic]",
    ]
    try:
        write_new(path, "\n".join(["---", *keys, f"{OPTIONAL_KEYS}---", "", ""]))
    except FileExistsError as error:
        hint = "give the article another title, or go on with that file"
        raise CommandError(f"{error.filename} is already there: {hint}") from None
    return path


def article_path(day: date, article_slug: str) -> str:
    """Where the file of a day's article belongs."""
    written = day.isoformat()
    return f"articles/{written[:7].replace('-', '/')}/{written}-{article_slug}.md"


def article_id(day: date, article_slug: str) -> str:
    """The permanent id of an article: its address when it was begun."""
    return f"{day.isoformat().replace('-', '/')}/{article_slug}"


def title_slug(title: str, alphabet: Alphabet) -> str:
    """The last part of the address, made of the title's words, of as many as an address can hold.

    Reading makes it again, of the file's name, and comes to the same.
    """
    words = "".join(char if _is_word_char(char) else " " for char in normalize("NFKC", title))
    part = slug(words if words.strip() else title, alphabet)
    while "-" in part and slug(part, alphabet) != part:
        part = part.rpartition("-")[0]
    return part


def _is_word_char(char: str) -> bool:
    """Whether a character is part of a word.

    The digits that `slug` adds for others tell the tags C and C++ apart; headlines are full of
    quotes and colons that nobody misses in an address.
    """
    return char.isalnum() or category(char).startswith("M") or char in "-.'’‘"
