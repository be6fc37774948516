"""`newsgen new`: creates the file of an article, with its front matter filled in."""

from datetime import datetime
from pathlib import Path

from newsgen.content.front_matter.path_values import without_day
from newsgen.content.new_article import article_id, article_path, title_slug
from newsgen.content.yaml.quote import single_line, yaml_quoted, yaml_scalar
from newsgen.model.command_error import CommandError
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.period import Period
from newsgen.model.problem import errors_in
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
#image: {{src: picture.jpg, alt: What it shows., caption: Who is seen., credit: Who made it.}}
#status: draft
"""


def create_article(
    site: Path, title: str, source: str, period: Period | datetime, tags: tuple[str, ...]
) -> Path:
    """Write the file of a new article and return its path.

    Args:
        title: Line breaks in it, in `source` and in `tags` become spaces.
        source: A name, which need not be in an authority file.
        period: What is known of the article's date, or an instant, which stands for its date in the
            archive's zone.

    Raises:
        CommandError: The file exists, the archive cannot be read, or a text is not valid.
    """
    title, source = single_line(title, "title"), single_line(source, "source")
    tags = tuple(dict.fromkeys(single_line(tag, "tag") for tag in tags))
    loaded, problems = load_site(scan_site(site), Cache(None))
    if loaded is None:
        raise CommandError(str(errors_in(problems)[0]))
    if isinstance(period, datetime):
        period = Period(period.astimezone(loaded.context.zone).date(), "day")
    article_slug = title_slug(title, loaded.config.slugs)
    path = site / article_path(period, article_slug)
    keys = [
        f"title: {yaml_quoted(title)}",
        f"source: {yaml_scalar(source)}",
        f"date: {period.edtf()}",
        f"id: {article_id(period, article_slug)}",
        f"tags: [{', '.join(yaml_scalar(tag) for tag in tags)}]" if tags else "#tags: [A topic]",
    ]
    # Without a day before it, such a slug would be read as the name of a folder or as a date.
    if period.span != "day" and (
        article_slug == "index" or without_day(article_slug) != article_slug
    ):
        keys.append(f"slug: {article_slug}")
    try:
        write_new(path, "\n".join(["---", *keys, f"{OPTIONAL_KEYS}---", "", ""]))
    except FileExistsError as error:
        hint = "give the article another title, or go on with that file"
        raise CommandError(f"{error.filename} is already there: {hint}") from None
    return path
