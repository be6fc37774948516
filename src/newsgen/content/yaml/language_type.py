"""The type of language tags."""

from newsgen.content.language_tags import LANGUAGE_FORM, language_hint, language_tag
from newsgen.content.yaml.scalar_types import ScalarType


class LanguageType(ScalarType, frozen=True):
    """A BCP 47 language tag, or the same as other programs write it."""

    _words = "language tag"
    _description = "a language tag such as en or zh-Hans"
    _pattern = LANGUAGE_FORM
    _pattern_hint = f"write {_description}"

    def _hint(self, text: str) -> str:
        return language_hint(text)

    def _convert(self, text: str) -> str | None:
        return language_tag(text)
