"""What preparing any article needs to know of the whole site, and nothing more."""

from dataclasses import dataclass
from datetime import tzinfo

from newsgen.model.authority import Authorities
from newsgen.model.config import Config


@dataclass(frozen=True, slots=True)
class Context:
    """zone: of times written without an offset, newsgen.yml's `timezone`."""

    config: Config
    authorities: Authorities
    zone: tzinfo
