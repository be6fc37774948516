"""Builds the view of an article's page."""

from collections.abc import Sequence

from newsgen.archive.questions import ARTICLES, Timeline
from newsgen.archive.related import ADJACENT_RADIUS, SERIES_RADIUS, RelatedMatch, related_articles
from newsgen.archive.term import Term
from newsgen.archive.versions import lead_version, other_versions, version_in_language
from newsgen.content.kept_copies import public_copy
from newsgen.model.article import Article
from newsgen.model.kind import ENTITY_KINDS, Kind
from newsgen.model.text_direction import direction
from newsgen.pages.article_license import article_license
from newsgen.pages.authors import author_link
from newsgen.pages.cards import (
    article_address,
    declared_links,
    headline,
    period_crumbs,
    term_address,
    term_link,
)
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.map_components import PlaceMap
from newsgen.pages.maps import place_map
from newsgen.pages.pictures import article_gallery, article_picture, text_pictures
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import (
    Headline,
    Link,
    NameGroup,
    NameLink,
    RelatedArticle,
    SeriesNav,
    SimilarArticle,
    TextLink,
)
from newsgen.pages.views import ArticleView

_MAX_PLACES = 3
"""Places of an article that has a map."""


def article_view(inputs: PlanInputs, article: Article) -> ArticleView:
    """Return all that an article's page shows; the closest of related articles come first."""
    questions, links = inputs.questions, LinkResolver(inputs)
    address, story = article_address(article), questions.versions(article)
    lead = lead_version(article, story)
    related = related_articles(questions, article) if inputs.config.related else ()
    later, earlier = questions.neighbours(ARTICLES, lead, ADJACENT_RADIUS)
    return ArticleView(
        address=address,
        crumbs=period_crumbs(article.moment.period),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=declared_links(inputs, article, Kind.SOURCE)[0],
        source_url=article.source_url,
        archived_url=public_copy(article),
        retrieved=article.retrieved,
        authors=tuple(
            author_link(inputs, term) for term in questions.names_of(article, Kind.AUTHOR)
        ),
        dateline=article.dateline,
        section=next(iter(declared_links(inputs, article, Kind.SECTION)), None),
        summary=article.summary,
        description=article.summary or article.excerpt,
        updated=article.updated,
        corrections=article.corrections,
        picture=article_picture(inputs, article),
        gallery=article_gallery(inputs, article),
        body=article.html_digest,
        targets=links.target_addresses(address, article.references),
        text_pictures=text_pictures(inputs, address, article.references),
        excerpt=article.excerpt if article.rights == "excerpt" else "",
        rights=article.rights,
        license=article_license(questions, article, inputs.config.license),
        tags=declared_links(inputs, article, Kind.TAG),
        about=_name_groups(inputs, questions.names_of(article, *ENTITY_KINDS)),
        mentions=_name_groups(inputs, questions.mentions_of(article)),
        map=_locator_map(questions.names_of(article, Kind.PLACE)),
        series=_series_nav(inputs, article),
        marks=tuple(
            TextLink(start, end, term_address(term))
            for start, end, term in questions.link_spans(article)
        ),
        similar=tuple(
            _similar_article(inputs, other) for other in questions.similar_articles(article)
        ),
        related=tuple(map(_related_article, related)),
        earlier=_neighbour(inputs, article, earlier),
        later=_neighbour(inputs, article, later),
        translation_of=original_link(inputs, article),
        versions=language_versions(inputs, article),
        default_version=article_address(story[0]) if len(story) > 1 else "",
        mark=questions.badge(article),
    )


def _locator_map(places: Sequence[Term]) -> PlaceMap | None:
    """Return a map of where it happened; none where it is about more than a few places."""
    return place_map((term, 0) for term in places) if len(places) <= _MAX_PLACES else None


def _series_nav(inputs: PlanInputs, article: Article) -> SeriesNav | None:
    """Return the parts of an article's series next to it.

    A series may be long: if each part showed all others, a new one would change all pages.
    """
    questions = inputs.questions
    series = next(iter(questions.names_of(article, Kind.SERIES)), None)
    if series is None:
        return None
    timeline = Timeline.about(series.key)
    later, earlier = questions.neighbours(timeline, article, SERIES_RADIUS)
    before, after = (
        tuple(_in_language(inputs, article, place) for place in places)
        for places in (tuple(reversed(earlier)), later)
    )
    return SeriesNav(term_link(series), before, after)


def _neighbour(inputs: PlanInputs, article: Article, places: Sequence[int]) -> Headline | None:
    """Return the story before or after an article, in its language if it can be."""
    return _in_language(inputs, article, places[0]) if places else None


def _in_language(inputs: PlanInputs, article: Article, place: int) -> Headline:
    """Return the headline of the article at a place in another article's language if it can be."""
    other = inputs.questions.face_at(place)
    story = inputs.questions.versions(other)
    return headline(version_in_language(other, story, article.language))


def _name_groups(inputs: PlanInputs, terms: tuple[Term, ...]) -> tuple[NameGroup, ...]:
    """Return names by kind, with their addresses elsewhere, which are for programs (JSON-LD)."""
    links: dict[Kind, list[NameLink]] = {kind: [] for kind in ENTITY_KINDS}
    for term in terms:
        same_as = term.authority.same_as if term.authority and inputs.config.base_url else ()
        links[term.kind].append(NameLink(term.text, term_address(term), same_as))
    return tuple(NameGroup(kind, tuple(names)) for kind, names in links.items() if names)


def _related_article(match: RelatedMatch) -> RelatedArticle:
    other = match.article
    return RelatedArticle(
        address=article_address(other),
        title=other.title,
        moment=other.moment,
        language=other.language,
        direction=direction(other.language),
        names=tuple(term.text for term in match.shared_terms),
    )


def _similar_article(inputs: PlanInputs, other: Article) -> SimilarArticle:
    return SimilarArticle(
        address=article_address(other),
        title=other.title,
        language=other.language,
        direction=direction(other.language),
        source=inputs.questions.names_of(other, Kind.SOURCE)[0].text,
        moment=other.moment,
    )


def language_versions(inputs: PlanInputs, article: Article) -> tuple[Headline, ...]:
    """Return the other language versions of an article, in the order of their languages."""
    return tuple(map(headline, other_versions(article, inputs.questions.versions(article))))


def original_link(inputs: PlanInputs, article: Article) -> Link | None:
    """Return the article that one is a translation of."""
    original = inputs.questions.face(article.translation_of)
    if original is None or original.path == article.path:
        return None
    return Link(original.title, article_address(original))
