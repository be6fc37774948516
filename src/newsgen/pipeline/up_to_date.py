"""Whether a build would only repeat the last one, told from stamps alone, without reading a file.

What a build is made from is all its inputs, what was asked for, newsgen itself and the time, since
embargoes end. If none of it changed and the output stands as it was left, the answer is known.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from newsgen.model.digest import digest
from newsgen.model.value import replace
from newsgen.pipeline.request import Order, Outcome
from newsgen.pipeline.scan import Inputs
from newsgen.publish.last_build import Last, keep_last
from newsgen.publish.manifest import Entry, seal_of
from newsgen.publish.ownership import is_exported
from newsgen.publish.state import Output
from newsgen.publish.status import packed, stamps
from newsgen.runtime import codec
from newsgen.runtime.clock import zone
from newsgen.runtime.stat_signature import NONE
from newsgen.store.cache import Cache
from newsgen.store.fingerprint import itself

if TYPE_CHECKING:
    from newsgen.pipeline.staged import Staged


def repeated(order: Order, inputs: Inputs, output: Output, last: Last) -> Outcome | None:
    """The last build's outcome again, if nothing has changed since."""
    if not output.same or output.faults or last.claim != _claim(order, inputs):
        return None
    if not last.holds(order.moment(zone(last.timezone))):
        return None
    outcome = codec.decode(last.outcome, Outcome)
    if order.index and outcome.behind:
        return None
    again = Outcome(
        "ok",
        problems=outcome.problems,
        published=outcome.published,
        left_out=outcome.left_out,
        total=outcome.total,
        unchanged=outcome.total,
        untouched=True,
        behind=outcome.behind,
    )
    return again


def remember(
    order: Order,
    inputs: Inputs,
    output: Output,
    staged: "Staged",
    entries: Collection[Entry],
    outcome: Outcome,
) -> None:
    """Keep what the next build can use of this one. entries: all that the output holds."""
    learned = staged.learned
    learned.keep(entries)
    known = output.stamps
    fresh = (each.path for each in entries if each.staged or each.path not in known)
    standing = {**known, **stamps(order.out, fresh)}
    last = Last(
        claim=_claim(order, inputs) if inputs.settled() else "",
        since=staged.since,
        until=staged.until,
        timezone=staged.timezone,
        outcome=codec.encode(replace(outcome, reasons=(), changed=())),
        seal=seal_of(order.out),
        stamps=packed(standing, sorted(entry.path for entry in entries)),
    )
    keep_last(learned.cache, order.out, last)


def carry_over(
    cache: Cache, order: Order, last: Last, old: Mapping[str, Entry], own: Collection[Entry]
) -> None:
    """Let what is known of the last build hold on after an export, which touches none of its files.

    last: of that build, whose manifest had the entries `old`; own: what is export's now.
    """
    if len(last.stamps) != len(old) * len(NONE):
        return
    size = len(NONE)
    # Those it left: a page that somebody has altered since must not count as it stands now.
    known = {path: last.stamps[at * size : (at + 1) * size] for at, path in enumerate(old)}
    now = stamps(order.out, (entry.path for entry in own))
    left = [path for path, entry in old.items() if not is_exported(entry)]
    together = packed({**known, **now}, sorted([*left, *now]))
    keep_last(cache, order.out, replace(last, seal=seal_of(order.out), stamps=together))


def _claim(order: Order, inputs: Inputs) -> str:
    """The digest of all that decides what a build comes to, but for the time."""
    asked = codec.encode((order.base_url, order.drafts))
    return digest(inputs.fingerprint(), asked, itself())
