"""The search page, and what its script fetches beside the indexes: letters and known names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from newsgen.archive.archive import ListedTerm
from newsgen.archive.search_shards import search_days, shards
from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS, Kind
from newsgen.model.search_letters import letter_table
from newsgen.model.search_words import search_words
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, term_address, terms_with_articles
from newsgen.pages.machine_views import KnownName, KnownNamesView, LetterTableView
from newsgen.pages.page_group import PageGroup, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import SearchRuntime, ShardSummary
from newsgen.pages.views import SearchView

FILTER_KINDS = (Kind.TAG, *TYPED_ENTITY_KINDS)
"""The kinds of names by which a search can be narrowed, besides sources."""

NAME_PARTS = 32
"""Parts of the known names: by the number of the first letter of a word, modulo this."""

_KNOWN_KINDS = (*ENTITY_KINDS, Kind.TAG, Kind.SECTION, Kind.SOURCE, Kind.AUTHOR)


def search_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield the search page and its data; nothing if newsgen.yml wants no search."""
    if not inputs.config.search:
        return
    page = builtin_page(
        routes.SEARCH, "search.html", "the search page", partial(_search_view, inputs)
    )
    letters = builtin_page(routes.SEARCH_LETTERS, "", "the letters of search", _letters_view)
    yield PageGroup(lambda: (page, letters))
    for part, terms in _terms_by_part(inputs).items():
        shown = tuple((term.kind, term.text, term.slug, term.count) for term in terms)
        spellings = tuple(_spellings(term) for term in terms)
        address = routes.search_names_address(part)
        view = partial(_names_view, address, terms)
        names = builtin_page(address, "", "the names that search knows", view)
        yield PageGroup(partial(iter, (names,)), ("search names", part, shown, spellings))


def _search_view(inputs: PlanInputs) -> SearchView:
    days = search_days(inputs.archive.articles, lambda article: "0")
    all_shards = shards(days, inputs.tuning.articles_per_shard)
    languages = tuple(sorted({shard.language for shard in all_shards}))
    articles = inputs.archive.articles
    last_days = [article.moment.calendar_date.last for article in articles]
    return SearchView(
        address=routes.SEARCH,
        crumbs=(FRONT_CRUMB,),
        runtimes=tuple(
            SearchRuntime(language, routes.search_runtime_address(language))
            for language in languages
        ),
        shards=tuple(
            ShardSummary(
                shard.language,
                routes.shard_address(shard.language, shard.name),
                shard.days[-1],
                shard.latest,
                shard.count,
            )
            for shard in all_shards
        ),
        languages=languages,
        name_kinds=FILTER_KINDS,
        first=articles[-1].moment.day.isoformat()[:7] if articles else "",
        latest=max(last_days).isoformat()[:7] if articles else "",
        count=len(articles),
        unsearched=sum(article.rights != "full" for article in articles),
        name_parts=tuple(sorted(_terms_by_part(inputs))),
    )


def _letters_view() -> LetterTableView:
    return LetterTableView(routes.SEARCH_LETTERS, tuple(letter_table().items()))


def _terms_by_part(inputs: PlanInputs) -> Mapping[int, tuple[ListedTerm, ...]]:
    """Return the names by the parts in which they are looked for, most articles first."""
    parts: dict[int, list[ListedTerm]] = defaultdict(list)
    for kind in _KNOWN_KINDS:
        for term in terms_with_articles(inputs, kind):
            spellings = (term.text, *_spellings(term))
            words = {word for spelling in spellings for word in _words(spelling)}
            for part in {ord(word[0]) % NAME_PARTS for word in words}:
                parts[part].append(term)
    return {
        part: tuple(sorted(terms, key=lambda term: (-term.count, term.text)))
        for part, terms in sorted(parts.items())
    }


def _words(spelling: str) -> tuple[str, ...]:
    words = search_words(spelling)
    return (*words.words, *words.joined)


def _spellings(term: ListedTerm) -> tuple[str, ...]:
    """Return all that its authority file has for a name, without the spelling that is shown."""
    if term.authority is None:
        return ()
    known = (*term.authority.declarable_spellings, *term.authority.also)
    spellings = (spelling.text for spelling in known)
    return tuple(dict.fromkeys(text for text in spellings if text != term.text))


def _names_view(address: str, terms: tuple[ListedTerm, ...]) -> KnownNamesView:
    return KnownNamesView(
        address,
        tuple(
            KnownName(term.text, term_address(term), term.kind, term.count, _spellings(term))
            for term in terms
        ),
    )
