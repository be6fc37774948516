"""Formats the result of a build, a check or an export: lines for people, JSON for programs."""

from collections import Counter
from typing import Any

from newsgen.model.problem import Problem, errors_in
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.pages import routes
from newsgen.pages.links import absolute_url
from newsgen.pipeline.request import BuildResult

_MAX_MENDED = 20
"""Files that are told one by one."""

_MAX_EXAMPLES = 3
"""Files that a line names."""


def build_json(result: BuildResult) -> dict[str, Any]:
    """Return the object that `--json` prints; docs/commands.md describes it."""
    # The addresses of new, changed and deleted pages, for services such as IndexNow.
    addresses = [
        routes.address_of_file(path)
        for path in sorted(result.changed_paths)
        if path.endswith(".html")
    ]
    base = result.base_url
    return _result_json(
        result,
        articles={
            "published": result.article_count,
            "left_out": [{"path": item.path, "reason": item.reason} for item in result.omissions],
        },
        pages={
            "total": result.file_count,
            "rendered": result.rendered_count,
            "written": result.written_count,
            "unchanged": result.unchanged_count,
            "deleted": result.deleted_count,
        },
        changed=[
            absolute_url(address, base) if base else address
            for address in addresses
            if address != routes.NOT_FOUND
        ],
        untouched=result.up_to_date,
        set_aside=_set_aside_json(result),
        reasons=[{"path": item.path, "reason": item.text} for item in result.explanations],
        mended=[{"path": item.path, "reason": item.text} for item in result.mended],
        vanished=[{"address": url.address, "hint": url.hint} for url in result.removed_urls],
        notices=list(result.notices),
    )


def export_json(result: BuildResult) -> dict[str, Any]:
    """Return the object that `export --json` prints; docs/commands.md describes it."""
    return _result_json(
        result,
        articles=result.article_count,
        files={
            "total": result.file_count,
            "made": result.rendered_count,
            "written": result.written_count,
            "deleted": result.deleted_count,
        },
        changed=list(result.changed_paths),
        set_aside=_set_aside_json(result),
    )


def _set_aside_json(result: BuildResult) -> list[dict[str, Any]]:
    return [
        {
            "path": item.path,
            "reason": item.reason,
            "address": absolute_url(item.address, result.base_url)
            if item.address and result.base_url
            else item.address or None,
        }
        for item in result.set_aside
    ]


def _result_json(result: BuildResult, **details: Any) -> dict[str, Any]:
    return {
        "status": result.status,
        **details,
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in result.problems
        ],
        "seconds": {stage: round(spent, 3) for stage, spent in result.seconds.items()},
        "peak_memory_mb": result.peak_memory_mb,
        **({"message": result.message} if result.message else {}),
    }


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


def build_lines(result: BuildResult, look: str, explain: bool = False) -> list[str]:
    """Return what a successful build did. look: what to do to look at it."""
    lines = [*(_reason_lines(result) if explain else ()), _summary_line(result, "Built")]
    counts = Counter(item.code for item in result.problems if item.severity == "warning")
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if ordered:
        warnings = (f"{code} {PROBLEM_CODES[code].title} ({count:,})" for code, count in ordered)
        lines.append(f"Warnings: {', '.join(warnings)}.")
    lines += [f"Mended: {item.path} ({item.text})" for item in result.mended[:_MAX_MENDED]]
    if len(result.mended) > _MAX_MENDED:
        lines.append(f"Mended: {pluralize(len(result.mended) - _MAX_MENDED, 'more file')}")
    lines += result.notices
    lines += _omission_lines(result)
    lines += _textless_lines(result)
    lines += [f"Gone: {url.address} ({url.hint})" for url in result.removed_urls]
    if not result.base_url:
        lines.append("No feeds and sitemaps: newsgen.yml has no base_url.")
    lines.append(f"To look at it, {look}")
    return lines


def set_aside_lines(result: BuildResult) -> list[str]:
    """Return a line for each file that was set aside, with what there is of it now."""
    return [
        f"Set aside: {item.path} ({item.reason}); "
        + (
            f"what was published stays at {item.address}"
            if item.address
            else "nothing of it was published, and it is left out"
        )
        for item in result.set_aside
    ]


def set_aside_count(result: BuildResult) -> str:
    """Return how many files were set aside, as a sentence."""
    count = len(result.set_aside)
    verb = "was" if count == 1 else "were"
    return f"{pluralize(count, 'file')} {verb} set aside, and all else was published."


def preview_lines(result: BuildResult, address: str) -> list[str]:
    """Return the state of a preview; `address` is empty except after the first build."""
    if result.status == "problems":
        them = "it is" if len(errors_in(result.problems)) == 1 else "they are"
        line = f"{problem_counts(result)}; the preview stays as it was until {them} mended."
    elif result.status in ("failed", "busy"):
        line = f"{result.message} The preview stays as it was."
    elif result.status == "incomplete":
        files = pluralize(len(result.set_aside), "file")
        line = f"{problem_counts(result)}; the preview shows all but what is new in {files}."
    elif address:
        line = f"The preview of {pluralize(result.article_count, 'article')} is at {address}"
    else:
        files = pluralize(len(result.changed_paths), "file")
        line = f"Changed: {files} of {result.file_count:,}, in {_duration(result)}."
    if not address:
        return [line]
    is_later = result.status not in ("ok", "incomplete")
    later = [f"It {'will be' if is_later else 'is'} at {address}"] if result.status != "ok" else []
    return [line, *later, "Pages follow what you save. Press Ctrl+C to stop."]


def check_lines(result: BuildResult) -> list[str]:
    """Return the result of a check without errors."""
    articles = pluralize(result.article_count, "article")
    checked = f"{articles} and {pluralize(result.file_count, 'file')} to publish"
    problems = problem_counts(result) or "no problems"
    lines = [f"Checked {checked}: {problems}. Took {_duration(result)}."]
    return [*lines, *_omission_lines(result), *_textless_lines(result)]


def file_check_lines(result: BuildResult, file_count: int, other_errors: int) -> list[str]:
    """Return the result of a check of some files without errors in them."""
    problems = problem_counts(result) or "no problems"
    lines = [f"Checked {pluralize(file_count, 'file')}: {problems}. Took {_duration(result)}."]
    if other_errors:
        lines.append(f"Other files have {pluralize(other_errors, 'error')}: run newsgen check")
    return lines


def export_lines(result: BuildResult) -> list[str]:
    """Return what a successful export did."""
    return [_summary_line(result, "Exported")]


def zip_lines(result: BuildResult) -> list[str]:
    """Return what was packed into a file."""
    return [*result.notices, "To look at it, unpack it and open index.html."]


def pluralize(number: int, noun: str) -> str:
    """Return a number with its noun: `1 article`, `12,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def format_size(size: int) -> str:
    """Return a number of bytes for people: `812 bytes`, `1.4 MB`."""
    for name, unit in (("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000)):
        if size >= unit:
            return f"{size / unit:.{0 if size >= 10 * unit else 1}f} {name}"
    return pluralize(size, "byte")


def _summary_line(result: BuildResult, verb: str) -> str:
    """Return how many files are new or different. verb: what was done to them, such as `Built`."""
    articles = pluralize(result.article_count, "article")
    files = f"{pluralize(result.file_count, 'file')} from {articles}"
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


def _omission_lines(result: BuildResult) -> list[str]:
    set_aside = {item.path for item in result.set_aside}  # which is told by itself
    items = (item for item in result.omissions if item.path not in set_aside)
    return [f"Left out: {item.path} ({item.reason})" for item in items]


def _textless_lines(result: BuildResult) -> list[str]:
    """Return the line about articles that have been begun and have no text yet, if any."""
    paths = result.textless_paths
    if not paths:
        return []
    more = f"{len(paths):,} articles, such as " if len(paths) > _MAX_EXAMPLES else ""
    return [f"Without text and summary: {more}{', '.join(paths[:_MAX_EXAMPLES])}"]


def _reason_lines(result: BuildResult) -> list[str]:
    """Return a line for each reason: `Why: 9,010 files, such as … (template parts/card.html)`."""
    if result.up_to_date:
        return ["Why: no file was touched since the last build, and no embargo has ended"]
    paths_by_reason: dict[str, list[str]] = {}
    for explanation in result.explanations:
        paths_by_reason.setdefault(explanation.text, []).append(explanation.path)
    lines = []
    for reason, paths in paths_by_reason.items():
        more = f"{len(paths):,} files, such as " if len(paths) > _MAX_EXAMPLES else ""
        lines.append(f"Why: {more}{', '.join(paths[:_MAX_EXAMPLES])} ({reason})")
    return lines or ["Why: every page already shows what it should"]


def _duration(result: BuildResult) -> str:
    return f"{result.seconds.get('total', 0.0):.1f} s"
