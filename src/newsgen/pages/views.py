"""Views: the only values templates see. A view holds exactly what one page shows.

No view refers to the archive, so a page is outdated if and only if its view or a template changed.
Addresses are root addresses; `link()` makes them relative when a page is rendered. An empty text or
tuple, or None, means that there is nothing of the kind to show. `crumbs` lead from the front page
to the page above this one.
"""

from datetime import date

from newsgen.archive.activity import PeriodActivity
from newsgen.model.article import Correction, Moment, Withdrawal
from newsgen.model.kind import Kind
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.links import absolute_url
from newsgen.pages.name_view_components import (
    CompanionGroup,
    CountedKind,
    LetterGroup,
    NameGroup,
    RecentlyActive,
    TermFacts,
)
from newsgen.pages.view_components import (
    Badge,
    Card,
    CardGroup,
    CorrectionEntry,
    CountedPeriod,
    Crumb,
    Direction,
    FrontSection,
    Headline,
    Link,
    PeriodNav,
    Picture,
    RelatedArticle,
    TextLink,
)


class FrontView(Value, frozen=True, tag=True):
    """The front page.

    Attributes:
        groups: The newest articles but the lead, by day.
        lately: None if no names are recently active.
        years: All years, oldest first.
        count: The number of all articles.
    """

    lead: Card | None
    groups: tuple[CardGroup, ...]
    sections: tuple[FrontSection, ...]
    lately: RecentlyActive | None
    years: tuple[CountedPeriod, ...]
    count: int


class PageView(Value, frozen=True, tag=True):
    """What nearly all pages show: their address, and the crumbs that lead to the page above."""

    address: str
    crumbs: tuple[Crumb, ...]


class ArticleView(PageView, frozen=True):
    """An article's own page.

    Attributes:
        body: The digest of its text; empty if `rights` lets no text be shown.
        targets: Each symbolic target of the text's links with its root address, or None if that
            does not exist.
        about: The names the article declares.
        mentions: The names only found in its text.
        marks: Where names in the text become links.
        earlier: The article before it in time.
        later: The article after it in time.
        versions: The same article in other languages.
    """

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


class TombstoneView(PageView, frozen=True):
    """What remains at the address of a withdrawn article."""

    title: str
    language: str
    direction: Direction
    moment: Moment
    source: Link
    withdrawn: Withdrawal


class PeriodView(PageView, frozen=True):
    """All articles of a year, month or day: of the site, of a name, or of two names together.

    Attributes:
        kind: Of the first name; None on the site's own pages.
        count: The number of all articles.
        groups: The articles by day; none if they are too many.
        mentions: The articles that only mention the name, likewise.
        periods: The narrower periods: always on the site's own pages of years and months, of names
            only if the articles are too many.
        around: None on pages of names.
    """

    period: Period
    kind: Kind | None
    names: tuple[Link, ...]
    count: int
    groups: tuple[CardGroup, ...]
    mentions: tuple[CardGroup, ...]
    periods: tuple[CountedPeriod, ...]
    around: PeriodNav | None = None


class NameView(PageView, frozen=True):
    """A name's own page, with its newest articles; all of them if `years` is empty.

    Attributes:
        meant: The entity a tag stands for.
        part_of: The larger name it belongs to, if that has a page.
        parts: The names that belong to it and have pages.
        count: The number of articles about it.
        mentioned: The number of articles that only mention it.
        first: The day of the first article of both.
        latest: The day of the latest article of both.
        company: The names it appears with most.
        feed: The address of its feed, or empty.
    """

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
    activity: tuple[PeriodActivity, ...]
    company: tuple[CompanionGroup, ...]
    feed: str


class PairView(PageView, frozen=True):
    """Two names together, with the newest articles about both; all of them if `years` is empty."""

    kind: Kind
    names: tuple[Link, ...]
    count: int
    first: date
    latest: date
    groups: tuple[CardGroup, ...]
    years: tuple[CountedPeriod, ...]


class IndexView(PageView, frozen=True):
    """All names of one kind, by letter; of `Kind.ENTITY` the names of all kinds of entities.

    Attributes:
        kinds: The kinds of entities that have names; only on the page of all entities.
        lately: None if no names are recently active.
    """

    kind: Kind
    kinds: tuple[CountedKind, ...]
    count: int
    lately: RecentlyActive | None
    letters: tuple[LetterGroup, ...]


class CorrectionsView(PageView, frozen=True):
    """The corrections and updates of a year, or the newest of all, newest first.

    Attributes:
        period: The year; None on the page of the newest.
        years: The years, if `changes` does not hold all.
        policy: The address of the page that says how errors are corrected, or empty.
    """

    period: Period | None
    count: int
    changes: tuple[CorrectionEntry, ...]
    years: tuple[CountedPeriod, ...]
    policy: str


class PlainPageView(PageView, frozen=True):
    """A page that is not news; `body` and `targets` are as in `ArticleView`."""

    title: str
    language: str
    direction: Direction
    description: str
    body: str
    targets: tuple[tuple[str, str | None], ...]


ContentView = (
    FrontView
    | ArticleView
    | TombstoneView
    | PeriodView
    | NameView
    | PairView
    | IndexView
    | CorrectionsView
    | PlainPageView
)


class Chrome(Value, frozen=True):
    """What is around every page: configuration, never counts or lists of content.

    Attributes:
        base_url: With a slash at its end, or empty.
        logo: The address of the publisher's logo, or empty.
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

    def absolute_url(self, address: str) -> str:
        """Return an address as `absolute_url` of `links` does; an empty one stays empty."""
        return absolute_url(address, self.base_url) if address else ""
