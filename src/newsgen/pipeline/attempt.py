"""One attempt at a build: parses, plans, renders and indexes a site, and stages the new files.

Gives what is to be published, or the errors that stop it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.value import Value
from newsgen.pipeline.index_files import INDEX_FOLDER, is_index_file
from newsgen.pipeline.request import BuildRequest, BuildResult, problems_result
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.set_aside import NONE_SET_ASIDE, SetAside
from newsgen.publish.kept_export_files import export_files
from newsgen.publish.output_state import OutputState
from newsgen.publish.staging import open_staging
from newsgen.publish.transaction import OutputChanges
from newsgen.store.command_session import Session

if TYPE_CHECKING:
    from newsgen.content.site import Site
    from newsgen.pipeline.build_state import BuildState, StagedFiles
    from newsgen.pipeline.parse import ParsedSite
    from newsgen.pipeline.plan import SitePlan
    from newsgen.store.source_rows import SourceRows


class Attempt(Value, frozen=True):
    """What is to be published. It holds no article, so that publishing has enough memory.

    Attributes:
        state: What to save.
        changes: In the output.
        site: As it was read.
        changed_texts: As `PublishedTexts.save` takes them.
    """

    result: BuildResult
    state: "BuildState"
    changes: OutputChanges
    site: "Site"
    changed_texts: Mapping[str, str | None] | None


class FailedAttempt(Value, frozen=True):
    """An attempt that errors stopped.

    Attributes:
        errors: Those to see to first: of files by themselves, else of files beside others.
        source_digest: Gives the digest of a source's content, None if there is no such source; to
            be asked before the next attempt.
        lost_paths: Of texts that are left out because of their problems.
    """

    result: BuildResult
    errors: tuple[Problem, ...]
    source_digest: Callable[[str], str | None] = lambda _: None
    lost_paths: frozenset[str] = frozenset()


def attempt_build(
    request: BuildRequest,
    files: ScannedFiles,
    output: OutputState,
    session: Session,
    set_aside: SetAside = NONE_SET_ASIDE,
    *,
    publishes: bool = True,
) -> Attempt | FailedAttempt:
    """Parse, plan, render and index a site; stage the new files unless nothing will be published.

    Args:
        request: What to build.
        files: Of the site.
        output: The output as it stands.
        session: What to work with.
        set_aside: The texts that are not read.
        publishes: Whether the new files will be published.
    """
    # Loading these takes longer than a whole build that has nothing to do.
    from newsgen.pipeline.audit import audit_archive, audit_groups
    from newsgen.pipeline.build_state import StagedFiles
    from newsgen.pipeline.parse import ParsedSite, parse_site
    from newsgen.pipeline.plan import plan_site
    from newsgen.pipeline.render import prestart_renderers, render_site
    from newsgen.pipeline.search import index_site
    from newsgen.pipeline.shown_texts import (
        article_count,
        changed_texts,
        text_addresses,
        textless_paths,
    )

    parsed = parse_site(request, files, session, set_aside)
    if not isinstance(parsed, ParsedSite):
        return FailedAttempt(problems_result(parsed, ()), errors_in(parsed))
    if set_aside:
        from newsgen.pipeline.kept_attachments import keep_attachments

        parsed = keep_attachments(parsed, set_aside, output)
    prestart_renderers(parsed, session)
    plan = plan_site(request, parsed, session)
    session.stopwatch.lap("plan")
    if errors := set_aside.stopping_errors(plan.problems, parsed.lost_paths):
        return _failed_attempt(parsed, plan, plan.problems, errors)
    tree = open_staging(request.out) if publishes else None
    pages = render_site(plan, output, session, tree, explain=request.explain)
    if not parsed.delta.is_first and publishes:
        if request.verify:
            audit_archive(request, files, output, session, set_aside, parsed.database)
        elif parsed.delta.sources:  # else the archive stays untouched
            audit_groups(plan)
    session.stopwatch.lap("render")
    indexes = index_site(plan, output, request, session, tree) if tree else StagedFiles()
    session.stopwatch.lap("search")
    if problems := (*pages.problems, *indexes.problems):
        return _failed_attempt(parsed, plan, (*plan.problems, *problems), problems)
    plan.build_state.template_digests.require_unchanged()
    made_count = pages.made_count + indexes.made_count
    changes = pages.changes.with_others(indexes.changes)
    file_count = _file_count(output, pages, indexes if publishes else None)
    database, state = parsed.database, plan.build_state
    addresses = text_addresses(database, set_aside.reasons)
    result = BuildResult(
        "incomplete" if set_aside else "ok",
        problems=set_aside.all_problems(plan.problems),
        article_count=article_count(database),
        textless_paths=textless_paths(database),
        set_aside=set_aside.texts(addresses),
        omissions=plan.omissions,
        file_count=file_count,
        rendered_count=made_count,
        unchanged_count=file_count - made_count,
        base_url=plan.site.config.base_url,
        search_outdated=indexes.search_outdated,
        has_recent_index=indexes.has_recent_index,
        explanations=(*pages.explanations, *indexes.explanations),
    )
    is_known = state.is_shown(output)
    changed = changed_texts(database, parsed.delta.sources) if is_known else None
    return Attempt(result, state, changes, parsed.site, changed)


def _file_count(output: OutputState, pages: "StagedFiles", indexes: "StagedFiles | None") -> int:
    """Return how many files of the site an output is to have; without those of indexes if None."""
    count = output.owned.count - len(export_files(output)) + pages.new_count
    count -= len(pages.changes.removed_paths)
    if indexes:
        return count + indexes.new_count - len(indexes.changes.removed_paths)
    return count - sum(map(is_index_file, output.below(INDEX_FOLDER)))


def _failed_attempt(
    parsed: "ParsedSite",
    plan: "SitePlan",
    problems: tuple[Problem, ...],
    errors: tuple[Problem, ...],
) -> FailedAttempt:
    from newsgen.store.source_rows import SourceRows

    own_problems = {*apply_severities(parsed.own_problems, parsed.site.config.problems)}
    return FailedAttempt(
        problems_result(problems, plan.omissions),
        errors=tuple(one for one in errors if one in own_problems) or errors,
        source_digest=partial(_source_digest, SourceRows(parsed.database)),
        lost_paths=parsed.lost_paths,
    )


def _source_digest(rows: "SourceRows", path: str) -> str | None:
    row = rows.get(path)
    return row.content if row else None
