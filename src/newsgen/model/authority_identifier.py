"""The public registers of names: the form of their codes, and where these lead."""

from newsgen.model.value import Value


class IdentifierRegister(Value, frozen=True):
    """A public register of names. pattern: of whole codes. url_template: with {} for a code."""

    key: str
    label: str
    pattern: str
    example: str
    url_template: str


_ISNI_PATTERN = r"[0-9]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{3}[0-9X]"
_ORCID_PATTERN = r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
_LEI_URL = "https://search.gleif.org/#/record/{}"
_LCNAF_URL = "https://id.loc.gov/authorities/names/{}"

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
        "lcnaf", "Library of Congress", "n[a-z]?[0-9]{8,10}", "n80057000", _LCNAF_URL
    ),
    IdentifierRegister(
        "orcid", "ORCID", _ORCID_PATTERN, "0000-0002-1825-0097", "https://orcid.org/{}"
    ),
    IdentifierRegister("ror", "ROR", "0[a-z0-9]{6}[0-9]{2}", "05dxps055", "https://ror.org/{}"),
    IdentifierRegister("lei", "LEI", "[A-Z0-9]{18}[0-9]{2}", "506700GE1G29325QX363", _LEI_URL),
    IdentifierRegister(
        "geonames", "GeoNames", "[1-9][0-9]{0,9}", "1216265", "https://www.geonames.org/{}/"
    ),
)
"""The registers whose keys stand under `identifiers` of an authority file."""

_REGISTER_BY_KEY = {register.key: register for register in (WIKIDATA, *OTHER_REGISTERS)}


class Identifier(Value, frozen=True, array_like=True):
    """The code of a name in a register."""

    register_key: str
    code: str

    @property
    def register(self) -> IdentifierRegister:
        """The register that the code is from."""
        return _REGISTER_BY_KEY[self.register_key]

    @property
    def url(self) -> str:
        """The address of the name in the register."""
        return self.register.url_template.format(self.code.replace(" ", ""))
