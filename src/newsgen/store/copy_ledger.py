"""Which copies of other hosts' pages an archive keeps: the file kept/copies.json.

It is one object with a line for each copy, by the path of its file, so that version control shows
what came and went. Editors keep it with the copies.
"""

import json
from pathlib import Path
from typing import Any

from newsgen.model.command_error import CommandError
from newsgen.model.config import KEPT_FOLDER, KEPT_PREFIX
from newsgen.model.value import Value
from newsgen.runtime.editor_files import overwrite, read_existing

LEDGER_FILE = f"{KEPT_FOLDER}/copies.json"


class KeptCopy(Value, frozen=True):
    """A copy of a page.

    Attributes:
        file: The path of the copy, which begins with kept/.
        address: Of the page.
        time: When it was fetched, as in 2022-09-14T08:30:00Z.
        status: Of the answer of its host.
        sha256: The digest of the copy's file, as hex digits.
        size: Of that file in bytes.
    """

    file: str
    address: str
    time: str
    status: int
    sha256: str
    size: int


class CopyLedger:
    """The copies by their files. Nothing else writes this file while a command has it."""

    def __init__(self, site: Path) -> None:
        """Read the file, if it is there. Raises CommandError if it cannot be read."""
        self._site = site
        self.copies: dict[str, KeptCopy] = {}
        content = read_existing(site, [LEDGER_FILE]).get(LEDGER_FILE)
        if content is not None:
            try:
                rows = json.loads(content)
                self.copies = {file: _copy(file, row) for file, row in rows.items()}
            except (ValueError, TypeError, AttributeError, LookupError, OverflowError) as error:
                message = f"{LEDGER_FILE} cannot be read ({error}); take it from a backup"
                raise CommandError(message) from error

    def put(self, copy: KeptCopy) -> None:
        """Note a copy in the file."""
        self.copies[copy.file] = copy
        rows = sorted(self.copies.items())
        lines = ",\n".join(f"  {json.dumps(file)}: {_line(each)}" for file, each in rows)
        overwrite(self._site / LEDGER_FILE, f"{{\n{lines}\n}}\n".encode())


def _copy(file: str, row: Any) -> KeptCopy:
    if not file.startswith(KEPT_PREFIX) or {"", ".", ".."} & set(file.split("/")) or "\0" in file:
        raise ValueError(f"{file} is no path in {KEPT_PREFIX}")
    status, size = int(row["status"]), int(row["size"])
    sha256 = str(row["sha256"])
    return KeptCopy(file, str(row["address"]), str(row["time"]), status, sha256, size)


def _line(copy: KeptCopy) -> str:
    row = {
        "address": copy.address,
        "time": copy.time,
        "status": copy.status,
        "sha256": copy.sha256,
        "size": copy.size,
    }
    return json.dumps(row, ensure_ascii=False)
