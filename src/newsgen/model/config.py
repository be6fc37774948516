"""newsgen.yml as a value."""

from collections.abc import Mapping
from typing import Literal

from newsgen.model.article import Rights
from newsgen.model.codes import Severity
from newsgen.model.problem import Location
from newsgen.model.slug import Alphabet
from newsgen.model.value import Value, field

CONFIG_FILE = "newsgen.yml"
"""Where a site's configuration is, in the site's folder."""


FeedText = Literal["summary", "full"]


class Publisher(Value, frozen=True):
    """Who answers for the archive. corrections_policy: a file of pages/, named at policy_place."""

    name: str = ""
    url: str = ""
    logo: str = ""
    corrections_policy: str = ""
    policy_place: Location | None = None


class MenuItem(Value, frozen=True):
    """An entry of the menu: a page's file, an address of the site, or an absolute address."""

    label: str
    place: Location
    page: str = ""
    url: str = ""


class Config(Value, frozen=True):
    """What newsgen.yml says, with what holds where it says nothing."""

    title: str
    tagline: str = ""
    base_url: str = ""
    language: str = "en"
    timezone: str = "UTC"
    id_authority: str = ""
    publisher: Publisher = field(default_factory=Publisher)
    sections: tuple[str, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    links_base: str = "/"
    rename: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    problems: Mapping[str, Severity] = field(default_factory=dict)
    slugs: Alphabet = "unicode"
    link_names: bool = True
    newest: int = 50
    year: int = 200
    search: bool = True
    data: bool = False
    feed_entries: int = 20
    feed_text: FeedText = "summary"
    rights: Rights = "full"
