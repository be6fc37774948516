"""All that can shape an article besides its own file; parse records rely on its being all."""

from collections.abc import Mapping
from datetime import tzinfo

from newsgen.content.names import NameFinder
from newsgen.model.article import AddressEnd, Rights
from newsgen.model.authority import Authorities
from newsgen.model.config import Config, Midnight
from newsgen.model.slug import Alphabet
from newsgen.model.value import Value


class ParseOptions(Value, frozen=True):
    """The settings that can shape an article. default_source: of an article that names none."""

    default_source: str
    language: str
    languages_in_addresses: AddressEnd
    timezone: str
    sections: tuple[str, ...]
    links_base: str
    rename: Mapping[str, str]
    extra: tuple[str, ...]
    slugs: Alphabet
    link_names: bool
    rights: Rights
    midnight: Midnight
    from_path: tuple[str, ...]

    @classmethod
    def from_config(cls, config: Config) -> "ParseOptions":
        """Return the options of a configuration."""
        names = cls.__struct_fields__[1:]
        source = config.publisher.name or config.title
        return cls(source, **{name: getattr(config, name) for name in names})


class ParseContext(Value, frozen=True):
    """All that can shape an article besides its own file. zone: that of `options.timezone`."""

    options: ParseOptions
    authorities: Authorities
    zone: tzinfo
    finder: NameFinder

    @classmethod
    def create(
        cls, options: ParseOptions, authorities: Authorities, zone: tzinfo
    ) -> "ParseContext":
        """Return the context, with a finder for the authorities."""
        return cls(options, authorities, zone, NameFinder(authorities))
