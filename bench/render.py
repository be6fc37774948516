"""How long drawing takes: a page of each kind, each card of a listing, and making a renderer.

    .venv/bin/python bench/render.py [CHECKOUT ...]

Every checkout draws the same pages, made up here, in processes of its own and in turn, so that all
suffer alike from what else the machine does; the least of several runs is the truest.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1].resolve()
RUNS = 7
PAGES = 300
"""Pages of a kind in one run; after as many before it that are not counted."""

CARDS = 200
"""On a long listing, 4 a day."""


def main(checkouts: list[Path]) -> None:
    least: dict[Path, dict[str, float]] = {checkout: {} for checkout in checkouts}
    for _ in range(RUNS):
        for checkout in checkouts:
            for name, time in _measured(checkout).items():
                least[checkout][name] = min(time, least[checkout].get(name, time))
    print(f"least of {RUNS} runs, µs{'':20}", *(f"{path.name:>12}" for path in checkouts))
    for name in least[checkouts[0]]:
        print(f"{name:40}", *(f"{least[path][name] * 1e6:12,.1f}" for path in checkouts))


def _measured(checkout: Path) -> dict[str, float]:
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    command = [sys.executable, __file__, "--here"]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    times: dict[str, float] = json.loads(done.stdout)
    return times


# --- In each process -----------------------------------------------------------------------------


def here() -> dict[str, float]:
    """Seconds of everything that is measured, by its name."""
    from newsgen.pages.service_views import RedirectView
    from newsgen.pages.views import Chrome, Link, Page
    from newsgen.render import Renderer
    from newsgen.render.theme import default_theme

    menu = (Link("About", "/about/"), Link("How we correct", "/corrections-policy/"))
    publisher = Link("The Editors", "https://www.example.org/")
    chrome = Chrome(
        "The File", "What was said", "https://example.org/file/", "en", "ltr", menu, publisher
    )

    def renderer() -> Renderer:
        return Renderer(
            chrome, default_theme().templates, None, ("newsgen.css", "favicon.svg"), "1"
        )

    started = perf_counter()
    renderer().render(_article(0), _BODY)
    first = perf_counter()
    renderer().check()
    checked = perf_counter()
    renderer().render(_article(0), _BODY)
    again = perf_counter()
    drawing = renderer()

    def each(kind: Callable[[int], Page], body: str = "") -> float:
        pages = [kind(number) for number in range(2 * PAGES)]
        for page in pages[PAGES:]:
            drawing.render(page, body)
        begun = perf_counter()
        for page in pages[:PAGES]:
            drawing.render(page, body)
        return (perf_counter() - begun) / PAGES

    def redirect(number: int) -> Page:
        old = f"/old/{number}/"
        return Page(old, "redirect.html", RedirectView(old, f"/2022/09/13/{number}/"))

    short, long = each(lambda number: _month(number, 0)), each(lambda number: _month(number, CARDS))
    return {
        "renderer and its first page": first - started,
        "check of all templates": checked - first,
        "second renderer and its first page": again - checked,
        "article": each(_article, _BODY),
        "listing without a card": short,
        "each card of a listing": (long - short) / CARDS,
        "name": each(_name),
        "redirect": each(redirect),
    }


_BODY = "\n".join(
    f"<p>Paragraph {number} of a text that says what was said &amp; done, by whom and where. "
    f'It was <a href="newsgen:article/articles/{number % 3}.md">told before</a> at length.</p>'
    if number < 3
    else f"<p>Paragraph {number} of a text that says what was said &amp; done, by whom and where. "
    f"It was said before, and will be said again, and goes on like this for some length.</p>"
    for number in range(12)
)


def _article(number: int):  # type: ignore[no-untyped-def]
    from newsgen.model.kind import Kind
    from newsgen.model.period import Period
    from newsgen.pages.views import ArticleView, Crumb, Link, NameGroup, Page

    day = date(2022, 1, 1) + timedelta(days=number % 300)
    spans = [Period.of(day, span) for span in ("year", "month", "day")]
    ways = ["/" + "/".join(span.parts) + "/" for span in spans]
    address = f"{ways[-1]}what-was-said-{number}/"
    crumbs = (Crumb("/"), *(Crumb(way, period=span) for way, span in zip(ways, spans, strict=True)))

    def names(kind: str, much: int) -> tuple[Link, ...]:
        them = (number * 7 + each for each in range(much))
        return tuple(Link(f"{kind} no. {each}", f"/{kind}/{kind}-no-{each}/") for each in them)

    view = ArticleView(
        address=address,
        crumbs=crumbs,
        title=f"What was said & done, part {number}",
        language="en",
        direction="ltr",
        moment=_moment(day, number),
        source=Link("Anue Juheng", "/sources/anue-juheng/"),
        source_url=f"https://www.example.net/news/{number}",
        archived_url="",
        retrieved=None,
        authors=names("authors", 1),
        dateline="Samarkand",
        section=Link("World", "/sections/world/"),
        summary="One or two sentences, which say what the article says.",
        description="One or two sentences, which say what the article says.",
        updated=None,
        corrections=(),
        picture=None,
        body="",
        targets=tuple(
            (f"newsgen:article/articles/{each}.md", f"/2022/09/1{each}/other-{each}/")
            for each in range(3)
        ),
        excerpt="",
        rights="full",
        tags=names("tags", 3),
        about=tuple(
            NameGroup(kind, names(kind.value, much))
            for kind, much in ((Kind.PERSON, 2), (Kind.ORGANIZATION, 2), (Kind.PLACE, 2))
        ),
        translation_of=None,
        mark="",
    )
    return Page(address, "article.html", view)


def _moment(day: date, number: int):  # type: ignore[no-untyped-def]
    """Every other one with a time."""
    from newsgen.model.article import Moment

    at = datetime(day.year, day.month, day.day, number % 24, number % 60, tzinfo=UTC)
    return Moment(day, at, 5 * 60 if number % 2 else None)


def _groups(number: int, cards: int):  # type: ignore[no-untyped-def]
    from newsgen.model.period import Period
    from newsgen.pages.views import Card, Group, Link

    def card(day: date, at: int) -> Card:
        return Card(
            address=f"/{day:%Y/%m/%d}/what-was-said-{number}-{at}/",
            title=f"What was said & done, part {at}",
            moment=_moment(day, number + at),
            source=Link(f"Source {at % 9}", f"/sources/source-{at % 9}/"),
            section=Link("World", "/sections/world/"),
            summary=f"One or two sentences, which say what article {at} of {number} says.",
            language="en",
            direction="ltr",
        )

    days = [date(2022, 12, 28) - timedelta(days=each) for each in range(cards // 4)]
    return tuple(
        Group(
            Period(day, "day"), f"/{day:%Y/%m/%d}/", tuple(card(day, 4 * at + n) for n in range(4))
        )
        for at, day in enumerate(days)
    )


def _month(number: int, cards: int):  # type: ignore[no-untyped-def]
    from newsgen.model.kind import Kind
    from newsgen.model.period import Period
    from newsgen.pages.views import Crumb, Link, Page, PeriodView

    name = Link(f"Person {number}", f"/people/person-{number}/")
    address = f"{name.address}2022/"
    crumbs = (
        Crumb("/"),
        Crumb("/people/", kind=Kind.PERSON),
        Crumb(name.address, label=name.label),
    )
    view = PeriodView(
        address=address,
        crumbs=crumbs,
        period=Period(date(2022, 1, 1), "year"),
        kind=Kind.PERSON,
        name=name,
        count=cards,
        groups=_groups(number, cards),
        periods=(),
    )
    return Page(address, "period.html", view)


def _name(number: int):  # type: ignore[no-untyped-def]
    from newsgen.model.kind import Kind
    from newsgen.pages.views import Crumb, NameView, Page

    address = f"/people/person-{number}/"
    view = NameView(
        address=address,
        crumbs=(Crumb("/"), Crumb("/people/", kind=Kind.PERSON)),
        kind=Kind.PERSON,
        name=f"Person {number}",
        description="",
        spellings=(),
        former=(),
        wikidata="",
        urls=(),
        count=12,
        first=date(2022, 1, 1),
        latest=date(2022, 9, 1),
        groups=_groups(number, 12),
        years=(),
    )
    return Page(address, "name.html", view)


if __name__ == "__main__":
    if sys.argv[1:] == ["--here"]:
        print(json.dumps(here()))
    else:
        main([Path(each).resolve() for each in sys.argv[1:]] or [ROOT])
