"""Views: the only values templates see. A view holds exactly what one page shows.

No view refers to the archive, so a page is outdated if and only if its view or a template changed.
"""

from datetime import date

from newsgen.archive.visibility import Badge
from newsgen.model.article import Correction, Moment, Withdrawal
from newsgen.model.kind import Kind
from newsgen.model.license import License
from newsgen.model.period import Period
from newsgen.model.value import Value
from newsgen.pages.index_components import (
    BarYears,
    CountedKind,
    LetterGroup,
    LetterNav,
    RecentlyActive,
)
from newsgen.pages.map_components import PlaceMap
from newsgen.pages.page_view import AddressedView, PageView
from newsgen.pages.period_components import CountedPeriod, MonthCalendar
from newsgen.pages.period_views import (
    DatesView,
    DayOfYearView,
    DaysOfYearView,
    PeriodView,
    TrendsView,
    WordsView,
)
from newsgen.pages.view_components import (
    AuthorLink,
    Card,
    CardGroup,
    CompanionGroup,
    CorrectionEntry,
    Direction,
    FrontSection,
    Headline,
    LanguageLink,
    Link,
    NameGroup,
    OlderShards,
    Picture,
    RelatedArticle,
    SearchRuntime,
    SeriesNav,
    ShardSummary,
    SimilarArticle,
    TermFacts,
    TextLink,
    TextPicture,
)


class FrontView(Value, frozen=True, tag=True):
    """The front page: the newest articles, and all years, oldest first.

    Attributes:
        second: The articles beside the lead.
        calendar: The month of the newest article.
    """

    lead: Card | None
    second: tuple[Card, ...]
    groups: tuple[CardGroup, ...]
    sections: tuple[FrontSection, ...]
    lately: RecentlyActive | None
    calendar: MonthCalendar | None
    years: tuple[CountedPeriod, ...]
    count: int
    languages: tuple[LanguageLink, ...] = ()


class TextView(PageView, frozen=True):
    """A page with a text."""

    title: str
    language: str
    direction: Direction


class ArticleView(TextView, frozen=True):
    """An article's own page."""

    moment: Moment
    source: Link
    source_url: str
    archived_url: str
    retrieved: date | None
    authors: tuple[AuthorLink, ...]
    dateline: str
    section: Link | None
    summary: str
    description: str
    updated: Moment | None
    corrections: tuple[Correction, ...]
    picture: Picture | None
    gallery: tuple[Picture, ...]
    body: str
    targets: tuple[tuple[str, str | None], ...]
    text_pictures: tuple[TextPicture, ...]
    excerpt: str
    rights: str
    license: License | None
    tags: tuple[Link, ...]
    about: tuple[NameGroup, ...]
    mentions: tuple[NameGroup, ...]
    map: PlaceMap | None
    series: SeriesNav | None
    marks: tuple[TextLink, ...]
    similar: tuple[SimilarArticle, ...]
    related: tuple[RelatedArticle, ...]
    earlier: Headline | None
    later: Headline | None
    translation_of: Link | None
    versions: tuple[Headline, ...]
    default_version: str
    mark: Badge


class TombstoneView(TextView, frozen=True):
    """What remains at the address of a withdrawn article."""

    moment: Moment
    source: Link
    withdrawn: Withdrawal


class NameView(PageView, frozen=True):
    """A name's own page, with its newest articles; all of them if `years` is empty."""

    kind: Kind
    name: str
    known: TermFacts
    meant: Link | None
    part_of: Link | None
    parts: tuple[Link, ...]
    count: int
    mentioned: int
    first: Period | None
    latest: Period | None
    groups: tuple[CardGroup, ...]
    mentions: tuple[CardGroup, ...]
    years: tuple[CountedPeriod, ...]
    activity: tuple[CountedPeriod, ...]
    company: tuple[CompanionGroup, ...]
    map: PlaceMap | None
    feed: str
    is_searchable: bool


class PairView(PageView, frozen=True):
    """Two names together, with the newest articles about both; all of them if `years` is empty."""

    kind: Kind
    names: tuple[Link, ...]
    count: int
    first: Period
    latest: Period
    groups: tuple[CardGroup, ...]
    years: tuple[CountedPeriod, ...]


class LanguageView(PageView, frozen=True):
    """The newest articles in a language; all of them if `years` is empty."""

    language: str
    count: int
    groups: tuple[CardGroup, ...]
    years: tuple[CountedPeriod, ...]
    feed: str
    alternates: tuple[tuple[str, str], ...]


class LanguagesView(PageView, frozen=True):
    """All languages of an archive that has several."""

    languages: tuple[LanguageLink, ...]


class IndexView(PageView, frozen=True):
    """All names of a kind, or of a letter; of `Kind.ENTITY` the names of all kinds of entities.

    bar_years: of the bars beside the names; None if there are none.
    """

    kind: Kind
    kinds: tuple[CountedKind, ...]
    count: int
    lately: RecentlyActive | None
    letters: tuple[LetterGroup, ...]
    map: PlaceMap | None = None
    around: LetterNav | None = None
    is_divided: bool = False
    bar_years: BarYears | None = None


class CorrectionsView(PageView, frozen=True):
    """The corrections and updates of a year, or the newest of all, newest first."""

    period: Period | None
    count: int
    changes: tuple[CorrectionEntry, ...]
    years: tuple[CountedPeriod, ...]
    policy: str


class PlainPageView(TextView, frozen=True):
    """A page that is not news; `body`, `targets` and `text_pictures` are as in `ArticleView`."""

    description: str
    body: str
    targets: tuple[tuple[str, str | None], ...]
    text_pictures: tuple[TextPicture, ...]


class SearchView(PageView, frozen=True):
    """The search page."""

    runtimes: tuple[SearchRuntime, ...]
    shards: tuple[ShardSummary, ...]
    older_shards: tuple[OlderShards, ...]
    name_kinds: tuple[Kind, ...]
    languages: tuple[LanguageLink, ...]
    first: str
    latest: str
    unsearched: int


class FeedsView(PageView, frozen=True):
    """The page that tells how to subscribe."""

    atom: str
    rss: str
    json: str
    outline: str
    languages: tuple[tuple[str, str], ...]
    sections: tuple[Link, ...]


class DataPageView(PageView, frozen=True):
    """The page that leads to the data of an export, with the years of articles, oldest first."""

    years: tuple[int, ...]
    license: License | None


class ReadingView(PageView, frozen=True):
    """What readers keep for later; it is in their own browsers."""


class NotFoundView(AddressedView, frozen=True):
    """What a host shows at an address that does not exist."""


class RedirectView(AddressedView, frozen=True):
    """A small page at a former address."""

    target: str


TemplateView = (
    FrontView
    | ArticleView
    | TombstoneView
    | DatesView
    | DaysOfYearView
    | TrendsView
    | WordsView
    | DayOfYearView
    | PeriodView
    | NameView
    | PairView
    | LanguageView
    | LanguagesView
    | IndexView
    | CorrectionsView
    | PlainPageView
    | SearchView
    | FeedsView
    | DataPageView
    | ReadingView
    | NotFoundView
    | RedirectView
)
