"""How well saved pages are imported, measured on pages of which the right answer is known.

    .venv/bin/python bench/importing.py FOLDER

FOLDER has a folder for each page, as Mozilla's Readability has in test/test-pages: source.html,
expected.html and expected-metadata.json. The figures are written into docs/importing.md.

What counts as right:

- text: word F1, of the bag of words (case folded) of the draft's text, as newsgen shows it, against
  that of expected.html; the mean over all pages. The caption of a picture that stood above the text
  is a part of it; the title is none.
- title: the one expected, in any case and with any blanks and signs; or the one expected
  without the name of the site, or up to four words of other names, behind a separator at its end.
- date: the day as written; if both have a time, the same moment too. Of pages that have one.
- author: the first name of the byline expected is among the authors, and every author's name stands
  in that byline. "By" and what follows a line end, comma or digit is taken off it. Of pages that
  have a byline.
"""

import html
import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1].resolve()
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.table import put  # noqa: E402
from newsgen.content.markdown.dialect import render_markdown  # noqa: E402
from newsgen.importing.document import Document, ImportSettings  # noqa: E402
from newsgen.importing.draft import Draft, Refusal  # noqa: E402
from newsgen.importing.web_page import read_web_page  # noqa: E402

PAGE = ROOT / "docs" / "importing.md"
GOALS = {"text": 0.95, "date": 0.95, "author": 0.85, "title": 0.90}
WORST = 10
BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|td|th|tr|h\d|pre|blockquote|table|figure|figcaption)\b[^>]*>", re.I
)
SEPARATOR = re.compile(r"\s+[|–—·•»:@/-]+\s+|\s*[|_]")


@dataclass
class Result:
    """What was right of a page; None for what it does not have. reason: why its text is not all."""

    name: str
    text: float
    precision: float
    recall: float
    title: bool
    date: bool | None
    author: bool | None
    seconds: float
    refusal: str


def main(folder: Path) -> None:
    results = [measure(page) for page in sorted(folder.iterdir()) if page.is_dir()]
    text = table(results)
    print(text)
    for what in ("title", "date", "author"):
        wrong = [each.name for each in results if getattr(each, what) is False]
        print(f"\nWrong {what}: {', '.join(wrong)}")
    if put(PAGE, "importing", text):
        print("\nIt is in docs/importing.md now.")


def measure(page: Path) -> Result:
    """Import a page and compare it with what is known of it."""
    wanted = json.loads((page / "expected-metadata.json").read_text("utf-8"))
    start = time.process_time()
    document = Document("html", page.name, path=str(page / "source.html"))
    (reading,) = read_web_page(document, (page / "source.html").read_bytes(), ImportSettings())
    seconds = time.process_time() - start
    draft = reading if isinstance(reading, Draft) else Draft(page.name)
    captions = " ".join(f"<p>{html.escape(each.caption)}</p>" for each in draft.images)
    shown = words(f"{captions} {render_markdown(draft.text)[0]}")
    f1, precision, recall = agreement(shown, words((page / "expected.html").read_text("utf-8")))
    date, byline = wanted.get("publishedTime"), wanted.get("byline")
    return Result(
        page.name,
        f1,
        precision,
        recall,
        is_title(draft.title, wanted["title"], wanted.get("siteName") or draft.source),
        is_date(draft.date, date) if date else None,
        are_authors(draft.authors, byline) if byline else None,
        seconds,
        reading.message if isinstance(reading, Refusal) else "",
    )


def words(source: str) -> Counter[str]:
    """The bag of words of HTML."""
    plain = html.unescape(re.sub(r"<[^<>]*>", "", BLOCK.sub(" ", source)))
    return Counter(re.findall(r"\w+", plain.casefold()))


def agreement(ours: Counter[str], wanted: Counter[str]) -> tuple[float, float, float]:
    """F1, precision and recall of a bag of words."""
    if not ours and not wanted:
        return 1.0, 1.0, 1.0
    common = sum((ours & wanted).values())
    precision, recall = common / max(1, ours.total()), common / max(1, wanted.total())
    return 2 * precision * recall / ((precision + recall) or 1), precision, recall


def is_title(ours: str, wanted: str, site: str) -> bool:
    """Whether a title is the one expected, with or without the name of the site."""
    keys = {key(wanted)}
    for cut in SEPARATOR.finditer(wanted):
        before, after = wanted[: cut.start()], wanted[cut.end() :]
        if len(after.split()) <= 4 or key(after) == key(site):
            keys.add(key(before))
        if key(before) == key(site):
            keys.add(key(after))
    return key(ours) in keys


def is_date(ours: str, wanted: str) -> bool:
    """Whether a date is the one expected."""
    if ours[:10] != wanted[:10]:
        return False
    try:
        moments = [datetime.fromisoformat(re.sub(r"\.\d+", "", text)) for text in (ours, wanted)]
    except ValueError:
        return False
    both_have = len(ours) > 10 and len(wanted) > 10
    comparable = (moments[0].tzinfo is None) == (moments[1].tzinfo is None)
    return not both_have or not comparable or moments[0] == moments[1]


def are_authors(ours: tuple[str, ...], byline: str) -> bool:
    """Whether the first name of a byline is among some authors, all of whom it names."""
    plain = re.sub(r"^\s*(?:written |posted )?(?:by|par|von|por)\s+", "", byline, flags=re.I)
    first = key(re.split(r"[\n,;(\d]| and | & ", plain.strip())[0])
    bag = set(re.findall(r"[^\W\d_]+", byline.casefold()))
    named = [set(re.findall(r"[^\W\d_]+", name.casefold())) <= bag for name in ours]
    inverted = {"".join(sorted(re.findall(r"[^\W\d_]+", name.casefold()))) for name in ours}
    return (
        bool(ours)
        and all(named)
        and (
            any(key(name).startswith(first) or first.startswith(key(name)) for name in ours)
            or "".join(sorted(re.findall(r"[^\W\d_]+", byline.casefold()))) in inverted
        )
    )


def key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def table(results: list[Result]) -> str:
    """The figures, and the worst pages."""
    rows = [f"| {'what':<8} | figure | goal | pages |", "|---|---|---|---|"]
    for what, goal in GOALS.items():
        values = [float(v) for each in results if (v := getattr(each, what)) is not None]
        mean = statistics.fmean(values)
        mark = "✓" if mean >= goal else "✗"
        rows.append(f"| {what:<8} | {mean:.3f} | ≥ {goal:.2f} {mark} | {len(values)} |")
    precision = statistics.fmean(each.precision for each in results)
    recall = statistics.fmean(each.recall for each in results)
    cpu = statistics.fmean(each.seconds for each in results) * 1000
    lines = [
        *rows,
        "",
        f"Precision of the text {precision:.3f}, recall {recall:.3f}; {cpu:.0f} milliseconds of a "
        "processor for each page.",
        "The ten whose text is worst:",
        "",
        "| page | F1 | precision | recall | refused |",
        "|---|---|---|---|---|",
    ]
    for each in sorted(results, key=lambda result: result.text)[:WORST]:
        lines.append(
            f"| {each.name} | {each.text:.2f} | {each.precision:.2f} | {each.recall:.2f} "
            f"| {each.refusal} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("The argument is the folder of the pages, with a folder for each.")
    main(Path(sys.argv[1]))
