"""The page groups of the plan cache, each with all that its pages depend on.

The stream can be built twice, once for the addresses and once for the pages, and is never in memory
as a whole. The order of groups depends on the archive alone.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from newsgen.archive.archive import Archive
from newsgen.archive.companions import MIN_SHARED_ARTICLES
from newsgen.archive.questions import ARTICLES
from newsgen.archive.term import Term
from newsgen.archive.term_relations import broader_term, entity_of_tag
from newsgen.archive.versions import lead_version
from newsgen.archive.window_digests import WindowDigests
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import ENTITY_KINDS, Kind
from newsgen.pages.article_view import (
    article_gallery,
    article_picture,
    language_versions,
    original_link,
)
from newsgen.pages.authors import is_known_organization
from newsgen.pages.cards import (
    article_address,
    first_and_latest_dates,
    site_periods,
    term_address,
    term_link,
)
from newsgen.pages.corrections import corrections_years
from newsgen.pages.feeds import feed_subject
from newsgen.pages.indexes import index_group
from newsgen.pages.language_pages import archive_languages
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.name_files import name_file_group
from newsgen.pages.name_periods import NameHistory
from newsgen.pages.page_group import PageGroup, PlannedPage
from newsgen.pages.page_groups import periods_with_pages, year_group
from newsgen.pages.period_pages import stories_on_page, story_count
from newsgen.pages.plan_group import GroupKey, GroupKind, plan_group
from newsgen.pages.plan_inputs import PlanInputs


def plan_pages(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield every page but the redirects."""
    windows = WindowDigests(inputs.archive, inputs.card_key)
    yield from text_groups(inputs, inputs.archive, windows)
    yield from listing_groups(inputs, windows)
    yield from feed_groups(inputs)


def text_groups(
    inputs: PlanInputs, archive: Archive, windows: WindowDigests
) -> Iterator[PageGroup]:
    """Yield a group for each date with articles, newest first, withdrawn article and plain page."""
    names_digest = _names_digest(inputs, archive)
    for articles, window in windows.days():
        yield _day_group(inputs, archive, windows, articles, (window, names_digest))
    for article in archive.withdrawn_articles:
        yield _group(inputs, GroupKey("article", article.path))
    links = LinkResolver(inputs)
    for page in inputs.questions.plain_pages():
        pages = _planner(inputs, GroupKey("plain page", page.path))
        yield PageGroup(pages, broken_links=links.broken_links(page.path, page.references))


def _names_digest(inputs: PlanInputs, archive: Archive) -> str:
    """Return the digest of what articles show of authority files beside the names themselves.

    It is the addresses elsewhere (sameAs) of all names, and what authors are.
    """
    entries = archive.authorities.entries if inputs.config.base_url else ()
    linked = (entry for entry in entries if entry.identifiers or entry.urls)
    parts = [part for entry in linked for part in (entry.name_line, *entry.same_as, "")]
    for term, _ in inputs.questions.terms(Kind.AUTHOR):
        organization = is_known_organization(inputs.questions, term)
        family = term.authority.family if term.authority else ""
        if family or organization is not None:
            parts += (term.text, family, str(organization))
    return digest(*parts)


def _day_group(
    inputs: PlanInputs,
    archive: Archive,
    windows: WindowDigests,
    articles: tuple[Article, ...],
    digests: tuple[str, str],
) -> PageGroup:
    """Return the pages of a date's articles."""
    links, questions = LinkResolver(inputs), inputs.questions
    addresses = [
        links.resolve_all(article_address(article), article.references) for article in articles
    ]
    broken_links = tuple(
        link
        for article, resolved in zip(articles, addresses, strict=True)
        if None in resolved
        for link in links.broken_links(article.path, article.references)
    )
    stories = [questions.versions(article) for article in articles]
    # Without versions all articles between the first and the last have neighbours of the same day.
    at_ends = zip(articles, stories, strict=True)
    leads = [lead_version(article, story) for article, story in at_ends]
    near = chain.from_iterable(
        chain(*questions.neighbours(ARTICLES, lead, 1))
        for lead in (leads if archive.versions else leads[:: max(1, len(leads) - 1)])
    )
    neighbours = (questions.article(entry.path) for entry in near)
    depends_on = (
        "articles",
        [article.input_digest for article in articles],
        addresses,
        [
            (original_link(inputs, article), language_versions(inputs, article), story[0].path)
            for article, story in zip(articles, stories, strict=True)
            if article.translation_of or len(story) > 1
        ],
        digests,
        [windows.card_key(article) for article in neighbours if article],
        inputs.config.id_authority,
        bool(inputs.config.base_url),
    )
    groups = [GroupKey("article", article.path) for article in articles]
    return PageGroup(_planner(inputs, *groups), depends_on, articles, broken_links)


def listing_groups(inputs: PlanInputs, windows: WindowDigests) -> Iterator[PageGroup]:
    """Yield the pages that have no text, but redirects."""
    yield _group(inputs, GroupKey("front page"))
    yield _group(inputs, GroupKey("dates"))
    yield from _period_groups(inputs)
    yield from _language_groups(inputs)
    for kind in Kind:
        yield index_group(inputs, kind)
        for term, _ in inputs.questions.terms(kind):
            # Of two names with one address (N302) the first has it.
            if inputs.questions.term_at(kind, term.slug) == term:
                yield from _name_groups(inputs, term, windows)
    years = [
        GroupKey("corrections year", year.isoformat()) for year, _ in corrections_years(inputs)
    ]
    yield _group(inputs, GroupKey("corrections"), *years)
    yield _group(inputs, GroupKey("service"))
    yield _group(inputs, GroupKey("search"))
    yield name_file_group(inputs)
    yield from _sitemap_groups(inputs)


def _period_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield a group for each year, the oldest first, and for each month with its days."""
    questions = inputs.questions
    years = site_periods(inputs, "year")
    for year in periods_with_pages(inputs, "year"):
        count = story_count(inputs, year)
        shown = stories_on_page(inputs, year, count)
        months = site_periods(inputs, "month", year)
        near = questions.nearest(ARTICLES, year)
        depends_on = ("year", year, count, months, near, years, len(shown))
        planner = _planner(inputs, GroupKey("period", year.isoformat()))
        yield PageGroup(planner, depends_on, shown)
        for month in periods_with_pages(inputs, "month", year):
            days = periods_with_pages(inputs, "day", month)
            ends = (month, *days[:1], *days[-1:])
            nearest = [questions.nearest(ARTICLES, period) for period in ends]
            month_depends_on = ("month", month, days, nearest, inputs.config.year)
            groups = [GroupKey("period", period.isoformat()) for period in (month, *days)]
            articles = questions.entries(ARTICLES, month)
            yield PageGroup(_planner(inputs, *groups), month_depends_on, articles)


def _language_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield the group of the index, and for each language those of its own page and its years."""
    config, languages = inputs.config, archive_languages(inputs)
    if languages:
        yield _group(inputs, GroupKey("languages"))
    for tag in languages:
        history = NameHistory.of_language(inputs, tag)
        settings = (languages, config.newest, config.year, bool(config.base_url))
        depends_on = ("language", tag, history.counts, history.years, settings)
        planner = _planner(inputs, GroupKey("language", tag))
        yield PageGroup(planner, depends_on, history.newest[0])
        yield from _year_groups(inputs, "language year", history, ("year of a language", tag))


def _name_groups(inputs: PlanInputs, term: Term, windows: WindowDigests) -> Iterator[PageGroup]:
    """Yield the group of a name's own page and its pair pages, and one group for each year."""
    config, questions = inputs.config, inputs.questions
    name = NameHistory.of_term(inputs, term)
    entity, larger = entity_of_tag(questions, term), broader_term(questions, term)
    relations = [term_link(each) for each in (entity, larger, *questions.parts(term)) if each]
    organization = term.kind is Kind.AUTHOR and is_known_organization(questions, term)
    depends_on = (
        "name",
        (term.kind, term.text, term.slug, term.authority),
        (entity is None, larger is None, relations, organization),
        (name.counts, first_and_latest_dates(inputs, *name.timelines), name.years),
        # The digest of all its articles decides the companions, the activity and the pair pages.
        windows.of_name(term),
        (config.year, config.newest, bool(config.base_url)),
    )
    pages = partial(_name_pages, inputs, name)
    yield PageGroup(pages, depends_on, tuple(chain.from_iterable(name.newest)))
    own = ("year of a name", term.kind, term.text, term.slug)
    yield from _year_groups(inputs, "name year", name, own)


def _name_pages(inputs: PlanInputs, name: NameHistory) -> Iterator[PlannedPage]:
    """Yield the page of a name, and those of it and each companion whose address comes after."""
    (term,), questions = name.terms, inputs.questions
    yield from plan_group(inputs, questions, GroupKey("name", name.timelines[0].subject))
    if term.kind not in ENTITY_KINDS or not questions.weight(term):
        return
    for kind in ENTITY_KINDS:
        for other, count in questions.companions(term, kind):
            if count >= MIN_SHARED_ARTICLES and name.address < term_address(other):
                pair = NameHistory.of_pair(inputs, term, other)
                subject = pair.timelines[0].subject
                years = (year_group("pair year", subject, year) for year, _ in pair.years)
                for group in (GroupKey("pair", subject), *years):
                    yield from plan_group(inputs, questions, group)


def _year_groups(
    inputs: PlanInputs, kind: GroupKind, history: NameHistory, own: tuple[object, ...]
) -> Iterator[PageGroup]:
    """Yield the group of each year of a name or a language."""
    subject = history.language or history.timelines[0].subject
    for year, count in history.years:
        articles = [inputs.questions.entries(timeline, year) for timeline in history.timelines]
        depends_on = (own, year, count, [len(each) for each in articles], inputs.config.year)
        planner = _planner(inputs, year_group(kind, subject, year))
        yield PageGroup(planner, depends_on, tuple(chain.from_iterable(articles)))


def _sitemap_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield the group of each year's sitemaps, and that of the others."""
    questions = inputs.questions
    if not inputs.config.base_url:
        return
    for year in periods_with_pages(inputs, "year"):
        names = tuple(map(term_address, questions.first_named_in(year)))
        planner = _planner(inputs, GroupKey("sitemap", year.isoformat()))
        yield PageGroup(planner, ("sitemap", year, names), questions.entries(ARTICLES, year))
    yield _group(inputs, GroupKey("sitemaps"))


def feed_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield a group for each feed; none if the archive does not know its own address."""
    config, links = inputs.config, LinkResolver(inputs)
    homes: set[str] = set()
    for key in inputs.questions.subjects("changes") if config.base_url else ():
        subject = feed_subject(inputs, key)
        if subject is None or subject.home in homes:
            continue
        homes.add(subject.home)
        articles = subject.latest
        own = (subject.home, subject.page, subject.former_homes, subject.label)
        # An article's card key covers its pictures, but not whether the files are there.
        pictures = [
            (article_picture(article, links), article_gallery(article, links))
            for article in articles
            if article.images
        ]
        depends_on: tuple[object, ...] = (
            *("feed", own, config.id_authority, config.feed_entries, pictures),
        )
        if config.feed_text == "full":
            # An article's card key covers neither its text nor where links in it lead.
            addresses = [
                links.resolve_all(article_address(article), article.references)
                for article in articles
            ]
            depends_on += ([article.html_digest for article in articles], addresses)
        yield PageGroup(_planner(inputs, GroupKey("feed", key)), depends_on, articles)


def _group(inputs: PlanInputs, *groups: GroupKey) -> PageGroup:
    """Return pages that are planned in every build."""
    return PageGroup(_planner(inputs, *groups))


def _planner(inputs: PlanInputs, *groups: GroupKey) -> Callable[[], Iterator[PlannedPage]]:
    """Return what plans the pages of some groups."""
    questions = inputs.questions
    return lambda: chain.from_iterable(plan_group(inputs, questions, each) for each in groups)
