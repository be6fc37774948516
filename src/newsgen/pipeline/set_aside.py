"""What a build with --keep-going sets aside, so that one mistake stops only itself.

For a text with an error stands what was published of it, its stand-in; if nothing was, the text is
left out. A text that is as it was published stays as it is: its error comes from something else.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from newsgen.content.stray_files import SourceFiles, is_markdown
from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Problem, errors_in, sort_problems
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.model.value import Value, field, replace
from newsgen.pipeline.request import SetAsideText

if TYPE_CHECKING:
    from newsgen.content.site import Site

_PATH_CODES = frozenset(("N118", "N119"))
"""Problems of a path that is not read: what stands for it has none of them."""


class SetAside(Value, frozen=True):
    """The texts that are set aside.

    Attributes:
        reasons: The first error of each, by path.
        stand_ins: The published contents of those that have changed since.
        unchanged: Those that are as they were published.
        problems: Of all of them, as the archive's folder has them.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    stand_ins: Mapping[str, bytes] = field(default_factory=dict)
    unchanged: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.reasons)

    def is_left_out(self, path: str) -> bool:
        """Return whether a path is set aside and nothing stands for it."""
        return path in self.reasons and path not in self.stand_ins and path not in self.unchanged

    def apply(self, site: "Site") -> "Site":
        """Return a site without what is set aside, and with what stands for it."""
        if not self:
            return site
        left_out = {path: self.reasons[path] for path in self.reasons if self.is_left_out(path)}
        texts = {path: reason for path, reason in left_out.items() if is_markdown(path)}
        return replace(
            site,
            sources=SourceFiles(site.listing, texts, self.stand_ins),
            # A picture that is left out is one that is not there.
            other_files=site.other_files - left_out.keys(),
            left_out=texts,
            stand_ins=self.stand_ins,
        )

    def stopping_errors(
        self, problems: Iterable[Problem], lost_paths: frozenset[str]
    ) -> tuple[Problem, ...]:
        """Return the errors that stop a build all the same.

        lost_paths: Of texts that are left out because of their problems.
        """
        return tuple(one for one in errors_in(problems) if not self._is_borne(one, lost_paths))

    def _is_borne(self, error: Problem, lost_paths: frozenset[str]) -> bool:
        path = error.location.path
        if self.is_left_out(path):
            return True
        has_fallback = bool(PROBLEM_CODES[error.code].warning_effect)
        if path in self.reasons:
            return error.code in _PATH_CODES or (has_fallback and path not in lost_paths)
        # A menu that leads to a page which is left out.
        omitted = (f'"{one}"' in error.message for one in self.reasons if self.is_left_out(one))
        return path == CONFIG_FILE and has_fallback and any(omitted)

    def texts(self, addresses: Mapping[str, str]) -> tuple[SetAsideText, ...]:
        """Return what is told of each. addresses: of the texts that have a page, by path."""
        return tuple(
            SetAsideText(path, reason, addresses.get(path, ""))
            for path, reason in sorted(self.reasons.items())
        )

    def all_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return what is to be told: of stand-ins, the problems of what they stand for.

        problems: Those found with this set aside.
        """
        if not self:
            return tuple(problems)
        others = (one for one in problems if one.location.path not in self.stand_ins)
        return sort_problems((*self.problems, *others))


NONE_SET_ASIDE = SetAside()
