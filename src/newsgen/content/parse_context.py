"""What preparing any article needs to know of the whole site, and nothing more.

An article that was prepared once is prepared for good as long as this, its path and its content
stay the same: so what is not in here cannot shape an article.
"""

from collections.abc import Mapping
from datetime import tzinfo

from newsgen.content.names import NameFinder
from newsgen.model.article import Rights
from newsgen.model.authority import Authorities
from newsgen.model.config import Config
from newsgen.model.slug import Alphabet
from newsgen.model.value import Value


class ParseOptions(Value, frozen=True):
    """What newsgen.yml says of how articles are to be read.

    source: of an article that names none. All else is as in `Config`.
    """

    default_source: str
    language: str
    timezone: str
    sections: tuple[str, ...]
    links_base: str
    rename: Mapping[str, str]
    extra: tuple[str, ...]
    slugs: Alphabet
    link_names: bool
    rights: Rights

    @classmethod
    def from_config(cls, config: Config) -> "ParseOptions":
        """The conventions in a configuration."""
        return cls(
            default_source=config.publisher.name or config.title,
            language=config.language,
            timezone=config.timezone,
            sections=config.sections,
            links_base=config.links_base,
            rename=config.rename,
            extra=config.extra,
            slugs=config.slugs,
            link_names=config.link_names,
            rights=config.rights,
        )


class ParseContext(Value, frozen=True):
    """zone: of times written without an offset, that of `timezone`; finder: of the authorities."""

    options: ParseOptions
    authorities: Authorities
    zone: tzinfo
    finder: NameFinder

    @classmethod
    def create(
        cls, options: ParseOptions, authorities: Authorities, zone: tzinfo
    ) -> "ParseContext":
        """The context with a finder of its own."""
        return cls(options, authorities, zone, NameFinder(authorities, options.slugs))
