"""Attempts a build again with the texts that have errors set aside, until nothing stops it.

What all texts share is never set aside: an error in newsgen.yml, an authority file, a template or
static/ stops the build. Neither is a text of which nobody knows what was published.
"""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath

from newsgen.model.config import TEXT_PREFIXES
from newsgen.model.problem import Problem, sort_problems
from newsgen.model.value import replace
from newsgen.pipeline.attempt import Attempt, FailedAttempt, attempt_build
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.set_aside import NONE_SET_ASIDE, SetAside
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_state import OutputState
from newsgen.publish.published_texts import PublishedTexts
from newsgen.store.command_session import Session

_FEW = 20
"""Texts that are gone, of which each may be one that has moved; of more, those of the same name."""


def attempt_keeping_going(
    request: BuildRequest,
    files: ScannedFiles,
    manifest: OutputManifest,
    output: OutputState,
    session: Session,
    first: FailedAttempt,
) -> Attempt | FailedAttempt:
    """Return an attempt that sets aside what stops the first; if that is no use, the first.

    Args:
        request: What to build.
        files: Of the site.
        manifest: Of the output.
        output: The output as it stands.
        session: What to work with.
        first: An attempt with nothing set aside.
    """
    attempt: Attempt | FailedAttempt = first
    set_aside = NONE_SET_ASIDE
    cache_folder, slack = request.cache_folder, request.tuning.cache_slack
    with closing(PublishedTexts(cache_folder, request.out, slack)) as record:
        published = record.digests(manifest)
        while isinstance(attempt, FailedAttempt):
            selection = _Selection(set_aside, attempt, record, published, request.site)
            for error in attempt.errors:
                if obstacle := selection.set_aside_for(error):
                    problems = sort_problems((*first.result.problems, error))
                    result = replace(first.result, problems=problems, message=obstacle)
                    return replace(first, result=result)
            set_aside = selection.set_aside()
            attempt = attempt_build(request, files, output, session, set_aside)
    return attempt


def is_shared(path: str) -> bool:
    """Return whether all texts share a file of the site."""
    return not path.startswith(TEXT_PREFIXES)


class _Selection:
    """What is set aside after an attempt: what was before it, and more for each of its errors."""

    def __init__(
        self,
        set_aside: SetAside,
        attempt: FailedAttempt,
        record: PublishedTexts,
        published: Mapping[str, str] | None,
        folder: Path,
    ) -> None:
        self._folder = folder
        self._earlier = set_aside
        self._attempt = attempt
        self._record = record
        self._published = published
        self._reasons: dict[str, str] = {}
        self._stand_ins: dict[str, bytes] = {}
        self._unchanged: set[str] = set()
        self._problems: dict[Problem, None] = {}
        self._problems_by_path: dict[str, list[Problem]] = defaultdict(list)
        for problem in attempt.result.problems:
            self._problems_by_path[problem.location.path].append(problem)

    def set_aside(self) -> SetAside:
        """Return all that is set aside now."""
        earlier = self._earlier
        return SetAside(
            {**earlier.reasons, **self._reasons},
            {**earlier.stand_ins, **self._stand_ins},
            earlier.unchanged | self._unchanged,
            (*earlier.problems, *self._problems),
        )

    def set_aside_for(self, error: Problem) -> str:
        """Set aside the texts that an error is about; return why that cannot be, if so."""
        path = error.location.path
        if is_shared(path):
            return f"{path} concerns all articles, so that none can be set aside for it."
        if self._published is None:
            return (
                f"What was published of {path} is not known, so that it cannot stay as it was: "
                "mend it, or build into a new folder with --out."
            )
        sides = error.sides or ((path,),)
        if any(side and self._reasons.keys() >= set(side) for side in sides):
            self._problems[error] = None
            return ""
        for side in sides:
            if side and all(map(self._is_to_blame, side)):
                lost = [one for one in side if not self._set_aside(one, error)]
                return f"What was published of {lost[0]} is lost: mend it." if lost else ""
        unchanged = SetAside({path: ""}, unchanged=frozenset((path,)))
        if self._is_known(path) and not unchanged.stopping_errors(
            (error,), self._attempt.lost_paths
        ):
            self._unchanged.add(path)
            self._tell(path, error)
            return ""
        return f"{path} cannot stay as it was published: mend it, or what has changed around it."

    def _is_known(self, path: str) -> bool:
        return path in (self._published or {}) and path not in self._earlier.reasons

    def _is_to_blame(self, path: str) -> bool:
        """Return whether a text is new or has changed since it was published."""
        published = (self._published or {}).get(path)
        is_changed = published is None or published != self._attempt.source_digest(path)
        return is_changed and path not in self._earlier.reasons and not is_shared(path)

    def _set_aside(self, path: str, error: Problem) -> bool:
        """Set aside a text, or all that was published of a folder; return whether that is known."""
        known = self._published or {}
        folder = f"{path}/"
        texts = (one for one in known if one.startswith(folder)) if self._is_gone(path) else ()
        moved = () if path in known else self._moved_from(path)
        for text in (path, *moved, *filter(self._is_gone, texts)):
            self._tell(text, error)
            if text in known:
                content = self._record.content(known[text])
                if content is None:
                    return False
                self._stand_ins[text] = content
        return True

    def _moved_from(self, path: str) -> tuple[str, ...]:
        """Return the text that was published under another path and has moved to this one."""
        from newsgen.pipeline.article_copies import is_nearly_same  # loads much

        with suppress(OSError):
            data = (self._folder / path).read_bytes()
            name = PurePosixPath(path).name
            gone = [*filter(self._is_gone, self._published or {})]
            candidates = (one for one in gone if not self._is_set_aside(one))
            for one in candidates:
                if len(gone) > _FEW and PurePosixPath(one).name != name:
                    continue
                content = self._record.content((self._published or {})[one])
                if content is not None and is_nearly_same(data, content):
                    return (one,)
        return ()

    def _is_gone(self, path: str) -> bool:
        return self._attempt.source_digest(path) is None

    def _is_set_aside(self, path: str) -> bool:
        return path in self._earlier.reasons or path in self._reasons

    def _tell(self, path: str, error: Problem) -> None:
        """Keep why a file is set aside, and all that is wrong with it."""
        self._reasons[path] = _reason(path, error)
        self._problems |= dict.fromkeys((*self._problems_by_path.get(path, ()), error))


def _reason(path: str, error: Problem) -> str:
    """Return why a file is set aside: its error, or that of another beside which it is wrong."""
    where = f"{error.location}: " if error.location.path != path else ""
    return f"{where}{error.message} [{error.code}]"
