"""The page of an article, of a withdrawn one, and of a plain page."""

from newsgen.archive.related import Kin
from newsgen.model.article import Article, PlainPage
from newsgen.model.authority import Authority
from newsgen.model.kind import ENTITIES, TYPED_ENTITIES, Kind, Name
from newsgen.model.language import direction
from newsgen.model.period import Period
from newsgen.pages.cards import (
    FRONT,
    article_address,
    entry_link,
    headline,
    name_link,
    name_links,
    period_crumbs,
    term_link,
)
from newsgen.pages.components import Headline, Kindred, Link, Linked, Named, NameGroup, Picture
from newsgen.pages.link_resolver import Lookup
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import ArticleView, PlainView, TombstoneView


def article_view(
    edition: Edition,
    article: Article,
    kin: tuple[Kin, ...],
    earlier: Article | None,
    later: Article | None,
    lookup: Lookup,
) -> ArticleView:
    """All that an article's page shows."""
    return ArticleView(
        address=article_address(article),
        crumbs=period_crumbs(Period.of(article.moment.day, "day")),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=name_link(edition, article.source),
        source_url=article.source_url,
        archived_url=article.archived_url,
        retrieved=article.retrieved,
        authors=name_links(edition, article.names(Kind.AUTHOR)),
        dateline=article.dateline,
        section=next(iter(name_links(edition, article.names(Kind.SECTION))), None),
        summary=article.summary,
        description=article.summary or article.excerpt,
        updated=article.updated,
        corrections=article.corrections,
        picture=_picture(article, lookup),
        body=article.body,
        targets=lookup.table(article_address(article), article.references),
        excerpt=article.excerpt if article.rights == "excerpt" else "",
        rights=article.rights,
        tags=name_links(edition, article.names(Kind.TAG)),
        about=tuple(
            NameGroup(kind, tuple(_declared(edition, name) for name in names))
            for kind in ENTITIES
            if (names := article.names(kind))
        ),
        mentions=_mentions(edition, article),
        marks=_marks(edition, article),
        related=tuple(map(_kindred, kin)),
        earlier=headline(earlier) if earlier else None,
        later=headline(later) if later else None,
        translation_of=original(edition, article),
        versions=versions(edition, article),
        mark=edition.early.get(article.path, ""),
    )


def _mentions(edition: Edition, article: Article) -> tuple[NameGroup, ...]:
    """The names an article mentions without being about them, by kind."""
    entries = [edition.archive.authorities.entries[number] for number in article.mentioned]
    return tuple(
        NameGroup(kind, names)
        for kind in TYPED_ENTITIES
        if (names := tuple(_named(edition, each) for each in entries if each.kind is kind))
    )


def _declared(edition: Edition, name: Name) -> Named:
    term = edition.archive.term(name)
    link = term_link(term)
    return Named(link.label, link.address, _same_as(edition, term.authority))


def _named(edition: Edition, entry: Authority) -> Named:
    link = entry_link(edition, entry)
    return Named(link.label, link.address, _same_as(edition, entry))


def _same_as(edition: Edition, entry: Authority | None) -> tuple[str, ...]:
    """Only an archive that knows its own address says so to machines."""
    return entry.same_as if entry and edition.config.base_url else ()


def _kindred(kin: Kin) -> Kindred:
    other = kin.article
    return Kindred(
        address=article_address(other),
        title=other.title,
        moment=other.moment,
        language=other.language,
        direction=direction(other.language),
        names=tuple(term.text for term in kin.terms),
    )


def _marks(edition: Edition, article: Article) -> tuple[Linked, ...]:
    """Where names in its text lead to their pages."""
    entries = edition.archive.authorities.entries
    return tuple(
        Linked(start, end, entry_link(edition, entries[number]).address)
        for start, end, number in article.marked
    )


def tombstone_view(edition: Edition, article: Article) -> TombstoneView:
    """What stays at the address of a withdrawn article."""
    assert article.withdrawn
    return TombstoneView(
        address=article_address(article),
        crumbs=period_crumbs(Period.of(article.moment.day, "day")),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=name_link(edition, article.source),
        withdrawn=article.withdrawn,
    )


def plain_view(edition: Edition, page: PlainPage, lookup: Lookup) -> PlainView:
    """All that a plain page shows."""
    return PlainView(
        address=page.address,
        crumbs=(FRONT,),
        title=page.title,
        language=page.language,
        direction=direction(page.language),
        description=page.summary,
        body=page.body,
        targets=lookup.table(page.address, page.references),
    )


def _picture(article: Article, lookup: Lookup) -> Picture | None:
    """The image above the text, unless its file is not there."""
    image = article.image
    if image is None:
        return None
    symbolic = image.src.startswith("newsgen:")
    src = lookup.address(article_address(article), image.src) if symbolic else image.src
    return Picture(src, image.alt, image.credit) if src else None


def versions(edition: Edition, article: Article) -> tuple[Headline, ...]:
    """The original of an article and all translations of that, in the order of their languages."""
    archive = edition.archive
    first = archive.by_path.get(article.translation_of, article)
    found = (first, *archive.translations.get(first.path, ()))
    others = [each for each in found if each is not article and not each.withdrawn]
    others.sort(key=lambda each: (each.language, each.path))
    return tuple(map(headline, others))


def original(edition: Edition, article: Article) -> Link | None:
    """The article that one is a translation of."""
    found = edition.archive.by_path.get(article.translation_of)
    if found is None or found is article:
        return None
    return Link(found.title, article_address(found))
