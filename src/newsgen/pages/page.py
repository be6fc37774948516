"""A page as planned, and all the kinds of views there are: of what people read and machines."""

from newsgen.model.value import Value
from newsgen.pages.machine_views import (
    ArticleJsonView,
    FeedView,
    NewsSitemapView,
    OpenSearchView,
    OpmlView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)
from newsgen.pages.views import (
    ArticleView,
    CorrectionsView,
    DataPageView,
    EntitiesView,
    FeedsView,
    FrontView,
    IndexView,
    NameView,
    NotFoundView,
    PairView,
    PeriodView,
    PlainPageView,
    RedirectsView,
    RedirectView,
    SearchView,
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
    | EntitiesView
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
    | SitemapIndexView
    | SitemapView
    | NewsSitemapView
    | RobotsView
    | OpenSearchView
    | ArticleJsonView
)
"""What one page shows; press and templates take any."""


class Page(Value, frozen=True):
    """A page as planned: where it goes, the template that draws it, and all it shows.

    template: empty where a form makes it.
    """

    address: str
    template: str
    view: View
