"""Which pages exist: the whole archive as a stream of chapters, each a few pages or one.

The stream can be walked twice, once for its addresses and once for its pages, and never lies in
memory as a whole.
"""

from collections.abc import Callable, Iterator
from functools import cache as once
from functools import partial
from itertools import chain

from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import TRACKED_KINDS
from newsgen.archive.related import ArticleDay, RelatedArticles
from newsgen.archive.timeline import TermPeriod, group_by_period, term_periods
from newsgen.model.article import Article, PlainPage
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.article_json import article_json_page, data_page_view
from newsgen.pages.article_pages import (
    article_view,
    language_versions,
    original_link,
    plain_page_view,
    tombstone_view,
)
from newsgen.pages.cards import CardFactory, article_address, card
from newsgen.pages.corrections import (
    correction_entries,
    corrections_view,
    corrections_year_view,
    entries_by_year,
)
from newsgen.pages.feeds import feed_groups, feed_item, feeds_view, opml_view
from newsgen.pages.indexes import NameIndex, entities_view, index_inputs, index_view, name_indexes
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.listings import front_view, period_view
from newsgen.pages.name_pages import name_period_view, name_view, newest_and_oldest, term_relations
from newsgen.pages.page import View
from newsgen.pages.page_group import PageGroup, PlannedPage, RouteOwner, builtin_page
from newsgen.pages.pair_pages import pair_pages
from newsgen.pages.period_nav import PeriodNavigation
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.search import search_view
from newsgen.pages.sitemaps import sitemap_groups
from newsgen.pages.views import NotFoundView


def plan_pages(inputs: PlanInputs, link_resolver: LinkResolver) -> Iterator[PageGroup]:
    """Every page but the redirects, in an order that depends on nothing but the archive.

    lookup: may know no addresses yet, as long as no page with a text is asked for its view.
    """
    kinship = RelatedArticles(inputs.archive, inputs.card_key_getter)
    yield from text_groups(inputs, kinship, link_resolver)
    yield from listing_groups(inputs, kinship, partial(card, inputs))
    yield from feed_groups(inputs, link_resolver, partial(feed_item, inputs, link_resolver))


def text_groups(
    inputs: PlanInputs, related_articles: RelatedArticles, link_resolver: LinkResolver
) -> Iterator[PageGroup]:
    """The pages of articles, and plain ones."""
    done = 0
    identities = inputs.same_as_digest
    for day in related_articles.days():
        yield _article_day_group(inputs, related_articles, day, done, link_resolver, identities)
        done += len(day.articles)
    for article in inputs.archive.withdrawn_articles:
        view = partial(tombstone_view, inputs, article)
        yield _single_page_group(_text_page(article, "tombstone.html", view))
        if inputs.config.base_url:
            yield _single_page_group(
                article_json_page(inputs, article, partial(_article_owner, article), view)
            )
    for page in inputs.archive.plain_pages:
        yield _plain_page_group(inputs, page, link_resolver)


def listing_groups(
    inputs: PlanInputs, related_articles: RelatedArticles, make_card: CardFactory
) -> Iterator[PageGroup]:
    """All pages without a text. cards: what is to stand for articles."""
    found = name_indexes(inputs)
    front = partial(front_view, inputs, found[Kind.ENTITY], make_card)
    yield _single_page_group(builtin_page(routes.FRONT_PAGE, "front.html", "the front page", front))
    yield from _period_groups(inputs, make_card)
    for kind in Kind:
        yield _index_group(inputs, kind, found[kind])
        for term in _unique_by_slug(inputs.archive.terms_of_kind(kind)):
            yield from _name_groups(inputs, related_articles, term, make_card)
    yield PageGroup(partial(_corrections_pages, inputs))
    if inputs.config.search:
        search = partial(search_view, inputs)
        yield _single_page_group(
            builtin_page(routes.SEARCH, "search.html", "the search page", search)
        )
    not_found = partial(NotFoundView, routes.NOT_FOUND)
    missing = builtin_page(
        routes.NOT_FOUND, "not_found.html", "the page for wrong addresses", not_found
    )
    yield _single_page_group(missing)
    yield from sitemap_groups(inputs)
    if inputs.config.data:
        exported = partial(data_page_view, inputs)
        yield _single_page_group(
            builtin_page(routes.DATA, "data.html", "the page of the data", exported)
        )
    if inputs.config.base_url:
        subscribing = partial(feeds_view, inputs)
        yield _single_page_group(
            builtin_page(routes.FEEDS, "feeds.html", "the page of feeds", subscribing)
        )
        yield _single_page_group(
            builtin_page(routes.OPML, "", "the list of feeds", partial(opml_view, inputs))
        )


def _single_page_group(page: PlannedPage) -> PageGroup:
    return PageGroup(lambda: (page,))


def _article_day_group(
    inputs: PlanInputs,
    related_articles: RelatedArticles,
    day: ArticleDay,
    start: int,
    link_resolver: LinkResolver,
    same_as_digest: str,
) -> PageGroup:
    """The pages of a day's articles, made of all of each, and of what others say of them.

    start: the place of the first of them among all.
    """
    articles, every = day.articles, inputs.archive.articles
    end, said = start + len(articles), inputs.card_key_getter
    ends = said(every[start - 1]) if start else "", said(every[end]) if end < len(every) else ""

    def pages() -> Iterator[PlannedPage]:
        for at, (article, kin) in enumerate(related_articles.matches(day), start):
            earlier = every[at + 1] if at + 1 < len(every) else None
            later = every[at - 1] if at else None
            view = once(partial(article_view, inputs, article, kin, earlier, later, link_resolver))
            yield _text_page(article, "article.html", view)
            if inputs.config.base_url:
                yield article_json_page(inputs, article, partial(_article_owner, article), view)

    led = [
        link_resolver.resolve_all(link_resolver.addresses_by_path[each.path], each.references)
        for each in articles
    ]
    lost = (
        link_resolver.broken_links(article.path, article.references)
        for article, addresses in zip(articles, led, strict=True)
        if None in addresses
    )
    originals = [
        (original_link(inputs, each), language_versions(inputs, each)) for each in articles
    ]
    origins = [each.input_digest for each in articles]
    known = (inputs.config.id_authority, bool(inputs.config.base_url), same_as_digest)
    facts = ("articles", origins, led, originals, day.digest, ends, known)
    return PageGroup(pages, facts, articles, tuple(chain.from_iterable(lost)))


def _text_page(article: Article, template: str, view: Callable[[], View]) -> PlannedPage:
    claim = partial(_article_owner, article)
    return PlannedPage(article_address(article), template, claim, view, article.path)


def _article_owner(article: Article) -> RouteOwner:
    remedy = f"give one of them another slug, as in slug: {article.slug}-2"
    return RouteOwner(article.path, article.location_of("slug"), remedy)


def _plain_page_group(
    inputs: PlanInputs, page: PlainPage, link_resolver: LinkResolver
) -> PageGroup:
    view = partial(plain_page_view, inputs, page, link_resolver)
    claim = partial(RouteOwner, page.path, page.location, "rename the file under pages/")
    planned = PlannedPage(page.address, "plain.html", claim, view, page.path)
    return PageGroup(
        lambda: (planned,), broken_links=link_resolver.broken_links(page.path, page.references)
    )


def _period_groups(inputs: PlanInputs, make_card: CardFactory) -> Iterator[PageGroup]:
    """Each year and each month with its days; also those of withdrawn articles, to lead on."""
    held = dict(group_by_period(inputs.archive.articles, "year"))
    gone = [article.moment.day for article in inputs.archive.withdrawn_articles]
    around = PeriodNavigation(inputs.archive.articles, gone)
    for year in around.periods("year"):
        within = held.get(year, ())
        months = dict(group_by_period(within, "month"))
        yield _year_group(year, within, around, make_card, inputs.config.year)
        for month in around.periods("month", year):
            yield _month_group(month, months.get(month, ()), around, make_card, inputs.config.year)


def _year_group(
    year: Period,
    articles: tuple[Article, ...],
    period_navigation: PeriodNavigation,
    make_card: CardFactory,
    max_articles: int,
) -> PageGroup:
    """The page of a year: its months, and its articles unless they are too many."""
    page = _period_page(year, articles, period_navigation, make_card, max_articles)
    bare = period_view(year, articles, period_navigation, make_card, -1)
    shown = articles if len(articles) <= max_articles else ()
    return PageGroup(lambda: (page,), ("year", bare, len(shown)), shown)


def _month_group(
    month: Period,
    articles: tuple[Article, ...],
    period_navigation: PeriodNavigation,
    make_card: CardFactory,
    max_articles: int,
) -> PageGroup:
    """The pages of a month and its days."""
    days = period_navigation.periods("day", month)

    def pages() -> Iterator[PlannedPage]:
        yield _period_page(month, articles, period_navigation, make_card, max_articles)
        held = dict(group_by_period(articles, "day"))
        for day in days:
            yield _period_page(day, held.get(day, ()), period_navigation, make_card, max_articles)

    ends = [period_navigation.previous_and_next(each) for each in (month, days[0], days[-1])]
    return PageGroup(pages, ("month", month, days, ends, max_articles), articles)


def _period_page(
    period: Period,
    articles: tuple[Article, ...],
    period_navigation: PeriodNavigation,
    make_card: CardFactory,
    max_articles: int,
) -> PlannedPage:
    view = partial(period_view, period, articles, period_navigation, make_card, max_articles)
    owner = f"the page of a {period.span}"
    return builtin_page(routes.period_address(period), "period.html", owner, view)


def _index_group(inputs: PlanInputs, kind: Kind, index: NameIndex) -> PageGroup:
    view: Callable[[], View] = partial(index_view, inputs, kind, index)
    template, owner = "index.html", f"the index of {kind}"
    if kind is Kind.ENTITY:
        view = partial(entities_view, inputs, index)
        template, owner = "entities.html", "the index of all entities"
    page = builtin_page(routes.kind_address(kind), template, owner, view)
    return PageGroup(lambda: (page,), (kind, index_inputs(index)))


def _name_groups(
    inputs: PlanInputs, related_articles: RelatedArticles, term: Term, make_card: CardFactory
) -> Iterator[PageGroup]:
    """A name's own page, those with others, and its years where that cannot show all articles."""
    newest, most = inputs.config.newest, inputs.config.year
    articles, mentions = term.articles, term.mentions
    all_shown = len(articles) <= newest and len(mentions) <= newest
    years = () if all_shown else term_periods(articles, mentions, "year")
    days = [
        article.moment.day
        for article in (*newest_and_oldest(articles), *newest_and_oldest(mentions))
    ]
    counts = (len(articles), len(mentions), days, [(each.period, each.count) for each in years])
    kin = term_relations(inputs, term)
    told = (related_articles.term_digest(term), most, newest, bool(inputs.config.base_url))
    facts = ("name", term.kind, term.text, term.slug, term.authority, kin, counts, told)
    pages = partial(_name_pages, inputs, related_articles, term, years, make_card)
    yield PageGroup(pages, facts, (*articles[:newest], *mentions[:newest]))
    for year in years:
        within = (*year.articles, *year.mentions)
        parts = (year.period, len(year.articles), most)
        own = ("year of a name", term.kind, term.text, term.slug, parts)
        yield PageGroup(partial(_name_year_pages, term, year, make_card, most), own, within)


def _name_pages(
    inputs: PlanInputs,
    related_articles: RelatedArticles,
    term: Term,
    years: tuple[TermPeriod, ...],
    make_card: CardFactory,
) -> Iterator[PlannedPage]:
    met = related_articles.cooccurrence.companions_of(term) if term.kind in TRACKED_KINDS else ()
    view = partial(name_view, inputs, term, years, met, make_card)
    address = routes.term_address(term.kind, term.slug)
    yield PlannedPage(address, "name.html", partial(_name_owner, term), view)
    yield from pair_pages(term, met, make_card, inputs.config.newest, inputs.config.year)


def _name_year_pages(
    term: Term, year: TermPeriod, make_card: CardFactory, max_articles: int
) -> Iterator[PlannedPage]:
    """The page of a name's year, and those of its months where it holds too many."""
    claim = partial(_name_owner, term)
    months = (
        term_periods(year.articles, year.mentions, "month") if year.count > max_articles else ()
    )
    for each in (year, *months):
        address = routes.term_address(term.kind, term.slug, each.period)
        view = partial(name_period_view, term, each, make_card, max_articles)
        yield PlannedPage(address, "period.html", claim, view)


def _name_owner(term: Term) -> RouteOwner:
    return RouteOwner(f'"{term.text}"', term.location, "give it another slug in its authority file")


def _unique_by_slug(terms: tuple[Term, ...]) -> Iterator[Term]:
    """Of two names with one slug, which the survey has refused (N302), only the first."""
    taken = set()
    for term in terms:
        if term.slug not in taken:
            taken.add(term.slug)
            yield term


def _corrections_pages(inputs: PlanInputs) -> Iterator[PlannedPage]:
    made = correction_entries(inputs)
    view = partial(corrections_view, inputs, made)
    yield builtin_page(
        routes.corrections_address(), "corrections.html", "the corrections page", view
    )
    if len(made) > inputs.config.newest:
        for year, within in entries_by_year(made):
            view = partial(corrections_year_view, inputs, year, within)
            owner = "a year of the corrections page"
            yield builtin_page(routes.corrections_address(year), "corrections.html", owner, view)
