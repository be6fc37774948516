"""Measures the CPU time that Markdown takes, and what the fast path saves.

    .venv/bin/python bench/markup.py [RUNS]

All ways take the same articles in turn in one process, without garbage collection, as builds do.
The least of several runs is the truest.
"""

import gc
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from time import process_time
from unittest.mock import patch

ROOT = Path(__file__).parents[1].resolve()
# Its first folder is this one, where `corpus` is another module.
sys.path[:1] = [str(ROOT / path) for path in ("", "src", "tests")]

from bench.corpus import Corpus  # noqa: E402
from corpus.digitalgov import NEWS, SLICE, Text, read  # noqa: E402
from newsgen.content.markdown import normalize_html as normalize_module  # noqa: E402
from newsgen.content.markdown.convert import convert_markdown  # noqa: E402
from newsgen.content.markdown.dialect import render_markdown  # noqa: E402
from newsgen.model.problem import Location  # noqa: E402

HERE = Location("articles/2022/09/a.md", 8, 1)
NO_ELEMENTS = patch.object(normalize_module, "simple_elements", lambda *_: "")

Way = tuple[Callable[[str], object], AbstractContextManager[object]]
"""A function of a text, and the context in which it is measured."""


def made_up_articles() -> list[str]:
    """Return two hundred texts of the bench's own archive."""
    return [text for _, _, text in islice(Corpus(10_000), 200)]


def digitalgov_articles() -> list[str]:
    """Return two hundred texts of other people."""
    return [
        Text(path, data).body
        for path, data in read(SLICE).items()
        if path.startswith(NEWS) and not path.endswith("_index.md")
    ]


def measure(texts: list[str], runs: int) -> dict[str, list[float]]:
    """Return for each way the milliseconds per text in each run."""

    def convert(text: str) -> object:
        return convert_markdown(text, HERE)

    ways: dict[str, Way] = {
        "Markdown to HTML alone": (render_markdown, nullcontext()),
        "convert_markdown": (convert, nullcontext()),
        "… without simple_elements": (convert, NO_ELEMENTS),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, (way, context) in ways.items():
            gc.collect()
            with context:
                start = process_time()
                for text in texts:
                    way(text)
                times[name].append((process_time() - start) * 1000 / len(texts))
    return times


def show(title: str, texts: list[str], runs: int) -> None:
    """Measure some texts and print a table."""
    size = sum(len(text.encode()) for text in texts) / len(texts) / 1000
    print(f"{f'ms for each of {len(texts)} {title}, {size:.1f} KB':46}  least  median")
    for name, times in measure(texts, runs).items():
        print(f"  {name:44} {min(times):6.3f}  {sorted(times)[len(times) // 2]:6.3f}")


def main(runs: int) -> None:
    """Measure both kinds of articles."""
    gc.disable()
    show("made-up articles", made_up_articles(), runs)
    show("of Digital.gov", digitalgov_articles(), runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 7)
