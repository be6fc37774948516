"""Audits the pages of the sample and of a real corpus, and tells what falls short of the goals.

    PYTHONPATH=tests .venv/bin/python -m audit [CORPUS.tar.gz]

Without a corpus it takes the slice in tests/corpus, and puts what it found into docs/audit.md. Its
exit code is 1 if a goal is missed.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from audit import archives, lighthouse
from audit.archives import Archive
from audit.budget import MOST, Weight, weight
from audit.lighthouse import Judgement
from bench.table import aligned, put
from corpus.digitalgov import SLICE
from newsgen import __version__
from support import axe, chromium
from support.paths import ROOT
from support.reader import ARGUMENTS

PAGE = ROOT / "docs" / "audit.md"

HEAD = (
    "page",
    *("performance", "accessibility", "best practices", "SEO"),
    *("HTML", "CSS", "script", "requests", "points lost in"),
)


@dataclass
class ArchiveAudit:
    """The findings about one archive. broken: what axe said, with the page."""

    archive: Archive
    heaviest: Weight
    judged: dict[str, Judgement] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether every goal is reached."""
        perfect = all(each.perfect for each in self.judged.values())
        return perfect and not self.broken and not self.heaviest.over(MOST)


def main(corpus: Path) -> bool:
    with (
        TemporaryDirectory() as folder,
        archives.sample(Path(folder)) as sample,
        archives.real(Path(folder), corpus) as real,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        head = provenance(browser.version)
        found = [audit(archive, browser) for archive in (sample, real)]
        browser.close()
    text = "\n\n".join([head, aligned([HEAD, *rows(found)]).strip(), *map(summary, found)])
    sys.stdout.write(f"{text}\n")
    if corpus == SLICE and put(PAGE, "audit", text):
        sys.stdout.write("\nIt is in docs/audit.md now.\n")
    return all(each.good for each in found)


def provenance(browser: str) -> str:
    """When it was measured, and with what."""
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with newsgen {__version__}, Lighthouse "
        f"{lighthouse.version()}, axe-core {axe.version()} and Chromium {browser}, on a machine of "
        f"{os.cpu_count()} cores with a load of {os.getloadavg()[0]:.1f} before the run."
    )


def audit(archive: Archive, browser: Browser) -> ArchiveAudit:
    """Everything there is to find in an archive."""
    weights = [weight(page) for page in archive.articles]
    parts = (max(getattr(each, part) for each in weights) for part in Weight.__slots__)
    found = ArchiveAudit(archive, Weight(*parts))
    with browser.new_page() as page:
        for kind, address in archive.kinds.items():
            broken = axe.visit(page, archive.root + address, kind == "redirect")
            found.broken += [f"{kind}, {address}, {each}" for each in broken]
    for what, address in archive.chosen.items():
        sys.stderr.write(f"{archive.title}: {what} {address}\n")
        found.judged[what] = lighthouse.judge(archive.root + address)
    return found


def rows(audits: Iterable[ArchiveAudit]) -> Iterator[tuple[str, ...]]:
    """The lines of the table."""
    for each in audits:
        for what, judged in each.judged.items():
            yield (
                f"{each.archive.title.split(',')[0]}: {what}",
                *map(str, judged.scores),
                *map(kilobytes, (judged.html, judged.styles, judged.scripts)),
                str(judged.requests),
                ", ".join(judged.lost),
            )


def summary(audit: ArchiveAudit) -> str:
    """What axe and the scales say of an archive."""
    heaviest = audit.heaviest
    parts = ((heaviest.html, MOST.html, "HTML around the text"),)
    parts += ((heaviest.styles, MOST.styles, "CSS"), (heaviest.scripts, MOST.scripts, "script"))
    goals = ", ".join(
        f"{kilobytes(size)} of {what} (≤ {most // 1000} KB {'✓' if size <= most else '✗'})"
        for size, most, what in parts
    )
    lines = [
        f"{audit.archive.title}: axe-core looked at {len(audit.archive.kinds)} kinds of pages, "
        f"by day and by night, and found {len(audit.broken) or 'nothing'}. An article's page has "
        f"at most {goals}.",
        *(f"- {each}" for each in audit.broken),
    ]
    return "\n".join(lines)


def kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} KB"


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1]) if sys.argv[1:] else SLICE) else 1)
