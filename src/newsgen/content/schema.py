"""Every key of front matter, authority files and newsgen.yml: docs and JSON Schema follow it."""

from newsgen.content.yaml.accent_type import AccentType
from newsgen.content.yaml.collection_types import ListOrMapType, ListType, MapType
from newsgen.content.yaml.coordinates_type import CoordinatesType
from newsgen.content.yaml.date_types import (
    ArticleDateType,
    DateType,
    InstantType,
    PartialDateType,
)
from newsgen.content.yaml.language_type import LanguageType
from newsgen.content.yaml.license_type import LicenseType
from newsgen.content.yaml.record_type import Field, RecordType
from newsgen.content.yaml.scalar_types import (
    AuthorType,
    ChoiceType,
    CodeType,
    CopyType,
    FlagType,
    PictureType,
    TextType,
    UrlType,
    WholeType,
)
from newsgen.model.authority_identifier import OTHER_REGISTERS, WIKIDATA
from newsgen.model.host_limits import HOSTS
from newsgen.model.kind import LIFESPANS, TYPED_ENTITY_KINDS

WITHHOLDING_KEYS = frozenset(("status", "draft", "embargo", "withdrawn", "rights"))
"""Keys that hold an article or its text back: if one of them is invalid, nothing is published."""

UNUSED_FOLDER = "any"
PATH_KEYS = ("date", "authors", "section", "source", "tags", "language", UNUSED_FOLDER)
"""The keys that a path can give, and the word for a folder that says nothing."""


def _record(
    *fields: Field, text_key: str = "", prose_key: str = "", list_key: str = ""
) -> RecordType:
    return RecordType(fields, text_key=text_key, prose_key=prose_key, list_key=list_key)


_TEXT, _URL, _LANGUAGE = TextType(), UrlType(), LanguageType()
_FLAG, _NUMBER, _LICENSE = FlagType(), WholeType(), LicenseType()
_DATE, _INSTANT, _PARTIAL_DATE = DateType(), InstantType(), PartialDateType()
_TEXTS = ListType(_TEXT)

_DATED_NOTE = _record(
    Field("date", _DATE, "The day it was done.", required=True),
    Field("note", _TEXT, "What was done and why, in a sentence.", required=True),
    prose_key="note",
)

_RIGHTS = ChoiceType(("full", "excerpt", "metadata"))
WORDS_FOR_KINDS = {
    "people": "person persons who individuals",
    "places": "place location locations city cities country countries region where",
    "organizations": "organization organisation organisations org orgs company companies "
    "institution institutions agency agencies",
    "events": "event",
}
"""What else people call the kinds of names."""
ENTITY_FIELDS = tuple(
    Field(kind, _TEXTS, f"The {kind} it is about.", synonyms=WORDS_FOR_KINDS.get(kind, ""))
    for kind in TYPED_ENTITY_KINDS
)
IMAGE_TYPE = _record(
    Field("src", PictureType(), "A file's path from the article, or an address.", required=True),
    Field("alt", _TEXT, "What it shows, for those who do not see it."),
    Field("caption", _TEXT, "What stands below it: who and what is seen, where and when."),
    Field("credit", _TEXT, "Who made it, and under which licence."),
    text_key="src",
    list_key="images",
)

FRONT_MATTER_FIELDS = (
    Field("title", _TEXT, "The headline.", required=True),
    Field("source", _TEXT, "Where the article comes from.", required=True, missing_code="N105"),
    Field(
        "date",
        ArticleDateType(),
        "The day of publication, or the time with its offset from UTC. A time without one is in "
        "the site's time zone. Where no more is known: a month, a year, or about and one of them.",
        required=True,
    ),
    Field("id", _TEXT, "Permanent; by default the path under articles/ without its ending."),
    Field("source_url", _URL, "Where it was first published."),
    Field("authors", ListType(AuthorType()), "Who wrote it."),
    Field("dateline", _TEXT, "The place the report was filed from."),
    Field("section", _TEXT, "The part of the paper it belongs to."),
    Field("series", _TEXT, "The series it is a part of."),
    Field("tags", _TEXTS, "Its topics. A tag that an authority file knows as a name declares it."),
    Field(
        "entities",
        ListOrMapType(_TEXTS, _record(*ENTITY_FIELDS)),
        "Whom and what it is about: by kind, or one list of names that authority files know.",
    ),
    Field("summary", _TEXT, "One or two sentences for listings."),
    Field("language", _LANGUAGE, "Its language; by default the site's."),
    Field("slug", _TEXT, "The last part of its address; by default from the file's name."),
    Field("updated", _INSTANT, "When its text last changed in substance."),
    Field("image", IMAGE_TYPE, "The picture above the text."),
    Field("images", ListType(IMAGE_TYPE), "More pictures: a gallery below the text."),
    Field("lead", _FLAG, "Whether it may lead the front page."),
    Field("status", ChoiceType(("draft", "published")), "A draft is left out of the archive."),
    Field("draft", _FLAG, "The same, as other generators write it: true for a draft."),
    Field("published", _FLAG, "The opposite of draft, as other generators write it."),
    Field("embargo", _INSTANT, "Left out of builds before this time."),
    Field("expires", _INSTANT, "Left out of builds from this time on."),
    Field("withdrawn", _DATED_NOTE, "A note stays at the address; the text goes."),
    Field("corrections", ListType(_DATED_NOTE), "What was put right after publication."),
    Field("translation_of", _TEXT, "The file, under articles/, it is a translation of."),
    Field("aliases", _TEXTS, "Former addresses that redirect here, such as /old/address/."),
    Field("archived_url", CopyType(), "A kept copy of source_url."),
    Field("retrieved", _DATE, "When the source was read."),
    Field(
        "rights",
        _RIGHTS,
        "How much of it may be published: all, its first words, or only what describes it.",
    ),
    Field("license", _LICENSE, "The licence of its text: an SPDX code, or an address of terms."),
    Field("link_names", _FLAG, "Whether names in its text become links."),
    Field("future", _FLAG, "Whether its dates may be in the future."),
)

PLAIN_PAGE_FIELDS = (
    Field("title", _TEXT, "The page's heading.", required=True),
    Field("summary", _TEXT, "A sentence for search engines."),
    Field("language", _LANGUAGE, "Its language; by default the site's."),
)

_SPELLINGS = ListOrMapType(_TEXTS, MapType(_TEXTS))
_WIKIDATA = CodeType(WIKIDATA.pattern, WIKIDATA.example)
_CODES = (
    Field(one.key, CodeType(one.pattern, one.example), f"Its code of {one.label}.")
    for one in OTHER_REGISTERS
)

AUTHORITY_TYPE = RecordType(
    (
        Field(
            "aliases",
            _SPELLINGS,
            "Other spellings that mean this name: a list, or lists by language.",
        ),
        Field("former", _TEXTS, "Names merged into this one; their addresses redirect."),
        Field(
            "also",
            _SPELLINGS,
            "Spellings, such as a surname, that mean it in a text that names it in full.",
        ),
        Field(
            "notations",
            _TEXTS,
            "Codes and words that mean it in front matter, and are not looked for in texts.",
        ),
        Field("description", _TEXT, "Who or what it is, in a sentence."),
        *(
            Field(date.key, _PARTIAL_DATE, date.description)
            for lifespan in LIFESPANS
            for date in (lifespan.began, lifespan.ended)
        ),
        Field("future", _FLAG, "Whether its dates may be in the future."),
        Field("organization", _FLAG, "Of authors: true for an organization, false for a person."),
        Field("family", _TEXT, "Of authors: the part of the name that is the family name."),
        Field("part_of", _TEXT, "The larger name of the same kind that it belongs to."),
        Field("wikidata", _WIKIDATA, "Its Wikidata item, such as Q485207."),
        Field("identifiers", _record(*_CODES), "Its codes in other registers of names."),
        Field("coordinates", CoordinatesType(), "Of places: where it is, such as 39.65, 66.96."),
        Field("license", _LICENSE, "Of sources: the licence of articles that name no other."),
        Field("urls", ListType(_URL), "Its own pages elsewhere."),
        Field("slug", _TEXT, "The last part of its address; by default from the name."),
        Field("match", _FLAG, "Whether it is looked for in texts; by default it is."),
        Field(
            "match_case",
            _FLAG,
            "true: only as it is written; false: in any case; by default as written, and in "
            "capitals from four letters on.",
        ),
    ),
    may_be_empty=True,
    prose_key="description",
)

_PUBLISHER = _record(
    Field("name", _TEXT, "Who publishes the archive."),
    Field("url", _URL, "The publisher's own site."),
    Field("logo", _TEXT, "The publisher's logo: a path or an address."),
    Field("corrections_policy", _TEXT, "The page under pages/ that states it."),
    text_key="name",
)
_PICTURE = _record(
    Field("src", PictureType(), "A file under static/, or an address.", required=True),
    Field("alt", _TEXT, "What it shows, for those who do not see it."),
    text_key="src",
)
_MENU = _record(
    Field("label", _TEXT, "What the entry says.", required=True),
    Field("page", _TEXT, "A file under pages/."),
    Field("url", _TEXT, "Instead of page: an address, here or elsewhere."),
)
_NAMES = _record(
    Field("link", _FLAG, "Whether names in texts become links."),
    Field("ignore", _TEXTS, "Names of which `newsgen suggest` says nothing."),
)
_LINKS = _record(
    Field("base", _TEXT, "What a root-relative link means; / is this archive."), text_key="base"
)
_FOREIGN = _record(
    Field("rename", MapType(_TEXT), "Foreign keys and the keys of newsgen they mean."),
    Field("extra", _TEXTS, "Keys that are let pass without meaning anything."),
    Field(
        "midnight",
        ChoiceType(("time", "day")),
        "Whether 00:00:00 in date and updated is a time, or stands for a day without one.",
    ),
    Field(
        "from_path",
        ListType(ChoiceType(PATH_KEYS)),
        "What the path of an article says where its front matter does not: date, and the keys "
        "that its folders stand for, in their order.",
    ),
)
_LISTINGS = _record(
    Field(
        "newest", _NUMBER, "How many articles the front page lists, and that of a name with years."
    ),
    Field(
        "year",
        _NUMBER,
        "How many the page of a name, year or month lists before it leads to its parts.",
    ),
    Field("pairs", _NUMBER, "How many stories two entities share that have a page together."),
    Field("fold", _FLAG, "Whether lists show no more than a headline of what repeats another."),
)
_FEEDS = _record(
    Field("entries", _NUMBER, "How many articles a feed holds."),
    Field("text", ChoiceType(("summary", "full")), "How much of each it says."),
)

CONFIG_FIELDS = (
    Field("title", _TEXT, "The archive's name.", required=True, missing_code="N404"),
    Field("tagline", _TEXT, "A few words under the name."),
    Field("accent", AccentType(), "The colour of sections, charts and notices."),
    Field("base_url", _URL, "The address the archive is published at."),
    Field("language", _TEXT, "The language of the pages and, by default, of articles."),
    Field(
        "languages_in_addresses",
        ChoiceType(("front", "end")),
        "Where addresses of articles in other languages than the archive's name their language.",
    ),
    Field("timezone", _TEXT, "The zone of times written without an offset, by its IANA name."),
    Field(
        "id_authority", _TEXT, "Domain and year of permanent feed ids, such as example.org,2022."
    ),
    Field("publisher", _PUBLISHER, "Who answers for the archive."),
    Field("image", _PICTURE, "The picture that is shown beside a link to a page without its own."),
    Field("sections", _TEXTS, "The sections in their order; an article may name no other."),
    Field("menu", ListType(_MENU), "Entries after those newsgen makes itself."),
    Field("links", _LINKS, "How links in articles are understood."),
    Field("front_matter", _FOREIGN, "How the front matter of a foreign collection is read."),
    Field(
        "problems",
        MapType(ChoiceType(("error", "warning", "off"))),
        "How bad a problem is, by its code.",
    ),
    Field(
        "slugs", ChoiceType(("unicode", "ascii")), "Whether addresses keep letters of all scripts."
    ),
    Field("names", _NAMES, "Names."),
    Field("listings", _LISTINGS, "How long listings grow."),
    Field("related", _FLAG, "Whether articles lead to related ones."),
    Field("search", _FLAG, "Whether the archive has a search page."),
    Field("feeds", _FEEDS, "What subscribers get."),
    Field("ninjs", _FLAG, "Whether each article has a file with it as data, in IPTC ninjs."),
    Field("data", _FLAG, "Whether pages lead to the data that `newsgen export` writes."),
    Field("rights", _RIGHTS, "How much may be published of an article that does not say."),
    Field("license", _LICENSE, "The licence of the data, and of articles that name no other."),
    Field("host", ChoiceType(tuple(HOSTS)), "Where it is published: its limits are told in time."),
    Field(
        "editor",
        _TEXT,
        "The address that opens a file in an editor: {path} and {line} in it count.",
    ),
)
