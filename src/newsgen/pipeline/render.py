"""The printing: every page of a proof that is not what it would be is drawn; the rest stands.

Takes a proof and the output as it is; gives an entry for every page and file, the reasons why
some had to be made, and the problems that only drawing shows.
"""

from collections.abc import Iterator
from pathlib import Path

from newsgen.model.problem import Problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.page_group import Copied
from newsgen.pipeline.outdatedness import Explainer, Why, page_key, why
from newsgen.pipeline.page_renderer import Press, Sheet
from newsgen.pipeline.plan import Proof
from newsgen.pipeline.request import Reason
from newsgen.publish.manifest import Entry
from newsgen.publish.state import Output
from newsgen.store.plan_cache import Made, Row, make
from newsgen.store.session import Workshop


class Printed(Value, frozen=True):
    """What a printing gave. made: how many of the entries had to be drawn or copied."""

    entries: tuple[Entry, ...]
    made: int
    reasons: tuple[Reason, ...]
    problems: tuple[Problem, ...]


class Printing:
    """One printing. out: None to keep nothing of it; explain: whether to give reasons."""

    def __init__(
        self,
        proof: Proof,
        output: Output,
        out: Path | None,
        work: Workshop,
        told: Progress,
        *,
        explain: bool,
    ) -> None:
        self._layout = proof.layout
        self._learned = proof.learned
        self._old = output.entries
        self._faults = output.faults
        self._explainer = Explainer(work.cache) if explain else None
        assets = proof.learned.frames.assets
        self._press = Press(proof.site, proof.chrome, assets, work.cache.folder, out, work.pool)
        self._told = told
        self._entries: list[Entry] = []
        self._reasons: list[Reason] = []
        self._made = 0

    def run(self) -> Printed:
        """Draw what has to be drawn, and copy what has to be copied."""
        problems: dict[Problem, None] = {}
        for drawn in self._press.draw(self._sheets()):
            if drawn.entry:
                self._take(drawn.entry)
            elif drawn.problem:
                problems[drawn.problem] = None
        files = self._layout.files
        copied = self._press.copy(files, self._old, self._faults, self._learned.contents)
        for file, drawn in zip(files, copied, strict=True):
            if drawn.problem:
                problems[drawn.problem] = None
            elif drawn.entry and drawn.entry is self._old.get(drawn.entry.path):
                self._entries.append(drawn.entry)
            elif drawn.entry:
                self._explain_copy(file, drawn.entry)
                self._take(drawn.entry)
        return Printed(tuple(self._entries), self._made, tuple(self._reasons), tuple(problems))

    def _take(self, entry: Entry) -> None:
        self._entries.append(entry)
        self._made += 1
        self._told("render", len(self._entries), len(self._layout.lookup.addresses))

    def _sheets(self) -> Iterator[Sheet]:
        """The pages that have to be drawn; those that stand are entered on the way."""
        for chapter in self._layout.chapters:
            remake: dict[str, Why] = {}
            for page in self._learned.register.pages(chapter):
                row = page.row if isinstance(page, Made) else page
                path = routes.file_of(row.address)
                reason = why(self._old.get(path), self._key(row), self._faults.get(path))
                if reason is None:
                    self._entries.append(self._old[path])
                elif isinstance(page, Made):
                    yield self._sheet(page, reason)
                else:
                    remake[row.address] = reason
            # A chapter that is as it was may have pages to be drawn for another reason.
            for made in make(chapter, remake) if remake else ():
                yield self._sheet(made, remake[made.row.address])

    def _key(self, row: Row) -> str:
        return page_key(self._learned.frames.frame(row.template), row.view)

    def _sheet(self, made: Made, reason: Why) -> Sheet:
        row = made.row
        path = routes.file_of(row.address)
        old = self._old.get(path)
        if self._explainer:
            recipe = self._learned.frames.recipe(row.template)
            words = self._explainer.words(reason, old.key if old else None, recipe, made.view)
            self._reasons.append(Reason(path, words))
        known = old.hash if old else None
        return Sheet(row.address, row.template, made.view, self._key(row), row.source, known)

    def _explain_copy(self, file: Copied, entry: Entry) -> None:
        if self._explainer:
            reason = why(self._old.get(entry.path), entry.key or "", self._faults.get(entry.path))
            words = self._explainer.of_copy(reason, file.claim().owner)
            self._reasons.append(Reason(entry.path, words))
