"""A page, and the type of all views: of what people read and of what programs read."""

from newsgen.model.value import Value
from newsgen.pages.machine_views import (
    ArticleJsonView,
    FeedView,
    NewsSitemapView,
    OpenSearchView,
    OpmlView,
    RedirectsView,
    RobotsView,
    SitemapView,
)
from newsgen.pages.service_views import (
    DataPageView,
    FeedsView,
    NotFoundView,
    RedirectView,
    SearchView,
)
from newsgen.pages.views import (
    ArticleView,
    CorrectionsView,
    FrontView,
    IndexView,
    NameView,
    PairView,
    PeriodView,
    PlainPageView,
    TombstoneView,
)

View = (
    FrontView
    | ArticleView
    | TombstoneView
    | PeriodView
    | NameView
    | PairView
    | IndexView
    | CorrectionsView
    | SearchView
    | FeedsView
    | DataPageView
    | PlainPageView
    | NotFoundView
    | RedirectView
    | RedirectsView
    | FeedView
    | OpmlView
    | SitemapView
    | NewsSitemapView
    | RobotsView
    | OpenSearchView
    | ArticleJsonView
)
"""All that one page shows."""


class Page(Value, frozen=True):
    """A page: where it goes, what renders it, and all it shows.

    Attributes:
        template: Empty where a module of `formats` renders the view.
    """

    address: str
    template: str
    view: View
