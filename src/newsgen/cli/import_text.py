"""Formats the result of an import: lines for people, a table before it, JSON for programs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from newsgen.cli.import_loss_lines import loss_lines, refusal_lines, refused_place
from newsgen.cli.result_text import pluralize, problem_line
from newsgen.cli.suggestion_text import describe_suggestion
from newsgen.commands.import_result import ImportedArticle, ImportRequest, ImportResult
from newsgen.importing.leftovers import describe_leftovers

DETAILED_ARTICLES = 12
"""Up to so many articles are told one by one; of more, what was decided is counted."""

_EXAMPLES = 5
_LOSSES = 20


def import_lines(result: ImportResult, request: ImportRequest, invocation: str) -> Iterator[str]:
    """Yield the lines that a terminal shows after an import.

    Args:
        invocation: The command that calls newsgen.
    """
    yield from result.site_notes
    if len(result.articles) <= DETAILED_ARTICLES:
        for article in result.articles:
            yield from article_lines(article, is_short=True)
    else:
        yield from loss_lines(result.articles)
    yield from _known_lines(result)
    yield from refusal_lines(result.refusals)
    yield from _name_lines(result)
    yield from _closing_lines(result, request, invocation)


def article_lines(article: ImportedArticle, *, is_short: bool = False) -> Iterator[str]:
    """Yield what was imported, what was decided and what was left out.

    Args:
        is_short: Whether what was left out far from the text is only counted, and of many losses
            only the first are shown.
    """
    yield f"{article.draft.origin} → {article.path}"
    yield f"  title: {article.draft.title}"
    yield f"  source: {article.draft.source}"
    for note in article.notes:
        yield f"  {note}"
    for file in article.files:
        yield f"  file: {file}"
    yield from (
        f"  {line}" for line in describe_leftovers(article.draft.leftovers, is_short=is_short)
    )
    losses = article.draft.losses
    for loss in losses[:_LOSSES] if is_short else losses:
        times = f" ({loss.count:,} times)" if loss.count > 1 else ""
        yield f"  lost: {loss.message}{times}{f' (line {loss.line})' if loss.line else ''}"
    if is_short and len(losses) > _LOSSES:
        yield f"  lost: {len(losses) - _LOSSES:,} more, which the report has"
    for kind, names in article.names.items():
        yield f"  {kind}: {', '.join(names)}"


def report_lines(result: ImportResult) -> Iterator[str]:
    """Yield all that was decided, of every document: the report that is kept in a file."""
    yield from result.site_notes
    for article in result.articles:
        yield from article_lines(article)
    for known in result.known_documents:
        yield f"{known.origin}: the archive has it: {known.path}, because {known.reason}"
    for refusal in result.refusals:
        yield f"{refused_place(refusal)}: {refusal.message}"
    for problem in result.problems:
        yield problem_line(problem)


def _known_lines(result: ImportResult) -> Iterator[str]:
    for known in result.known_documents[:_EXAMPLES]:
        yield f"{known.origin}: the archive has it: {known.path}, because {known.reason}"
    if len(result.known_documents) > _EXAMPLES:
        yield f"… and {len(result.known_documents) - _EXAMPLES:,} more that it has"


def _name_lines(result: ImportResult) -> Iterator[str]:
    if result.unknown_names:
        yield "Names in the new texts that no authority file knows:"
        for name in result.unknown_names:
            yield f"  {next(iter(describe_suggestion(name)))}"


def _closing_lines(result: ImportResult, request: ImportRequest, invocation: str) -> Iterator[str]:
    """Yield how many documents were imported, and what to do next."""
    new = sum(article.action == "new" for article in result.articles)
    updated = len(result.articles) - new
    kind = "article" if request.publish else "draft"
    parts = [f"{'Would import' if request.dry_run else 'Imported'} {pluralize(new, kind)}"]
    if updated:
        parts.append(f"{updated:,} updated")
    if result.known_documents:
        parts.append(f"{len(result.known_documents):,} in the archive already")
    if result.refusals:
        parts.append(f"{len(result.refusals):,} not imported")
    yield f"{', '.join(parts)}."
    today = request.choices.today
    ends = (each.draft.expires[:10] for each in result.articles if each.draft.expires)
    expired = sum(end <= today.isoformat() for end in ends)
    if expired and today != date.max:
        count = f"{pluralize(expired, 'article')} {'has' if expired == 1 else 'have'}"
        yield f"{count} expired and will not be shown, unless you take out the line expires"
    if result.problems:
        count = pluralize(len(result.problems), "problem")
        yield f"newsgen check finds {count} in them: run {invocation} check"
    if result.unknown_names:
        yield f"To add names, run: {invocation} suggest --drafts --write"
    if new and not request.publish and not request.dry_run:
        yield f"To look at them, run: {invocation} serve --drafts"
        yield "To publish one, take out its line status: draft"
    if result.known_documents and not request.update:
        yield "To give those that the archive has what the documents say now, add --update"


def table_rows(result: ImportResult) -> list[tuple[str, str, str, str]]:
    """Return the rows of the table of an import: date, source, title and document."""
    rows = [
        (each.draft.date[:10], each.draft.source, each.draft.title, each.draft.origin)
        if each.action == "new"
        else ("update", "", each.path, each.draft.origin)
        for each in result.articles
    ]
    rows += [("known", "", each.path, each.origin) for each in result.known_documents]
    rows += [("refused", "", each.message, each.origin) for each in result.refusals]
    return rows


def import_json(result: ImportResult) -> dict[str, Any]:
    """Return the result for programs."""
    return {
        "imported": [
            {
                "document": each.draft.origin,
                "path": each.path,
                "action": each.action,
                "title": each.draft.title,
                "source": each.draft.source,
                "date": each.draft.date,
                "date_evidence": each.draft.date_evidence,
                "notes": list(each.notes),
                "files": list(each.files),
                "left_out": [
                    {"kind": part.kind, "text": part.text, "near": part.is_near}
                    for part in each.draft.leftovers
                ],
                "lost": [
                    {"message": loss.message, "line": loss.line} for loss in each.draft.losses
                ],
                "names": {kind: list(names) for kind, names in each.names.items()},
            }
            for each in result.articles
        ],
        "known": [
            {"document": each.origin, "path": each.path, "reason": each.reason}
            for each in result.known_documents
        ],
        "refused": [
            {"document": each.origin, "message": each.message, "line": each.line}
            for each in result.refusals
        ],
        "problems": [problem_line(problem) for problem in result.problems],
        "unknown_names": [name.text for name in result.unknown_names],
        "notes": list(result.site_notes),
        "failure": result.failure,
    }
