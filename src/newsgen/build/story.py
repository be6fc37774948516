"""The story of a build, from article files to a published tree, and of a check, which stops short.

Takes an order; gives an outcome that says everything there is to say. Raises nothing for what an
editor wrote; what the machine refuses becomes an outcome too, with the published tree whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from newsgen.archive.vanished import vanished
from newsgen.build.order import Order, Outcome
from newsgen.build.proof import Findings, Proof, read
from newsgen.engine.clock import Stopwatch
from newsgen.engine.files import exists, is_folder
from newsgen.engine.lock import Busy, lock
from newsgen.engine.machine import peak_memory_mb
from newsgen.engine.manifest import Entry, read_manifest
from newsgen.engine.pool import WorkerDied
from newsgen.engine.press import Press
from newsgen.engine.publish import Foreign, Published, publish
from newsgen.engine.roll import recover
from newsgen.engine.staging import discard, open_staging
from newsgen.model.problem import Place, Problem, errors, problem

_ANOTHER = "name another folder with --out"

_SOURCES = ("articles", "pages", "authorities", "templates", "static")


def build(order: Order) -> Outcome:
    """Build a site into its output folder."""
    return _told(_build, order)


def check(order: Order) -> Outcome:
    """Find every problem a build would find, and write nothing."""
    return _told(_check, order)


def _build(order: Order, watch: Stopwatch) -> Outcome:
    if misplaced := _misplaced(order):
        return Outcome("problems", problems=(misplaced,))
    with lock(order.out):
        try:
            recover(order.out, order.records)
            findings = read(order, watch)
            if findings.proof is None or errors(findings.problems):
                return _refused(findings)
            old = read_manifest(order.out, order.records).entries
            open_staging(order.out)
            entries, broken = _print(findings.proof, order, order.out, old)
            watch.lap("render")
            if broken:
                return _refused(findings, broken)
            published = publish(order.out, order.records, old, entries)
            watch.lap("publish")
            if isinstance(published, Foreign):
                return _refused(findings, _foreign(order.out, published))
            return _done(findings, findings.proof, published)
        finally:
            discard(order.out)


def _check(order: Order, watch: Stopwatch) -> Outcome:
    findings = read(order, watch)
    if findings.proof is None or errors(findings.problems):
        return _refused(findings)
    entries, broken = _print(findings.proof, order, None, {})
    watch.lap("render")
    if broken:
        return _refused(findings, broken)
    return _done(findings, findings.proof, Published((), len(entries), ()))


def _print(
    proof: Proof, order: Order, out: Path | None, old: Mapping[str, Entry]
) -> tuple[list[Entry], tuple[Problem, ...]]:
    """Every page drawn and every file copied; what drawing shows of templates, each once."""
    press = Press(proof.site, proof.chrome, out, order.workers)
    drawn = [
        *press.draw(proof.pages(), proof.bodies, old, proof.total),
        *press.copy(proof.copies(), old),
    ]
    problems = {each.problem: None for each in drawn if each.problem}
    return [each.entry for each in drawn if each.entry], tuple(problems)


def _told(story: Callable[[Order, Stopwatch], Outcome], order: Order) -> Outcome:
    """The outcome of a story with its times, whatever the machine did to it."""
    watch = Stopwatch()
    try:
        outcome = story(order, watch)
    except Busy as busy:
        outcome = Outcome("busy", str(busy))
    except (OSError, WorkerDied, MemoryError) as error:
        outcome = Outcome("failed", _what(error))
    seconds = {**watch.seconds, "total": watch.total()}
    return replace(outcome, seconds=seconds, peak_memory_mb=peak_memory_mb())


def _what(error: BaseException) -> str:
    """A failure of the machine as a sentence, with what is to be done."""
    what = str(error) or "memory ran out"
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{what}; nothing that was published is lost: mend that and build again"


def _refused(findings: Findings, more: tuple[Problem, ...] = ()) -> Outcome:
    problems = (*findings.problems, *more)
    return Outcome("problems", problems=problems, left_out=findings.left_out)


def _done(findings: Findings, proof: Proof, published: Published) -> Outcome:
    return Outcome(
        "ok",
        problems=findings.problems,
        published=len(proof.edition.archive.articles),
        left_out=findings.left_out,
        total=len(published.written) + published.unchanged,
        rendered=len(published.written),
        unchanged=published.unchanged,
        deleted=len(published.deleted),
        vanished=vanished(published.deleted),
    )


def _foreign(out: Path, foreign: Foreign) -> tuple[Problem, ...]:
    hint = "move it away; if it is from newsgen, whose record of it is gone, empty the folder"
    message = "newsgen did not write this file, and a page is to go there"
    return tuple(problem("N601", Place(str(out / path)), message, hint) for path in foreign.paths)


def _misplaced(order: Order) -> Problem | None:
    """An output folder in which a build would bury the site, or the site the output."""
    out, site = order.out.resolve(), order.site.resolve()
    sources = [site / name for name in _SOURCES]
    if site.is_relative_to(out) or any(out.is_relative_to(source) for source in sources):
        message = "pages cannot be put where the archive's own files are"
        return problem("N602", Place(str(order.out)), message, _ANOTHER)
    if exists(out) and not is_folder(out):
        message = "pages go into a folder, and this is a file"
        return problem("N602", Place(str(order.out)), message, _ANOTHER)
    return None
