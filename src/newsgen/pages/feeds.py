"""Feeds: the latest changes of the archive, of each language and of each name.

The latest *change* comes first and not the newest article, so a correction or a withdrawal reaches
subscribers however old the article is. A story is there once, as in lists. A feed belongs to a
page: that of /tags/sco/ is at /feeds/tags/sco.xml. It holds articles *about* the name; a mere
mention is no reason to notify a subscriber. A name that was merged into another keeps its feed,
with the entries of the other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from heapq import nlargest
from itertools import chain, islice

from newsgen.archive.versions import Versions
from newsgen.model.article import Article, Moment
from newsgen.model.kind import Kind, Name, NameKey
from newsgen.model.slug import slug
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.article_view import article_gallery, article_picture
from newsgen.pages.cards import article_address, term_address
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.machine_views import FeedFormat, FeedItem, FeedView
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.redirects import former_name_aliases

_EPOCH = Moment(date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC), 0)
"""When a feed without entries changed."""

_SITE_FEEDS: Mapping[FeedFormat, str] = {
    "atom": routes.ATOM,
    "rss": routes.RSS,
    "json": routes.JSON_FEED,
}
"""The feeds of the whole archive; all others are Atom alone."""

ItemFactory = Callable[[Article], FeedItem]
"""Returns an article's entry in a feed, or an encoded one that stands for it in a view."""


class FeedSubject(Value, frozen=True):
    """What a feed is about; `label` is empty for the whole archive.

    Attributes:
        home: The address of the page it belongs to, which may not exist any more.
        page: The address of the page that the feed leads to.
        former_homes: Of former pages, whose feeds have the same entries.
        articles: All that were updated, corrected or withdrawn, and the newest.
    """

    home: str
    page: str
    former_homes: tuple[str, ...]
    label: str
    articles: tuple[Article, ...]


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
    # An article's card key covers its pictures, but not whether the files are there.
    pictures = [
        (article_picture(article, link_resolver), article_gallery(article, link_resolver))
        for article in articles
        if article.images
    ]
    depends_on: tuple[object, ...] = (
        *("feed", own, config.id_authority, config.feed_entries, pictures),
    )
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
    changed = article.changed
    return changed.day, changed.day in article.notice_days, changed.at, article.sort_key


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
        changed=max(
            (article.changed for article in latest),
            key=lambda moment: moment.at,
            default=_EPOCH,
        ),
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
        source_url=article.source_url if shown else "",
        authors=_texts(inputs, (shown and article.names(Kind.AUTHOR)) or (article.source,)),
        categories=_texts(inputs, article.names(Kind.TAG)) if shown else (),
        published=article.moment,
        changed=article.changed,
        summary=(article.summary or article.excerpt) if shown else "",
        picture=article_picture(article, link_resolver) if shown else None,
        gallery=article_gallery(article, link_resolver) if shown else (),
        corrections=article.corrections,
        withdrawn=article.withdrawn,
        body=article.html_digest if with_text else "",
        path=article.path if with_text else "",
        targets=link_resolver.target_addresses(address, article.references) if with_text else (),
    )


def _texts(inputs: PlanInputs, names: tuple[Name, ...]) -> tuple[str, ...]:
    """Return names as pages show them; those of withdrawn articles alone as they spell them."""
    terms = inputs.archive.terms
    return tuple(term.text if (term := terms.get(name.key)) else name.text for name in names)


def feed_subjects(inputs: PlanInputs) -> Iterator[FeedSubject]:
    """Yield the archive, its languages if they are several, and its names."""
    archive, count, front = inputs.archive, inputs.config.feed_entries, routes.FRONT_PAGE
    changed = tuple(
        article
        for article in (*archive.articles, *archive.withdrawn_articles)
        if article.updated or article.corrections or article.withdrawn
    )
    unique = partial(_unique, archive.versions)
    yield FeedSubject(front, front, (), "", unique(changed, archive.stories[:count]))
    for tag in feed_languages(inputs):
        newest = (article for article in archive.articles if article.language == tag)
        own_changed = [article for article in changed if article.language == tag]
        articles = unique(own_changed, tuple(islice(newest, count)))
        home = routes.language_address(tag)
        yield FeedSubject(home, home if tag in archive.languages else front, (), tag, articles)
    changed_by_name: dict[NameKey, list[Article]] = defaultdict(list)
    for article in changed:
        for name in _declared_names(article):
            changed_by_name[name.key].append(article)
    names_by_home = _names_by_home(inputs)
    former_by_home: dict[str, list[str]] = defaultdict(list)
    targets = {alias: target for alias, target, _ in former_name_aliases(inputs)}
    for alias, target in targets.items():
        if target in names_by_home and alias not in names_by_home:  # it is not in use again
            former_by_home[target].append(alias)
    for home, key in names_by_home.items():
        former_homes = tuple(former_by_home.get(home, ()))
        own_changed = changed_by_name.get(key, [])
        if term := archive.terms.get(key):
            articles = unique(own_changed, term.stories[:count])
            yield FeedSubject(home, home, former_homes, term.text, articles)
        else:
            name = next(name for name in _declared_names(own_changed[0]) if name.key == key)
            yield FeedSubject(home, front, former_homes, name.text, tuple(own_changed))


def _unique(
    versions: Versions, changed: Sequence[Article], newest: tuple[Article, ...]
) -> tuple[Article, ...]:
    """Return each story once; but a version with a notice always, or nobody would hear of it."""
    if not changed:
        return newest
    articles = tuple({article.path: article for article in (*changed, *newest)}.values())
    shown = {article.path for article in versions.one_of_each(articles)}
    return tuple(entry for entry in articles if entry.path in shown or entry.notice_days)


def feed_addresses(inputs: PlanInputs) -> Iterator[str]:
    """Yield the addresses of all feeds; none if the archive does not know its own address."""
    if inputs.config.base_url:
        yield from (routes.RSS, routes.JSON_FEED)
        for subject in feed_subjects(inputs):
            yield from map(routes.feed_address, (subject.home, *subject.former_homes))


def feed_languages(inputs: PlanInputs) -> tuple[str, ...]:
    """Return the languages of all articles if they are several, else none."""
    articles = inputs.archive.articles_by_path.values()
    languages = sorted({article.language for article in articles})
    return tuple(languages) if len(languages) > 1 else ()


def _names_by_home(inputs: PlanInputs) -> Mapping[str, NameKey]:
    """Return the names that have a feed, by the addresses of their pages.

    A name of withdrawn articles alone may have no page any more; its feed says so.
    """
    names_by_home: dict[str, NameKey] = {}
    terms = inputs.archive.terms
    for key, term in terms.items():
        if term.articles:
            # Two names with one address are an error (N302): the first has the feed.
            names_by_home.setdefault(term_address(term), key)
    for name in chain.from_iterable(map(_declared_names, inputs.archive.withdrawn_articles)):
        remaining = terms.get(name.key)
        if not (remaining and remaining.articles):
            last_slug = remaining.slug if remaining else _name_slug(inputs, name)
            names_by_home.setdefault(routes.name_address(name.kind, last_slug), name.key)
    return names_by_home


def _name_slug(inputs: PlanInputs, name: Name) -> str:
    entry, alphabet = inputs.archive.authorities.find(name.kind, name.text), inputs.config.slugs
    return entry.slug_in(alphabet) if entry else slug(name.text, alphabet)


def _declared_names(article: Article) -> Iterator[Name]:
    return map(Name.from_line, article.name_lines.split("\n"))
