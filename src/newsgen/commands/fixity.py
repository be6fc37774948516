"""`newsgen check --fixity`: whether kept copies and published files are as newsgen wrote them.

Files decay, are cut short by copying, or are changed by others. What was written is known by its
digest: of copies from kept/copies.json, of published files from the manifest of the output.
"""

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Literal

from newsgen.model.command_error import CommandError
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.publish.lock import OutputBusy, lock
from newsgen.publish.manifest import ManifestDamaged
from newsgen.publish.manifest_file import open_manifest_file
from newsgen.publish.output_tree import MANIFEST, OutputTree
from newsgen.runtime.editor_files import exists, read_existing
from newsgen.store.copy_ledger import CopyLedger, KeptCopy


class FixityFault(Value, frozen=True):
    """A file that is not as it was written.

    Attributes:
        path: Relative to the archive or to the output.
        kind: Of file.
        fault: What is wrong.
        day: Of a copy, the day on which it was fetched.
    """

    path: str
    kind: Literal["copy", "output"]
    fault: Literal["missing", "altered", "unreadable"]
    day: str = ""


class FixityReport(Value, frozen=True):
    """What came of a check: how many files were looked at, and those that are not as they were.

    Attributes:
        has_output: Whether there is a manifest, which tells what was published.
    """

    copy_count: int
    output_count: int
    has_output: bool
    faults: tuple[FixityFault, ...]


def check_fixity(site: Path, out: Path, progress: Progress) -> FixityReport:
    """Read every kept copy, and every file that newsgen published into an output.

    Raises:
        CommandError: A build is writing to the output, or what tells digests is damaged.
    """
    copies = [copy for _, copy in sorted(CopyLedger(site).copies.items())]
    faults = [*_copy_faults(site, copies, progress)]
    count, has_output = 0, exists(out / MANIFEST)
    if has_output:
        try:
            file = out / MANIFEST
            with lock(out), closing(open_manifest_file(file, writable=False)) as manifest:
                tree, total = OutputTree(out), manifest.header.count
                for count, (entry, _) in enumerate(manifest.scan(), 1):
                    progress("fixity", count, total)
                    try:
                        is_same = tree.has_content(entry.path, entry.size, entry.hash)
                        is_there = exists(out / entry.path)
                    except OSError:
                        faults.append(FixityFault(entry.path, "output", "unreadable"))
                        continue
                    if not is_same:
                        fault: Literal["missing", "altered"] = "altered" if is_there else "missing"
                        faults.append(FixityFault(entry.path, "output", fault))
        except OutputBusy as error:
            raise CommandError(str(error)) from error
        except ManifestDamaged as error:
            message = f"the manifest of {out} is damaged: newsgen build --verify makes it anew"
            raise CommandError(message) from error
    return FixityReport(len(copies), count, has_output, tuple(faults))


def _copy_faults(site: Path, copies: list[KeptCopy], progress: Progress) -> Iterator[FixityFault]:
    for number, copy in enumerate(copies, 1):
        progress("fixity", number, len(copies))
        try:
            content = read_existing(site, [copy.file]).get(copy.file)
        except OSError:
            yield FixityFault(copy.file, "copy", "unreadable", copy.time[:10])
            continue
        if content is None:
            yield FixityFault(copy.file, "copy", "missing", copy.time[:10])
        elif len(content) != copy.size or sha256(content).hexdigest() != copy.sha256:
            yield FixityFault(copy.file, "copy", "altered", copy.time[:10])
