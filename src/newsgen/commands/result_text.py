"""Formats the result of a command as lines for people and as JSON for programs."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newsgen.model.problem import Problem, errors_in
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.pages import routes
from newsgen.pages.links import absolute_url
from newsgen.pipeline.request import BuildResult


def build_json(result: BuildResult) -> dict[str, Any]:
    """Return the object that `--json` prints; docs/commands.md describes it."""
    return result_json(
        result,
        {
            "articles": {
                "published": result.article_count,
                "left_out": [
                    {"path": omission.path, "reason": omission.reason}
                    for omission in result.omissions
                ],
            },
            "pages": {
                "total": result.file_count,
                "rendered": result.rendered_count,
                "written": result.written_count,
                "unchanged": result.unchanged_count,
                "deleted": result.deleted_count,
            },
            "changed": list(_changed_addresses(result)),
            "untouched": result.up_to_date,
            "reasons": [
                {"path": explanation.path, "reason": explanation.text}
                for explanation in result.explanations
            ],
            "vanished": [{"address": url.address, "hint": url.hint} for url in result.removed_urls],
        },
    )


def result_json(result: BuildResult, details: dict[str, Any]) -> dict[str, Any]:
    """Return the object that `--json` prints of any result, with the details of one command."""
    return {
        "status": result.status,
        **details,
        "problems": [problem_json(problem) for problem in result.problems],
        "seconds": {stage: round(spent, 3) for stage, spent in result.seconds.items()},
        "peak_memory_mb": result.peak_memory_mb,
        **({"message": result.message} if result.message else {}),
    }


def _changed_addresses(result: BuildResult) -> Iterator[str]:
    """Yield the addresses of new, changed and deleted pages, for services such as IndexNow."""
    for path in sorted(result.changed_paths):
        if path.endswith(".html"):
            address = routes.address_of_file(path)
            if address != routes.NOT_FOUND:
                base = result.base_url
                yield absolute_url(address, base) if base else address


def problem_line(problem: Problem) -> str:
    """Return a problem as one line, with its location first, where editors look for it."""
    if problem.severity == "error":
        return str(problem)
    return str(problem).replace(f"{problem.location}: ", f"{problem.location}: warning: ", 1)


def problem_counts(result: BuildResult) -> str:
    """Return how many errors and warnings there are: `2 errors, 1 warning`."""
    errors = len(errors_in(result.problems))
    counts = ((errors, "error"), (len(result.problems) - errors, "warning"))
    return ", ".join(pluralize(number, noun) for number, noun in counts if number)


def warning_counts(result: BuildResult) -> str:
    """Return the warnings by code, most frequent first: `N108 a key given twice (13)`."""
    counts = Counter(item.code for item in result.problems if item.severity == "warning")
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{code} {PROBLEM_CODES[code].title} ({count:,})" for code, count in ordered)


def build_lines(result: BuildResult, invocation: str, explain: bool = False) -> list[str]:
    """Return what a successful build did, and how to look at it.

    Args:
        result: The result.
        invocation: The command that calls newsgen for this archive.
        explain: Whether to say why pages were rebuilt.
    """
    lines = [*(_reason_lines(result) if explain else ()), summary_line(result, "Built")]
    if warnings := warning_counts(result):
        lines.append(f"Warnings: {warnings}.")
    lines += [f"Left out: {item.path} ({item.reason})" for item in result.omissions]
    lines += [f"Gone: {url.address} ({url.hint})" for url in result.removed_urls]
    if not result.base_url:
        lines.append("No feeds and sitemaps: newsgen.yml has no base_url.")
    lines.append(f"To look at it, run: {invocation} serve")
    return lines


def preview_lines(result: BuildResult, address: str) -> list[str]:
    """Return the state of a preview; `address` is empty except after the first build."""
    if result.status == "problems":
        lines = [f"{problem_counts(result)}; the preview stays as it was until they are mended."]
    elif result.status != "ok":
        lines = [f"{result.message} The preview stays as it was."]
    elif address:
        lines = [f"The preview of {pluralize(result.article_count, 'article')} is at {address}"]
    else:
        files = pluralize(len(result.changed_paths), "file")
        lines = [f"Changed: {files} of {result.file_count:,}, in {_duration(result)}."]
    if not address:
        return lines
    if result.status != "ok":
        lines.append(f"It will be at {address}")
    return [*lines, "Pages follow what you save. Press Ctrl+C to stop."]


def check_lines(result: BuildResult) -> list[str]:
    """Return the result of a check without errors."""
    problems = problem_counts(result) or "no problems"
    files = pluralize(result.file_count, "file")
    return [
        f"Checked {pluralize(result.article_count, 'article')} and {files} to publish: {problems}. "
        f"Took {_duration(result)}."
    ]


def pluralize(number: int, noun: str) -> str:
    """Return a number with its noun: `1 article`, `12,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary_line(result: BuildResult, verb: str) -> str:
    """Return how many files are new or different, and how many were rendered in all.

    `verb` says what was done to the files, such as `Built`.
    """
    files = (
        f"{pluralize(result.file_count, 'file')} from {pluralize(result.article_count, 'article')}"
    )
    if result.up_to_date:
        return f"Nothing has changed: {files}, all as they were."
    if not result.rendered_count and not result.deleted_count:
        return f"Nothing to do: {files}, all as they should be. Took {_duration(result)}."
    parts = [f"{result.written_count:,} new or different"]
    if result.written_count != result.rendered_count:
        parts[0] += f" ({result.rendered_count:,} were made)"
    if same := result.file_count - result.written_count:
        parts.append(f"{same:,} as before")
    if result.deleted_count:
        parts.append(f"{result.deleted_count:,} deleted")
    return f"{verb} {files} in {_duration(result)}: {', '.join(parts)}."


def _reason_lines(result: BuildResult) -> list[str]:
    """Return a line for each reason: `Why: 9,010 files, such as … (template parts/card.html)`."""
    paths_by_reason: dict[str, list[str]] = {}
    for explanation in result.explanations:
        reason = _VARYING_PART.sub("", explanation.text)
        paths_by_reason.setdefault(reason, []).append(explanation.path)
    if result.up_to_date:
        return ["Why: no file was touched since the last build, and no embargo has ended"]
    if not paths_by_reason:
        return ["Why: every page already shows what it should"]
    return [f"Why: {_example_paths(paths)} ({reason})" for reason, paths in paths_by_reason.items()]


_VARYING_PART = re.compile(r"\[\d+\]| \(\d+ → \d+\)")
"""What differs between reasons of one kind: the position in a list, and the list's length."""

_MAX_EXAMPLES = 3
"""Files that a line of reasons names."""


def _example_paths(paths: list[str]) -> str:
    examples = ", ".join(paths[:_MAX_EXAMPLES])
    return examples if len(paths) <= _MAX_EXAMPLES else f"{len(paths):,} files, such as {examples}"


def _duration(result: BuildResult) -> str:
    return f"{result.seconds.get('total', 0.0):.1f} s"


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as `--json` prints it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "message": problem.message,
        "hint": problem.hint,
    }
