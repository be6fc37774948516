"""Feeds: the latest changes of the archive, of each language and of each name.

The latest *change* comes first and not the newest article, so a correction or a withdrawal reaches
subscribers however old the article is, until later changes push it out.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from heapq import nlargest

from newsgen.model.article import Article
from newsgen.model.kind import Kind, Name
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.feed_subjects import FeedSubject, feed_subjects
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.machine_views import FeedFormat, FeedItem, FeedView
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries changed."""

_SITE_FEEDS: Mapping[FeedFormat, str] = {
    "atom": routes.ATOM,
    "rss": routes.RSS,
    "json": routes.JSON_FEED,
}
"""The feeds of the whole archive; all others are Atom alone."""


ItemFactory = Callable[[Article], FeedItem]
"""Returns an article's entry in a feed, or an encoded one that stands for it in a view."""


def feed_groups(
    inputs: PlanInputs, link_resolver: LinkResolver, make_item: ItemFactory
) -> Iterator[PageGroup]:
    """Yield a group for each feed; none if the archive does not know its own address."""
    if inputs.config.base_url:
        for subject in feed_subjects(inputs):
            yield _feed_group(inputs, subject, link_resolver, make_item)


def _feed_group(
    inputs: PlanInputs, subject: FeedSubject, link_resolver: LinkResolver, make_item: ItemFactory
) -> PageGroup:
    config, articles = inputs.config, subject.articles
    address = routes.feed_address(subject.home)
    forms: Mapping[FeedFormat, str] = (
        _SITE_FEEDS if subject.home == routes.FRONT_PAGE else {"atom": address}
    )

    def pages() -> Iterator[PlannedPage]:
        latest = tuple(nlargest(config.feed_entries, articles, key=_change_sort_key))
        for form, own_address in forms.items():
            view = partial(_feed_view, inputs, subject, latest, own_address, form, make_item)
            for page_address in (own_address, *map(routes.feed_address, subject.former_homes)):
                yield builtin_page(page_address, "", "a feed", view)

    own = (address, subject.page, subject.former_homes, subject.label)
    depends_on: tuple[object, ...] = ("feed", own, config.id_authority, config.feed_entries)
    if config.feed_text == "full":
        # An article's card key covers neither its text nor where links in it lead.
        addresses = [
            link_resolver.resolve_all(article_address(article), article.references)
            for article in articles
        ]
        depends_on += ([article.html_digest for article in articles], addresses)
    return PageGroup(pages, depends_on, articles)


def _change_sort_key(article: Article) -> tuple[object, ...]:
    """Return what sorts articles by their last change; of one day, those with a notice first.

    A notice of a correction has a day and no time. Sorted as the beginning of the day, it would be
    pushed out by that day's news.
    """
    day = article.changed_on
    return day, day in article.notice_days, article.changed_at, article.sort_key


def _feed_view(
    inputs: PlanInputs,
    subject: FeedSubject,
    latest: tuple[Article, ...],
    address: str,
    form: FeedFormat,
    make_item: ItemFactory,
) -> FeedView:
    return FeedView(
        address=address,
        form=form,
        id=inputs.tag_uri(routes.feed_address(subject.home)),
        label=subject.label,
        home=subject.page,
        language=inputs.config.language,
        changed=max((article.changed_at for article in latest), default=_EPOCH),
        items=tuple(map(make_item, latest)),
    )


def feed_item(inputs: PlanInputs, link_resolver: LinkResolver, article: Article) -> FeedItem:
    """Return what a feed says of an article; little of a withdrawn one."""
    address, shown = article_address(article), not article.withdrawn
    with_text = inputs.config.feed_text == "full" and bool(article.html_digest)
    return FeedItem(
        id=inputs.tag_uri(article.id),
        address=address,
        title=article.title,
        language=article.language,
        source=_name_text(inputs, article.source),
        source_url=article.source_url if shown else "",
        authors=_name_texts(inputs, article, Kind.AUTHOR) if shown else (),
        categories=_name_texts(inputs, article, Kind.TAG) if shown else (),
        published=article.moment,
        changed=article.changed_at,
        summary=(article.summary or article.excerpt) if shown else "",
        corrections=article.corrections,
        withdrawn=article.withdrawn,
        body=article.html_digest if with_text else "",
        path=article.path if with_text else "",
        targets=link_resolver.target_addresses(address, article.references) if with_text else (),
    )


def _name_texts(inputs: PlanInputs, article: Article, kind: Kind) -> tuple[str, ...]:
    return tuple(_name_text(inputs, name) for name in article.names(kind))


def _name_text(inputs: PlanInputs, name: Name) -> str:
    """Return a name as pages show it; one of withdrawn articles alone as they spell it."""
    term = inputs.archive.terms.get(name.key)
    return term.text if term else name.text
