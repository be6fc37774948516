"""What is known of addresses elsewhere, in a file of the site's .newsgen/, so that none is asked
again too soon.
"""

from datetime import datetime, timedelta
from pathlib import Path

from newsgen.model.link_answer import LinkAnswer, LinkState
from newsgen.model.value import Value
from newsgen.runtime import codec, fs

LINKS_FILE = "links"

_FRESH_DAYS: dict[LinkState, int] = {"works": 28, "moved": 28, "unclear": 1, "dead": 1}


class _StoredAnswer(Value, frozen=True):
    answer: LinkAnswer
    at: datetime


class LinkAnswers:
    """Answers by address. A file that is lost or damaged only costs time."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Read what was learned before. now: the time of this command."""
        self._file, self._now = folder / LINKS_FILE, now
        self._answers: dict[str, _StoredAnswer] = {}
        try:
            data = fs.read_regular(self._file)
            self._answers = codec.decode(data, dict[str, _StoredAnswer]) if data else {}
        except (codec.DecodeError, OSError):
            self._answers = {}

    def fresh(self, address: str) -> LinkAnswer | None:
        """Return an answer that still counts: a good one for weeks, any other for a day."""
        stored = self._answers.get(address)
        if stored is None:
            return None
        age = self._now - stored.at
        is_fresh = timedelta() <= age < timedelta(days=_FRESH_DAYS[stored.answer.state])
        return stored.answer if is_fresh else None

    def put(self, address: str, answer: LinkAnswer) -> None:
        """Note an answer."""
        self._answers[address] = _StoredAnswer(answer, self._now)

    def save(self) -> None:
        """Write all answers to the file."""
        fs.make_folders(self._file.parent)
        fs.write_atomically(self._file, codec.encode(self._answers))
