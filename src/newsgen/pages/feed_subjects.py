"""What has a feed: the archive, each of its languages, and each name that articles are about.

A feed belongs to a page: that of /tags/sco/ is at /feeds/tags/sco.xml. It holds articles *about*
the name; a mere mention is no reason to notify a subscriber. A name that was merged into another
keeps its feed, which has the entries of the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from newsgen.model.article import Article
from newsgen.model.kind import Name, NameKey
from newsgen.model.slug import slug
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.cards import term_address
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.redirects import former_name_aliases


class FeedSubject(Value, frozen=True):
    """What a feed is about.

    Attributes:
        home: The address of the page it belongs to, which may not exist any more.
        page: The address of the page that the feed leads to.
        former_homes: The addresses of former pages, whose feeds have the same entries.
        label: Empty for the whole archive.
        articles: Those that can have the latest changes: all that were updated, corrected or
            withdrawn, and the newest, as many as a feed holds.
    """

    home: str
    page: str
    former_homes: tuple[str, ...]
    label: str
    articles: tuple[Article, ...]


def feed_subjects(inputs: PlanInputs) -> Iterator[FeedSubject]:
    """Yield the archive, its languages if they are several, and its names."""
    archive, count, front = inputs.archive, inputs.config.feed_entries, routes.FRONT_PAGE
    changed = tuple(
        article
        for article in (*archive.articles, *archive.withdrawn_articles)
        if article.updated or article.corrections or article.withdrawn
    )
    yield FeedSubject(front, front, (), "", _unique(changed, archive.articles[:count]))
    for tag in feed_languages(inputs):
        newest = (article for article in archive.articles if article.language == tag)
        own_changed = [article for article in changed if article.language == tag]
        articles = _unique(own_changed, islice(newest, count))
        yield FeedSubject(language_home(tag), front, (), tag, articles)
    changed_by_name: dict[NameKey, list[Article]] = defaultdict(list)
    for article in changed:
        for name in _declared_names(article):
            changed_by_name[name.key].append(article)
    names_by_home = _names_by_home(inputs)
    former_by_home = _former_homes(inputs, names_by_home)
    for home, key in names_by_home.items():
        former_homes = tuple(former_by_home.get(home, ()))
        own_changed = changed_by_name.get(key, [])
        if term := archive.terms.get(key):
            articles = _unique(own_changed, term.articles[:count])
            yield FeedSubject(home, home, former_homes, term.text, articles)
        else:
            name = next(name for name in _declared_names(own_changed[0]) if name.key == key)
            yield FeedSubject(home, front, former_homes, name.text, tuple(own_changed))


def _unique(*groups: Iterable[Article]) -> tuple[Article, ...]:
    return tuple({article.path: article for article in chain(*groups)}.values())


def feed_addresses(inputs: PlanInputs) -> Iterator[str]:
    """Yield the addresses of all feeds; none if the archive does not know its own address."""
    if inputs.config.base_url:
        yield from (routes.RSS, routes.JSON_FEED)
        for subject in feed_subjects(inputs):
            yield from map(routes.feed_address, (subject.home, *subject.former_homes))


def feed_languages(inputs: PlanInputs) -> tuple[str, ...]:
    """Return the languages of all articles if they are several, else none."""
    articles = inputs.archive.articles_by_path.values()
    languages = sorted({article.language for article in articles})
    return tuple(languages) if len(languages) > 1 else ()


def language_home(tag: str) -> str:
    """Return the address that stands for the page of a language, which has none."""
    return f"/languages/{tag.lower()}/"


def _names_by_home(inputs: PlanInputs) -> Mapping[str, NameKey]:
    """Return the names that have a feed, by the addresses of their pages.

    A name of withdrawn articles alone may have no page any more; its feed says so.
    """
    names_by_home: dict[str, NameKey] = {}
    terms = inputs.archive.terms
    for key, term in terms.items():
        if term.articles:
            # Two names with one address are an error (N302): the first has the feed.
            names_by_home.setdefault(term_address(term), key)
    for name in chain.from_iterable(map(_declared_names, inputs.archive.withdrawn_articles)):
        remaining = terms.get(name.key)
        if not (remaining and remaining.articles):
            last_slug = remaining.slug if remaining else _name_slug(inputs, name)
            names_by_home.setdefault(routes.name_address(name.kind, last_slug), name.key)
    return names_by_home


def _name_slug(inputs: PlanInputs, name: Name) -> str:
    """Return the slug of a name that has no term."""
    entry, alphabet = inputs.archive.authorities.find(name.kind, name.text), inputs.config.slugs
    return entry.slug_in(alphabet) if entry else slug(name.text, alphabet)


def _declared_names(article: Article) -> Iterator[Name]:
    return map(Name.from_line, article.name_lines.split("\n"))


def _former_homes(
    inputs: PlanInputs, names_by_home: Mapping[str, NameKey]
) -> Mapping[str, list[str]]:
    """Return the former addresses of pages of names, without those that are in use again."""
    former_homes: dict[str, list[str]] = defaultdict(list)
    targets = {alias: target for alias, target, _ in former_name_aliases(inputs)}
    for alias, target in targets.items():
        if target in names_by_home and alias not in names_by_home:
            former_homes[target].append(alias)
    return former_homes
