"""The page of an article, of a withdrawn one, and of a plain page."""

from newsgen.archive.related import RelatedMatch
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authority
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Kind, Name
from newsgen.model.language import direction
from newsgen.model.period import Period
from newsgen.pages.cards import (
    FRONT_CRUMB,
    article_address,
    authority_link,
    headline,
    name_link,
    name_links,
    period_crumbs,
    term_link,
)
from newsgen.pages.components import (
    Headline,
    Link,
    NameGroup,
    NameLink,
    Picture,
    RelatedArticle,
    TextLink,
)
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import ArticleView, PlainPageView, TombstoneView


def article_view(
    inputs: PlanInputs,
    article: Article,
    matches: tuple[RelatedMatch, ...],
    earlier: Article | None,
    later: Article | None,
    link_resolver: LinkResolver,
) -> ArticleView:
    """All that an article's page shows."""
    return ArticleView(
        address=article_address(article),
        crumbs=period_crumbs(Period.of(article.moment.day, "day")),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=name_link(inputs, article.source),
        source_url=article.source_url,
        archived_url=article.archived_url,
        retrieved=article.retrieved,
        authors=name_links(inputs, article.names(Kind.AUTHOR)),
        dateline=article.dateline,
        section=next(iter(name_links(inputs, article.names(Kind.SECTION))), None),
        summary=article.summary,
        description=article.summary or article.excerpt,
        updated=article.updated,
        corrections=article.corrections,
        picture=_picture(article, link_resolver),
        body=article.html_digest,
        targets=link_resolver.target_addresses(article_address(article), article.references),
        excerpt=article.excerpt if article.rights == "excerpt" else "",
        rights=article.rights,
        tags=name_links(inputs, article.names(Kind.TAG)),
        about=tuple(
            NameGroup(kind, tuple(_declared_link(inputs, name) for name in names))
            for kind in ENTITY_KINDS
            if (names := article.names(kind))
        ),
        mentions=_mention_groups(inputs, article),
        marks=_text_links(inputs, article),
        related=tuple(map(_related_article, matches)),
        earlier=headline(earlier) if earlier else None,
        later=headline(later) if later else None,
        translation_of=original_link(inputs, article),
        versions=language_versions(inputs, article),
        mark=inputs.badges.get(article.path, ""),
    )


def _mention_groups(inputs: PlanInputs, article: Article) -> tuple[NameGroup, ...]:
    """The names an article mentions without being about them, by kind."""
    entries = [
        inputs.archive.authorities.entries[number] for number in article.mentioned_entry_numbers
    ]
    return tuple(
        NameGroup(kind, names)
        for kind in TYPED_ENTITY_KINDS
        if (names := tuple(_mention_link(inputs, each) for each in entries if each.kind is kind))
    )


def _declared_link(inputs: PlanInputs, name: Name) -> NameLink:
    term = inputs.archive.term(name)
    link = term_link(term)
    return NameLink(link.label, link.address, _same_as(inputs, term.authority))


def _mention_link(inputs: PlanInputs, entry: Authority) -> NameLink:
    link = authority_link(inputs, entry)
    return NameLink(link.label, link.address, _same_as(inputs, entry))


def _same_as(inputs: PlanInputs, entry: Authority | None) -> tuple[str, ...]:
    """Only an archive that knows its own address says so to machines."""
    return entry.same_as if entry and inputs.config.base_url else ()


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


def _text_links(inputs: PlanInputs, article: Article) -> tuple[TextLink, ...]:
    """Where names in its text lead to their pages."""
    entries = inputs.archive.authorities.entries
    return tuple(
        TextLink(start, end, authority_link(inputs, entries[number]).address)
        for start, end, number in article.link_spans
    )


def tombstone_view(inputs: PlanInputs, article: Article) -> TombstoneView:
    """What stays at the address of a withdrawn article."""
    assert article.withdrawn
    return TombstoneView(
        address=article_address(article),
        crumbs=period_crumbs(Period.of(article.moment.day, "day")),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=name_link(inputs, article.source),
        withdrawn=article.withdrawn,
    )


def plain_page_view(
    inputs: PlanInputs, page: PlainPage, link_resolver: LinkResolver
) -> PlainPageView:
    """All that a plain page shows."""
    return PlainPageView(
        address=page.address,
        crumbs=(FRONT_CRUMB,),
        title=page.title,
        language=page.language,
        direction=direction(page.language),
        description=page.summary,
        body=page.html_digest,
        targets=link_resolver.target_addresses(page.address, page.references),
    )


def _picture(article: Article, link_resolver: LinkResolver) -> Picture | None:
    """The image above the text, unless its file is not there."""
    image = article.image
    if image is None:
        return None
    symbolic = image.src.startswith("newsgen:")
    src = link_resolver.resolve(article_address(article), image.src) if symbolic else image.src
    return Picture(src, image.alt, image.credit) if src else None


def language_versions(inputs: PlanInputs, article: Article) -> tuple[Headline, ...]:
    """The original of an article and all translations of that, in the order of their languages."""
    archive = inputs.archive
    first = archive.articles_by_path.get(article.translation_of, article)
    found = (first, *archive.translations.get(first.path, ()))
    others = [each for each in found if each is not article and not each.withdrawn]
    others.sort(key=lambda each: (each.language, each.path))
    return tuple(map(headline, others))


def original_link(inputs: PlanInputs, article: Article) -> Link | None:
    """The article that one is a translation of."""
    found = inputs.archive.articles_by_path.get(article.translation_of)
    if found is None or found is article:
        return None
    return Link(found.title, article_address(found))
