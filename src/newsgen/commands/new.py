"""`newsgen new`: creates the file of an article, with its front matter filled in."""

import re
from datetime import datetime
from pathlib import Path

from newsgen.content.article_template import ARTICLE_TEMPLATE, default_template, fill_template
from newsgen.content.did_you_mean import did_you_mean
from newsgen.content.front_matter.path_values import without_day
from newsgen.content.new_article import article_id, article_path, title_slug
from newsgen.content.parse_file import SourceFile, parse_file
from newsgen.content.site import Site
from newsgen.content.text import decode_text
from newsgen.content.yaml.nodes import ScalarNode
from newsgen.content.yaml.quote import single_line, yaml_quoted, yaml_scalar
from newsgen.content.yaml.scalar_types import UrlType
from newsgen.content.yaml.validator import Validator
from newsgen.model.command_error import CommandError
from newsgen.model.editor_address import editor_address
from newsgen.model.kind import Kind, Name
from newsgen.model.period import Period
from newsgen.model.problem import Location, Problem, apply_severities, errors_in
from newsgen.model.value import Value
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.site_loader import load_config, load_site
from newsgen.runtime.desktop import open_address
from newsgen.runtime.editor_files import read_existing, write_new
from newsgen.store.cache import Cache


class FirstValues(Value, frozen=True):
    """What else the front matter of a new article may say from the beginning.

    Attributes:
        section: One of those in newsgen.yml, if it lists any.
        source_url: Who gives it has it before them: `retrieved` is then the day of `now`.
        draft: Whether the article is to be left out of builds.
    """

    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    section: str = ""
    source_url: str = ""
    draft: bool = False
    now: datetime | None = None


NO_VALUES = FirstValues()


def create_article(
    site: Path,
    title: str,
    source: str | None,
    period: Period | datetime,
    values: FirstValues = NO_VALUES,
) -> Path:
    """Write the file of a new article and return its path.

    Args:
        title: Line breaks in it, and in all other texts, become spaces.
        source: A name, which need not be in an authority file; None for that of the template.
        period: What is known of the article's date, or an instant, which stands for its date in the
            archive's zone.

    Raises:
        CommandError: The file exists, the archive or its template for new articles cannot be read,
            or a text is not valid.
    """
    title = single_line(title, "title")
    loaded, problems = load_site(scan_site(site), Cache(None))
    if loaded is None:
        raise CommandError(str(errors_in(problems)[0]))
    if isinstance(period, datetime):
        period = _day(period, loaded)
    article_slug = title_slug(title, loaded.config.slugs)
    path = site / article_path(period, article_slug)
    lines = {"title": yaml_quoted(title)}
    if source is not None:
        lines["source"] = yaml_scalar(single_line(source, "source"))
    lines |= {"date": period.edtf(), "id": article_id(period, article_slug)}
    lines |= _more_lines(values, loaded)
    # Without a day before it, such a slug would be read as the name of a folder or as a date.
    if period.span != "day" and (
        article_slug == "index" or without_day(article_slug) != article_slug
    ):
        lines["slug"] = article_slug
    text = _fill_in({key: f"{key}: {value}" for key, value in lines.items()}, loaded)
    try:
        write_new(path, text)
    except FileExistsError as error:
        hint = "give the article another title, or go on with that file"
        raise CommandError(f"{error.filename} is already there: {hint}") from None
    return path


def open_in_editor(site: Path, path: Path) -> bool:
    """Open a file in the editor that newsgen.yml names; False if nothing opens its address."""
    config, _ = load_config(site)
    template = config.editor if config else ""
    content = read_existing(path.parent, [path.name])[path.name]
    last_line = content.count(b"\n") + 1  # where the text is to go
    return open_address(editor_address(template, path.absolute().as_posix(), last_line))


def _day(instant: datetime, site: Site) -> Period:
    return Period(instant.astimezone(site.context.zone).date(), "day")


def _more_lines(values: FirstValues, site: Site) -> dict[str, str]:
    """Return the values of further keys as YAML."""
    lines = {}
    for key, name, texts in (("tags", "tag", values.tags), ("authors", "author", values.authors)):
        if texts:
            items = dict.fromkeys(single_line(text, name) for text in texts)
            lines[key] = f"[{', '.join(map(yaml_scalar, items))}]"
    if values.section:
        lines["section"] = yaml_scalar(_known_section(single_line(values.section, "section"), site))
    if values.source_url:
        lines["source_url"] = _checked_address(single_line(values.source_url, "URL"), site)
        if values.now:
            lines["retrieved"] = _day(values.now, site).edtf()
    if values.draft:
        lines["status"] = "draft"
    return lines


def _checked_address(text: str, site: Site) -> str:
    """Return an address as YAML. Raises CommandError if front matter would not take it."""
    validator = Validator(site.context.zone)
    node = ScalarNode(text, False, Location("--url"))
    if UrlType().validate(node, "--url", validator) is None:
        (wrong,) = validator.problems
        raise CommandError(f"{wrong.message}; {wrong.hint}")
    is_safe = re.fullmatch(r"[A-Za-z0-9/:@!$&'()*+,;=~._?%-]+", text)
    return text if is_safe else yaml_quoted(text)


def _known_section(text: str, site: Site) -> str:
    """Return a section as newsgen.yml writes it, where that lists any. Raises CommandError."""
    sections = site.config.sections
    by_key = {Name(Kind.SECTION, section).key: section for section in sections}
    if not sections:
        return text
    section = by_key.get(Name(Kind.SECTION, text).key)
    if section is None:
        hint = did_you_mean(text, sections) or f"the sections are {', '.join(sections)}"
        raise CommandError(f'"{text}" is not a section of newsgen.yml: {hint}')
    return section


def _fill_in(lines: dict[str, str], site: Site) -> str:
    """Return the text of the article, from the site's template if it has one."""
    data = read_existing(site.folder, [ARTICLE_TEMPLATE]).get(ARTICLE_TEMPLATE)
    if data is None:
        if "source" not in lines:
            raise CommandError("an article names its source: say which with --source")
        text: str | None = default_template(site.config.sections)
    else:
        text, problems = decode_text(data, ARTICLE_TEMPLATE)
        if text is None or errors_in(problems):
            raise CommandError(str(errors_in(problems)[0]))
    filled = fill_template(text or "", lines)
    if isinstance(filled, Problem):
        raise CommandError(str(filled))
    if data is not None:
        problems = parse_file(SourceFile(ARTICLE_TEMPLATE, filled.encode()), site.context).problems
        if errors := errors_in(apply_severities(problems, site.config.problems)):
            raise CommandError(str(errors[0]))
    return filled
