"""How long Markdown takes: the library by itself, with our shortcuts, and all of `convert`.

    .venv/bin/python bench/markup.py [RUNS]

All three take the same articles in turn in one process, so that all suffer alike from what else
the machine does; the least of several runs is the truest. What counts are the ratios.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1].resolve()
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from corpus.digitalgov import NEWS, SLICE, Text, read  # noqa: E402
from newsgen.content.markdown import convert_markdown  # noqa: E402
from newsgen.content.markdown.dialect import make_converter  # noqa: E402
from newsgen.content.markdown.python_markdown import render_markdown  # noqa: E402
from newsgen.model.problem import Location  # noqa: E402

HERE = Location("articles/a.md", 8, 1)

SENTENCES = (
    "The ministers of six countries met in Samarkand on Tuesday to talk about roads and water.",
    "Nobody expected a *quick* agreement, and the first day brought none.",
    "A draft that the [news agency](https://agency.example/2022/09/13/draft) had seen was changed.",
    "It names the railway to the south, which has been planned since 1996, as the most urgent.",
    "“We have waited long enough,” said one of the delegates; he did not want to be named.",
    "The **second** point is a common market for electricity, with one price for all.",
)


def plain_article() -> str:
    """Six paragraphs of news, 2.2 KB, with some emphasis and links."""
    paragraphs = []
    for start in range(6):
        turned = SENTENCES[start:] + SENTENCES[:start]
        paragraphs.append(" ".join(turned[: 4 + start % 2]))
    return "\n\n".join(paragraphs) + "\n"


def slice_of_digitalgov() -> list[str]:
    """Two hundred articles of somebody else's."""
    return [
        Text(path, data).body
        for path, data in read(SLICE).items()
        if path.startswith(NEWS) and not path.endswith("_index.md")
    ]


def measure(texts: list[str], runs: int) -> dict[str, list[float]]:
    """Milliseconds for one text, on average, in each run."""
    library = make_converter()
    ways: dict[str, Callable[[str], object]] = {
        "Python-Markdown by itself": lambda text: library.reset().convert(text),
        "… with our shortcuts": render_markdown,
        "convert, everything": lambda text: convert_markdown(text, HERE),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            start = process_time()
            for text in texts:
                way(text)
            times[name].append((process_time() - start) * 1000 / len(texts))
    return times


def show(what: str, times: dict[str, list[float]]) -> None:
    first = min(next(iter(times.values())))
    print(f"{what:46}  least  median  ratio")
    for name, each in times.items():
        least, median = min(each), sorted(each)[len(each) // 2]
        print(f"  {name:44} {least:6.3f}  {median:6.3f}  {least / first:5.2f}")


def main(runs: int) -> None:
    article = plain_article()
    size = len(article.encode()) / 1000
    show(f"ms for a plain article of {size:.1f} KB", measure([article] * 100, runs))
    articles = slice_of_digitalgov()
    size = sum(len(text.encode()) for text in articles) / len(articles) / 1000
    show(f"ms for one of {len(articles)} of Digital.gov, {size:.1f} KB", measure(articles, runs))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 7)
