"""Identifiers of names: which registers there are, what their codes look like, where they lead."""

from newsgen.model.value import Value


class IdentifierRegister(Value, frozen=True):
    """A public register of names.

    key: in authority files; pattern: a regular expression of its codes, whole; url: where a code
    leads, with {} for it.
    """

    key: str
    label: str
    pattern: str
    example: str
    url_template: str


_ISNI_PATTERN = r"[0-9]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{3}[0-9X]"
_ORCID_PATTERN = r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"

WIKIDATA = IdentifierRegister(
    "wikidata", "Wikidata", "Q[1-9][0-9]*", "Q485207", "https://www.wikidata.org/wiki/{}"
)

OTHER_REGISTERS = (
    IdentifierRegister("viaf", "VIAF", "[1-9][0-9]{1,21}", "15873", "https://viaf.org/viaf/{}"),
    IdentifierRegister(
        "isni", "ISNI", _ISNI_PATTERN, "0000 0001 2103 2683", "https://isni.org/isni/{}"
    ),
    IdentifierRegister("gnd", "GND", "[0-9]{1,9}-?[0-9X]", "118540238", "https://d-nb.info/gnd/{}"),
    IdentifierRegister(
        "lcnaf",
        "Library of Congress",
        "n[a-z]?[0-9]{8,10}",
        "n80057000",
        "https://id.loc.gov/authorities/names/{}",
    ),
    IdentifierRegister(
        "orcid", "ORCID", _ORCID_PATTERN, "0000-0002-1825-0097", "https://orcid.org/{}"
    ),
    IdentifierRegister("ror", "ROR", "0[a-z0-9]{6}[0-9]{2}", "05dxps055", "https://ror.org/{}"),
    IdentifierRegister(
        "lei",
        "LEI",
        "[A-Z0-9]{18}[0-9]{2}",
        "506700GE1G29325QX363",
        "https://search.gleif.org/#/record/{}",
    ),
    IdentifierRegister(
        "geonames", "GeoNames", "[1-9][0-9]{0,9}", "1216265", "https://www.geonames.org/{}/"
    ),
)
"""Beside Wikidata, by their keys under `identifiers`."""


_REGISTER_BY_KEY = {each.key: each for each in (WIKIDATA, *OTHER_REGISTERS)}


class Identifier(Value, frozen=True, array_like=True):
    """A name's code in a register. key: the register's."""

    register_key: str
    code: str

    @property
    def register(self) -> IdentifierRegister:
        """The register that gave it."""
        return _REGISTER_BY_KEY[self.register_key]

    @property
    def url(self) -> str:
        """Where it leads."""
        return self.register.url_template.format(self.code.replace(" ", ""))
