"""The settings of newsgen.yml as a value."""

from collections.abc import Mapping
from typing import Literal

from newsgen.model.accent import Accent
from newsgen.model.article import AddressEnd, Rights
from newsgen.model.authority import AUTHORITY_FOLDER
from newsgen.model.editor_address import EDITOR_TEMPLATE
from newsgen.model.problem import Location
from newsgen.model.problem_codes import Severity
from newsgen.model.slug import Alphabet
from newsgen.model.value import Value, field

CONFIG_FILE = "newsgen.yml"
"""The file in a site's folder that holds its settings."""

TEXT_FOLDERS = ("articles", "pages")
"""Folders of articles and plain pages, and of the files next to them."""

TEXT_PREFIXES = tuple(f"{folder}/" for folder in TEXT_FOLDERS)
"""How the paths of the files in these folders begin."""

KEPT_FOLDER = "kept"
"""The folder with copies of pages of other hosts."""

KEPT_PREFIX = f"{KEPT_FOLDER}/"

SITE_FOLDERS = (*TEXT_FOLDERS, AUTHORITY_FOLDER, KEPT_FOLDER, "templates", "static")
"""The folders of a site that a build reads."""

FeedText = Literal["summary", "full"]
Midnight = Literal["time", "day"]


class Publisher(Value, frozen=True):
    """Who answers for the archive; `locations` is where each key is written."""

    name: str = ""
    url: str = ""
    logo: str = ""
    corrections_policy: str = ""
    locations: Mapping[str, Location] = field(default_factory=dict)


class ArchivePicture(Value, frozen=True):
    """The picture of the archive; `src` is a file of the site or an address, as it was written."""

    src: str
    location: Location
    alt: str = ""


class MenuItem(Value, frozen=True):
    """An entry of the menu: `page` is a file under pages/, `url` an address here or elsewhere."""

    label: str
    location: Location
    page: str = ""
    url: str = ""


class Config(Value, frozen=True):
    """The settings of a site, with their defaults.

    Attributes:
        rename: keys of other programs → the keys of newsgen that they mean.
        extra: keys of front matter that have no meaning here and are no problem.
        problems: severities by problem code.
        midnight: what 00:00:00 in front matter is: a time, or no more than the day.
        ignored_names: names of which `newsgen suggest` says nothing.
        from_path: the keys of front matter that the path of an article gives.
        editor: the address that opens a file in an editor (`model.editor_address`).
        newest: articles that the front page lists, and the page of a name that has years.
        year: articles that the page of a name, year or month lists before it leads to its parts.
        pairs: stories about two entities at least which have a page together; mentions count less.
        fold: whether lists show no summary of an article with nearly the text of an earlier one.
        related: whether articles lead to related ones.
        ninjs: whether each article has a file with it as data.
        for_disk: whether links name the files of pages. An option of builds, and no setting.
    """

    title: str
    tagline: str = ""
    accent: Accent | None = None
    base_url: str = ""
    language: str = "en"
    languages_in_addresses: AddressEnd = ""
    timezone: str = "UTC"
    id_authority: str = ""
    publisher: Publisher = field(default_factory=Publisher)
    image: ArchivePicture | None = None
    sections: tuple[str, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    links_base: str = "/"
    rename: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()
    problems: Mapping[str, Severity] = field(default_factory=dict)
    slugs: Alphabet = "unicode"
    link_names: bool = True
    ignored_names: tuple[str, ...] = ()
    newest: int = 30
    year: int = 200
    pairs: int = 5
    fold: bool = False
    related: bool = True
    search: bool = True
    ninjs: bool = False
    data: bool = False
    editor: str = EDITOR_TEMPLATE
    feed_entries: int = 20
    feed_text: FeedText = "summary"
    rights: Rights = "full"
    license: str = ""
    host: str = ""
    midnight: Midnight = "time"
    from_path: tuple[str, ...] = ()
    for_disk: bool = False

    @property
    def most_stories(self) -> int:
        """How many stories the page of a name lists before it has years."""
        return max(self.newest, self.year)
