"""Feeds: the latest changes of the archive, of each language and of each name.

The latest *change* comes first and not the newest article, so a correction or a withdrawal reaches
subscribers however old the article is. A story is there once, as in lists. A feed belongs to a
page: that of /tags/sco/ is at /feeds/tags/sco.xml. It holds articles *about* the name; a mere
mention is no reason to notify a subscriber. A name that was merged into another keeps its feed,
with the entries of the other.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial

from newsgen.archive.questions import WITHDRAWN, Timeline, name_subject
from newsgen.archive.term import Term
from newsgen.model.article import Article, Moment
from newsgen.model.kind import KIND_BY_KEY, Kind, Name
from newsgen.model.slug import slug
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.article_license import article_license
from newsgen.pages.cards import article_address, term_address
from newsgen.pages.language_pages import archive_languages
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.machine_views import FeedFormat, FeedItem, FeedView
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.pictures import article_gallery, article_picture
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.redirects import former_homes

_EPOCH = Moment(date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC), 0)
"""When a feed without entries changed."""

_SITE_FEEDS: Mapping[str, FeedFormat] = {
    routes.ATOM: "atom",
    routes.RSS: "rss",
    routes.JSON_FEED: "json",
}
"""The feeds of the whole archive; all others are Atom alone."""


class FeedSubject(Value, frozen=True):
    """What a feed is about; `label` is empty for the whole archive.

    Attributes:
        home: The address of the page it belongs to, which may not exist any more.
        page: The address of the page that the feed leads to.
        former_homes: Of former pages, whose feeds have the same entries.
        latest: The latest changes.
    """

    home: str
    page: str
    former_homes: tuple[str, ...]
    label: str
    latest: tuple[Article, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of its feeds, for the whole archive one of each form."""
        if self.home == routes.FRONT_PAGE:
            return tuple(_SITE_FEEDS)
        return tuple(map(routes.feed_address, (self.home, *self.former_homes)))


def feed_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the feeds of a subject of changes, if it has them."""
    if subject := feed_subject(inputs, key):
        for address in subject.addresses:
            form = _SITE_FEEDS.get(address, "atom")
            own = address if address in _SITE_FEEDS else subject.addresses[0]
            view = partial(_feed_view, inputs, subject, own, form)
            yield builtin_page(address, "", "a feed", view)


def _feed_view(
    inputs: PlanInputs, subject: FeedSubject, address: str, form: FeedFormat
) -> FeedView:
    make_item = inputs.feed_items or partial(feed_item, inputs)
    return FeedView(
        address=address,
        form=form,
        id=inputs.tag_uri(routes.feed_address(subject.home)),
        label=subject.label,
        home=subject.page,
        language=inputs.config.language,
        changed=max(
            (article.changed for article in subject.latest),
            key=lambda moment: moment.at,
            default=_EPOCH,
        ),
        items=tuple(map(make_item, subject.latest)),
    )


def feed_item(inputs: PlanInputs, article: Article) -> FeedItem:
    """Return what a feed says of an article; little of a withdrawn one."""
    if inputs.config.feed_text == "full":  # a list has articles without their texts
        article = inputs.questions.article(article.path) or article
    address, shown, links = article_address(article), not article.withdrawn, LinkResolver(inputs)
    with_text = inputs.config.feed_text == "full" and bool(article.html_digest)
    authors = inputs.questions.names_of(article, Kind.AUTHOR)
    authors = authors or inputs.questions.names_of(article, Kind.SOURCE)
    license_ = article_license(inputs.questions, article, inputs.config.license)
    return FeedItem(
        id=inputs.tag_uri(article.id),
        address=address,
        title=article.title,
        language=article.language,
        source_url=article.source_url if shown else "",
        authors=tuple(term.text for term in authors),
        categories=tuple(term.text for term in inputs.questions.names_of(article, Kind.TAG)),
        published=article.moment,
        changed=article.changed,
        summary=(article.summary or article.excerpt) if shown else "",
        license=license_ if shown else None,
        picture=article_picture(inputs, article) if shown else None,
        gallery=article_gallery(inputs, article) if shown else (),
        corrections=article.corrections,
        withdrawn=article.withdrawn,
        body=article.html_digest if with_text else "",
        path=article.path if with_text else "",
        targets=links.target_addresses(address, article.references) if with_text else (),
    )


def feed_subject(inputs: PlanInputs, key: str) -> FeedSubject | None:
    """Return what the feed of a timeline of changes is about; None if it has none."""
    if not inputs.config.base_url:
        return None
    latest = inputs.questions.newest(Timeline("changes", key), inputs.config.feed_entries)
    front = routes.FRONT_PAGE
    if not key:
        return FeedSubject(front, front, (), "", latest)
    if not latest:
        return None
    if ":" in key:
        return _subject_of_name(inputs, key, latest)
    if key not in feed_languages(inputs):
        return None
    home = routes.language_address(key)
    page = home if key in archive_languages(inputs) else front
    return FeedSubject(home, page, (), key, latest)


def _subject_of_name(
    inputs: PlanInputs, key: str, latest: tuple[Article, ...]
) -> FeedSubject | None:
    """Return the feed of a name.

    A name of withdrawn articles alone may have no page any more; its feed says so.
    """
    kind, questions = KIND_BY_KEY[key.partition(":")[0]], inputs.questions
    known = questions.term(kind, key.partition(":")[2])
    term = known or _lost_term(inputs, key, latest)
    owner = questions.term_at(kind, term.slug)
    # Two names with one address are an error (N302): the first has the feed.
    if owner and owner.key != term.key and questions.weight(owner):
        return None
    home = term_address(term)
    former = [alias for alias, _ in former_homes(inputs, term) if known]
    in_use = [alias for alias in former if _has_feed(inputs, kind, alias)]
    free = tuple(alias for alias in dict.fromkeys(former) if alias not in in_use)
    return FeedSubject(home, home if known else routes.FRONT_PAGE, free, term.text, latest)


def _lost_term(inputs: PlanInputs, key: str, articles: tuple[Article, ...]) -> Term:
    """Return a name that only withdrawn articles have."""
    wholes = filter(None, (inputs.questions.article(each.path) for each in articles))
    names = (Name.from_line(line) for each in wholes for line in each.name_lines.split("\n"))
    name = next(name for name in names if name_subject(name.key) == key)
    entry, alphabet = inputs.questions.authority(name.kind, name.text), inputs.config.slugs
    name_slug = entry.slug_in(alphabet) if entry else slug(name.text, alphabet)
    return Term(name.kind, name.text, name_slug, entry)


def _has_feed(inputs: PlanInputs, kind: Kind, home: str) -> bool:
    """Return whether the address of a page is that of a name with articles."""
    term = inputs.questions.term_at(kind, home.split("/")[2])
    return term is not None and inputs.questions.weight(term) > 0


def feed_languages(inputs: PlanInputs) -> tuple[str, ...]:
    """Return the languages of all articles, withdrawn ones too, if they are several, else none."""
    withdrawn = {article.language for article in inputs.questions.newest(WITHDRAWN)}
    languages = sorted(withdrawn.union(inputs.questions.subjects("language")))
    return tuple(languages) if len(languages) > 1 else ()
