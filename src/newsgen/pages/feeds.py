"""Feeds: what changed last of the archive, and of each name, language and section of it.

A feed follows a page: that of SCO is at /feeds/tags/sco.xml and holds what is *about* it; what only
mentions it is no reason to call a subscriber. The latest change comes first, so that a correction
or a withdrawal reaches subscribers, however old the article is, until later ones push it out. Who
subscribed to a name that was merged into another is told of that one, at the address they know.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from heapq import nlargest
from itertools import chain
from urllib.parse import quote

from newsgen.model.article import Article
from newsgen.model.kind import Kind, Name
from newsgen.model.slug import slug
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, article_address
from newsgen.pages.components import Link
from newsgen.pages.indexes import section_terms
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.machine_views import FeedFormat, FeedItem, FeedView, OpmlView
from newsgen.pages.page_group import PageGroup, PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.redirects import former_name_aliases
from newsgen.pages.views import FeedsView

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed of nothing changed."""

_TAG_URI_CHARS = "/!$&'()*+,;=:@-._~"
"""What may stand in the specific part of a tag URI (RFC 4151, section 2.1)."""

_SITE_FEEDS: Mapping[FeedFormat, str] = {
    "atom": routes.ATOM,
    "rss": routes.RSS,
    "json": routes.JSON_FEED,
}
"""The feeds of the whole archive; all others have one form."""


class FeedSubject(Value, frozen=True):
    """What a feed is of.

    home: the address of its page, where it has one now; page: of the page to go to from the feed;
    former: of pages that lead there; articles: the newest; changed: those that say something else
    than when they were published, and the withdrawn.
    """

    home: str
    page: str
    former_homes: tuple[str, ...]
    label: str
    articles: tuple[Article, ...]
    changed_articles: tuple[Article, ...]


NameKey = tuple[Kind, str]
"""As `Name.key`."""

ItemFactory = Callable[[Article], FeedItem]
"""Gives an article's place in a feed, or what is to stand for it in a view."""


def feed_groups(
    inputs: PlanInputs, link_resolver: LinkResolver, make_item: ItemFactory
) -> Iterator[PageGroup]:
    """Every feed; none where the archive does not know its own address."""
    if inputs.config.base_url:
        for followed in _feed_subjects(inputs):
            yield _feed_group(inputs, followed, link_resolver, make_item)


def feed_addresses(inputs: PlanInputs) -> Iterator[str]:
    """Where all feeds are."""
    if inputs.config.base_url:
        yield from (routes.RSS, routes.JSON_FEED)
        named = _names_by_home(inputs)
        former = chain.from_iterable(_former_homes(inputs, named).values())
        homes = (routes.FRONT_PAGE, *map(_language_home, _languages(inputs)), *named, *former)
        yield from map(routes.feed_address, homes)


def feeds_view(inputs: PlanInputs) -> FeedsView:
    """How to subscribe."""
    return FeedsView(
        address=routes.FEEDS,
        crumbs=(FRONT_CRUMB,),
        atom=routes.ATOM,
        rss=routes.RSS,
        json=routes.JSON_FEED,
        outline=routes.OPML,
        languages=tuple(
            (tag, routes.feed_address(_language_home(tag))) for tag in _languages(inputs)
        ),
        sections=_section_feeds(inputs),
    )


def opml_view(inputs: PlanInputs) -> OpmlView:
    """The feeds of the page of feeds; those of names are too many to be wanted all at once."""
    spoken = (Link(tag, routes.feed_address(_language_home(tag))) for tag in _languages(inputs))
    return OpmlView(routes.OPML, (Link("", routes.ATOM), *spoken, *_section_feeds(inputs)))


def tag_uri(inputs: PlanInputs, specific: str) -> str:
    """The tag URI of an article's id or a feed's address; empty where nobody gives such ids."""
    authority = inputs.config.id_authority
    return f"tag:{authority}:{quote(specific, safe=_TAG_URI_CHARS)}" if authority else ""


def _feed_group(
    inputs: PlanInputs, subject: FeedSubject, link_resolver: LinkResolver, make_item: ItemFactory
) -> PageGroup:
    config = inputs.config
    known = subject.articles
    if subject.changed_articles:
        once = {article.path: article for article in (*subject.changed_articles, *subject.articles)}
        known = tuple(once.values())
    address = routes.feed_address(subject.home)
    forms: Mapping[FeedFormat, str] = (
        _SITE_FEEDS if subject.home == routes.FRONT_PAGE else {"atom": address}
    )

    def pages() -> Iterator[PlannedPage]:
        latest = tuple(nlargest(config.feed_entries, known, key=_change_sort_key))
        for form, where in forms.items():
            view = partial(_feed_view, inputs, subject, latest, where, form, make_item)
            yield builtin_page(where, "", "a feed", view)
            for home in subject.former_homes:
                yield builtin_page(routes.feed_address(home), "", "a feed", view)

    facts: tuple[object, ...] = ("feed", address, subject.page, subject.former_homes, subject.label)
    facts += (config.id_authority, config.feed_entries)
    if config.feed_text == "full":
        # Of its text and where that leads, what an article is to other pages says nothing.
        led = [link_resolver.resolve_all(article_address(each), each.references) for each in known]
        facts += ([each.html_digest for each in known], led)
    return PageGroup(pages, facts, known)


def _change_sort_key(article: Article) -> tuple[object, ...]:
    """Sorts articles by their last change; of one day first what has to be told of others.

    A notice has a day and no time. Before a day's news it would be lost where there is much of it.
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
        id=tag_uri(inputs, routes.feed_address(subject.home)),
        label=subject.label,
        home=subject.page,
        language=inputs.config.language,
        changed=max((article.changed_at for article in latest), default=_EPOCH),
        items=tuple(map(make_item, latest)),
    )


def feed_item(inputs: PlanInputs, link_resolver: LinkResolver, article: Article) -> FeedItem:
    """What a feed says of an article."""
    address = article_address(article)
    full = inputs.config.feed_text == "full" and bool(article.html_digest)
    return FeedItem(
        id=tag_uri(inputs, article.id),
        address=address,
        title=article.title,
        language=article.language,
        source=_name_text(inputs, article.source),
        source_url="" if article.withdrawn else article.source_url,
        authors=() if article.withdrawn else _name_texts(inputs, article, Kind.AUTHOR),
        categories=() if article.withdrawn else _name_texts(inputs, article, Kind.TAG),
        published=article.moment,
        changed=article.changed_at,
        summary="" if article.withdrawn else article.summary or article.excerpt,
        corrections=article.corrections,
        withdrawn=article.withdrawn,
        body=article.html_digest if full else "",
        path=article.path if full else "",
        targets=link_resolver.target_addresses(address, article.references) if full else (),
    )


def _name_texts(inputs: PlanInputs, article: Article, kind: Kind) -> tuple[str, ...]:
    return tuple(_name_text(inputs, name) for name in article.names(kind))


def _name_text(inputs: PlanInputs, name: Name) -> str:
    """A name as it is shown; one of withdrawn articles alone as they write it."""
    term = inputs.archive.terms.get(name.key)
    return term.text if term else name.text


def _feed_subjects(inputs: PlanInputs) -> Iterator[FeedSubject]:
    """All that has a feed: the archive, its languages, its names."""
    archive, most = inputs.archive, inputs.config.feed_entries
    changed = _changed_by_name(inputs)
    late = tuple({each.path: each for each in chain.from_iterable(changed.values())}.values())
    yield FeedSubject(routes.FRONT_PAGE, routes.FRONT_PAGE, (), "", archive.articles[:most], late)
    for tag in _languages(inputs):
        spoken = tuple(each for each in archive.articles if each.language == tag)
        own_late = tuple(each for each in late if each.language == tag)
        yield FeedSubject(_language_home(tag), routes.FRONT_PAGE, (), tag, spoken[:most], own_late)
    named = _names_by_home(inputs)
    former = _former_homes(inputs, named)
    for home, key in named.items():
        old, own_late = tuple(former.get(home, ())), tuple(changed.get(key, ()))
        if term := archive.terms.get(key):
            yield FeedSubject(home, home, old, term.text, term.articles[:most], own_late)
        else:
            name = next(each for each in _declared_names(own_late[0]) if each.key == key)
            yield FeedSubject(home, routes.FRONT_PAGE, old, name.text, (), own_late)


def _names_by_home(inputs: PlanInputs) -> Mapping[str, NameKey]:
    """The pages of names that have a feed, and which name each is of.

    A name that only withdrawn articles were about may have no page any more, and a feed to say so.
    """
    named: dict[str, NameKey] = {}
    terms = inputs.archive.terms
    for key, term in terms.items():
        if term.articles:
            # Two names with one slug the survey has refused (N302).
            named.setdefault(routes.term_address(term.kind, term.slug), key)
    for name in chain.from_iterable(map(_declared_names, inputs.archive.withdrawn_articles)):
        left = terms.get(name.key)
        if not (left and left.articles):
            last = left.slug if left else _name_slug(inputs, name)
            named.setdefault(routes.term_address(name.kind, last), name.key)
    return named


def _name_slug(inputs: PlanInputs, name: Name) -> str:
    """The slug of a name that is in no article any more."""
    known, alphabet = inputs.archive.authorities.find(name.kind, name.text), inputs.config.slugs
    return known.slug_in(alphabet) if known else slug(name.text, alphabet)


def _declared_names(article: Article) -> Iterator[Name]:
    return map(Name.from_line, article.name_lines.split("\n"))


def _former_homes(
    inputs: PlanInputs, names_by_home: Mapping[str, NameKey]
) -> Mapping[str, list[str]]:
    """Of each of these pages those that lead there, but for what is a name's page again."""
    found: dict[str, list[str]] = defaultdict(list)
    once = {alias: target for alias, target, _ in former_name_aliases(inputs)}
    for alias, target in once.items():
        if target in names_by_home and alias not in names_by_home:
            found[target].append(alias)
    return found


def _changed_by_name(inputs: PlanInputs) -> Mapping[NameKey, list[Article]]:
    """Of each name the articles that say something else than when they were published.

    Only these can be among the latest without being among the newest.
    """
    found: dict[NameKey, list[Article]] = defaultdict(list)
    for article in (*inputs.archive.articles, *inputs.archive.withdrawn_articles):
        if article.updated or article.corrections or article.withdrawn:
            for name in _declared_names(article):
                found[name.key].append(article)
    return found


def _languages(inputs: PlanInputs) -> tuple[str, ...]:
    """The languages of articles, withdrawn ones too, where there are several."""
    archive = inputs.archive
    found = sorted({each.language for each in (*archive.articles, *archive.withdrawn_articles)})
    return tuple(found) if len(found) > 1 else ()


def _language_home(tag: str) -> str:
    return f"/languages/{tag.lower()}/"


def _section_feeds(inputs: PlanInputs) -> tuple[Link, ...]:
    return tuple(
        Link(term.text, routes.feed_address(routes.term_address(term.kind, term.slug)))
        for term in section_terms(inputs)
        if term.articles
    )
