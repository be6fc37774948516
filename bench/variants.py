"""newsgen's sites that are built and edited, and the titles of all rows of the table."""

from dataclasses import dataclass

from bench.edits import BODY, EDITS, NOTHING, TITLE, Edit
from bench.goals import CLEAN, LEAN, SERVED
from bench.programs import PEERS

NO_NAMES = f"{CLEAN}, no names looked for"
EXPORT = "newsgen export"


@dataclass(frozen=True, slots=True)
class Variant:
    """A site of newsgen with its settings. name: of its folder. note: in the titles of its rows.

    formats: with feeds, sitemaps and all else that machines read. edits: those that are measured.
    served: those that are measured in a preview, which always has formats.
    """

    name: str
    note: str
    edits: tuple[Edit, ...]
    served: tuple[Edit, ...] = ()
    formats: bool = False
    search: bool = False

    @property
    def clean(self) -> str:
        """The title of the row of its clean build."""
        return f"{CLEAN}{self.note}"

    def edited(self, edit: Edit) -> str:
        """The title of the row of an edit."""
        return f"newsgen, {edit.title}{self.note}"

    def shown(self, edit: Edit) -> str:
        """The title of the row of an edit in a preview."""
        return f"{SERVED}, {edit.title}{self.note}"


PLAIN = Variant("plain", "", EDITS, served=(BODY, TITLE))
FORMATS = Variant("formats", ", with formats", (NOTHING, TITLE), formats=True)
SEARCH = Variant("search", ", with search", (NOTHING, BODY, TITLE), served=(TITLE,), search=True)


def titles() -> list[str]:
    """Of all rows in their order, whether they are measured at a size or not."""
    found = [peer.row for peer in PEERS]
    for variant in (PLAIN, FORMATS, SEARCH):
        found.append(variant.clean)
        if variant is PLAIN:
            found += [NO_NAMES, LEAN]
        found += map(variant.edited, variant.edits)
        found += map(variant.shown, variant.served)
    return [*found, EXPORT]
