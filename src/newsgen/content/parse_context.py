"""All that can shape an article besides its own file.

The parse memo relies on it: equal path, equal bytes and equal context mean an equal article.
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
    """The settings of newsgen.yml that can shape an article.

    default_source: the source of an article that names none. The others are as in `Config`.
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
        """Return the options of a configuration."""
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
    """All that can shape an article besides its own file.

    Attributes:
        options: the settings.
        authorities: all controlled names.
        zone: the time zone of times without an offset, that of `options.timezone`.
        finder: finds the authorities in texts.
    """

    options: ParseOptions
    authorities: Authorities
    zone: tzinfo
    finder: NameFinder

    @classmethod
    def create(
        cls, options: ParseOptions, authorities: Authorities, zone: tzinfo
    ) -> "ParseContext":
        """Return the context, with a finder for the authorities."""
        return cls(options, authorities, zone, NameFinder(authorities, options.slugs))
