"""The one table of keys: front matter, plain pages, authority files and newsgen.yml.

Reading, the JSON Schema and the documentation are made of it; a key not here does not exist.
"""

from newsgen.content.yaml.types import (
    Choice,
    Code,
    Day,
    Field,
    Flag,
    Instant,
    Language,
    ListOf,
    ListOrMap,
    MapOf,
    PartialDate,
    Record,
    Text,
    Url,
    Whole,
)
from newsgen.model.identifier import REGISTERS, WIKIDATA
from newsgen.model.kind import TYPED_ENTITIES

_NAMES = ListOf(Text())

_DATED_NOTE = Record(
    (
        Field("date", Day(), "The day it was done.", required=True),
        Field("note", Text(), "What was done and why, in a sentence.", required=True),
    )
)

_RIGHTS = Choice(("full", "excerpt", "metadata"))

FRONT_MATTER = (
    Field("title", Text(), "The headline.", required=True),
    Field("source", Text(), "Where the article comes from.", required=True, missing="N105"),
    Field(
        "date",
        Instant(),
        "The day of publication, or the time with its offset from UTC. A time without one is in "
        "the site's time zone.",
        required=True,
    ),
    Field("id", Text(), "Permanent; by default the path under articles/ without its ending."),
    Field("source_url", Url(), "Where it was first published."),
    Field("authors", _NAMES, "Who wrote it."),
    Field("dateline", Text(), "The place the report was filed from."),
    Field("section", Text(), "The part of the paper it belongs to."),
    Field("tags", _NAMES, "Its topics. A tag that an authority file knows as a name declares it."),
    Field(
        "entities",
        ListOrMap(
            _NAMES,
            Record(
                tuple(
                    Field(kind.value, _NAMES, f"The {kind.value} it is about.")
                    for kind in TYPED_ENTITIES
                )
            ),
        ),
        "Whom and what it is about: by kind, or one list of names that authority files know.",
    ),
    Field("summary", Text(), "One or two sentences for listings."),
    Field("language", Language(), "Its language; by default the site's."),
    Field("slug", Text(), "The last part of its address; by default from the file's name."),
    Field("updated", Instant(), "When its text last changed in substance."),
    Field(
        "image",
        Record(
            (
                Field(
                    "src", Text(), "A file's path from the article, or an address.", required=True
                ),
                Field("alt", Text(), "What it shows, for those who do not see it."),
                Field("credit", Text(), "Who made it, and under which licence."),
            )
        ),
        "The picture above the text.",
    ),
    Field("lead", Flag(), "Whether it may lead the front page."),
    Field("status", Choice(("published", "draft")), "A draft is left out of the archive."),
    Field("draft", Flag(), "The same, as other generators write it: true for a draft."),
    Field("embargo", Instant(), "Left out of builds before this time."),
    Field("withdrawn", _DATED_NOTE, "A note stays at the address; the text goes."),
    Field("corrections", ListOf(_DATED_NOTE), "What was put right after publication."),
    Field("translation_of", Text(), "The file, under articles/, it is a translation of."),
    Field("aliases", _NAMES, "Former addresses that redirect here, such as /old/address/."),
    Field("archived_url", Url(), "A kept copy of source_url."),
    Field("retrieved", Day(), "When the source was read."),
    Field(
        "rights",
        _RIGHTS,
        "How much of it may be published: all, its first words, or only what describes it.",
    ),
    Field("link_names", Flag(), "Whether names in its text become links."),
)

PLAIN_PAGE = (
    Field("title", Text(), "The page's heading.", required=True),
    Field("summary", Text(), "A sentence for search engines."),
    Field("language", Language(), "Its language; by default the site's."),
)

_SPELLINGS = ListOrMap(_NAMES, MapOf(_NAMES))
_WIKIDATA = Code(WIKIDATA.pattern, WIKIDATA.example)

AUTHORITY = Record(
    (
        Field(
            "aliases",
            _SPELLINGS,
            "Other spellings that mean this name: a list, or lists by language.",
        ),
        Field("former", _NAMES, "Names merged into this one; their addresses redirect."),
        Field(
            "also",
            _SPELLINGS,
            "Spellings, such as a surname, that mean it in a text that names it in full.",
        ),
        Field("description", Text(), "Who or what it is, in a sentence."),
        Field("born", PartialDate(), "Of people: the day, month or year of birth."),
        Field("died", PartialDate(), "Of people: the day, month or year of death."),
        Field("founded", PartialDate(), "Of organizations and places: when it came to be."),
        Field("dissolved", PartialDate(), "Of organizations and places: when it ceased to be."),
        Field("began", PartialDate(), "Of events: the first day, or its month or year."),
        Field("ended", PartialDate(), "Of events: the last day, or its month or year."),
        Field("part_of", Text(), "The larger name of the same kind that it belongs to."),
        Field("wikidata", _WIKIDATA, "Its Wikidata item, such as Q485207."),
        Field(
            "identifiers",
            Record(
                tuple(
                    Field(each.key, Code(each.pattern, each.example), f"Its code of {each.label}.")
                    for each in REGISTERS
                )
            ),
            "Its codes in other registers of names.",
        ),
        Field("urls", ListOf(Url()), "Its own pages elsewhere."),
        Field("slug", Text(), "The last part of its address; by default from the name."),
        Field("match", Flag(), "Whether it is looked for in texts; by default it is."),
        Field(
            "match_case",
            Flag(),
            "true: only as it is written; false: in any case; by default as written, and in "
            "capitals from four letters on.",
        ),
    ),
    may_be_empty=True,
)

CONFIG = (
    Field("title", Text(), "The archive's name.", required=True, missing="N404"),
    Field("tagline", Text(), "A few words under the name."),
    Field("base_url", Url(), "The address the archive is published at."),
    Field("language", Text(), "The language of the pages and, by default, of articles."),
    Field("timezone", Text(), "The zone of times written without an offset, by its IANA name."),
    Field(
        "id_authority", Text(), "Domain and year of permanent feed ids, such as example.org,2022."
    ),
    Field(
        "publisher",
        Record(
            (
                Field("name", Text(), "Who publishes the archive."),
                Field("url", Url(), "The publisher's own site."),
                Field("logo", Text(), "The publisher's logo: a path or an address."),
                Field("corrections_policy", Text(), "The page under pages/ that states it."),
            )
        ),
        "Who answers for the archive.",
    ),
    Field("sections", _NAMES, "The sections in their order; an article may name no other."),
    Field(
        "menu",
        ListOf(
            Record(
                (
                    Field("label", Text(), "What the entry says.", required=True),
                    Field("page", Text(), "A file under pages/."),
                    Field("url", Text(), "Instead of page: an address, here or elsewhere."),
                )
            )
        ),
        "Entries after those newsgen makes itself.",
    ),
    Field(
        "links",
        Record((Field("base", Text(), "What a root-relative link means; / is this archive."),)),
        "How links in articles are understood.",
    ),
    Field(
        "front_matter",
        Record(
            (
                Field("rename", MapOf(Text()), "Foreign keys and the keys of newsgen they mean."),
                Field("extra", _NAMES, "Keys that are let pass without meaning anything."),
            )
        ),
        "How the front matter of a foreign collection is read.",
    ),
    Field("problems", MapOf(Choice(("error", "warning"))), "How bad a problem is, by its code."),
    Field("slugs", Choice(("unicode", "ascii")), "Whether addresses keep letters of all scripts."),
    Field(
        "names", Record((Field("link", Flag(), "Whether names in texts become links."),)), "Names."
    ),
    Field(
        "listings",
        Record(
            (
                Field(
                    "newest",
                    Whole(),
                    "How many articles the front page and a name's own page list.",
                ),
                Field(
                    "year",
                    Whole(),
                    "How many a year's or month's page lists before it only leads to its parts.",
                ),
            )
        ),
        "How long listings grow.",
    ),
    Field("search", Flag(), "Whether the archive has a search page."),
    Field(
        "feeds",
        Record(
            (
                Field("entries", Whole(), "How many articles a feed holds."),
                Field("text", Choice(("summary", "full")), "How much of each it says."),
            )
        ),
        "What subscribers get.",
    ),
    Field("data", Flag(), "Whether pages lead to the data that `newsgen export` writes."),
    Field("rights", _RIGHTS, "How much may be published of an article that does not say."),
)
