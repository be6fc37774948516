"""Which pages exist: the whole archive as a stream of chapters, each a few pages or one.

The stream can be walked twice, once for its addresses and once for its pages, and never lies in
memory as a whole.
"""

from collections.abc import Callable, Iterator
from functools import cache as once
from functools import partial
from itertools import chain

from newsgen.archive.archive import Term
from newsgen.archive.cooccurrence import FOLLOWED
from newsgen.archive.related import Day, Kinship
from newsgen.archive.timeline import Stretch, divide, stretches
from newsgen.model.article import Article, PlainPage
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.article import article_view, original, plain_view, tombstone_view, versions
from newsgen.pages.article_json import data, data_page_view
from newsgen.pages.cards import Cards, article_address, card
from newsgen.pages.corrections import by_year, changes, corrections_view, year_view
from newsgen.pages.feeds import feeds, feeds_view, item, outline_view
from newsgen.pages.indexes import Indexed, entities_view, index_facts, index_view, indexed
from newsgen.pages.link_resolver import Lookup
from newsgen.pages.listings import front_view, period_view
from newsgen.pages.name import ends, name_period_view, name_view, relatives
from newsgen.pages.page import View
from newsgen.pages.page_group import Chapter, Claim, Planned, own
from newsgen.pages.pair import pairs
from newsgen.pages.period_nav import Surroundings
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.search import search_view
from newsgen.pages.sitemaps import sitemap_chapters
from newsgen.pages.views import NotFoundView


def plan(edition: Edition, lookup: Lookup) -> Iterator[Chapter]:
    """Every page but the redirects, in an order that depends on nothing but the archive.

    lookup: may know no addresses yet, as long as no page with a text is asked for its view.
    """
    kinship = Kinship(edition.archive, edition.said)
    yield from texts(edition, kinship, lookup)
    yield from listings(edition, kinship, partial(card, edition))
    yield from feeds(edition, lookup, partial(item, edition, lookup))


def texts(edition: Edition, kinship: Kinship, lookup: Lookup) -> Iterator[Chapter]:
    """The pages of articles, and plain ones."""
    done = 0
    identities = edition.identities
    for day in kinship.days():
        yield _articles(edition, kinship, day, done, lookup, identities)
        done += len(day.articles)
    for article in edition.archive.withdrawn:
        view = partial(tombstone_view, edition, article)
        yield _single(_text(article, "tombstone.html", view))
        if edition.config.base_url:
            yield _single(data(edition, article, partial(_claim_of_article, article), view))
    for page in edition.archive.pages:
        yield _plain(edition, page, lookup)


def listings(edition: Edition, kinship: Kinship, cards: Cards) -> Iterator[Chapter]:
    """All pages without a text. cards: what is to stand for articles."""
    found = indexed(edition)
    front = partial(front_view, edition, found[Kind.ENTITY], cards)
    yield _single(own(routes.FRONT, "front.html", "the front page", front))
    yield from _years(edition, cards)
    for kind in Kind:
        yield _index(edition, kind, found[kind])
        for term in _one_a_slug(edition.archive.of(kind)):
            yield from _name(edition, kinship, term, cards)
    yield Chapter(partial(_corrections, edition))
    if edition.config.search:
        search = partial(search_view, edition)
        yield _single(own(routes.SEARCH, "search.html", "the search page", search))
    not_found = partial(NotFoundView, routes.NOT_FOUND)
    missing = own(routes.NOT_FOUND, "not_found.html", "the page for wrong addresses", not_found)
    yield _single(missing)
    yield from sitemap_chapters(edition)
    if edition.config.data:
        exported = partial(data_page_view, edition)
        yield _single(own(routes.DATA, "data.html", "the page of the data", exported))
    if edition.config.base_url:
        subscribing = partial(feeds_view, edition)
        yield _single(own(routes.FEEDS, "feeds.html", "the page of feeds", subscribing))
        yield _single(own(routes.OUTLINE, "", "the list of feeds", partial(outline_view, edition)))


def _single(page: Planned) -> Chapter:
    return Chapter(lambda: (page,))


def _articles(
    edition: Edition, kinship: Kinship, day: Day, start: int, lookup: Lookup, identities: str
) -> Chapter:
    """The pages of a day's articles, made of all of each, and of what others say of them.

    start: the place of the first of them among all.
    """
    articles, every = day.articles, edition.archive.articles
    end, said = start + len(articles), edition.said
    ends = said(every[start - 1]) if start else "", said(every[end]) if end < len(every) else ""

    def pages() -> Iterator[Planned]:
        for at, (article, kin) in enumerate(kinship.related(day), start):
            earlier = every[at + 1] if at + 1 < len(every) else None
            later = every[at - 1] if at else None
            view = once(partial(article_view, edition, article, kin, earlier, later, lookup))
            yield _text(article, "article.html", view)
            if edition.config.base_url:
                yield data(edition, article, partial(_claim_of_article, article), view)

    led = [lookup.leads(lookup.homes[each.path], each.references) for each in articles]
    lost = (
        lookup.astray(article.path, article.references)
        for article, addresses in zip(articles, led, strict=True)
        if None in addresses
    )
    originals = [(original(edition, each), versions(edition, each)) for each in articles]
    origins = [each.origin for each in articles]
    known = (edition.config.id_authority, bool(edition.config.base_url), identities)
    facts = ("articles", origins, led, originals, day.digest, ends, known)
    return Chapter(pages, facts, articles, tuple(chain.from_iterable(lost)))


def _text(article: Article, template: str, view: Callable[[], View]) -> Planned:
    claim = partial(_claim_of_article, article)
    return Planned(article_address(article), template, claim, view, article.path)


def _claim_of_article(article: Article) -> Claim:
    remedy = f"give one of them another slug, as in slug: {article.slug}-2"
    return Claim(article.path, article.place_of("slug"), remedy)


def _plain(edition: Edition, page: PlainPage, lookup: Lookup) -> Chapter:
    view = partial(plain_view, edition, page, lookup)
    claim = partial(Claim, page.path, page.place, "rename the file under pages/")
    planned = Planned(page.address, "plain.html", claim, view, page.path)
    return Chapter(lambda: (planned,), astray=lookup.astray(page.path, page.references))


def _years(edition: Edition, cards: Cards) -> Iterator[Chapter]:
    """Each year and each month with its days; also those of withdrawn articles, to lead on."""
    held = dict(divide(edition.archive.articles, "year"))
    gone = [article.moment.day for article in edition.archive.withdrawn]
    around = Surroundings(edition.archive.articles, gone)
    for year in around.of("year"):
        within = held.get(year, ())
        months = dict(divide(within, "month"))
        yield _year(year, within, around, cards, edition.config.year)
        for month in around.of("month", year):
            yield _month(month, months.get(month, ()), around, cards, edition.config.year)


def _year(
    year: Period,
    articles: tuple[Article, ...],
    around: Surroundings,
    cards: Cards,
    most: int,
) -> Chapter:
    """The page of a year: its months, and its articles unless they are too many."""
    page = _period(year, articles, around, cards, most)
    bare = period_view(year, articles, around, cards, -1)
    shown = articles if len(articles) <= most else ()
    return Chapter(lambda: (page,), ("year", bare, len(shown)), shown)


def _month(
    month: Period,
    articles: tuple[Article, ...],
    around: Surroundings,
    cards: Cards,
    most: int,
) -> Chapter:
    """The pages of a month and its days."""
    days = around.of("day", month)

    def pages() -> Iterator[Planned]:
        yield _period(month, articles, around, cards, most)
        held = dict(divide(articles, "day"))
        for day in days:
            yield _period(day, held.get(day, ()), around, cards, most)

    ends = [around.near(each) for each in (month, days[0], days[-1])]
    return Chapter(pages, ("month", month, days, ends, most), articles)


def _period(
    period: Period,
    articles: tuple[Article, ...],
    around: Surroundings,
    cards: Cards,
    most: int,
) -> Planned:
    view = partial(period_view, period, articles, around, cards, most)
    owner = f"the page of a {period.span}"
    return own(routes.period(period), "period.html", owner, view)


def _index(edition: Edition, kind: Kind, found: Indexed) -> Chapter:
    view: Callable[[], View] = partial(index_view, edition, kind, found)
    template, owner = "index.html", f"the index of {kind}"
    if kind is Kind.ENTITY:
        view = partial(entities_view, edition, found)
        template, owner = "entities.html", "the index of all entities"
    page = own(routes.kind(kind), template, owner, view)
    return Chapter(lambda: (page,), (kind, index_facts(found)))


def _name(edition: Edition, kinship: Kinship, term: Term, cards: Cards) -> Iterator[Chapter]:
    """A name's own page, those with others, and its years where that cannot show all articles."""
    newest, most = edition.config.newest, edition.config.year
    articles, mentions = term.articles, term.mentions
    all_shown = len(articles) <= newest and len(mentions) <= newest
    years = () if all_shown else stretches(articles, mentions, "year")
    days = [article.moment.day for article in (*ends(articles), *ends(mentions))]
    counts = (len(articles), len(mentions), days, [(each.period, each.count) for each in years])
    kin = relatives(edition, term)
    told = (kinship.digest(term), most, newest, bool(edition.config.base_url))
    facts = ("name", term.kind, term.text, term.slug, term.authority, kin, counts, told)
    pages = partial(_pages_of_name, edition, kinship, term, years, cards)
    yield Chapter(pages, facts, (*articles[:newest], *mentions[:newest]))
    for year in years:
        within = (*year.articles, *year.mentions)
        parts = (year.period, len(year.articles), most)
        own = ("year of a name", term.kind, term.text, term.slug, parts)
        yield Chapter(partial(_year_of_name, term, year, cards, most), own, within)


def _pages_of_name(
    edition: Edition, kinship: Kinship, term: Term, years: tuple[Stretch, ...], cards: Cards
) -> Iterator[Planned]:
    met = kinship.companies.of(term) if term.kind in FOLLOWED else ()
    view = partial(name_view, edition, term, years, met, cards)
    address = routes.name(term.kind, term.slug)
    yield Planned(address, "name.html", partial(_claim_of_name, term), view)
    yield from pairs(term, met, cards, edition.config.newest, edition.config.year)


def _year_of_name(term: Term, year: Stretch, cards: Cards, most: int) -> Iterator[Planned]:
    """The page of a name's year, and those of its months where it holds too many."""
    claim = partial(_claim_of_name, term)
    months = stretches(year.articles, year.mentions, "month") if year.count > most else ()
    for each in (year, *months):
        address = routes.name(term.kind, term.slug, each.period)
        view = partial(name_period_view, term, each, cards, most)
        yield Planned(address, "period.html", claim, view)


def _claim_of_name(term: Term) -> Claim:
    return Claim(f'"{term.text}"', term.place, "give it another slug in its authority file")


def _one_a_slug(terms: tuple[Term, ...]) -> Iterator[Term]:
    """Of two names with one slug, which the survey has refused (N302), only the first."""
    taken = set()
    for term in terms:
        if term.slug not in taken:
            taken.add(term.slug)
            yield term


def _corrections(edition: Edition) -> Iterator[Planned]:
    made = changes(edition)
    view = partial(corrections_view, edition, made)
    yield own(routes.corrections(), "corrections.html", "the corrections page", view)
    if len(made) > edition.config.newest:
        for year, within in by_year(made):
            view = partial(year_view, edition, year, within)
            owner = "a year of the corrections page"
            yield own(routes.corrections(year), "corrections.html", owner, view)
