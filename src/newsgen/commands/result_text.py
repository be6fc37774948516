"""An outcome as a person reads it, and as a machine does."""

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
    """The object `--json` prints; docs/commands.md describes it."""
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
    """Return what every `--json` says of a build or an export, with a command's own details."""
    return {
        "status": result.status,
        **details,
        "problems": [problem_json(problem) for problem in result.problems],
        "seconds": {stage: round(spent, 3) for stage, spent in result.seconds.items()},
        "peak_memory_mb": result.peak_memory_mb,
        **({"message": result.message} if result.message else {}),
    }


def _changed_addresses(result: BuildResult) -> Iterator[str]:
    """The addresses of pages that are new, different or gone, for services such as IndexNow."""
    for path in sorted(result.changed_paths):
        if path.endswith(".html"):
            address = routes.address_of_file(path)
            if address != routes.NOT_FOUND:
                base = result.base_url
                yield absolute_url(address, base) if base else address


def problem_line(problem: Problem) -> str:
    """A problem as one line that terminals and editors can jump from."""
    if problem.severity == "error":
        return str(problem)
    return str(problem).replace(f"{problem.location}: ", f"{problem.location}: warning: ", 1)


def problem_counts(result: BuildResult) -> str:
    """How many errors and warnings there are: `2 errors, 1 warning`."""
    wrong = len(errors_in(result.problems))
    counts = ((wrong, "error"), (len(result.problems) - wrong, "warning"))
    return ", ".join(pluralize(number, noun) for number, noun in counts if number)


def warning_counts(result: BuildResult) -> str:
    """The warnings by what they are, most frequent first: `N108 a key given twice (13)`."""
    counts = Counter(found.code for found in result.problems if found.severity == "warning")
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{code} {PROBLEM_CODES[code].title} ({count:,})" for code, count in ordered)


def build_lines(result: BuildResult, invocation: str, explain: bool = False) -> list[str]:
    """What a successful build did, and how to look at it. program: how newsgen is called."""
    lines = [*(_reason_lines(result) if explain else ()), summary_line(result, "Built")]
    if warnings := warning_counts(result):
        lines.append(f"Warnings: {warnings}.")
    lines += [f"Left out: {each.path} ({each.reason})" for each in result.omissions]
    lines += [f"Gone: {each.address} ({each.hint})" for each in result.removed_urls]
    if not result.base_url:
        lines.append("No feeds and sitemaps: newsgen.yml has no base_url.")
    lines.append(f"To look at it, run: {invocation} serve")
    return lines


def preview_lines(result: BuildResult, address: str) -> list[str]:
    """How a preview stands. address: where it is, after the first build; then empty."""
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
    where = [f"It will be at {address}"] if result.status != "ok" else []
    return [*lines, *where, "Pages follow what you save. Press Ctrl+C to stop."]


def check_lines(result: BuildResult) -> list[str]:
    """What a check without errors found."""
    found = problem_counts(result) or "no problems"
    files = pluralize(result.file_count, "file")
    return [
        f"Checked {pluralize(result.article_count, 'article')} and {files} to publish: {found}. "
        f"Took {_duration(result)}."
    ]


def pluralize(number: int, noun: str) -> str:
    """A number with its noun: `1 article`, `12,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary_line(result: BuildResult, verb: str) -> str:
    """How many files are new or different, and how many of the others had to be made to know.

    verb: what was done to the files, such as `Built`.
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
    """A line for each reason: `Why: 9,010 files, such as … (template parts/card.html)`."""
    alike: dict[str, list[str]] = {}
    for each in result.explanations:
        alike.setdefault(_VARYING_PART.sub("", each.text), []).append(each.path)
    if result.up_to_date:
        return ["Why: no file was touched since the last build, and no embargo has ended"]
    if not alike:
        return ["Why: every page already shows what it should"]
    return [f"Why: {_example_paths(paths)} ({words})" for words, paths in alike.items()]


_VARYING_PART = re.compile(r"\[\d+\]| \(\d+ → \d+\)")
"""What differs between reasons of one kind: which card of a list it is, how long the list was."""

_MAX_EXAMPLES = 3
"""Files that are named for each reason."""


def _example_paths(paths: list[str]) -> str:
    named = ", ".join(paths[:_MAX_EXAMPLES])
    return named if len(paths) <= _MAX_EXAMPLES else f"{len(paths):,} files, such as {named}"


def _duration(result: BuildResult) -> str:
    return f"{result.seconds.get('total', 0.0):.1f} s"


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as `--json` prints it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "message": problem.message,
        "hint": problem.hint,
    }
