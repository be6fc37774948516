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
from newsgen.pages.cards import FRONT, article_address
from newsgen.pages.components import Link
from newsgen.pages.indexes import sections
from newsgen.pages.link_resolver import Lookup
from newsgen.pages.machine_views import FeedForm, FeedView, Item, OutlineView
from newsgen.pages.page_group import Chapter, Planned, own
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.redirects import former_names
from newsgen.pages.views import FeedsView

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed of nothing changed."""

_TAG = "/!$&'()*+,;=:@-._~"
"""What may stand in the specific part of a tag URI (RFC 4151, section 2.1)."""

_SITE: Mapping[FeedForm, str] = {"atom": routes.ATOM, "rss": routes.RSS, "json": routes.JSON_FEED}
"""The feeds of the whole archive; all others have one form."""


class Followed(Value, frozen=True):
    """What a feed is of.

    home: the address of its page, where it has one now; page: of the page to go to from the feed;
    former: of pages that lead there; articles: the newest; changed: those that say something else
    than when they were published, and the withdrawn.
    """

    home: str
    page: str
    former: tuple[str, ...]
    label: str
    articles: tuple[Article, ...]
    changed: tuple[Article, ...]


Key = tuple[Kind, str]
"""As `Name.key`."""

Items = Callable[[Article], Item]
"""Gives an article's place in a feed, or what is to stand for it in a view."""


def feeds(edition: Edition, lookup: Lookup, items: Items) -> Iterator[Chapter]:
    """Every feed; none where the archive does not know its own address."""
    if edition.config.base_url:
        for followed in _followed(edition):
            yield _chapter(edition, followed, lookup, items)


def feed_addresses(edition: Edition) -> Iterator[str]:
    """Where all feeds are."""
    if edition.config.base_url:
        yield from (routes.RSS, routes.JSON_FEED)
        named = _named(edition)
        former = chain.from_iterable(_former(edition, named).values())
        homes = (routes.FRONT, *map(_home, _languages(edition)), *named, *former)
        yield from map(routes.feed, homes)


def feeds_view(edition: Edition) -> FeedsView:
    """How to subscribe."""
    return FeedsView(
        address=routes.FEEDS,
        crumbs=(FRONT,),
        atom=routes.ATOM,
        rss=routes.RSS,
        json=routes.JSON_FEED,
        outline=routes.OUTLINE,
        languages=tuple((tag, routes.feed(_home(tag))) for tag in _languages(edition)),
        sections=_of_sections(edition),
    )


def outline_view(edition: Edition) -> OutlineView:
    """The feeds of the page of feeds; those of names are too many to be wanted all at once."""
    spoken = (Link(tag, routes.feed(_home(tag))) for tag in _languages(edition))
    return OutlineView(routes.OUTLINE, (Link("", routes.ATOM), *spoken, *_of_sections(edition)))


def permanent(edition: Edition, specific: str) -> str:
    """The tag URI of an article's id or a feed's address; empty where nobody gives such ids."""
    authority = edition.config.id_authority
    return f"tag:{authority}:{quote(specific, safe=_TAG)}" if authority else ""


def _chapter(edition: Edition, followed: Followed, lookup: Lookup, items: Items) -> Chapter:
    config = edition.config
    known = followed.articles
    if followed.changed:
        once = {article.path: article for article in (*followed.changed, *followed.articles)}
        known = tuple(once.values())
    address = routes.feed(followed.home)
    forms: Mapping[FeedForm, str] = _SITE if followed.home == routes.FRONT else {"atom": address}

    def pages() -> Iterator[Planned]:
        latest = tuple(nlargest(config.feed_entries, known, key=_change))
        for form, where in forms.items():
            view = partial(_view, edition, followed, latest, where, form, items)
            yield own(where, "", "a feed", view)
            for home in followed.former:
                yield own(routes.feed(home), "", "a feed", view)

    facts: tuple[object, ...] = ("feed", address, followed.page, followed.former, followed.label)
    facts += (config.id_authority, config.feed_entries)
    if config.feed_text == "full":
        # Of its text and where that leads, what an article is to other pages says nothing.
        led = [lookup.leads(article_address(each), each.references) for each in known]
        facts += ([each.body for each in known], led)
    return Chapter(pages, facts, known)


def _change(article: Article) -> tuple[object, ...]:
    """Sorts articles by their last change; of one day first what has to be told of others.

    A notice has a day and no time. Before a day's news it would be lost where there is much of it.
    """
    day = article.changed_on
    return day, day in article.notices, article.changed, article.order


def _view(
    edition: Edition,
    followed: Followed,
    latest: tuple[Article, ...],
    address: str,
    form: FeedForm,
    items: Items,
) -> FeedView:
    return FeedView(
        address=address,
        form=form,
        id=permanent(edition, routes.feed(followed.home)),
        label=followed.label,
        home=followed.page,
        language=edition.config.language,
        changed=max((article.changed for article in latest), default=_NEVER),
        items=tuple(map(items, latest)),
    )


def item(edition: Edition, lookup: Lookup, article: Article) -> Item:
    """What a feed says of an article."""
    address = article_address(article)
    full = edition.config.feed_text == "full" and bool(article.body)
    return Item(
        id=permanent(edition, article.id),
        address=address,
        title=article.title,
        language=article.language,
        source=_text(edition, article.source),
        source_url="" if article.withdrawn else article.source_url,
        authors=() if article.withdrawn else _texts(edition, article, Kind.AUTHOR),
        categories=() if article.withdrawn else _texts(edition, article, Kind.TAG),
        published=article.moment,
        changed=article.changed,
        summary="" if article.withdrawn else article.summary or article.excerpt,
        corrections=article.corrections,
        withdrawn=article.withdrawn,
        body=article.body if full else "",
        path=article.path if full else "",
        targets=lookup.table(address, article.references) if full else (),
    )


def _texts(edition: Edition, article: Article, kind: Kind) -> tuple[str, ...]:
    return tuple(_text(edition, name) for name in article.names(kind))


def _text(edition: Edition, name: Name) -> str:
    """A name as it is shown; one of withdrawn articles alone as they write it."""
    term = edition.archive.terms.get(name.key)
    return term.text if term else name.text


def _followed(edition: Edition) -> Iterator[Followed]:
    """All that has a feed: the archive, its languages, its names."""
    archive, most = edition.archive, edition.config.feed_entries
    changed = _changed(edition)
    late = tuple({each.path: each for each in chain.from_iterable(changed.values())}.values())
    yield Followed(routes.FRONT, routes.FRONT, (), "", archive.articles[:most], late)
    for tag in _languages(edition):
        spoken = tuple(each for each in archive.articles if each.language == tag)
        own_late = tuple(each for each in late if each.language == tag)
        yield Followed(_home(tag), routes.FRONT, (), tag, spoken[:most], own_late)
    named = _named(edition)
    former = _former(edition, named)
    for home, key in named.items():
        old, own_late = tuple(former.get(home, ())), tuple(changed.get(key, ()))
        if term := archive.terms.get(key):
            yield Followed(home, home, old, term.text, term.articles[:most], own_late)
        else:
            name = next(each for each in _names(own_late[0]) if each.key == key)
            yield Followed(home, routes.FRONT, old, name.text, (), own_late)


def _named(edition: Edition) -> Mapping[str, Key]:
    """The pages of names that have a feed, and which name each is of.

    A name that only withdrawn articles were about may have no page any more, and a feed to say so.
    """
    named: dict[str, Key] = {}
    terms = edition.archive.terms
    for key, term in terms.items():
        if term.articles:
            # Two names with one slug the survey has refused (N302).
            named.setdefault(routes.name(term.kind, term.slug), key)
    for name in chain.from_iterable(map(_names, edition.archive.withdrawn)):
        left = terms.get(name.key)
        if not (left and left.articles):
            last = left.slug if left else _slug(edition, name)
            named.setdefault(routes.name(name.kind, last), name.key)
    return named


def _slug(edition: Edition, name: Name) -> str:
    """The slug of a name that is in no article any more."""
    known, alphabet = edition.archive.authorities.find(name.kind, name.text), edition.config.slugs
    return known.slug_in(alphabet) if known else slug(name.text, alphabet)


def _names(article: Article) -> Iterator[Name]:
    return map(Name.of, article.declared.split("\n"))


def _former(edition: Edition, named: Mapping[str, Key]) -> Mapping[str, list[str]]:
    """Of each of these pages those that lead there, but for what is a name's page again."""
    found: dict[str, list[str]] = defaultdict(list)
    once = {alias: target for alias, target, _ in former_names(edition)}
    for alias, target in once.items():
        if target in named and alias not in named:
            found[target].append(alias)
    return found


def _changed(edition: Edition) -> Mapping[Key, list[Article]]:
    """Of each name the articles that say something else than when they were published.

    Only these can be among the latest without being among the newest.
    """
    found: dict[Key, list[Article]] = defaultdict(list)
    for article in (*edition.archive.articles, *edition.archive.withdrawn):
        if article.updated or article.corrections or article.withdrawn:
            for name in _names(article):
                found[name.key].append(article)
    return found


def _languages(edition: Edition) -> tuple[str, ...]:
    """The languages of articles, withdrawn ones too, where there are several."""
    archive = edition.archive
    found = sorted({each.language for each in (*archive.articles, *archive.withdrawn)})
    return tuple(found) if len(found) > 1 else ()


def _home(tag: str) -> str:
    return f"/languages/{tag.lower()}/"


def _of_sections(edition: Edition) -> tuple[Link, ...]:
    return tuple(
        Link(term.text, routes.feed(routes.name(term.kind, term.slug)))
        for term in sections(edition)
        if term.articles
    )
