"""What newsgen plans for known archives, as text: a change of thought shows in the plan, one of
looks in the words of the pages. After a change that is meant, write both anew and see what differs:

    PYTHONPATH=tests .venv/bin/python tests/pages/test_plan.py --refresh

goldens/plan/ has a line for every page and every file copied: its address, its template, what it
shows. goldens/words/ has the words inside <main>, for one page of each kind.
"""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.index_components import IndexEntry
from newsgen.pages.machine_views import (
    ArticleJsonView,
    FeedView,
    KnownNamesView,
    LetterTableView,
    NewsSitemapView,
    OpenSearchView,
    OpmlView,
    RedirectsView,
    RobotsView,
    ShardListView,
    SitemapView,
)
from newsgen.pages.page import Page, View
from newsgen.pages.period_components import (
    CountedPeriod,
    MonthCalendar,
    PeriodLink,
    PeriodNav,
)
from newsgen.pages.period_views import DatesView, PeriodView
from newsgen.pages.view_components import Card, CardGroup, FrontSection, Headline, Link, TermFacts
from newsgen.pages.views import (
    ArticleView,
    CorrectionsView,
    DataPageView,
    FeedsView,
    FrontView,
    IndexView,
    LanguagesView,
    LanguageView,
    NameView,
    NotFoundView,
    PairView,
    PlainPageView,
    RedirectView,
    SearchView,
    TombstoneView,
)
from newsgen.pipeline.request import BuildRequest
from support.golden_sites import KIND_PAGES, LONG_PAGES, SITES
from support.paths import GOLDENS
from support.sites import NOW, Site, copies, make_plan, pages

# --- The plan as text -----------------------------------------------------------------------------


def plan(site: Path) -> str:
    """A line for every page and every copied file, by address; without the theme's own files."""
    made = make_plan(BuildRequest(site=site, out=site / "public", workers=1, now=NOW))
    lines = [_line(page) for page in pages(made)]
    lines += [
        f"{copy.address} | copy of {copy.source_path.removeprefix(f'{site}/')}"
        for copy in copies(made)
        if not copy.address.startswith(routes.STATIC)
        and (not copy.source_path.startswith("/") or copy.source_path.startswith(f"{site}/"))
    ]
    return "\n".join(sorted(lines)) + "\n"


def _line(page: Page) -> str:
    return f"{page.address} | {page.template or 'no template'} | {'; '.join(_shown(page.view))}"


def _known(known: TermFacts) -> Iterator[str]:
    """What an authority file knows of a name, but for its description."""
    for word, spellings in (("also", known.spellings), ("formerly", known.former)):
        if spellings:
            yield f"{word} " + ", ".join(
                f"{each.text}{f' ({each.language})' if each.language else ''}" for each in spellings
            )
    for word, period in (("began", known.began), ("ended", known.ended)):
        if period:
            yield f"{word} {period.isoformat()}"
    for each in known.identifiers:
        yield f"{each.register} {each.code}"


def _shown(view: View) -> Iterator[str]:
    """What a view shows, in few words."""
    match view:
        case FrontView():
            if view.lead:
                yield f"lead {view.lead.address}"
            if view.second:
                yield f"beside it {' '.join(_slug(card.address) for card in view.second)}"
            yield _groups(view.groups)
            if view.sections:
                yield f"sections {', '.join(map(_section, view.sections))}"
            if view.lately:
                yield f"lately {_counted(view.lately.names)}"
            if view.calendar:
                yield _calendar(view.calendar)
            yield f"years {_periods(view.years)}"
            yield f"{view.count} in all"
            if view.languages:
                yield ", ".join(f"{each.language} {each.count}" for each in view.languages)
        case ArticleView():
            yield from _article(view)
        case TombstoneView():
            yield f"{view.title}; withdrawn {view.withdrawn.day}: {view.withdrawn.note}"
        case DatesView():
            for entry in view.years:
                yield f"{_periods((entry.year,))}: {_periods(entry.months)}"
                yield f"days {_counts(entry.days)}"
        case PeriodView():
            whose = " and ".join(each.label for each in view.names)
            whose = whose or view.language
            yield f"{view.period.span} of {whose}" if whose else view.period.span
            yield f"{view.count} in all"
            yield _groups(view.groups)
            if view.periods:
                yield f"leads to {_periods(view.periods)}"
            if view.around:
                yield from _around(view.around)
        case NameView():
            yield f"{view.kind}: {view.name}"
            yield f"{view.count} in all, {_iso(view.first)} to {_iso(view.latest)}"
            yield _groups(view.groups)
            if view.mentions:
                yield f"mentioned in {_groups(view.mentions)}"
            yield from _known(view.known)
            if view.part_of:
                yield f"part of {view.part_of.label}"
            if view.parts:
                yield f"parts {', '.join(each.label for each in view.parts)}"
            if view.years:
                yield f"leads to {_periods(view.years)}"
            if view.activity:
                yield f"by {view.activity[0].period.span} {', '.join(map(_bar, view.activity))}"
            for company in view.company:
                yield f"with {company.kind} " + ", ".join(
                    f"{each.label} {each.count}{' together' if each.together else ''}"
                    for each in company.names
                )
        case PairView():
            yield " and ".join(each.label for each in view.names)
            yield f"{view.count} in all, {_iso(view.first)} to {_iso(view.latest)}"
            yield _groups(view.groups)
        case LanguageView():
            yield f"{view.count} in {view.language}"
            yield _groups(view.groups)
            if view.years:
                yield f"leads to {_periods(view.years)}"
        case LanguagesView():
            yield ", ".join(f"{each.language} {each.count}" for each in view.languages)
        case IndexView():
            for kind in view.kinds:
                yield f"{kind.count} {kind.kind}"
            yield _number(view.count, "name")
            yield from _index(view)
        case CorrectionsView():
            yield f"{view.count} in all, {len(view.changes)} shown"
            for change in view.changes:
                yield f"{change.day} {change.article.address}{' ' * bool(change.note)}{change.note}"
            if view.years:
                yield f"leads to {_periods(view.years)}"
        case SearchView():
            for shard in view.shards:
                yield f"{shard.address} {shard.count}, {shard.first} to {shard.latest}"
            for older in view.older_shards:
                yield f"older {older.address} {older.count}, {older.first} to {older.latest}"
        case ShardListView():
            yield ", ".join(f"{each.address} {each.count}" for each in view.shards)
        case PlainPageView():
            yield view.title
            yield from _targets(view.targets)
        case RedirectView():
            yield f"to {view.target}"
        case FeedView():
            yield f"{view.form} of {view.label or 'all'}, {view.changed.day}"
            yield " ".join(f"{each.address}{' full' if each.body else ''}" for each in view.items)
        case FeedsView():
            yield f"languages {' '.join(tag for tag, _ in view.languages) or 'none'}"
            yield f"sections {_links(view.sections) or 'none'}"
        case DataPageView():
            yield f"years {', '.join(map(str, view.years))}"
        case OpmlView():
            yield " ".join(each.address for each in view.feeds)
        case SitemapView():
            yield " ".join(f"{each.address} {each.changed or '-'}" for each in view.located)
        case NewsSitemapView():
            yield " ".join(each.address for each in view.news) or "no news"
        case RobotsView():
            yield " ".join(view.sitemaps)
        case OpenSearchView():
            yield "how browsers search"
        case LetterTableView():
            yield "letters that are compared as others"
        case KnownNamesView():
            yield ", ".join(f"{each.label} {each.count}" for each in view.names)
            if view.further:
                yield f"{view.count} in all; further {view.further}"
        case ArticleJsonView():
            yield f"{view.id}; as {view.article.address}"
        case RedirectsView():
            yield ", ".join(f"{alias} to {target}" for alias, target in view.rules)
        case NotFoundView():
            yield "for wrong addresses"


def _article(view: ArticleView) -> Iterator[str]:
    yield view.title
    yield f"source {view.source.label}"
    if view.authors:
        yield f"by {_links(view.authors)}"
    if view.section:
        yield f"section {view.section.label}"
    for group in view.about:
        yield f"{group.kind}: {_links(group.names)}"
    for group in view.mentions:
        yield f"mentions {group.kind}: {_links(group.names)}"
    if view.tags:
        yield f"tags: {_links(view.tags)}"
    for kin in view.related:
        yield f"related {kin.address} for {', '.join(kin.names)}"
    yield from _beside(view.earlier, view.later)
    if view.updated:
        yield f"updated {view.updated.day}"
    if view.corrections:
        yield _number(len(view.corrections), "correction")
    if view.picture:
        yield f"picture {view.picture.src}"
    if view.gallery:
        yield _number(len(view.gallery), "picture") + " below"
    if view.translation_of:
        yield f"translation of {view.translation_of.address}"
    for version in view.versions:
        yield f"in {version.language} {version.address}"
    if view.rights != "full":
        yield f"{view.rights} only"
    yield from _targets(view.targets)


def _around(around: PeriodNav) -> Iterator[str]:
    yield from _beside(around.earlier, around.later)
    if around.calendar:
        yield _calendar(around.calendar)
    yield from (_calendar(month) for month in around.calendars if month.address)
    if around.years:
        yield f"years {_periods(around.years)}"


def _calendar(calendar: MonthCalendar) -> str:
    days = [str(day) for day, address in enumerate(calendar.days, 1) if address]
    counts = f", {_counts(calendar.counts)}" if calendar.counts else ""
    return f"calendar of {calendar.address} with {' '.join(days)} of {len(calendar.days)}{counts}"


def _counts(days: tuple[int, ...]) -> str:
    return " ".join(f"{day}:{count}" for day, count in enumerate(days, 1) if count)


def _bar(bar: CountedPeriod) -> str:
    place = f"#{bar.anchor}" if bar.anchor else bar.address
    return f"{place} {bar.count - bar.mentioned}+{bar.mentioned}"


def _beside(
    earlier: PeriodLink | Headline | None, later: PeriodLink | Headline | None
) -> Iterator[str]:
    if earlier:
        yield f"after {earlier.address}"
    if later:
        yield f"before {later.address}"


def _targets(targets: tuple[tuple[str, str | None], ...]) -> Iterator[str]:
    for target, address in targets:
        yield f"{target} is {address or 'nowhere'}"


def _index(view: IndexView) -> Iterator[str]:
    if view.lately:
        yield f"in {view.lately.days} days to {view.lately.until}: {_counted(view.lately.names)}"
    for letter in view.letters:
        names = f"{letter.count} at {letter.address}" if letter.address else _counted(letter.names)
        yield f"{letter.letter or 'in order'}: {names}"


def _iso(period: Period | None) -> str:
    return period.edtf() if period else "nothing"


def _groups(groups: tuple[CardGroup, ...]) -> str:
    cards = [card for group in groups for card in group.cards]
    return f"{_number(len(cards), 'card')} in {_number(len(groups), 'group')}: {_slugs(cards)}"


def _slugs(cards: list[Card]) -> str:
    return " ".join(_slug(card.address) for card in cards) or "none"


def _slug(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _periods(periods: Iterable[CountedPeriod]) -> str:
    return ", ".join(f"{each.address} {each.count}" for each in periods)


def _section(each: FrontSection) -> str:
    newest = " ".join(_slug(one.address) for one in each.newest)
    return f"{each.label} {each.count}{f' ({newest})' if newest else ''}"


def _counted(names: Iterable[IndexEntry]) -> str:
    return ", ".join(f"{each.label} {each.count}" for each in names)


def _links(links: Iterable[Link]) -> str:
    return ", ".join(link.label for link in links)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


@pytest.mark.parametrize("name", SITES)
def test_the_plan_is_the_one_written_down(name: str) -> None:
    assert plan(SITES[name]) == (GOLDENS / "plan" / f"{name}.txt").read_text("utf-8")


# --- The words of pages ---------------------------------------------------------------------------

_BLOCKS = "article|aside|div|dd|dt|figcaption|figure|h[1-6]|header|li|nav|p|section|table|tr"
_BREAKS = re.compile(rf"</?(?:{_BLOCKS})\b[^>]*>")


def words(html: str) -> str:
    """What a reader reads inside <main>, a line for each piece."""
    main = html.split("<main", 1)[1].partition(">")[2].split("</main>")[0]
    cells = re.sub(r"</t[dh]>", " ", main.replace("\n", " "))
    pieces = (re.sub(r"<[^>]*>", "", piece) for piece in _BREAKS.sub("\n", cells).split("\n"))
    lines = (" ".join(unescape(piece).split()) for piece in pieces)
    return "\n".join(line for line in lines if line) + "\n"


def page_words(folder: Path) -> dict[str, str]:
    """The words of a page of each kind, by the name of its golden."""
    found = {}
    for name, chosen in (("life", KIND_PAGES), ("years", LONG_PAGES)):
        site = Site(folder / name)
        shutil.copytree(SITES[name], site.folder, dirs_exist_ok=True)
        site.build().ok()
        found |= {f"{name}/{kind}": words(site.page(address)) for kind, address in chosen.items()}
    return found


def test_the_words_are_those_written_down(tmp_path: Path) -> None:
    folder = GOLDENS / "words"
    known = {
        file.relative_to(folder).with_suffix("").as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.txt"))
    }
    assert page_words(tmp_path) == known


def refresh() -> None:
    for file in (*GOLDENS.glob("plan/*.txt"), *GOLDENS.glob("words/*/*.txt")):
        file.unlink()
    with TemporaryDirectory() as folder:
        texts = {f"words/{name}": text for name, text in page_words(Path(folder)).items()}
    texts |= {f"plan/{name}": plan(site) for name, site in SITES.items()}
    for name, text in texts.items():
        file = GOLDENS / f"{name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit(__doc__)
    refresh()
