"""The name of an author in its parts, and how bibliographies write it."""

import re

from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.value import Value

_CHINESE_JAPANESE_KOREAN = lazy_pattern(r"[぀-ヿ㐀-䶿一-鿿豈-﫿가-힣]")


class AuthorName(Value, frozen=True):
    """The name of an author.

    Attributes:
        family_name: with its particles, as in "van Beethoven"; all of a name that stays whole.
        given_name: empty where the name stays whole.
        suffix: what tells generations apart, such as Jr. or III.
        organization: whether it is the name of an organization.
        family_first: whether the byline has the family name first.
    """

    family_name: str
    given_name: str = ""
    suffix: str = ""
    organization: bool = False
    family_first: bool = False

    @property
    def inverted(self) -> bool:
        """Whether bibliographies write the family name first, with a comma after it."""
        return bool(self.given_name) and not _CHINESE_JAPANESE_KOREAN.search(self.family_name)

    @property
    def natural_name(self) -> str:
        """Martin Luther King Jr."""
        names = [self.given_name, self.family_name]
        if self.family_first:
            names.reverse()
        joint = "" if self.given_name and not self.inverted else " "
        return " ".join(filter(None, (joint.join(filter(None, names)), self.suffix)))

    @property
    def inverted_name(self) -> str:
        """King, Martin Luther, Jr."""
        return self._family_before(self.given_name)

    @property
    def name_with_initials(self) -> str:
        """King, M. L., Jr."""
        return self._family_before(_initials(self.given_name))

    @property
    def name_without_particles(self) -> str:
        """Beethoven, Ludwig van"""
        *words, last = self.family_name.split()
        count = next((at for at, word in enumerate(words) if word[0].isupper()), len(words))
        particles = [*words[:count], last[:2]] if last[:2] in ("d'", "d’") else words[:count]
        family = " ".join((*words[count:], last.removeprefix("d'").removeprefix("d’")))
        return self._family_before(" ".join((self.given_name, *particles)), family)

    @property
    def separable_name(self) -> str:
        """As `inverted_name`; where it stays whole without commas, at which programs split it."""
        return self.inverted_name if self.given_name else re.sub("[,،]", "", self.family_name)

    def _family_before(self, given_name: str, family_name: str = "") -> str:
        if not self.inverted:
            return self.natural_name
        parts = (family_name or self.family_name, given_name, self.suffix)
        return ", ".join(filter(None, parts))


def _initials(given_name: str) -> str:
    """Return "J.-P. M." for "Jean-Paul M."."""
    return " ".join(
        word if word.islower() else "-".join(f"{part[0]}." for part in word.split("-") if part)
        for word in given_name.split()
    )
