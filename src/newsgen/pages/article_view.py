"""Builds the view of an article's page."""

from newsgen.archive.related import RelatedMatch
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.image import Image
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Kind, Name
from newsgen.model.text_direction import direction
from newsgen.pages.authors import author_link
from newsgen.pages.cards import (
    article_address,
    authority_link,
    headline,
    name_link,
    name_links,
    period_crumbs,
    term_link,
)
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import (
    Headline,
    Link,
    NameGroup,
    NameLink,
    Picture,
    RelatedArticle,
    TextLink,
)
from newsgen.pages.views import ArticleView


def article_view(
    inputs: PlanInputs,
    article: Article,
    matches: tuple[RelatedMatch, ...],
    earlier: Article | None,
    later: Article | None,
    link_resolver: LinkResolver,
) -> ArticleView:
    """Return all that an article's page shows; the closest of related articles come first."""
    address = article_address(article)
    story = inputs.archive.versions.of(article)
    return ArticleView(
        address=address,
        crumbs=period_crumbs(article.moment.period),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=name_link(inputs, article.source),
        source_url=article.source_url,
        archived_url=article.archived_url,
        retrieved=article.retrieved,
        authors=tuple(author_link(inputs, name) for name in article.names(Kind.AUTHOR)),
        dateline=article.dateline,
        section=next(iter(name_links(inputs, article.names(Kind.SECTION))), None),
        summary=article.summary,
        description=article.summary or article.excerpt,
        updated=article.updated,
        corrections=article.corrections,
        picture=article_picture(article, link_resolver),
        gallery=article_gallery(article, link_resolver),
        body=article.html_digest,
        targets=link_resolver.target_addresses(address, article.references),
        excerpt=article.excerpt if article.rights == "excerpt" else "",
        rights=article.rights,
        tags=name_links(inputs, article.names(Kind.TAG)),
        about=_declared_groups(inputs, article),
        mentions=_mention_groups(inputs, article),
        marks=tuple(
            TextLink(start, end, authority_link(inputs, _entry(inputs, name)).address)
            for start, end, name in article.link_spans
        ),
        related=tuple(map(_related_article, matches)),
        earlier=headline(earlier) if earlier else None,
        later=headline(later) if later else None,
        translation_of=original_link(inputs, article),
        versions=language_versions(inputs, article),
        default_version=article_address(story[0]) if len(story) > 1 else "",
        mark=inputs.selection.badges.get(article.path, ""),
    )


def _declared_groups(inputs: PlanInputs, article: Article) -> tuple[NameGroup, ...]:
    groups = []
    for kind in ENTITY_KINDS:
        if names := article.names(kind):
            terms = map(inputs.archive.term, names)
            links = (_name_link(inputs, term_link(term), term.authority) for term in terms)
            groups.append(NameGroup(kind, tuple(links)))
    return tuple(groups)


def _mention_groups(inputs: PlanInputs, article: Article) -> tuple[NameGroup, ...]:
    links: dict[Kind, list[NameLink]] = {kind: [] for kind in TYPED_ENTITY_KINDS}
    for line in article.mentioned_lines:
        entry = _entry(inputs, Name.from_line(line))
        links[entry.kind].append(_name_link(inputs, authority_link(inputs, entry), entry))
    return tuple(NameGroup(kind, tuple(names)) for kind, names in links.items() if names)


def _entry(inputs: PlanInputs, name: Name) -> Authority:
    """Return the entry of a name that stands in a text, which authority files are sure to have."""
    entry = inputs.archive.authorities.find(name.kind, name.text)
    assert entry
    return entry


def _name_link(inputs: PlanInputs, link: Link, entry: Authority | None) -> NameLink:
    """Return a name with its addresses elsewhere, which are for programs alone (JSON-LD)."""
    same_as = entry.same_as if entry and inputs.config.base_url else ()
    return NameLink(link.label, link.address, same_as)


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


def article_picture(article: Article, link_resolver: LinkResolver) -> Picture | None:
    """Return the picture above the text; None if its file does not exist."""
    return _picture(article, article.image, link_resolver) if article.image else None


def article_gallery(article: Article, link_resolver: LinkResolver) -> tuple[Picture, ...]:
    """Return the pictures below the text, without those whose file does not exist."""
    pictures = (_picture(article, image, link_resolver) for image in article.gallery)
    return tuple(filter(None, pictures))


def _picture(article: Article, image: Image, link_resolver: LinkResolver) -> Picture | None:
    symbolic = image.src.startswith("newsgen:")
    src = link_resolver.resolve(article_address(article), image.src) if symbolic else image.src
    return Picture(src, image.alt, image.credit, image.caption) if src else None


def language_versions(inputs: PlanInputs, article: Article) -> tuple[Headline, ...]:
    """Return the other language versions of an article, in the order of their languages."""
    return tuple(map(headline, inputs.archive.versions.others(article)))


def original_link(inputs: PlanInputs, article: Article) -> Link | None:
    """Return the article that one is a translation of."""
    original = inputs.archive.articles_by_path.get(article.translation_of)
    if original is None or original is article:
        return None
    return Link(original.title, article_address(original))
