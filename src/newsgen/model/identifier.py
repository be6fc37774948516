"""Identifiers of names: which registers there are, what their codes look like, where they lead."""

from newsgen.model.value import Value


class Register(Value, frozen=True):
    """A public register of names.

    key: in authority files; pattern: a regular expression of its codes, whole; url: where a code
    leads, with {} for it.
    """

    key: str
    label: str
    pattern: str
    example: str
    url: str


_ISNI = r"[0-9]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{3}[0-9X]"
_ORCID = r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"

WIKIDATA = Register(
    "wikidata", "Wikidata", "Q[1-9][0-9]*", "Q485207", "https://www.wikidata.org/wiki/{}"
)

REGISTERS = (
    Register("viaf", "VIAF", "[1-9][0-9]{1,21}", "15873", "https://viaf.org/viaf/{}"),
    Register("isni", "ISNI", _ISNI, "0000 0001 2103 2683", "https://isni.org/isni/{}"),
    Register("gnd", "GND", "[0-9]{1,9}-?[0-9X]", "118540238", "https://d-nb.info/gnd/{}"),
    Register(
        "lcnaf",
        "Library of Congress",
        "n[a-z]?[0-9]{8,10}",
        "n80057000",
        "https://id.loc.gov/authorities/names/{}",
    ),
    Register("orcid", "ORCID", _ORCID, "0000-0002-1825-0097", "https://orcid.org/{}"),
    Register("ror", "ROR", "0[a-z0-9]{6}[0-9]{2}", "05dxps055", "https://ror.org/{}"),
    Register(
        "lei",
        "LEI",
        "[A-Z0-9]{18}[0-9]{2}",
        "506700GE1G29325QX363",
        "https://search.gleif.org/#/record/{}",
    ),
    Register("geonames", "GeoNames", "[1-9][0-9]{0,9}", "1216265", "https://www.geonames.org/{}/"),
)
"""Beside Wikidata, by their keys under `identifiers`."""


_REGISTERS = {each.key: each for each in (WIKIDATA, *REGISTERS)}


class Identifier(Value, frozen=True, array_like=True):
    """A name's code in a register. key: the register's."""

    key: str
    code: str

    @property
    def register(self) -> Register:
        """The register that gave it."""
        return _REGISTERS[self.key]

    @property
    def url(self) -> str:
        """Where it leads."""
        return self.register.url.format(self.code.replace(" ", ""))
