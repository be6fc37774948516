"""Views: the only values templates see. One frozen value holds exactly what one page shows.

Nothing here refers to the archive, so a page is stale exactly when its view (or a template) is.
Addresses are root addresses; `link()` makes them relative when a page is rendered. An empty text
or tuple, or None, means that the page has nothing of the kind to show. `crumbs` are the steps above
a page, the front page first, without the page itself.
"""

from datetime import date

from newsgen.model.article import Correction, Moment, Withdrawal
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.components import (
    ActivityBar,
    Badge,
    Card,
    CardGroup,
    CompanionGroup,
    CorrectionEntry,
    CountedKind,
    CountedPeriod,
    Crumb,
    Direction,
    FrontSection,
    Headline,
    LetterGroup,
    Link,
    NameGroup,
    PeriodNav,
    Picture,
    RecentlyActive,
    RelatedArticle,
    SearchRuntime,
    ShardSummary,
    TermFacts,
    TextLink,
)


class FrontView(Value, frozen=True, tag=True):
    """The front page: a lead, the newest articles by day, sections and all years.

    lately: the names most active in the last days; None where that would say nothing.
    """

    lead: Card | None
    groups: tuple[CardGroup, ...]
    sections: tuple[FrontSection, ...]
    lately: RecentlyActive | None
    years: tuple[CountedPeriod, ...]
    count: int


class ArticleView(Value, frozen=True, tag=True):
    """An article's own page.

    body: the digest of its text, or empty where `rights` lets no text be shown; targets: symbolic
    target → root address (None: nothing is there any more) for every link of the text; marks: the
    names in it that are to be links; about, mentions: the names declared, and those only found;
    earlier, later: the articles before and after it in time; versions: the same in other languages.
    """

    address: str
    crumbs: tuple[Crumb, ...]
    title: str
    language: str
    direction: Direction
    moment: Moment
    source: Link
    source_url: str
    archived_url: str
    retrieved: date | None
    authors: tuple[Link, ...]
    dateline: str
    section: Link | None
    summary: str
    description: str
    updated: Moment | None
    corrections: tuple[Correction, ...]
    picture: Picture | None
    body: str
    targets: tuple[tuple[str, str | None], ...]
    excerpt: str
    rights: str
    tags: tuple[Link, ...]
    about: tuple[NameGroup, ...]
    mentions: tuple[NameGroup, ...]
    marks: tuple[TextLink, ...]
    related: tuple[RelatedArticle, ...]
    earlier: Headline | None
    later: Headline | None
    translation_of: Link | None
    versions: tuple[Headline, ...]
    mark: Badge


class TombstoneView(Value, frozen=True, tag=True):
    """What stays at the address of a withdrawn article."""

    address: str
    crumbs: tuple[Crumb, ...]
    title: str
    language: str
    direction: Direction
    moment: Moment
    source: Link
    withdrawn: Withdrawal


class PeriodView(Value, frozen=True, tag=True):
    """All articles of a span of time: of the site, of one name, or of two together.

    Either `groups` holds them, or, where they are too many, `periods` leads to the next smaller
    spans. The site's years and months have both: their parts always have pages of their own.
    mentions: the articles that only mention the name; count: of all; around: of the site's own.
    """

    address: str
    crumbs: tuple[Crumb, ...]
    period: Period
    kind: Kind | None
    names: tuple[Link, ...]
    count: int
    groups: tuple[CardGroup, ...]
    mentions: tuple[CardGroup, ...]
    periods: tuple[CountedPeriod, ...]
    around: PeriodNav | None = None


class NameView(Value, frozen=True, tag=True):
    """A name's own page: what it is, and its newest articles; all of them, if `years` is empty.

    meant: what a tag stands for; activity: over time; company: the names it appears with.

    part_of, parts: the larger name it belongs to and those that belong to it, if they have pages;
    count, groups: of the articles about it; mentioned, mentions: of those that only mention it;
    first, latest: the days of the first and latest article of both. feed: what follows it; empty
    without one.
    """

    address: str
    crumbs: tuple[Crumb, ...]
    kind: Kind
    name: str
    known: TermFacts
    meant: Link | None
    part_of: Link | None
    parts: tuple[Link, ...]
    count: int
    mentioned: int
    first: date | None
    latest: date | None
    groups: tuple[CardGroup, ...]
    mentions: tuple[CardGroup, ...]
    years: tuple[CountedPeriod, ...]
    activity: tuple[ActivityBar, ...]
    company: tuple[CompanionGroup, ...]
    feed: str


class PairView(Value, frozen=True, tag=True):
    """Two names together: the articles about both, the newest of them if `years` holds any."""

    address: str
    crumbs: tuple[Crumb, ...]
    kind: Kind
    names: tuple[Link, ...]
    count: int
    first: date
    latest: date
    groups: tuple[CardGroup, ...]
    years: tuple[CountedPeriod, ...]


class IndexView(Value, frozen=True, tag=True):
    """All names of one kind, by letter; `lately` is None where it would say nothing."""

    address: str
    crumbs: tuple[Crumb, ...]
    kind: Kind
    count: int
    lately: RecentlyActive | None
    letters: tuple[LetterGroup, ...]


class EntitiesView(Value, frozen=True, tag=True):
    """All entities: those of every kind, and what is declared without a kind."""

    address: str
    crumbs: tuple[Crumb, ...]
    kinds: tuple[CountedKind, ...]
    count: int
    lately: RecentlyActive | None
    letters: tuple[LetterGroup, ...]


class CorrectionsView(Value, frozen=True, tag=True):
    """What was put right, newest first; `period` is None on the page of the newest."""

    address: str
    crumbs: tuple[Crumb, ...]
    period: Period | None
    count: int
    changes: tuple[CorrectionEntry, ...]
    years: tuple[CountedPeriod, ...]
    policy: str


class SearchView(Value, frozen=True, tag=True):
    """The search page. first, latest: months with articles, such as 2022-09; empty without any.

    runtimes: what searches each language; shards: what is searched, newest first; name_kinds: the
    kinds of names by which a search can be narrowed.
    """

    address: str
    crumbs: tuple[Crumb, ...]
    runtimes: tuple[SearchRuntime, ...]
    shards: tuple[ShardSummary, ...]
    languages: tuple[str, ...]
    name_kinds: tuple[Kind, ...]
    first: str
    latest: str
    count: int


class FeedsView(Value, frozen=True, tag=True):
    """The page that tells how to subscribe.

    atom, rss, json: the feeds of the whole archive; outline: the file with all that are listed
    here; languages: (tag, address of its feed), where there is more than one; sections: theirs.
    """

    address: str
    crumbs: tuple[Crumb, ...]
    atom: str
    rss: str
    json: str
    outline: str
    languages: tuple[tuple[str, str], ...]
    sections: tuple[Link, ...]


class DataPageView(Value, frozen=True, tag=True):
    """The page that leads to the data of an export. years: the oldest first."""

    address: str
    crumbs: tuple[Crumb, ...]
    years: tuple[int, ...]


class PlainPageView(Value, frozen=True, tag=True):
    """A page that is not news. body, targets: as for an article."""

    address: str
    crumbs: tuple[Crumb, ...]
    title: str
    language: str
    direction: Direction
    description: str
    body: str
    targets: tuple[tuple[str, str | None], ...]


class NotFoundView(Value, frozen=True, tag=True):
    """What a host shows for an address that leads nowhere."""

    address: str


class RedirectView(Value, frozen=True, tag=True):
    """A small page at a former address."""

    address: str
    target: str


class RedirectsView(Value, frozen=True, tag=True):
    """All redirects, (from, to), for hosts that read a `_redirects` file."""

    address: str
    rules: tuple[tuple[str, str], ...]


class Chrome(Value, frozen=True):
    """What every page shows around its view: configuration, never counts or lists of content.

    base_url: with a slash at its end, or empty. logo: the publisher's: an address.
    """

    title: str
    tagline: str
    base_url: str
    language: str
    direction: Direction
    menu: tuple[Link, ...]
    publisher: Link | None
    search: bool = False
    data: bool = False
    logo: str = ""
