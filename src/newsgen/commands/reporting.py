"""An outcome as a person reads it, and as a machine does."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newsgen.model.codes import CODES
from newsgen.model.problem import Problem, errors
from newsgen.pages import routes
from newsgen.pages.links import absolute
from newsgen.pipeline.request import Outcome


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The object `--json` prints; docs/commands.md describes it."""
    told: dict[str, Any] = {
        "status": outcome.status,
        "articles": {
            "published": outcome.published,
            "left_out": [{"path": each.path, "reason": each.reason} for each in outcome.left_out],
        },
        "pages": {
            "total": outcome.total,
            "rendered": outcome.rendered,
            "written": outcome.written,
            "unchanged": outcome.unchanged,
            "deleted": outcome.deleted,
        },
        "changed": list(_changed(outcome)),
        "untouched": outcome.untouched,
        "reasons": [{"path": each.path, "reason": each.words} for each in outcome.reasons],
        "vanished": [{"address": each.address, "hint": each.hint} for each in outcome.vanished],
        "problems": [as_problem(found) for found in outcome.problems],
        "seconds": {stage: round(spent, 3) for stage, spent in outcome.seconds.items()},
        "peak_memory_mb": outcome.peak_memory_mb,
    }
    if outcome.message:
        told["message"] = outcome.message
    return told


def _changed(outcome: Outcome) -> Iterator[str]:
    """The addresses of pages that are new, different or gone, for services such as IndexNow."""
    for path in sorted(outcome.changed):
        if path.endswith(".html"):
            address = routes.address_of(path)
            if address != routes.NOT_FOUND:
                base = outcome.base_url
                yield absolute(address, base) if base else address


def problem_line(found: Problem) -> str:
    """A problem as one line that terminals and editors can jump from."""
    if found.severity == "error":
        return str(found)
    return str(found).replace(f"{found.place}: ", f"{found.place}: warning: ", 1)


def tally(outcome: Outcome) -> str:
    """How many errors and warnings there are: `2 errors, 1 warning`."""
    wrong = len(errors(outcome.problems))
    counts = ((wrong, "error"), (len(outcome.problems) - wrong, "warning"))
    return ", ".join(count(number, noun) for number, noun in counts if number)


def by_code(outcome: Outcome) -> str:
    """The warnings by what they are, most frequent first: `N108 a key given twice (13)`."""
    counts = Counter(found.code for found in outcome.problems if found.severity == "warning")
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{code} {CODES[code].title} ({count:,})" for code, count in ordered)


def built(outcome: Outcome, program: str, explain: bool = False) -> list[str]:
    """What a successful build did, and how to look at it. program: how newsgen is called."""
    lines = [*(_why(outcome) if explain else ()), _done(outcome)]
    if warnings := by_code(outcome):
        lines.append(f"Warnings: {warnings}.")
    lines += [f"Left out: {each.path} ({each.reason})" for each in outcome.left_out]
    lines += [f"Gone: {each.address} ({each.hint})" for each in outcome.vanished]
    if not outcome.base_url:
        lines.append("No feeds and sitemaps: newsgen.yml has no base_url.")
    lines.append(f"To look at it, run: {program} serve")
    return lines


def previewed(outcome: Outcome, address: str) -> list[str]:
    """How a preview stands. address: where it is, after the first build; then empty."""
    if outcome.status == "problems":
        lines = [f"{tally(outcome)}; the preview stays as it was until they are mended."]
    elif outcome.status != "ok":
        lines = [f"{outcome.message} The preview stays as it was."]
    elif address:
        lines = [f"The preview of {count(outcome.published, 'article')} is at {address}"]
    else:
        files = count(len(outcome.changed), "file")
        lines = [f"Changed: {files} of {outcome.total:,}, in {_seconds(outcome)}."]
    if not address:
        return lines
    where = [f"It will be at {address}"] if outcome.status != "ok" else []
    return [*lines, *where, "Pages follow what you save. Press Ctrl+C to stop."]


def checked(outcome: Outcome) -> list[str]:
    """What a check without errors found."""
    found = tally(outcome) or "no problems"
    files = count(outcome.total, "file")
    return [
        f"Checked {count(outcome.published, 'article')} and {files} to publish: {found}. "
        f"Took {_seconds(outcome)}."
    ]


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 article`, `12,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _done(outcome: Outcome) -> str:
    """How many files are new or different, and how many of the others had to be made to know."""
    files = f"{count(outcome.total, 'file')} from {count(outcome.published, 'article')}"
    if outcome.untouched:
        return f"Nothing has changed: {files}, all as they were."
    if not outcome.rendered and not outcome.deleted:
        return f"Nothing to do: {files}, all as they should be. Took {_seconds(outcome)}."
    parts = [f"{outcome.written:,} new or different"]
    if outcome.written != outcome.rendered:
        parts[0] += f" ({outcome.rendered:,} were made)"
    if same := outcome.total - outcome.written:
        parts.append(f"{same:,} as before")
    if outcome.deleted:
        parts.append(f"{outcome.deleted:,} deleted")
    return f"Built {files} in {_seconds(outcome)}: {', '.join(parts)}."


def _why(outcome: Outcome) -> list[str]:
    """A line for each reason: `Why: 9,010 files, such as … (template parts/card.html)`."""
    alike: dict[str, list[str]] = {}
    for each in outcome.reasons:
        alike.setdefault(_WHICH.sub("", each.words), []).append(each.path)
    if outcome.untouched:
        return ["Why: no file was touched since the last build, and no embargo has ended"]
    if not alike:
        return ["Why: every page already shows what it should"]
    return [f"Why: {_some(paths)} ({words})" for words, paths in alike.items()]


_WHICH = re.compile(r"\[\d+\]| \(\d+ → \d+\)")
"""What differs between reasons of one kind: which card of a list it is, how long the list was."""

_NAMED = 3
"""Files that are named for each reason."""


def _some(paths: list[str]) -> str:
    named = ", ".join(paths[:_NAMED])
    return named if len(paths) <= _NAMED else f"{len(paths):,} files, such as {named}"


def _seconds(outcome: Outcome) -> str:
    return f"{outcome.seconds.get('total', 0.0):.1f} s"


def as_problem(found: Problem) -> dict[str, Any]:
    """A problem as `--json` prints it."""
    return {
        "code": found.code,
        "severity": found.severity,
        "path": found.place.path,
        "line": found.place.line,
        "column": found.place.column,
        "message": found.message,
        "hint": found.hint,
    }
