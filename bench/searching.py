"""How long a reader waits for what a search finds, how much it fetches, and what its index costs.

    .venv/bin/python bench/searching.py [ARTICLES]

In Chromium, each question in a window of its own that has nothing in its cache, and then a second
time in the same window, each letter KEY milliseconds after the one before; what counts is the time
from the last. The server compresses nothing, so a host that does will send less.
"""

import shutil
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1].resolve()
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tests")]

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from bench.corpus import Corpus  # noqa: E402
from bench.edits import TRIES, body, copy, with_search  # noqa: E402
from bench.run import WORK  # noqa: E402
from bench.writing import prepare  # noqa: E402
from newsgen.pipeline.build import build  # noqa: E402
from newsgen.pipeline.request import BuildRequest  # noqa: E402
from support import chromium  # noqa: E402
from support.reader import ARGUMENTS, serve_folder  # noqa: E402

KEY = 80
FIRST, KILOBYTES, SHARD = 300, 400, 2.0
"""What is asked for: milliseconds, kilobytes, seconds."""

WATCH = """() => {
  const list = document.querySelector(".news"), box = document.querySelector(".search [name=q]");
  box.addEventListener("input", () => { window.asked = performance.now(); window.answered = 0; });
  new MutationObserver(() => {
    if (list.querySelector("ol.found li")) window.answered ||= performance.now();
  }).observe(list, { childList: true, subtree: true });
}"""


@dataclass
class Measured:
    """Of one question: what a first time and a second time took, and what the first one fetched."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)


def main(size: int) -> None:
    corpus = Corpus(size)
    prepare(corpus, WORK / str(size), ("newsgen",))
    site = WORK / str(size) / "searched"
    copy(WORK / str(size) / "newsgen", site)
    with_search(site)
    out = site / "public"
    print(f"{size:,} articles; index of all of them: {indexing(site, out):.1f} s")
    times = []
    for turn in range(TRIES):
        body(site, corpus, turn)
        times.append(indexing(site, out))
    print(f"index again after one edit: {told(times)} s, asked for {SHARD:g}\n")
    print(f"{'question':32} {'first, ms':>24} {'again, ms':>24} {'fetched, KB':>12}")
    with serve_folder(out) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        for question in questions(corpus):
            found = Measured()
            for _ in range(TRIES):
                ask(browser, f"{address}search/", question, found)
            fetched = f"{max(found.kilobytes):.0f}"
            print(f"{question:32} {told(found.first):>24} {told(found.again):>24} {fetched:>12}")
        browser.close()
    print(f"\nAsked for: {FIRST} ms, {KILOBYTES} KB. The middle of {TRIES} tries, least and most.")
    shutil.rmtree(site)


def indexing(site: Path, out: Path) -> float:
    """Seconds that a build spends on search."""
    return build(BuildRequest(site=site, out=out)).seconds["search"]


def questions(corpus: Corpus) -> Iterator[str]:
    """A word of one article, one of many, two, a name, and the beginning of a word."""
    article, text, _ = next(iter(corpus))
    words = sorted(
        {word for word in text.split() if word.isalpha()}, key=lambda word: (len(word), word)
    )
    yield words[-1]
    yield words[len(words) // 2]
    yield f"{words[-2]} {words[len(words) // 3]}"
    yield article.names["people"][0]
    yield words[-1][:3]


def ask(browser: Browser, address: str, question: str, found: Measured) -> None:
    """One reader's first question, and the same after another one."""
    with browser.new_context() as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        page.evaluate(WATCH)
        fetched: list[float] = []
        page.on(
            "response",
            lambda response: fetched.append(response.request.sizes()["responseBodySize"]),
        )
        found.first.append(_typed(page, question))
        page.wait_for_load_state("networkidle")
        found.kilobytes.append(sum(fetched) / 1000)
        page.evaluate("document.querySelector('.search [name=q]').value = ''")
        found.again.append(_typed(page, question))


def _typed(page, question: str) -> float:  # type: ignore[no-untyped-def]
    page.focus(".search [name=q]")
    page.evaluate("document.querySelectorAll('ol.found').forEach((list) => list.replaceChildren())")
    page.keyboard.type(question, delay=KEY)
    page.wait_for_function("window.answered > 0")
    return float(page.evaluate("window.answered - window.asked"))


def told(times: list[float]) -> str:
    """The middle one, and the least and the most."""
    form = ".0f" if max(times) > 10 else ".1f"
    middle, least, most = statistics.median(times), min(times), max(times)
    return f"{middle:{form}} ({least:{form}} to {most:{form}})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
