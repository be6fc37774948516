"""An outcome as a person reads it, and as a machine does."""

from collections import Counter
from typing import Any

from newsgen.build import Outcome
from newsgen.model.codes import CODES
from newsgen.model.problem import Problem, errors


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
        "untouched": outcome.untouched,
        "reasons": [{"path": each.path, "reason": each.words} for each in outcome.reasons],
        "vanished": [{"address": each.address, "hint": each.hint} for each in outcome.vanished],
        "problems": [_problem(found) for found in outcome.problems],
        "seconds": {stage: round(spent, 3) for stage, spent in outcome.seconds.items()},
        "peak_memory_mb": outcome.peak_memory_mb,
    }
    if outcome.message:
        told["message"] = outcome.message
    return told


def problem_line(found: Problem) -> str:
    """A problem as one line that terminals and editors can jump from."""
    if found.severity == "error":
        return str(found)
    return str(found).replace(f"{found.place}: ", f"{found.place}: warning: ", 1)


def tally(outcome: Outcome) -> str:
    """How many errors and warnings there are: `2 errors, 1 warning`."""
    wrong = len(errors(outcome.problems))
    counts = ((wrong, "error"), (len(outcome.problems) - wrong, "warning"))
    return ", ".join(_count(number, noun) for number, noun in counts if number)


def by_code(outcome: Outcome) -> str:
    """The warnings by what they are, most frequent first: `N108 a key given twice (13)`."""
    counts = Counter(found.code for found in outcome.problems if found.severity == "warning")
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{code} {CODES[code].title} ({count:,})" for code, count in ordered)


def built(outcome: Outcome, program: str) -> list[str]:
    """What a successful build did, and how to look at it. program: how newsgen is called."""
    articles = _count(outcome.published, "article")
    files = _count(outcome.total, "file")
    lines = [f"Why: {each.path} ({each.words})" for each in outcome.reasons]
    if outcome.untouched:
        lines.append(f"Nothing has changed: {files} from {articles} are as they were.")
    else:
        lines.append(f"Built {files} from {articles} in {_seconds(outcome)}: {_done(outcome)}.")
    if warnings := by_code(outcome):
        lines.append(f"Warnings: {warnings}.")
    lines += [f"Left out: {each.path} ({each.reason})" for each in outcome.left_out]
    lines += [f"Gone: {each.address} ({each.hint})" for each in outcome.vanished]
    lines.append(f"To look at it, run: {program} serve")
    return lines


def checked(outcome: Outcome) -> list[str]:
    """What a check without errors found."""
    found = tally(outcome) or "no problems"
    articles = _count(outcome.published, "article")
    return [
        f"Checked {articles}, {_count(outcome.total, 'file')} to build: {found}. "
        f"Took {_seconds(outcome)}."
    ]


def _done(outcome: Outcome) -> str:
    """12 made, 9 of them different, 91 unchanged, 0 deleted."""
    made = f"{outcome.rendered:,} made"
    if outcome.written != outcome.rendered:
        made += f", {outcome.written:,} of them different"
    return f"{made}, {outcome.unchanged:,} unchanged, {outcome.deleted:,} deleted"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _seconds(outcome: Outcome) -> str:
    return f"{outcome.seconds.get('total', 0.0):.1f} s"


def _problem(found: Problem) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity,
        "path": found.place.path,
        "line": found.place.line,
        "column": found.place.column,
        "message": found.message,
        "hint": found.hint,
    }
